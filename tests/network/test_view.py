"""Switches: which ties count, who stands for whom, and that a part of a view is like the whole."""

from typing import Any

import pytest

from esgraph.errors import EsgraphError
from esgraph.network import KINDS, Edge, Network, Node, View
from esgraph.network.crossing import by_year, cross_county, cross_sector
from esgraph.network.errors import SwitchError
from esgraph.network.identity import Hypothesis, Verdict, standing_for
from esgraph.network.paths import common_partners, components, connection, ego
from esgraph.network.switches import Switches
from tests.network.conftest import iri, made, name, tie


def pairs(view: View) -> set[tuple[str, str]]:
    return {(name(edge.one), name(edge.other)) for edge in view.edges()}


def hypothesis(about: str, candidate: str, verdict: Verdict = "probable") -> Hypothesis:
    return Hypothesis(iri(f"hypothesis/{about}-{candidate}"), iri(about), iri(candidate), verdict)


def test_a_tie_of_many_is_an_edge_for_every_two() -> None:
    view = made([tie("x", ["a", "b", "c", "d"], "shared-edition")]).view()
    assert view.size == 6
    assert pairs(view) == {("a", "b"), ("a", "c"), ("a", "d"), ("b", "c"), ("b", "d"), ("c", "d")}


def test_two_ties_of_two_are_two_edges() -> None:
    view = made([tie("x", ["a", "b"]), tie("y", ["a", "b"])]).view()
    assert [name(edge.tie.iri) for edge in view.between(iri("b"), iri("a"))] == ["tie/x", "tie/y"]
    assert view.neighbours(iri("a")) == [iri("b")]


def test_a_founding_leads_from_each_founder_to_the_founded() -> None:
    view = made([tie("x", ["z", "m", "b"], "founding", target="b")]).view()
    assert {(name(edge.one), edge.relation, name(edge.other)) for edge in view.edges()} == {
        ("m", "founding", "b"), ("z", "founding", "b"), ("m", "co-founding", "z"),
    }  # fmt: skip


def test_stated_only_leaves_out_those_who_came_through_an_office() -> None:
    network = made([tie("x", ["a", "b", "c"], offices=[("post/p", "c")]), tie("y", ["a", "c"], "shared-panel")])
    assert {(*pair,) for pair in pairs(network.view())} == {("a", "b"), ("a", "c"), ("b", "c")}
    assert [edge.is_stated for edge in network.view().edges()] == [True, False, False, False]
    assert pairs(network.view(stated_only=True)) == {("a", "b")}
    assert pairs(network.view(stated_only=True, offices=True)) == {("a", "b"), ("a", "post/p"), ("b", "post/p")}


def test_kinds_are_chosen_by_name() -> None:
    network = made([tie("x", ["a", "b"]), tie("y", ["b", "c"], "unit", target="c")])
    assert pairs(network.view(kinds=["unit"])) == {("b", "c")}
    assert pairs(network.view(kinds=KINDS)) == {("a", "b"), ("b", "c")}
    assert network.view(kinds=[]).size == 0
    with pytest.raises(ValueError, match="no kind of tie: friendship"):
        network.view(kinds=["friendship"])


def test_a_tie_counts_if_one_of_its_dates_does() -> None:
    network = made(
        [
            tie("x", ["a", "b"], dates=("2016-05", "2019")),
            tie("y", ["b", "c"], dates=("2018-01-01",)),
            tie("z", ["c", "d"]),
        ]
    )
    assert pairs(network.view(since=2019)) == {("a", "b")}
    assert pairs(network.view(until=2016)) == {("a", "b")}
    assert pairs(network.view(since=2017, until=2018)) == {("b", "c")}
    assert [network.view(since=year).undated for year in (2016, 2020)] == [1, 1]
    assert network.view().undated == 0


def test_confirmed_identities_are_always_one_and_stay_stated() -> None:
    ties = [tie("x", ["a", "b"]), tie("y", ["c", "d"])]
    network = made(ties, hypotheses=[hypothesis("a", "c", "confirmed"), hypothesis("b", "d")])
    assert pairs(network.view()) == {("b", "c"), ("c", "d")}
    assert all(edge.is_stated for edge in network.view().edges())
    merged = network.view(merge_probable=True)
    assert [(name(edge.tie.iri), edge.is_stated) for edge in merged.edges()] == [("tie/x", False), ("tie/y", True)]
    assert pairs(merged) == {("c", "d")}
    assert pairs(network.view(merge_probable=True, stated_only=True)) == {("c", "d")}


