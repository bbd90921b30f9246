"""The network of the first dataset, edge by edge with its evidence: what is stated, what is derived, and what it rests on."""

import re
from pathlib import Path

import networkx
import pytest

from esgraph.errors import ReleaseError
from esgraph.network import Edge, Network, load
from esgraph.network.paths import connection
from esgraph.release import Release
from tests.conftest import ROOT
from tests.network.conftest import iri, name

FOUNDED = "dzięki współpracy powołali Spółdzielnię Socjalną „Pożytek”"
IN_2017 = "Spółdzielnię powołały do życia w kwietniu 2017 r. Powiat Wołomiński i Gmina Tłuszcz."
OPEN_LIST, CPS_T, CPS_W = (
    "Otrzymali je m.in.:",
    "Centrum Pomocy Społecznej w Tłuszczu",
    "Centrum Pomocy Społecznej w Węgrowie",
)
HYDRO, STAROSTA = "firma Hydro – Truck", "Starosta powiatu legionowskiego"
AB_OVO = "Stowarzyszenie na Rzecz Organizowania Społeczności Lokalnych AB OVO w Tłuszczu"

#: Node → kind, sector, counties.
NODES = {
    "ab-ovo": ("association", "social-economy-entity", "1434"),
    "cis-w-legionowie": ("social-integration-centre", "social-economy-entity", "1408"),
    "cps-w-tluszczu": ("social-assistance-unit", "public-body", "1434"),
    "cps-w-wegrowie": ("social-assistance-unit", "public-body", "1433"),
    "gmina-tluszcz": ("commune", "public-body", "1434"),
    "hydro-truck": ("business", "business", ""),
    "karuzela": ("association", "social-economy-entity", "1463"),
    "mbpr": ("institution", "public-body", "1465"),
    "mbpr-oddzial-w-plocku": ("institution", "public-body", "1462"),
    "ops-w-tluszczu": ("social-assistance-centre", "public-body", "1434"),
    "powiat-legionowski": ("county", "public-body", "1408"),
    "powiat-wolominski": ("county", "public-body", "1434"),
    "pozytek": ("social-cooperative", "social-economy-entity", ""),
}

#: From, relation, to, whether it is stated, dates, through which office, the words of the evidence, its source.
EDGES = {
    ("ab-ovo", "cooperation", "ops-w-tluszczu", True, "", "", (FOUNDED,), "mbpr-2018-06-08"),
    ("cis-w-legionowie", "cooperation", "powiat-legionowski", False, "", "starosta-legionowski", ("Centrum Integracji Społecznej w Legionowie we współpracy ze Starosta powiatu legionowskiego",), "mbpr-2018-06-08"),
    ("ab-ovo", "co-founding", "ops-w-tluszczu", True, "", "", (FOUNDED,), "mbpr-2018-06-08"),
    ("ab-ovo", "founding", "pozytek", True, "", "", (FOUNDED,), "mbpr-2018-06-08"),
    ("ops-w-tluszczu", "founding", "pozytek", True, "", "", (FOUNDED,), "mbpr-2018-06-08"),
    ("gmina-tluszcz", "co-founding", "powiat-wolominski", True, "2017-04", "", (IN_2017,), "pozytek-2018-03-07"),
    ("gmina-tluszcz", "founding", "pozytek", True, "2017-04", "", (IN_2017,), "pozytek-2018-03-07"),
    ("powiat-wolominski", "founding", "pozytek", True, "2017-04", "", (IN_2017,), "pozytek-2018-03-07"),
    ("hydro-truck", "shared-panel", "karuzela", False, "2018-06-08", "prezes-hydro-truck", ("prezes firmy Hydro – Truck", "Stowarzyszenie „Karuzela”"), "mbpr-2018-06-08"),
    ("ab-ovo", "shared-panel", "ops-w-tluszczu", False, "2018-06-08", "", (AB_OVO, "Ośrodek Pomocy Społecznej w Tłuszczu"), "mbpr-2018-06-08"),
    ("cps-w-tluszczu", "shared-edition", "cps-w-wegrowie", False, "2018", "", (OPEN_LIST, CPS_T, CPS_W), "mbpr-2018-06-08"),
    ("cps-w-tluszczu", "shared-edition", "hydro-truck", False, "2018", "", (OPEN_LIST, CPS_T, HYDRO), "mbpr-2018-06-08"),
    ("cps-w-tluszczu", "shared-edition", "powiat-legionowski", False, "2018", "starosta-legionowski", (OPEN_LIST, CPS_T, STAROSTA), "mbpr-2018-06-08"),
    ("cps-w-wegrowie", "shared-edition", "hydro-truck", False, "2018", "", (OPEN_LIST, HYDRO, CPS_W), "mbpr-2018-06-08"),
    ("cps-w-wegrowie", "shared-edition", "powiat-legionowski", False, "2018", "starosta-legionowski", (OPEN_LIST, STAROSTA, CPS_W), "mbpr-2018-06-08"),
    ("hydro-truck", "shared-edition", "powiat-legionowski", False, "2018", "starosta-legionowski", (OPEN_LIST, STAROSTA, HYDRO), "mbpr-2018-06-08"),
    ("mbpr-oddzial-w-plocku", "unit", "mbpr", True, "", "", ("MBPR w Warszawie reprezentowane było przez pracownika Oddziału Terenowego w Płocku",), "mbpr-2018-06-08"),
}  # fmt: skip


