"""Turns groups of words into the entries that have them, the best first.

An entry must have every word that tells something; where none has them all, those that have most of them come first.
What counts: how much of what was asked it has, where, and how much of its name that is; among equals their order in
the index. Of a very large set the best are sought among those that have most, by sets, and the others follow.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import chain, compress, islice
from operator import and_, or_
from typing import Final

from esgraph.search_index import Field, Postings
from esgraph.serve.search import bits
from esgraph.serve.search.asked import Asked, Group
from esgraph.serve.search.reader import Reader

#: So many entries are weighed one by one.
_WEIGHED: Final = 1_000
_OF_ASKED, _OF_NAME = 0.6, 0.4
#: On top of it: for every word that was asked for, a legal form too, and for a whole name.
_EVERYTHING, _WHOLE_NAME = 0.25, 0.25
#: What all of it comes to.
_HIGHEST: Final = _OF_ASKED + _OF_NAME + _EVERYTHING + _WHOLE_NAME


@dataclass(frozen=True, slots=True)
class Column:
    """One word of a group: its postings and what a match is worth."""

    postings: Postings
    quality: float

    def look_up(self, entry: int) -> int:
        """The place of an entry, -1 if it does not have the word."""
        entries = self.postings.entries
        at = bisect_left(entries, entry)
        return at if at < len(entries) and entries[at] == entry else -1

    def places(self, pool: Sequence[int], within: frozenset[int]) -> Iterator[tuple[int, int]]:
        """The entries of an ascending pool that have the word, and the place of each; `within` is the pool as a set.

        A beginning or a misspelt word stands for many words that few entries have.
        """
        entries = self.postings.entries
        if len(entries) < len(pool):
            yield from ((entry, at) for at, entry in enumerate(entries) if entry in within)
            return
        at, end = 0, len(entries)
        for entry in pool:
            at = bisect_left(entries, entry, at)
            if at == end:
                return
            if entries[at] == entry:
                yield entry, at


@dataclass(frozen=True, slots=True)
class Loaded:
    """A group with the postings of its words, and the set of entries that have any."""

    group: Group
    columns: tuple[Column, ...]
    having: int
    share_of_question: float

    def weighed(self, pool: Sequence[int]) -> dict[int, tuple[float, float]]:
        """How well each of some entries, ascending, has the group, and what part of a name that is, if it has it."""
        result: dict[int, tuple[float, float]] = {}
        within = frozenset(pool)
        for column in self.columns:
            weights, shares, quality = column.postings.weights, column.postings.shares, column.quality / 100
            for entry, at in column.places(pool, within):
                worth, share = weights[at] * quality, shares[at] * quality
                if entry in result:  # another word of the group
                    before = result[entry]
                    worth, share = max(worth, before[0]), max(share, before[1])
                result[entry] = worth, share
        return result | dict.fromkeys(self.group.entries, (1.0, 1.0))

    def field(self, entry: int) -> Field | None:
        """Where an entry has the group; None if nowhere."""
        if entry in self.group.entries:
            return Field.NUMBER
        best = (0.0, 0)
        for column in self.columns:
            at = column.look_up(entry)
            if at >= 0:
                best = max(best, (column.postings.weights[at] * column.quality, column.postings.fields[at]))
        return Field(best[1]) if best[1] else None


@dataclass(frozen=True, slots=True)
class Scored:
    """An entry that was found, and how well it fits, up to 1; a whole name that agrees is more than anything else.

    `has_name` says whether one of its names is what was asked for, `has_every` whether its names have every word of it.
    """

    entry: int
    score: float
    has_name: bool
    has_every: bool


@dataclass(frozen=True, slots=True)
class Found:
    """A set of entries; `has_all` says whether each has every word that tells something."""

    loaded: tuple[Loaded, ...]
    entries: int
    has_all: bool
    whole_names: frozenset[int] = frozenset()

    def narrowed(self, within: int) -> "Found":
        """Those of a set."""
        return Found(self.loaded, self.entries & within, self.has_all, self.whole_names)

    def ranked(self, weighed: int = _WEIGHED) -> Iterator[int]:
        """The entries, the best first; `weighed` are put in order one by one."""
        if not self.loaded:
            return bits.members(self.entries)
        first = [entry for entry in sorted(self.whole_names) if self.entries >> entry & 1]
        others = self.entries & ~bits.of(first)
        by_weight = sorted(self.loaded, key=lambda one: -one.share_of_question)
        rest = chain.from_iterable(map(bits.members, _tiers(others, by_weight)))
        pool = sorted([*first, *islice(rest, weighed)])
        weights = [(one, one.weighed(pool)) for one in self.loaded]
        return chain(sorted(pool, key=lambda entry: self._rank(entry, weights)), rest)

    def scored(self, most: int) -> list[Scored]:
        """The best entries, at most so many, the best first, each with its score."""
        entries = list(islice(self.ranked(), most))
        weights = [(one, one.weighed(sorted(entries))) for one in self.loaded]
        return [self._scored(entry, weights) for entry in entries]

    def _scored(self, entry: int, weights: "_Weights") -> Scored:
        shares = [(one.group.joining, weighed.get(entry, (0.0, 0.0))[1]) for one, weighed in weights]
        has_every = self.has_all and all(share > 0 or joining for joining, share in shares)
        score = -self._rank(entry, weights)[0] / _HIGHEST
        return Scored(entry, min(1.0, score), entry in self.whole_names, has_every)

    def clearest(self) -> int | None:
        """The entry that is clearly meant: the only one that is called so, or the one that is far better than others.

        Far better is what has as much more as a whole name counts; of two that are nearly as good nobody guesses.
        """
        named = [entry for entry in self.whole_names if self.entries >> entry & 1]
        first = named or list(islice(self.ranked(), 2))
        if len(first) < 2:
            return first[0] if first else None
        if named:
            return None
        weights = [(one, one.weighed(sorted(first))) for one in self.loaded]
        best, second = (-self._rank(entry, weights)[0] for entry in first)
        return first[0] if best - second >= _WHOLE_NAME else None

    def _rank(self, entry: int, weights: "_Weights") -> tuple[float, int]:
        asked, name, everything = 0.0, 0.0, True
        for one, weighed in weights:
            worth, share = weighed.get(entry, (0.0, 0.0))
            asked += worth * one.share_of_question
            name += share
            everything &= worth > 0 or one.group.joining
        score = _OF_ASKED * asked + _OF_NAME * min(1.0, name)
        score += _EVERYTHING * everything + _WHOLE_NAME * (entry in self.whole_names)
        return -round(score, 3), entry


#: The groups of a question, each with what entries have of it.
_Weights = Sequence[tuple[Loaded, dict[int, tuple[float, float]]]]


def _tiers(entries: int, groups: Sequence[Loaded]) -> Iterator[int]:
    """Divide a set: first those that have the weightiest group, and of them those that have the next, and so on."""
    if not entries:
        return
    if not groups:
        yield entries
        return
    having = entries & groups[0].having
    yield from _tiers(having, groups[1:])
    yield from _tiers(entries ^ having, groups[1:])


def find(reader: Reader, asked: Asked, *, quoted: bool = False, names_only: bool = False) -> Found:
    """The entries that have what was asked for.

    `quoted` for those that are a source's words, which are numbered by themselves; `names_only`: in a name.
    """
    total = sum(group.weight for group in asked.groups) or 1.0
    loaded = tuple(
        _load(reader, group, group.weight / total, quoted=quoted, names_only=names_only)
        for group in asked.groups
        if group.is_known
    )
    required = [one for one in loaded if one.group in asked.required]
    if not required:
        return Found((), 0, has_all=True)
    names = frozenset() if quoted else frozenset(reader.named(asked.key))
    every = reduce(and_, (one.having for one in required))
    if every:
        return Found(loaded, every, has_all=True, whole_names=names)
    return Found(loaded, reduce(or_, (one.having for one in required)), has_all=False, whole_names=names)


def _load(reader: Reader, group: Group, share: float, *, quoted: bool, names_only: bool) -> Loaded:
    columns = []
    having = 0 if quoted else bits.of(group.entries)
    for option in group.options:
        if found := reader.postings(option.word.id, quoted=quoted):
            postings, entries = found
            columns.append(Column(postings, option.quality))
            having |= bits.of(compress(postings.entries, postings.shares)) if names_only else entries
    return Loaded(group, tuple(columns), having, share)
