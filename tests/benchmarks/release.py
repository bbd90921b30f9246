"""Turns a made-up country into a release directory that `esgraph serve` takes, with memory that stays bounded.

Built as `esgraph build` builds, but for the N-Quads, which are sorted in pieces on disk. There is no validation report: a
test holds small countries against the shapes, nothing does so with ten million statements.

    python -m tests.benchmarks.release --triples 1000000
"""

import argparse
import hashlib
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterable
from importlib.metadata import version
from pathlib import Path
from tempfile import mkdtemp

import pyoxigraph as ox

from esgraph import release, resources, search_index
from esgraph.build import publish
from esgraph.build.catalogue import counting
from esgraph.build.dataset import Dataset
from esgraph.build.origins import Origins
from esgraph.build.report import Report
from esgraph.build.stages import Stages, table
from esgraph.dumps import ordering
from esgraph.release import Release
from tests.benchmarks import country

Progress = Callable[[str], None]


def cache_home() -> Path:
    """Where releases are kept between runs (XDG base directory specification)."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "esgraph-bench"


def build(triples: int, cache: Path, progress: Progress, seed: int = 1) -> Release:
    """The release of a country of a size (in statements); from the cache if this generator has made it before."""
    target = cache / f"country-{triples}-{seed}-{_fingerprint()}"
    if not target.exists():
        cache.mkdir(parents=True, exist_ok=True)
        work = Path(mkdtemp(prefix=f".{target.name}-", dir=cache))
        try:
            _write(work, triples, seed, progress)
            (work / "release").rename(target)
        finally:
            shutil.rmtree(work, ignore_errors=True)
    return Release.open(target)


def _fingerprint() -> str:
    """Changes with the generator, the ontology and the indexes: an old release is not taken for a new one."""
    digest = hashlib.sha256(version("esgraph").encode())
    package = Path(search_index.__file__).parent
    index = [
        *package.glob("build/search/*.py"),
        *package.glob("build/network/*.py"),
        *package.glob("build/dumps/**/*.py"),
        *package.glob("dumps/*.py"),
        *package.glob("build/catalogue/*.py"),
        *(package / name for name in _INDEXING),
    ]
    for path in sorted([*Path(__file__).parent.glob("*.py"), *resources.ontology().rglob("*"), *index]):
        # What measures does not change what is measured.
        if path.is_file() and path.stem not in _NOT_DATA:
            digest.update(path.read_bytes())
    return digest.hexdigest()[:10]


_INDEXING = ("search_index.py", "network_index.py", "polish.py", "legal_names.py", "regions.py")
_NOT_DATA = {"run", "servers", "virtuoso", "queries", "load", "attack", "table", "measure", "test_country", "search"}


def _write(work: Path, triples: int, seed: int, progress: Progress) -> None:
    scratch, read, fresh = (work / name for name in ("scratch", "read", "release"))
    for folder in (scratch, read, fresh):
        folder.mkdir()
    raw = scratch / "raw.nq"
    begun = time.monotonic()
    with raw.open("wb") as stream:
        country.write(stream, triples, seed)
    progress(f"generated in {time.monotonic() - begun:.0f} s")
    with raw.open("rb") as lines:
        sort_lines(lines, read / release.NQUADS, scratch)
    shutil.rmtree(scratch)
    progress(f"sorted after {time.monotonic() - begun:.0f} s")
    stages = Stages()
    with stages.stage("store"):
        dataset = dataset_of(read)
    progress(f"stored after {time.monotonic() - begun:.0f} s")
    publish.write(dataset, Report((), ""), country.SETTINGS, fresh, stages)
    progress(table(stages.done))


def dataset_of(work: Path) -> Dataset:
    """A directory with sorted N-Quads as the builder holds a dataset, without the places where they are authored."""
    with (work / release.NQUADS).open("rb") as quads, (work / release.UNION).open("wb") as out:
        out.writelines(ordering.union(quads))
    store = ox.Store(str(work / release.STORE))
    store.bulk_load(path=str(work / release.NQUADS), format=ox.RdfFormat.N_QUADS)
    store.bulk_load(path=str(work / release.UNION), format=ox.RdfFormat.N_TRIPLES)
    store.optimize()
    store.flush()
    base = country.SETTINGS.base
    origins = Origins(work / release.STORE, base, (), lambda _: {})
    return Dataset(base, work, counting.count(work / release.NQUADS, base), origins, frozenset(), frozenset())


def sort_lines(lines: Iterable[bytes], target: Path, scratch: Path, most: int = ordering.PIECE) -> int:
    """Write lines by code point, each once, with pieces of `most` bytes sorted on disk; returns how many there are."""
    count = 0
    with target.open("wb") as out:
        for line in ordering.distinct(ordering.sort(lines, scratch, most=most)):
            out.write(line)
            count += 1
    return count


def main() -> None:
    """Build a release, or say where it is."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--triples", type=int, default=1_000_000, help="size in statements")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cache", type=Path, default=cache_home(), help="directory that keeps releases")
    options = parser.parse_args()
    made = build(options.triples, options.cache, lambda text: print(text, file=sys.stderr), options.seed)  # noqa: T201
    print(made.path)  # noqa: T201


if __name__ == "__main__":
    main()
