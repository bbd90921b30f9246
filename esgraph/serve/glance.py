"""Turns the ties of organisations into one small picture: a box with a name for each, and lines between the boxes."""

from dataclasses import dataclass
from itertools import count
from typing import Literal, get_args

from esgraph.errors import Language
from esgraph.network.drawing.forces import arrange
from esgraph.serve import resource
from esgraph.serve.memo import remembered
from esgraph.serve.resource import listed
from esgraph.serve.site import Site
from esgraph.serve.ties import RELATIONS, Relation, network
from esgraph.vocabulary import SCHEME

Sector = Literal["social", "public", "other"]
SECTORS: tuple[Sector, ...] = get_args(Sector)

_LINE = 19
_CHARACTER = 8.2
_PADDING = 10
_WRAP = 20
_LINES = 3


@dataclass(frozen=True, slots=True)
class Node:
    """An organisation: its box (middle and size), its short name in lines, its full name."""

    iri: str
    name: str
    lines: tuple[str, ...]
    sector: Sector
    x: int
    y: int
    width: int
    height: int

    def line_y(self, index: int) -> float:
        """Where the middle of a line of its name is."""
        return self.y + (index - (len(self.lines) - 1) / 2) * _LINE


@dataclass(frozen=True, slots=True)
class Edge:
    """A tie of two organisations and what it rests on; `is_disputed` if another source says otherwise."""

    one: Node
    other: Node
    relation: Relation
    grounds: tuple[str, ...]
    is_disputed: bool

    @property
    def is_derived(self) -> bool:
        """Whether no source states the tie itself."""
        return self.relation == "cooperation"

    @property
    def line(self) -> tuple[int, int, int, int]:
        """From the border of one box to the border of the other."""
        return (*_border(self.one, self.other), *_border(self.other, self.one))


@dataclass(frozen=True, slots=True)
class Glance:
    """The picture, in the units of its own width and height; `total` counts organisations with ties, shown or not."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    width: int
    height: int
    total: int

    @property
    def is_part(self) -> bool:
        """Whether there is more than the picture shows."""
        return self.total > len(self.nodes)

    @property
    def lines(self) -> tuple[tuple[Relation, bool], ...]:
        """The kinds of lines that are drawn: of which relation, and whether sources disagree on it."""
        drawn = {(edge.relation, edge.is_disputed) for edge in self.edges}
        kinds = ((relation, disputed) for relation in RELATIONS for disputed in (False, True))
        return tuple(kind for kind in kinds if kind in drawn)

    @property
    def sectors(self) -> tuple[Sector, ...]:
        """The kinds of boxes that are drawn."""
        return tuple(sector for sector in SECTORS if any(node.sector == sector for node in self.nodes))


def _border(inner: Node, outer: Node) -> tuple[int, int]:
    """Where the line from the middle of `inner` to the middle of `outer` leaves the box of `inner`."""
    dx, dy = outer.x - inner.x, outer.y - inner.y
    reach = max(abs(dx) / (inner.width / 2 + 3), abs(dy) / (inner.height / 2 + 3), 1)
    return round(inner.x + dx / reach), round(inner.y + dy / reach)


@remembered
def read(site: Site, language: Language) -> Glance:
    """The picture of a release, with names in the reader's language."""
    total, chosen, ties = network(site)
    names = _names(site, chosen, language)
    sectors = _sectors(site, chosen)
    lines = {iri: _wrapped(names[iri][1]) for iri in chosen}
    sizes = [_size(lines[iri]) for iri in chosen]
    place = dict(zip(chosen, count(), strict=False))
    places = arrange(sizes, sorted({(place[tie.one], place[tie.other]) for tie in ties}))
    nodes = {
        iri: Node(iri, names[iri][0], lines[iri], sectors.get(iri, "other"), x, y, width, height)
        for iri, (x, y), (width, height) in zip(chosen, places, sizes, strict=True)
    }
    edges = tuple(Edge(nodes[tie.one], nodes[tie.other], *tie[2:]) for tie in ties)
    right = max((node.x + node.width // 2 for node in nodes.values()), default=0)
    bottom = max((node.y + node.height // 2 for node in nodes.values()), default=0)
    return Glance(tuple(nodes.values()), edges, right + 1, bottom + 1, total)


def _names(site: Site, iris: list[str], language: Language) -> dict[str, tuple[str, str]]:
    """The name of each organisation, and a shorter one if it has any."""
    labels = resource.read_labels(site, iris, language)
    names = {iri: labels.get(iri) or resource.short(iri) for iri in iris}
    if not iris:
        return {}
    rows = site.select(
        f"SELECT ?one ?name WHERE {{ VALUES ?one {{ {listed(iris)} }} ?one skos:altLabel ?name "
        f'FILTER(LANG(?name) = "{language}") }} ORDER BY ?one ?name'
    )
    shorter = dict(names)
    for row in rows:
        iri, name = row["one"]["value"], row["name"]["value"]
        shorter[iri] = min(shorter[iri], name, key=len)
    return {iri: (names[iri], shorter[iri]) for iri in iris}


def _sectors(site: Site, iris: list[str]) -> dict[str, Sector]:
    """Of the social economy, public, or another: by the kinds above the kind of each."""
    if not iris:
        return {}
    tops: dict[str, Sector] = {f"{SCHEME}kind/social-economy-entity": "social", f"{SCHEME}kind/public-body": "public"}
    rows = site.select(
        f"SELECT DISTINCT ?one ?top WHERE {{ VALUES ?one {{ {listed(iris)} }} "
        "?one org:classification/skos:broader* ?top "
        f"FILTER(?top IN ({', '.join(f'<{top}>' for top in tops)})) }} ORDER BY ?one ?top"
    )
    return {row["one"]["value"]: tops[row["top"]["value"]] for row in rows}


def _wrapped(name: str) -> tuple[str, ...]:
    """A name in a few short lines; what does not fit is left out, with an ellipsis."""
    lines = [""]
    for word in name.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > _WRAP:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    # A word of one letter does not end a line.
    for index in range(len(lines) - 1):
        head, _, last = lines[index].rpartition(" ")
        if head and len(last) == 1 and last.isalpha():
            lines[index], lines[index + 1] = head, f"{last} {lines[index + 1]}"
    if len(lines) > _LINES:
        lines = [*lines[: _LINES - 1], f"{lines[_LINES - 1]} …"]
    return tuple(lines)


def _size(lines: tuple[str, ...]) -> tuple[int, int]:
    width = round(max(len(line) for line in lines) * _CHARACTER) + 2 * _PADDING
    return width + width % 2, len(lines) * _LINE + 2 * _PADDING
