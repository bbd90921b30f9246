"""The section “Joined with other data” of the README: every example there runs as it stands, against real servers."""

import csv
import io
import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
import urllib3

from tests import node
from tests.conftest import ROOT
from tests.serve.test_curl import _curl
from tests.servers import Server, oxigraph, virtuoso

pytestmark = pytest.mark.alone

_SECTION = re.search(
    r"^## Joined with other data\n(.*?)^## ", (ROOT / "README.md").read_text(encoding="utf-8"), re.M | re.S
)
#: What the examples call the two servers.
_OURS, _THEIRS = "http://127.0.0.1:8000/", "http://127.0.0.1:7878/query"
JSON = "application/sparql-results+json"
#: Made up: how many people live where, in a graph that is not ours.
_PEOPLE = {"1434": 240_000, "1434114": 8_000, "1465011": 1_800_000, "9999": 1}
PEOPLE = " ".join(
    f'<urn:area:{code}> <https://example.org/terc> "{code}" . <urn:area:{code}> <https://example.org/people> {n} .'
    for code, n in _PEOPLE.items()
)


def example(language: str, number: int) -> str:
    """One of the examples of the section, as it stands there."""
    assert _SECTION, "the README has no such section"
    found: list[str] = re.findall(rf"^```{language}\n(.*?)^```", _SECTION[1], re.M | re.S)
    return found[number]


def _sent(address: str, form: dict[str, str]) -> bytes:
    """What a server answers to a form, in JSON."""
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": JSON}
    answer = urllib3.request("POST", address, body=urlencode(form), headers=headers, timeout=60)
    assert answer.status < 300, answer.data
    return answer.data


@pytest.fixture(scope="module")
def theirs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A second endpoint, with data of somebody else."""
    with oxigraph(tmp_path_factory.mktemp("theirs")) as other:
        headers = {"Content-Type": "text/turtle"}
        assert urllib3.request("POST", f"{other.graph_store}?default", body=PEOPLE, headers=headers).status < 300
        yield other


def _rows(answer: str | bytes) -> dict[str, tuple[int, int]]:
    """TERC code → people, organisations."""
    found = json.loads(answer)["results"]["bindings"]
    return {row["terc"]["value"]: (int(row["people"]["value"]), int(row["organisations"]["value"])) for row in found}


def _counted(server: str) -> dict[str, int]:
    """TERC code → organisations, as our endpoint counts them by itself."""
    query = (
        "SELECT ?terc (COUNT(DISTINCT ?who) AS ?n) { ?who a org:Organization ; "
        "schema:location/schema:containedInPlace* ?place . ?place esg:terc ?terc } GROUP BY ?terc"
    )
    answer = urllib3.request("GET", f"{server}sparql", fields={"query": query}, headers={"Accept": JSON})
    return {row["terc"]["value"]: int(row["n"]["value"]) for row in answer.json()["results"]["bindings"]}


def _expected(server: str) -> dict[str, tuple[int, int]]:
    counted = _counted(server)
    expected = {code: (people, counted[code]) for code, people in _PEOPLE.items() if code in counted}
    assert len(expected) == 3
    return expected


def test_another_endpoint_asks_ours(server: str, theirs: Server) -> None:
    query = example("sparql", 0).replace(_OURS, server)
    assert server in query
    assert _rows(_sent(theirs.query, {"query": query})) == _expected(server)


def test_virtuoso_asks_ours(server: str, tmp_path: Path) -> None:
    with virtuoso(tmp_path) as other:
        port = re.search(r"ServerPort = (127\.0\.0\.1:\d+)", (tmp_path / "virtuoso.ini").read_text(encoding="utf-8"))
        assert port
        shown = re.search(r"`isql`: `(SPARQL LOAD SERVICE [^`]*)`", _SECTION[1] if _SECTION else "")
        assert shown
        load = f"SPARQL INSERT DATA {{ GRAPH <https://example.org/people> {{ {PEOPLE} }} }};"
        command = ["isql-vt", port[1], "dba", "dba", f"EXEC={load} {shown[1].replace(_OURS, server)}"]
        subprocess.run(command, check=True, capture_output=True, timeout=60)
        query = example("sparql", 0).replace(_OURS, server)
        assert _rows(_sent(other.query, {"query": query})) == _expected(server)


def test_comunica_joins_ours_with_another_endpoint(
    server: str, theirs: Server, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = node.install(ROOT / "tests" / "clients" / "comunica", tmp_path_factory.mktemp("comunica"), "ask.mjs")
    command = example("sh", 0)
    sources = re.findall(r"sparql@(\S+)", command)
    assert sources == [f"{_OURS}sparql", _THEIRS]
    asked = {
        "query": example("sparql", 1), "mediaType": JSON,
        "sources": [{"type": "sparql", "value": f"{server}sparql"}, {"type": "sparql", "value": theirs.query}],
    }  # fmt: skip
    done = node.run(folder, "ask.mjs", json.dumps(asked))
    assert done.returncode == 0, done.stderr[-2000:]
    assert _rows(done.stdout) == _expected(server)


def test_a_list_of_codes_is_enriched(server: str, tmp_path: Path) -> None:
    (tmp_path / "terc.rq").write_text(example("sparql", 2), encoding="utf-8")
    command = example("sh", 1).strip().replace(_OURS, server).replace("@terc.rq", f"@{tmp_path / 'terc.rq'}")
    words = re.findall(r"'[^']*'|\S+", command)
    assert words[0] == "curl"
    answer = _curl(*(word.strip("'") for word in words[1:]))
    rows = list(csv.DictReader(io.StringIO(answer.decode(), newline="")))
    counted = _counted(server)
    assert [row["terc"] for row in rows] == ["1408011", "1434114", "1465011"]
    assert all(int(row["organisations"]) == counted.get(row["terc"], 0) for row in rows)
    assert rows[1]["name"] == "Tłuszcz"
