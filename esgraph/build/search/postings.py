"""Turns an entry into its words: where each stands, how much it counts there, and what part of a name it is."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from esgraph import legal_names, polish
from esgraph.build.search.entries import Text
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


class Posting(NamedTuple):
    """One word of an entry: the most telling field it stands in, that field's weight and its share of a name (%)."""

    word: str
    field: int
    weight: int
    share: int


class Meant(NamedTuple):
    """A word that a text means without writing it: because of which of its words, and beside how many others."""

    word: str
    because: tuple[int, ...]
    beside: int


@dataclass(frozen=True, slots=True)
class Spelling:
    """The words of one text, and those that it means without writing them.

    `occurring` are all of them: folded, as written (or as they would be), and the language of the text.
    """

    field: Field
    written: tuple[str, ...]
    meant: tuple[Meant, ...]
    occurring: tuple[tuple[str, str, str], ...]


def spelling(text: Text) -> Spelling:
    """Divide a text into words; names have abbreviations that mean more words."""
    written = polish.words(text.text)
    if text.field not in _NAMES:
        written = [word for word in written if word.text not in polish.JOINING]
    if text.field is Field.PLACE:
        # Every place is in some county; that it is one tells nothing.
        written = [word for word in written if not legal_names.is_legal([word.text])]
    meant = legal_names.meant(written) if text.field in _NAMES or text.field is Field.KIND else []
    occurring = [(word.text, text.text[word.start : word.end], text.language) for word in written]
    occurring += [(word.text, word.text, text.language) for word in meant]
    return Spelling(text.field, tuple(word.text for word in written), tuple(_meant(meant, written)), tuple(occurring))


def _meant(meant: list[Word], written: list[Word]) -> Iterator[Meant]:
    for word in meant:
        because = (at for at, other in enumerate(written) if word.start <= other.start < word.end)
        beside = sum((other.start, other.end) == (word.start, word.end) for other in meant)
        yield Meant(word.text, tuple(because), beside)


def name_keys(spellings: list[Spelling]) -> set[str]:
    """What the whole names of an entry are compared by."""
    return {key(one.written) for one in spellings if one.field in _NAMES}


class Spelt(NamedTuple):
    """What the postings of an entry are made from, once it is known how much words tell.

    Of each word the weight and the number of the most telling field; of each name the words that it has and means.
    """

    best: dict[str, tuple[int, int]]
    names: list[tuple[tuple[str, ...], tuple[Meant, ...]]]


def spelt(kind: str, spellings: list[Spelling]) -> Spelt:
    """What the texts of an entry of a type come to."""
    best: dict[str, tuple[int, int]] = {}
    for one in spellings:
        weight = round(_WEIGHTS[one.field] * _OF_TYPE.get(kind, 1))
        for word, *_ in one.occurring:
            if word not in best or weight > best[word][0]:
                best[word] = weight, one.field.value
    return Spelt(best, [(one.written, one.meant) for one in spellings if one.field in _NAMES])


def postings(entry: Spelt, weight: Callable[[str], float]) -> Iterator[Posting]:
    """The postings of an entry, one for each word; `weight` is how much a word tells."""
    shares: dict[str, int] = {}
    for written, meant in entry.names:
        for word, share in _shares(written, meant, weight).items():
            shares[word] = max(share, shares.get(word, 0))
    for word, (counted, field) in entry.best.items():
        yield Posting(word, field, counted, shares.get(word, 0))


def _shares(written: tuple[str, ...], meant: Iterable[Meant], weight: Callable[[str], float]) -> dict[str, int]:
    """What part of a name each of its words is, in percent.

    An abbreviation is as much as what it stands for, and the words that it stands for are together as much as it is.
    """
    weights = [weight(word) for word in written]
    total = sum(weights) or 1
    shares: dict[str, float] = {}
    for word, told in zip(written, weights, strict=True):
        shares[word] = shares.get(word, 0) + told
    for word, because, beside in meant:
        shares[word] = sum(weights[at] for at in because) / beside
    return {word: round(100 * share / total) for word, share in shares.items()}
