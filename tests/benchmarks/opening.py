"""Turns a release into the times of a server that has just begun: until it listens, and of what is asked first of all."""

import http.client
import statistics
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from urllib.parse import quote

import pyoxigraph as ox

from esgraph.release import Release
from tests.benchmarks.processes import PeerError
from tests.benchmarks.queries import queries
from tests.benchmarks.rows import Bench, Part
from tests.benchmarks.servers import ServerError, esgraph
from tests.benchmarks.subject import Subject

TITLE = "First answers: a server that has just begun"
ABOUT = """\
Each address is asked for once, one after the other, in the order of the table: nothing of it was asked before. Pages about everything, and what
the questions of the release ask as they stand, have answers that the build prepared; networks of organisations have not."""

#: Seconds that an answer may take.
_PATIENCE = 120.0
#: Organisations whose network is asked for.
_EGOS = 100
_PAGES = ("/", "/map", "/timeline", "/organizations/", "/sources/", "/network", "/questions/", "/search?q=fundacja")
#: The expensive ones: who is most connected, and how many there are by county.
_QUESTIONS = ("10-most-partners-and-bridges", "04-counties-with-organisations")


@dataclass(frozen=True, slots=True)
class First:
    """What was asked, how often, how many had no good answer; the median and the longest time, in milliseconds."""

    name: str
    number: int
    failed: int
    median: float
    longest: float


def measure(subject: Subject, bench: Bench) -> Part:
    """Start a server on the release of a size, and ask. Raises PeerError if it does not start."""
    release = subject.release()
    begun = time.perf_counter()
    ox.Store.read_only(str(release.store)).quads_for_pattern(None, None, None)
    opened = time.perf_counter() - begun
    try:
        with esgraph(release, subject.work) as server:
            bench.say(f"{subject.name}: asking for the first time")
            found = [_asked(server.port, name, asked) for name, asked in _requests(release)]
            memory = server.memory()
            started = server.start_seconds
    except ServerError as error:
        raise PeerError(str(error)) from error
    lines = [
        f"### {subject.name}: {release.manifest.counts['quads']:,} statements",
        "",
        f"The store is open after {opened * 1000:.0f} ms, the server listens after {started:.2f} s; {memory:.0f} MiB at the end.",
        "",
        "| | asked | median ms | longest ms | |",
        "|---|--:|--:|--:|---|",
        *(f"| {one.name} | {one.number} | {one.median:.1f} | {one.longest:.1f} | {_failed(one)} |" for one in found),
        "",
        f"* `python -m tests.benchmarks.run --size {subject.name} --only first`",
    ]
    return Part("\n".join(lines), {"opened": opened, "started": started, "asked": [asdict(one) for one in found]})


def _failed(one: First) -> str:
    return f"**{one.failed} failed**" if one.failed else ""


def _requests(release: Release) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """What is asked: a name, and addresses with the media type that is wanted."""
    yield from ((f"page `{path}`", [(path, "text/html")]) for path in _PAGES)
    asked = {question.slug: question.text for question in release.questions()}
    for slug in _QUESTIONS:
        yield f"question `{slug}` as results", [(_sparql(asked[slug]), "application/sparql-results+json")]
    ego = next(query for query in queries(release) if query.name == "ego network")
    texts = [ego.text.replace("ITEM", item) for item in ego.items[:: max(1, len(ego.items) // _EGOS)][:_EGOS]]
    yield "ego network over SPARQL", [(_sparql(text), ego.accept) for text in texts]
    names = [item.rpartition("/")[2] for item in ego.items]
    chosen = names[7 :: max(1, len(names) // _EGOS)][:_EGOS]
    yield "ego network as a page", [(f"/network/{name}", "text/html") for name in chosen]


def _sparql(text: str) -> str:
    return f"/sparql?query={quote(text, safe='')}"


def _asked(port: int, name: str, asked: Iterable[tuple[str, str]]) -> First:
    taken, failed = [], 0
    for path, accept in asked:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
        begun = time.perf_counter()
        try:
            connection.request("GET", path, headers={"Accept": accept, "Accept-Language": "pl"})
            answer = connection.getresponse()
            answer.read()
            failed += answer.status != http.HTTPStatus.OK
        except TimeoutError:
            failed += 1
        finally:
            connection.close()
        taken.append((time.perf_counter() - begun) * 1000)
    return First(name, len(taken), failed, statistics.median(taken), max(taken))
