"""Turns rows of a list into queries of the reconciliation service, and their candidates, within a bounded time."""

import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from esgraph import polish
from esgraph.errors import Language, LimitError
from esgraph.serve import messages, schemes, texts
from esgraph.serve.matching.headings import Role
from esgraph.serve.matching.table import Row
from esgraph.serve.memo import kept
from esgraph.serve.reconciliation.candidates import Candidate, candidates
from esgraph.serve.reconciliation.queries import MOST_CANDIDATES, Given, Query, says_something
from esgraph.serve.reference import Reference
from esgraph.serve.search.index import SearchIndex
from esgraph.serve.site import Site
from esgraph.vocabulary import ESG, ORG, SCHEMA, SCHEME

#: What a column says → the property that it gives a value of.
PROPERTIES: Final[Mapping[Role, str]] = {
    "place": SCHEMA + "location",
    "krs": ESG + "krs",
    "nip": ESG + "nip",
    "regon": ESG + "regon",
    "kind": ORG + "classification",
}
#: What lies in a place, of which there is no location.
_OF_PLACES: Final = SCHEMA + "containedInPlace"
_KINDS: Final = f"{SCHEME}kind"
_MOST_KINDS: Final = 1_000

#: Rows that are asked for together; between them the time is looked at.
_TOGETHER: Final = 10
#: A list may take so many times what a query may.
_TIMES: Final = 2
#: And so many times that in all: while another server is asked, this one only waits.
_WAITING: Final = 3
#: Lists that are matched at the same time, and seconds that another waits for its turn.
_AT_ONCE: Final = 2
_WAIT: Final = 5.0
_RETRY: Final = 10
_EXTENSION: Final = "esgraph-matching"


@dataclass(frozen=True, slots=True)
class Asked:
    """How a list is to be read: what each column says, and the type of what is looked for ("" for any)."""

    roles: tuple[Role | None, ...]
    type: str

    def of(self, row: Row, wanted: Role) -> tuple[str, ...]:
        """The cells of a row that say something."""
        return tuple(cell for cell, role in zip(row.cells, self.roles, strict=True) if role == wanted and cell)


@dataclass(frozen=True, slots=True)
class Matched:
    """A row of the list by its number from 0, and what may be meant by it, the best first."""

    number: int
    row: Row
    candidates: Sequence[Candidate]

    @property
    def match(self) -> Candidate | None:
        """What is meant without a doubt, if anything is."""
        return next((one for one in self.candidates if one.match), None)

    def named(self, iri: str) -> Candidate | None:
        """The candidate of an IRI, if it is one."""
        return next((one for one in self.candidates if one.entity.iri == iri), None)


def install(app: Any) -> None:
    """Let few lists be matched at once: each takes a processor for seconds."""
    app.extensions[_EXTENSION] = threading.BoundedSemaphore(_AT_ONCE)


@contextmanager
def turn(app: Any) -> Iterator[None]:
    """Wait for one's turn. Raises LimitError where others take too long."""
    seats: threading.BoundedSemaphore = app.extensions[_EXTENSION]
    if not seats.acquire(timeout=_WAIT):
        told = texts.message("match_too_many_lists")
        raise LimitError(told, remedy=messages.IN_A_MOMENT, retry_after=_RETRY, limit="queries")
    try:
        yield
    finally:
        seats.release()


def matched(
    site: Site, index: SearchIndex, known: Reference, rows: Iterable[tuple[int, Row]], asked: Asked, language: Language
) -> list[Matched]:
    """The candidates of rows, in their order. Raises LimitError where they take too long."""
    deadline, last = time.thread_time() + _seconds(site), time.monotonic() + _WAITING * _seconds(site)
    found: list[Matched] = []
    remaining = iter(rows)
    while part := list(islice(remaining, _TOGETHER)):
        if found and (time.thread_time() > deadline or time.monotonic() > last):
            raise _too_slow(site, len(found))
        queries = {str(number): _query(site, known, row, asked) for number, row in part}
        answers = candidates(site, index, {key: one for key, one in queries.items() if one}, language)
        found += [Matched(number, row, answers.get(str(number), [])) for number, row in part]
    return found


def _seconds(site: Site) -> float:
    return _TIMES * site.settings.query_seconds


def _too_slow(site: Site, done: int) -> LimitError:
    told = texts.message("match_too_slow", seconds=_seconds(site), rows=done)
    return LimitError(told, remedy=texts.message("match_divide", rows=done // 2), retry_after=_RETRY, limit="time")


def _query(site: Site, known: Reference, row: Row, asked: Asked) -> Query | None:
    """What a row asks for; None for one that says nothing."""
    text = " ".join(asked.of(row, "name"))
    given = tuple(_given(site, known, row, asked))
    if not says_something(text):
        text = ""
    return Query(text, MOST_CANDIDATES, (asked.type,) if asked.type else None, given=given) if text or given else None


def _given(site: Site, known: Reference, row: Row, asked: Asked) -> Iterator[Given]:
    for role, prop in PROPERTIES.items():
        iri = _OF_PLACES if role == "place" and asked.type == "place" else prop
        if iri not in known.terms:
            continue
        for cell in asked.of(row, role):
            # What is no kind of ours would contradict every organisation, whatever it means.
            if says_something(cell) and (role != "kind" or polish.stems(cell) in _kinds(site)):
                yield Given(known.terms[iri], ((cell, ""),))


@kept
def _kinds(site: Site) -> frozenset[str]:
    """What the kinds of organisations are called, in either language, as keys; not those that are above others."""
    listed = schemes.members(site, _KINDS, _MOST_KINDS)
    above = {iri for one in listed for iri in one.broader}
    lowest = [one for one in listed if one.iri not in above]
    names = (name for one in lowest for name in (*one.labels.values(), *(name for _, name in one.other_names)))
    return frozenset(map(polish.stems, names))
