"""Files of the network: read back by the tools that they are for, the same bytes each time, whatever names have in them."""

import csv
import io
import json
import re
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any
from xml.etree import ElementTree

import igraph
import networkx
import pydot
import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from esgraph.cli import main
from esgraph.errors import EsgraphError
from esgraph.network import Network, Node
from esgraph.network.evidence import Evidence
from esgraph.network.files import FORMATS, Content, of_name, write
from esgraph.network.files.values import EDGE, NODE
from esgraph.network.model import Edge
from esgraph.recording import Recording
from esgraph.release import Release
from tests.network.conftest import iri, made, tie

GEXF = "{http://gexf.net/1.3}"
#: Types of the attributes, as Python reads them.
PYTHON = {"string": str, "boolean": bool, "integer": int}


def text(content: Content, name: str) -> str:
    return "".join(of_name(name).write(content))


def expected(content: Content) -> tuple[dict[str, dict[str, Any]], dict[str, dict[str, Any]]]:
    """Nodes and edges with all that is said of them; edges by id, with their ends."""
    nodes = {node.iri: {"label": node.label(content.language), **values} for node, values in content.nodes()}
    edges = {edge.id: {"source": edge.one, "target": edge.other, **values} for edge, values in content.edges()}
    return nodes, edges


def of_graph(graph: Any) -> tuple[dict[str, dict[str, Any]], dict[str, dict[str, Any]]]:
    """The same of a graph that networkx read; the two ends in any order."""
    assert graph.is_multigraph()
    nodes = {node: dict(data) for node, data in graph.nodes(data=True)}
    edges = {
        data.get("id", key): {"ends": {one, other}, **data}
        for one, other, key, data in graph.edges(keys=True, data=True)
    }
    return nodes, edges


def compare(found: dict[str, dict[str, Any]], wanted: dict[str, dict[str, Any]], names: Iterator[str] | Any) -> None:
    assert found.keys() == wanted.keys()
    for key, values in wanted.items():
        if "source" in values:
            assert found[key]["ends"] == {values["source"], values["target"]}
        assert {name: found[key][name] for name in names if name in found[key]} == {
            name: values[name] for name in names if name in values
        }


@pytest.fixture
def content(network: Network) -> Content:
    return Content(network, network.view())


def test_gexf_is_read_by_networkx(content: Content) -> None:
    graph = networkx.read_gexf(io.BytesIO(text(content, "x.gexf").encode()))
    nodes, edges = of_graph(graph)
    wanted_nodes, wanted_edges = expected(content)
    compare(nodes, wanted_nodes, ("label", *NODE))
    compare(edges, wanted_edges, EDGE)
    assert all(type(data[name]) is PYTHON[EDGE[name]] for data in edges.values() for name in EDGE if name in data)


def test_gexf_has_the_years_as_spells_and_what_the_schema_wants(content: Content) -> None:
    root = ElementTree.fromstring(text(content, "x.gexf"))  # noqa: S314 - our own file
    assert (root.tag, root.get("version")) == (f"{GEXF}gexf", "1.3")
    graph = root.find(f"{GEXF}graph")
    assert graph is not None
    assert dict(graph.attrib) == {
        "defaultedgetype": "undirected", "mode": "dynamic", "timeformat": "integer", "timerepresentation": "interval",
    }  # fmt: skip
    assert [part.tag.removeprefix(GEXF) for part in graph] == ["attributes", "attributes", "nodes", "edges"]
    declared = {
        one.get("class"): {each.get("id"): each.get("type") for each in one} for one in graph.iter(f"{GEXF}attributes")
    }
    assert declared == {"node": dict(NODE), "edge": dict(EDGE)}
    for what, kind in (("nodes", "node"), ("edges", "edge")):
        listed = graph.find(f"{GEXF}{what}")
        assert listed is not None
        assert listed.get("count") == str(len(listed))
        for one in listed:
            assert [part.tag.removeprefix(GEXF) for part in one] in (["attvalues"], ["attvalues", "spells"])
            assert {value.get("for") for value in one.iter(f"{GEXF}attvalue")} <= declared[kind].keys()
    spells = {
        edge.get("id"): [(spell.get("start"), spell.get("end")) for spell in edge.iter(f"{GEXF}spell")]
        for edge in graph.iter(f"{GEXF}edge")
    }
    assert spells == {edge.id: [(str(year), str(year)) for year in edge.tie.years] for edge in content.view.edges()}
    assert {len(listed) for listed in spells.values()} == {0, 1}


