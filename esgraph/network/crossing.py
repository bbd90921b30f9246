"""Turns a View into what crosses a border: ties between sectors, between counties; and ties by year."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal, get_args

from esgraph.network.model import Edge, Kind, Node
from esgraph.network.view import View

#: What two nodes can be on different sides of.
Border = Literal["sector", "county"]
BORDERS: Final[tuple[Border, ...]] = get_args(Border)


@dataclass(frozen=True, slots=True)
class Years:
    """How many ties (not pairs) each year has, by kind; one with dates in several years counts in each."""

    ties: Mapping[int, Mapping[Kind, int]]
    undated: Mapping[Kind, int]


def crosses_sector(one: Node, other: Node) -> bool | None:
    """Whether two nodes are of different sectors; None where that of one is not known."""
    return one.sector != other.sector if one.sector and other.sector else None


def crosses_county(one: Node, other: Node) -> bool | None:
    """Whether two nodes have no county in common; None where the place of one is not known."""
    return not set(one.counties) & set(other.counties) if one.counties and other.counties else None


def cross_sector(view: View) -> Iterator[Edge]:
    """Edges between nodes of different sectors; where a sector is not known, nothing is claimed."""
    nodes = view.nodes
    return (edge for edge in view.edges() if crosses_sector(nodes[edge.one], nodes[edge.other]))


def cross_county(view: View) -> Iterator[Edge]:
    """Edges between nodes that have no county in common; where a place is not known, nothing is claimed."""
    nodes = view.nodes
    return (edge for edge in view.edges() if crosses_county(nodes[edge.one], nodes[edge.other]))


def across(view: View, border: Border, one: str, other: str) -> Iterator[Edge]:
    """The edges between two sectors, or between two counties."""
    nodes = view.nodes
    crossing = cross_sector(view) if border == "sector" else cross_county(view)

    def sides(iri: str) -> Collection[str]:
        return [nodes[iri].sector] if border == "sector" else nodes[iri].counties

    for edge in crossing:
        first, second = sides(edge.one), sides(edge.other)
        if (one in first and other in second) or (other in first and one in second):
            yield edge


def by_year(view: View) -> Years:
    """The ties of a view by year and kind, years in order."""
    dated: dict[int, Counter[Kind]] = {}
    undated: Counter[Kind] = Counter()
    for bond in view.bonds:
        for year in bond.tie.years:
            dated.setdefault(year, Counter())[bond.tie.kind] += 1
        if not bond.tie.years:
            undated[bond.tie.kind] += 1
    return Years({year: dict(sorted(dated[year].items())) for year in sorted(dated)}, dict(sorted(undated.items())))
