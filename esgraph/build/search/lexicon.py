"""Turns the words of all entries into a lexicon: how often each occurs, in which forms, how much it tells."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from esgraph import legal_names, polish, regions
from esgraph.build.search.english import english_forms
from esgraph.inflection import Dictionary
from esgraph.polish import JOINING
from esgraph.search_index import fragments

#: What is left of the weight of words that do not tell organisations apart, and of those that only join others.
_LEGAL: Final = 0.25
_JOINING: Final = 0.05
#: So many spellings of a word are looked up: with and without capitals, mostly.
_SPELLINGS: Final = 3


@dataclass(slots=True)
class Occurrences:
    """How a folded word is written, how many entries have it, and whether in Polish, in English."""

    spellings: Counter[str] = field(default_factory=Counter)
    entries: int = 0
    polish: bool = False
    english: bool = False

    @property
    def written(self) -> str:
        """As it is written most often; of equals the first by code point."""
        return min(self.spellings, key=lambda spelling: (-self.spellings[spelling], spelling))


class Lexicon:
    """Every word that occurs, with its lemmas; complete once `close` was called.

    Held in memory: a language has words for a graph of any size.
    """

    def __init__(self, dictionary: Dictionary) -> None:
        self._dictionary = dictionary
        self._words: dict[str, Occurrences] = {}
        self._entries = 0
        self._numbers: dict[str, int] = {}
        self._lemmas: dict[str, set[str]] = {}  # lemma and class → words that occur
        self._forms: dict[str, set[str]] = {}  # lemma and class → all forms
        self._stems: dict[str, set[str]] = {}
        self._weights: dict[str, float] = {}

    def add(self, occurring: Iterable[tuple[str, str, str]]) -> None:
        """Count one entry's words: each folded, as written, and the language of the text."""
        self._entries += 1
        counted = set()
        for word, written, language in occurring:
            known = self._words.setdefault(word, Occurrences())
            known.spellings[written] += 1
            known.polish |= language != "en"
            known.english |= language == "en"
            if word not in counted:
                counted.add(word)
                known.entries += 1

    def close(self) -> None:
        """Look every word up, number the words, and weigh them."""
        for number, word in enumerate(sorted(self._words), 1):
            self._numbers[word] = number
            self._look_up(word, self._words[word])
        lemmas: dict[str, list[str]] = {}
        for lemma, words in self._lemmas.items():
            for word in words:
                lemmas.setdefault(word, []).append(lemma)
        for word in self._words:
            self._weights[word] = self._weigh(word, lemmas.get(word, []))

    def _look_up(self, word: str, known: Occurrences) -> None:
        if word.isdigit():
            return
        if known.english:
            forms = english_forms(word)
            self._is_of(f"{min(forms)}/en", word, forms | regions.english_names(word))
        if not known.polish:
            return
        # Capitals only say nothing of the case a word has elsewhere; the dictionary knows both ways of writing.
        spellings = [spelling for spelling, _ in sorted(known.spellings.items(), key=lambda one: (-one[1], one[0]))]
        readings = sorted({one for spelling in spellings[:_SPELLINGS] for one in self._dictionary.readings(spelling)})
        for lemma, kind in readings:
            # Homonyms are one lemma here: Tłuszcz the town, the name, and fat.
            folded = polish.fold(lemma.partition(":")[0])
            forms = self._dictionary.forms((lemma, kind))
            if kind == "adjective" and (region := regions.polish_name(folded)):
                forms |= {polish.fold(region)} | self._dictionary.forms((region, "noun"))
            self._is_of(f"{folded}/{kind}", word, forms)
        if not readings:
            self._stems.setdefault(polish.stem(word), set()).add(word)
            if region := regions.polish_name(word):
                self._stems.setdefault(polish.stem(polish.fold(region)), set()).add(word)

    def _is_of(self, lemma: str, word: str, forms: frozenset[str]) -> None:
        self._lemmas.setdefault(lemma, set()).add(word)
        self._forms.setdefault(lemma, set()).update(forms)

    def _weigh(self, word: str, lemmas: list[str]) -> float:
        # A name in the genitive is no rarer than the name: all words of a lemma are counted together.
        family = {word}.union(*(self._lemmas[lemma] for lemma in lemmas))
        occurring = min(self._entries, sum(self._words[one].entries for one in family))
        rarity = math.log(1 + self._entries / occurring) / math.log(1 + self._entries)
        if word in JOINING:
            rarity *= _JOINING
        elif legal_names.is_legal([word, *(lemma.partition("/")[0] for lemma in lemmas)]):
            rarity *= _LEGAL
        return round(rarity, 6)

    def number(self, word: str) -> int:
        """The number of a word; words are numbered in alphabetical order."""
        return self._numbers[word]

    def weight(self, word: str) -> float:
        """How much a word tells, up to 1 for one that occurs once."""
        return self._weights[word]

    def words(self) -> Iterator[tuple[int, str, str, int, float]]:
        """Number, word, as written, entries that have it, weight."""
        for word, number in self._numbers.items():
            known = self._words[word]
            yield number, word, known.written, known.entries, self._weights[word]

    def forms(self) -> Iterator[tuple[str, int]]:
        """Every form of every lemma that occurs, with the lemma's number; sorted."""
        numbers = {lemma: number for number, lemma in enumerate(sorted(self._forms), 1)}
        yield from sorted((form, numbers[lemma]) for lemma, forms in self._forms.items() for form in forms)

    def lemmas(self) -> Iterator[tuple[int, int]]:
        """Lemma and word, by their numbers; sorted."""
        for number, lemma in enumerate(sorted(self._lemmas), 1):
            yield from ((number, word) for word in sorted(map(self.number, self._lemmas[lemma])))

    def stems(self) -> Iterator[tuple[str, int]]:
        """Stem and word, of words in no dictionary; sorted."""
        yield from sorted((stem, self.number(word)) for stem, words in self._stems.items() for word in words)

    def fragments(self) -> Iterator[tuple[str, str]]:
        """What typing errors leave of the beginnings of all words and forms; sorted."""
        known = self._words.keys() | set().union(*self._forms.values())
        found = {
            (fragment, min(fragments(word, 0)))
            for word in known
            if (errors := polish.errors_forgiven(word))
            for fragment in fragments(word, errors)
        }
        yield from sorted(found)
