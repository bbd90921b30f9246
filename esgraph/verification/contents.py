"""Turns the N-Quads of a release and another form of it, a file or its store, into the first statement that differs."""

from collections.abc import Iterable, Iterator
from itertools import islice, zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pyoxigraph as ox

from esgraph.dumps import ordering
from esgraph.dumps.formats import Format
from esgraph.errors import Message
from esgraph.release import STORE, Release

_MISSING = Message("{file}: nie ma: {line}", "{file}: this is missing: {line}")
_ADDED = Message("{file}: tego nie ma w N-Quads: {line}", "{file}: the N-Quads do not have this: {line}")
_NO_STORE = Message("nie ma katalogu {store}", "there is no directory {store}")
_NUMBER = Message("{store}: stwierdzeń {found} zamiast {expected}", "{store}: {found} statements, not {expected}")
#: Statements that are written at once.
_BATCH: Final = 10_000


def of_file(path: Path, form: Format, nquads: Path) -> Iterator[str | Message]:
    """What a whole dump has otherwise than the N-Quads, which are in order; nothing if it says the same."""
    with TemporaryDirectory(prefix="esgraph-verify-") as scratch, nquads.open("rb") as quads:
        expected = quads if form.keeps_graphs else ordering.union(quads)
        try:
            found = ordering.distinct(ordering.sort(_lines(path, form), Path(scratch)))
            yield from _difference(path.name, found, expected)
        except (SyntaxError, OSError) as error:
            yield f"{path.name}: {error}"


def _lines(path: Path, form: Format) -> Iterator[bytes]:
    """The statements of a file as lines of N-Quads or N-Triples."""
    quads = ox.parse(path=str(path), format=form.engine)
    written = ox.RdfFormat.N_QUADS if form.keeps_graphs else ox.RdfFormat.N_TRIPLES
    while batch := list(islice(quads, _BATCH)):
        lines = ox.serialize(batch if form.keeps_graphs else (quad.triple for quad in batch), format=written)
        yield from (lines or b"").splitlines(keepends=True)


def _difference(name: str, found: Iterable[bytes], expected: Iterable[bytes]) -> Iterator[Message]:
    """The first line that only one of two orders has."""
    for has, wants in zip_longest(found, expected):
        if has == wants:
            continue
        missing = has is None or (wants is not None and wants < has)
        line = (wants if missing else has) or b""
        yield (_MISSING if missing else _ADDED).of(file=name, line=line.decode("utf-8", "replace").strip())
        return


def of_store(release: Release) -> Iterator[str | Message]:
    """What the store of a release has otherwise than its N-Quads and their union."""
    if not release.store.is_dir():
        yield _NO_STORE.of(store=STORE)
        return
    try:
        store = ox.Store.read_only(str(release.store))
        yield from _in_store(store, release.nquads)
    except (OSError, RuntimeError) as error:  # the engine's own words for a damaged file
        yield f"{STORE}: {error}"


def _in_store(store: ox.Store, nquads: Path) -> Iterator[str | Message]:
    quads = triples = 0
    before: ox.Triple | None = None
    for quad in ox.parse(path=str(nquads), format=ox.RdfFormat.N_QUADS):
        quads += 1
        triples += quad.triple != before
        before = quad.triple
        if quad not in store or ox.Quad(quad.subject, quad.predicate, quad.object) not in store:
            yield _MISSING.of(file=STORE, line=str(quad))
            return
    if len(store) != quads + triples:
        yield _NUMBER.of(store=STORE, found=len(store), expected=quads + triples)
