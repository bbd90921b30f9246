"""Turns the sorted statements of a release into its other dumps: every format, whole and compressed, piece by piece."""

from collections.abc import Callable, Iterable
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import ExitStack
from functools import cache, partial
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Final, Self

import pyoxigraph as ox

from esgraph import release
from esgraph.build.dumps.pieced import PiecedFile
from esgraph.build.handover import Handover
from esgraph.dumps import formats, ordering, pieces
from esgraph.dumps.formats import Format

Statements = list[ox.Quad] | list[ox.Triple]


def write_by_subject(work: Path, base: str, handover: Handover | None, subjects: int = pieces.SUBJECTS) -> None:
    """Write Turtle and RDF/XML of the release in `work`, and compress them, N-Triples and N-Quads.

    The last two are there. One subject in `subjects` begins a piece. Raises ReleaseError for what RDF/XML cannot hold.
    """
    with (
        (work / release.NQUADS).open("rb") as lines,
        _Dumps(work, base, handover) as dumps,
    ):
        dumps.begin(formats.NQUADS, is_there=True)
        dumps.take(pieces.cut(lines, subjects), formats.NQUADS)
    with (
        (work / release.UNION).open("rb") as lines,
        _Dumps(work, base, handover) as dumps,
    ):
        dumps.begin(formats.NTRIPLES, is_there=True)
        dumps.begin(formats.TURTLE)
        dumps.begin(formats.RDF_XML)
        dumps.take(pieces.cut(lines, subjects), formats.NTRIPLES)


def write_by_graph(work: Path, base: str, handover: Handover | None, subjects: int = pieces.SUBJECTS) -> None:
    """Write TriG and JSON-LD of the release in `work`, whole and compressed.

    The statements of a graph follow one another; where a piece ends among them, the graph goes on in another block.
    """
    with (
        TemporaryDirectory(prefix=".dumps-", dir=work) as scratch,
        (work / release.NQUADS).open("rb") as lines,
        _Dumps(work, base, handover) as dumps,
    ):
        dumps.begin(formats.TRIG)
        dumps.begin(formats.JSON_LD)
        dumps.take(pieces.cut(ordering.by_graph(lines, Path(scratch)), subjects), formats.NQUADS)


class _Dumps:
    """Dumps that are made from the same pieces."""

    def __init__(self, work: Path, base: str, handover: Handover | None) -> None:
        self._work = work
        self._base = base
        self._handover = handover
        self._opened = ExitStack()
        # Compressing takes as long as writing, and does not hold up the interpreter.
        self._threads: Final[Executor] = self._opened.enter_context(ThreadPoolExecutor(2))
        self._dumps: list[_Dump] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._opened.__exit__(kind, error, trace)

    def begin(self, form: Format, *, is_there: bool = False) -> None:
        """Begin the dump of a format."""
        path = self._work / f"{release.DUMP}.{form.suffix}"
        file = self._opened.enter_context(PiecedFile(path, self._threads, self._handover, is_there=is_there))
        self._dumps.append(_Dump(form, self._base, file))

    def take(self, parts: Iterable[bytes], form: Format) -> None:
        """Write all pieces, each of lines in the format `form`, and end the dumps."""
        for part in parts:
            key = pieces.digest(part)
            statements = cache(partial(_parsed, part, form))
            for dump in self._dumps:
                dump.add(key, part, statements)
        for dump in self._dumps:
            dump.end()


class _Dump:
    """A dump of one format that grows by pieces."""

    def __init__(self, form: Format, base: str, file: PiecedFile) -> None:
        self._form = form
        self._base = base
        self._file = file
        self._frame = formats.frame(form, base)
        self._is_first = True
        self._add_plain(self._frame.head)

    def add(self, key: str, lines: bytes, statements: Callable[[], Statements]) -> None:
        """Let a piece follow: its lines, and what they say."""
        if self._form in (formats.NQUADS, formats.NTRIPLES):
            self._file.add(key, lambda: lines)
            return
        between = b"" if self._is_first else self._frame.between
        self._is_first = False
        self._file.add(f"{key}{between.decode()}", lambda: between + self._inside(statements()))

    def end(self) -> None:
        """Write what stands behind the last piece."""
        self._add_plain(self._frame.tail)

    def _inside(self, statements: Statements) -> bytes:
        out = BytesIO()
        formats.write(statements, self._form, self._base, out)
        return self._frame.inside(out.getvalue())

    def _add_plain(self, text: bytes) -> None:
        if text:
            self._file.add(pieces.digest(text), lambda: text)


def _parsed(lines: bytes, form: Format) -> Statements:
    quads = list(ox.parse(lines, format=form.engine))
    return quads if form.keeps_graphs else [quad.triple for quad in quads]
