"""SERVICE: only allowed hosts are called, at the address that was checked, within bounds, and through the gateway."""

import http.server
import json
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pyoxigraph as ox
import pytest
import trustme
from click.testing import CliRunner
from flask.testing import FlaskClient

from esgraph.cli import main
from esgraph.errors import EsgraphError, QueryError, StoreError
from esgraph.release import Release
from esgraph.serve import federation
from esgraph.serve.app import create_app
from esgraph.serve.federation import Bounds, FederatedStore, Gateway
from esgraph.serve.isolation import IsolatedStore
from esgraph.serve.outbound import Outbound, Resolver
from esgraph.serve.oxigraph import OxigraphStore
from esgraph.serve.settings import Settings
from esgraph.serve.store import Answer, Query
from esgraph.serve.syntax import outline
from esgraph.serve.workers import Workers

pytestmark = pytest.mark.alone

JSON = "application/sparql-results+json"
ROWS = json.dumps(
    {"head": {"vars": ["s"]}, "results": {"bindings": [{"s": {"type": "uri", "value": "urn:far"}}]}}
).encode()

Handler = Callable[[http.server.BaseHTTPRequestHandler, bytes], None]


def reply(handler: http.server.BaseHTTPRequestHandler, body: bytes, status: int = 200, **headers: str) -> None:
    handler.send_response(status)
    for name, value in {"Content_Type": JSON, "Content_Length": str(len(body)), **headers}.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)


def nonsense(handler: http.server.BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"\x00\xff nonsense\r\n\r\n")


class Embedded(OxigraphStore):
    """The embedded store whose errors keep no frame: the engine's results must not be dropped by another thread."""

    def query(self, query: Query, media_type: str) -> Answer:
        try:
            return super().query(query, media_type)
        except QueryError as error:
            told = QueryError(error.what, line=error.line, column=error.column)
        raise told


@contextmanager
def remote(
    answer: Handler, tls: ssl.SSLContext | None = None
) -> Iterator[tuple[int, list[tuple[str, dict[str, str], bytes]]]]:
    """An HTTP server on 127.0.0.1: its port, and what it was asked: path, headers, body."""
    seen: list[tuple[str, dict[str, str], bytes]] = []

    class _Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            seen.append((self.path, {name.lower(): value for name, value in self.headers.items()}, body))
            try:
                answer(self, body)
            except OSError:
                return

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=[0.02])
    thread.start()
    try:
        yield server.server_port, seen
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def here(_host: str, _port: int) -> list[str]:
    return ["127.0.0.1"]


@contextmanager
def federated(
    release: Release, *entries: str, resolve: Resolver = here, private: bool = True, bounds: Bounds | None = None
) -> Iterator[FederatedStore]:
    gateway = Gateway(entries, bounds or Bounds(seconds=5), Outbound(resolve, private_addresses=private))
    store = FederatedStore(Embedded(release, Settings()), gateway)
    try:
        yield store
    finally:
        store.close()


def rows(store: FederatedStore, text: str) -> list[dict[str, dict[str, str]]]:
    found: list[dict[str, dict[str, str]]] = json.loads(store.query(Query(text), JSON).read())["results"]["bindings"]
    return found


def test_an_allowed_endpoint_is_asked_and_its_answer_joined(release: Release) -> None:
    """A second embedded endpoint, over HTTP: what it says of our own entities joins with what we say."""
    far = ox.Store()
    pozytek, knows = (
        ox.NamedNode("https://w3id.org/esgraph/id/organization/pozytek"),
        ox.NamedNode("https://example.org/rating"),
    )
    far.add(ox.Quad(pozytek, knows, ox.Literal("good")))
    far.add(ox.Quad(ox.NamedNode("urn:nobody"), knows, ox.Literal("bad")))

    def answer(handler: http.server.BaseHTTPRequestHandler, body: bytes) -> None:
        result = far.query(body.decode())
        assert isinstance(result, ox.QuerySolutions)
        reply(handler, result.serialize(format=ox.QueryResultsFormat.JSON) or b"")

    with remote(answer) as (port, seen), federated(release, f"data.example:{port}") as store:
        found = rows(
            store,
            f"PREFIX far: <http://data.example:{port}/> PREFIX ex: <https://example.org/>\n"
            "SELECT ?who ?r WHERE { ?who a org:Organization SERVICE far:sparql { ?who ex:rating ?r } }",
        )
    assert [(row["who"]["value"], row["r"]["value"]) for row in found] == [(pozytek.value, "good")]
    ((path, headers, _),) = seen
    assert path == "/sparql"
    assert headers["host"] == f"data.example:{port}"
    assert headers["content-type"] == "application/sparql-query"
    assert not {"cookie", "authorization", "referer", "x-forwarded-for"} & set(headers)


