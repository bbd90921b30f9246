"""Turns the N-Quads of a release into the same graph in every other format, line by line."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph as ox

from esgraph import release
from esgraph.build.dumps import compression
from esgraph.build.dumps.tables import writer as tables
from esgraph.build.project import Settings
from esgraph.dumps import formats, ordering
from esgraph.dumps.formats import Format


def write(work: Path, settings: Settings) -> None:
    """Write all other whole dumps of the release in `work`, each compressed too, and its tables.

    N-Quads and N-Triples are there. Raises ReleaseError for what a format or a table cannot hold.
    """
    # Compressing takes as long as writing, and does not hold up the interpreter.
    with ThreadPoolExecutor(max_workers=2) as threads:
        done = [threads.submit(way, path) for path in _written(work, settings.base) for way in compression.WAYS]
        tables.write(work / release.UNION, settings, work / release.TABLES)
        for one in done:
            one.result()


def _written(work: Path, base: str) -> Iterator[Path]:
    """The whole dumps, each when it is there."""
    yield work / release.NQUADS
    yield work / release.UNION
    for form in (formats.TURTLE, formats.RDF_XML):
        yield _write(work / release.UNION, form, base, work)
    with TemporaryDirectory(prefix=".dumps-", dir=work) as scratch:
        ordered = Path(scratch) / "by-graph.nq"
        with (work / release.NQUADS).open("rb") as quads:
            _write_lines(ordering.by_graph(quads, Path(scratch)), ordered)
        for form in (formats.TRIG, formats.JSON_LD):
            yield _write(ordered, form, base, work)


def _write_lines(lines: Iterable[bytes], target: Path) -> None:
    with target.open("wb") as out:
        out.writelines(lines)


def _write(source: Path, form: Format, base: str, work: Path) -> Path:
    reading = ox.RdfFormat.N_QUADS if form.keeps_graphs else ox.RdfFormat.N_TRIPLES
    quads = ox.parse(path=source, format=reading)
    target = work / f"{release.DUMP}.{form.suffix}"
    with target.open("wb") as out:
        formats.write(quads if form.keeps_graphs else (quad.triple for quad in quads), form, base, out)
    return target
