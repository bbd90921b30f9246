"""Turns a word of a name into its lemmas, and a lemma into all its forms, by the dictionary of Polish (SGJP).

The dictionary is asked while a release is built, never while one is served: an index holds the forms of the words that
occur. It comes with `morfeusz2`, for Linux on x86-64 (glibc), macOS and Windows. Elsewhere nothing is known here, and
names are found by their stems.
"""

from functools import cache
from typing import Any, Final, Protocol

from esgraph.polish import fold

#: Which readings of a word name something, and with which other classes they are one word.
#: Tags: https://nkjp.pl/poliqarp/help/plse2.html
_CLASSES: Final = {
    "subst": "noun", "depr": "noun", "adj": "adjective", "adja": "adjective", "adjp": "adjective", "ger": "gerund",
    "pact": "active", "ppas": "passive", "num": "numeral", "fin": "verb", "praet": "verb", "inf": "verb",
}  # fmt: skip

#: A word's lemma and its class.
Reading = tuple[str, str]


class Dictionary(Protocol):
    """What knows the forms of words; `name` and `notice` are those of its data."""

    name: str
    notice: str

    def readings(self, word: str) -> tuple[Reading, ...]:
        """Lemmas of a word as written (case and diacritics count), none if it is not known."""

    def forms(self, reading: Reading) -> frozenset[str]:
        """All forms of a lemma in its class, folded."""


class NoDictionary:
    """Knows no word; where `morfeusz2` cannot be installed."""

    name = ""
    notice = ""

    def readings(self, word: str) -> tuple[Reading, ...]:  # noqa: ARG002
        """No lemma."""
        return ()

    def forms(self, reading: Reading) -> frozenset[str]:  # noqa: ARG002
        """No form."""
        return frozenset()


class Morfeusz:
    """The dictionary in `morfeusz2` (Morfeusz 2 with SGJP, BSD 2-clause)."""

    def __init__(self, engine: Any) -> None:
        self._engine = engine
        self.name = str(engine.dict_id())
        self.notice = str(engine.dict_copyright())

    def readings(self, word: str) -> tuple[Reading, ...]:
        """Lemmas of a word as written (case and diacritics count), none if it is not known."""
        found = self._engine.analyse(word)
        # A word that falls into parts is none: the parts of „Hydro-Truck” are words of their own already.
        if any((start, end) != (0, 1) for start, end, _ in found):
            return ()
        readings = {
            (lemma, _CLASSES[kind])
            for _, _, (_, lemma, tag, *_) in found
            if (kind := tag.partition(":")[0]) in _CLASSES
        }
        return tuple(sorted(readings))

    def forms(self, reading: Reading) -> frozenset[str]:
        """All forms of a lemma in its class, folded."""
        lemma, wanted = reading
        found = set()
        for form, _, tag, *_ in self._engine.generate(lemma):
            kind = tag.partition(":")[0]
            # Negated forms of verbal nouns are not what a name is looked for by.
            if _CLASSES.get(kind) == wanted and not tag.endswith(":neg"):
                found.add(fold(form))
        return frozenset(found)


@cache
def dictionary() -> Dictionary:
    """The dictionary at hand."""
    try:
        import morfeusz2  # absent on some platforms
    except ImportError:
        return NoDictionary()
    return Morfeusz(morfeusz2.Morfeusz())
