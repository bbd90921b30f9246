"""Pages show the beginning of long answers: cut and counted by the store, so that whoever answers everybody stays small."""

import csv
import io
import json
import re
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psutil
import pytest
from flask.testing import FlaskClient

from esgraph.errors import QueryError
from esgraph.release import Release
from esgraph.serve import excerpt, resource, tables
from esgraph.serve.app import create_app
from esgraph.serve.excerpt import Bounds
from esgraph.serve.oxigraph import OxigraphStore
from esgraph.serve.pages import questions
from esgraph.serve.settings import Settings
from esgraph.serve.site import Site, site_of
from esgraph.serve.store import Answer, Query, Store
from tests.serve.conftest import running

TWO = "?a ?b ?c . ?d ?e ?f"
JSON = "application/sparql-results+json"
TERMS = """SELECT * { VALUES (?a ?b) {
    (<urn:x> "plain") ("ze znakiem \\n \\t \\" \\\\ ą \\u0085 \\u2028"@pl 007) (UNDEF 1.50) (true "x"^^<urn:t>) (UNDEF UNDEF) } }"""


@pytest.fixture(scope="module")
def store(release: Release) -> Iterator[Store]:
    with closing(OxigraphStore(release, Settings())) as store:
        yield store


def table(store: Store, text: str, bounds: Bounds) -> excerpt.Excerpt:
    return excerpt.read_table(store.query(Query(text), bounds.media_type).read())


def test_terms_are_those_of_the_whole_answer(store: Store) -> None:
    whole = json.loads(store.query(Query(TERMS), JSON).read())
    found = table(store, TERMS, Bounds(10))
    assert list(found.names) == whole["head"]["vars"]
    assert list(found.rows()) == list(found.rows()) == whole["results"]["bindings"]
    assert (found.total, found.boolean) == (5, None)


@pytest.mark.parametrize(
    ("bounds", "shown"),
    [
        (Bounds(7), 7),
        (Bounds(100, cells=61), 10),
        (Bounds(100, size=5_000), None),
        (Bounds(0), 0),
        (Bounds(5, size=1), 0),
    ],
)
def test_a_table_is_cut_by_rows_cells_and_bytes_and_counted_whole(
    store: Store, bounds: Bounds, shown: int | None
) -> None:
    body = store.query(Query(f"SELECT * {{ {TWO} }} LIMIT 5000"), bounds.media_type).read()
    found = excerpt.read_table(body)
    assert found.total == 5_000
    assert len(body) <= bounds.size + 100
    assert len(found.lines) == shown if shown is not None else 0 < len(found.lines) < 100


def test_a_graph_is_cut_at_a_line(store: Store) -> None:
    body = store.query(Query("CONSTRUCT WHERE { ?s ?p ?o }"), Bounds(0, size=20_000).media_type).read()
    text, is_cut = excerpt.read_graph(body)
    assert is_cut
    assert text.endswith("\n")
    assert 19_000 < len(text.encode()) <= 20_000
    small = store.query(Query("CONSTRUCT { <urn:a> <urn:b> 'ą' } WHERE {}"), Bounds(0).media_type).read()
    text, is_cut = excerpt.read_graph(small)
    assert not is_cut
    assert text.endswith('<urn:a> <urn:b> "ą" .\n')


def test_a_graph_is_no_table_and_a_table_no_graph(store: Store) -> None:
    with pytest.raises(QueryError, match="no table"):
        table(store, "CONSTRUCT WHERE { ?s ?p ?o }", Bounds(1))
    with pytest.raises(QueryError, match="no graph"):
        excerpt.read_graph(store.query(Query("ASK {}"), Bounds(1).media_type).read())


def test_nobody_outside_can_ask_for_one(client: FlaskClient) -> None:
    answer = client.get("/sparql", query_string={"query": "ASK {}"}, headers={"Accept": Bounds(1).media_type})
    assert answer.status_code == 406
    answer = client.get("/sparql", query_string={"query": "ASK {}", "format": Bounds(1).media_type})
    assert answer.status_code == 400


class Watched:
    """A store that notes what it is asked."""

    def __init__(self, inner: Store) -> None:
        self.inner = inner
        self.texts: list[str] = []
        self.largest = 0

    def query(self, query: Query, media_type: str) -> Answer:
        self.texts.append(query.text)
        answer = self.inner.query(query, media_type)
        self.largest = max(self.largest, answer.size)
        return answer

    def graphs(self) -> frozenset[str]:
        return self.inner.graphs()

    def close(self) -> None:
        """It is another's."""


@pytest.fixture
def watched(release: Release, store: Store) -> tuple[FlaskClient, Watched]:
    watched = Watched(store)
    return create_app(release, Settings(), watched).test_client(), watched


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (f"SELECT * {{ {TWO} }} LIMIT 60000", Settings().max_html_rows),
        (f"SELECT * {{ ?a ?b ?c {' '.join(f'BIND(?a AS ?v{n})' for n in range(300))} }}", 22),
        (f"SELECT (IRI(CONCAT('urn:', STRUUID(), '{'x' * 1_500}')) AS ?i) {{ {TWO} }} LIMIT 900", 400),
        (f"SELECT ('{'x' * 90_000}' AS ?i) ?a {{ ?a ?b ?c }}", 5),
        (f"SELECT (IRI('urn:{'x' * 90_000}') AS ?i) ?a {{ ?a ?b ?c }}", 5),
        (f"SELECT ({'9' * 20_000} AS ?i) {{}}", 1),
        (f"SELECT {' '.join(f'?v{n}' for n in range(12_000))} {{ ?a ?b ?c }}", 0),
    ],
    ids=["long", "wide", "many long IRIs", "long texts", "longest IRIs", "a long number", "columns only"],
)
def test_a_page_holds_little_of_a_large_answer_and_asks_for_few_labels(
    watched: tuple[FlaskClient, Watched], text: str, rows: int
) -> None:
    client, asked = watched
    answer = client.post("/sparql", data={"query": text}, headers={"Accept": "text/html"})
    assert answer.status_code == 200
    body = answer.text.partition("<tbody>")[2].partition("</tbody>")[0]
    assert rows * 0.7 <= body.count("<tr>") <= rows * 1.3
    assert asked.largest < 2**20
    assert len(answer.data) < 3 * 2**20
    labels = asked.texts[1:]
    assert all(len(one) <= Settings().max_query_chars for one in labels)
    assert len(labels) <= 40