def test_from_a_worker_process_behind_the_endpoint(release: Release) -> None:
    with remote(lambda handler, _: reply(handler, ROWS)) as (port, _):
        entries = (f"data.example:{port}",)
        settings = Settings(allowed_services=entries, quick_seconds=5)
        inner = OxigraphStore(release, settings)
        gateway = Gateway(entries, outbound=Outbound(here, private_addresses=True))
        public = FederatedStore(IsolatedStore(Workers(release, settings), settings), gateway)
        try:
            client = create_app(release, settings, inner, public).test_client()
            query = f"SELECT * WHERE {{ SERVICE <http://data.example:{port}/> {{ ?s ?p ?o }} }}"
            response = client.get("/sparql", query_string={"query": query}, buffered=True)
            other = client.get("/sparql", query_string={"query": query.replace("data.", "other.")}, buffered=True)
        finally:
            public.close()
    assert response.json is not None
    assert response.json["results"]["bindings"][0]["s"]["value"] == "urn:far"
    assert other.status_code == 403
    assert other.json is not None
    assert "line 1, column 26" in other.json["detail"]


FAILURES: dict[str, tuple[Handler, str]] = {
    "redirect": (lambda handler, _: reply(handler, b"", 307, Location="http://127.0.0.1/elsewhere"), "redirect"),
    "moved": (lambda handler, _: reply(handler, ROWS, 301, Location="/sparql"), "redirect"),
    "error": (lambda handler, _: reply(handler, b"secret", 500), "status 500"),
    "another type": (lambda handler, _: reply(handler, b"<html>", Content_Type="text/html"), "format"),
    "compressed": (lambda handler, _: reply(handler, ROWS, Content_Encoding="gzip"), "compressed"),
    "too long": (lambda handler, _: reply(handler, b" " * 200_000), "longer than 100000 bytes"),
    "cut short": (lambda handler, _: reply(handler, ROWS, Content_Length="9000"), "not whole"),
    "no HTTP": (lambda handler, _: nonsense(handler), "no answer that can be read"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAILURES)
def test_what_is_no_answer_is_an_error_and_silent_is_silent(release: Release, name: str) -> None:
    handler, why = FAILURES[name]
    with (
        remote(handler) as (port, seen),
        federated(release, f"data.example:{port}", bounds=Bounds(seconds=5, answer_bytes=100_000)) as store,
    ):
        clause = f"<http://data.example:{port}/> {{ ?s ?p ?o }}"
        with pytest.raises(StoreError, match=why) as caught:
            rows(store, f"SELECT * WHERE {{ SERVICE {clause} }}")
        assert len(seen) == 1
        assert rows(store, f"SELECT * WHERE {{ SERVICE SILENT {clause} }}") == [{}]
    assert f"SERVICE <http://data.example:{port}/>" in caught.value.what
    assert "127.0.0.1" not in str(caught.value)


@pytest.mark.parametrize("part", ["head", "body", "endless body"])
def test_an_answer_that_trickles_ends_in_time(release: Release, part: str) -> None:
    def trickle(handler: http.server.BaseHTTPRequestHandler, _: bytes) -> None:
        if part != "head":
            length = "Content-Length: 100\r\n" if part == "body" else ""
            handler.wfile.write(f"HTTP/1.0 200 OK\r\nContent-Type: {JSON}\r\n{length}\r\n".encode())
        for _number in range(100):
            handler.wfile.write(b"H")
            time.sleep(0.1)

    begin = time.monotonic()
    with (
        remote(trickle) as (port, _),
        federated(release, f"data.example:{port}", bounds=Bounds(seconds=1)) as store,
    ):
        with pytest.raises(StoreError, match="no whole answer within"):
            rows(store, f"SELECT * WHERE {{ SERVICE <http://data.example:{port}/> {{ ?s ?p ?o }} }}")
        assert time.monotonic() - begin < 8


def test_one_query_calls_only_so_often(release: Release) -> None:
    with (
        remote(lambda handler, _: reply(handler, ROWS)) as (port, seen),
        federated(release, f"data.example:{port}", bounds=Bounds(calls=3)) as store,
    ):
        clause = f"SERVICE <http://data.example:{port}/> {{ ?x ?y ?z }}"
        with pytest.raises(StoreError, match="too often"):
            rows(store, f"SELECT * WHERE {{ ?s a org:Organization FILTER NOT EXISTS {{ {clause} FILTER(?s = ?x) }} }}")
    assert len(seen) == 3


def test_a_failure_that_the_engine_passes_over_is_told(release: Release) -> None:
    """Oxigraph takes a failed SERVICE inside EXISTS for “no”: that would be an answer which is not true."""
    with (
        remote(lambda handler, _: reply(handler, b"", 500)) as (port, _),
        federated(release, f"data.example:{port}") as store,
    ):
        text = "SELECT * WHERE {{ ?s a org:Organization FILTER EXISTS {{ SERVICE {} <http://data.example:{}/> {{ ?s ?p ?o }} }} }}"
        with pytest.raises(StoreError, match="status 500"):
            rows(store, text.format("", port))
        rows(store, text.format("SILENT", port))


@pytest.mark.parametrize("addresses", [["127.0.0.1"], ["9.9.9.9", "10.0.0.1"], ["::ffff:127.0.0.1"], ["fe80::1%lo"]])
def test_a_name_with_one_address_that_is_not_public_is_not_called(release: Release, addresses: list[str]) -> None:
    with (
        remote(lambda handler, _: reply(handler, ROWS)) as (port, seen),
        federated(release, f"data.example:{port}", resolve=lambda *_: addresses, private=False) as store,
        pytest.raises(StoreError, match="not public"),
    ):
        rows(store, f"SELECT * WHERE {{ SERVICE <http://data.example:{port}/> {{ ?s ?p ?o }} }}")
    assert seen == []


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1"])
def test_names_and_notations_of_this_machine_are_not_called_even_if_they_are_allowed(
    release: Release, host: str
) -> None:
    with remote(lambda handler, _: reply(handler, ROWS)) as (port, seen):
        gateway = Gateway([f"{host}:{port}"])
        store = FederatedStore(Embedded(release, Settings()), gateway)
        try:
            with pytest.raises(StoreError, match="not public"):
                rows(store, f"SELECT * WHERE {{ SERVICE <http://{host}:{port}/> {{ ?s ?p ?o }} }}")
        finally:
            store.close()
    assert seen == []


def test_a_name_that_changes_its_address_is_called_where_it_was_checked(
    release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DNS rebinding: public when it is looked at, private when it is called."""
    answers = [["9.9.9.9"], ["127.0.0.1"]]
    called: list[tuple[str, int]] = []

    def connect(address: tuple[str, int], *_: object) -> socket.socket:
        called.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr("esgraph.serve.outbound.socket.create_connection", connect)
    with federated(release, "data.example", resolve=lambda *_: answers.pop(0), private=False) as store:
        with pytest.raises(StoreError, match="cannot be reached"):
            rows(store, "SELECT * WHERE { SERVICE <https://data.example/> { ?s ?p ?o } }")
        assert called == [("9.9.9.9", 443)]
        with pytest.raises(StoreError, match="not public"):
            rows(store, "SELECT * WHERE { SERVICE <https://data.example/> { ?s ?p ?o } }")
        assert len(called) == 1


def test_a_certificate_must_be_for_the_name_that_was_asked(release: Release) -> None:
    authority, stranger = trustme.CA(), trustme.CA()
    trusting = ssl.create_default_context()
    authority.configure_trust(trusting)
    for issuer, name, why in (
        (authority, "data.example", ""),
        (authority, "other.example", "certificate"),
        (stranger, "data.example", "certificate"),
    ):
        serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        issuer.issue_cert(name).configure_cert(serving)
        with remote(lambda handler, _: reply(handler, ROWS), serving) as (port, seen):
            gateway = Gateway([f"data.example:{port}"], outbound=Outbound(here, trusting, private_addresses=True))
            store = FederatedStore(Embedded(release, Settings()), gateway)
            text = f"SELECT * WHERE {{ SERVICE <https://data.example:{port}/> {{ ?s ?p ?o }} }}"
            try:
                if why:
                    with pytest.raises(StoreError, match=why):
                        rows(store, text)
                else:
                    assert len(rows(store, text)) == 1
            finally:
                store.close()
            assert len(seen) == (not why)


def test_what_speaks_no_tls_is_not_called_by_https(release: Release) -> None:
    with (
        remote(lambda handler, _: reply(handler, ROWS)) as (port, seen),
        federated(release, f"data.example:{port}") as store,
        pytest.raises(StoreError, match="TLS"),
    ):
        rows(store, f"SELECT * WHERE {{ SERVICE <https://data.example:{port}/> {{ ?s ?p ?o }} }}")
    assert seen == []


HOST = "data.example"
REFUSED = {
    "variable": ("SERVICE ?where { ?s ?p ?o }", "variable"),
    "another host": ("SERVICE <https://other.example/> { ?s ?p ?o }", "host"),
    "a longer name": ("SERVICE <https://data.example.evil.example/> { ?s ?p ?o }", "host"),
    "a trailing dot": ("SERVICE <https://data.example./> { ?s ?p ?o }", "host"),
    "a user name": ("SERVICE <https://data.example@evil.example/> { ?s ?p ?o }", "host"),
    "a user name of its own": ("SERVICE <https://me:pw@data.example/> { ?s ?p ?o }", "host"),
    "another port": ("SERVICE <https://data.example:8443/> { ?s ?p ?o }", "host"),
    "another scheme": ("SERVICE <file://data.example/etc/passwd> { ?s ?p ?o }", "host"),
    "a letter that looks alike": ("SERVICE <https://dаta.example/> { ?s ?p ?o }", "host"),
    "a backslash": (r"SERVICE <https://evil.example\u002F@data.example/> { ?s ?p ?o }", "not an IRI|host|escapes"),
    "escapes": (r"SERVICE <https://data.ex\u0061mple/> { ?s ?p ?o }", "not an IRI|escapes"),
    "relative": ("SERVICE <sparql> { ?s ?p ?o }", "host"),
    "an undeclared prefix": ("SERVICE wd:sparql { ?s ?p ?o }", "not an IRI"),
    "one inside another": ("SERVICE <https://data.example/> { SERVICE <https://data.example/> { ?s ?p ?o } }", "inside"),
    "the second of two": ("SERVICE <https://data.example/> { ?s ?p ?o } SERVICE <http://127.0.0.1/> { ?s ?p ?o }", "host"),
    "glued": ("?s ?p trueSERVICE<https://data.example/>{ ?x ?y ?z }", "word of its own"),
    "beside one that is glued": ("SERVICE <https://data.example/> {} ?s ?p 1.SERVICEb:c { ?x ?y ?z }", "word of its own"),
    "in doubt": ("SERVICE <https://data.example/> {} VALUES ?x { '''a' } SERVICE <http://127.0.0.1/> { ?s ?p ?o }", ""),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_with_a_list_everything_else_is_still_refused(name: str) -> None:
    clause, why = REFUSED[name]
    found = outline(f"SELECT * WHERE {{\n {clause} }}")
    if name == "in doubt":  # the endpoint refuses it for the doubt itself
        assert found.doubt
        return
    reason = str(federation.refusal(found, (HOST,)))
    assert "SERVICE is refused" in reason
    assert any(word in reason for word in why.split("|"))
    if name not in ("escapes", "a backslash"):
        assert "line 2, column " in reason


@pytest.mark.parametrize(
    "clause",
    [
        "SERVICE <https://data.example/> { ?s ?p ?o }",
        "SERVICE <http://data.example/sparql?a=b> { ?s ?p ?o }",
        "service\n#c\nsilent<https://DATA.example:443/>{ ?s ?p ?o }",
        "OPTIONAL { SERVICE <https://data.example/> { ?s ?p ?o } } SERVICE <http://data.example:80> { }",
    ],
)
def test_what_is_allowed(clause: str) -> None:
    assert federation.refusal(outline(f"SELECT * WHERE {{ {clause} }}"), (HOST,)) is None


def test_base_and_prefix_give_the_endpoint_its_iri() -> None:
    text = (
        "BASE <https://data.example/a/> PREFIX d: <../> SELECT * { SERVICE <b> { ?s ?p ?o } SERVICE d:c { ?s ?p ?o } }"
    )
    assert [service.endpoint for service in outline(text).services] == [
        "https://data.example/a/b",
        "https://data.example/c",
    ]


def test_only_the_tokens_are_replaced_and_a_mistake_keeps_its_place(release: Release) -> None:
    iri = "<https://data.example/>"
    text = f"SELECT * WHERE {{ ?s ?p {iri}, '{iri}' . SERVICE {iri} {{ ?s ?p ?o }} ?x BOGUS }} # {iri}"
    with federated(release, HOST) as store:
        with pytest.raises(QueryError) as caught:
            store.query(Query(text), JSON)
        with store._gateway.grant(text, outline(text)) as grant:
            assert grant.text.count(iri) == 3
            assert "http://127.0.0.1:" in grant.text
    with pytest.raises(QueryError) as plain:
        OxigraphStore(release, Settings()).query(Query(text), JSON)
    assert (caught.value.line, caught.value.column) == (plain.value.line, plain.value.column)
    assert "127.0.0.1" not in str(caught.value)


def test_the_gateway_answers_nobody_without_a_secret_nor_after_the_query(release: Release) -> None:
    import urllib.error
    import urllib.request

    with (
        remote(lambda handler, _: reply(handler, ROWS)) as (port, seen),
        federated(release, f"x.example:{port}") as store,
    ):
        text = f"SELECT * WHERE {{ SERVICE <http://x.example:{port}/> {{ ?s ?p ?o }} }}"

        def ask(address: str, query: bytes = b"ASK {}") -> int:
            headers = {"Content-Type": "application/sparql-query"}
            try:
                with urllib.request.urlopen(urllib.request.Request(address, query, headers), timeout=5) as response:
                    return int(response.status)
            except urllib.error.HTTPError as error:
                with error:
                    return error.code

        with store._gateway.grant(text, outline(text)) as grant:
            (secret,) = grant.endpoints
            assert ask(secret) == 200
            assert ask(secret[:-1]) == 502
            assert ask(secret, b"ASK { SERVICE <http://127.0.0.1/> {} }") == 502
            assert ask(secret, b"x" * 300_000) == 400
        assert ask(secret) == 502
    assert len(seen) == 1


@pytest.mark.parametrize("entry", ["", "https://data.example", "*.example", "data.example/sparql", "a b", "data.example:x", "a:0", "ą.example"])  # fmt: skip
def test_an_entry_that_is_no_host_is_told(entry: str) -> None:
    with pytest.raises(EsgraphError, match="not a host"):
        federation.allowed([entry])


def test_the_command_line_takes_the_list(release: Release, monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[Settings] = []
    monkeypatch.setattr("esgraph.serve.server.serve", lambda *arguments: taken.append(arguments[4]))
    command = ["serve", str(release.path), "--allow-service", "a.example", "--allow-service", "b.example:81"]
    assert CliRunner().invoke(main, command).exit_code == 0
    assert taken[0].allowed_services == ("a.example", "b.example:81")


def test_a_list_without_a_gateway_allows_nothing(release: Release) -> None:
    """Else the engine itself would call."""
    client = create_app(release, Settings(allowed_services=(HOST,))).test_client()
    response = client.get("/sparql", query_string={"query": "ASK { SERVICE <https://data.example/> {} }"})
    assert response.status_code == 403


def test_the_second_address_is_called_where_the_first_is_not_there(release: Release) -> None:
    with (
        remote(lambda handler, _: reply(handler, ROWS)) as (port, seen),
        federated(release, f"data.example:{port}", resolve=lambda *_: ["127.0.0.99", "127.0.0.1"]) as store,
    ):
        assert len(rows(store, f"SELECT * WHERE {{ SERVICE <http://data.example:{port}/> {{ ?s ?p ?o }} }}")) == 1
    assert len(seen) == 1


def test_without_a_list_nothing_is_called(client: FlaskClient) -> None:
    response = client.get("/sparql", query_string={"query": "ASK { SERVICE <https://query.wikidata.org/sparql> {} }"})
    assert response.status_code == 403
    assert response.json is not None
    assert "calls no other" in response.json["detail"]
