"""Turns a table into the CSV that Excel opens right: its letters, its columns, every code as it was written."""

import csv
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import IO

from esgraph.excel import BYTE_ORDER_MARK, CONVENTIONS, Convention, harmless, text
from esgraph.serve import messages, parameters
from esgraph.serve.tables import Cell, Sheet
from esgraph.vocabulary import XSD

MEDIA_TYPE = "text/csv; charset=utf-8"
#: The parameter that asks for such a file.
PARAMETER = "excel"

_FRACTIONS = frozenset(XSD + name for name in ("decimal", "double", "float"))
_INTEGER = XSD + "integer"


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
    headings: Iterable[str], rows: Iterable[Iterable[str | int | Decimal]], convention: Convention, target: IO[bytes]
) -> None:
    """Rows of texts and numbers."""
    _write(headings, ([_told(value, convention) for value in row] for row in rows), convention, target)


def _told(value: str | int | Decimal, convention: Convention) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}".replace(".", convention.decimal_sign)
    return str(value) if isinstance(value, int) else text(value)


def _write(headings: Iterable[str], rows: Iterable[Iterable[str]], convention: Convention, target: IO[bytes]) -> None:
    stream = _Text(target)
    stream.write(BYTE_ORDER_MARK)
    writer = csv.writer(stream, delimiter=convention.separator, lineterminator="\r\n")
    writer.writerow(map(harmless, headings))
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
        return (text(cell.text), harmless(cell.iri)) if cell else ("", "")
    return ("" if cell is None else _value(cell, term or {}, convention),)


def _value(cell: Cell, term: Mapping[str, str], convention: Convention) -> str:
    datatype, value = term.get("datatype", ""), term.get("value", cell.text)
    if datatype == _INTEGER and re.fullmatch(r"[+-]?\d{1,15}", value):
        return value
    if datatype in _FRACTIONS and re.fullmatch(r"[+-]?\d+(\.\d+)?", value):
        return value.replace(".", convention.decimal_sign)
    if datatype == XSD + "boolean":
        return cell.text
    return text(value)