def test_graphml_is_read_by_networkx(content: Content) -> None:
    graph = networkx.read_graphml(io.BytesIO(text(content, "x.graphml").encode()), force_multigraph=True)
    nodes, edges = of_graph(graph)
    wanted_nodes, wanted_edges = expected(content)
    compare(nodes, wanted_nodes, ("label", *NODE))
    compare(edges, wanted_edges, EDGE)
    assert all(type(data[name]) is PYTHON[EDGE[name]] for data in edges.values() for name in EDGE if name in data)


def test_graphml_is_read_by_igraph(content: Content, tmp_path: Path) -> None:
    write(of_name("x.graphml"), content, tmp_path / "x.graphml")
    graph = igraph.Graph.Read_GraphML(str(tmp_path / "x.graphml"))
    nodes, edges = expected(content)
    assert set(graph.vs["id"]) == set(nodes)
    assert graph.ecount() == len(edges)
    assert sorted(graph.es["tie"]) == sorted(values["tie"] for values in edges.values())


def test_cytoscape_json_is_read_by_networkx(content: Content) -> None:
    document = json.loads(text(content, "x.cyjs"))
    nodes, edges = of_graph(networkx.cytoscape_graph(document))
    wanted_nodes, wanted_edges = expected(content)
    compare(nodes, wanted_nodes, ("label", *NODE))
    compare(edges, wanted_edges, ("source", "target", *EDGE))
    assert document["data"]["release"] == content.release


def test_json_graph_has_everything(content: Content) -> None:
    graph = json.loads(text(content, "x.json"))["graph"]
    wanted_nodes, wanted_edges = expected(content)
    assert {key: {"label": node["label"], **node["metadata"]} for key, node in graph["nodes"].items()} == wanted_nodes
    found = {
        edge["id"]: {"source": edge["source"], "target": edge["target"], **edge["metadata"]} for edge in graph["edges"]
    }
    assert found == wanted_edges
    assert all(edge["directed"] == edge["metadata"]["directed"] for edge in graph["edges"])


def test_dot_is_read_by_pydot(content: Content) -> None:
    (graph,) = pydot.graph_from_dot_data(text(content, "x.dot")) or []
    wanted_nodes, wanted_edges = expected(content)
    named = [node for node in graph.get_nodes() if node.get_name() != "node"]
    assert {node.get_name().strip('"'): node.get("label").strip('"') for node in named} == {
        node: values["label"].replace('"', '\\"') for node, values in wanted_nodes.items()
    }
    found = {edge.get("id").strip('"'): edge for edge in graph.get_edges()}
    assert found.keys() == wanted_edges.keys()
    for key, values in wanted_edges.items():
        edge = found[key]
        ends = str(edge.get_source()).strip('"'), str(edge.get_destination()).strip('"')
        assert ends == (values["source"], values["target"])
        assert (edge.get("style") == '"dashed"') == (not values["stated"])
        assert (edge.get("dir") == '"forward"') == values["directed"]


@pytest.mark.parametrize("what", ["nodes", "edges"])
def test_tables_have_everything(content: Content, what: str) -> None:
    rows = list(csv.DictReader(io.StringIO(text(content, f"{what}.csv"), newline="")))
    nodes, edges = expected(content)
    wanted = nodes if what == "nodes" else edges
    as_text = {True: "true", False: "false"}
    for row in rows:
        values = {
            name: as_text.get(value, str(value)) if isinstance(value, bool) else str(value)
            for name, value in wanted[row["id"]].items()
        }
        assert {name: value for name, value in row.items() if value and name != "id"} == values
    assert [row["id"] for row in rows] == list(wanted)


