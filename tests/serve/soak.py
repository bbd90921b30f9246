"""Turns a number into that many mixed requests to a server, and says what failed and what memory it took.

    python -m tests.serve.soak RELEASE --requests 72000

An hour of twenty requests a second, one after the other as fast as they are answered: what is asked again and again,
what nobody asked before, pages, files, conditional requests, mistakes, and queries that go over every limit.
"""

import argparse
import http.client
import itertools
import random
import re
import threading
import time
import urllib.parse
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import psutil

CLIENTS = 8
_HOSTILE = (
    "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f ?e ?a",
    "SELECT * WHERE " + "{" * 3_000 + "}" * 3_000,
)
_EVERY = 400


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

        threads = [threading.Thread(target=work) for _ in range(CLIENTS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        course.memory.append(memory(server, *server.children(recursive=True)))
        course.front.append(memory(*server.children()))
    course.seconds = time.monotonic() - started
    return course


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
    connection.request("GET", path, headers=headers)
    response = connection.getresponse()
    body = response.read()
    course.statuses[response.status] += 1
    if response.status not in expected or (response.status == 200 and not body):
        course.wrong.append(f"{response.status} for {path[:200]}: {body[:200]!r}")


def _request(number: int, slugs: list[str]) -> tuple[str, dict[str, str], set[int]]:
    """Path, headers and the right statuses of a request."""
    chance = random.Random(number)  # noqa: S311 - the same requests every time
    if number % _EVERY == _EVERY - 1:
        return _sparql(chance.choice(_HOSTILE)), {}, {503, 400}
    slug, kind = chance.choice(slugs), chance.random()
    iri = f"https://w3id.org/esgraph/id/organization/{slug}"
    if kind < 0.35:
        return _sparql(f"SELECT ?p ?o WHERE {{ <{iri}> ?p ?o }}"), {"Accept": "text/csv"}, {200}
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
