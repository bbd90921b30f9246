"""Turns what a reader typed into groups of words that occur: inflected, abbreviated, misspelt, run together."""

import unicodedata
from dataclasses import dataclass, field
from typing import Final

from rapidfuzz.distance import OSA

from esgraph import legal_names, polish, regions
from esgraph.polish import JOINING, Word
from esgraph.search_index import fragments
from esgraph.serve.search import register_numbers
from esgraph.serve.search.reader import Known, Reader
from esgraph.serve.search.register_numbers import Number

#: So much of what was typed is looked at; the rest is left out, and the page says so.
MOST_CHARACTERS: Final = 200
MOST_WORDS: Final = 10

#: What a match is worth beside the word itself.
_OF_FAMILY, _OF_STEM, _OF_BEGINNING = 0.95, 0.9, 0.7
_CORRECTED: Final = {1: 0.75, 2: 0.6}

#: So many words stand for a beginning, or for a misspelt word.
_MOST_ALTERNATIVES: Final = 24
_SHORTEST_BEGINNING: Final = 3
#: Cases differ after so many letters: a beginning that long may be one of a form that does not occur.
_SHORTEST_OF_FORM: Final = 4


@dataclass(frozen=True, slots=True)
class Option:
    """A word that occurs and may be meant, and what a match with it is worth, up to 1."""

    word: Known
    quality: float


