"""One contract for every store: in memory, on disk, behind workers, a real `oxigraph serve` and a real Virtuoso."""

import csv
import io
import json
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from esgraph.errors import LimitError, QueryError, StoreError
from esgraph.question import Question
from esgraph.release import Release
from esgraph.serve import excerpt
from esgraph.serve.excerpt import Bounds
from esgraph.serve.isolation import IsolatedStore
from esgraph.serve.loading import load, open_target
from esgraph.serve.negotiation import formats_of
from esgraph.serve.oxigraph import RESULTS, OxigraphStore
from esgraph.serve.remote import RemoteStore
from esgraph.serve.settings import Settings
from esgraph.serve.spool import SpooledFile
from esgraph.serve.store import Query, Store
from esgraph.serve.syntax import outline
from esgraph.serve.workers import Workers
from tests import servers
from tests.servers import Server
from tests.test_questions import QUESTIONS, rows

BASE = "https://w3id.org/esgraph/"
SOURCE = f"{BASE}graph/source/mbpr-2018-06-08"
PLACES = f"{BASE}graph/places"

#: The embedded store in memory is what the others are compared with; the W3C's tests and the questions are its own.
LOCAL = ("disk", "workers")
REMOTE = ("oxigraph", "virtuoso")

_BOOLEAN = "Virtuoso has no booleans of its own: an expression gives the integer 1 or 0"
_VALUES = "Virtuoso does not see a variable of VALUES in the filter of an OPTIONAL, which then binds nothing"
_PATH = "Virtuoso loses solutions of a path with * that begins at a variable"
#: Where Virtuoso 7.2.5 answers otherwise, and why. A test fails if it does not: then the entry can go.
VIRTUOSO = {
    **dict.fromkeys([f"question {number}" for number in (1, 5)], _BOOLEAN),
    **dict.fromkeys([f"question {n}" for n in (2, 3, 7, 8, 9, 10, 11, 12, 13, 14, 16, 17, 20, 23, 24)], _VALUES),
    **dict.fromkeys([f"question {number}" for number in (4, 6, 19)], _PATH),
    "boolean": _BOOLEAN,
    "types": "Virtuoso writes the booleans of the data as 0 and 1, which mean the same",
    "all": "Virtuoso writes the booleans of the data as 0 and 1, which mean the same",
    "ask for a variable graph": "Virtuoso affirms an ASK if it sees before it looks that there is no solution",
    "count a variable graph": "Virtuoso counts one if it sees before it looks that there is no solution",
    "division": "Virtuoso divides integers as integers: 1/2 is 0",
    "describe": "Virtuoso describes a resource with the statements about it and those that point to it",
    "extension function": "an unknown function is an error of the whole query",
}
OXIGRAPH = {"extension function": "an unknown function is an error of the whole query"}

