"""Paths and measures of random networks: the numbers are those that networkx gives for the same graph."""

from itertools import pairwise

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from esgraph.network import View, measures
from esgraph.network.measures import Measures
from esgraph.network.paths import components, connection, ego
from tests.network.conftest import iri, made, name, tie

_NAMES = [f"n{number:02}" for number in range(14)]
_PARTIES = st.lists(st.sampled_from(_NAMES), min_size=2, max_size=5, unique=True)


@st.composite
def views(draw: st.DrawFn) -> View:
    """Networks of some ties of two to five."""
    groups = draw(st.lists(_PARTIES, min_size=1, max_size=14))
    return made([tie(f"t{number:02}", parties) for number, parties in enumerate(groups)]).view()


def simple(view: View) -> "networkx.Graph[str]":
    graph: networkx.Graph[str] = networkx.Graph()
    graph.add_nodes_from(view.nodes)
    graph.add_edges_from((edge.one, edge.other) for edge in view.edges())
    return graph


@given(views(), st.data())
def test_shortest_paths(view: View, data: st.DataObject) -> None:
    graph = simple(view)
    one, other = (data.draw(st.sampled_from(sorted(view.nodes))) for _ in range(2))
    found = connection(view, one, other, most=100)
    if not networkx.has_path(graph, one, other):
        assert (found.distance, found.total, found.paths) == (None, 0, ())
        return
    expected = sorted(networkx.all_shortest_paths(graph, one, other))
    walks = [[one, *(step.other for step in path)] for path in found.paths]
    assert walks == expected[:100]
    assert found.total == len(expected)
    assert found.distance == len(expected[0]) - 1
    for path, walk in zip(found.paths, walks, strict=True):
        for step, (start, end) in zip(path, pairwise(walk), strict=True):
            assert (step.one, step.other) == (start, end)
            ties = {bond.tie.iri for bond in view.bonds if {start, end} <= {member.node for member in bond.members}}
            assert {edge.tie.iri for edge in step.edges} == ties


@given(views(), st.integers(0, 3), st.data())
def test_ego_networks(view: View, depth: int, data: st.DataObject) -> None:
    graph, node = simple(view), data.draw(st.sampled_from(sorted(view.nodes)))
    expected = networkx.ego_graph(graph, node, radius=depth)
    found = simple(ego(view, node, depth))
    assert set(found) == set(expected)
    assert set(map(frozenset, found.edges)) == set(map(frozenset, expected.edges))


@given(views())
def test_components(view: View) -> None:
    found = components(view)
    assert {frozenset(part) for part in found} == {
        frozenset(one) for one in networkx.connected_components(simple(view))
    }
    assert [len(part) for part in found] == sorted(map(len, found), reverse=True)


@settings(max_examples=60)
@given(views())
def test_measures(view: View) -> None:
    graph, found = simple(view), Measures(view)
    assert dict(found.degree) == dict(graph.degree)
    assert dict(found.core) == networkx.core_number(graph)
    assert {frozenset(pair) for pair in found.bridges} == {frozenset(pair) for pair in networkx.bridges(graph)}
    assert set(found.articulation_points) == set(networkx.articulation_points(graph))
    assert found.betweenness.pivots == 0
    expected = networkx.betweenness_centrality(graph, normalized=False)
    assert dict(found.betweenness.values) == pytest.approx(expected)


@settings(max_examples=30)
@given(views())
def test_communities_divide_the_nodes_within_the_components(view: View) -> None:
    groups = Measures(view).communities
    assert sorted(node for group in groups for node in group) == sorted(view.nodes)
    assert groups == Measures(view).communities
    parts = [set(part) for part in components(view)]
    assert all(any(set(group) <= part for part in parts) for group in groups)


def test_two_cliques_with_one_bridge_are_two_communities() -> None:
    left, right = (tie(side, [f"{side}{number}" for number in range(6)]) for side in ("left", "right"))
    found = Measures(made([left, right, tie("bridge", ["left0", "right0"])]).view())
    assert [set(map(name, group)) for group in found.communities] == [
        {f"{side}{number}" for number in range(6)} for side in ("left", "right")
    ]
    assert found.bridges == ((iri("left0"), iri("right0")),)
    assert set(map(name, found.articulation_points)) == {"left0", "right0"}


def test_betweenness_of_much_is_estimated_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    view = made([tie(f"t{number}", ["hub", f"n{number}"]) for number in range(30)]).view()
    exact = Measures(view).betweenness
    assert exact.pivots == 0
    assert exact.values[iri("hub")] == 30 * 29 / 2
    monkeypatch.setattr(measures, "EXACT", 100)
    monkeypatch.setattr(measures, "SAMPLED", 600)
    estimated = Measures(view).betweenness
    assert estimated.pivots == 20
    assert estimated == Measures(view).betweenness
    assert estimated.values[iri("hub")] == pytest.approx(exact.values[iri("hub")], rel=0.2)
    assert estimated.values[iri("n1")] == 0


def test_a_hundred_thousand_paths_are_counted_and_few_are_told() -> None:
    """Ten layers of ten, each bound to the next: nobody walks all the paths to tell the first."""
    layers = [[f"l{layer}x{number}" for number in range(10)] for layer in range(12)]
    ties = [tie(f"{one}-{other}", [one, other]) for here, there in pairwise(layers) for one in here for other in there]
    found = connection(made(ties).view(), iri("l0x0"), iri("l11x9"), most=3)
    assert (found.distance, found.total, len(found.paths)) == (11, 10**10, 3)