def told(network: Network, edge: Edge) -> tuple[object, ...]:
    """An edge as the table above has it."""
    evidence = network.evidence(edge)
    (source,) = {one.source.rpartition("/")[2] for one in evidence}
    assert {graph for one in evidence for graph in one.graphs} == {f"https://w3id.org/esgraph/graph/source/{source}"}
    return (
        name(edge.one), edge.relation, name(edge.other), edge.is_stated, " ".join(edge.tie.dates),
        " ".join(office.rpartition("/")[2] for office in edge.through), tuple(one.text("pl") for one in evidence), source,
    )  # fmt: skip


def test_the_nodes_are_these(network: Network) -> None:
    view = network.view()
    found = {name(one): (node.kind, node.sector, " ".join(node.counties)) for one, node in view.nodes.items()}
    assert found == NODES
    assert view.nodes[iri("pozytek")].label("en") == "Pożytek Social Cooperative"
    assert not any(node.is_office for node in view.nodes.values())


def test_the_edges_are_these_with_this_evidence(network: Network) -> None:
    edges = list(network.view().edges())
    assert {told(network, edge) for edge in edges} == EDGES
    assert len(edges) == len(EDGES) == network.view().size
    assert len({edge.id for edge in edges}) == len(edges)


def test_only_the_two_foundings_are_disputed(network: Network) -> None:
    disputed = {name(edge.tie.iri) for edge in network.view().edges() if edge.tie.is_disputed}
    assert disputed == {"tie/founding-pozytek", "tie/founding-pozytek-2017"}


def test_paraphrases_are_in_the_language_of_the_reader(network: Network) -> None:
    (edge,) = network.view().between(iri("gmina-tluszcz"), iri("powiat-wolominski"))
    (evidence,) = network.evidence(edge)
    assert not evidence.is_quote
    assert evidence.text("en").startswith("The cooperative was brought to life in April 2017")


def test_ab_ovo_and_the_centre_are_connected_by_what_they_did(network: Network) -> None:
    found = connection(network.view(), iri("ab-ovo"), iri("ops-w-tluszczu"))
    assert (found.distance, found.total) == (1, 1)
    ((step,),) = found.paths
    assert [edge.relation for edge in step.edges] == ["cooperation", "co-founding", "shared-panel"]
    cooperation, founding, panel = step.edges
    assert cooperation.is_stated and founding.is_stated and not panel.is_stated
    assert founding.tie.target == iri("pozytek")
    for edge in (cooperation, founding):
        assert [one.text("pl") for one in network.evidence(edge)] == [FOUNDED]
    stated = connection(network.view(stated_only=True), iri("ab-ovo"), iri("ops-w-tluszczu"))
    assert [edge.relation for edge in stated.paths[0][0].edges] == ["cooperation", "co-founding"]


def test_karuzela_and_the_county_are_connected_by_what_is_derived_only(network: Network) -> None:
    found = connection(network.view(), iri("karuzela"), iri("powiat-legionowski"))
    assert (found.distance, found.total) == (2, 1)
    ((first, second),) = found.paths
    assert [name(end) for end in (first.one, first.other, second.other)] == [
        "karuzela",
        "hydro-truck",
        "powiat-legionowski",
    ]
    edges = [*first.edges, *second.edges]
    assert [edge.relation for edge in edges] == ["shared-panel", "shared-edition"]
    assert not any(edge.is_stated for edge in edges)
    assert [edge.through for edge in edges] == [(iri("post/prezes-hydro-truck"),), (iri("post/starosta-legionowski"),)]
    assert (
        connection(
            network.view(kinds=("cooperation", "founding", "unit")), iri("cis-w-legionowie"), iri("powiat-legionowski")
        ).distance
        == 1
    )
    with pytest.raises(KeyError):
        connection(network.view(stated_only=True), iri("karuzela"), iri("powiat-legionowski"))
    alone = network.view(stated_only=True, isolates=True)
    assert connection(alone, iri("karuzela"), iri("powiat-legionowski")).distance is None


