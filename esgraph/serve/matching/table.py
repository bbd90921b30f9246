"""Turns the text of a list into rows of cells: one name a line, or cells divided by tabs, semicolons or commas.

Names have commas in them (“Stowarzyszenie X, Tłuszcz”), so a comma divides only below headings, and a semicolon only
there or where every row has as many. A reader may say otherwise.
"""

import csv
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from io import StringIO
from itertools import zip_longest
from typing import Final

from esgraph.errors import Message
from esgraph.serve import texts
from esgraph.serve.matching import headings
from esgraph.serve.problem import RefusedError

#: Of one list; more belongs to a program of one's own.
MOST_BYTES: Final = 500_000
MOST_ROWS: Final = 1_000
MOST_COLUMNS: Final = 40
MOST_CHARACTERS: Final = 5_000

#: What a reader may say that divides cells → the character; "" is for one name a line.
SEPARATORS: Final[Mapping[str, str]] = {"tab": "\t", "semicolon": ";", "comma": ",", "none": ""}
#: The first line of files by which Excel is told what divides cells.
_SAID: Final = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_LINES: Final = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line of the text where it begins, and its cells, as many as the table has columns."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Headings ("" where there is none) and rows; `separator` is one of SEPARATORS, `has_head` whether it had any.

    `uneven` is the first row that has more cells than the headings, or fewer, where one has.
    """

    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    separator: str
    has_head: bool
    uneven: Row | None = None

    def column(self, at: int) -> tuple[str, ...]:
        """The cells of a column."""
        return tuple(row.cells[at] for row in self.rows)


def read(text: str, separator: str = "", head: str = "") -> Table:
    """Read a list. `separator` is one of SEPARATORS and `head` “yes” or “no”; what is "" is found out.

    Raises RefusedError: 413 for what is too large, 400 for what cannot be read or has no rows.
    """
    text = text.lstrip("\ufeff")
    if len(text.encode("utf-8", "replace")) > MOST_BYTES:
        raise too_large()
    said = _SAID.match(text)
    text = text[said.end() :] if said else text
    first_line = 2 if said else 1
    wanted = separator or next((name for name, mark in SEPARATORS.items() if said and mark == said[1]), "")
    chosen, rows = _divided(text, first_line, wanted)
    if not rows:
        raise RefusedError(HTTPStatus.BAD_REQUEST, texts.message("match_empty"), remedy=texts.message("match_paste"))
    has_head = head == "yes" or (not head and headings.is_head(rows[0].cells))
    body = rows[1:] if has_head else rows
    if not body:
        raise RefusedError(
            HTTPStatus.BAD_REQUEST, texts.message("match_only_head"), remedy=texts.message("match_paste")
        )
    _bound(body)
    width = len(rows[0].cells)
    uneven = next((row for row in body if _filled(row.cells) > width), None) if has_head else None
    most = max(len(row.cells) for row in rows)
    names = rows[0].cells if has_head else ()
    return Table(
        _padded(names, most), tuple(Row(row.line, _padded(row.cells, most)) for row in body), chosen, has_head, uneven
    )


def too_large() -> RefusedError:
    """The refusal of a list that has too many bytes."""
    told = texts.message("match_too_many_bytes", most=texts.message("match_bytes", kilobytes=MOST_BYTES // 1_000))
    return RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, told, remedy=_divide())


def _divide() -> Message:
    return texts.message("match_divide", rows=MOST_ROWS)


def _divided(text: str, first_line: int, wanted: str) -> tuple[str, list[Row]]:
    """What divides cells, and the rows that are not empty."""
    if wanted:
        return wanted, _rows(text, first_line, SEPARATORS[wanted])
    if "\t" in text:
        return "tab", _rows(text, first_line, "\t")
    for name in ("semicolon", "comma"):
        mark = SEPARATORS[name]
        start = _LINES.split(text.lstrip("\r\n"), maxsplit=1)[0]
        if mark in start and headings.is_head(next(csv.reader([start], delimiter=mark), [])):
            return name, _rows(text, first_line, mark)
    if ";" in text and _is_even(rows := _rows(text, first_line, ";")):
        return "semicolon", rows
    return "none", _rows(text, first_line, "")


def _is_even(rows: Sequence[Row]) -> bool:
    """Whether every row has the same number of cells, and more than one."""
    widths = {len(row.cells) for row in rows}
    return len(widths) == 1 and widths != {1}


def _rows(text: str, first_line: int, mark: str) -> list[Row]:
    if not mark:
        lines = enumerate(_LINES.split(text), first_line)
        return [Row(number, (_bare(line),)) for number, line in lines if line.strip()]
    try:
        return _quoted(text, first_line, mark)
    except csv.Error as error:
        # Names have quotation marks, which nobody doubled who wrote the table by hand.
        rows = [
            Row(number, tuple(map(str.strip, line.split(mark))))
            for number, line in enumerate(_LINES.split(text), first_line)
            if line.strip(f"{mark} \t")
        ]
        if _is_even(rows):
            return rows
        told = texts.message("match_quotes", line=_open_quote(text, first_line, mark))
        raise RefusedError(HTTPStatus.BAD_REQUEST, told, remedy=texts.message("match_quotes_remedy")) from error


def _quoted(text: str, first_line: int, mark: str) -> list[Row]:
    """Rows by the rules of CSV (RFC 4180). Raises csv.Error."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=mark, strict=True)
    rows, line = [], first_line
    for cells in reader:
        if any(cell.strip() for cell in cells):
            rows.append(Row(line, tuple(map(str.strip, cells))))
        line = reader.line_num + first_line
    return rows


def _open_quote(text: str, first_line: int, mark: str) -> int:
    """The line where the cell begins whose quotation marks are not right."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=mark, strict=True)
    line = first_line
    with suppress(csv.Error):
        for _ in reader:
            line = reader.line_num + first_line
    return line


def _bare(line: str) -> str:
    """A line without the quotation marks of a CSV file of one column."""
    written = line.strip()
    inner = written[1:-1]
    is_quoted = len(written) > 1 and written[0] == written[-1] == '"' and '"' not in inner.replace('""', "")
    return inner.replace('""', '"').strip() if is_quoted else written


def _filled(cells: Sequence[str]) -> int:
    """How many cells there are up to the last that is not empty."""
    return max((at for at, cell in enumerate(cells, 1) if cell), default=0)


def _padded(cells: Sequence[str], width: int) -> tuple[str, ...]:
    return tuple(cell for cell, _ in zip_longest(cells, range(width), fillvalue=""))


def _bound(rows: Sequence[Row]) -> None:
    """Raise RefusedError with 413 for too many rows, columns or characters, saying where."""
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    if len(rows) > MOST_ROWS:
        told = texts.message("match_too_many_rows", number=len(rows), most=MOST_ROWS, line=rows[MOST_ROWS].line)
        raise RefusedError(status, told, remedy=_divide())
    for row in rows:
        if len(row.cells) > MOST_COLUMNS:
            told = texts.message("match_too_many_columns", line=row.line, number=len(row.cells), most=MOST_COLUMNS)
            raise RefusedError(status, told, remedy=texts.message("match_other_separator"))
        if any(len(cell) > MOST_CHARACTERS for cell in row.cells):
            told = texts.message("match_cell_too_long", line=row.line, most=MOST_CHARACTERS)
            raise RefusedError(status, told, remedy=texts.message("match_other_separator"))