@dataclass(frozen=True, slots=True)
class Group:
    """One word or number that was asked for, and everything that it may mean.

    `entries` are those that bear it as a register number, of these digits. `instead` is the word that was taken for a
    misspelt one.
    """

    written: str
    options: tuple[Option, ...] = ()
    entries: tuple[int, ...] = ()
    digits: str = ""
    instead: str = ""
    weight: float = 1.0
    legal: bool = False
    joining: bool = False

    @property
    def is_known(self) -> bool:
        """Whether anything has it."""
        return bool(self.options or self.entries)


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for, as far as it was looked at."""

    text: str
    groups: tuple[Group, ...] = ()
    is_cut: bool = False
    key: str = ""
    words: frozenset[str] = field(default_factory=frozenset)

    @property
    def required(self) -> tuple[Group, ...]:
        """The groups that an entry must have: those that tell something, or, where none does, all."""
        known = [group for group in self.groups if group.is_known]
        telling = [group for group in known if not group.legal and not group.joining]
        return tuple(telling or [group for group in known if not group.joining] or known)

    @property
    def unknown(self) -> tuple[str, ...]:
        """What occurs nowhere, not even nearly."""
        return tuple(group.written for group in self.groups if not group.is_known and not group.joining)

    @property
    def corrections(self) -> tuple[tuple[str, str], ...]:
        """Misspelt words, and what was taken for them."""
        return tuple((group.written, group.instead) for group in self.groups if group.instead)


def read(reader: Reader, typed: str, *, forgive: bool = True, last_begins: bool = False) -> Asked:
    """Read what was typed. `last_begins`: its last word may be only begun; `forgive`: words may be misspelt."""
    text = unicodedata.normalize("NFKC", typed.encode("utf-8", "replace").decode()).strip()
    cut = text[:MOST_CHARACTERS]
    numbers = register_numbers.read(reader, cut)
    words = [word for word in polish.words(cut) if not any(number.has(word) for number in numbers)]
    if numbers:
        words = register_numbers.without_registers(words)
    asked = _together(reader, list(regions.asked(legal_names.asked(words))))
    groups = [_number(reader, number, cut) for number in numbers]
    for word in asked[:MOST_WORDS]:
        begins = last_begins and word is asked[-1]
        groups += _groups(reader, word, cut[word.start : word.end], forgive=forgive, begins=begins)
    meant = frozenset(option.word.text for group in groups for option in group.options)
    key = " ".join(word.text for word in words)
    return Asked(text, tuple(groups), len(cut) < len(text) or len(asked) > MOST_WORDS, key, meant)


def _number(reader: Reader, number: Number, text: str) -> Group:
    known = reader.word(number.digits)
    options = (Option(known, 1.0),) if known else ()
    return Group(text[number.start : number.end], options, number.entries, number.digits)


def _together(reader: Reader, words: list[Word]) -> list[Word]:
    """The words, with two as one where only that occurs: co-operative, PL 912."""
    result: list[Word] = []
    for word in words:
        before = result[-1] if result else None
        both = Word(before.text + word.text, before.start, word.end) if before else word
        if before and reader.word(both.text) and not (reader.word(before.text) and reader.word(word.text)):
            result[-1] = both
        else:
            result.append(word)
    return result


def _groups(reader: Reader, word: Word, written: str, *, forgive: bool, begins: bool) -> list[Group]:
    text = word.text
    if begins:
        return [_group(written, _begun(reader, text, 1.0))]
    if options := _exact(reader, text):
        return [_group(written, options)]
    if text in JOINING:
        return [Group(written, joining=True)]
    if parts := _run_together(reader, text):
        return [_group(part, options) for part, options in parts]
    if options := _begun(reader, text, _OF_BEGINNING):
        return [_group(written, options)]
    if forgive and (options := _misspelt(reader, text)):
        return [_group(written, options, options[0].word.written)]
    return [Group(written)]


def _group(written: str, options: tuple[Option, ...], instead: str = "") -> Group:
    texts = [option.word.text for option in options]
    return Group(
        written,
        options,
        instead=instead,
        weight=max((option.word.weight for option in options), default=1.0),
        legal=bool(texts) and legal_names.is_legal(texts[:1]),
        joining=bool(texts) and texts[0] in JOINING,
    )


def _exact(reader: Reader, text: str) -> tuple[Option, ...]:
    """The word itself first, then its family: by the dictionary, or by its stem if no dictionary knows it."""
    itself = reader.word(text)
    found = {itself: 1.0} if itself else {}
    for one in reader.family(text):
        found.setdefault(one, _OF_FAMILY)
    if len(found) < 2:
        for one in reader.of_stem(polish.stem(text)):
            found.setdefault(one, _OF_STEM)
    return tuple(Option(word, quality) for word, quality in found.items())


def _begun(reader: Reader, text: str, quality: float) -> tuple[Option, ...]:
    """The words that begin so, or have a form that does: ośrodk, for ośrodek has ośrodka.

    Where the reader may still be typing (quality 1), also what is meant by the whole.
    """
    if len(text) < _SHORTEST_BEGINNING and quality < 1:
        return ()
    found = dict.fromkeys(reader.beginning(text, _MOST_ALTERNATIVES), quality)
    if len(text) >= _SHORTEST_OF_FORM:
        for word in reader.with_form_beginning(text, _MOST_ALTERNATIVES):
            found.setdefault(word, quality * _OF_FAMILY)
    if quality == 1:
        for option in _exact(reader, text):
            found.setdefault(option.word, option.quality)
    return tuple(Option(word, worth) for word, worth in found.items())


def _run_together(reader: Reader, text: str) -> list[tuple[str, tuple[Option, ...]]]:
    """Two words written as one: abovo, hydrotruck, mmes2018."""
    for at in range(2, len(text) - 1):
        parts = text[:at], text[at:]
        if all(reader.word(part) for part in parts) and not any(part in JOINING for part in parts):
            return [(part, _exact(reader, part)) for part in parts]
    return []


def _misspelt(reader: Reader, text: str) -> tuple[Option, ...]:
    """The nearest words, by the number of letters that are wrong, missing, too many or swapped."""
    errors = polish.errors_forgiven(text)
    if not errors:
        return ()
    nearest: dict[int, list[str]] = {}
    for candidate in set(reader.alike(fragments(text, errors))):
        allowed = min(errors, polish.errors_forgiven(candidate))
        if (distance := OSA.distance(text, candidate, score_cutoff=allowed)) <= allowed:
            nearest.setdefault(distance, []).append(candidate)
    if not nearest:
        return ()
    distance = min(nearest)
    found: dict[Known, float] = {}
    for candidate in sorted(nearest[distance]):
        for option in _exact(reader, candidate):
            found.setdefault(option.word, _CORRECTED[max(1, distance)] * option.quality)
    # The likeliest first: it is what the page says was taken instead.
    best = sorted(found, key=lambda word: (-found[word], -word.entries, word.id))
    return tuple(Option(word, found[word]) for word in best[:_MOST_ALTERNATIVES])
