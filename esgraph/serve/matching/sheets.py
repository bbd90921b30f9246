"""Turns the bytes of a workbook (XLSX) into the text of its first sheet that has rows, cells divided by tabs.

What strangers send is read row by row as it stands: a library that makes all cells of an area can be sent an area of
thousands of millions.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from contextlib import closing
from http import HTTPStatus
from io import BytesIO, StringIO
from typing import Any, Final, NamedTuple
from zipfile import ZipFile

from esgraph.serve import texts
from esgraph.serve.matching import table
from esgraph.serve.problem import RefusedError

#: Of all parts of a workbook once unpacked: a list of the most bytes has less, and this much is read within seconds.
MOST_UNPACKED: Final = 4_000_000
_START: Final = b"PK\x03\x04"
#: What every workbook has, and documents and other archives have not.
_PART: Final = b"xl/worksheets/"
#: An area of one column whose cells are merged.
_MERGED: Final = re.compile(rb'<(?:\w+:)?mergeCell ref="([A-Z]{1,3})(\d{1,7}):\1(\d{1,7})"')
#: What a sheet has in which a cell has a value.
_VALUE: Final = re.compile(rb"<(?:\w+:)?(?:v|is)>")
_VISIBLE: Final = "visible"
#: Rows of a sheet, by the format, and sheets that are looked at for one that has any.
_MOST_ROWS: Final = 1_048_576
_MOST_SHEETS: Final = 5


class Taken(NamedTuple):
    """The text of a sheet whose lines are its rows; `sheets` names it, and behind it others that have rows, too."""

    text: str
    sheets: tuple[str, ...]


def is_workbook(body: bytes) -> bool:
    """Whether a file looks like a workbook."""
    return body.startswith(_START) and _PART in body


def taken(body: bytes) -> Taken:
    """The rows of a workbook. Raises RefusedError: 415 for what cannot be read, 413 for too much, 400 for nothing."""
    # They take long to begin with, and most lists are texts.
    from openpyxl import load_workbook

    from esgraph.workbook import FAULTS

    try:
        with ZipFile(BytesIO(body)) as archive:
            # None of it is read beyond what it says here.
            if sum(part.file_size for part in archive.infolist()) > MOST_UNPACKED:
                raise table.too_large()
        with closing(load_workbook(BytesIO(body), read_only=True, data_only=True, keep_links=False)) as book:
            return _first(book)
    except FAULTS as error:
        told = texts.message("match_broken_workbook")
        raise RefusedError(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE, told, remedy=texts.message("match_save_as_csv")
        ) from error


def _first(book: Any) -> Taken:
    """The first sheet that has rows; hidden ones come last."""
    pages = sorted(book.worksheets, key=lambda page: page.sheet_state != _VISIBLE)
    filled = [page for page in pages if _VALUE.search(_part(book, page))]
    for at, page in enumerate(filled[:_MOST_SHEETS]):
        if text := _text(page, _merged(_part(book, page))):
            return Taken(text, tuple(one.title for one in (page, *filled[at + 1 :])))
    raise RefusedError(HTTPStatus.BAD_REQUEST, texts.message("match_empty"), remedy=texts.message("match_paste"))


def _part(book: Any, page: Any) -> bytes:
    """A sheet as it is written; nothing else than this tells what is merged before rows are read."""
    content: bytes = book._archive.read(page._worksheet_path)
    return content


def _rows(page: Any) -> Iterator[tuple[int, list[str]]]:
    """Rows that are not empty, each with its number and its cells."""
    from esgraph.cells import cell

    # Some programs write a wrong size of the sheet, or none.
    page.reset_dimensions()
    most = table.MOST_COLUMNS + 1
    for number, row in enumerate(page.iter_rows(values_only=True, max_col=most, max_row=_MOST_ROWS), 1):
        cells = ["" if value is None else cell(value).text for value in row]
        if any(cells):
            yield number, cells


def _merged(part: bytes) -> dict[tuple[int, int], int]:
    """Where cells of a column begin that are merged, by row and column → the row where they end."""
    from openpyxl.utils import column_index_from_string

    return {
        (int(first), column_index_from_string(column.decode()) - 1): int(last)
        for column, first, last in _MERGED.findall(part)
    }


def _text(page: Any, merged: Mapping[tuple[int, int], int]) -> str:
    """The rows, each on the line of its number, so that what is told of a line is found in the spreadsheet.

    What is merged across rows holds for each of them.
    """
    out = StringIO()
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    line = 1
    held: dict[int, tuple[int, str]] = {}
    for number, cells in _rows(page):
        out.write("\n" * (number - line))
        for column, text in enumerate(cells):
            if last := merged.get((number, column)):
                held[column] = last, text
            elif not text and column in held and number <= held[column][0]:
                cells[column] = held[column][1]
        while not cells[-1]:
            cells.pop()
        writer.writerow(cells)
        line = number + 1
        if out.tell() > table.MOST_BYTES:
            raise table.too_large()
    return out.getvalue()
