"""Turns the N-Quads of a release into the same graph in every other format, line by line."""

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph as ox

from esgraph import release
from esgraph.dumps import formats, ordering
from esgraph.dumps.formats import Format


def write(work: Path, base: str) -> int:
    """Write all other whole dumps of the release in `work`; returns the number of statements of the union.

    Raises ReleaseError for what a format cannot hold.
    """
    triples = write_union(work)
    for form in (formats.TURTLE, formats.RDF_XML):
        _write(work / release.UNION, form, base, work)
    with TemporaryDirectory(prefix=".dumps-", dir=work) as scratch:
        ordered = Path(scratch) / "by-graph.nq"
        with (work / release.NQUADS).open("rb") as quads:
            _write_lines(ordering.by_graph(quads, Path(scratch)), ordered)
        for form in (formats.TRIG, formats.JSON_LD):
            _write(ordered, form, base, work)
    return triples


def write_union(work: Path) -> int:
    """Write the union of all graphs as sorted N-Triples; returns the number of its statements."""
    with (work / release.NQUADS).open("rb") as quads:
        return _write_lines(ordering.union(quads), work / release.UNION)


def _write_lines(lines: Iterable[bytes], target: Path) -> int:
    count = 0
    with target.open("wb") as out:
        for line in lines:
            out.write(line)
            count += 1
    return count


def _write(source: Path, form: Format, base: str, work: Path) -> None:
    reading = ox.RdfFormat.N_QUADS if form.keeps_graphs else ox.RdfFormat.N_TRIPLES
    quads = ox.parse(path=source, format=reading)
    with (work / f"{release.DUMP}.{form.suffix}").open("wb") as out:
        formats.write(quads if form.keeps_graphs else (quad.triple for quad in quads), form, base, out)