QUERIES = {
    "all": "SELECT * { ?s ?p ?o }",
    "count": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "graphs": "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g",
    "one graph": f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{SOURCE}> {{ ?s ?p ?o }} }}",
    "across graphs": f"SELECT ?s ?g {{ ?s a esg:Place . GRAPH ?g {{ ?s skos:prefLabel ?name }} FILTER(?g != <{SOURCE}>) }}",
    "a graph by a name": f"PREFIX g: <{PLACES[:-6]}> SELECT (COUNT(*) AS ?n) {{ GRAPH g:places {{ ?s ?p ?o }} }}",
    "a graph by an escape": f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{PLACES[:-1]}\\u0073> {{ ?s ?p ?o }} }}",
    "a graph by a relative name": "BASE <https://w3id.org/esgraph/id/> SELECT (COUNT(*) AS ?n) { GRAPH <../graph/places> { ?s ?p ?o } }",
    "a graph that is not there": "SELECT * { GRAPH <https://example.org/none> { ?s ?p ?o } }",
    "from": f"SELECT (COUNT(*) AS ?n)\nFROM <{PLACES}>\n{{ ?s ?p ?o }}",
    "from and no named": f"SELECT DISTINCT ?g FROM <{PLACES}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
    "from named": f"SELECT DISTINCT ?g FROM NAMED <{PLACES}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
    "from named and no default": f"SELECT (COUNT(*) AS ?n) FROM NAMED <{PLACES}> {{ ?s ?p ?o }}",
    "from a prefixed name": f"PREFIX g: <{PLACES[:-6]}> SELECT (COUNT(*) AS ?n) FROM # why not\n g:places {{ ?s ?p ?o }}",
    "prefixes": "SELECT ?s ?name { ?s a org:FormalOrganization ; skos:prefLabel ?name }",
    "own prefix": "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> SELECT ?s { ?s skos:prefLabel 'Płock'@pl }",
    "own base": "BASE <https://w3id.org/esgraph/id/organization/> SELECT ?p ?o { <pozytek> ?p ?o }",
    "unicode": "SELECT ?s ('zażółć “gęślą” \\U0001F600 \\u0105' AS ?t) { ?s skos:prefLabel ?n FILTER(CONTAINS(?n, 'Spółdzielnia')) }",
    "escapes": "SELECT ('tab\\t, quote\\\", comma, line\\nend' AS ?t) {}",
    "types": "SELECT ?o (DATATYPE(?o) AS ?d) { ?s ?p ?o FILTER(ISLITERAL(?o) && LANG(?o) = '') }",
    "optional": "SELECT ?s ?d { ?s a org:FormalOrganization OPTIONAL { ?s esg:legalForm ?d } }",
    "minus": "SELECT ?s { ?s a org:FormalOrganization MINUS { ?s schema:location ?p } }",
    "union": "SELECT ?s { { ?s a org:Post } UNION { ?s a foaf:Person } }",
    "group": "SELECT ?t (COUNT(?s) AS ?n) { ?s a ?t } GROUP BY ?t HAVING (COUNT(?s) > 5)",
    "path": "SELECT ?k { <https://w3id.org/esgraph/scheme/kind/social-cooperative> skos:broader+ ?k }",
    "exists": "SELECT ?s { ?s a org:FormalOrganization FILTER EXISTS { ?s schema:location ?p } }",
    "nothing": "SELECT ?s { ?s a <https://example.org/nothing> }",
    "no variable": "SELECT ?x {}",
    "boolean": "SELECT (1 = 1 AS ?yes) {}",
    "division": "SELECT (1 / 2 AS ?half) {}",
    "extension function": "SELECT (<https://example.org/f>(1) AS ?x) {}",
    "ask": "ASK { ?s a org:FormalOrganization }",
    "ask for a graph that is not there": "ASK { GRAPH <https://example.org/none> { ?s ?p ?o } }",
    "ask for a variable graph": "ASK { GRAPH ?g { ?s ?p ?o } FILTER(?g = <https://example.org/none>) }",
    "count a variable graph": "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } FILTER(?g = <https://example.org/none>) }",
    "count a graph that is not there": "SELECT (COUNT(*) AS ?n) { GRAPH <https://example.org/none> { ?s ?p ?o } }",
    "ask for nothing": "ASK { ?s a <https://example.org/nothing> }",
    "construct": "CONSTRUCT { ?s skos:altLabel ?n } WHERE { ?s a org:FormalOrganization ; skos:prefLabel ?n }",
    "construct everything": "CONSTRUCT WHERE { ?s ?p ?o }",
    "construct nothing": "CONSTRUCT { ?s a ?t } WHERE { ?s a ?t FILTER(?t = <https://example.org/nothing>) }",
    "describe": "DESCRIBE <https://w3id.org/esgraph/id/organization/pozytek>",
}  # fmt: skip
FORMS = {
    name: QUERIES[name] for name in ("prefixes", "unicode", "escapes", "types", "ask", "ask for nothing", "construct")
}


@pytest.fixture(scope="module")
def embedded(release: Release) -> OxigraphStore:
    return OxigraphStore(release, Settings())


