"""Turns a search into its answer: a page of results, honest totals, and what it can be narrowed by."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Final

from esgraph.errors import Language, LimitError
from esgraph.search_index import FACETS, QUOTED, TYPES
from esgraph.serve.search import asked, nearby, ranking
from esgraph.serve.search.asked import Asked
from esgraph.serve.search.index import SearchIndex
from esgraph.serve.search.ranking import Found
from esgraph.serve.search.reader import Reader
from esgraph.serve.search.results import Result, results

PER_PAGE: Final = 20


@dataclass(frozen=True, slots=True)
class Search:
    """What is searched for: words, filters (facet → value), and which page of the results.

    `is_cut` says whether more was asked for than is looked at.
    """

    text: str = ""
    filters: Mapping[str, str] = field(default_factory=dict)
    page: int = 1
    is_cut: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing is searched for."""
        return not self.text.strip() and not self.filters


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a facet, and how many of the results have it."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """A page of results. `quoted` counts the source's words that have what was asked for, which are found apart.

    Where nothing is found, `unfiltered` is how many there would be without filters, and `nearby` are the questions that
    may have been meant.
    """

    search: Search
    asked: Asked
    results: tuple[Result, ...]
    total: int
    has_all: bool
    facets: Mapping[str, tuple[Value, ...]]
    quoted: int = 0
    unfiltered: int = 0
    nearby: tuple[str, ...] = ()

    @property
    def pages(self) -> int:
        """Number of pages; one, if there is nothing."""
        return max(1, -(-self.total // PER_PAGE))


def answer(index: SearchIndex, search: Search, language: Language) -> Answer:
    """Search the index of a release. Raises LimitError if it takes too long."""
    with index.reader() as reader:
        question = asked.read(reader, search.text)
        everything = _find(index, reader, question, search)
        within = everything.entries
        for facet, value in search.filters.items():
            if (facet, value) != ("type", QUOTED):
                within &= index.having(facet, value)
        found = replace(everything, entries=within)
        total = found.entries.bit_count()
        start = (search.page - 1) * PER_PAGE
        # Beyond the end there is nothing to put in order.
        shown = list(islice(found.ranked(), start, start + PER_PAGE)) if start < total else []
        if _is_quoted(search):
            shown = [entry + index.named for entry in shown]
        return Answer(
            search,
            question,
            tuple(results(index, reader, question, found, shown, language)),
            total,
            found.has_all,
            _facets(index, found, search, language),
            quoted=_quoted(reader, question, search),
            unfiltered=0 if total else everything.entries.bit_count(),
            nearby=() if everything.entries or _is_quoted(search) else _nearby(reader, question),
        )


def _nearby(reader: Reader, question: Asked) -> tuple[str, ...]:
    """What may have been meant, if there is time for it: that nothing was found is an answer already."""
    try:
        return nearby.questions(reader, question)
    except LimitError:
        return ()


def browse(index: SearchIndex, language: Language) -> Mapping[str, tuple[Value, ...]]:
    """Everything that can be found, by facet; the words of sources too."""
    everything = Found((), (1 << index.named + 1) - 2, has_all=True)
    facets = dict(_facets(index, everything, Search(), language))
    if index.quoted:
        facets["type"] += (Value(QUOTED, QUOTED, index.quoted, chosen=False),)
    return facets


def _is_quoted(search: Search) -> bool:
    return search.filters.get("type") == QUOTED


def _find(index: SearchIndex, reader: Reader, question: Asked, search: Search) -> Found:
    quoted = _is_quoted(search)
    if not search.text.strip():
        most = index.quoted if quoted else index.named
        return Found((), (1 << most + 1) - 2, has_all=True)
    return ranking.find(reader, question, quoted=quoted)


def _quoted(reader: Reader, question: Asked, search: Search) -> int:
    if _is_quoted(search) or not question.groups:
        return 0
    found = ranking.find(reader, question, quoted=True)
    return found.entries.bit_count() if found.has_all else 0


def _facets(index: SearchIndex, found: Found, search: Search, language: Language) -> Mapping[str, tuple[Value, ...]]:
    """Facet → its values that the results have, most frequent first, years from the latest; the chosen one always."""
    values: dict[str, list[Value]] = {facet: [] for facet in FACETS}
    for one in () if _is_quoted(search) else index.facets.values():
        count = (one.entries & found.entries).bit_count()
        chosen = search.filters.get(one.facet) == one.value
        if count or chosen:
            values[one.facet].append(Value(one.value, one.label(language), count, chosen))
    for facet, value in search.filters.items():
        if not any(one.chosen for one in values[facet]):
            values[facet].append(Value(value, value, found.entries.bit_count() if value == QUOTED else 0, chosen=True))
    return {facet: tuple(_sorted(facet, listed)) for facet, listed in values.items()}


def _sorted(facet: str, values: list[Value]) -> Iterator[Value]:
    if facet == "type":
        order = {name: rank for rank, name in enumerate(TYPES)}
        yield from sorted(values, key=lambda one: order.get(one.value, len(order)))
    elif facet == "year":
        yield from sorted(values, key=lambda one: one.value, reverse=True)
    else:
        yield from sorted(values, key=lambda one: (-one.count, one.label, one.value))
