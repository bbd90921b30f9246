"""Turns a table into the CSV that Excel opens right: with its letters, its columns, and every code as it was written.

Excel takes a file for UTF-8 only by its byte order mark, and divides cells at the list separator of the system: the
semicolon where the comma is the decimal sign, as in Poland, else the comma. It makes numbers of what looks like
numbers: the code 0966441 would lose its nought, and April 2017 become the first of that month; so text of that look is
given as a formula that yields it. Text that would run as a formula is kept from it by an apostrophe.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from esgraph.serve.tables import Cell, Table
from esgraph.vocabulary import XSD

MEDIA_TYPE = "text/csv; charset=utf-8"

_FRACTIONS = frozenset(XSD + name for name in ("decimal", "double", "float"))
_INTEGER = XSD + "integer"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
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


def write(table: Table, convention: Convention, address: str) -> bytes:
    """The whole table; beside a column of names that are links, one of their IRIs, which `address` is the word for."""
    linked = [any(cell and cell.iri for cell in cells) for cells in _columns(table)]
    head = [
        heading
        for column, links in zip(table.columns, linked, strict=True)
        for heading in ((column.heading, f"{column.heading} ({address})") if links else (column.heading,))
    ]
    target = io.StringIO()
    writer = csv.writer(target, delimiter=convention.separator, lineterminator="\r\n")
    writer.writerow([_harmless(heading) for heading in head])
    names = [column.name for column in table.columns]
    for row, terms in zip(table.rows, table.terms, strict=True):
        writer.writerow(
            written
            for name, cell, links in zip(names, row, linked, strict=True)
            for written in _cells(cell, terms.get(name), convention, links=links)
        )
    return target.getvalue().encode("utf-8-sig")


def _columns(table: Table) -> Iterator[tuple[Cell | None, ...]]:
    return (tuple(row[place] for row in table.rows) for place in range(len(table.columns)))


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
    return f"'{value}" if value.startswith(_FORMULA) else value
