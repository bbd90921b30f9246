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
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from tempfile import mkdtemp

from esgraph import release, resources, search_index
from esgraph.build.catalogue import writer as catalogue
from esgraph.build.dumps import sums
from esgraph.build.dumps import writer as dumps
from esgraph.build.publish import copy_resources, write_network, write_network_files, write_search, write_store
from esgraph.dumps import ordering
from esgraph.release import Manifest, Release
from esgraph.vocabulary import RDF
from tests.benchmarks.nquads import country

_TYPE = f" <{RDF}type> ".encode()

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
            work.rename(target)
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
    own = Path(__file__)
    generator = [path for path in (own.parent / "nquads").glob("*.py") if not path.stem.startswith("test_")]
    for path in sorted([own, *generator, *resources.ontology().rglob("*"), *index]):
        if path.is_file():
            digest.update(path.read_bytes())
    return digest.hexdigest()[:10]


_INDEXING = ("search_index.py", "network_index.py", "polish.py", "legal_names.py", "regions.py")


def _write(work: Path, triples: int, seed: int, progress: Progress) -> None:
    scratch = work / "scratch"
    scratch.mkdir()
    raw = scratch / "raw.nq"
    begun = time.monotonic()
    with raw.open("wb") as stream:
        country.write(stream, triples, seed)
    progress(f"generated in {time.monotonic() - begun:.0f} s")
    with raw.open("rb") as lines:
        quads = sort_lines(lines, work / release.NQUADS, scratch)
    shutil.rmtree(scratch)
    progress(f"sorted after {time.monotonic() - begun:.0f} s")
    union = dumps.write(work, country.SETTINGS)
    progress(f"dumps after {time.monotonic() - begun:.0f} s")
    copy_resources(country.SETTINGS.base, work)
    write_search(work, country.SETTINGS.base)
    progress(f"indexed after {time.monotonic() - begun:.0f} s")
    write_network(work, country.SETTINGS.base)
    progress(f"network after {time.monotonic() - begun:.0f} s")
    settings = country.SETTINGS
    graphs = _graphs(work)
    counts = {"quads": quads, "triples": union, "graphs": len(graphs), **graphs, **_instances(work / release.UNION)}
    nquads = release.file_entry(work / release.NQUADS)
    manifest = Manifest(
        id=f"{settings.version}-{nquads.sha256[:12] if nquads else ''}",
        version=settings.version,
        base=settings.base,
        title=settings.title,
        licence=settings.licence,
        issued=settings.issued,
        modified=settings.modified,
        generator=f"esgraph {version('esgraph')} tests.benchmarks",
        counts=counts,
        files={},
    )
    write_network_files(manifest, work)
    progress(f"network files after {time.monotonic() - begun:.0f} s")
    files = sums.entries(work.rglob("*"), work)
    described = catalogue.write(replace(manifest, files=files), settings, work)
    files = sums.write(work, files | sums.entries(described, work))
    progress(f"described after {time.monotonic() - begun:.0f} s")
    write_store(work)
    progress(f"stored after {time.monotonic() - begun:.0f} s")
    (work / release.MANIFEST).write_text(replace(manifest, files=files).to_json(), encoding="utf-8")
    work.chmod(0o755)


def sort_lines(lines: Iterable[bytes], target: Path, scratch: Path, most: int = ordering.PIECE) -> int:
    """Write lines by code point, each once, with pieces of `most` bytes sorted on disk; returns how many there are."""
    with target.open("wb") as out:
        return _write_distinct(ordering.sort(lines, scratch, most=most), out.write)


def _write_distinct(lines: Iterator[bytes], write: Callable[[bytes], object]) -> int:
    before, count = b"", 0
    for line in lines:
        if line != before:
            write(line)
            before, count = line, count + 1
    return count


def _graphs(work: Path) -> dict[str, int]:
    """Number of statements by the IRI of their graph."""
    with (work / release.NQUADS).open("rb") as lines:
        found = Counter(line.rpartition(b" <")[2][:-4] for line in lines)
    return {name.decode(): count for name, count in sorted(found.items())}


def _instances(union: Path) -> dict[str, int]:
    """Number of instances by class IRI."""
    found: Counter[bytes] = Counter()
    with union.open("rb") as lines:
        for line in lines:
            subject, middle, rest = line.partition(_TYPE)
            # A literal may hold the words of the predicate.
            if middle and b" " not in subject:
                found[rest[1:-4]] += 1
    return {name.decode(): count for name, count in sorted(found.items())}


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
