"""Turns found entries into results: what each is called, what and where it is, and why it was found."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from esgraph.errors import Language
from esgraph.search_index import QUOTED, Field, bare
from esgraph.serve.search.asked import Asked
from esgraph.serve.search.index import SearchIndex
from esgraph.serve.search.marking import excerpt, has_any, mark
from esgraph.serve.search.ranking import Found
from esgraph.serve.search.reader import Reader, Record

_MOST_REASONS: Final = 2


@dataclass(frozen=True, slots=True)
class Reason:
    """Where else than in its name a result has what was asked for; `register` for a number."""

    field: Field
    text: Markup
    plain: str
    language: str = ""
    register: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """Another entry that a result names."""

    iri: str
    label: Markup
    plain: str


@dataclass(frozen=True, slots=True)
class Result:
    """One entry that was found; texts have what was asked for marked."""

    iri: str
    type: str
    label: Markup
    plain: str
    kind: Link | None
    places: tuple[Link, ...]
    within: Link | None
    date: str
    reasons: tuple[Reason, ...]


def results(
    index: SearchIndex, reader: Reader, asked: Asked, found: Found, entries: Sequence[int], language: Language
) -> list[Result]:
    """What a page shows of entries, in their order."""
    made = _Results(index, reader, asked, found, language)
    return made.of(entries)


class _Results:
    def __init__(self, index: SearchIndex, reader: Reader, asked: Asked, found: Found, language: Language) -> None:
        self._reader = reader
        self._asked = asked
        self._found = found
        self._language = language
        self._around: dict[int, Record] = {}  # what records name: many are in the same places
        self._counties = {one.entry for (facet, _), one in index.facets.items() if facet == "county"}

    def of(self, entries: Sequence[int]) -> list[Result]:
        records = self._reader.records(entries)
        named = {one for record in records.values() for one in (record.kind, record.place, record.within)} - {0}
        self._around = self._reader.records(named)
        return [self._result(records[entry]) for entry in entries]

    def _result(self, record: Record) -> Result:
        plain = record.label(self._language)
        places = self._places(record)
        kind = self._link(self._around.get(record.kind))
        within = self._link(self._around.get(record.within))
        shown = [plain, *(one.plain for one in (kind, within, *places) if one)]
        return Result(
            record.iri,
            record.type,
            mark(plain, self._asked.words),
            plain,
            kind,
            places,
            within,
            record.date,
            () if record.type == QUOTED else tuple(self._reasons(record, shown)),
        )

    def _link(self, record: Record | None) -> Link | None:
        if record is None:
            return None
        label = record.label(self._language)
        return Link(record.iri, mark(label, self._asked.words), label)

    def _places(self, record: Record) -> tuple[Link, ...]:
        """Where it is, and in which county that is."""
        chain: list[Record] = []
        place = self._around.get(record.place)
        while place and place not in chain:
            chain.append(place)
            if place.place and place.place not in self._around:
                self._around |= self._reader.records([place.place])
            place = self._around.get(place.place)
        shown = [place for place in chain if place is chain[0] or place.id in self._counties]
        return tuple(link for link in map(self._link, shown) if link)

    def _reasons(self, record: Record, shown: list[str]) -> list[Reason]:
        """Where the words stand that none of the shown texts has."""
        missing = [
            frozenset(option.word.text for option in one.group.options)
            for one in self._found.loaded
            if one.field(record.id) not in (None, Field.NUMBER)
        ]
        reasons = self._numbers(record)
        texts = [(Field.NAME, *other) for other in self._other_name(record)] + self._reader.texts(record.id)
        for field, language, text in texts:
            missing = [words for words in missing if not any(has_any(one, words) for one in shown)]
            if not missing or len(reasons) >= _MOST_REASONS:
                break
            if any(has_any(text, words) for words in missing):
                reasons.append(Reason(field, excerpt(text, self._asked.words), text, language))
                shown = [*shown, text]
        return reasons

    def _other_name(self, record: Record) -> list[tuple[str, str]]:
        other: Language = "en" if self._language == "pl" else "pl"
        return [(other, record.label(other))] if record.pl != record.en else []

    def _numbers(self, record: Record) -> list[Reason]:
        asked = [one.group.digits for one in self._found.loaded if record.id in one.group.entries]
        return [
            Reason(Field.NUMBER, Markup("<mark>") + written + Markup("</mark>"), written, register=register)
            for register, written in self._reader.numbers(record.id)
            if any(bare(written).startswith(bare(digits)) for digits in asked)
        ]
