"""What a store makes of a server that is slow, broken, elsewhere or no SPARQL server at all; a fake one plays them."""

import base64
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pytest

from esgraph.errors import EsgraphError, LimitError, QueryError, StoreError
from esgraph.release import Release
from esgraph.serve.places import Places, Status
from esgraph.serve.remote import RemoteStore
from esgraph.serve.settings import Settings
from esgraph.serve.store import Answer, Query
from esgraph.serve.wire import Endpoint
from tests.serve.conftest import running
from tests.servers import free_port

pytestmark = pytest.mark.alone

BASE = "https://w3id.org/esgraph/"
YES = b'{"head":{},"boolean":true}'
JSON = "application/sparql-results+json"
ASK = Query("ASK { ?s ?p ?o }")
Behaviour = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Answers the question for the record itself, and everything else as the test has it."""

    protocol_version = "HTTP/1.1"
    server: "Fake"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        form = parse_qs(body.decode())
        self.server.requests.append((form, dict(self.headers.items())))
        if f"{BASE}store/status" in form.get("named-graph-uri", []):
            self.answer(200, "application/n-triples", self.server.record)
        else:
            with suppress(ConnectionError):
                self.server.behaviour(self)

    def answer(self, status: int, media_type: str, body: bytes, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", headers.pop("length", str(len(body))))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


class Fake(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, release: Release) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        status = Status(release.manifest.id, frozenset({f"{BASE}graph/places"}))
        self.record = b"".join(f"{triple} .\n".encode() for triple in status.triples(Places(BASE).status))
        self.behaviour: Behaviour = lambda handler: handler.answer(200, JSON, YES)
        self.requests: list[tuple[dict[str, list[str]], dict[str, str]]] = []
        self.connections = 0
        self.url = f"http://127.0.0.1:{self.server_address[1]}/sparql"

    def process_request(self, request: object, client_address: object) -> None:
        self.connections += 1
        super().process_request(request, client_address)  # type: ignore[arg-type]

    def handle_error(self, *_arguments: object) -> None:
        """A client that ends the connection is what the tests are about."""


@pytest.fixture
def fake(release: Release) -> Iterator[Fake]:
    with Fake(release) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@contextmanager
def opened(fake: Fake, release: Release, **settings: float) -> Iterator[RemoteStore]:
    with closing(RemoteStore(fake.url, release, Settings(**settings))) as store:  # type: ignore[arg-type]
        yield store


def asked(fake: Fake, release: Release, behaviour: Behaviour, query: Query = ASK, **settings: float) -> Answer:
    fake.behaviour = behaviour
    with opened(fake, release, **settings) as store:
        return store.query(query, "application/n-triples" if "CONSTRUCT" in query.text else JSON)


def trickle(handler: Handler) -> None:
    handler.answer(200, JSON, b"", length="100000")
    while True:
        handler.wfile.write(b" ")
        time.sleep(0.05)


def trickle_headers(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        handler.wfile.write(b"X-More: and more\r\n"[:1])
        time.sleep(0.05)


def silence(handler: Handler) -> None:
    time.sleep(2)
    handler.close_connection = True


@pytest.mark.parametrize("behaviour", [trickle, trickle_headers, silence])
def test_the_time_limit_covers_the_whole_answer(behaviour: Behaviour, fake: Fake, release: Release) -> None:
    started = time.monotonic()
    with pytest.raises(LimitError, match=r"0\.5 s") as caught:
        asked(fake, release, behaviour, query_seconds=0.5)
    assert caught.value.limit == "time"
    assert 0.4 < time.monotonic() - started < 2


def short(handler: Handler) -> None:
    handler.answer(
        200, handler.headers["Accept"].split(",")[0], b"<http://x/a> <http://x/b> <http://x/c> .\n", length="80"
    )
    handler.close_connection = True


def cut_chunk(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "application/n-triples")
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    handler.wfile.write(b"29\r\n<http://x/a> <http://x/b> <http://x/c> .\n\r\n")
    handler.close_connection = True


def no_length(handler: Handler) -> None:
    handler.wfile.write(
        b"HTTP/1.1 200 OK\r\nContent-Type: application/n-triples\r\n\r\n<http://x/a> <http://x/b> <http://x/c> .\n"
    )
    handler.close_connection = True


def cut_json(handler: Handler) -> None:
    handler.answer(200, JSON, b'{"head":{"vars":["x"]},"results":{"bindings":[{}')


@pytest.mark.parametrize(
    ("behaviour", "text", "message"),
    [
        (short, "CONSTRUCT WHERE { ?s ?p ?o }", "broke off"),
        (cut_chunk, "CONSTRUCT WHERE { ?s ?p ?o }", "broke off"),
        (no_length, "CONSTRUCT WHERE { ?s ?p ?o }", "where its answer ends"),
        (cut_json, "SELECT * { ?s ?p ?o }", "no answer"),
        (lambda handler: handler.answer(200, "text/html", b"<p>Hello"), ASK.text, "text/html"),
        (lambda handler: handler.answer(200, "application/n-triples", b""), ASK.text, "n-triples"),
        (lambda handler: handler.answer(500, "text/plain", b"out of memory"), ASK.text, "out of memory"),
        (lambda handler: handler.answer(503, "text/html", b"<p>later"), ASK.text, "503"),
        (lambda handler: handler.answer(401, "text/plain", b"who?"), ASK.text, "ESGRAPH_STORE_USER"),
        (lambda handler: handler.answer(302, "text/plain", b"", Location="http://127.0.0.1:1/"), ASK.text, "redirects"),
    ],
)
def test_what_is_no_answer_is_an_error(
    behaviour: Behaviour, text: str, message: str, fake: Fake, release: Release
) -> None:
    with pytest.raises(StoreError) as caught:
        asked(fake, release, behaviour, Query(text))
    assert message in str(caught.value)
    assert "127.0.0.1" in str(caught.value)


@pytest.mark.parametrize(("header", "limit"), [("X_SPARQL_MaxRows", "size"), ("X_SPARQL_Anytime", "time")])
def test_a_part_of_an_answer_is_an_error(header: str, limit: str, fake: Fake, release: Release) -> None:
    with pytest.raises(LimitError) as caught:
        asked(fake, release, lambda handler: handler.answer(200, JSON, YES, **{header: "100"}))
    assert caught.value.limit == limit


@pytest.mark.parametrize(
    ("message", "line", "column"),
    [
        ("Virtuoso 37000 Error SP030: SPARQL compiler, line 2: syntax error", 2, 0),
        ("Parse error: Lexical error at line 2, column 7.  Encountered", 2, 7),
        ("Line 2, column 7: Unresolved prefixed name", 2, 7),
        ("error at 2:7: expected", 2, 7),
        ("Virtuoso 37000 Error: SPARQL compiler, line 0: brackets", 0, 0),
        ("no", 0, 0),
    ],
)
def test_a_refused_query_says_where(message: str, line: int, column: int, fake: Fake, release: Release) -> None:
    with pytest.raises(QueryError) as caught:
        asked(fake, release, lambda handler: handler.answer(400, "text/plain", message.encode()), Query("ASK\n{ x }"))
    assert (caught.value.line, caught.value.column) == (line, column)


def test_connections_are_kept(fake: Fake, release: Release) -> None:
    with opened(fake, release) as store:
        for _ in range(20):
            assert store.query(ASK, JSON).read() == YES
        fake.behaviour = lambda handler: handler.answer(400, "text/plain", b"no")
        for _ in range(5):
            with pytest.raises(QueryError):
                store.query(ASK, JSON)
    assert len(fake.requests) == 26
    assert fake.connections == 1


def test_a_kept_connection_that_was_closed_is_replaced(fake: Fake, release: Release) -> None:
    def once(handler: Handler) -> None:
        handler.answer(200, JSON, YES)
        handler.close_connection = True  # without a word of it

    fake.behaviour = once
    with opened(fake, release) as store:
        assert [store.query(ASK, JSON).read() for _ in range(5)] == [YES] * 5


def test_the_request_has_the_form_of_the_protocol(fake: Fake, release: Release) -> None:
    asked(
        fake,
        release,
        lambda handler: handler.answer(200, JSON, YES),
        Query("ASK {\n GRAPH ?g { ?s a org:Post } }", base="http://a/"),
    )
    form, headers = fake.requests[-1]
    assert form["query"][0].splitlines()[0].startswith("BASE <http://a/> ")
    assert form["query"][0].splitlines()[1] == " GRAPH ?g { ?s a org:Post } }"
    assert form["default-graph-uri"] == [f"{BASE}store/union"]
    assert form["named-graph-uri"] == [f"{BASE}graph/places", f"{BASE}store/nothing"]
    assert headers["Content-type"] == "application/x-www-form-urlencoded"
    assert headers["Accept"] == JSON
    assert "Authorization" not in headers


def test_credentials_wait_for_a_challenge_and_are_never_told(fake: Fake, release: Release) -> None:
    right = "Basic " + base64.b64encode(b"ala:s3cret").decode()

    def guarded(handler: Handler) -> None:
        if handler.headers["Authorization"] == right:
            handler.answer(200, JSON, YES)
        else:
            handler.answer(401, "text/plain", b"", WWW_Authenticate='Basic realm="x"')

    fake.behaviour = guarded
    with closing(RemoteStore(fake.url.replace("//", "//ala:s3cret@"), release, Settings())) as store:
        assert store.query(ASK, JSON).read() == YES
    store = RemoteStore(fake.url.replace("//", "//ala:wr0ng@"), release, Settings())
    with closing(store), pytest.raises(StoreError) as caught:
        store.query(ASK, JSON)
    assert "wr0ng" not in str(caught.value)
    assert "wr0ng" not in repr(Settings(store="http://ala:wr0ng@x/"))


def test_an_unreachable_server_is_named_without_its_password(release: Release) -> None:
    with pytest.raises(StoreError, match="cannot be reached") as caught:
        RemoteStore(f"http://ala:s3cret@127.0.0.1:{free_port()}/sparql", release, Settings())
    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize("url", ["", "sparql", "ftp://x/", "http://", "http://u:s3cret@x:port/", "http://[s3cret/"])
def test_an_address_that_is_none_is_not_repeated(url: str) -> None:
    with pytest.raises(EsgraphError, match="address") as caught:
        Endpoint.of(url)
    assert "s3cret" not in str(caught.value)


def test_credentials_come_from_the_address_or_the_environment() -> None:
    environment = {"ESGRAPH_STORE_USER": "ola", "ESGRAPH_STORE_PASSWORD": "p"}
    assert Endpoint.of("http://a%40b:c%3Ad@x:1/y?z=1", {}) == Endpoint("http://x:1/y?z=1", "a@b", "c:d")
    assert Endpoint.of("https://x", environment) == Endpoint("https://x/", "ola", "p")


def test_the_site_is_served_from_another_server(fake: Fake, release: Release) -> None:
    import urllib.request

    with running(release.path, "--store", fake.url) as address:
        for _ in range(2):
            with urllib.request.urlopen(f"{address}sparql?query=ASK%7B%7D") as response:
                assert response.read() == YES
        with urllib.request.urlopen(f"{address}metrics") as response:
            assert b"esgraph_killed_workers_total 0" in response.read()
    # The second time the answer was remembered.
    assert sum("ASK{}" in form["query"][0] for form, _ in fake.requests) == 1


def test_what_is_for_the_operator_is_told_to_nobody_else(fake: Fake, release: Release) -> None:
    import urllib.error
    import urllib.request

    fake.behaviour = lambda handler: handler.answer(500, "text/plain", b"db17.internal: password of ala is wrong")
    with running(release.path, "--store", fake.url) as address:
        for accept in ("application/json", "text/html"):
            headers = {"Accept": accept, "Accept-Language": "en"}
            request = urllib.request.Request(f"{address}sparql?query=ASK%7B%7D", headers=headers)
            with pytest.raises(urllib.error.HTTPError) as caught, urllib.request.urlopen(request):
                pass
            body = caught.value.read().decode()
            assert caught.value.code == 502
            assert "he store behind this server gave no answer" in body  # a page begins with a capital letter
            assert not [
                word for word in ("db17", "ala", fake.url.split(":")[2][:5], "--store", "ESGRAPH") if word in body
            ]


def test_a_store_that_is_given_another_release_answers_for_none(fake: Fake, release: Release) -> None:
    import urllib.error
    import urllib.request

    numbers = iter(range(10_000))

    def status(address: str) -> int:
        try:
            with urllib.request.urlopen(f"{address}sparql?query=ASK%7B%7DLIMIT%20{next(numbers)}") as response:
                return int(response.status)
        except urllib.error.HTTPError as error:
            with error:
                return error.code

    def until(wanted: int, address: str) -> None:
        deadline = time.monotonic() + 15
        while status(address) != wanted:
            assert time.monotonic() < deadline
            time.sleep(0.1)

    ours = fake.record
    with running(release.path, "--store", fake.url) as address:
        assert status(address) == 200
        fake.record = ours.replace(release.manifest.id.encode(), b"2.0.0-ffffffffffff")
        until(503, address)
        fake.record = ours
        until(200, address)
