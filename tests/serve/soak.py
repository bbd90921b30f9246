"""Turns a number into that many mixed requests to a server, and says what failed and what memory it took.

    python -m tests.serve.soak RELEASE --requests 72000

An hour of twenty requests a second, one after the other as fast as they are answered: what is asked again and again,
what nobody asked before, in addresses, forms and bodies, as pages, tables and graphs; files, mistakes, queries that go
over every limit. All the while some clients read slowly what they asked for, or say nothing.
"""

import argparse
import http.client
import itertools
import random
import re
import socket
import threading
import time
import urllib.parse
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil

CLIENTS = 8
#: Clients that ask for a large answer and read a little of it at a time; as many begin a request and do not end it.
SLOW = 4
_HOSTILE = (
    "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f ?e ?a",
    "SELECT * WHERE " + "{" * 3_000 + "}" * 3_000,
)
_EVERY = 400
_LARGE = b"GET /sparql?format=csv&query=SELECT+*%7B%3Fa+%3Fb+%3Fc.%3Fd+a+%3Fe%7DLIMIT+20000 HTTP/1.1\r\nHost: x\r\n\r\n"
_HALF = b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\nContent-Type: application/sparql-query\r\n\r\nASK"


@dataclass(slots=True)
class Course:
    """What became of a soak: statuses, failures of well-formed requests.

    `memory` are the bytes of the whole server after each tenth, `front` those of the process that answers, without
    the workers, which come and go.
    """

    statuses: Counter[int] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    memory: list[int] = field(default_factory=list)
    front: list[int] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def growth(self) -> float:
        """The front's memory in the last three tenths by that in the fourth to sixth, when every cache is full."""
        return sum(self.front[-3:]) / sum(self.front[3:6])


