"""Turns text into what Excel shows as it was written, and says how Excel divides the cells of a CSV file.

Excel takes a file for UTF-8 only by its byte order mark, and divides cells at the list separator of the system: the
semicolon where the comma is the decimal sign, as in Poland, else the comma. It makes numbers of what looks like
numbers: the code 0966441 would lose its nought, and April 2017 become the first of that month; so text of that look is
given as a formula that yields it. Text that would run as a formula is kept from it by an apostrophe.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

BYTE_ORDER_MARK: Final = "\ufeff"

#: Where a formula may begin: at the beginning of a cell, or of a line in it, which some programs make a cell of.
#: The signs of full width are those of Chinese and Japanese settings.
_FORMULA = re.compile(r"(^|[\r\n])(?=[=+\-@\t\r\uff1d\uff0b\uff0d\uff20])")
#: What Excel would read as a number, a date or a time, though it is text.
_NUMBER_LIKE = re.compile(r"[0-9][0-9 .,:/+-]*(?:[eE][0-9]+)?")
_WHOLE_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Convention:
    """What divides cells, and the decimal sign that goes with it."""

    separator: str
    decimal_sign: str


#: By what a reader asks for: `excel=1` for Polish and most other continental settings, `excel=en` for English ones.
CONVENTIONS: Final[Mapping[str, Convention]] = {"1": Convention(";", ","), "en": Convention(",", ".")}


def text(value: str) -> str:
    """A cell that shows the text as it is."""
    if _NUMBER_LIKE.fullmatch(value) and not _WHOLE_DATE.fullmatch(value):
        return f'="{value}"'
    return harmless(value)


def harmless(value: str) -> str:
    """A text that does not run as a formula."""
    return _FORMULA.sub(r"\1'", value)
