"""Turns a cell into the value that a key takes, undoing what spreadsheets do to it; or says what is wrong.

A spreadsheet takes what looks like a number for one: a KRS number loses its zeros, a date becomes the days since 1900,
a year is shown as a day in 1905, and of a number with more than fifteen digits the last become zeros.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches
from typing import Final

from esgraph import polish
from esgraph.build import literals
from esgraph.build.keys import Key, Vocabulary
from esgraph.build.tables import faults
from esgraph.build.tables.concepts import Concepts
from esgraph.build.tables.faults import Fault
from esgraph.cells import Cell
from esgraph.comparison import dates, numbers
from esgraph.vocabulary import ESG, SCHEMA, XSD

#: Registers of organisations.
_REGISTERS: Final = frozenset({"krs", "nip", "regon"})
#: How alike a label must be to be what was meant.
_ALIKE: Final = 0.8
#: So many digits are a number of their own, and not that of a house.
_A_NUMBER: Final = 7
#: The day from which spreadsheets count; it takes 1900 for a leap year, which later days make up for.
_FIRST_DAY: Final = date(1899, 12, 30)
#: The years that a year may be, and the days that a date may be (1954 to 2119).
_YEARS: Final = range(1900, 2101)
_DAYS: Final = range(20_000, 80_000)
_SCIENTIFIC: Final = re.compile(r"\d(?:[.,]\d+)?E\+?\d+", re.IGNORECASE)
#: What a number may be written with: what it is, and marks that divide its digits.
_NUMBER: Final = re.compile(
    r"(?:(?:krs|nip|regon|nr|numer|no|pl|i|oraz|lub|albo)\b[\s.:]*|pl(?=\d)|[\d\s.,;:/|+()-])*", re.IGNORECASE
)
#: What stands between two numbers, and not within one.
_BETWEEN: Final = re.compile(r"[/,;|+]|\b(?:i|oraz|lub|albo)\b")
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"{}|\\^`]+\.[^\s<>\"{}|\\^`]+")
_YEAR: Final = re.compile(r"(\d{4})(?:[.,]0+)?(?:\s?r(?:\.|oku)?)?")
_WHOLE: Final = re.compile(r"(\d+)(?:,0+)?")
#: “4”, “04”, “4.”, “4-ta”, “IV”, “IV edycja”, “edycja nr 4”: which one in a series.
_ORDINAL: Final = re.compile(
    r"(?i:(?:edycja|edition)\s+)?(?i:(?:nr|numer|no)\b\.?\s*)?(?:0*([1-9]\d?)(?:[.,]0+)?|([IVX]+))"
    r"(?:\.|-?(?:sza|ga|cia|ta|ma|st|nd|rd|th)\b)?(?i:\s*(?:edycja|edition))?"
)
#: Thousands may stand apart.
_COUNTED: Final = re.compile(r"(\d{1,3}(?: \d{3})+|\d+)(?:,0+)?")


@dataclass(frozen=True, slots=True)
class Read:
    """What a cell says: the value for a key (which may be one for less exact dates), and what was undone for it."""

    key: Key
    value: str
    undone: tuple[str, ...] = ()


def read(cell: Cell, key: Key, vocabulary: Vocabulary, concepts: Concepts) -> Read | Fault:
    """The value of a cell for a key that is not a place or another thing."""
    register = key.predicate.removeprefix(ESG)
    if register in _REGISTERS:
        return _number(cell, key, register)
    if key.scheme:
        return _concept(cell, key, concepts)
    if key.is_language_map:
        return _name(cell, key)
    if key.is_reference:
        return _address(cell, key)
    if key.predicate == SCHEMA + "position":
        return _ordinal(cell, key)
    readers: Mapping[str, Callable[[Cell, Key, Vocabulary], Read | Fault]] = {
        XSD + "gYear": _year,
        XSD + "date": _date,
        XSD + "integer": _whole,
    }
    if reader := readers.get(key.datatype):
        return reader(cell, key, vocabulary)
    return Read(key, cell.text)


def _number(cell: Cell, key: Key, register: str) -> Read | Fault:
    """A register number: with its zeros, without what divides it, and with a check digit that is right."""
    if _SCIENTIFIC.fullmatch(cell.text):
        return faults.DIGITS_LOST
    if isinstance(cell.value, date) or not _NUMBER.fullmatch(cell.text):
        return faults.no_number(cell.text, register)
    if sum(sum(map(str.isdigit, part)) >= _A_NUMBER for part in _BETWEEN.split(cell.text)) > 1:
        return faults.several_numbers(register)
    found = polish.numbers(cell.text)
    fitting = [word for word in found if numbers.digits(word.text, register)]
    if not fitting:
        return faults.no_number(cell.text, register)
    number = fitting[0]
    if any(len(word.text) >= _A_NUMBER and not (number.start <= word.start < number.end) for word in found):
        return faults.several_numbers(register)
    known = numbers.body(number.text, register)
    whole = known.zfill(next(length for length in numbers.LENGTHS[register] if len(known) <= length))
    undone = ("zeros",) if len(whole) > len(known) else ()
    if cell.value is None and not undone and whole != cell.text:
        undone = ("divided",)
    return Read(key, whole, undone)


def _year(cell: Cell, key: Key, _vocabulary: Vocabulary) -> Read | Fault:
    if isinstance(cell.value, date):
        serial = (cell.value - _FIRST_DAY).days
        # A year that has the form of dates: 2018 is shown as 1905-07-10.
        return Read(key, str(serial), ("year",)) if serial in _YEARS else Read(key, str(cell.value.year))
    written = _YEAR.fullmatch(cell.text)
    if written and int(written[1]) in _YEARS:
        return Read(key, written[1])
    if day := dates.iso(cell.text):
        return Read(key, day[:4])
    return faults.no_value(cell.text, literals.form(key.datatype))


def _date(cell: Cell, key: Key, vocabulary: Vocabulary) -> Read | Fault:
    if isinstance(cell.value, date):
        return Read(key, cell.value.isoformat())
    if _WHOLE.fullmatch(cell.text) and (serial := int(cell.text.partition(",")[0])) in _DAYS:
        return Read(key, (_FIRST_DAY + timedelta(serial)).isoformat(), ("serial",))
    written = dates.iso(cell.text)
    fitting = [one for one in (key, *vocabulary.less_exact(key)) if not literals.expected(written, one.datatype)]
    if not written or not fitting:
        return faults.no_value(cell.text, literals.form(key.datatype))
    return Read(fitting[0], written)


def _whole(cell: Cell, key: Key, _vocabulary: Vocabulary) -> Read | Fault:
    if whole := _COUNTED.fullmatch(cell.text):
        return Read(key, str(int(whole[1].replace(" ", ""))))
    return faults.no_value(cell.text, literals.form(key.datatype))


def _ordinal(cell: Cell, key: Key) -> Read | Fault:
    """Which one in a series: of an edition its number, and not its year; Roman numerals are in capitals."""
    written = _ORDINAL.fullmatch(cell.text)
    if written and written[1]:
        return Read(key, written[1])
    number = polish.roman(written[2]) if written else 0
    return Read(key, str(number), ("roman",)) if number else faults.no_ordinal(cell.text)


def _name(cell: Cell, key: Key) -> Read | Fault:
    if isinstance(cell.value, date):
        return faults.NAME_AS_DATE
    if cell.value is not None or not any(map(str.isalpha, cell.text)):
        return faults.no_name(cell.text)
    return Read(key, cell.text)


def _concept(cell: Cell, key: Key, concepts: Concepts) -> Read | Fault:
    found = concepts.find(key.scheme, cell.text)
    if len(found) == 1:
        return Read(key, found[0])
    if found:
        return faults.several_concepts(cell.text, found)
    labels = concepts.labels(key.scheme)
    near = get_close_matches(cell.text.casefold(), labels, n=1, cutoff=_ALIKE)
    return faults.no_concept(cell.text, "".join(near), labels)


def _address(cell: Cell, key: Key) -> Read | Fault:
    # Registers write them in capitals, and without the scheme; of a page without it nobody knows whether it is http.
    text = cell.text.lower() if cell.text.isupper() else cell.text
    written = f"https://{text}" if text.startswith("www.") else text
    undone = ("address",) if written != cell.text else ()
    return Read(key, written, undone) if _ADDRESS.fullmatch(written) else faults.no_address(cell.text)
