"""Turns a workbook (XLSX) into Grids: the rows of its sheets, with what was undone to read their cells."""

import zlib
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import Any, Final
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from esgraph.cells import UNWORKED, Cell, Row, cell, filled

#: What a file may be at fault with that is called a workbook.
FAULTS: Final = (
    InvalidFileException, BadZipFile, KeyError, ValueError, OSError, SyntaxError, TypeError, AttributeError, IndexError,
    EOFError, zlib.error,
    # What is encrypted.
    RuntimeError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet by its name; `hidden` are rows that it does not show, `struck` those in which something is struck out."""

    name: str
    rows: tuple[Row, ...] = field(repr=False)
    is_hidden: bool = False
    hidden: tuple[int, ...] = ()
    struck: tuple[int, ...] = ()


def grids(content: bytes) -> list[Grid]:
    """All sheets of a workbook, in their order. Raises one of FAULTS for what is none."""
    # Not read-only: merged cells would not be known.
    book = load_workbook(BytesIO(content), data_only=True)
    formulas = load_workbook(BytesIO(content)) if _has_formulas(content) else book
    return [_grid(sheet, formulas[sheet.title]) for sheet in book.worksheets]


def _has_formulas(content: bytes) -> bool:
    with ZipFile(BytesIO(content)) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
        return any(b"<f>" in (part := archive.read(name)) or b"<f " in part for name in sheets)


def _grid(sheet: Worksheet, formulas: Worksheet) -> Grid:
    cells: dict[int, dict[int, Cell]] = {}
    struck: set[int] = set()
    # Only those that are there: a mark in the last row would make a million others.
    for (number, column), one in sorted(_cells(sheet).items()):
        if one.value is not None:
            cells.setdefault(number, {})[column - 1] = cell(one.value, is_error=one.data_type == "e")
            if one.has_style and one.font.strike:
                struck.add(number)
        # A formula that was worked out as an empty text has a type, and no value.
        elif one.data_type != "str" and formulas is not sheet and formulas.cell(number, column).data_type == "f":
            cells.setdefault(number, {})[column - 1] = UNWORKED
    for area in sheet.merged_cells.ranges:
        _spread(cells, area.min_row, area.max_row, area.min_col - 1, area.max_col - 1)
    rows = tuple(row for number in sorted(cells) for row in filled(number, cells[number]))
    hidden = tuple(row.number for row in rows if sheet.row_dimensions[row.number].hidden)
    return Grid(sheet.title, rows, sheet.sheet_state != "visible", hidden, tuple(sorted(struck)))


def _cells(sheet: Worksheet) -> dict[tuple[int, int], Any]:
    """The cells that are there, by row and column from 1; openpyxl has no other way to them that makes no others."""
    return sheet._cells


def _spread(cells: dict[int, dict[int, Cell]], top: int, bottom: int, left: int, right: int) -> None:
    """What is merged across rows holds for each of them; a title across columns stays where it begins."""
    first = cells.get(top, {}).get(left)
    if first is None or left != right:
        return
    for number in range(top + 1, bottom + 1):
        # Of rows that are otherwise empty there is nothing to be said.
        if number in cells:
            cells[number][left] = replace(first, undone=(*first.undone, "merged"))
