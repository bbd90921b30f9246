"""Turns a table into the CSV that Excel opens right: with its letters, its columns, and every code as it was written.

Excel takes a file for UTF-8 only by its byte order mark, and divides cells at the list separator of the system: the
semicolon where the comma is the decimal sign, as in Poland, else the comma. It makes numbers of what looks like
numbers: the code 0966441 would lose its nought, and April 2017 become the first of that month; so text of that look is
given as a formula that yields it. Text that would run as a formula is kept from it by an apostrophe.
"""

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import IO

from esgraph.serve import messages, parameters
from esgraph.serve.tables import Cell, Sheet
from esgraph.vocabulary import XSD

MEDIA_TYPE = "text/csv; charset=utf-8"
#: The parameter that asks for such a file.
PARAMETER = "excel"

_FRACTIONS = frozenset(XSD + name for name in ("decimal", "double", "float"))
_INTEGER = XSD + "integer"
#: Where a formula may begin: at the beginning of a cell, or of a line in it, which some programs make a cell of.
#: The signs of full width are those of Chinese and Japanese settings.
_FORMULA = re.compile(r"(^|[\r\n])(?=[=+\-@\t\r\uff1d\uff0b\uff0d\uff20])")
#: What Excel would read as a number, a date or a time, though it is text.
_NUMBER_LIKE = re.compile(r"[0-9][0-9 .,:/+-]*(?:[eE][0-9]+)?")
_WHOLE_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Convention:
    """What divides cells, and the decimal sign that goes with it."""

    separator: str
    decimal_sign: str


#: By what a reader asks for: `excel=1` for Polish and most other continental settings, `excel=en` for English ones.
CONVENTIONS: Mapping[str, Convention] = {"1": Convention(";", ","), "en": Convention(",", ".")}


def wanted() -> Convention | None:
    """The convention that a request asks for, if any. Raises RefusedError for one that is not known."""
    return CONVENTIONS.get(parameters.choice(PARAMETER, CONVENTIONS, messages.AN_EXCEL))


def write(sheet: Sheet, convention: Convention, address: str, target: IO[bytes]) -> None:
    """The whole table; beside a column of names that are links, one of their IRIs, which `address` is the word for."""
    head = [
        heading
        for column, links in zip(sheet.columns, sheet.linked, strict=True)
        for heading in ((column.heading, f"{column.heading} ({address})") if links else (column.heading,))
    ]
    rows = (
        [
            written
            for column, cell, links in zip(sheet.columns, row.cells, sheet.linked, strict=True)
            for written in _cells(cell, row.terms.get(column.name), convention, links=links)
        ]
        for row in sheet.rows
    )
    _write(head, rows, convention, target)


def write_values(
    headings: Iterable[str], rows: Iterable[Iterable[str | int]], convention: Convention, target: IO[bytes]
) -> None:
    """Rows of texts and whole numbers."""
    told = ([str(value) if isinstance(value, int) else _text(value) for value in row] for row in rows)
    _write(headings, told, convention, target)


def _write(headings: Iterable[str], rows: Iterable[Iterable[str]], convention: Convention, target: IO[bytes]) -> None:
    text = _Text(target)
    text.write("\ufeff")
    writer = csv.writer(text, delimiter=convention.separator, lineterminator="\r\n")
    writer.writerow(map(_harmless, headings))
    writer.writerows(rows)


class _Text:
    """A file for bytes that takes text."""

    def __init__(self, target: IO[bytes]) -> None:
        self._target = target

    def write(self, text: str) -> int:
        """Take some characters, all of them."""
        self._target.write(text.encode("utf-8"))
        return len(text)


def _cells(
    cell: Cell | None, term: Mapping[str, str] | None, convention: Convention, *, links: bool
) -> tuple[str, ...]:
    if links:
        return (_text(cell.text), _harmless(cell.iri)) if cell else ("", "")
    return ("" if cell is None else _value(cell, term or {}, convention),)


def _value(cell: Cell, term: Mapping[str, str], convention: Convention) -> str:
    datatype, value = term.get("datatype", ""), term.get("value", cell.text)
    if datatype == _INTEGER and re.fullmatch(r"[+-]?\d{1,15}", value):
        return value
    if datatype in _FRACTIONS and re.fullmatch(r"[+-]?\d+(\.\d+)?", value):
        return value.replace(".", convention.decimal_sign)
    if datatype == XSD + "boolean":
        return cell.text
    return _text(value)


def _text(value: str) -> str:
    if _NUMBER_LIKE.fullmatch(value) and not _WHOLE_DATE.fullmatch(value):
        return f'="{value}"'
    return _harmless(value)


def _harmless(value: str) -> str:
    return _FORMULA.sub(r"\1'", value)
