"""The index of a network: what was gathered from the statements is what is read back, whole or as far as one asks."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx
import pytest

from esgraph.build.handover import Handover
from esgraph.build.network import writer
from esgraph.build.network.gathering import gather
from esgraph.errors import ReleaseError
from esgraph.network import Network, load
from esgraph.network.crossing import cross_county, cross_sector
from esgraph.network.indexed import Indexed
from esgraph.network.measures import Measures
from esgraph.network.overview import RANKS, Overview
from esgraph.network.paths import components, connection, ego
from esgraph.network.reading import connect
from esgraph.network.view import View
from esgraph.network_index import SCOPES, Scope
from esgraph.release import Release
from tests.network.conftest import iri, name


@pytest.fixture(scope="module")
def gathered(release: Release) -> Network:
    return Network(release.manifest, gather(release.nquads, release.manifest.base))


def test_what_is_read_is_what_was_gathered(gathered: Network, network: Network) -> None:
    assert network.nodes == gathered.nodes
    assert list(network.nodes) == list(gathered.nodes)
    assert list(network.ties) == list(gathered.ties)
    assert list(network.hypotheses) == list(gathered.hypotheses)
    assert network.nodes[iri("ab-ovo")].short("pl") == "AB OVO"
    assert network.nodes[iri("post/starosta-legionowski")].home == iri("powiat-legionowski")


def test_a_release_may_be_named_by_a_path_or_a_text(release: Release, network: Network) -> None:
    for named in (release, release.path, str(release.path)):
        assert list(load(named).nodes) == list(network.nodes)


@pytest.mark.parametrize(
    "switches", [{}, {"offices": True}, {"merge_probable": True}, {"stated_only": True, "isolates": True}]
)
def test_a_part_is_the_same_whether_all_is_read_or_only_it(
    release: Release, gathered: Network, switches: dict[str, Any]
) -> None:
    whole = gathered.view(**switches)
    for node in whole.nodes:
        one, other = ego(whole, node, 2), ego(load(release).view(**switches), node, 2)
        assert dict(one.nodes) == dict(other.nodes)
        assert list(one.edges()) == list(other.edges())
        for end in whole.nodes:
            assert connection(whole, node, end) == connection(load(release).view(**switches), node, end)


def test_little_is_read_where_little_is_asked(release: Release, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError("everything was read")

    monkeypatch.setattr(Indexed, "nodes", never)
    monkeypatch.setattr(Indexed, "ties", never)
    view = load(release).view(merge_probable=True)
    assert ego(view, iri("ops-w-tluszczu"), 2).size
    assert connection(view, iri("ops-w-tluszczu"), iri("powiat-legionowski")).distance == 1


ID, DEF, CV, OA = (
    "https://w3id.org/esgraph/id/", "https://w3id.org/esgraph/def#", "http://data.europa.eu/m8g/",
    "http://www.w3.org/ns/oa#",
)  # fmt: skip
SEAT, OFFICES_SEAT = f"{ID}participation/panel-1-hydro-truck", f"{ID}participation/panel-1-prezes-hydro-truck"
#: Its IRI begins with that of the evidence for the office's seat, and sorts between what is said of that.
LONGER = f"{ID}evidence/mbpr-2018-06-08-1118-11449"


def changed(release: Release, folder: Path, added: list[tuple[str, str, str]], dropped: str = " ") -> Network:
    """The network of the first dataset with more statements, and without the lines that have all of some words."""
    lines = release.nquads.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not dropped.strip() or not all(word in line for word in dropped.split())]
    more = [f"<{s}> <{p}> {o} <https://w3id.org/esgraph/graph/source/mbpr-2018-06-08> ." for s, p, o in added]
    nquads = folder / "changed.nq"
    nquads.write_text("".join(f"{line}\n" for line in sorted({*kept, *more})), encoding="utf-8")
    writer.write(nquads, release.manifest.base, folder / "network.sqlite")
    return Network(release.manifest, Indexed(connect(folder / "network.sqlite")))


def in_the_panel(network: Network) -> list[str]:
    (edge,) = [edge for edge in network.view(["shared-panel"]).edges() if iri("hydro-truck") in (edge.one, edge.other)]
    return [one.text("pl") for one in network.evidence(edge)]


def test_who_took_part_itself_has_its_own_evidence_and_not_that_of_its_office(release: Release, tmp_path: Path) -> None:
    own = [
        (f"{ID}event/panel-czesc-1", f"{CV}hasParticipation", f"<{SEAT}>"),
        (SEAT, f"{CV}role", "<https://w3id.org/esgraph/scheme/role/panellist>"),
        (SEAT, f"{CV}hasParticipant", f"<{iri('hydro-truck')}>"),
        (SEAT, f"{DEF}evidence", f"<{LONGER}>"),
        (f"{LONGER}#quote", f"{OA}exact", '"firma Hydro, sama"@pl'),
    ]
    assert in_the_panel(load(release)) == ["prezes firmy Hydro – Truck", "Stowarzyszenie „Karuzela”"]
    # As the rule has it: the office counts only where its organisation does not take part itself.
    network = changed(release, tmp_path, own, "tieThrough prezes-hydro-truck")
    assert in_the_panel(network) == ["firma Hydro, sama", "Stowarzyszenie „Karuzela”"]


def test_evidence_whose_iri_begins_with_that_of_other_evidence_has_its_own_words(
    release: Release, tmp_path: Path
) -> None:
    more = [
        (OFFICES_SEAT, f"{DEF}evidence", f"<{LONGER}>"),
        (LONGER, f"{OA}hasSource", f"<{ID}source/mbpr-2018-06-08>"),
        (f"{LONGER}#quote", f"{OA}exact", '"i dłużej"@pl'),
    ]
    told = in_the_panel(changed(release, tmp_path, more))
    assert sorted(told) == sorted(["prezes firmy Hydro – Truck", "i dłużej", "Stowarzyszenie „Karuzela”"])


def test_the_same_statements_make_the_same_bytes(release: Release, tmp_path: Path) -> None:
    writer.write(release.nquads, release.manifest.base, tmp_path / "again.sqlite")
    assert (tmp_path / "again.sqlite").read_bytes() == release.network.read_bytes()


def _without(start: bytes) -> Callable[[bytes], bytes]:
    """Leaves out what is said of some things."""
    return lambda text: b"".join(line for line in text.splitlines(keepends=True) if not line.startswith(start))


_ID = b"<https://w3id.org/esgraph/id/"


@pytest.mark.parametrize(
    ("change", "times"),
    [
        pytest.param(_without(b"<urn:nothing>"), 0, id="nothing"),
        pytest.param(lambda text: text.replace("„Pożytek”".encode(), b"X"), 0, id="a name"),
        pytest.param(_without(_ID + b"tie/"), 2, id="all ties"),
        # Its parties have other ties: the nodes are the same, and others are bound.
        pytest.param(_without(_ID + b"tie/founding-pozytek>"), 2, id="a tie"),
        pytest.param(lambda text: text.replace(b"n/ops-w-tluszczu>", b"n/ops-w-tluszczu-x>"), 2, id="an address"),
    ],
)
def test_what_is_counted_is_counted_again_once_others_are_bound(
    change: Callable[[bytes], bytes],
    times: int,
    release: Release,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    counted: list[View] = []
    count = writer._counted

    def noted(view: View, measures: Measures) -> bytes:
        counted.append(view)
        return count(view, measures)

    monkeypatch.setattr(writer, "_counted", noted)
    base = release.manifest.base
    writer.write(release.nquads, base, tmp_path / "before", Handover(None, tmp_path / "left-1"))
    assert len(counted) == len(SCOPES)
    assert (tmp_path / "before").read_bytes() == release.network.read_bytes()
    changed = tmp_path / "changed.nq"
    changed.write_bytes(b"".join(sorted(change(release.nquads.read_bytes()).splitlines(keepends=True))))
    counted.clear()
    writer.write(changed, base, tmp_path / "after", Handover(tmp_path / "left-1", tmp_path / "left-2"))
    assert len(counted) == times
    writer.write(changed, base, tmp_path / "anew")
    assert (tmp_path / "after").read_bytes() == (tmp_path / "anew").read_bytes()


def test_an_index_of_another_format_is_refused(release: Release, tmp_path: Path) -> None:
    import sqlite3

    other = tmp_path / "network.sqlite"
    other.write_bytes(release.network.read_bytes())
    with sqlite3.connect(other) as connection:
        connection.execute("UPDATE meta SET value = 'x' WHERE key = 'format'")
    connection.close()
    with pytest.raises(ReleaseError, match="format x"):
        connect(other)
    other.write_bytes(b"no database at all" * 100)
    with pytest.raises(ReleaseError, match="cannot be read"):
        connect(other)


@pytest.mark.parametrize("scope", SCOPES)
def test_what_is_counted_at_build_is_what_networkx_counts(release: Release, network: Network, scope: Scope) -> None:
    view = network.view(stated_only=scope == "stated")
    graph: networkx.Graph[str] = networkx.Graph((edge.one, edge.other) for edge in view.edges())
    connection = connect(release.network)
    overview = Overview(connection, scope)
    found = {one.node: one for one in overview.all()}
    assert {iri: one.degree for iri, one in found.items()} == dict(graph.degree)
    assert {iri: one.core for iri, one in found.items()} == networkx.core_number(graph)
    expected = networkx.betweenness_centrality(graph, normalized=False)
    assert {iri: one.betweenness for iri, one in found.items()} == pytest.approx(expected)
    assert {iri for iri, one in found.items() if one.is_cut} == set(networkx.articulation_points(graph))
    total, bridges = overview.bridges(100)
    assert total == len(bridges)
    assert set(map(frozenset, bridges)) == set(map(frozenset, networkx.bridges(graph)))
    parts = Counter(one.part for one in found.values())
    assert [parts[number] for number in sorted(parts)] == [len(part) for part in components(view)]
    counts = overview.counts()
    assert (counts["nodes"], counts["edges"], counts["parts"]) == (len(view.nodes), view.size, len(parts))
    sectors, counties = overview.crossings("sector", 100)[1], overview.crossings("county", 100)[1]
    assert sum(one.edges for one in sectors) == len(list(cross_sector(view)))
    assert sum(one.edges for one in counties) == len(list(cross_county(view)))
    for rank in RANKS:
        values = [getattr(one, rank) for one in overview.ranked(rank, 100)]
        assert values == sorted(values, reverse=True)
        assert len(values) == len(found)
    assert overview.of(iri("hydro-truck")) == found.get(iri("hydro-truck"))
    connection.close()


def test_partnerships_that_led_to_something_are_told(release: Release) -> None:
    connection = connect(release.network)
    total, foundings = Overview(connection, "all").foundings(10)
    assert total == 2
    assert [(name(tie.target), [name(one) for one in tie.parties if one != tie.target]) for tie in foundings] == [
        ("pozytek", ["gmina-tluszcz", "powiat-wolominski"]),
        ("pozytek", ["ab-ovo", "ops-w-tluszczu"]),
    ]
    connection.close()


def test_reach_counts_the_counties_of_partners_elsewhere(release: Release) -> None:
    connection = connect(release.network)
    found = {name(one.node): one.reach for one in Overview(connection, "all").all()}
    # Its partners in the edition are in the counties of Wołomin and Węgrów; of the third no place is known.
    assert found["powiat-legionowski"] == 2
    assert found["hydro-truck"] == 0
    connection.close()
