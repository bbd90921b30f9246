"""Turns the union of a release's graphs into its tables, in two readings: which columns there are, then the rows.

Both go piece by piece, and what was found in a piece before, or made of it, is used again: its rows are the same if the
columns are, and the words that they quote.
"""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO, Final, NamedTuple

from esgraph.build.dumps.tables import entities, metadata, rows
from esgraph.build.dumps.tables.columns import Column, columns
from esgraph.build.dumps.tables.model import Model, Table
from esgraph.build.dumps.tables.survey import Selectors, Survey, selectors, survey
from esgraph.build.handover import Handover
from esgraph.build.kept import Kept
from esgraph.build.project import Settings
from esgraph.dumps import pieces

_KEPT: Final = "tables.kept"


class _Piece(NamedTuple):
    """Where in the union a piece lies, and what it is known by."""

    offset: int
    size: int
    digest: str


def write(
    union: Path,
    settings: Settings,
    folder: Path,
    model: Model | None = None,
    handover: Handover | None = None,
    subjects: int = pieces.SUBJECTS,
) -> None:
    """Write a table of every main class that has an entity to a new folder, and what is in them.

    One subject in `subjects` begins a piece. Memory holds one piece at a time, with at least one entity.
    Raises ReleaseError where no sign can stand between the values of a cell.
    """
    folder.mkdir()
    model = model or Model.read()
    with (
        TemporaryDirectory(prefix=".tables-", dir=union.parent) as scratch,
        selectors(Path(scratch)) as said,
        union.open("rb") as lines,
        Kept(handover, _KEPT) as kept,
    ):
        found, parts = _survey(pieces.cut(lines, subjects, sys.maxsize), model, said, kept)
        tables = {table: columns(table, model, found) for table in model.tables if table.name in found.fields}
        _write_rows(lines, parts, tables, said, kept, folder)
    text = metadata.document(tables, model, settings)
    (folder / metadata.FILE).write_text(text, encoding="utf-8")


def _survey(cut: Iterator[bytes], model: Model, said: Selectors, kept: Kept) -> tuple[Survey, list[_Piece]]:
    """Look at all pieces once; what selectors say goes to `said`."""
    found, looked_for = Survey(), _digest(model.tables)
    parts: list[_Piece] = []
    offset = 0
    for number, piece in enumerate(cut):
        digest = pieces.digest(piece)
        one = Survey.from_json(kept.of(f"{digest} {looked_for}", partial(_surveyed, piece, model)))
        found.add(one)
        said.add(number, one)
        parts.append(_Piece(offset, len(piece), digest))
        offset += len(piece)
    return found, parts


def _surveyed(piece: bytes, model: Model) -> bytes:
    return survey(entities.read(piece), model.tables).to_json()


def _write_rows(
    union: BinaryIO,
    parts: Sequence[_Piece],
    tables: Mapping[Table, Sequence[Column]],
    said: Selectors,
    kept: Kept,
    folder: Path,
) -> None:
    """Write a file for each table (UTF-8, a header of names), rows in the order of the union."""

    def made(part: _Piece) -> bytes:
        union.seek(part.offset)
        listed = rows.of(entities.read(union.read(part.size)), tables, said)
        return json.dumps(listed, ensure_ascii=False).encode()

    with ExitStack() as opened:
        files = {table.name: opened.enter_context((folder / table.file).open("wb")) for table in tables}
        for table, listed in tables.items():
            files[table.name].write(rows.head(listed).encode())
        layout = _digest([(table, [one.held for one in listed]) for table, listed in tables.items()])
        for number, part in enumerate(parts):
            key = _digest((part.digest, layout, said.of_piece(number)))
            for name, text in json.loads(kept.of(key, partial(made, part))).items():
                files[name].write(text.encode())


def _digest(parts: object) -> str:
    """What something is known by that says of itself all that it is."""
    return pieces.digest(repr(parts).encode())
