"""Turns the network of organisations into one small picture: all of it where it is small, else its best-connected part.

The part grows from the organisation with most ties: its best-connected partners, then theirs, a few of each, so that
the picture stays connected and readable. Cooperation is derived from what sources say of cooperations; who founded
whom, and whose unit something is, sources state.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count
from typing import Literal, NamedTuple

from esgraph.errors import Language
from esgraph.serve import resource
from esgraph.serve.forces import arrange
from esgraph.serve.memo import remembered
from esgraph.serve.site import Site
from esgraph.vocabulary import SCHEME

Relation = Literal["cooperation", "founding", "unit"]
Sector = Literal["social", "public", "other"]

#: More boxes than these are no picture at a glance.
_MOST = 20
#: Partners that one organisation brings into the picture, round by round.
_PARTNERS = (7, 3, 2, 1)
#: Ties that are looked at in a round.
_LOOKED_AT = 400

_LINE = 19
_CHARACTER = 8.2
_PADDING = 10
_WRAP = 20
_LINES = 3

_BRANCHES = (
    "?one esg:cooperatesWith ?other",
    "?f esg:founder/org:postIn? ?one ; org:resultingOrganization ?other . ?one a org:Organization",
    "?f esg:founder/org:postIn? ?other ; org:resultingOrganization ?one . ?other a org:Organization",
    "?one org:unitOf ?other",
    "?other org:unitOf ?one",
)
_TIES: dict[Relation, str] = {
    "cooperation": "?one esg:cooperatesWith ?other . FILTER(STR(?one) < STR(?other)) "
    "?statement rdf:subject ?one ; rdf:predicate esg:cooperatesWith ; rdf:object ?other ; prov:wasDerivedFrom ?ground",
    "founding": "?ground a esg:Foundation ; esg:founder/org:postIn? ?one ; org:resultingOrganization ?other . "
    "?one a org:Organization",
    "unit": "?one org:unitOf ?other . BIND(?one AS ?ground)",
}


class _Tie(NamedTuple):
    one: str
    other: str
    relation: Relation
    grounds: tuple[str, ...]
    is_disputed: bool


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
    def has_dispute(self) -> bool:
        """Whether sources disagree on any tie."""
        return any(edge.is_disputed for edge in self.edges)

    def has(self, relation: Relation) -> bool:
        """Whether there is a tie of this relation."""
        return any(edge.relation == relation for edge in self.edges)


def _border(inner: Node, outer: Node) -> tuple[int, int]:
    """Where the line from the middle of `inner` to the middle of `outer` leaves the box of `inner`."""
    dx, dy = outer.x - inner.x, outer.y - inner.y
    reach = max(abs(dx) / (inner.width / 2 + 3), abs(dy) / (inner.height / 2 + 3), 1)
    return round(inner.x + dx / reach), round(inner.y + dy / reach)


@remembered
def read(site: Site, language: Language) -> Glance:
    """The picture of a release, with names in the reader's language."""
    total, chosen, ties = _network(site)
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


@remembered
def _network(site: Site) -> tuple[int, list[str], list[_Tie]]:
    """How many organisations have ties, those of the picture, and the ties among these."""
    total = int(site.select(f"SELECT (COUNT(DISTINCT ?one) AS ?n) WHERE {{ {_tied()} }}")[0]["n"]["value"])
    chosen = _chosen(site, total)
    return total, chosen, _ties(site, chosen)


def _chosen(site: Site, total: int) -> list[str]:
    """The organisations of the picture, those with most ties first."""
    ranked = site.select(
        f"SELECT ?one (COUNT(DISTINCT ?other) AS ?n) WHERE {{ {_tied()} }} "
        f"GROUP BY ?one ORDER BY DESC(?n) ?one LIMIT {_MOST}"
    )
    found = [row["one"]["value"] for row in ranked]
    if total <= _MOST:
        return found
    chosen, fresh = found[:1], found[:1]
    for most in _PARTNERS:
        brought: list[str] = []
        for partners in _partners(site, fresh).values():
            new = [iri for iri in partners if iri not in chosen and iri not in brought]
            brought += new[:most]
        fresh = brought[: _MOST - len(chosen)]
        chosen += fresh
    return chosen


def _tied(iris: Iterable[str] = ()) -> str:
    """The pattern of two organisations with any tie; with IRIs, of these with any other."""
    # Where the engine begins with them in every branch; before the union it would find all ties first.
    given = f"VALUES ?one {{ {_listed(iris)} }} " if iris else ""
    return " UNION ".join(f"{{ {given}{branch} }}" for branch in _BRANCHES)


def _partners(site: Site, iris: list[str]) -> dict[str, list[str]]:
    """Partners of organisations, those with most ties first."""
    found: dict[str, list[str]] = {iri: [] for iri in iris}
    if not iris:
        return found
    rows = site.select(f"SELECT DISTINCT ?one ?other WHERE {{ {_tied(iris)} }} ORDER BY ?one ?other LIMIT {_LOOKED_AT}")
    others = sorted({row["other"]["value"] for row in rows})
    counted = site.select(
        f"SELECT ?one (COUNT(DISTINCT ?other) AS ?n) WHERE {{ {_tied(others)} }} GROUP BY ?one ORDER BY ?one"
    )
    degrees = {row["one"]["value"]: int(row["n"]["value"]) for row in counted if "one" in row}
    for row in rows:
        found[row["one"]["value"]].append(row["other"]["value"])
    return {iri: sorted(partners, key=lambda other: (-degrees.get(other, 0), other)) for iri, partners in found.items()}


def _ties(site: Site, iris: list[str]) -> list[_Tie]:
    """The ties among organisations, each once, with what they rest on."""
    ties: list[_Tie] = []
    if not iris:
        return ties
    for relation, pattern in _TIES.items():
        rows = site.select(
            f"SELECT DISTINCT ?one ?other ?ground ?rival WHERE {{ VALUES ?one {{ {_listed(iris)} }} "
            f"{pattern} FILTER(?other IN ({', '.join(f'<{iri}>' for iri in iris)})) "
            "OPTIONAL { ?ground esg:conflictsWith|^esg:conflictsWith ?rival } } ORDER BY ?one ?other ?ground"
        )
        grounds: dict[tuple[str, str], list[str]] = {}
        disputed: set[tuple[str, str]] = set()
        for row in rows:
            pair = (row["one"]["value"], row["other"]["value"])
            found = grounds.setdefault(pair, [])
            if row["ground"]["value"] not in found:
                found.append(row["ground"]["value"])
            if "rival" in row:
                disputed.add(pair)
        ties += [_Tie(*pair, relation, tuple(found), pair in disputed) for pair, found in grounds.items()]
    return ties


def _names(site: Site, iris: list[str], language: Language) -> dict[str, tuple[str, str]]:
    """The name of each organisation, and a shorter one if it has any."""
    labels = resource.read_labels(site, iris, language)
    names = {iri: labels.get(iri) or resource.short(iri) for iri in iris}
    if not iris:
        return {}
    rows = site.select(
        f"SELECT ?one ?name WHERE {{ VALUES ?one {{ {_listed(iris)} }} ?one skos:altLabel ?name "
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
        f"SELECT DISTINCT ?one ?top WHERE {{ VALUES ?one {{ {_listed(iris)} }} VALUES ?top {{ {_listed(tops)} }} "
        "?one org:classification/skos:broader* ?top } ORDER BY ?one ?top"
    )
    return {row["one"]["value"]: tops[row["top"]["value"]] for row in rows}


def _listed(iris: Iterable[str]) -> str:
    return " ".join(f"<{iri}>" for iri in iris)


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
