"""Turns a table of a register (CSV with `;`, `,` or tabs) into rows that know their lines."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from esgraph import decoding
from esgraph.errors import LANGUAGES, AuthoringError, Location, Message, Problem

_DELIMITERS: Final = ";,\t"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its values by column, without blanks around them, and its line in the file, from 1."""

    file: Path
    line: int
    values: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.values[column]

    def problem(self, column: str, what: Message, remedy: Message) -> Problem:
        """What is wrong in a column of this row."""
        texts = ({language: told.text(language) for language in LANGUAGES} for told in (what, remedy))
        return Problem(Location(self.file, self.line, key=column), *texts)


def read(path: Path, columns: Sequence[str]) -> Iterator[Row]:
    """The rows of a table that has these columns, in whatever order, and maybe others.

    Raises AuthoringError for what is no text, where a column is missing, or a row has another number of cells than the
    header.
    """
    text = _decoded(path)
    head = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=head.count)
    cells = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    names = [name.strip() for name in next(cells, [])]
    if missing := [column for column in columns if column not in names]:
        raise AuthoringError([_without(path, missing, names)])
    for row in cells:
        if not any(cell.strip() for cell in row):
            continue  # the end of the file, as some programs write it
        if len(row) != len(names):
            raise AuthoringError([_uneven(path, cells.line_num, len(row), len(names))])
        yield Row(path, cells.line_num, dict(zip(names, (cell.strip() for cell in row), strict=True)))


def _decoded(path: Path) -> str:
    content = path.read_bytes()
    if found := decoding.decoded(content):
        return found.text
    raise AuthoringError([_unreadable(path, decoding.line_of_fault(content))])


def _without(path: Path, missing: list[str], names: list[str]) -> Problem:
    lacking, known = ", ".join(missing), ", ".join(names)
    return Problem(
        Location(path, 1),
        {
            "pl": f"w nagłówku nie ma kolumn: {lacking} (są: {known})",
            "en": f"the header has no {lacking} (it has: {known})",
        },
        {
            "pl": "podaj plik tak, jak wydaje go rejestr, z nagłówkiem w pierwszym wierszu",
            "en": "give the file as the register gives it out, with the header in the first line",
        },
    )


def _unreadable(path: Path, line: int) -> Problem:
    return Problem(
        Location(path, line),
        {"pl": "nie da się odczytać liter w tym wierszu", "en": "the letters of this line cannot be read"},
        {"pl": "zapisz plik w kodowaniu UTF-8", "en": "save the file in the encoding UTF-8"},
    )


def _uneven(path: Path, line: int, cells: int, columns: int) -> Problem:
    return Problem(
        Location(path, line),
        {
            "pl": f"komórek: {cells}, a kolumn w nagłówku: {columns}",
            "en": f"{cells} cells, where the header has {columns}",
        },
        {
            "pl": "popraw ten wiersz: zwykle brakuje w nim cudzysłowu albo jest w nim średnik za dużo",
            "en": "mend this line: mostly a quotation mark is missing, or there is one separator too many",
        },
    )