@pytest.fixture(scope="module", params=[*LOCAL, *REMOTE])
def server(
    request: pytest.FixtureRequest, release: Release, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """A real server that holds the release; of a local store no more than its name."""
    if request.param in LOCAL:
        yield Server(request.param, version="", query="", update="", graph_store="")
        return
    start = getattr(servers, request.param)
    with start(tmp_path_factory.mktemp(request.param)) as running:
        with closing(open_target(running.query, running.with_login(running.graph_store), None)) as target:
            load(release, target, lambda _: None)
        yield running


@pytest.fixture(scope="module")
def store(server: Server, release: Release) -> Iterator[Store]:
    with closing(opened(server, release, Settings())) as store:
        yield store


def opened(server: Server, release: Release, settings: Settings) -> Store:
    """The store of that name, to be closed."""
    if server.name == "disk":
        return OxigraphStore(release, replace(settings, memory_quads=0))
    if server.name == "workers":
        return IsolatedStore(Workers(release, settings, spare=8), settings)
    return RemoteStore(server.query, release, settings)


def bag(store: Store, query: Query, media_type: str) -> object:
    """An answer without the order of its rows and the names of its nodes."""
    body = store.query(query, media_type).read()
    if media_type == "text/csv":
        return Counter(map(tuple, rows(body.decode()))) if b"," in body or b"\n" in body else body
    if media_type not in RESULTS:
        graph = ox.Dataset(ox.parse(body, ox.RdfFormat.from_media_type(media_type)))
        graph.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
        return sorted(map(str, graph))
    found = ox.parse_query_results(body, ox.QueryResultsFormat.from_media_type(media_type))
    if isinstance(found, ox.QueryBoolean):
        return bool(found)
    names = sorted(found.variables, key=str)  # the order of * is not defined
    return list(map(str, names)), Counter(tuple(str(row[name]) for name in names) for row in found)


def differs(server: Server, name: str) -> str | None:
    return {"virtuoso": VIRTUOSO, "oxigraph": OXIGRAPH}.get(server.name, {}).get(name)


def same(server: Server, name: str, store: Store, embedded: Store, query: Query, media_type: str) -> None:
    """The same answer, or another one for a reason that is on record."""
    expected = bag(embedded, query, media_type)
    try:
        found = bag(store, query, media_type)
    except (QueryError, StoreError) as error:
        found = error
    if reason := differs(server, name):
        assert found != expected, f"no longer true: {reason}"
    else:
        assert found == expected


@pytest.mark.parametrize("name", QUERIES)
def test_it_answers_as_the_embedded_store(name: str, server: Server, store: Store, embedded: Store) -> None:
    media_type = formats_of(outline(QUERIES[name]).form)[-1 if "CONSTRUCT" in QUERIES[name] else 0].media_type
    same(server, name, store, embedded, Query(QUERIES[name]), media_type)


@pytest.mark.parametrize(
    ("name", "media_type"),
    [(name, form.media_type) for name, text in FORMS.items() for form in formats_of(outline(text).form)],
)
def test_it_answers_in_every_media_type(
    name: str, media_type: str, server: Server, store: Store, embedded: Store
) -> None:
    same(server, name, store, embedded, Query(FORMS[name]), media_type)
    assert store.query(Query(FORMS[name]), media_type).media_type == media_type


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.slug)
def test_the_questions_have_their_expected_answers(
    question: Question, server: Server, store: Store, embedded: Store
) -> None:
    media_type = "text/csv" if outline(question.text).form == "SELECT" else "application/n-triples"
    same(server, f"question {question.number}", store, embedded, Query(question.text), media_type)


def test_every_difference_on_record_is_one_that_is_tried() -> None:
    tried = {*QUERIES, *(f"question {question.number}" for question in QUESTIONS)}
    assert set(VIRTUOSO) | set(OXIGRAPH) <= tried


@pytest.mark.parametrize(
    ("default", "named"),
    [((PLACES,), ()), ((), (PLACES,)), ((PLACES,), (SOURCE,)), ((PLACES, SOURCE), (PLACES, SOURCE))],
)
@pytest.mark.parametrize(
    "text",
    [
        "SELECT DISTINCT ?s { ?s ?p ?o }",
        "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g",
        # A dataset of the request goes before one of the text.
        f"SELECT ?g (COUNT(*) AS ?n) FROM NAMED <{PLACES[:-6]}gaps> {{ GRAPH ?g {{ ?s ?p ?o }} }} GROUP BY ?g",
    ],
)
def test_the_request_names_the_dataset(
    text: str, default: tuple[str, ...], named: tuple[str, ...], server: Server, store: Store, embedded: Store
) -> None:
    query = Query(text, default, named)
    same(server, "", store, embedded, query, "application/sparql-results+json")


@pytest.mark.parametrize(
    "text", ["SELECT (<b> AS ?x) {}", "BASE <c/> SELECT (<b> AS ?x) {}", "BASE <https://d/> SELECT (<b> AS ?x) {}"]
)
def test_relative_iris_have_the_base_of_the_request(text: str, server: Server, store: Store, embedded: Store) -> None:
    same(server, "", store, embedded, Query(text, base="https://example.org/a"), "text/csv")


