"""Turns a workbook or a CSV file into Sheets: rows of cells as they stand there, with what was undone to read them."""

import csv
import io
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from esgraph import decoding, workbook
from esgraph.build.tables import faults, problems
from esgraph.cells import Row, cell, filled
from esgraph.errors import AuthoringError, Location

#: What a table may be in.
SUFFIXES: Final = (".csv", ".tsv", ".xlsx")

_DELIMITERS: Final = ";,\t|"
#: Lines that tell how cells are divided.
_LOOKED_AT: Final = 30


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with its rows; `name` is "" for a CSV file. `damage` has what was undone in all of it.

    An answer of a register is one, too: nobody can add a column to it.
    """

    file: Path
    name: str
    rows: tuple[Row, ...] = field(repr=False)
    damage: tuple[str, ...] = ()
    is_hidden: bool = False
    is_answer: bool = False
    #: Rows that a spreadsheet does not show, and those in which something is struck out.
    hidden: tuple[int, ...] = ()
    struck: tuple[int, ...] = ()

    def where(self, row: int, column: str = "") -> Location:
        """A place in the sheet."""
        return Location(self.file, row, key=column, sheet=self.name)


def read(path: Path) -> list[Sheet]:
    """All sheets of a file. Raises AuthoringError for one that is no such file."""
    return _workbook(path) if path.suffix.lower() == ".xlsx" else [_text_file(path)]


def _text_file(path: Path) -> Sheet:
    text, damage = _decoded(path)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    rows: list[Row] = []
    begun = 1
    try:
        for number, written in enumerate(lines, 1):
            begun = lines.line_num + 1
            rows += filled(number, {column: cell(value) for column, value in enumerate(written)})
    except csv.Error as error:
        raise AuthoringError([problems.broken_csv(Location(path, begun), str(error))]) from error
    return Sheet(path, "", tuple(rows), damage)


def _delimiter(text: str) -> str:
    """The mark of which most lines have as many as others: a title above a table may have commas of its own."""
    lines = [line for line in text.splitlines()[:_LOOKED_AT] if line.strip()]
    counts = {mark: Counter(number for line in lines if (number := line.count(mark))) for mark in _DELIMITERS}
    alike = {mark: max(((often, number) for number, often in counts[mark].items()), default=(0, 0)) for mark in counts}
    return max(_DELIMITERS, key=alike.__getitem__)


def _decoded(path: Path) -> tuple[str, tuple[str, ...]]:
    """The text of a file, and its encoding if that is an old one."""
    content = path.read_bytes()
    found = decoding.decoded(content)
    if found is None:
        raise AuthoringError([problems.no_encoding(Location(path, decoding.line_of_fault(content)))])
    return found.text, (found.encoding,) if found.encoding in faults.UNDONE else ()


def _workbook(path: Path) -> list[Sheet]:
    try:
        grids = workbook.grids(path.read_bytes())
    except workbook.FAULTS as error:
        raise AuthoringError([problems.no_workbook(Location(path), str(error))]) from error
    return [
        Sheet(path, one.name, one.rows, is_hidden=one.is_hidden, hidden=one.hidden, struck=one.struck) for one in grids
    ]
