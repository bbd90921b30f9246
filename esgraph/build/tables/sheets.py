"""Turns a workbook or a CSV file into Sheets: rows of cells as they stand there, with what was undone to read them."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Final
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from esgraph.build.tables import problems
from esgraph.errors import AuthoringError, Location

#: What a table may be in.
SUFFIXES: Final = (".csv", ".tsv", ".xlsx")
#: Other spreadsheets, which are told of.
OTHERS: Final = (".xls", ".xlsb", ".xlsm", ".ods")

_DELIMITERS: Final = ";,\t|"
#: The marks that UTF-16 begins with.
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
#: Of UTF-8 that was taken for cp1250 and saved: what every Polish letter begins with then, and quotation marks.
_MISREAD: Final = re.compile("[ÄĹĂ][^A-Za-z\\s]|â€")
#: What nobody sees: marks of byte order and of direction, soft hyphens, spaces without width.
_UNSEEN: Final = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")


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
    head = next((line for line in text.splitlines() if line.strip(_DELIMITERS + " ")), "")
    delimiter = max(_DELIMITERS, key=head.count)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[Row] = []
    begun = 1
    try:
        for number, written in enumerate(lines, 1):
            begun = lines.line_num + 1
            rows += _row(number, {column: cell(value) for column, value in enumerate(written)})
    except csv.Error as error:
        raise AuthoringError([problems.broken_csv(Location(path, begun), str(error))]) from error
    return Sheet(path, "", tuple(rows), damage)


def _decoded(path: Path) -> tuple[str, tuple[str, ...]]:
    """UTF-8 or UTF-16; what is neither is what Excel in Poland writes."""
    content = path.read_bytes()
    if content.startswith(_UTF_16):
        return content.decode("utf-16", errors="replace"), ()
    try:
        return content.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        try:
            return content.decode("cp1250"), ("cp1250",)
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            raise AuthoringError([problems.no_encoding(Location(path, line))]) from error


def _workbook(path: Path) -> list[Sheet]:
    try:
        # Not read-only: merged cells would not be known.
        book = load_workbook(path, data_only=True)
    except (InvalidFileException, BadZipFile, KeyError, ValueError, OSError) as error:
        raise AuthoringError([problems.no_workbook(Location(path), str(error))]) from error
    return [_sheet(path, sheet) for sheet in book.worksheets]


def _sheet(path: Path, sheet: Worksheet) -> Sheet:
    cells: dict[int, dict[int, Cell]] = {}
    struck: set[int] = set()
    for row in sheet.iter_rows():
        for one in row:
            if one.value is not None:
                cells.setdefault(one.row, {})[one.column - 1] = cell(one.value, is_error=one.data_type == "e")
                if one.has_style and one.font.strike:
                    struck.add(one.row)
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
        case int() | float():
            return Cell(f"{value:.0f}" if value == int(value) else f"{value}".replace(".", ","), float(value))
        case datetime():
            return Cell(value.date().isoformat(), value.date())
        case date():
            return Cell(value.isoformat(), value)
        case time() | timedelta():
            return Cell(str(value))
    written = unicodedata.normalize("NFC", str(value))
    text, undone = _clean(written)
    return Cell(text, undone=undone, is_error=is_error or _is_error(text))


def _is_error(text: str) -> bool:
    return (text.startswith("#") and text.rstrip("!?").isupper()) or (bool(text) and not text.strip("#"))


def _clean(written: str) -> tuple[str, tuple[str, ...]]:
    """A text without blanks around it and within, and what had happened to it."""
    text, undone = written, []
    if _MISREAD.search(text):
        try:
            text = unicodedata.normalize("NFC", text.encode("cp1250").decode("utf-8"))
            undone.append("misread")
        except UnicodeError:
            pass  # another text that has these letters
    tidy = " ".join(_UNSEEN.sub("", text).split())
    if tidy != text:
        undone.append("blanks")
    return tidy, tuple(undone)
