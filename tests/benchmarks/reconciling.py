"""Turns names of a made-up country, as tables write them, into the time that reconciling each takes over HTTP.

Every name is another one, asked of `esgraph serve` by itself and then in batches of ten, as OpenRefine sends them; beside
it stands what a search for the same words takes, and how many times that reconciling takes.

    python -m tests.benchmarks.reconciling --triples 100000
"""

import argparse
import json
import sqlite3
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlencode

from esgraph import polish
from esgraph.release import Release
from tests.benchmarks import release as country_release
from tests.benchmarks.run import say
from tests.benchmarks.search import percentiles
from tests.benchmarks.servers import esgraph

_LETTERS = "aeiorzsnkw"
_BATCH = 10
_HEADERS = {"Accept": "application/json", "Connection": "close"}

Queries = Sequence[dict[str, Any]]


class Names:
    """Queries of several kinds about the organisations of one index, the same for the same seed."""

    def __init__(self, index: sqlite3.Connection, seed: int) -> None:
        self._random = Random(seed)
        self._known = index.execute(
            "SELECT one.pl, ifnull(place.pl, '') FROM entry one LEFT JOIN entry place ON place.id = one.place "
            "WHERE one.type = 'organization' ORDER BY one.id"
        ).fetchall()
        self._numbers = index.execute(
            "SELECT register, written FROM number WHERE register IN ('krs', 'nip')"
        ).fetchall()

    def of_kinds(self, each: int) -> dict[str, Queries]:
        """At most `each` queries of every kind."""
        chosen = self._random.sample(self._known, min(each, len(self._known)))
        numbers = self._random.choices(self._numbers, k=len(chosen)) if self._numbers else []
        kinds: dict[str, Queries] = {
            "whole name": [_query(name) for name, _ in chosen],
            "no diacritics": [_query(polish.fold(name)) for name, _ in chosen],
            "misspelt": [_query(self._misspelt(name)) for name, _ in chosen],
            "genitive": [_query(_genitive(name)) for name, _ in chosen],
            "name and place": [_query(name, {"schema:location": place}) for name, place in chosen],
            "name and number": [_query(name, {of: number}) for (name, _), (of, number) in zip(chosen, numbers, strict=False)],
        }  # fmt: skip
        return kinds

    def _misspelt(self, name: str) -> str:
        """A name with one letter of its longest word changed."""
        word = max(polish.words(name), key=lambda one: len(one.text))
        at = self._random.randrange(word.start, word.end)
        return name[:at] + self._random.choice(_LETTERS) + name[at + 1 :]


def _query(text: str, given: dict[str, str] | None = None) -> dict[str, Any]:
    properties = [{"pid": name, "v": value} for name, value in (given or {}).items() if value]
    return {"query": text, "type": "org:Organization", "properties": properties}


def _genitive(name: str) -> str:
    """A name with its first word as running text has it, near enough: Stowarzyszenia, Fundacji, Zakładu."""
    first, space, rest = name.partition(" ")
    ending = {"e": first[:-1] + "a", "a": first[:-1] + "i"}.get(first[-1], first + "u")
    return f"{ending}{space}{rest}"


def _ask(port: int, path: str, form: dict[str, str] | None = None) -> float:
    """Milliseconds until the whole answer is here."""
    body = urlencode(form).encode() if form else None
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", body, _HEADERS)
    begun = time.perf_counter()
    with urllib.request.urlopen(request, timeout=60) as response:
        response.read()
    return 1000 * (time.perf_counter() - begun)


def measure(release: Release, each: int, seed: int) -> Iterator[str]:
    """The lines of the result."""
    with closing(sqlite3.connect(release.search)) as index:
        kinds = Names(index, seed).of_kinds(each)
    yield f"{release.manifest.counts['quads']:,} statements; milliseconds a name over HTTP, and × a search for the words\n"
    yield f"{'':24} names {'p50':>8} {'p95':>8} {'p99':>8} {'most':>8}        ×"
    with tempfile.TemporaryDirectory() as work, esgraph(release, Path(work)) as server:
        # The first reads the facets, and what terms there are.
        _ask(server.port, "/search.json?q=stowarzyszenie")
        _ask(server.port, "/reconcile/pl", {"queries": json.dumps({"q": _query("stowarzyszenie")})})
        everything, searches, batches = [], [], []
        for kind, queries in kinds.items():
            times = [_ask(server.port, "/reconcile/pl", {"queries": json.dumps({"q": one})}) for one in queries]
            # What a search takes no notice of makes it another one, so that no answer is remembered.
            found = [_ask(server.port, f"/search.json?{urlencode({'q': one['query'], 'x': kind})}") for one in queries]
            everything += times
            searches += found
            yield f"{kind:24} {len(times):5} {percentiles(times)} {_median(times) / _median(found):8.1f}"
            for at in range(0, len(queries), _BATCH):
                part = {str(number): one for number, one in enumerate(queries[at : at + _BATCH])}
                batches.append(_ask(server.port, "/reconcile/pl", {"queries": json.dumps(part)}) / len(part))
        yield f"{'all':24} {len(everything):5} {percentiles(everything)} {_median(everything) / _median(searches):8.1f}"
        yield f"{f'all, {_BATCH} in a request':24} {len(batches):5} {percentiles(batches)} {_median(batches) / _median(searches):8.1f}"


def _median(times: Sequence[float]) -> float:
    return sorted(times)[len(times) // 2]


def main() -> None:
    """Measure, and print the result."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--triples", type=int, default=100_000, help="size in statements")
    parser.add_argument("--each", type=int, default=100, help="names of each kind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--cache", type=Path, default=country_release.cache_home(), help="directory that keeps releases"
    )
    options = parser.parse_args()
    release = country_release.build(options.triples, options.cache, say)
    for line in measure(release, options.each, options.seed):
        print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
