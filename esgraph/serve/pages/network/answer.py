"""Turns two nodes of a network into all that a page tells of how they are connected."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from esgraph.network import Edge, Network, Node
from esgraph.network.drawing import Picture, draw_paths
from esgraph.network.paths import Connection, Partner, common_partners, connection
from esgraph.network.sparql import LONGEST, Asking
from esgraph.network.view import Whole
from esgraph.serve import texts
from esgraph.serve.network_address import written_of
from esgraph.serve.pages.network import phrases
from esgraph.serve.pages.network.asking import is_lifted, standing_in
from esgraph.serve.site import language, site
from esgraph.serve.telling import Telling, Told

#: Partners in common that are told.
_COMMON = 20


@dataclass(frozen=True, slots=True)
class ToldStep:
    """One step of a way: from whom to whom, and by what."""

    one: Node
    other: Node
    written: str
    ties: Sequence[Told]


@dataclass(frozen=True, slots=True)
class Shared:
    """A partner of both: what it is to the one, and to the other."""

    node: Node
    written: str
    to_one: Sequence[Told]
    to_other: Sequence[Told]


@dataclass(frozen=True, slots=True)
class Query:
    """The query behind an answer, "" where there is none to ask, and what it gives in words."""

    text: str
    lead: str


@dataclass(frozen=True, slots=True)
class Answer:
    """All that the page tells of two nodes.

    `standing` says who stands for what was asked for, `merged` for whom each node on the way stands besides itself;
    `is_lifted` if one of those asked for is an office whose organisation stands for it.
    """

    one: Node
    other: Node
    standing: Sequence[str]
    is_lifted: bool
    sentence: str
    found: Connection
    ways: Sequence[Sequence[ToldStep]]
    merged: Mapping[str, Sequence[Node]]
    common: Sequence[Shared]
    common_total: int
    picture: Picture
    query: Query


def answer(network: Network, view: Whole, nodes: tuple[Node, Node]) -> Answer:
    """How two organisations or offices are connected, those asked for or who stands for them."""
    one, other = (view.node(standing_in(view, node)) for node in nodes)
    found = connection(view, one.iri, other.iri)
    common = common_partners(view, one.iri, other.iri) if one.iri != other.iri else ()
    told = common[:_COMMON]
    telling = Telling(site(), network, language(), _edges(found, told))
    passed = {node for path in found.paths for step in path for node in (step.one, step.other)}
    names = view.some(passed | {partner.node for partner in told})
    between = passed - {one.iri, other.iri}
    return Answer(
        one, other, list(_standing(network, view, nodes, (one, other))), any(is_lifted(view, node) for node in nodes),
        phrases.of_connection(
            one.label(language()), other.label(language()), found,
            has_offices=any(names[iri].is_office for iri in between),
        ),
        found, _ways(found, names, telling),
        {iri: list(network.organisations(names[iri].merged).values()) for iri in sorted(passed)},
        [_shared(partner, names, telling, (one.iri, other.iri)) for partner in told], len(common),
        draw_paths(view, (one.iri, other.iri), found.paths, language()), _query(view, found, one.iri, other.iri),
    )  # fmt: skip


def merging_helps(network: Network, view: Whole, nodes: tuple[Node, Node]) -> bool:
    """Whether two that no way connects have one where probable identities are merged."""
    merged = network.switched(replace(view.switches, merge_probable=True))
    # Without a probable identity it would be the same search once more.
    if view.switches.merge_probable or not merged.doubtful:
        return False
    one, other = (standing_in(merged, node) for node in nodes)
    return connection(merged, one, other, 1).distance is not None


def _standing(network: Network, view: Whole, asked_for: Sequence[Node], shown: Sequence[Node]) -> Iterator[str]:
    told = (phrases.of_standing(network, view, *pair) for pair in zip(asked_for, shown, strict=True))
    yield from dict.fromkeys(chain.from_iterable(told))


def _ways(found: Connection, names: Mapping[str, Node], telling: Telling) -> list[list[ToldStep]]:
    return [
        [
            ToldStep(
                names[step.one], names[step.other], written_of(step.other),
                [telling.told(edge, step.one) for edge in step.edges],
            )
            for step in path
        ]
        for path in found.paths
    ]  # fmt: skip


def _shared(partner: Partner, names: Mapping[str, Node], telling: Telling, ends: tuple[str, str]) -> Shared:
    to_one, to_other = (
        [telling.told(edge, end) for edge in edges]
        for end, edges in zip(ends, (partner.to_one, partner.to_other), strict=True)
    )
    return Shared(names[partner.node], written_of(partner.node), to_one, to_other)


def _query(view: Whole, found: Connection, one: str, other: str) -> Query:
    """The query that gives what the page tells, and nothing where the page tells of nothing."""
    asking = Asking.of(view, {one, other}.union(*found.steps))
    if found.distance is None:
        lead = texts.text("net_query_no_path", language(), most=LONGEST)
        return Query(asking.paths(one, other, LONGEST), lead)
    if found.distance == 0:
        return Query("", texts.text("net_query_same", language()))
    if found.distance <= LONGEST:
        return Query(asking.paths(one, other, found.distance), texts.text("net_query_paths", language()))
    steps = ((min(step), max(step)) for step in found.steps)
    return Query(asking.steps(steps), texts.text("net_query_lead", language()))


def _edges(found: Connection, common: Sequence[Partner]) -> list[Edge]:
    edges = {edge.id: edge for path in found.paths for step in path for edge in step.edges}
    edges |= {edge.id: edge for one in common for edge in chain(one.to_one, one.to_other)}
    return list(edges.values())
