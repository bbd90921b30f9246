"""Turns what was typed into the register numbers that stand in it, however they are divided, and who has them."""

import re
from dataclasses import dataclass
from typing import Final

from esgraph import polish
from esgraph.polish import Word
from esgraph.search_index import REGISTERS
from esgraph.serve.search.reader import Reader

#: What may stand before a number; the country's code is written before a NIP, and before a voivodeship's number.
_BEFORE: Final = frozenset({*REGISTERS, "teryt", "numer", "pl"})

#: So many digits divided by marks are one number, and no part of it is one; a year among them makes a date.
_SHORTEST_CODE: Final = 4
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Number:
    """A number where it stands in the text, and the entries that have it, none for a code that nobody has."""

    digits: str
    start: int
    end: int
    entries: tuple[int, ...]

    def has(self, word: Word) -> bool:
        """Whether a word is a part of the number, or written together with it: PL1251635484."""
        return word.start < self.end and self.start < word.end


def read(reader: Reader, text: str) -> list[Number]:
    """The numbers of a text, in order, none over another."""
    found: list[Number] = []
    written = polish.words(text)
    for one in polish.numbers(text):
        if not any(number.has(one) for number in found) and _stands_alone(one, written):
            entries = tuple(reader.numbered(one.text))
            found += [Number(one.text, one.start, one.end, entries)] if entries else []
    for one in polish.codes(text):
        is_code = len(one.text) >= _SHORTEST_CODE and not _YEAR.search(text, one.start, one.end)
        if is_code and not any(number.has(one) for number in found):
            found.append(Number(one.text, one.start, one.end, ()))
    return sorted(found, key=lambda number: number.start)


def is_all(typed: str, number: Word) -> bool:
    """Whether nothing was typed but a number and the name of its register."""
    return not without_registers(polish.words(typed[: number.start] + " " + typed[number.end :]))


def without_registers(words: list[Word]) -> list[Word]:
    """The words that name no register."""
    return [word for word in words if word.text not in _BEFORE]


def _stands_alone(number: Word, written: list[Word]) -> bool:
    """Whether no letters are written together with a number but the name of its register."""
    beside = ("".join(filter(str.isalpha, word.text)) for word in written if _overlap(word, number))
    return all(not letters or letters in _BEFORE for letters in beside)


def _overlap(one: Word, other: Word) -> bool:
    return one.start < other.end and other.start < one.end
