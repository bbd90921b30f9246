"""Turns a View into what crosses a border: ties between sectors, between counties; and ties by year."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from esgraph.network.model import Edge, Kind
from esgraph.network.view import View


@dataclass(frozen=True, slots=True)
class Years:
    """How many ties (not pairs) each year has, by kind; one with dates in several years counts in each."""

    ties: Mapping[int, Mapping[Kind, int]]
    undated: Mapping[Kind, int]


def cross_sector(view: View) -> Iterator[Edge]:
    """Edges between nodes of different sectors; where a sector is not known, nothing is claimed."""
    for edge in view.edges():
        one, other = view.nodes[edge.one].sector, view.nodes[edge.other].sector
        if one and other and one != other:
            yield edge


def cross_county(view: View) -> Iterator[Edge]:
    """Edges between nodes that have no county in common; where a place is not known, nothing is claimed."""
    for edge in view.edges():
        one, other = view.nodes[edge.one].counties, view.nodes[edge.other].counties
        if one and other and not set(one) & set(other):
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
