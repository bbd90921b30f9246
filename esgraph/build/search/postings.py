"""Turns an entry into its words: where each stands, how much it counts there, and what part of a name it is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from esgraph import legal_names, polish
from esgraph.build.search.entries import Entry, Text
from esgraph.polish import Word
from esgraph.search_index import Field, key

#: How much a word counts, in percent, by where it stands.
_WEIGHTS: Final = {
    Field.NAME: 100,
    Field.OTHER_NAME: 95,
    Field.MENTION: 90,
    Field.PLACE: 40,
    Field.KIND: 30,
    Field.WITHIN: 30,
    Field.DATE: 30,
    Field.DESCRIPTION: 25,
}
_NAMES: Final = frozenset({Field.NAME, Field.OTHER_NAME, Field.MENTION})

#: What an entry's words count beside those of an organisation: things before the terms that they are described by.
_OF_TYPE: Final = {
    "post": 0.97, "work": 0.97, "source": 0.9, "question": 0.8, "scheme": 0.7, "concept": 0.75, "term": 0.65,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Posting:
    """One word of an entry: the most telling field it stands in, that field's weight and its share of a name (%)."""

    word: str
    field: Field
    weight: int
    share: int


@dataclass(frozen=True, slots=True)
class Spelling:
    """The words of one text, those that it means without writing them, and the text."""

    text: Text
    written: tuple[Word, ...]
    meant: tuple[Word, ...]


@lru_cache(4096)  # places and kinds come again and again
def spelling(text: Text) -> Spelling:
    """Divide a text into words; names have abbreviations that mean more words."""
    written = polish.words(text.text)
    if text.field not in _NAMES:
        written = [word for word in written if word.text not in polish.JOINING]
    if text.field is Field.PLACE:
        # Every place is in some county; that it is one tells nothing.
        written = [word for word in written if not legal_names.is_legal([word.text])]
    meant = legal_names.meant(written) if text.field in _NAMES or text.field is Field.KIND else []
    return Spelling(text, tuple(written), tuple(meant))


def name_keys(spellings: list[Spelling]) -> set[str]:
    """What the whole names of an entry are compared by."""
    return {key(word.text for word in one.written) for one in spellings if one.text.field in _NAMES}


def occurring(spellings: list[Spelling]) -> Iterator[tuple[str, str, str]]:
    """Every word of an entry: folded, as it is written (or would be), and the language of its text."""
    for one in spellings:
        for word in one.written:
            yield word.text, one.text.text[word.start : word.end], one.text.language
        for word in one.meant:
            yield word.text, word.text, one.text.language


def postings(entry: Entry, spellings: list[Spelling], weight: Callable[[str], float]) -> Iterator[Posting]:
    """The postings of an entry, one for each word; `weight` is how much a word tells."""
    best: dict[str, tuple[int, Field, int]] = {}
    for one in spellings:
        field = one.text.field
        counts = round(_WEIGHTS[field] * _OF_TYPE.get(entry.type, 1))
        shares = _shares(one, weight) if field in _NAMES else {}
        for word in (*one.written, *one.meant):
            counted, where, share = best.get(word.text, (0, field, 0))
            if counts > counted:
                counted, where = counts, field
            best[word.text] = counted, where, max(share, shares.get(word.text, 0))
    for text, (counted, where, share) in best.items():
        yield Posting(text, where, counted, share)


def _shares(one: Spelling, weight: Callable[[str], float]) -> dict[str, int]:
    """What part of a name each of its words is, in percent.

    An abbreviation is as much as what it stands for, and the words that it stands for are together as much as it is.
    """
    total = sum(weight(word.text) for word in one.written) or 1
    shares: dict[str, float] = {}
    for word in one.written:
        shares[word.text] = shares.get(word.text, 0) + weight(word.text)
    for word in one.meant:
        under = sum(weight(other.text) for other in one.written if word.start <= other.start < word.end)
        beside = sum((other.start, other.end) == (word.start, word.end) for other in one.meant)
        shares[word.text] = under / beside
    return {text: round(100 * share / total) for text, share in shares.items()}
