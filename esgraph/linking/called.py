"""Turns a name into tokens that know what they are: telling words, words of kinds, of levels, of units, numbers."""

import re
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache
from html import unescape
from typing import Final

from esgraph import legal_names, polish
from esgraph.comparison import names
from esgraph.linking.lexicon import Lexicon, transcribed


class Role(Enum):
    """What a word of a name does in it."""

    TELLING = "tells what is named from others"
    KIND = "says what kind of thing it is"
    LEVEL = "says of which level: gminny, powiatowy"
    UNIT = "says that it is a part of something: oddział, filia"
    NUMBER = "counts: nr 3"


#: How keys of numbers begin, in figures or in words.
COUNTED: Final = "#"


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a name: folded, with what it is compared by.

    `is_full` is one that an abbreviation stands for, `is_dotted` one that a full stop shortens, `is_located` one
    behind w, we or z.
    """

    text: str
    written: str
    keys: frozenset[str]
    role: Role
    is_full: bool = False
    is_dotted: bool = False
    is_located: bool = False


@dataclass(frozen=True, slots=True)
class Called:
    """A name, its tokens, its legal form and what follows it (a seat, an address).

    `is_led` says that the form stands first or last: what it is of is then what is named.
    """

    written: str
    tokens: tuple[Token, ...]
    form: frozenset[str]
    seat: str
    is_led: bool = False

    @property
    def telling(self) -> tuple[Token, ...]:
        """The words that tell it from others."""
        return tuple(token for token in self.tokens if token.role is Role.TELLING)


_LEVEL_WORDS: Final = (
    "miejski gminny powiatowy wojewodzki regionalny krajowy miejsko rejonowy okregowy glowny municipal county regional"
)
_LEVELS: Final = frozenset(map(polish.stem, _LEVEL_WORDS.split()))
_UNIT_WORDS: Final = (
    "oddzial filia delegatura ekspozytura placowka sekcja wydzial referat biuro kolo zarzad hufiec choragiew okreg"
    " dzial departament komisja swietlica terenowy oddzialowy przedstawicielstwo agenda branch division department"
    " section chapter agency"
)
_UNITS: Final = frozenset(map(polish.stem, _UNIT_WORDS.split()))
_SKIPPED: Final = polish.JOINING | {
    "nr", "numer", "no", "imienia", "imieniem", "m", "st", "pw", "wezwaniem", "ds", "spraw",
}  # fmt: skip
_LOCATING: Final = frozenset(("w", "we", "z", "ze", "in", "from", "of"))
_GMINA, _TOWN, _OF_TOWN = "gmina", "miasto", "miejska"
#: Words that a full stop shortens.
_DOTTED: Final = re.compile(r"([^\W\d_]{1,8})\.")
#: What is no part of a name: what its organisation is going through, or is recognised as.
_STATE: Final = re.compile(
    r"\s*\(?\bw\s+(?:likwidacji|upadłości|organizacji)\b\)?"
    r"|\s*[-–—,(]?\s*\b(?:organizacja\s+pożytku\s+publicznego|OPP)\b\)?\s*$",
    re.IGNORECASE,
)
#: A gmina that is a town, too, is one body, however it is called: Miasto i Gmina X, Gmina X.
_TOWN_AND_GMINA: Final = re.compile(r"\b(?:miast\w* i gmin(\w*)|gmin(\w*) i miast\w*)\b", re.IGNORECASE)
#: Numbers in words, as names have them: Pięć Żywiołów, 5 Żywiołów.
_NUMERALS: Final = {
    word: str(number)
    for number, words in enumerate(
        ("dwa dwie", "trzy", "cztery", "pięć", "sześć", "siedem", "osiem", "dziewięć", "dziesięć"), 2
    )
    for word in words.split()
}


class Reader:
    """Reads names, each once for as long as it comes again soon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self.read = lru_cache(1 << 15)(self._read)

    def _read(self, written: str) -> Called:
        text = _STATE.sub("", transcribed(" ".join(unescape(written).split())))
        text = _TOWN_AND_GMINA.sub(lambda found: f"gmin{found[1] or found[2]}", text)
        divided = names.divide(text)
        dotted = {polish.fold(found) for found in _DOTTED.findall(text)}
        tokens: list[Token] = []
        is_located, last = False, None
        for word in legal_names.in_full(list(divided.core)):
            if word.text in _SKIPPED and not _is_initial(text, word):
                is_located = word.text in _LOCATING
                continue
            # Gmina Miasto X and Gmina Miejska X are one.
            if word.text == _TOWN and tokens and tokens[-1].text == _GMINA:
                word = replace(word, text=_OF_TOWN)
            token = self._token(text, word, dotted, is_located)
            # The value of a numeral stands where the numeral does.
            if last == (word.start, word.end) and token.role is Role.NUMBER and tokens:
                tokens[-1] = token
            else:
                tokens.append(token)
            last = (word.start, word.end)
        form = divided.form
        if not form and (amid := names.form_amid([token.text for token in tokens])):
            # One that stands amid the name is no part of it either: Mazowiecka Fundacja Ekorozwoju.
            form, start, end = amid
            del tokens[start:end]
        return Called(written, tuple(tokens), form, divided.seat, bool(divided.form))

    def _token(self, text: str, word: polish.Word, dotted: set[str], is_located: bool) -> Token:
        written = text[word.start : word.end]
        is_full = polish.fold(written) != word.text and not word.text.isdigit()
        spelling = word.text if is_full else written
        keys = self._lexicon.keys(spelling, word.text)
        if number := _NUMERALS.get(spelling.lower(), word.text if word.text.isdigit() else ""):
            keys |= {COUNTED + number}
        is_dotted = word.text in dotted and not is_full
        return Token(word.text, spelling, keys, _role(word.text), is_full, is_dotted, is_located)


def _is_initial(text: str, word: polish.Word) -> bool:
    """Whether a word is a letter with a full stop, as it is written: M. Konopnickiej."""
    return word.end - word.start == 1 and text[word.end : word.end + 1] == "."


def _role(folded: str) -> Role:
    stem = polish.stem(folded)
    if any(map(str.isdigit, folded)):
        return Role.NUMBER
    if stem in _LEVELS:
        return Role.LEVEL
    if stem in _UNITS:
        return Role.UNIT
    return Role.KIND if legal_names.is_legal([folded]) else Role.TELLING
