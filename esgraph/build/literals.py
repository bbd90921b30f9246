"""Turns the text of a typed value into a verdict: valid for its XSD datatype, or what was expected instead."""

import re
from collections.abc import Callable
from datetime import date

from esgraph.errors import Text
from esgraph.vocabulary import XSD


def _is_date(text: str) -> bool:
    # fromisoformat alone also takes 20180608 and week dates, which xsd:date does not.
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _matches(pattern: str) -> Callable[[str], bool]:
    compiled = re.compile(pattern)
    return lambda text: compiled.fullmatch(text) is not None


#: Datatype → (whether a text is valid, what is expected).
_RULES: dict[str, tuple[Callable[[str], bool], Text]] = {
    XSD + "date": (
        _is_date,
        {"pl": "data RRRR-MM-DD, np. 2018-06-08", "en": "a date YYYY-MM-DD, for example 2018-06-08"},
    ),
    XSD + "gYearMonth": (
        _matches(r"\d{4}-(0[1-9]|1[0-2])"),
        {"pl": "miesiąc RRRR-MM, np. 2017-04", "en": "a month YYYY-MM, for example 2017-04"},
    ),
    XSD + "gYear": (
        _matches(r"\d{4}"),
        {"pl": "rok RRRR, np. 2018", "en": "a year YYYY, for example 2018"},
    ),
    # No own datatype for counts: Oxigraph keeps every integer as xsd:integer; shapes say which may not be negative.
    XSD + "integer": (
        _matches(r"-?(0|[1-9]\d*)"),
        {"pl": "liczba całkowita", "en": "a whole number"},
    ),
    XSD + "decimal": (
        _matches(r"-?\d+(\.\d+)?"),
        {
            "pl": "liczba z kropką dziesiętną, np. 52.43",
            "en": "a number with a decimal point, for example 52.43",
        },
    ),
    XSD + "boolean": (
        _matches(r"true|false"),
        {"pl": "true albo false", "en": "true or false"},
    ),
}


# RFC 3987 in outline: a scheme, and none of the characters that an IRI cannot hold.
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`]+")


def is_iri(text: str) -> bool:
    """Whether a text is an absolute IRI."""
    return _IRI.fullmatch(text) is not None


def expected(text: str, datatype: str) -> Text | None:
    """What the datatype expects, if `text` is not a valid lexical form of it; None if it is (XSD 1.1 part 2)."""
    rule = _RULES.get(datatype)
    if rule is None or rule[0](text):
        return None
    return rule[1]


def form(datatype: str) -> Text:
    """What a datatype that has rules expects."""
    return _RULES[datatype][1]
