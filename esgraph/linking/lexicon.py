"""Turns a word into what it is compared by in any case: its letters, its lemmas and its stem; knows what is a word."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA

from esgraph import polish

#: The lemmas of a word as it is written; none of a word that a dictionary does not know.
Lemmas = Callable[[str], Iterable[str]]

#: Cyrillic letters as Polish writes their sounds (PWN’s rules of transcription, in outline), folded.
_CYRILLIC: Final = str.maketrans(
    {
        "а": "a", "б": "b", "в": "w", "г": "h", "ґ": "g", "д": "d", "е": "e", "є": "je", "ё": "jo", "ж": "z", "з": "z",
        "и": "y", "і": "i", "ї": "ji", "й": "j", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
        "с": "s", "т": "t", "у": "u", "ў": "u", "ф": "f", "х": "ch", "ц": "c", "ч": "cz", "ш": "sz", "щ": "szcz",
        "ь": "", "ъ": "", "ы": "y", "э": "e", "ю": "ju", "я": "ja", "’": "",
    }
)  # fmt: skip
#: How English and German write sounds of Polish, longest first; what is left is one letter for those that are mixed up.
_SPELLINGS: Final = (
    ("shch", "szcz"), ("tsch", "cz"), ("sch", "sz"), ("sh", "sz"), ("zh", "z"), ("kh", "ch"), ("ts", "c"), ("ck", "k"),
    ("ph", "f"), ("th", "t"), ("ia", "a"), ("ja", "a"), ("iu", "u"), ("ju", "u"), ("ie", "e"), ("je", "e"),
    ("io", "o"), ("jo", "o"), ("ji", "i"),
)  # fmt: skip
_LETTERS: Final = str.maketrans({"v": "w", "y": "i", "j": "i", "x": "ks", "q": "k", "g": "h"})
_SHORTEST: Final = 4


class Lexicon:
    """The words of names, with a dictionary of Polish if there is one; what was read of a word is remembered."""

    def __init__(self, lemmas: Lemmas = lambda _word: ()) -> None:
        self._lemmas = lemmas
        self.keys = lru_cache(1 << 17)(self._keys)
        self.knows = lru_cache(1 << 16)(self._knows)
        self.sounds = lru_cache(1 << 16)(sounds)

    def _keys(self, written: str, folded: str) -> frozenset[str]:
        """What a word is compared by: two are the same word in some case if they share one of these."""
        return frozenset({folded, f"{polish.stem(folded)}-", *(f"{lemma}/" for lemma in self._read(written))})

    def _knows(self, written: str) -> bool:
        return any(True for _ in self._read(written))

    def _read(self, written: str) -> Iterable[str]:
        spellings = dict.fromkeys((written, written.capitalize(), written.lower()))
        return {polish.fold(lemma.partition(":")[0]) for one in spellings for lemma in self._lemmas(one)}


def transcribed(text: str) -> str:
    """A text with Cyrillic letters in Latin ones, as Polish writes the sounds.

    >>> transcribed("Фонд Надія")
    'fond nadija'
    """
    lowered = text.casefold()
    latin = lowered.translate(_CYRILLIC)
    return text if latin == lowered else latin


def sounds(folded: str) -> str:
    """A folded word by its sounds, so that one is the same however it is transcribed.

    >>> sounds("zhytomyr") == sounds("zytomierz"), sounds("shchyt") == sounds("szczyt")
    (False, True)
    """
    for written, sound in _SPELLINGS:
        folded = folded.replace(written, sound)
    return folded.translate(_LETTERS)


def slips(one: str, other: str) -> int | None:
    """How many letters of two folded words are wrong, missing or changed over; None if too many for one word."""
    if min(len(one), len(other)) < _SHORTEST:
        return None
    most = min(polish.errors_forgiven(one), polish.errors_forgiven(other))
    found = OSA.distance(one, other, score_cutoff=most)
    return found if found <= most else None
