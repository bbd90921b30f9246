"""Turns the bytes of a workbook (XLSX) on standard input into JSON: the text of its first sheet that has rows.

It is a process of its own, which takes so much time and memory and no more: a workbook of a few kilobytes may name one
part a thousand times, refer to one long text from every cell, or multiply entities. Rows are read one by one, since a
library that makes all cells of an area can be sent an area of thousands of millions.
"""

import csv
import json
import re
import resource
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing
from io import BytesIO, StringIO
from typing import Any, Final
from zipfile import ZipFile

from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string

from esgraph.cells import cell
from esgraph.workbook import FAULTS

#: What one list may take.
SECONDS: Final = 5
_MEMORY: Final = 512 << 20
#: Of all parts once unpacked, and of the text that comes of a sheet.
MOST_UNPACKED: Final = 4_000_000
MOST_BYTES: Final = 500_000
#: Columns of a row that are looked at: one more than a list may have.
COLUMNS: Final = 41
#: Rows of a sheet, by the format, empty rows that may follow each other, and sheets that are looked at for any.
_MOST_ROWS: Final = 1_048_576
_MOST_EMPTY: Final = 10_000
_MOST_SHEETS: Final = 5
_VISIBLE: Final = "visible"
#: An area of one column whose cells are merged; what has a value or a formula; a formula without a value.
_MERGED: Final = re.compile(rb'<(?:\w+:)?mergeCell ref="([A-Z]{1,3})(\d{1,7}):\1(\d{1,7})"')
_VALUE: Final = re.compile(rb"<(?:\w+:)?(?:v>|is>|f[ >/])")
_UNWORKED: Final = re.compile(
    rb'<c r="[A-Z]{1,3}(\d{1,7})"(?![^>]*t="str")[^>]*>\s*<f(?:\s[^>]*)?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>'
)


class RefusedWorkbookError(Exception):
    """Why there is no text: one of `broken`, `large`, `empty`, `far` and `unworked`, the last two with their row."""

    def __init__(self, why: str, row: int = 0) -> None:
        super().__init__(why)
        self.why, self.row = why, row


def read(body: bytes) -> dict[str, Any]:
    """The text of the first sheet that has rows, and the names of all that have any, its own first.

    Raises RefusedWorkbookError.
    """
    try:
        with ZipFile(BytesIO(body)) as archive:
            if sum(part.file_size for part in archive.infolist()) > MOST_UNPACKED:
                raise RefusedWorkbookError("large")
        with closing(load_workbook(BytesIO(body), read_only=True, data_only=True, keep_links=False)) as book:
            return _first(book)
    except MemoryError as error:
        raise RefusedWorkbookError("large") from error
    except FAULTS as error:
        raise RefusedWorkbookError("broken") from error


def _first(book: Any) -> dict[str, Any]:
    """Of the first sheet that has rows; hidden ones come last."""
    pages = sorted(book.worksheets, key=lambda page: page.sheet_state != _VISIBLE)
    filled = [page for page in pages if _VALUE.search(_part(book, page))]
    for at, page in enumerate(filled[:_MOST_SHEETS]):
        part = _part(book, page)
        if found := _UNWORKED.search(part):
            raise RefusedWorkbookError("unworked", int(found[1]))
        if text := _text(page, _merged(part)):
            return {"text": text, "sheets": [one.title for one in (page, *filled[at + 1 :])]}
    raise RefusedWorkbookError("empty")


def _part(book: Any, page: Any) -> bytes:
    """A sheet as it is written; nothing else than this tells what is merged before rows are read."""
    content: bytes = book._archive.read(page._worksheet_path)
    return content


def _rows(page: Any) -> Iterator[tuple[int, list[str]]]:
    """Rows that are not empty, each with its number and its cells; what a formula could not work out is empty."""
    # Some programs write a wrong size of the sheet, or none.
    page.reset_dimensions()
    for number, row in enumerate(page.iter_rows(max_col=COLUMNS, max_row=_MOST_ROWS), 1):
        held = ("" if one.value is None or one.data_type == "e" else one.value for one in row)
        cells = [cell(value).text for value in held]
        if any(cells):
            yield number, cells


def _merged(part: bytes) -> dict[tuple[int, int], int]:
    """Where cells of a column begin that are merged, by row and column → the row where they end."""
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
        if number - line > _MOST_EMPTY:
            raise RefusedWorkbookError("far", number)
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
        if out.tell() > MOST_BYTES:
            raise RefusedWorkbookError("large")
    return out.getvalue()


def main() -> None:
    """Read standard input within the limits, and write what comes of it."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        told = read(sys.stdin.buffer.read())
    except RefusedWorkbookError as refused:
        told = {"refused": refused.why, "row": refused.row}
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main()
