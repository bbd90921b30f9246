"""The query that stands beside an answer gives the same edges, whatever the switches."""

from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from esgraph.network import KINDS, Edge, Network, Node
from esgraph.network.identity import Hypothesis, Verdict
from esgraph.network.model import STATED, Kind, Tie
from esgraph.network.paths import connection, ego
from esgraph.network.sparql import LONGEST, Asking
from esgraph.network.view import Whole
from esgraph.release import Release
from esgraph.vocabulary import DCTERMS, ESG, ORG, SCHEME
from tests.network.conftest import iri, made, tie

Found = set[tuple[str, str, frozenset[str]]]
_MORE: tuple[dict[str, Any], ...] = (
    {},
    {"kinds": ("cooperation", "post")},
    {"since": 2018},
    {"until": 2017, "kinds": ("founding", "unit")},
)
#: Every combination of what can be switched on, and some kinds and years.
SWITCHES: list[dict[str, Any]] = [
    {"stated_only": stated, "merge_probable": merged, "offices": offices, **more}
    for stated, merged, offices, more in product((False, True), (False, True), (False, True), _MORE)
]


def shown(edges: Iterable[Edge]) -> Found:
    kind = {one: f"{SCHEME}tie-kind/{one}" for one in KINDS} | {"post": f"{ORG}postIn"}
    return {(edge.tie.iri, kind[edge.tie.kind], frozenset((edge.one, edge.other))) for edge in edges}


def asked(store: ox.Store, text: str) -> Found:
    rows = store.query(text)
    assert isinstance(rows, ox.QuerySolutions)
    return {(row["tie"].value, row["kind"].value, frozenset((row["one"].value, row["other"].value))) for row in rows}


def check(store: ox.Store, view: Whole) -> None:
    """Hold the queries of a view to its answers: the whole, each ego network, the paths between every two."""
    assert asked(store, Asking.of(view).whole()) == shown(view.edges())
    for node, depth in product(view.nodes, (1, 2)):
        part = ego(view, node, depth)
        assert asked(store, Asking.of(view, part.nodes.keys()).around(node, depth)) == shown(part.edges())
    for one, other in product(view.nodes, repeat=2):
        found = connection(view, one, other, most=10_000)
        if found.distance is None or not 1 <= found.distance <= LONGEST:
            continue
        walks = {
            tuple(part for edge, step in zip(chain, path, strict=True) for part in (edge.tie.iri, step.other))[:-1]
            for path in found.paths
            for chain in product(*(step.edges for step in path))
        }
        assert found.steps == {frozenset((step.one, step.other)) for path in found.paths for step in path}
        asking = Asking.of(view, frozenset().union(*found.steps))
        rows = store.query(asking.paths(one, other, found.distance))
        assert isinstance(rows, ox.QuerySolutions)
        assert {tuple(value.value for value in row) for row in rows} == walks
        pairs = {(step.one, step.other) for path in found.paths for step in path}
        edges = {edge for path in found.paths for step in path for edge in step.edges}
        assert asked(store, asking.steps(pairs)) == shown(edges)


@pytest.mark.parametrize("switches", SWITCHES, ids=str)
def test_the_first_dataset(release: Release, network: Network, switches: dict[str, Any]) -> None:
    check(ox.Store.read_only(str(release.store)), network.view(**switches))


def triples(ties: Iterable[Tie]) -> Iterator[ox.Quad]:
    def said(subject: str, prop: str, value: ox.NamedNode | ox.Literal) -> ox.Quad:
        return ox.Quad(ox.NamedNode(subject), ox.NamedNode(prop), value)

    for one in ties:
        yield said(one.iri, f"{ESG}tieKind", ox.NamedNode(f"{SCHEME}tie-kind/{one.kind}"))
        for party in one.parties:
            yield said(one.iri, f"{ESG}tieParty", ox.NamedNode(party))
        for office, home in one.offices:
            yield said(one.iri, f"{ESG}tieThrough", ox.NamedNode(office))
            yield said(office, f"{ORG}postIn", ox.NamedNode(home))
        for date in one.dates:
            yield said(one.iri, f"{DCTERMS}date", ox.Literal(date))


_NAMES = ("a", "b", "c", "d", "e", "f")
_KINDS: tuple[Kind, ...] = tuple(kind for kind in KINDS if kind != "post")


@st.composite
def networks(draw: st.DrawFn) -> tuple[list[Tie], list[Hypothesis]]:
    ties = []
    for number in range(draw(st.integers(1, 6))):
        parties = draw(st.lists(st.sampled_from(_NAMES), min_size=2, max_size=4, unique=True))
        through = draw(st.lists(st.sampled_from(parties), max_size=1))
        offices = [(f"post/{party}{draw(st.integers(1, 2))}", party) for party in through]
        dates = draw(st.lists(st.sampled_from(("2016", "2017-04", "2018-06-08")), max_size=2, unique=True))
        kind = draw(st.sampled_from(_KINDS))
        ties.append(tie(f"t{number}", parties, kind, offices=offices, dates=tuple(dates)))
    pairs = draw(st.lists(st.permutations(_NAMES).map(lambda names: names[:2]), max_size=2))
    verdicts: list[Verdict] = [draw(st.sampled_from(("confirmed", "probable"))) for _ in pairs]
    made_up = [
        Hypothesis(iri(f"hypothesis/{number}"), iri(one), iri(other), verdict)
        for number, ((one, other), verdict) in enumerate(zip(pairs, verdicts, strict=True))
    ]
    return ties, made_up


@settings(max_examples=60, deadline=None)
@given(networks(), st.fixed_dictionaries({
    "stated_only": st.booleans(), "merge_probable": st.booleans(), "offices": st.booleans(),
    "kinds": st.one_of(st.none(), st.lists(st.sampled_from(KINDS), min_size=1, unique=True)),
    "since": st.sampled_from((None, None, 2017)), "until": st.sampled_from((None, None, 2017)),
}))  # fmt: skip
def test_any_network(given: tuple[list[Tie], list[Hypothesis]], switches: dict[str, Any]) -> None:
    assume(switches["offices"] or switches["kinds"] != ["post"])  # which is refused
    ties, hypotheses = given
    homes = {office: home for one in ties for office, home in one.offices}
    posts = [Tie(office, "post", tuple(sorted((office, home))), (office,), home) for office, home in homes.items()]
    store = ox.Store()
    store.extend(triples(ties))
    nodes = [Node(iri(one), {}) for one in _NAMES]
    check(store, made([*ties, *posts], nodes, hypotheses).view(**switches))


def test_the_kinds_that_sources_state_are_written_out() -> None:
    text = Asking.of(made([tie("x", ["a", "b"])]).view(stated_only=True)).whole()
    assert all((f"kind:{kind}" in text) == (kind in STATED) for kind in _KINDS)
