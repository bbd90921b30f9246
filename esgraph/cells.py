"""Turns what a spreadsheet holds in a cell into its text, with what was undone to read it."""

import math
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from openpyxl.utils.escape import unescape

#: Of UTF-8 that was taken for cp1250 and saved: what every Polish letter begins with then, and quotation marks.
_MISREAD: Final = re.compile("[ÄĹĂ][^A-Za-z\\s]|â€")
_UNUSED: Final = "\x81\x83\x88\x90\x98"
#: What nobody sees: marks of byte order and of direction, soft hyphens, spaces without width, and what XML cannot hold.
_UNSEEN: Final = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]"
)
#: Whole numbers below this a float has exactly.
_EXACT: Final = 2**53


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its text without blanks around it, the number or date that a spreadsheet holds, and what was undone.

    `undone` names what happened to it; `is_error` is for what a formula could not work out, `is_unworked` for a formula
    that nobody has worked out. `lines` are those of a text that has several.
    """

    text: str = ""
    value: float | date | None = None
    undone: tuple[str, ...] = ()
    is_error: bool = False
    is_unworked: bool = False
    lines: tuple[str, ...] = ()


EMPTY: Final = Cell()
#: A formula that no spreadsheet has worked out.
UNWORKED: Final = Cell("#", is_error=True, is_unworked=True)


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is not empty: its number as a spreadsheet shows it, from 1, and its cells by column, from 0."""

    number: int
    cells: Mapping[int, Cell]

    def __getitem__(self, column: int) -> Cell:
        return self.cells.get(column, EMPTY)


def filled(number: int, cells: dict[int, Cell]) -> Iterator[Row]:
    """The row that has these cells, if anything is in them."""
    told = {column: one for column, one in cells.items() if one.text or one.is_error}
    if told:
        yield Row(number, told)


def cell(value: object, *, is_error: bool = False) -> Cell:
    """A cell that holds a value of a spreadsheet; `is_error` if it could not be worked out."""
    match value:
        case bool():
            return Cell("tak" if value else "nie")
        case int():
            return Cell(str(value), float(value) if abs(value) < _EXACT else None)
        case float():
            if not math.isfinite(value):
                return Cell(str(value), is_error=True)
            return Cell(f"{value:.0f}" if value.is_integer() else f"{value}".replace(".", ","), value)
        case datetime():
            return Cell(value.date().isoformat(), value.date())
        case date():
            return Cell(value.isoformat(), value)
        case time() | timedelta():
            return Cell(str(value))
    written = unicodedata.normalize("NFC", unescape(str(value)))
    text, undone, lines = _clean(written)
    return Cell(text, undone=undone, is_error=is_error or _is_error(text), lines=lines)


def _byte(char: str) -> bytes:
    """The byte that was read as a character in cp1250, where Windows gives those it does not use, too."""
    return bytes([ord(char)]) if char in _UNUSED else char.encode("cp1250")


def _is_error(text: str) -> bool:
    return (text.startswith("#") and text.rstrip("!?").isupper()) or (bool(text) and not text.strip("#"))


def _clean(written: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """A text without blanks around it and within, what had happened to it, and its lines if there are several."""
    text, undone = written, []
    if _MISREAD.search(text):
        try:
            text = unicodedata.normalize("NFC", b"".join(map(_byte, text)).decode("utf-8"))
            undone.append("misread")
        except UnicodeError:
            pass  # another text that has these letters
    seen = _UNSEEN.sub("", text)
    tidy = " ".join(seen.split())
    if tidy != text:
        undone.append("blanks")
    lines = tuple(line for one in seen.splitlines() if (line := " ".join(one.split())))
    return tidy, tuple(undone), lines if len(lines) > 1 else ()