def test_tables_for_excel_keep_codes_and_start_no_formula() -> None:
    node = Node(iri("a"), {"pl": "=1+1", "en": "Gdańsk"}, counties=("0201",))
    network = made([tie("x", ["a", "b"])], [node])
    written = text(Content(network, network.view(), excel="1"), "nodes.csv")
    assert written.startswith("\ufeffid;label;")
    row = next(csv.DictReader(io.StringIO(written.removeprefix("\ufeff"), newline=""), delimiter=";"))
    assert (row["label"], row["counties"]) == ("'=1+1", '="0201"')
    plain = text(Content(network, network.view()), "nodes.csv")
    assert "\ufeff" not in plain
    assert next(csv.DictReader(io.StringIO(plain, newline="")))["label"] == "=1+1"
    assert text(Content(network, network.view(), excel="en"), "nodes.csv").startswith("\ufeffid,label,")


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.suffix)
def test_a_file_has_the_same_bytes_each_time(network: Network, form: Any, tmp_path: Path) -> None:
    for name in ("a", "b"):
        write(form, Content(network, network.view(merge_probable=True)), tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b"]


def test_what_several_formats_say_is_worked_out_once(network: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Edge] = []
    evidence = Network.evidence

    def noted(self: Network, edge: Edge) -> tuple[Evidence, ...]:
        asked.append(edge)
        return evidence(self, edge)

    alone = Content(network, network.view())
    expected = ["".join(form.write(alone)) for form in FORMATS]
    monkeypatch.setattr(Network, "evidence", noted)
    with TemporaryFile("w+", encoding="ascii") as file:
        together = replace(alone, recording=Recording(file))
        assert ["".join(form.write(together)) for form in FORMATS] == expected
    assert len(asked) == alone.view.size > 0


@settings(max_examples=60)
@given(st.text(max_size=30), st.text(max_size=30))
def test_whatever_a_name_has_in_it_every_file_can_be_read(polish: str, english: str) -> None:
    node = Node(iri("a"), {"pl": polish, "en": english})
    network = made([tie("x", ["a", "b"])], [node])
    content = Content(network, network.view())
    possible = "".join(
        one if one in "\t\n\r" or " " <= one <= "\ud7ff" or "\ue000" <= one <= "\ufffd" or one > "\uffff" else "\ufffd"
        for one in polish
    )
    for name in ("x.gexf", "x.graphml"):
        read = networkx.read_gexf if name == "x.gexf" else networkx.read_graphml
        graph = read(io.BytesIO(text(content, name).encode()))
        assert graph.nodes[iri("a")].get("label_pl", "") == possible, name
    assert networkx.cytoscape_graph(json.loads(text(content, "x.cyjs"))).nodes[iri("a")]["label"] == polish
    assert json.loads(text(content, "x.json"))["graph"]["nodes"][iri("a")]["label"] == polish
    rows = csv.DictReader(io.StringIO(text(content, "nodes.csv"), newline=""))
    assert next(rows)["label_pl"] == polish


def test_memory_does_not_grow_with_the_network() -> None:
    def peak(size: int) -> int:
        network = made([tie("x", [f"n{number:04}" for number in range(size)], "shared-edition")])
        content = Content(network, network.view())
        most = 0
        for form in FORMATS:
            tracemalloc.start()
            length = sum(map(len, form.write(content)))
            most = max(most, tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
            assert form.suffix == "nodes.csv" or length > 40 * size**2
        return most

    small, large = peak(20), peak(120)
    # 36 times as many edges.
    assert large < 3 * small


def test_a_name_that_says_no_format_is_refused() -> None:
    with pytest.raises(EsgraphError, match="does not say in which format") as refused:
        of_name("network.csv")
    assert "nodes.csv, edges.csv, .gexf" in refused.value.remedy
    assert of_name("network.nodes.csv") == of_name("nodes.csv") != of_name("edges.csv")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["network", *arguments])


def test_the_command_writes_what_the_switches_say(release: Release, tmp_path: Path) -> None:
    target = tmp_path / "network.edges.csv"
    done = run(
        str(release.path),
        "-o",
        str(target),
        "--kind",
        "shared-panel",
        "--kind",
        "founding",
        "--until",
        "2017",
        "--lang",
        "en",
    )
    assert done.exit_code == 0, done.output
    assert "3 nodes, 3 edges → " in done.output
    assert "Ties left out because no source gives their date: 1" in done.output
    with target.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert {row["tie"] for row in rows} == {iri("tie/founding-pozytek-2017")}
    assert "April 2017" in rows[0]["words"]
    for switch, nodes in (
        ("--offices", "15 nodes"),
        ("--isolates", "15 nodes"),
        ("--merge-probable", "12 nodes"),
        ("--stated-only", "7 nodes"),
    ):
        done = run(str(release.path), "-o", str(tmp_path / "x.gexf"), switch)
        assert nodes in done.output, switch


def test_the_command_says_what_is_wrong_and_writes_nothing(release: Release, tmp_path: Path) -> None:
    target = tmp_path / "x.gexf"
    for arguments, words in (
        (("--kind", "friendship"), "no kind of tie: friendship"),
        (("--since", "2019", "--kind", "unit"), "0 nodes, 0 edges"),
    ):
        assert words in run(str(release.path), "-o", str(target), *arguments).output
    assert "no release here" in run(str(tmp_path), "-o", str(target)).output
    assert "does not say in which format" in run(str(release.path), "-o", str(tmp_path / "x.xls")).output
    done = run(str(release.path), "-o", str(tmp_path / "nowhere" / "x.gexf"))
    assert done.exit_code == 1
    assert "the file cannot be written" in done.output
    assert [path.name for path in tmp_path.iterdir()] == ["x.gexf"]


def test_an_edge_says_what_it_crosses_where_both_sides_are_known() -> None:
    nodes = [
        Node(iri("a"), {}, "association", "social-economy-entity", ("1434",)),
        Node(iri("b"), {}, "county", "public-body", ("1408", "1434")),
        Node(iri("c"), {}, "commune", "public-body", ()),
    ]
    made_up = made([tie("x", ["a", "b", "c"])], nodes)
    found = {edge.id.rpartition("#")[2]: values for edge, values in Content(made_up, made_up.view()).edges()}
    crossing = {key: (one.get("cross_sector"), one.get("cross_county")) for key, one in found.items()}
    assert crossing == {
        "organization/a+organization/b": (True, False),
        "organization/a+organization/c": (True, None),
        "organization/b+organization/c": (False, None),
    }


def test_the_command_speaks_polish(release: Release, tmp_path: Path) -> None:
    target = tmp_path / "edges.csv"
    done = run(str(release.path), "-o", str(target), "--since", "2018", "--lang", "pl")
    assert done.exit_code == 0
    assert re.search(r"^Węzły: \d+, krawędzie: \d+ → .*edges.csv$", done.output, re.M)
    assert "Powiązania pominięte, bo żadne źródło nie podaje ich daty: 4" in done.output
    target.unlink()
    for arguments, said, remedy in (
        (("--since", "2020", "--until", "2018"), "„since” (2020) jest późniejsze niż „until” (2018)", "zamień te lata"),
        (("--until", "99999"), "„until” nie może mieć wartości 99999", "podaj rok, na przykład 2018"),
        (("--since", "-1"), "„since” nie może mieć wartości -1", "podaj rok"),
        (("--kind", "post"), "powiązania „post” łączą urzędy", "dodaj przełącznik „offices”"),
        (("--kind", "przyjaźń"), "nie ma takiego rodzaju powiązań: przyjaźń", "są: cooperation, founding"),
    ):
        done = run(str(release.path), "-o", str(target), *arguments, "--lang", "pl")
        assert (done.exit_code, list(tmp_path.iterdir())) == (1, [])
        assert said in done.output and remedy in done.output
    done = run(str(tmp_path), "-o", str(target), "--lang", "pl")
    assert "nie ma tu wydania" in done.output and "zbuduj je: esgraph build" in done.output


def test_only_a_table_is_written_for_excel(release: Release, tmp_path: Path) -> None:
    for name in ("x.gexf", "x.json", "x.csv"):
        done = run(str(release.path), "-o", str(tmp_path / name), "--excel", "1")
        assert (done.exit_code, list(tmp_path.iterdir())) == (1, [])
        assert "for Excel there are tables alone" in done.output
        assert "let it end with one of nodes.csv, edges.csv\n" in done.output
    assert run(str(release.path), "-o", str(tmp_path / "nodes.csv"), "--excel", "1").exit_code == 0
