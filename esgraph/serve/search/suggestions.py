"""Turns the beginning of what a reader types into the few entries that may be meant."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from esgraph import polish
from esgraph.errors import Language
from esgraph.serve.search import asked, ranking, register_numbers
from esgraph.serve.search.index import SearchIndex
from esgraph.serve.search.reader import Reader

#: So many are weighed, in the order among equals, and at most so many are given.
_WEIGHED: Final = 300
MOST: Final = 50
_SHORTEST_NUMBER: Final = 3


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An entry that may be meant: its name, what kind it is and where, in the reader's language."""

    iri: str
    type: str
    label: str
    kind: str
    place: str


def suggest(
    index: SearchIndex, typed: str, language: Language, *, types: Collection[str] = (), most: int = 10
) -> list[Suggestion]:
    """The entries whose names have every word of `typed`, its last word perhaps only begun; the best first.

    Register numbers count as names. `types` are those wanted, all if none is named. Where nothing is found, words may
    be misspelt.
    """
    with index.reader() as reader:
        within = index.of_types(types)
        numbered = [entry for entry in _begun_number(reader, typed) if within >> entry & 1]
        found = _find(reader, typed, within)
        named = islice(found.ranked(weighed=_WEIGHED), MOST) if found else ()
        entries = list(dict.fromkeys([*numbered, *named]))
        return described(reader, entries[: min(most, MOST)], language)


def described(reader: Reader, entries: Sequence[int], language: Language) -> list[Suggestion]:
    """What entries are called, of what kind and where they are, in their order."""
    records = reader.records(entries)
    around = reader.records({one for record in records.values() for one in (record.kind, record.place)} - {0})
    made = []
    for entry in entries:
        record = records[entry]
        kind, place = (around[one].label(language) if one in around else "" for one in (record.kind, record.place))
        made.append(Suggestion(record.iri, record.type, record.label(language), kind, place))
    return made


def _begun_number(reader: Reader, typed: str) -> list[int]:
    """The entries whose number begins as the one that was typed, if nothing else was."""
    numbers = polish.numbers(typed[: asked.MOST_CHARACTERS])
    if not numbers or len(numbers[0].text) < _SHORTEST_NUMBER or not register_numbers.is_all(typed, numbers[0]):
        return []
    return reader.numbered_from(numbers[0].text, MOST)


def meant(index: SearchIndex, typed: str, *, types: Collection[str]) -> str:
    """The IRI of the entry of some types that is clearly meant (`Found.clearest`); "" if none is."""
    with index.reader() as reader:
        found = _find(reader, typed, index.of_types(types))
        best = found.clearest() if found else None
        return reader.records([best])[best].iri if best is not None else ""


def _find(reader: Reader, typed: str, within: int) -> ranking.Found | None:
    """What has every word that was typed in a name."""
    begun = bool(typed) and not typed[-1].isspace()
    for forgive in (False, True):
        question = asked.read(reader, typed, forgive=forgive, last_begins=begun and not forgive)
        found = ranking.find(reader, question, names_only=True).narrowed(within)
        if found.entries and found.has_all and not question.unknown:
            return found
    return None
