"""Turns a workbook or a CSV file into Sheets: rows of cells as they stand there, with what was undone to read them."""

import csv
import io
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Final
from zipfile import ZipFile

from openpyxl import load_workbook
from openpyxl.utils.escape import unescape
from openpyxl.worksheet.worksheet import Worksheet

from esgraph import decoding, workbook
from esgraph.build.tables import faults, problems
from esgraph.errors import AuthoringError, Location

#: What a table may be in.
SUFFIXES: Final = (".csv", ".tsv", ".xlsx")

_DELIMITERS: Final = ";,\t|"
#: Of UTF-8 that was taken for cp1250 and saved: what every Polish letter begins with then, and quotation marks.
_MISREAD: Final = re.compile("[ÄĹĂ][^A-Za-z\\s]|â€")
_UNUSED: Final = "\x81\x83\x88\x90\x98"
#: What nobody sees: marks of byte order and of direction, soft hyphens, spaces without width, and what XML cannot hold.
_UNSEEN: Final = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]"
)
#: Lines that tell how cells are divided.
_LOOKED_AT: Final = 30
#: Whole numbers below this a float has exactly.
_EXACT: Final = 2**53


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its text without blanks around it, the number or date that a spreadsheet holds, and what was undone.

    `undone` names what happened to it (see `damage`); `is_error` is for what a formula could not work out.
    """

    text: str = ""
    value: float | date | None = None
    undone: tuple[str, ...] = ()
    is_error: bool = False


EMPTY: Final = Cell()


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is not empty: its number as a spreadsheet shows it, from 1, and its cells by column, from 0."""

    number: int
    cells: Mapping[int, Cell]

    def __getitem__(self, column: int) -> Cell:
        return self.cells.get(column, EMPTY)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with its rows; `name` is "" for a CSV file. `damage` has what was undone in all of it."""

    file: Path
    name: str
    rows: tuple[Row, ...] = field(repr=False)
    damage: tuple[str, ...] = ()
    is_hidden: bool = False
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
            rows += _row(number, {column: cell(value) for column, value in enumerate(written)})
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
        # Not read-only: merged cells would not be known.
        book = load_workbook(path, data_only=True)
        formulas = load_workbook(path) if _has_formulas(path) else book
    except workbook.FAULTS as error:
        raise AuthoringError([problems.no_workbook(Location(path), str(error))]) from error
    return [_sheet(path, sheet, formulas[sheet.title]) for sheet in book.worksheets]


def _has_formulas(path: Path) -> bool:
    with ZipFile(path) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
        return any(b"<f>" in (content := archive.read(name)) or b"<f " in content for name in sheets)


def _sheet(path: Path, sheet: Worksheet, formulas: Worksheet) -> Sheet:
    cells: dict[int, dict[int, Cell]] = {}
    struck: set[int] = set()
    # Only those that are there: a mark in the last row would make a million others.
    for (number, column), one in sorted(sheet._cells.items()):
        if one.value is not None:
            cells.setdefault(number, {})[column - 1] = cell(one.value, is_error=one.data_type == "e")
            if one.has_style and one.font.strike:
                struck.add(number)
        elif formulas is not sheet and formulas.cell(number, column).data_type == "f":
            # No spreadsheet has worked it out.
            cells.setdefault(number, {})[column - 1] = Cell("#", is_error=True)
    for area in sheet.merged_cells.ranges:
        _spread(cells, area.min_row, area.max_row, area.min_col - 1, area.max_col - 1)
    rows = tuple(row for number in sorted(cells) for row in _row(number, cells[number]))
    hidden = tuple(row.number for row in rows if sheet.row_dimensions[row.number].hidden)
    is_hidden = sheet.sheet_state != "visible"
    return Sheet(path, sheet.title, rows, is_hidden=is_hidden, hidden=hidden, struck=tuple(sorted(struck)))


def _spread(cells: dict[int, dict[int, Cell]], top: int, bottom: int, left: int, right: int) -> None:
    """What is merged across rows holds for each of them; a title across columns stays where it begins."""
    first = cells.get(top, {}).get(left)
    if first is None or left != right:
        return
    for number in range(top + 1, bottom + 1):
        # Of rows that are otherwise empty there is nothing to be said.
        if number in cells:
            cells[number][left] = replace(first, undone=(*first.undone, "merged"))


def _row(number: int, cells: dict[int, Cell]) -> Iterator[Row]:
    filled = {column: one for column, one in cells.items() if one.text or one.is_error}
    if filled:
        yield Row(number, filled)


def cell(value: object, *, is_error: bool = False) -> Cell:
    """A cell that holds a value of a spreadsheet; `is_error` if it could not be worked out."""
    match value:
        case bool():
            return Cell("tak" if value else "nie")
        case int():
            return Cell(str(value), float(value) if abs(value) < _EXACT else None)
        case float():
            if not math.isfinite(value):
                return Cell(str(value), is_error=True)
            return Cell(f"{value:.0f}" if value.is_integer() else f"{value}".replace(".", ","), value)
        case datetime():
            return Cell(value.date().isoformat(), value.date())
        case date():
            return Cell(value.isoformat(), value)
        case time() | timedelta():
            return Cell(str(value))
    written = unicodedata.normalize("NFC", unescape(str(value)))
    text, undone = _clean(written)
    return Cell(text, undone=undone, is_error=is_error or _is_error(text))


def _byte(char: str) -> bytes:
    """The byte that was read as a character in cp1250, where Windows gives those it does not use, too."""
    return bytes([ord(char)]) if char in _UNUSED else char.encode("cp1250")


def _is_error(text: str) -> bool:
    return (text.startswith("#") and text.rstrip("!?").isupper()) or (bool(text) and not text.strip("#"))


def _clean(written: str) -> tuple[str, tuple[str, ...]]:
    """A text without blanks around it and within, and what had happened to it."""
    text, undone = written, []
    if _MISREAD.search(text):
        try:
            text = unicodedata.normalize("NFC", b"".join(map(_byte, text)).decode("utf-8"))
            undone.append("misread")
        except UnicodeError:
            pass  # another text that has these letters
    tidy = " ".join(_UNSEEN.sub("", text).split())
    if tidy != text:
        undone.append("blanks")
    return tidy, tuple(undone)
