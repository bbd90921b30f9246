"""Turns the network of organisations into the part of it that a small picture has room for, and the ties in it.

Where the network is small that is all of it. Else it grows from the organisation with most ties: its best-connected
partners, then theirs, a few of each, so that the picture stays connected and readable. Cooperation is derived from what
sources say of cooperations; who founded whom, and whose unit something is, sources state.
"""

from collections.abc import Iterable
from typing import Literal, NamedTuple, get_args

from esgraph.serve.memo import remembered
from esgraph.serve.resource import listed
from esgraph.serve.site import Site

Relation = Literal["cooperation", "founding", "unit"]
RELATIONS: tuple[Relation, ...] = get_args(Relation)

#: More organisations than these are no picture at a glance.
MOST = 20
#: Partners that one organisation brings into the picture, round by round.
_PARTNERS = (7, 3, 2, 1)
#: Ties that are looked at in a round.
_LOOKED_AT = 400

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


class Tie(NamedTuple):
    """Two organisations (IRIs), what joins them, what that rests on, and whether another source says otherwise."""

    one: str
    other: str
    relation: Relation
    grounds: tuple[str, ...]
    is_disputed: bool


@remembered
def network(site: Site) -> tuple[int, list[str], list[Tie]]:
    """How many organisations have ties, those of the picture, and the ties among these."""
    total = int(site.select(f"SELECT (COUNT(DISTINCT ?one) AS ?n) WHERE {{ {_tied()} }}")[0]["n"]["value"])
    chosen = _chosen(site, total)
    return total, chosen, _ties(site, chosen)


def _chosen(site: Site, total: int) -> list[str]:
    """The organisations of the picture, those with most ties first."""
    ranked = site.select(
        f"SELECT ?one (COUNT(DISTINCT ?other) AS ?n) WHERE {{ {_tied()} }} "
        f"GROUP BY ?one ORDER BY DESC(?n) ?one LIMIT {MOST}"
    )
    found = [row["one"]["value"] for row in ranked]
    if total <= MOST:
        return found
    chosen, fresh = found[:1], found[:1]
    for most in _PARTNERS:
        brought: list[str] = []
        for partners in _partners(site, fresh).values():
            new = [iri for iri in partners if iri not in chosen and iri not in brought]
            brought += new[:most]
        fresh = brought[: MOST - len(chosen)]
        chosen += fresh
    return chosen


def _tied(iris: Iterable[str] = ()) -> str:
    """The pattern of two organisations with any tie; with IRIs, of these with any other."""
    # Where the engine begins with them in every branch; before the union it would find all ties first.
    given = f"VALUES ?one {{ {listed(iris)} }} " if iris else ""
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


def _ties(site: Site, iris: list[str]) -> list[Tie]:
    """The ties among organisations, each once, with what they rest on."""
    ties: list[Tie] = []
    if not iris:
        return ties
    for relation, pattern in _TIES.items():
        rows = site.select(
            f"SELECT DISTINCT ?one ?other ?ground ?rival WHERE {{ VALUES ?one {{ {listed(iris)} }} "
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
        ties += [Tie(*pair, relation, tuple(found), pair in disputed) for pair, found in grounds.items()]
    return ties