def test_a_page_says_how_many_rows_there_are(watched: tuple[FlaskClient, Watched]) -> None:
    client, _ = watched
    answer = client.get("/sparql", query_string={"query": f"SELECT * {{ {TWO} }} LIMIT 54321", "lang": "en"},
                        headers={"Accept": "text/html"})  # fmt: skip
    assert re.search(rf"{Settings().max_html_rows:,} .*54,321", answer.text)


def test_a_page_shows_the_beginning_of_a_graph_and_says_so(watched: tuple[FlaskClient, Watched]) -> None:
    client, asked = watched
    answer = client.get("/sparql", query_string={"query": "CONSTRUCT WHERE { ?s ?p ?o }", "lang": "en"},
                        headers={"Accept": "text/html"})  # fmt: skip
    assert "The beginning is shown" in answer.text
    assert asked.largest < 50_000


def test_a_file_for_excel_is_refused_beyond_its_bounds(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    slug = _with_many_rows(client)
    monkeypatch.setattr(questions, "_FOR_EXCEL", Bounds(2))
    answer = client.get(f"/questions/{slug}.csv?excel=1&lang=en")
    assert answer.status_code == 413
    assert "would hold 2" in answer.text


def test_a_file_for_excel_has_every_row_though_read_in_parts(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    slug = _with_many_rows(client)
    monkeypatch.setattr(tables, "_BATCH", 2)
    answer = client.get(f"/questions/{slug}.csv?excel=en&lang=en")
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
    plain = list(csv.reader(io.StringIO(client.get(f"/questions/{slug}.csv").text)))
    assert answer.data.startswith(b"\xef\xbb\xbf")
    assert len(rows) == len(plain) > 3
    assert {len(row) for row in rows} == {len(rows[0])}
    assert rows[0][1].endswith("(IRI)")
    assert [row[1] for row in rows[1:]] == [row[0] for row in plain[1:]]


def _with_many_rows(client: FlaskClient) -> str:
    """A question whose first column has IRIs, in more than three rows."""
    site = site_of(client.application)
    for question in site.questions:
        found = table(site.store, question.text, Bounds(5)) if "SELECT" in question.text else None
        if found and found.total > 3 and all(row.get(found.names[0], {}).get("type") == "uri" for row in found.rows()):
            return question.slug
    raise AssertionError("no question has such an answer")


def test_a_value_as_long_as_a_query_is_not_looked_for(watched: tuple[FlaskClient, Watched]) -> None:
    client, asked = watched
    long = "x" * 50_000
    for question in site_of(client.application).questions:
        for parameter in question.parameters:
            if parameter.choices or parameter.type == "iri":
                page = client.get(f"/questions/{question.slug}", query_string={parameter.name: f"https://{long}"})
                assert page.status_code == 400
                client.get(f"/questions/{question.slug}/choices", query_string={"parameter": parameter.name, "q": long})
    assert asked.texts
    assert not [text for text in asked.texts if long in text]


def test_labels_are_asked_for_in_portions_of_bearable_length(
    monkeypatch: pytest.MonkeyPatch, client: FlaskClient
) -> None:
    asked: list[list[str]] = []

    def note(_site: Site, iris: list[str], _language: str) -> dict[str, str]:
        asked.append(iris)
        return {}

    monkeypatch.setattr(resource, "_labels", note)
    text = "SELECT (IRI(CONCAT('urn:', REPLACE('xxxxxxxxxx', 'x', 'yyyyyyyyyy'), STR(?n))) AS ?i) { VALUES ?n { %s } }"
    query = Query(text % " ".join(map(str, range(450))))
    tables.read(site_of(client.application), query, "en")
    assert sum(map(len, asked)) == 450
    assert len(asked) == 2
    assert max(sum(map(len, batch)) for batch in asked) <= 60_000


def test_the_front_does_not_grow_with_an_answer_on_a_page(release: Release) -> None:
    """It holds what it sends, a mebibyte, where the answer has two hundred."""
    before = set(psutil.Process().children())
    with running(release.path) as address:
        (server,) = set(psutil.Process().children()) - before
        front = max(server.children(), key=lambda one: len(one.children(recursive=True)))
        _page(address, 10)
        peak = _peak(front)
        assert b"400" in _page(address, 400_000)
        assert _peak(front) - peak < 48 * 2**20


def _page(address: str, rows: int) -> bytes:
    query = urllib.parse.urlencode({"query": f"SELECT * {{ {TWO} }} LIMIT {rows}"})
    request = urllib.request.Request(f"{address}sparql?{query}", headers={"Accept": "text/html"})
    with urllib.request.urlopen(request, timeout=60) as response:
        return bytes(response.read())


def _peak(process: psutil.Process) -> int:
    """The most bytes that a process ever held."""
    status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
    found = re.search(r"^VmHWM:\s+(\d+)", status, re.MULTILINE)
    assert found
    return int(found[1]) * 1024
