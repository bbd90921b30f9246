"""A hostile request harms only itself: it gets the right answer, while everybody else is answered."""

import itertools
import json
import random
import socket
import threading
import time
import urllib.parse
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import psutil
import pytest

from esgraph.release import Release
from esgraph.serve import messages
from tests.serve.conftest import running
from tests.serve.hostile import BOMBS, QUERIES, SIZES, Case
from tests.serve.hostile_requests import REQUESTS, form, http
from tests.serve.soak import memory

pytestmark = pytest.mark.alone

#: Seconds in which everybody else must be answered: what the service promises, on a machine that has its time for it.
PATIENCE = 1.0
#: What a 503 says of the limit that ended a query.
LIMITS = {
    "time": b"the query took longer than 1 s",
    "memory": b"the query needed more than 256 MiB of memory",
    "size": b"the answer has more than",
}
#: What it says to one of many.
CROWDED = tuple(
    words[1:].encode()  # a page begins with a capital letter
    for told in (messages.TOO_MANY_SLOW, messages.TOO_MANY_QUERIES, messages.TOO_MANY_WAIT)
    for words in (told.pl, told.en)
)
STORM_SECONDS = 12
#: Bytes that the process which answers everybody may hold beyond what it held in peace.
GROWTH = 256 * 2**20

CASES = {**QUERIES, **REQUESTS}


@dataclass(slots=True)
class Reply:
    """What came back: the status, or 0 for none; header lines in small letters; the body."""

    status: int
    headers: dict[str, str]
    body: bytes


def send(server: str, request: bytes, seconds: float = 60) -> Reply:
    """Send bytes as they are and read until the server closes."""
    address = urllib.parse.urlsplit(server)
    pieces: list[bytes] = []
    with socket.create_connection((address.hostname, address.port), timeout=seconds) as client:
        sender = threading.Thread(target=_push, args=(client, request))
        sender.start()
        try:
            while piece := client.recv(1 << 20):
                pieces.append(piece)
                if b"\r\n\r\n" in pieces[0] and b"connection: close" not in b"".join(pieces[:2]).lower():
                    client.settimeout(2)  # a server that keeps the connection open has said what it will say
        except (ConnectionResetError, TimeoutError):
            if not pieces:
                return Reply(0, {}, b"")
        sender.join()
    return _parsed(b"".join(pieces))


def _push(client: socket.socket, request: bytes) -> None:
    try:
        client.sendall(request)
    except OSError:
        return  # the server has seen enough


def _parsed(answer: bytes) -> Reply:
    head, _, body = answer.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    if not lines[0].startswith("HTTP/"):
        return Reply(0, {}, answer)
    headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
    return Reply(int(lines[0].split()[1]), headers, body)


@dataclass(slots=True)
class Probe:
    """What everybody else sees: what went wrong, and the waits in seconds."""

    wrong: list[str] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    asked: int = 0

    @property
    def slowest(self) -> float:
        """The longest wait."""
        return max(self.waits, default=0.0)

    def ask(self, server: str) -> None:
        """Ask an easy query and open a page, other ones each time: what is remembered needs no worker."""
        number = self.asked + 1
        query = urllib.parse.quote(f"SELECT ?s WHERE {{ ?s a esg:Award }} LIMIT {number}")
        requests = (form(f"query={query}"), http(f"/page/organization/pozytek?n={number}"))
        for request, part in zip(requests, (b'"bindings":[{', b"</html>"), strict=True):
            begin = time.monotonic()
            reply = send(server, request)
            self.asked += 1
            self.waits.append(time.monotonic() - begin)
            if reply.status != 200 or part not in reply.body:
                self.wrong.append(f"{reply.status} {reply.body[:200]!r}")


@pytest.fixture(scope="module")
def server(release: Release) -> Iterator[str]:
    """A server with tight limits, whose front must be as small at the end as a server's in peace."""
    before = set(psutil.Process().children())
    with running(release.path, "--query-seconds", "1", "--query-memory", "256", "--cache", "8") as address:
        (supervisor,) = set(psutil.Process().children()) - before
        fronts = supervisor.children()
        # The first page reads the ontology and the shapes; that is no work of anybody hostile.
        assert send(address, http("/page/organization/pozytek")).status == 200
        begin = memory(*fronts)
        yield address
        assert begin > 0
        assert supervisor.children() == fronts, "the front has died, and another took its place"
        grown = memory(*fronts) - begin
        print(f"\nthe front grew by {grown / 2**20:.0f} MiB")  # noqa: T201
        assert grown < GROWTH


@pytest.fixture(scope="module")
def probe(server: str) -> Iterator[Probe]:
    """Everybody else, for as long as these tests run."""
    everybody = Probe()
    stop = threading.Event()

    def keep_asking() -> None:
        while not stop.wait(0.05):
            everybody.ask(server)

    thread = threading.Thread(target=keep_asking)
    thread.start()
    yield everybody
    stop.set()
    thread.join()
    print(f"\neverybody else: {everybody.asked} requests, the slowest {everybody.slowest:.2f} s")  # noqa: T201