def test_who_is_tied_to_itself_after_a_merger_is_not_tied() -> None:
    network = made([tie("x", ["a", "b"]), tie("y", ["a", "b", "c"])], hypotheses=[hypothesis("a", "b")])
    view = network.view(merge_probable=True)
    assert pairs(view) == {("b", "c")}
    # The tie names b itself, too.
    assert [edge.is_stated for edge in view.edges()] == [True]


def test_the_one_that_stands_for_a_group_is_the_one_that_nobody_doubts() -> None:
    assert standing_for([]) == {}
    assert standing_for([hypothesis("z", "a"), hypothesis("z", "c")]) == {iri("c"): iri("a"), iri("z"): iri("a")}
    assert standing_for([hypothesis("a", "b"), hypothesis("b", "c")]) == {iri("a"): iri("c"), iri("b"): iri("c")}
    assert standing_for([hypothesis("a", "b"), hypothesis("b", "a")]) == {iri("b"): iri("a")}


def test_a_merged_node_has_the_counties_of_all_and_the_kind_that_is_known() -> None:
    nodes = [
        Node(iri("a"), {}, "association", "social-economy-entity", ("1434",)),
        Node(iri("b"), {}, "", "", ("0201",)),
    ]
    network = made([tie("x", ["a", "c"])], nodes, [hypothesis("a", "b", "confirmed")])
    node = network.view().nodes[iri("b")]
    assert (node.kind, node.sector, node.counties, node.merged) == (
        "association", "social-economy-entity", ("0201", "1434"), (iri("a"),),
    )  # fmt: skip


def test_isolates_are_there_on_request() -> None:
    nodes = [Node(iri("alone"), {}), Node(iri("post/p"), {}, home=iri("alone"))]
    network = made([tie("x", ["a", "b"])], nodes)
    assert set(network.view().nodes) == {iri("a"), iri("b")}
    assert set(network.view(isolates=True).nodes) == {iri("a"), iri("alone"), iri("b")}
    assert iri("post/p") in network.view(isolates=True, offices=True).nodes


def test_a_part_has_what_binds_those_in_it() -> None:
    view = made([tie("x", ["a", "b", "c"], "founding", target="c"), tie("y", ["c", "d"]), tie("z", ["d", "e"])]).view()
    around = ego(view, iri("c"))
    assert [name(node) for node in around.nodes] == ["a", "b", "c", "d"]
    assert pairs(around) == {("a", "b"), ("a", "c"), ("b", "c"), ("c", "d")}
    assert set(ego(view, iri("a"), 2).nodes) == {iri(one) for one in "abcd"}
    assert list(ego(view, iri("a"), 0).nodes) == [iri("a")]
    part = view.within([iri("a"), iri("b")])
    assert [(edge.relation, edge.is_directed) for edge in part.edges()] == [("co-founding", False)]
    with pytest.raises(KeyError):
        ego(view, iri("nobody"))


def test_who_is_probably_what_it_founded_does_not_make_others_its_founders() -> None:
    """A source says that a and b founded x; that x is b, nobody said, and so not that a founded b."""
    network = made([tie("t", ["a", "b", "x"], "founding", target="x")], hypotheses=[hypothesis("x", "b")])
    (edge,) = network.view(merge_probable=True).edges()
    assert (name(edge.one), name(edge.other), edge.relation) == ("a", "b", "co-founding")
    assert edge.is_stated and not edge.is_directed and not edge.is_merged
    assert edge.parties == (iri("a"), iri("b"))


def test_where_two_parties_are_one_both_count_for_the_evidence() -> None:
    network = made([tie("t", ["a", "b", "c"], "shared-panel")], hypotheses=[hypothesis("b", "a", "confirmed")])
    (edge,) = network.view().edges()
    assert set(edge.parties) == {iri("a"), iri("b"), iri("c")}


def test_a_part_of_some_pairs_is_walked_like_any_other() -> None:
    """A part of some pairs has one tie in several pieces, and each leads on."""
    view = made([tie("x", ["a", "b", "c", "d"], "shared-panel")]).view()
    part = view.within(list(map(iri, "abcd"))).only([frozenset(map(iri, pair)) for pair in ("ab", "bc", "cd")])
    assert connection(part, iri("a"), iri("d")).distance == 3
    assert components(part) == (tuple(map(iri, "abcd")),)
    assert set(ego(part, iri("a"), 2).nodes) == set(map(iri, "abc"))


def test_a_part_of_some_pairs_has_their_edges_alone_however_it_is_parted() -> None:
    view = made([tie("x", ["a", "b", "c"], "founding", target="c"), tie("y", ["a", "c"])]).view()
    pairs_wanted = [frozenset((iri("a"), iri("b"))), frozenset((iri("b"), iri("c")))]
    part = view.within(view.nodes).only(pairs_wanted)
    assert {(name(edge.one), edge.relation, name(edge.other)) for edge in part.edges()} == {
        ("a", "co-founding", "b"), ("b", "founding", "c"),
    }  # fmt: skip
    assert part.size == part.within(part.nodes).size == 2


