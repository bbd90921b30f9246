"""Turns Polish texts into words that compare: folded letters, positions in the text, stems; pure.

Building and serving fold alike, or a word would be looked for in another spelling than the one it was kept in.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

#: Letters that have no decomposition in Unicode, so that NFKD leaves their strokes and ligatures.
_STROKES: Final = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe"})

#: A word: letters and digits, each with the marks that are written after it in decomposed text.
_WORD: Final = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+")

#: Digits with marks between them, as register numbers are written: 525-000-11-22, 14.34, 1434_113.
_DIVIDED: Final = r"\d+(?:[ \u00a0]?[./_\u2010-\u2015-][ \u00a0]?\d+)*"
_CODE: Final = re.compile(_DIVIDED)
#: The same with spaces too: 0000 123 456. Several numbers may stand beside one another so.
_RUN: Final = re.compile(rf"{_DIVIDED}(?:[ \u00a0]{_DIVIDED})*")
_DIGITS: Final = re.compile(r"\d+")
#: So many digits are a number of their own beside others, unless they are the zeros that a number begins with.
_ALONE: Final = 4

#: Case endings of nouns and adjectives in folded letters, and those that soften what they follow by an `i`.
_SOFTENING: Final = "a e o u em om ow owi ami ach ej ego emu"
_CASES: Final = frozenset(
    [
        *_SOFTENING.split(),
        *(f"i{ending}" for ending in _SOFTENING.split()),
        "i",
        "y",
        "ym",
        "im",
        "ymi",
        "imi",
        "ych",
        "ich",
    ]
)
_ENDINGS: Final = tuple(sorted(_CASES, key=lambda ending: (-len(ending), ending)))
_SHORTEST_STEM: Final = 4

_PARTICLES: Final = (
    "a albo and at by dla do for from i in im is jest lub na nad nr o od of on or oraz po pod przez przy sie the to u w"
    " we z za ze"
)
#: Words that join others and tell nothing of what is named, folded; in both languages.
JOINING: Final = frozenset(_PARTICLES.split())

#: The Roman numerals that editions are counted with, up to XXXIX.
_ROMAN: Final = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")
#: In a text a single I is a word or an initial.
_COUNTING: Final = re.compile(r"[IVX]{2,}|V|X")
_ORDINAL: Final = re.compile(r"(\d+)(?:st|nd|rd|th)")


@dataclass(frozen=True, slots=True)
class Word:
    """A folded word and where it stands in the text (end exclusive)."""

    text: str
    start: int
    end: int


def fold(text: str) -> str:
    """A text without case and diacritics; folding twice changes nothing more.

    >>> fold("Spółdzielnia Źródło, ŁĄKA")
    'spoldzielnia zrodlo, laka'
    """
    # Case first and last: some capitals have a decomposition that their small letters lack, and the other way round.
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(char for char in plain if not unicodedata.combining(char)).translate(_STROKES)
    return bare.casefold()


@lru_cache(4096)  # the same words come again and again
def _folded(written: str) -> str:
    return "".join(filter(str.isalnum, fold(written)))


def words(text: str) -> list[Word]:
    """The words of a text, folded, in order; numerals that count something have their value as a second word.

    >>> [word.text for word in words("IV Spotkania w Hydro-Trucku")]
    ['iv', '4', 'spotkania', 'w', 'hydro', 'trucku']
    """
    found = []
    for match in _WORD.finditer(text):
        folded = _folded(match[0])
        if not folded:
            continue
        found.append(Word(folded, match.start(), match.end()))
        if value := _value(match[0], folded):
            found.append(Word(value, match.start(), match.end()))
    return found


def _value(written: str, folded: str) -> str:
    if ordinal := _ORDINAL.fullmatch(folded):
        return ordinal[1]
    value = roman(written) if _COUNTING.fullmatch(written) else 0
    return str(value) if value else ""


def roman(written: str) -> int:
    """The value of a Roman numeral in capitals, up to XXXIX; 0 of anything else.

    >>> roman("IV"), roman("XXI"), roman("I"), roman("IIX")
    (4, 21, 1, 0)
    """
    if not written or not _ROMAN.fullmatch(written):
        return 0
    values = [{"I": 1, "V": 5, "X": 10}[letter] for letter in written]
    # A letter before a greater one is taken away: IV, IX.
    return sum(one if one >= after else -one for one, after in zip(values, [*values[1:], 0], strict=True))


@lru_cache(1 << 14)
def stem(word: str) -> str:
    """A folded word without its case ending, for names that no dictionary knows.

    >>> [stem(word) for word in ("brzebow", "brzebowie", "czeznanki", "czeznanek", "czeznankach")]
    ['brzebow', 'brzebow', 'czeznank', 'czeznank', 'czeznank']
    """
    bare = word
    for ending in _ENDINGS:
        # Towns in -ów end in a letter that looks like an ending, and keep it in every case.
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM and ending not in ("ow", "iow"):
            bare = word.removesuffix(ending)
            break
    # An `e` that is there in one case only: anek, anka.
    return bare[:-2] + bare[-1] if len(bare) > _SHORTEST_STEM and bare[-2:] in ("ek", "ec") else bare


def stems(text: str) -> str:
    """A text by its words without their case endings: what is the same in any case, and however it is written.

    >>> stems("w Tłuszczu, pow. wołomińskim") == stems("W TŁUSZCZ pow wołomiński")
    True
    """
    return " ".join(stem(word.text) for word in words(text))


def numbers(text: str) -> list[Word]:
    """The numbers of a text as bare digits: every run of groups as one, then those of a run that may stand alone.

    A part of a number that is divided by other marks than spaces is none.

    >>> [number.text for number in numbers("NIP 525-000-11-22 albo KRS 0000 123 456")]
    ['5250001122', '0000123456']
    >>> [number.text for number in numbers("14-34 1408 2")]
    ['143414082', '1434', '1408']
    """
    found: list[Word] = []
    for run in _RUN.finditer(text):
        found.append(_number(run))
        parts = [_number(part) for part in _CODE.finditer(text, *run.span())]
        if len(parts) > 1:
            found += [part for part in parts if len(part.text) >= _ALONE and part.text.strip("0")]
    return found


def codes(text: str) -> list[Word]:
    """The numbers of a text that are divided by marks other than spaces, as bare digits.

    >>> [code.text for code in codes("14-34-124 Tłuszcz 1434")]
    ['1434124']
    """
    return [_number(code) for code in _CODE.finditer(text) if not code[0].isdigit()]


def _number(found: re.Match[str]) -> Word:
    return Word("".join(map(_plain, _DIGITS.findall(found[0]))), *found.span())


def _plain(written: str) -> str:
    """Digits of any script as ASCII."""
    return "".join(str(unicodedata.digit(char)) for char in written)


def errors_forgiven(word: str) -> int:
    """How many letters of a folded word may be wrong, missing, or too many: none where another word is too near."""
    if len(word) < 4 or any(map(str.isdigit, word)):
        return 0
    return 1 if len(word) < 8 else 2
