"""Turns the value of a literal into how a language writes it: dates in words, its separators in numbers, yes and no."""

import re

from esgraph.errors import Language
from esgraph.serve import texts
from esgraph.vocabulary import XSD

_DATES = frozenset(XSD + name for name in ("date", "gYear", "gYearMonth", "dateTime"))
_INTEGERS = frozenset(
    XSD + name for name in ("integer", "int", "long", "short", "nonNegativeInteger", "positiveInteger")
)
_FRACTIONS = frozenset(XSD + name for name in ("decimal", "double", "float"))
#: Longer ones are shown as they are: no reader counts groups of digits, and Python reads no more than 4,300.
_WHOLE = re.compile(r"[+-]?[0-9]{1,100}")


def whole(text: str) -> int | None:
    """The whole number that a text is; None for any other text."""
    return int(text) if _WHOLE.fullmatch(text) else None


def is_number(value: str, datatype: str) -> bool:
    """Whether a literal stands in a column of numbers."""
    return datatype in _FRACTIONS or (datatype in _INTEGERS and _WHOLE.fullmatch(value) is not None)


def spoken(value: str, datatype: str, language: Language) -> str:
    """A literal as a language writes it; what is not of its datatype, or of none that is known, as it stands."""
    if datatype in _DATES:
        return texts.day(value, language)
    if datatype == XSD + "boolean":
        return texts.text("yes" if value in ("true", "1") else "no", language)
    if not is_number(value, datatype):
        return value
    if datatype in _INTEGERS:
        return texts.decimal(int(value), language)
    # As many digits as were written: rounding is not for a page to do.
    return value.replace(".", ",") if language == "pl" else value
