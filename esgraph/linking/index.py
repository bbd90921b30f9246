"""Turns the records of one side into an index, and a record of the other into the few that it may be the same as.

Numbers find whoever has them. Names are found by their rarest words, in any case and with one slip in a word that is
found nowhere; words that very many have (Warszawa, stowarzyszenie) only tell which of the others fit best.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from heapq import nsmallest
from math import log
from typing import Final

from esgraph.linking.called import Role, Token
from esgraph.linking.evidence import Prepared
from esgraph.linking.lexicon import Lexicon

#: A word that more records have finds none by itself.
_COMMON: Final = 400
#: So many records are compared with one, those that share its rarest words.
_COMPARED: Final = 12
#: What has less of the weight of the best is not compared at all.
_FAINT: Final = 0.4
#: And so many are weighed before that.
_WEIGHED: Final = 4_000
_SLIPPED: Final = range(5, 20)


class Index:
    """The records of one side."""

    def __init__(self, records: Sequence[Prepared], lexicon: Lexicon) -> None:
        self.records = records
        self._sounds = lexicon.sounds
        self._by_iri = {one.record.iri: number for number, one in enumerate(records)}
        self._numbers: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._by_key: dict[str, set[int]] = defaultdict(set)
        self._slips: dict[str, list[str]] = defaultdict(list)
        self._words: dict[str, frozenset[str]] = {}
        for number, one in enumerate(records):
            self._add(number, one)
        for word in self._words:
            for shortened in _shortened(word):
                self._slips[shortened].append(word)
        self._having = lru_cache(1 << 15)(self._find)
        self._alike = lru_cache(1 << 15)(self._find_alike)

    def _add(self, number: int, one: Prepared) -> None:
        for register, digits in one.record.numbers.items():
            for each in digits:
                self._numbers[register, each].append(number)
        for token in _tokens(one):
            for key in token.keys:
                self._by_key[key].add(number)
            if token.role is Role.TELLING and len(token.text) in _SLIPPED:
                self._words[token.text] = token.keys
                self._by_key[f"~{self._sounds(token.text)}"].add(number)
        for key in _joined(one):
            self._by_key[key].add(number)
        for key in one.near:
            self._by_key[f"@{key}"].add(number)

    def candidates(self, asked: Prepared) -> Iterator[Prepared]:
        """The records that one of the other side may be the same as."""
        found = dict.fromkeys(
            number
            for register, digits in asked.record.numbers.items()
            for each in sorted(digits)
            for number in self._numbers.get((register, each), ())
        )
        found |= dict.fromkeys(self._by_iri[iri] for iri in asked.record.ratings if iri in self._by_iri)
        found |= dict.fromkeys(self._by_words(asked))
        return (self.records[number] for number in found)

    def _by_words(self, asked: Prepared) -> list[int]:
        """The records with the rarest words of one, the best first."""
        listed = sorted({self._posting(token) for token in _tokens(asked)}, key=len)
        listed += [frozenset(self._by_key[key]) for key in _joined(asked) if key in self._by_key]
        there = [self._by_key[f"@{key}"] for key in asked.near if f"@{key}" in self._by_key]
        near = frozenset().union(*there) if there else frozenset()
        weights: Counter[int] = Counter()
        for having in (one for one in listed if one):
            weight = log(2 + len(self.records) / len(having))
            if len(having) <= _COMMON:
                weights.update(dict.fromkeys(having, weight))
            elif weights:
                weights.update(dict.fromkeys((one for one in weights if one in having), weight))
        if not weights:
            weights.update(dict.fromkeys(_narrowed([one for one in listed if one], near), 1.0))
        if near:
            weights.update(
                dict.fromkeys((one for one in weights if one in near), log(2 + len(self.records) / len(near)))
            )
        # A record of data that are matched with themselves is not what it may be the same as.
        weights.pop(self._by_iri.get(asked.record.iri, -1), None)
        best = nsmallest(_COMPARED, weights.items(), key=lambda item: (-item[1], item[0]))
        return [number for number, weight in best if weight >= _FAINT * best[0][1]]

    def _posting(self, token: Token) -> frozenset[int]:
        found = self._having(token.keys)
        if found or token.role is not Role.TELLING or len(token.text) not in _SLIPPED:
            return found
        return self._alike(token.text) | frozenset(self._by_key.get(f"~{self._sounds(token.text)}", ()))

    def _find(self, keys: frozenset[str]) -> frozenset[int]:
        return frozenset().union(*(self._by_key[key] for key in keys if key in self._by_key))

    def _find_alike(self, word: str) -> frozenset[int]:
        """The records with a word that is one slip away."""
        words = {other for shortened in _shortened(word) for other in self._slips.get(shortened, ())}
        return frozenset().union(*(self._find(self._words[other]) for other in sorted(words)))


def _tokens(one: Prepared) -> Iterable[Token]:
    return {token.text: token for name in one.called for token in name.tokens}.values()


def _joined(one: Prepared) -> Iterator[str]:
    """Short names in one piece, and their first letters, however they are divided."""
    for name in one.called:
        if len(name.tokens) > 1:
            yield "=" + "".join(token.text for token in name.tokens)
            yield "=" + "".join(token.text[0] for token in name.tokens)
        elif name.tokens:
            yield "=" + name.tokens[0].text


def _shortened(word: str) -> Iterator[str]:
    """A word, and all that it is without one of its letters: two words with one slip have one of these in common."""
    yield word
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]


def _narrowed(listed: Sequence[frozenset[int]], near: frozenset[int]) -> list[int]:
    """The records that have the rarest words together, where each of these is common."""
    if not listed:
        return []
    found = listed[0] & near if near and listed[0] & near else listed[0]
    for one in listed[1:]:
        if len(found) <= _COMPARED:
            break
        found = found & one or found
    return sorted(found)[:_WEIGHED]
