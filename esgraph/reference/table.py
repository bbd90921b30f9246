"""Turns a table of a register (CSV with `;`, `,` or tabs, or a sheet of a workbook) into rows that know their lines."""

import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from esgraph import decoding
from esgraph.errors import LANGUAGES, AuthoringError, Location, Message, Problem, Text
from esgraph.file_types import OTHER_SPREADSHEETS
from esgraph.reference import archive
from esgraph.reference.archive import Content

_DELIMITERS: Final = ";,\t"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its values by column, without blanks around them, and its line in the file or sheet, from 1.

    `sheet` is that of a workbook, or the file in an archive.
    """

    file: Path
    line: int
    values: dict[str, str]
    sheet: str = ""

    def __getitem__(self, column: str) -> str:
        return self.values[column]

    def problem(self, column: str, what: Message, remedy: Message) -> Problem:
        """What is wrong in a column of this row."""
        texts = ({language: told.text(language) for language in LANGUAGES} for told in (what, remedy))
        return Problem(Location(self.file, self.line, key=column, sheet=self.sheet), *texts)


def read(path: Path, columns: Sequence[str], sheet: str = "") -> Iterator[Row]:
    """The rows of a table that has these columns, in whatever order and case, and maybe others.

    Of a workbook (`.xlsx`) it is the sheet of a name, or the only one, of a ZIP archive the one CSV in it. Raises
    AuthoringError for what is no text or no workbook, where a column, the sheet or every row is missing, or a row has
    another number of cells than the header.
    """
    if path.suffix.lower() in OTHER_SPREADSHEETS:
        raise AuthoringError([_no_workbook(path, path.suffix)])
    is_workbook = path.suffix.lower() == ".xlsx"
    content = Content(b"", sheet) if is_workbook else archive.read(path, ".csv")
    lines = _of_workbook(path, sheet) if is_workbook else _of_text(path, content)
    known = {_plain(name): name for name in columns}
    line, head = next(lines, (1, []))
    names = [known.get(_plain(name), name) for name in head]
    if missing := [column for column in columns if column not in names]:
        raise AuthoringError([_without(path, missing, names, content.member)])
    is_empty = True
    for line, row in lines:
        if not any(row):
            continue  # the end of the file, as some programs write it
        if len(row) != len(names):
            raise AuthoringError([_uneven(Location(path, line, sheet=content.member), len(row), len(names))])
        is_empty = False
        yield Row(path, line, dict(zip(names, row, strict=True)), content.member)
    if is_empty:
        raise AuthoringError([_headings_alone(path, line, content.member)])


def _plain(name: str) -> str:
    """The name of a column, however it is divided and in whatever case."""
    return " ".join(name.upper().split())


def _of_text(path: Path, content: Content) -> Iterator[tuple[int, list[str]]]:
    text = _decoded(path, content)
    head = text.partition("\n")[0]
    cells = csv.reader(io.StringIO(text, newline=""), delimiter=max(_DELIMITERS, key=head.count))
    for row in cells:
        yield cells.line_num, [cell.strip() for cell in row]


def _of_workbook(path: Path, sheet: str) -> Iterator[tuple[int, list[str]]]:
    # They take long to begin with, and tables of registers are mostly texts.
    from openpyxl import load_workbook

    from esgraph.workbook import FAULTS

    try:
        with closing(load_workbook(path, read_only=True, data_only=True)) as book:
            chosen = sheet or (book.sheetnames[0] if len(book.sheetnames) == 1 else "")
            page = book[chosen] if chosen in book.sheetnames else None
            if page is not None:
                # Some programs write a wrong size of the sheet, or none.
                page.reset_dimensions()
                rows = list(page.iter_rows(values_only=True))
    except FAULTS as error:
        raise AuthoringError([_no_workbook(path, str(error))]) from error
    if page is None:
        raise AuthoringError([_no_sheet(path, sheet, book.sheetnames)])
    width = max(map(len, rows), default=0)
    for line, row in enumerate(rows, 1):
        cells = ["" if cell is None else str(cell).strip() for cell in row]
        yield line, cells + [""] * (width - len(cells))


def _decoded(path: Path, content: Content) -> str:
    if found := decoding.decoded(content.body):
        return found.text
    raise AuthoringError([_unreadable(path, decoding.line_of_fault(content.body), content.member)])


def _without(path: Path, missing: list[str], names: list[str], sheet: str) -> Problem:
    lacking, known = ", ".join(missing), ", ".join(names)
    return Problem(
        Location(path, 1, sheet=sheet),
        {
            "pl": f"w nagłówku nie ma kolumn: {lacking} (są: {known})",
            "en": f"the header has no {lacking} (it has: {known})",
        },
        {
            "pl": "podaj plik tak, jak wydaje go rejestr, z nagłówkiem w pierwszym wierszu",
            "en": "give the file as the register gives it out, with the header in the first line",
        },
    )


def _no_sheet(path: Path, sheet: str, sheets: Sequence[str]) -> Problem:
    known = ", ".join(sheets)
    wanted: Text = {"pl": f"nie ma arkusza „{sheet}”", "en": f"there is no sheet “{sheet}”"}
    several: Text = {"pl": "skoroszyt ma kilka arkuszy", "en": "the workbook has several sheets"}
    told = wanted if sheet else several
    return Problem(
        Location(path),
        {"pl": f"{told['pl']} (są: {known})", "en": f"{told['en']} (there are: {known})"},
        {
            "pl": "podaj plik tak, jak wydaje go rejestr, albo zapisz arkusz jako CSV",
            "en": "give the file as the register gives it out, or save the sheet as CSV",
        },
    )


def _no_workbook(path: Path, why: str) -> Problem:
    return Problem(
        Location(path),
        {"pl": f"nie da się odczytać skoroszytu: {why}", "en": f"the workbook cannot be read: {why}"},
        {
            "pl": "pobierz plik jeszcze raz albo zapisz arkusz jako CSV",
            "en": "fetch the file again, or save its sheet as CSV",
        },
    )


def _headings_alone(path: Path, line: int, sheet: str) -> Problem:
    return Problem(
        Location(path, line, sheet=sheet),
        {"pl": "pod nagłówkiem nie ma żadnego wiersza", "en": "there is no row below the header"},
        {"pl": "pobierz cały plik jeszcze raz", "en": "fetch the whole file again"},
    )


def _unreadable(path: Path, line: int, sheet: str) -> Problem:
    return Problem(
        Location(path, line, sheet=sheet),
        {"pl": "nie da się odczytać liter w tym wierszu", "en": "the letters of this line cannot be read"},
        {"pl": "zapisz plik w kodowaniu UTF-8", "en": "save the file in the encoding UTF-8"},
    )


def _uneven(where: Location, cells: int, columns: int) -> Problem:
    return Problem(
        where,
        {
            "pl": f"komórek: {cells}, a kolumn w nagłówku: {columns}",
            "en": f"{cells} cells, where the header has {columns}",
        },
        {
            "pl": "popraw ten wiersz: zwykle brakuje w nim cudzysłowu albo jest w nim średnik za dużo",
            "en": "mend this line: mostly a quotation mark is missing, or there is one separator too many",
        },
    )
