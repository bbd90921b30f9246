"""Turns the fields of the form of lists into a list, how it is to be read, and what the reader decided."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Final, NamedTuple

from flask import current_app, request

from esgraph.serve import parameters, texts
from esgraph.serve.matching import asking, decoding, headings, sheets, table
from esgraph.serve.matching.asking import Asked
from esgraph.serve.matching.decisions import Decisions
from esgraph.serve.matching.headings import ROLES, Role
from esgraph.serve.matching.table import SEPARATORS, Table
from esgraph.serve.pages.reconcile_manifest import present
from esgraph.serve.problem import RefusedError

#: Fields whose values are few.
_HEADS: Final = ("yes", "no")
_COLUMN: Final = "column-"
#: What a list is of, if the graph has any.
_LIKELIEST: Final = "organization"
_DIGITS: Final = 4


class Given(NamedTuple):
    """The text of a list; the encoding of its file, "" without one; sheets of its workbook, the one it is of first."""

    text: str
    encoding: str = ""
    sheets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Listed:
    """A list as it was given and read; `asked` says what its columns are, `page` which part of it is wanted."""

    given: Given
    table: Table
    asked: Asked
    decisions: Decisions = field(default_factory=lambda: Decisions({}))
    page: int = 1

    @property
    def manner(self) -> str:
        """How rows were told apart: decisions are by the numbers of rows that were read so."""
        return _manner(self.table)


def _manner(read: Table) -> str:
    return f"{read.separator}.{_HEADS[not read.has_head]}.{len(read.rows)}"


def posted() -> Listed:
    """The list of the form that was sent. Raises RefusedError for what cannot be read."""
    form = request.form
    given = _given()
    separator = _choice(form, "separator", SEPARATORS) or ("tab" if given.sheets else "")
    read = table.read(given.text, separator, _choice(form, "head", _HEADS))
    kind = _type(form)
    if form.get("manner") != _manner(read):  # it is new, or its rows and columns are others now
        return Listed(given, read, Asked(guessed(read), kind))
    decisions = Decisions.read(form.items(multi=True))
    return Listed(given, read, Asked(_roles(form, len(read.headings)), kind), decisions, _page(form))


def example(text: str) -> Listed:
    """A list that nobody gave."""
    read = table.read(text)
    return Listed(Given(text), read, Asked(guessed(read), likeliest()))


def guessed(read: Table) -> tuple[Role | None, ...]:
    """What the columns of a table say, as far as that can be told."""
    return headings.guessed(read.headings, [read.column(at) for at in range(len(read.headings))])


def types() -> list[str]:
    """What a list may be of."""
    return [kind for kind, _ in present()]


def likeliest() -> str:
    """What a list is of, if nothing is said: organisations; anything, if the graph has none."""
    return _LIKELIEST if _LIKELIEST in types() else ""


def written() -> str:
    """What was pasted, for a page that says why it cannot be read."""
    return request.form.get("table", "")[: table.MOST_BYTES]


def column(at: int) -> str:
    """What the field is called that says what a column is."""
    return f"{_COLUMN}{at}"


def _given() -> Given:
    """What was uploaded, else what was pasted."""
    file = request.files.get("file")
    if file and file.filename:
        body = file.read(table.MOST_BYTES + 1)
        if len(body) > table.MOST_BYTES:
            raise table.too_large()
        return _of_workbook(body) if sheets.is_workbook(body) else Given(*decoding.decode(body))
    text = request.form.get("table", "")
    if not text.strip():
        raise RefusedError(HTTPStatus.BAD_REQUEST, texts.message("match_empty"), remedy=texts.message("match_paste"))
    encoding = _choice(request.form, "encoding", decoding.ENCODINGS)
    return Given(text, encoding, tuple(request.form.get("sheets", "").splitlines()))


def _of_workbook(body: bytes) -> Given:
    # Unpacking takes a processor for a while, as matching does.
    with asking.turn(current_app):
        text, names = sheets.taken(body)
    return Given(text, sheets=names)


def _choice(form: Mapping[str, str], name: str, choices: Mapping[str, str] | tuple[str, ...]) -> str:
    value = form.get(name, "")
    if value and value not in choices:
        raise parameters.wrong(name, value, parameters.one_of(choices))
    return value


def _type(form: Mapping[str, str]) -> str:
    return _choice(form, "type", tuple(types())) if "type" in form else likeliest()


def _roles(form: Mapping[str, str], width: int) -> tuple[Role | None, ...]:
    chosen = [_choice(form, column(at), ROLES) for at in range(width)]
    return tuple(next((role for role in ROLES if role == one), None) for one in chosen)


def _page(form: Mapping[str, str]) -> int:
    """The part of the list that a button asks for, else the one that was shown; the first for what is no number."""
    number = form.get("go", "").removeprefix("page-")
    number = number if number.isdecimal() else form.get("page", "1")
    return int(number) if number.isascii() and number.isdecimal() and len(number) <= _DIGITS else 1