def test_the_graphs_are_those_of_the_release(store: Store, embedded: Store) -> None:
    assert store.graphs() == embedded.graphs()
    assert len(store.graphs()) == 16


def test_the_union_has_every_statement_once(store: Store, release: Release) -> None:
    answer = store.query(Query(QUERIES["count"]), "text/csv").read().decode()
    lines = {line.rpartition(b" <")[0] for line in release.nquads.read_bytes().splitlines()}
    assert len(lines) < release.manifest.counts["quads"]
    assert rows(answer) == [["n"], [str(release.manifest.counts["triples"])]] == [["n"], [str(len(lines))]]


@pytest.mark.parametrize(
    "iri", [f"{BASE}store/union", f"{BASE}store/status", "http://www.openlinksw.com/schemas/virtrdf#"]
)
@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { GRAPH <IRI> { ?s ?p ?o } } LIMIT 1",
        "PREFIX g: <IRI> SELECT * { ?a ?b ?c . GRAPH g: { ?s ?p ?o } } LIMIT 1",
        "SELECT * { VALUES ?g { <IRI> } GRAPH ?g { ?s ?p ?o } } LIMIT 1",
        "SELECT * { BIND(<IRI> AS ?g) GRAPH ?g { ?s ?p ?o } } LIMIT 1",
        "SELECT * { GRAPH ?g { ?s ?p ?o } FILTER(?g = <IRI>) } LIMIT 1",
        "SELECT * { GRAPH ?g { ?s ?p ?o } FILTER(STR(?g) = 'IRI') } LIMIT 1",
    ],
)
def test_what_is_not_of_the_dataset_cannot_be_seen(text: str, iri: str, store: Store) -> None:
    """Neither what publishing adds, nor what else the server holds."""
    answer = store.query(Query(text.replace("IRI", iri)), "application/sparql-results+json")
    assert b'"bindings":[]' in answer.read()


def test_a_graph_outside_of_the_dataset_of_the_request_is_empty(store: Store) -> None:
    text = f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{SOURCE}> {{ ?s ?p ?o }} }}"
    assert store.query(Query(text, named_graphs=(PLACES,)), "text/csv").read().split() == [b"n", b"0"]
    assert store.query(Query(text, named_graphs=(SOURCE,)), "text/csv").read().split() == [b"n", b"1049"]


def test_a_large_answer_is_a_file(store: Store) -> None:
    query = Query("SELECT ?s ?p ?o ?t { ?s ?p ?o . ?x a ?t } LIMIT 40000")
    answer = store.query(query, "text/tab-separated-values")
    assert isinstance(answer.body, SpooledFile)
    assert answer.size > 2 * Settings().spool_bytes
    assert answer.read().count(b"\n") == 40_001


def test_an_answer_has_a_largest_size(server: Server, release: Release) -> None:
    with closing(opened(server, release, Settings(spool_bytes=1000, answer_bytes=5000))) as store:
        with pytest.raises(LimitError, match="MiB") as caught:
            store.query(Query(QUERIES["all"]), "text/csv")
        assert caught.value.limit == "size"
        assert store.query(Query("ASK {}"), "text/csv").read().strip() == b"true"


@pytest.mark.parametrize(
    "text", ["SELECT ?s\nWHERE {\n  ?s foo ?o . }\n", "SELECT ?s WHERE {\n\n ?s skos:prefLabel . }"]
)
def test_a_syntax_error_has_its_line(text: str, server: Server, store: Store, embedded: Store) -> None:
    with pytest.raises(QueryError) as expected:
        embedded.query(Query(text), "text/csv")
    with pytest.raises(QueryError) as found:
        store.query(Query(text, base="https://example.org/"), "text/csv")
    assert found.value.line == expected.value.line == 3
    if server.name != "virtuoso":
        assert found.value.column == expected.value.column


def test_a_column_of_the_first_line_is_that_of_the_text(server: Server, store: Store, embedded: Store) -> None:
    query = Query("SELECT ?s { ?s skos:prefLabel . }", base="https://example.org/")
    with pytest.raises(QueryError) as expected:
        embedded.query(query, "text/csv")
    with pytest.raises(QueryError) as found:
        store.query(query, "text/csv")
    assert found.value.line == 1
    assert found.value.column == (0 if server.name == "virtuoso" else expected.value.column)