def soak(address: str, slugs: list[str], requests: int, server: psutil.Process) -> Course:
    """Send that many requests to the server at an address, in ten rounds; `slugs` are of organisations."""
    course, numbers, started = Course(), itertools.count(), time.monotonic()
    for tenth in range(1, 11):
        last = requests * tenth // 10

        def work(last: int = last) -> None:
            connection = http.client.HTTPConnection(urllib.parse.urlsplit(address).netloc, timeout=60)
            while (number := next(numbers)) < last:
                _ask(connection, number, slugs, course)
            connection.close()

        with _slow_clients(address):
            threads = [threading.Thread(target=work) for _ in range(CLIENTS)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        course.memory.append(_settled(server))
        course.front.append(memory(*server.children()))
    course.seconds = time.monotonic() - started
    return course


@contextmanager
def _slow_clients(address: str) -> Iterator[None]:
    """Clients that take their time, for as long as the context lasts."""
    where = urllib.parse.urlsplit(address)
    clients: list[socket.socket] = []
    over = threading.Event()

    def read() -> None:
        while not over.wait(0.05):
            for client in clients[:SLOW]:
                with suppress(OSError):  # the server may have had enough
                    client.recv(512)

    reader = threading.Thread(target=read)
    try:
        for request in [_LARGE] * SLOW + [_HALF] * SLOW:
            client = socket.create_connection((where.hostname, where.port), timeout=10)
            clients.append(client)
            client.settimeout(0.05)
            client.sendall(request)
        reader.start()
        yield
    finally:
        over.set()
        if reader.ident:
            reader.join()
        for client in clients:
            client.close()


def _settled(server: psutil.Process) -> int:
    """Bytes of a whole server when the last workers that were killed have left."""
    readings = []
    for _ in range(5):
        readings.append(memory(server, *server.children(recursive=True)))
        time.sleep(0.1)
    return min(readings)


def memory(*processes: psutil.Process) -> int:
    """Bytes that processes hold, what they share counted once."""
    total = 0
    for process in processes:
        try:
            text = Path(f"/proc/{process.pid}/smaps_rollup").read_text(encoding="ascii")
        except OSError:
            continue  # it ended since
        if found := re.search(r"^Pss:\s+(\d+)", text, re.MULTILINE):
            total += int(found[1]) * 1024
    return total


def _ask(connection: http.client.HTTPConnection, number: int, slugs: list[str], course: Course) -> None:
    path, headers, expected = _request(number, slugs)
    if path.startswith("/sparql?query=") and number % 3:
        path, posted, headers = _posted(path, headers, as_form=number % 3 == 1)
        connection.request("POST", path, posted, headers)
    else:
        connection.request("GET", path, headers=headers)
    response = connection.getresponse()
    body = response.read()
    course.statuses[response.status] += 1
    if response.status not in expected or (response.status == 200 and not body):
        course.wrong.append(f"{response.status} for {path[:200]}: {body[:200]!r}")


def _posted(path: str, headers: dict[str, str], *, as_form: bool) -> tuple[str, str, dict[str, str]]:
    """The same query in a form, or as a body (SPARQL 1.1 Protocol, sections 2.1.2 and 2.1.3)."""
    encoded = path.partition("?")[2]
    if as_form:
        return "/sparql", encoded, headers | {"Content-Type": "application/x-www-form-urlencoded"}
    text = urllib.parse.unquote_plus(encoded.removeprefix("query="))
    return "/sparql", text, headers | {"Content-Type": "application/sparql-query"}


def _request(number: int, slugs: list[str]) -> tuple[str, dict[str, str], set[int]]:
    """Path, headers and the right statuses of a request."""
    chance = random.Random(number)  # noqa: S311 - the same requests every time
    if number % _EVERY == _EVERY - 1:
        return _sparql(chance.choice(_HOSTILE)), {}, {503, 400}
    slug, kind = chance.choice(slugs), chance.random()
    iri = f"https://w3id.org/esgraph/id/organization/{slug}"
    if kind < 0.35:
        return _sparql(f"SELECT ?p ?o WHERE {{ <{iri}> ?p ?o }}"), {"Accept": "text/csv"}, {200}
    if kind < 0.36:
        return _sparql(f"SELECT * WHERE {{ ?s ?p ?o }} OFFSET {number} LIMIT 60"), {"Accept": "text/html"}, {200}
    if kind < 0.65:
        return _sparql(f"CONSTRUCT WHERE {{ <{iri}> ?p ?o . ?o ?q ?r }} # {number}\nLIMIT {number + 1}"), {}, {200}
    if kind < 0.75:
        return f"/page/organization/{slug}?n={number}", {"Accept-Language": "en"}, {200}
    if kind < 0.85:
        return f"/data/organization/{slug}.{chance.choice(['ttl', 'jsonld', 'nt', 'rdf'])}", {}, {200}
    if kind < 0.9:
        return "/dumps/latest/esgraph.ttl", {}, {200}
    if kind < 0.95:
        return _sparql(f"SELECT * WHERE {{ ?s {number}"), {}, {400}
    return f"/id/organization/{slug}", {"Accept": "text/turtle"}, {303}


def _sparql(text: str) -> str:
    return "/sparql?" + urllib.parse.urlencode({"query": text})


def main() -> None:
    """Soak a server of a release and print what became of it."""
    from tests.serve.conftest import running

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("release", type=Path)
    parser.add_argument("--requests", type=int, default=72_000)
    options = parser.parse_args()
    before = set(psutil.Process().children())
    with running(options.release, "--query-seconds", "1", "--cache", "4") as address:
        (server,) = set(psutil.Process().children()) - before
        course = soak(address, slugs_of(options.release), options.requests, server)
    print(f"{options.requests} requests in {course.seconds:.0f} s: {dict(course.statuses)}")  # noqa: T201
    print(f"failed: {len(course.wrong)}", *course.wrong[:5], sep="\n")  # noqa: T201
    for name, sizes in (("in all", course.memory), ("front", course.front)):
        print(f"memory {name}, MiB:", *(f"{size / 2**20:.0f}" for size in sizes))  # noqa: T201
    print(f"growth of the front: {course.growth:.2f}")  # noqa: T201


def slugs_of(release: Path) -> list[str]:
    """The organisations of a release."""
    text = (release / "esgraph.nq").read_text(encoding="utf-8")
    return sorted(set(re.findall(r"^<https://w3id.org/esgraph/id/organization/([\w-]+)>", text, re.MULTILINE)))


if __name__ == "__main__":
    main()
