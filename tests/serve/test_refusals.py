"""What the endpoint refuses: other hosts, updates, graphs from elsewhere, texts that would crash an engine."""

import json

import pytest
from flask.testing import FlaskClient

from esgraph.serve.settings import Settings
from tests.serve.test_protocol import SELECT, ask

SERVICES = [
    "SELECT * WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "select * where { service silent <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * WHERE { ?s ?p trueSERVICE<http://127.0.0.1:9/>{?x ?y ?z} }",
    "SELECT * WHERE { ?s ?p 1e5SERVICE<http://127.0.0.1:9/>{?x ?y ?z} }",
    "SELECT * WHERE { ?s ?p ?o FILTER(?s<?o)SERVICE?s#>\n{?x ?y ?z} }",
    "SELECT * WHERE { { SELECT * WHERE { OPTIONAL { SERVICE ?where { ?s ?p ?o } } } } }",
    "SELECT * WHERE { # a comment\nSERVICE<http://127.0.0.1:9/>{} }",
    "PREFIX SERVICE: <http://127.0.0.1:9/> SELECT * WHERE { SERVICE SERVICE:x { ?s ?p ?o } }",
    "SELECT * WHERE { \\u0053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    'SELECT * WHERE { ?s ?p "a" SERVICE <http://127.0.0.1:9/> { ?x ?y "b" } }',
]


@pytest.mark.parametrize("query", SERVICES)
def test_service_is_refused_in_every_disguise(client: FlaskClient, query: str) -> None:
    response = ask(client, query)
    assert response.status_code == 403
    assert "SERVICE" in response.json["detail"]  # type: ignore[index]


@pytest.mark.parametrize(
    "query",
    [
        'SELECT * WHERE { ?s ?p "SERVICE <http://x> { }" }',
        "SELECT * WHERE { ?s ?p '''a 'SERVICE' b''' }",
        "SELECT * WHERE { ?service ?p <https://example.org/SERVICE> }",
        "SELECT * WHERE { ?s ?p ?o } # SERVICE <http://x>",
        "PREFIX service: <https://example.org/> SELECT * WHERE { ?s service:SERVICE ?o }",
        "SELECT * WHERE { ?s ?from ?o FILTER(?o < 3 && ?o > 1) }",
    ],
)
def test_words_that_only_look_like_it_are_not(client: FlaskClient, query: str) -> None:
    assert ask(client, query).status_code == 200


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
        "DELETE WHERE { ?s ?p ?o }",
        "LOAD <http://127.0.0.1:9/>",
        "CLEAR ALL",
        "DROP SILENT ALL",
        "PREFIX a: <urn:a> WITH a:g DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    ],
)
def test_updates_are_refused(client: FlaskClient, update: str) -> None:
    answers = [
        ask(client, update),
        client.post("/sparql", data={"update": update}),
        client.post("/sparql", data=update, content_type="application/sparql-update"),
        client.get("/sparql", query_string={"update": update}),
    ]
    assert [answer.status_code for answer in answers] == [403] * 4
    assert json.loads(ask(client, "ASK { ?s a esg:Cooperation }").data)["boolean"] is True


def test_graphs_from_elsewhere_are_refused(client: FlaskClient) -> None:
    for query, arguments in (
        ("SELECT * FROM <file:///etc/passwd> WHERE { ?s ?p ?o }", {}),
        ("PREFIX x: <http://127.0.0.1:9/> SELECT * FROM NAMED x:a WHERE { GRAPH ?g { ?s ?p ?o } }", {}),
        (SELECT, {"default-graph-uri": "http://127.0.0.1:9/"}),
        (SELECT, {"named-graph-uri": "file:///etc/passwd"}),
    ):
        assert ask(client, query, **arguments).status_code == 403


@pytest.mark.parametrize("bracket", ["{", "(", "["])
def test_deep_nesting_is_refused_and_does_no_harm(client: FlaskClient, bracket: str) -> None:
    response = client.post("/sparql", data={"query": "SELECT * WHERE { ?s ?p " + bracket * 20_000})
    assert response.status_code == 400
    assert "nested" in response.json["detail"]  # type: ignore[index]


def test_a_text_too_long_is_413(client: FlaskClient) -> None:
    long = "SELECT * WHERE { ?s ?p ?o } #" + "x" * Settings().max_query_chars
    assert client.post("/sparql", data={"query": long}).status_code == 413
    assert client.post("/sparql", data={"query": "x" * 10_000_000}).status_code == 413