@pytest.mark.parametrize(
    "text",
    [
        "", "INSERT DATA { <a:a> <a:a> <a:a> }", "DEFINE get:soft \"soft\" SELECT * { ?s ?p ?o }", "DROP ALL",
        "\\u0044EFINE get:soft \"soft\" SELECT * { ?s ?p ?o }", "SELECT (bif:rnd(5) AS ?x) {}",
    ],
)  # fmt: skip
def test_nothing_but_a_query_reaches_the_server(text: str, store: Store) -> None:
    with pytest.raises(QueryError):
        store.query(Query(text), "text/csv")


@pytest.mark.parametrize("server", REMOTE, indirect=True)
def test_no_function_of_its_own_is_called_in_the_server(store: Store) -> None:
    with pytest.raises(QueryError):
        store.query(Query("SELECT (<sql:f>() AS ?x) {}"), "text/csv")


@pytest.mark.parametrize(
    "text", ["SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s ?p ?o LIMIT 300", QUERIES["escapes"], "ASK {}"]
)
def test_the_beginning_of_a_table_is_that_of_the_embedded_store(text: str, store: Store, embedded: Store) -> None:
    found, expected = (
        excerpt.read_table(one.query(Query(text), Bounds(50).media_type).read()) for one in (store, embedded)
    )
    assert found.names == expected.names
    assert (found.total, found.boolean) == (expected.total, expected.boolean)
    assert len(found.lines) == len(expected.lines)
    whole = json.loads(store.query(Query(text), "application/sparql-results+json").read())
    assert list(found.rows()) == whole.get("results", {"bindings": []})["bindings"][:50]


def test_the_beginning_of_a_graph_is_lines_of_it(store: Store) -> None:
    query = Query("CONSTRUCT { ?s skos:altLabel ?n } WHERE { ?s skos:prefLabel ?n }")
    text, is_cut = excerpt.read_graph(store.query(query, Bounds(0, size=8_000).media_type).read())
    assert is_cut
    assert 7_000 < len(text.encode()) <= 8_000
    whole = set(ox.parse(store.query(query, "application/n-triples").read(), ox.RdfFormat.N_TRIPLES))
    assert 10 < len(set(ox.parse(text[: text.rfind(".\n") + 2], ox.RdfFormat.TURTLE)) & whole) < len(whole)


def test_a_graph_is_no_table(store: Store) -> None:
    with pytest.raises(QueryError, match="text/csv"):
        store.query(Query("CONSTRUCT WHERE { ?s ?p ?o }"), "text/csv")


# A store in the process that asks it has no such limit: only workers have one.
@pytest.mark.alone
@pytest.mark.parametrize("server", ["workers", *REMOTE], indirect=True)
def test_a_query_ends_at_its_time(server: Server, release: Release) -> None:
    # A server goes on with what nobody waits for any more, and others wait for it: it should not have long to go.
    some = "?a ?b ?c" if server.name == "workers" else "?a a ?c"
    slow = f"SELECT (COUNT(*) AS ?n) {{ {some} . ?d ?e ?f FILTER(STR(?c) < CONCAT(STR(?f), STR(?a))) }}"
    with closing(opened(server, release, Settings(query_seconds=0.7))) as store:
        started = time.monotonic()
        with pytest.raises(LimitError) as caught:
            store.query(Query(slow), "text/csv")
        assert time.monotonic() - started < 5
        assert caught.value.limit == "time"
    with closing(opened(server, release, Settings())) as store:
        assert store.query(Query("ASK {}"), "text/csv").read().strip() == b"true"


@pytest.mark.alone
def test_eight_threads_get_their_own_answers(store: Store) -> None:
    texts = [f"SELECT ?s ?p ?o {{ ?s ?p ?o }} LIMIT {number}" for number in range(1, 65)]

    def size(text: str) -> int:
        return len(list(csv.reader(io.StringIO(store.query(Query(text), "text/csv").read().decode()))))

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(size, texts)) == list(range(2, 66))


@pytest.mark.parametrize("server", REMOTE, indirect=True)
def test_a_server_without_the_release_is_refused(server: Server, release: Release) -> None:
    other = Release(Path(), replace(release.manifest, id="2.0.0-ffffffffffff"))
    with pytest.raises(StoreError, match=r"does not hold release 2\.0\.0"):
        RemoteStore(server.query, other, Settings())
