"""Turns a question of which nothing is found into those that may have been meant: with the words that come nearest.

Typing errors are forgiven where words are read; what is sought here is too far off to be taken without asking.
"""

import re
from collections.abc import Iterator
from typing import Final

from rapidfuzz.distance import OSA

from esgraph import polish
from esgraph.search_index import fragments
from esgraph.serve.search.asked import Asked
from esgraph.serve.search.reader import Known, Reader

_MOST: Final = 3
#: So many letters of a word's beginning may be too many or missing, and so much of the whole word may be wrong.
_OF_BEGINNING: Final = 2
_WRONG: Final = 0.4
_SHORTEST: Final = 4
#: So many words of a question are looked at.
_WORDS: Final = 3


def questions(reader: Reader, asked: Asked) -> tuple[str, ...]:
    """Up to three questions, each with one word replaced by one that finds something; the nearest first."""
    found: dict[str, float] = {}
    for written in asked.unknown[:_WORDS]:
        for distance, word in _nearest(reader, polish.fold(written)):
            text = _replaced(asked.text, written, word.written)
            found[text] = min(distance, found.get(text, distance))
    return tuple(sorted(found, key=lambda text: (found[text], text))[:_MOST])


def _replaced(text: str, written: str, instead: str) -> str:
    return re.sub(rf"(?<!\w){re.escape(written)}(?!\w)", lambda _: instead, text)


def _nearest(reader: Reader, text: str) -> Iterator[tuple[float, Known]]:
    if len(text) < _SHORTEST or not text.isalpha():
        return
    for candidate in set(reader.alike(fragments(text, _OF_BEGINNING))):
        distance = OSA.normalized_distance(text, candidate, score_cutoff=_WRONG)
        if distance > _WRONG or len(candidate) < _SHORTEST:
            continue
        for word in {itself} if (itself := reader.word(candidate)) else reader.family(candidate):
            if reader.postings(word.id, quoted=False):
                yield distance, word