def test_partners_in_common_are_told_with_both_ties() -> None:
    view = made([tie("x", ["a", "m"]), tie("y", ["b", "m"], "shared-panel"), tie("z", ["a", "b", "n"])]).view()
    m, n = common_partners(view, iri("a"), iri("b"))
    assert (name(m.node), name(n.node)) == ("m", "n")
    assert [edge.relation for edge in m.to_one] == ["cooperation"]
    assert [edge.relation for edge in m.to_other] == ["shared-panel"]
    assert [name(edge.tie.iri) for edge in (*n.to_one, *n.to_other)] == ["tie/z", "tie/z"]


def test_partners_in_common_are_told_as_far_as_somebody_asks() -> None:
    ties = [tie(f"{end}{number}", [end, f"o{number}"]) for end in ("a", "b") for number in range(500)]
    view = made(ties).view()
    told: list[str] = []
    whole_between = view.between

    def between(one: str, other: str) -> tuple[Edge, ...]:
        told.append(other)
        return whole_between(one, other)

    view.between = between  # type: ignore[method-assign]
    found = common_partners(view, iri("a"), iri("b"))
    assert len(found) == 500
    assert [name(one.node) for one in found[:2]] == ["o0", "o1"]
    assert len(told) == 2 * 2


def test_borders_are_crossed_only_where_both_sides_are_known() -> None:
    nodes = [
        Node(iri("a"), {}, "association", "social-economy-entity", ("1434", "1408")),
        Node(iri("b"), {}, "county", "public-body", ("1408",)),
        Node(iri("c"), {}, "commune", "public-body", ("1433",)),
        Node(iri("d"), {}),
    ]
    view = made([tie("x", ["a", "b", "c", "d"])], nodes).view()
    assert {(name(edge.one), name(edge.other)) for edge in cross_sector(view)} == {("a", "b"), ("a", "c")}
    assert {(name(edge.one), name(edge.other)) for edge in cross_county(view)} == {("a", "c"), ("b", "c")}


def test_ties_are_counted_by_year_and_not_by_pairs() -> None:
    view = made(
        [
            tie("x", ["a", "b", "c"], "shared-edition", dates=("2018",)),
            tie("y", ["a", "b"], dates=("2017-04", "2018-01-02")),
            tie("z", ["a", "b"]),
        ]
    ).view()
    found = by_year(view)
    assert found.ties == {2017: {"cooperation": 1}, 2018: {"cooperation": 1, "shared-edition": 1}}
    assert list(found.ties) == [2017, 2018]
    assert found.undated == {"cooperation": 1}


@pytest.mark.parametrize(
    ("switches", "said", "remedy"),
    [
        ({"since": 2020, "until": 2018}, "“since” (2020) is later than “until” (2018)", "swap the two years"),
        ({"since": "2018"}, "“since” cannot be '2018': it is a year, a whole number from 0 to 9999", "such as 2018"),
        ({"until": 99999}, "“until” cannot be 99999", "such as 2018"),
        ({"kinds": ["post"]}, "bind offices to their organisations", "add the switch “offices”"),
        ({"kinds": "friendship"}, "no kind of tie: friendship", "there are cooperation, founding"),
    ],
)
def test_switches_of_which_nothing_can_come_say_what_to_do(switches: dict[str, Any], said: str, remedy: str) -> None:
    network = made([tie("x", ["a", "b"], dates=("2019",))])
    with pytest.raises(SwitchError) as raised:
        network.view(**switches)
    assert said in raised.value.what and remedy in raised.value.remedy
    assert isinstance(raised.value, EsgraphError) and isinstance(raised.value, ValueError)
    if "kinds" not in switches:
        with pytest.raises(SwitchError):
            network.switched(Switches(**switches))
    assert network.view(kinds="cooperation", since=2019, until=2019).size == 1


def test_a_name_that_is_no_iri_says_what_is_expected(network: Network) -> None:
    view = network.view()
    for ask in (lambda: connection(view, "karuzela", iri("mcps")), lambda: ego(view, "karuzela")):
        with pytest.raises(KeyError) as raised:
            ask()
        assert str(raised.value).startswith("no node of this network: karuzela")
        assert "name it by its IRI" in str(raised.value) and "view.nodes" in str(raised.value)
        assert isinstance(raised.value, EsgraphError)
    assert "karuzela" not in view and iri("karuzela") in view
