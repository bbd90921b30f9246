"""Turns a sheet into where its headings are, which column each is, and the rows below them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from esgraph.build.tables import problems
from esgraph.build.tables.schema import Column, Schema
from esgraph.build.tables.sheets import Sheet
from esgraph.cells import Row
from esgraph.errors import AuthoringError

#: So far down headings are looked for: titles and dates stand above them.
_FIRST = 30


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the headings of a sheet stand: the columns that a schema knows, and the others by their headings."""

    row: int
    columns: Mapping[int, Column]
    headings: Mapping[int, str]
    unused: tuple[str, ...]


def find(sheet: Sheet, schema: Schema) -> Layout:
    """The row with most of the headings that a schema knows.

    Raises AuthoringError if a column is missing that the schema needs, or is there twice.
    """
    first = [row for row in sheet.rows if row.number <= _FIRST]
    head = max(first, key=lambda row: len(_known(row, schema)), default=None)
    columns = _known(head, schema) if head else {}
    found = {column.name for column in columns.values()}
    missing = [
        " / ".join(column.titles) for column in schema.columns
        if column.is_required and not column.is_virtual and column.name not in found
    ]  # fmt: skip
    number = head.number if head and columns else 1
    if missing or head is None or not columns:
        listed = [cell.text for cell in head.cells.values()] if head else []
        raise AuthoringError([problems.no_heading(sheet.where(number), missing, listed)])
    # Of what is not used there may be several: the street, and the postcode.
    used = [column.name for column in columns.values() if is_used(column)]
    if again := next((column for column in columns.values() if used.count(column.name) > 1), None):
        raise AuthoringError([problems.heading_twice(sheet.where(number), again.title)])
    if not any(row.number > head.number and row.cells for row in sheet.rows):
        raise AuthoringError([problems.nothing_below(sheet.where(number))])
    headings = {at: cell.text for at, cell in head.cells.items()}
    unused = (text for at, text in headings.items() if at not in columns or not is_used(columns[at]))
    return Layout(number, columns, headings, tuple(unused))


def is_used(column: Column) -> bool:
    """Whether the graph has what a column says: by a key, or as a part of a place or of a name."""
    return column.key is not None or column.is_part


def rows(sheet: Sheet, layout: Layout) -> Iterator[Row]:
    """The rows below the headings, without those that repeat them, number the columns, or have nothing in them."""
    for row in sheet.rows:
        if row.number > layout.row and row.cells and not _is_heading(row, layout) and not _numbers_columns(row, layout):
            yield row


def letter(column: int) -> str:
    """What a spreadsheet calls a column: A, B … AA."""
    return get_column_letter(column + 1)


def _known(row: Row, schema: Schema) -> dict[int, Column]:
    found = {at: schema.known(cell.text) for at, cell in row.cells.items()}
    return {at: column for at, column in found.items() if column}


def _is_heading(row: Row, layout: Layout) -> bool:
    return {at: cell.text for at, cell in row.cells.items()} == layout.headings


def _numbers_columns(row: Row, layout: Layout) -> bool:
    """Whether a row below the headings counts the columns, as official forms do."""
    written = [cell.text for _, cell in sorted(row.cells.items())]
    return len(written) >= len(layout.columns) and written == [str(number) for number in range(1, len(written) + 1)]