def test_offices_stand_for_themselves_on_request(network: Network) -> None:
    view = network.view(offices=True)
    starosta, county = iri("post/starosta-legionowski"), iri("powiat-legionowski")
    assert view.nodes[starosta].is_office
    assert view.nodes[starosta].counties == ("1408",)
    (home,) = view.between(starosta, county)
    assert (home.relation, home.is_stated, home.one, home.other) == ("post", True, starosta, county)
    assert [one.text("pl") for one in network.evidence(home)] == [STAROSTA]
    (cooperation,) = view.between(iri("cis-w-legionowie"), starosta)
    assert cooperation.is_stated
    assert cooperation.through == ()
    assert view.between(iri("cis-w-legionowie"), county) == ()
    words = [one.text("pl") for edge in view.between(iri("hydro-truck"), starosta) for one in network.evidence(edge)]
    assert words == [OPEN_LIST, STAROSTA, HYDRO]


def test_probable_identities_are_merged_on_request(network: Network) -> None:
    apart, merged = network.view(), network.view(merge_probable=True)
    gone = set(apart.nodes) - set(merged.nodes)
    assert gone == {iri("cps-w-tluszczu"), iri("cis-w-legionowie")}
    centre = merged.nodes[iri("ops-w-tluszczu")]
    assert centre.merged == (iri("cps-w-tluszczu"),)
    (award,) = merged.between(iri("hydro-truck"), iri("ops-w-tluszczu"))
    assert (award.relation, award.is_merged, award.is_stated) == ("shared-edition", True, False)
    assert CPS_T in [one.text("pl") for one in network.evidence(award)]
    # What a source says of the very centre is as stated as before; of one that is only probably meant it is not.
    assert merged.between(iri("ab-ovo"), iri("ops-w-tluszczu"))[0].is_stated
    (cooperation,) = merged.between(iri("pcis-w-legionowie"), iri("powiat-legionowski"))
    assert cooperation.is_merged and not cooperation.is_stated


def test_years_narrow_it_and_what_has_no_date_is_counted(network: Network) -> None:
    in_2017 = network.view(until=2017)
    assert {name(bond.tie.iri) for bond in in_2017.bonds} == {"tie/founding-pozytek-2017"}
    assert in_2017.undated == 4
    assert network.view(since=2019).size == 0
    assert {edge.tie.kind for edge in network.view(since=2018, until=2018).edges()} == {
        "shared-panel",
        "shared-edition",
    }


def test_a_graph_of_networkx_has_the_same(network: Network) -> None:
    graph = network.graph()
    assert isinstance(graph, networkx.MultiGraph)
    assert {name(one) for one in graph} == set(NODES)
    assert graph.number_of_edges() == len(EDGES)
    assert graph.number_of_edges(iri("ab-ovo"), iri("ops-w-tluszczu")) == 3
    assert graph.nodes[iri("ab-ovo")]["counties"] == "1434"
    for one, other, key, data in graph.edges(keys=True, data=True):
        assert data["tie"] == key.partition("#")[0]
        assert not data["directed"] or {data["source"], data["target"]} == {one, other}
    assert {data["relation"] for *_, data in graph.edges(data=True) if data["stated"]} == {
        "cooperation", "founding", "co-founding", "unit"
    }  # fmt: skip


@pytest.mark.parametrize("write", [networkx.write_gexf, networkx.write_graphml])
def test_the_writers_of_networkx_take_it(network: Network, tmp_path: Path, write: object) -> None:
    write(network.graph(), tmp_path / "x")  # type: ignore[operator]
    assert (tmp_path / "x").stat().st_size > 1_000


def test_a_release_is_named_by_its_directory_and_one_without_ties_is_refused(release: Release, tmp_path: Path) -> None:
    assert len(load(release.path).ties) == 10
    (tmp_path / "manifest.json").write_bytes((release.path / "manifest.json").read_bytes())
    with pytest.raises(ReleaseError, match="no network"):
        load(tmp_path)


def test_the_example_of_the_readme_runs_and_gives_what_it_says(
    release: Release, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    section = readme.partition("## The network\n")[2].partition("\n## ")[0]
    code, printed = re.findall(r"```python\n(.*?)```\n\n```\n(.*?)```", section, re.DOTALL)[0]
    (tmp_path / "release").symlink_to(release.path)
    monkeypatch.chdir(tmp_path)
    exec(compile(code, "README.md", "exec"), {})  # noqa: S102 - our own example
    assert capsys.readouterr().out == printed
