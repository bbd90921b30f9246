"""Turns the search index of a made-up country into a realistic mixture of queries, and their times over HTTP.

Every query is another one, so that no answer is remembered; each is asked of `esgraph serve` as a page with its facets,
one after the other, and then by several clients at once. Names, numbers and misspellings come from the index itself.

    python -m tests.benchmarks.search --triples 1000000
"""

import argparse
import sqlite3
import tempfile
import time
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from itertools import islice
from pathlib import Path
from random import Random
from urllib.parse import urlencode

from esgraph import polish
from esgraph.release import Release
from tests.benchmarks import release as country_release
from tests.benchmarks.run import say
from tests.benchmarks.servers import esgraph

Query = dict[str, str]
_LETTERS = "aeiorzsnkw"
_HEADERS = {"Accept": "text/html", "Connection": "close"}


class Mixture:
    """Queries of several kinds about one index, the same for the same seed."""

    def __init__(self, index: sqlite3.Connection, seed: int) -> None:
        self._index = index
        self._random = Random(seed)
        self._names = self._column("SELECT pl FROM entry WHERE type <> 'evidence' ORDER BY id")
        self._common = self._column("SELECT text FROM word ORDER BY entries DESC LIMIT 60")
        self._forms = self._column("SELECT form FROM form JOIN lemma USING (lemma) GROUP BY form ORDER BY form")
        self._numbers = self._column("SELECT written FROM number ORDER BY 1")
        self._counties = self._column("SELECT value FROM facet WHERE facet = 'county' ORDER BY 1")
        self._years = self._column("SELECT value FROM facet WHERE facet = 'year' ORDER BY 1")
        self._kinds = self._column("SELECT value FROM facet WHERE facet = 'kind' ORDER BY 1")

    def _column(self, sql: str) -> list[str]:
        return [value for (value,) in self._index.execute(sql)]

    def of_kinds(self, each: int) -> dict[str, list[Query]]:
        """About `each` different queries of every kind."""
        kinds: dict[str, Callable[[], Query]] = {
            "whole name": lambda: {"q": self._name()},
            "inflected words": lambda: {"q": " ".join(self._random.sample(self._forms, 2))},
            "misspelt name": lambda: {"q": self._misspelt(self._name())},
            "one common word": lambda: {"q": self._random.choice(self._common), "page": str(self._random.randrange(1, 9))},
            "common words": lambda: {"q": " ".join(self._random.sample(self._common, 3))},
            "beginning of a word": lambda: {"q": self._random.choice(self._forms)[:5]},
            "number": lambda: {"q": self._random.choice(self._numbers)},
            "word and facets": lambda: {"q": self._random.choice(self._common), "county": self._random.choice(self._counties)},
            "facets alone": lambda: {"kind": self._random.choice(self._kinds), "year": self._random.choice(self._years)},
            "nothing": lambda: {"q": "".join(self._random.choices(_LETTERS, k=11))},
        }  # fmt: skip
        return {kind: list(islice(_distinct(make), each)) for kind, make in kinds.items()}

    def beginnings(self, number: int) -> list[Query]:
        """What is typed before a name is chosen from the suggestions."""
        return list(islice(_distinct(lambda: {"q": self._name()[: self._random.randrange(2, 15)]}), number))

    def _name(self) -> str:
        return self._random.choice(self._names)

    def _misspelt(self, name: str) -> str:
        """A name with one letter of its longest word changed."""
        word = max(polish.words(name), key=lambda one: len(one.text), default=None)
        if word is None:
            return name
        at = self._random.randrange(word.start, word.end)
        return name[:at] + self._random.choice(_LETTERS) + name[at + 1 :]


def _distinct(make: Callable[[], Query]) -> Iterator[Query]:
    """Queries, each once; ends when hardly any new one comes."""
    known: set[str] = set()
    while True:
        for _ in range(200):
            query = make()
            if (text := urlencode(query)) not in known:
                break
        else:
            return
        known.add(text)
        yield query


def ask(port: int, path: str, query: Query) -> float:
    """Milliseconds until the whole answer is here. Raises OSError for any other answer than 200, or one 404 page."""
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}?{urlencode(query)}", headers=_HEADERS)
    begun = time.perf_counter()
    try:
        with urllib.request.urlopen(request, timeout=60) as response:
            response.read()
    except urllib.error.HTTPError as error:
        if error.code != 404 or "page" not in query:  # beyond the last page of results
            raise
    return 1000 * (time.perf_counter() - begun)


def percentiles(times: list[float]) -> str:
    """Median, 95th and 99th percentile and the longest, in milliseconds."""
    ordered = sorted(times)
    parts = [ordered[min(len(ordered) - 1, len(ordered) * percent // 100)] for percent in (50, 95, 99)]
    return " ".join(f"{time:8.1f}" for time in [*parts, ordered[-1]])


def measure(release: Release, each: int, clients: int, seed: int) -> Iterator[str]:
    """The lines of the result."""
    with closing(sqlite3.connect(release.search)) as index:
        mixture = Mixture(index, seed)
        kinds, beginnings = mixture.of_kinds(each), mixture.beginnings(5 * each)
        sizes = Counter(
            dict(index.execute("SELECT 'words', COUNT(*) FROM word UNION SELECT 'entries', COUNT(*) FROM entry"))
        )
    yield f"{release.manifest.counts['quads']:,} statements, {sizes['entries']:,} entries, {sizes['words']:,} words, "
    yield f"index {release.search.stat().st_size / 2**20:.1f} MiB; milliseconds over HTTP\n"
    yield f"{'':24} queries {'p50':>8} {'p95':>8} {'p99':>8} {'most':>8}"
    with tempfile.TemporaryDirectory() as work, esgraph(release, Path(work)) as server:
        ask(server.port, "/search", {"q": "stowarzyszenie"})  # the first reads the facets
        everything: list[float] = []
        for kind, queries in kinds.items():
            times = [ask(server.port, "/search", query) for query in queries]
            everything += times
            yield f"{kind:24} {len(times):7} {percentiles(times)}"
        yield f"{'all':24} {len(everything):7} {percentiles(everything)}"
        times = [ask(server.port, "/suggest", query) for query in beginnings]
        yield f"{'suggestions':24} {len(times):7} {percentiles(times)}"
        # In another language they are other pages, and none is remembered.
        again = [{**query, "lang": "en"} for queries in kinds.values() for query in queries]
        Random(seed).shuffle(again)
        with ThreadPoolExecutor(clients) as pool:
            begun = time.perf_counter()
            times = list(pool.map(lambda query: ask(server.port, "/search", query), again))
            rate = len(times) / (time.perf_counter() - begun)
        yield f"{f'all, {clients} clients at once':24} {len(times):7} {percentiles(times)}   {rate:.0f}/s"


def main() -> None:
    """Measure, and print the result."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--triples", type=int, default=1_000_000, help="size in statements")
    parser.add_argument("--each", type=int, default=80, help="queries of each kind")
    parser.add_argument("--clients", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--cache", type=Path, default=country_release.cache_home(), help="directory that keeps releases"
    )
    options = parser.parse_args()
    release = country_release.build(options.triples, options.cache, say)
    for line in measure(release, options.each, options.clients, options.seed):
        print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