def _slowness() -> float:
    """How much longer than its work a process takes because of what else the machine does now, in peace once."""
    wall, own = time.monotonic(), time.thread_time()
    while (worked := time.thread_time() - own) < 0.02:
        pass
    return max(1.0, (time.monotonic() - wall) / worked)


def _request(case: Case, *headers: str) -> bytes:
    """The request of a case, or the form with its query and some headers."""
    if isinstance(case.sent, bytes):
        return case.sent
    return form("query=" + urllib.parse.quote(case.sent, safe=""), *headers)


@pytest.mark.parametrize("name", CASES)
def test_a_hostile_request_harms_only_itself(server: str, probe: Probe, name: str) -> None:
    case = CASES[name]
    before, asked, slowness = len(probe.wrong), probe.asked, _slowness()
    # A bomb has its second and a quarter; what waits for more than it was sent is not waited for long.
    reply = send(server, _request(case), seconds=10 if 0 in case.right else 60)
    assert reply.status in case.right, reply.body[:500]
    assert case.names.encode() in reply.body
    assert case.never.encode() not in reply.body
    assert case.never not in str(reply.headers)
    assert b"Traceback" not in reply.body
    assert b"site-packages" not in reply.body
    assert len(reply.body) <= case.most
    if reply.headers.get("content-type") == "application/problem+json" and reply.body:
        problem = json.loads(reply.body)
        assert problem["status"] == reply.status
        assert problem["detail"]
    if reply.status == 503:
        assert int(reply.headers["retry-after"]) > 0
        named = [name for name, text in LIMITS.items() if text in reply.body or not reply.body]  # HEAD
        assert case.limit in (*named, "")
        assert len(named) == 1 or not reply.body
    assert probe.wrong[before:] == []
    assert max(probe.waits[asked:], default=0) < PATIENCE * max(slowness, _slowness())


@pytest.mark.parametrize("name", ["cross product in a subselect", "regular expression that backtracks", *SIZES])
def test_a_hostile_query_gets_a_page_too(server: str, probe: Probe, name: str) -> None:
    case = CASES[name]
    before, asked, slowness = len(probe.wrong), probe.asked, _slowness()
    reply = send(server, _request(case, "Accept: text/html"))
    assert reply.status in case.right
    assert reply.headers["content-type"].startswith("text/html")
    assert reply.body.rstrip().endswith(b"</html>")
    assert len(reply.body) < 1_000_000
    assert b"Traceback" not in reply.body
    assert probe.wrong[before:] == []
    assert max(probe.waits[asked:], default=0) < PATIENCE * max(slowness, _slowness())


def test_many_hostile_clients_at_once_harm_only_themselves(server: str, probe: Probe) -> None:
    """Every kind of request, mixed, from sixteen clients without a pause; bombs as pages, tables and graphs."""
    accepted = ("Accept: text/html", "Accept: text/csv", "Accept: */*", "Accept: application/sparql-results+xml")
    chance = random.Random(1)  # noqa: S311 - the same mixture every time
    order = [*BOMBS] * 3 + [*SIZES] + [*REQUESTS]
    chance.shuffle(order)
    names, end = itertools.cycle(order), time.monotonic() + STORM_SECONDS
    statuses: Counter[int] = Counter()
    wrong: list[str] = []
    before, asked, slowness = len(probe.wrong), probe.asked, _slowness()
    lock = threading.Lock()

    def client(number: int) -> None:
        for turn in itertools.count(number):
            with lock:
                name = next(names)
            if time.monotonic() > end or 0 in CASES[name].right:
                if time.monotonic() > end:
                    return
                continue
            reply = send(server, _request(CASES[name], accepted[turn % len(accepted)]))
            statuses[reply.status] += 1
            crowded = reply.status == 503 and any(text in reply.body for text in CROWDED)
            if reply.status not in {*CASES[name].right, 406} and not crowded:
                wrong.append(f"{name}: {reply.status} {reply.body[:200]!r}")

    with ThreadPoolExecutor(16) as threads:
        list(threads.map(client, range(16)))
    print(f"\nstorm: {dict(statuses)}")  # noqa: T201
    assert wrong[:5] == []
    assert statuses[503] > 20
    assert sum(statuses.values()) > 100
    assert probe.asked > asked
    assert probe.wrong[before:] == []
    assert max(probe.waits[asked:]) < PATIENCE * max(slowness, _slowness())


def test_the_probe_needs_a_worker_every_time(server: str, probe: Probe) -> None:
    """Were its queries remembered, it would not notice that there are no workers left."""
    before = _from_store(server)
    asked = probe.asked
    probe.ask(server)
    assert probe.asked > asked
    assert _from_store(server) > before


def _from_store(server: str) -> int:
    numbers = send(server, http("/metrics")).body.decode().splitlines()
    return int(
        float(next(line.split()[1] for line in numbers if line.startswith('esgraph_answers_total{from="store"}')))
    )


def test_there_are_enough_of_them() -> None:
    """The set is as large as it claims to be: no name is given twice."""
    assert len(CASES) == len(QUERIES) + len(REQUESTS) >= 70
