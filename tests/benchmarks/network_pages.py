"""Turns a release into the times that the pages and files of its network take when they are asked for first.

python -m tests.benchmarks.network_pages RELEASE
"""

import argparse
import random
import statistics
import time
import urllib.error
import urllib.request
from collections.abc import Iterable
from pathlib import Path

from esgraph.network.model import local
from esgraph.network.overview import Overview
from esgraph.network.reading import connect
from esgraph.release import Release
from tests.serve.conftest import running

#: Organisations whose pages are asked for, and pairs of them whose ways are.
_PAGES, _WAYS = 40, 20


def main() -> None:
    """Print a line for each kind of answer: how many, the median and the longest, in milliseconds."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("release", type=Path)
    release = Release.open(parser.parse_args().release)
    with connect(release.network) as connection:
        overview = Overview(connection, "all")
        hubs = [_slug(one.node) for one in overview.ranked("degree", 3)]
        everybody = [_slug(one.node) for one in overview.all()]
        print(dict(overview.counts()), "most partners:", overview.ranked("degree", 1)[0].degree)  # noqa: T201
    chosen = random.Random(1).sample(everybody, min(_PAGES, len(everybody)))
    pairs = [*zip(chosen[:_WAYS], reversed(chosen), strict=False), (hubs[0], hubs[1])]
    with running(release.path) as address:
        _asked(address, "the first page", ["network"])
        _asked(address, "pages of organisations", (f"network/{one}" for one in chosen))
        _asked(address, "the same, two steps", (f"network/{one}?depth=2" for one in chosen))
        _asked(address, "ways of two", (f"network/path?from={one}&to={other}" for one, other in pairs))
        _asked(address, "pages of the most connected", (f"network/{one}" for one in hubs))
        _asked(address, "the closest of these as a file", (f"network/{one}.cyjs?most=60" for one in hubs))


def _slug(iri: str) -> str:
    return local(iri).removeprefix("organization/")


def _asked(address: str, name: str, paths: Iterable[str]) -> None:
    taken, refused = [], 0
    for path in paths:
        begun = time.perf_counter()
        try:
            with urllib.request.urlopen(address + path) as response:
                response.read()
        except urllib.error.HTTPError:
            refused += 1
        taken.append((time.perf_counter() - begun) * 1000)
    told = f", {refused} refused" if refused else ""
    print(f"{name:32} {len(taken):3} median {statistics.median(taken):7.0f} ms, longest {max(taken):7.0f} ms{told}")  # noqa: T201


if __name__ == "__main__":
    main()
