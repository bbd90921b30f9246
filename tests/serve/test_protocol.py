"""The SPARQL endpoint: the protocol's three requests, every format, and what it refuses."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
from flask.testing import FlaskClient
from SPARQLWrapper import SPARQLWrapper
from SPARQLWrapper.Wrapper import _allowedFormats
from werkzeug.test import TestResponse

from esgraph.errors import QueryError
from esgraph.release import Release
from esgraph.serve import messages
from esgraph.serve.app import create_app
from esgraph.serve.oxigraph import OxigraphStore
from esgraph.serve.settings import Settings
from esgraph.serve.store import Query
from tests.conftest import material
from tests.serve.conftest import running
from tests.serve.suite import finish, small_release

SELECT = "SELECT ?who WHERE { ?who a org:Organization } ORDER BY ?who"
CONSTRUCT = "CONSTRUCT { ?s skos:prefLabel ?o } WHERE { ?s a org:Post ; skos:prefLabel ?o }"


def ask(client: FlaskClient, query: str, accept: str | None = None, **arguments: Any) -> TestResponse:
    headers = {"Accept": accept} if accept else {}
    return client.get("/sparql", query_string={"query": query, **arguments}, headers=headers)


def test_three_ways_of_asking_give_one_answer(client: FlaskClient) -> None:
    by_get = ask(client, SELECT)
    by_form = client.post("/sparql", data={"query": SELECT})
    direct = client.post("/sparql", data=SELECT.encode(), content_type="application/sparql-query")
    assert by_get.status_code == by_form.status_code == direct.status_code == 200
    assert by_get.data == by_form.data == direct.data
    assert len(json.loads(by_get.data)["results"]["bindings"]) == 15


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        (None, "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("application/json", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("application/xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv"),
        ("text/tab-separated-values", "text/tab-separated-values"),
        ("text/csv;q=0.1, application/sparql-results+xml;q=0.9", "application/sparql-results+xml"),
        ("text/turtle, text/csv;q=0.5", "text/csv"),
        ("application/sparql-results+json;q=0, */*", "application/sparql-results+xml"),
        ("text/*", "text/csv"),
    ],
)
def test_results_come_in_the_type_asked_for(client: FlaskClient, accept: str | None, media_type: str) -> None:
    response = ask(client, SELECT, accept)
    assert response.status_code == 200
    assert response.mimetype == media_type
    assert "Accept" in response.headers["Vary"]


def test_every_result_format_says_the_same(client: FlaskClient) -> None:
    as_json = {row["who"]["value"] for row in json.loads(ask(client, SELECT).data)["results"]["bindings"]}
    as_csv = {row["who"] for row in csv.DictReader(io.StringIO(ask(client, SELECT, "text/csv").text))}
    as_tsv = {line.strip("<>") for line in ask(client, SELECT, "text/tab-separated-values").text.splitlines()[1:]}
    parsed = rdflib.query.Result.parse(io.BytesIO(ask(client, SELECT, "application/xml").data), format="xml")
    as_xml = {str(row[0]) for row in parsed}  # type: ignore[index]
    assert as_json == as_csv == as_tsv == as_xml
    assert len(as_json) == 15


@pytest.mark.parametrize(
    ("media_type", "parser"),
    [
        ("text/turtle", "turtle"),
        ("application/ld+json", "json-ld"),
        ("application/rdf+xml", "xml"),
        ("application/n-triples", "nt"),
        ("application/n-quads", "nt"),
        ("application/trig", "turtle"),
    ],
)
def test_graphs_come_in_every_format(client: FlaskClient, media_type: str, parser: str) -> None:
    response = ask(client, CONSTRUCT, media_type)
    assert response.mimetype == media_type
    graph = rdflib.Graph().parse(data=response.data, format=parser)
    expected = rdflib.Graph().parse(data=ask(client, CONSTRUCT, "application/n-triples").data, format="nt")
    assert set(graph) == set(expected)
    assert len(graph) == 4


def test_boolean(client: FlaskClient) -> None:
    assert json.loads(ask(client, "ASK { ?s a esg:Cooperation }").data)["boolean"] is True


def test_a_type_that_the_form_does_not_have_is_no_defect(release: Release) -> None:
    store = OxigraphStore(release, Settings())
    for text, media_type in ((SELECT, "text/turtle"), (CONSTRUCT, "text/csv"), ("ASK {}", "application/n-quads")):
        with pytest.raises(QueryError, match="cannot be answered as"):
            store.query(Query(text), media_type)


def test_a_format_can_be_named_in_the_address(client: FlaskClient) -> None:
    assert ask(client, SELECT, format="csv").mimetype == "text/csv"


@pytest.mark.parametrize(
    ("query", "name", "media_type"),
    [
        (SELECT, "json", "application/sparql-results+json"), (SELECT, "application/json", "application/sparql-results+json"),
        (SELECT, "XML", "application/sparql-results+xml"), (SELECT, "srx", "application/sparql-results+xml"),
        (SELECT, "text/csv", "text/csv"), (SELECT, "html", "text/html"), (SELECT, "", "application/sparql-results+json"),
        (CONSTRUCT, "ttl", "text/turtle"), (CONSTRUCT, "turtle", "text/turtle"), (CONSTRUCT, "rdf/xml", "application/rdf+xml"),
        (CONSTRUCT, "nq", "application/n-quads"), (CONSTRUCT, "json-ld", "application/ld+json"),
    ],
)  # fmt: skip
def test_names_of_formats(client: FlaskClient, query: str, name: str, media_type: str) -> None:
    assert ask(client, query, format=name).mimetype == media_type
    by_form = client.post("/sparql", data={"query": query, "format": name})
    assert by_form.mimetype == media_type


@pytest.mark.parametrize(
    ("query", "name", "status", "told"),
    [
        (SELECT, "xlsx", 400, "srj, srx, csv, tsv, html"), (CONSTRUCT, "xlsx", 400, "ttl, jsonld, rdf, nt, nq, trig, html"),
        (SELECT, "ttl", 406, "srj, srx, csv, tsv, html"), (SELECT, "nq", 406, "srj, srx, csv, tsv, html"),
        (CONSTRUCT, "srj", 406, "ttl, jsonld, rdf, nt, nq, trig, html"),
    ],
)  # fmt: skip
def test_a_format_that_there_is_not_is_refused_with_those_that_there_are(
    client: FlaskClient, query: str, name: str, status: int, told: str
) -> None:
    response = ask(client, query, format=name)
    assert response.status_code == status
    assert name in response.get_json()["detail"]
    assert told in response.text


@pytest.mark.filterwarnings("ignore:Sending Accept header:RuntimeWarning")  # it says that the name is for another form
@pytest.mark.parametrize("query", [SELECT, CONSTRUCT])
@pytest.mark.parametrize("name", _allowedFormats)
def test_what_sparqlwrapper_sends_whatever_the_query_is_taken(client: FlaskClient, query: str, name: str) -> None:
    wrapper = SPARQLWrapper("http://localhost/sparql", returnFormat=name)
    wrapper.setQuery(query)
    sent = wrapper._createRequest()
    headers = {"Accept": sent.get_header("Accept")}
    response = client.get(sent.full_url.removeprefix("http://localhost"), headers=headers)
    # A form of query that has no answer in what Accept says is refused for that; never for the name.
    assert response.status_code in (200, 406)
    if response.status_code == 406:
        assert response.get_json()["detail"] == str(messages.NOT_ACCEPTABLE)


@pytest.mark.parametrize("text", ["", " ", "\n\t ", "# only a comment", "  # one\n# two\r\n  "])
def test_an_empty_query_is_told_to_be_empty(client: FlaskClient, text: str) -> None:
    for response in (
        ask(client, text),
        client.post("/sparql", data={"query": text}),
        client.post("/sparql", data=text, content_type="application/sparql-query"),
    ):
        assert response.status_code == 400
        assert response.get_json()["detail"] == "the query is empty"
    page = ask(client, text, "text/html", lang="pl")
    assert page.status_code == 400
    assert "Zapytanie jest puste" in page.text


@pytest.mark.parametrize("query", [SELECT, CONSTRUCT])
def test_what_cannot_be_had_is_406_with_a_list(client: FlaskClient, query: str) -> None:
    response = ask(client, query, "image/png")
    assert response.status_code == 406
    assert response.mimetype == "application/problem+json"
    assert ("text/csv" if query is SELECT else "text/turtle") in response.json["remedy"]  # type: ignore[index]


def test_the_union_is_seen_without_graph_and_the_source_with_it(client: FlaskClient) -> None:
    sources = "SELECT DISTINCT ?g WHERE { GRAPH ?g { organization:karuzela schema:location ?place } }"
    (row,) = json.loads(ask(client, sources).data)["results"]["bindings"]
    assert row["g"]["value"].endswith("graph/source/mowes-2018")
    assert json.loads(ask(client, "ASK { organization:karuzela schema:location ?p ; a org:Organization }").data)[
        "boolean"
    ]


def test_a_dataset_in_the_query_or_the_request(client: FlaskClient) -> None:
    places = "https://w3id.org/esgraph/graph/places"
    counted = "SELECT (COUNT(*) AS ?n) {} WHERE {{ ?s ?p ?o }}"
    whole = json.loads(ask(client, counted.format("")).data)
    in_query = json.loads(ask(client, counted.format(f"FROM <{places}>")).data)
    in_request = json.loads(ask(client, counted.format(""), **{"default-graph-uri": places}).data)
    assert in_query == in_request != whole
    named = "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }"
    (row,) = json.loads(ask(client, named, **{"named-graph-uri": places}).data)["results"]["bindings"]
    assert row["g"]["value"] == places
    # What the request names takes the place of what the query names (SPARQL 1.1 Protocol, section 2.1.4).
    gaps = "https://w3id.org/esgraph/graph/gaps"
    both = json.loads(ask(client, counted.format(f"FROM <{gaps}>"), **{"default-graph-uri": places}).data)
    assert both == in_request


def test_syntax_error_names_line_and_column(client: FlaskClient) -> None:
    response = ask(client, "SELECT ?s WHERE {\n  ?s ?p ?o\n} BOGUS")
    assert response.status_code == 400
    assert response.json is not None
    assert response.json["line"] == 3
    assert 3 <= response.json["column"] <= 8
    assert "line 3" in response.json["detail"]


@pytest.mark.parametrize(
    ("text", "said", "place"),
    [
        ("SELECT ?x WHERE {\n  ?x foo:bar ?y }", "the prefix “foo:” is not declared", (2, 6)),
        ("PREFIX a: <urn:a> ASK { ?x a:b foo:c, bar:d }", "the prefix “foo:” is not declared", (1, 32)),
        ("SELECT (1 AS ?x) (2 AS ?x) {}", "two columns of the same name", None),
    ],
)
def test_a_common_mistake_is_told_in_plain_words(
    client: FlaskClient, text: str, said: str, place: tuple[int, int] | None
) -> None:
    document = ask(client, text).json
    assert document is not None
    assert said in document["detail"]
    assert place in (None, (document["line"], document["column"]))


def test_a_list_of_what_was_expected_is_cut_between_its_items(client: FlaskClient) -> None:
    document = ask(client, "SELECT ?x WHERE { ?x ?y ").json
    assert document is not None
    assert len(document["detail"]) < 250
    assert document["detail"].endswith(", …")


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        ({"data": {"nothing": "here"}}, 400),
        ({"data": "a b", "content_type": "text/plain"}, 415),
        ({"data": b"\xff\xfe", "content_type": "application/sparql-query"}, 400),
        ({"data": {"query": ["ASK {}", "ASK {}"]}}, 400),
        ({"data": "", "content_type": "application/sparql-query"}, 400),
    ],
)
def test_malformed_requests(client: FlaskClient, arguments: dict[str, Any], status: int) -> None:
    assert client.post("/sparql", **arguments).status_code == status


def test_other_methods_are_405_with_allow(client: FlaskClient) -> None:
    response = client.put("/sparql", data="x")
    assert response.status_code == 405
    assert {"GET", "POST", "HEAD", "OPTIONS"} == set(response.headers["Allow"].replace(" ", "").split(","))


def test_browsers_elsewhere_may_ask(client: FlaskClient) -> None:
    assert ask(client, SELECT).headers["Access-Control-Allow-Origin"] == "*"
    preflight = client.options(
        "/sparql", headers={"Origin": "https://example.org", "Access-Control-Request-Method": "POST"}
    )
    assert preflight.status_code == 200
    assert "POST" in preflight.headers["Access-Control-Allow-Methods"]
    assert "Access-Control-Allow-Credentials" not in preflight.headers


def test_head_has_the_headers_of_get(client: FlaskClient) -> None:
    head = client.head("/sparql", query_string={"query": SELECT})
    assert head.status_code == 200
    assert head.data == b""
    assert head.mimetype == "application/sparql-results+json"


def test_without_a_query_the_service_is_described(client: FlaskClient) -> None:
    response = client.get("/sparql", headers={"Accept": "text/turtle"})
    graph = rdflib.Graph().parse(data=response.data, format="turtle")
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    (service,) = graph.subjects(rdflib.RDF.type, sd.Service)
    assert graph.value(service, sd.endpoint) == rdflib.URIRef("http://localhost/sparql")
    assert len(set(graph.objects(None, sd.name))) == 16
    page = client.get("/sparql", headers={"Accept": "text/html"})
    assert page.mimetype == "text/html"
    assert "<textarea" in page.text


def test_people_get_a_table_and_never_a_silent_cut(release: Release) -> None:
    client = create_app(release, Settings(max_html_rows=3)).test_client()
    page = ask(client, SELECT, "text/html", lang="en").text
    assert "The first 3 of 15 rows are shown" in page
    assert page.count("<tr>") == 4
    assert 'href="/page/organization/ab-ovo?lang=en"' in page


def _protocol_release(directory: Path) -> Release:
    """A release of the graphs that the W3C's protocol tests name.

    Five of them name data0.rdf, which is not among the files: what it says does not matter to them, but that it is
    a graph of the dataset does, since this endpoint refuses any other.
    """
    quads = list(ox.parse(path=material("suites") / "data/protocol-data.nq", format=ox.RdfFormat.N_QUADS))
    first = quads[0]
    zero = ox.NamedNode("http://kasei.us/2009/09/sparql/data/data0.rdf")
    quads.append(ox.Quad(zero, first.predicate, first.object, zero))
    store = ox.Store(str(directory / "store"))
    store.extend(quads)
    store.extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    finish(store, directory)
    del store  # a store that is still open for writing may move its files under the reader
    return small_release(directory, len(quads))


def test_w3c_protocol_suite(tmp_path: Path) -> None:
    """The W3C's own tests, live, and those of the suite's author: all of them."""
    release = _protocol_release(tmp_path)
    with running(release.path) as address:
        done = subprocess.run(
            [sys.executable, str(material("suites") / "protocol_check.py"), "--query", f"{address}sparql"],
            capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip
    assert done.stdout.splitlines()[-1] == "53 passed, 0 failed, 0 skipped", done.stdout
