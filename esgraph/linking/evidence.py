"""Turns two records into Findings: number by number, name, legal form, place, kind and date, how they agree."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from itertools import product
from math import asin, cos, radians, sin, sqrt
from typing import Final

from rapidfuzz.distance import OSA

from esgraph.comparison import names
from esgraph.linking import where
from esgraph.linking.called import Called, Reader
from esgraph.linking.lexicon import Lemmas, Lexicon
from esgraph.linking.likeness import Comparer, Comparison
from esgraph.linking.record import REGISTERS, Record, Sort
from esgraph.linking.where import Locator, Position, Resolve, Where

#: Names of a record that are compared; those who have more have them in other languages or cases.
_NAMES: Final = 8
_YEAR: Final = 4
#: Where a name is told that a thing had, or has by now.
_FORMER: Final = re.compile(
    r"[\s,(\[–—-]+(?:dawniej|poprzednio|wcześniej|uprzednio|obecnie|(?:poprzednia|dawna|wcześniejsza) nazwa"
    r"|do \d{4}(?: r\.| roku)?(?: jako)?|formerly|previously)(?=[\s:]):?\s*(?P<former>[^)\]]+)[)\]]?\s*$",
    re.IGNORECASE,
)
#: The registers of places, whose codes name them.
_OF_PLACES: Final = ("terc", "simc")
#: The mean radius of the earth in kilometres (IUGG).
_RADIUS: Final = 6371.0


class Form(Enum):
    """How the legal forms of two records go together."""

    SAME = "the same"
    NONE = "neither tells one"
    OMITTED = "only one tells one, or one a more general one"
    OTHER = "another"


@dataclass(frozen=True, slots=True)
class Prepared:
    """A record that is ready to be compared; `near` and `places` are the keys of the words of where it is."""

    record: Record
    called: tuple[Called, ...]
    forms: frozenset[frozenset[str]]
    where: Where
    near: frozenset[str]
    places: frozenset[str]


@dataclass(frozen=True, slots=True)
class Findings:
    """How two records agree. `equal` are (register, number) that both have.

    `near` and `differing` are (register, one number, the other): those a digit apart, and those that are others.
    `kind`, `date` and `kilometres` (between their points) are None where one of the two does not tell, `form` for
    places, which have none. `places` are the two places in words.
    """

    one: Record
    other: Record
    name: Comparison
    form: Form | None
    position: Position
    places: tuple[str, str] = ("", "")
    equal: tuple[tuple[str, str], ...] = ()
    near: tuple[tuple[str, str, str], ...] = ()
    differing: tuple[tuple[str, str, str], ...] = ()
    kind: bool | None = None
    date: bool | None = None
    kilometres: float | None = None

    @property
    def rating(self) -> float | None:
        """What a reconciliation service made of it, from 0 to 100; None if none did."""
        return self.other.ratings.get(self.one.iri)


class Examiner:
    """Prepares records and compares two of them. `broader` has what each kind is a kind of."""

    def __init__(
        self,
        lemmas: Lemmas = lambda _word: (),
        resolve: Resolve = lambda _text: (),
        broader: Mapping[str, str] | None = None,
    ) -> None:
        self.lexicon = Lexicon(lemmas)
        self._reader = Reader(self.lexicon)
        self._locator = Locator(self.lexicon, resolve)
        self._comparer = Comparer(self.lexicon)
        self._broader = broader or {}

    def prepare(self, record: Record) -> Prepared:
        """A record with its names taken apart and its place found."""
        called = tuple(one for name in dict.fromkeys(record.names[:_NAMES]) for one in self._called(name))
        forms = {name.form for name in called} | {names.read(text).form for text in record.forms}
        told = tuple(name for name in called if name.tokens)
        # A former name may tell of another place.
        present = (self._reader.read(_now_and_formerly(name)[0]) for name in record.names[:_NAMES])
        place = self._locator.of(record, present)
        # Of a place, its own name is what is compared.
        near, places = (place.near_keys, place.keys) if record.sort is not Sort.PLACE else (frozenset(), frozenset())
        return Prepared(record, told, frozenset(forms - {frozenset()}), place, near, places)

    def _called(self, name: str) -> Iterator[Called]:
        """A name, and those by themselves that it says a thing has and had: X (dawniej Y)."""
        yield self._reader.read(name)
        now, former = _now_and_formerly(name)
        for part in (now, former) if former else ():
            yield replace(self._reader.read(part), written=name)

    def compare(self, one: Prepared, other: Prepared) -> Findings | None:
        """How two records agree; None if one of them has no name that says anything."""
        close, places = one.near | other.near, one.places | other.places
        pairs = product(one.called, other.called)
        found = max(
            (self._comparer.compare(a, b, close, places) for a, b in pairs), key=lambda best: best.rank, default=None
        )
        if found is None:
            return None
        equal, near, differing = _numbers(one.record, other.record)
        is_place = one.record.sort is Sort.PLACE
        return Findings(
            one.record,
            other.record,
            found,
            None if is_place else _form(one.forms, other.forms),
            where.around(one.where, other.where) if is_place else where.compare(one.where, other.where),
            (one.where.told, other.where.told),
            equal,
            near,
            differing,
            self._kind(one.record.kinds, other.record.kinds),
            _date(one.record.dates, other.record.dates),
            _kilometres(one.record.on_globe, other.record.on_globe),
        )

    def _kind(self, one: Iterable[str], other: Iterable[str]) -> bool | None:
        """Whether one kind is the other or a kind of it; None if one is of no scheme that is known here."""
        known = [(a, b) for a in one for b in other if a in self._broader and b in self._broader]
        return any(b in self._up(a) or a in self._up(b) for a, b in known) if known else None

    def _up(self, kind: str) -> Iterable[str]:
        found = []
        while kind and kind not in found:
            found.append(kind)
            kind = self._broader.get(kind, "")
        return found


def _now_and_formerly(name: str) -> tuple[str, str]:
    """A name without the one that it says a thing had, and that one; "" if it says none."""
    found = _FORMER.search(name)
    return (name[: found.start()], found["former"]) if found and found.start() else (name, "")


_Triples = tuple[tuple[str, str, str], ...]


def _numbers(one: Record, other: Record) -> tuple[tuple[tuple[str, str], ...], _Triples, _Triples]:
    """The numbers that are the same, those a slip apart, and those that differ."""
    equal: list[tuple[str, str]] = []
    near: list[tuple[str, str, str]] = []
    differing: list[tuple[str, str, str]] = []
    for register in (*REGISTERS, *_OF_PLACES):
        given, known = one.numbers.get(register), other.numbers.get(register)
        if not given or not known:
            continue
        if both := given & known:
            equal.append((register, min(both)))
            continue
        pair = (register, min(given), min(known))
        is_near = any(OSA.distance(a, b, score_cutoff=1) <= 1 for a, b in product(given, known))
        (near if is_near else differing).append(pair)
    return tuple(equal), tuple(near), tuple(differing)


def _form(one: frozenset[frozenset[str]], other: frozenset[frozenset[str]]) -> Form:
    if not one and not other:
        return Form.NONE
    if one & other:
        return Form.SAME
    is_possible = not one or not other or any(names.is_special(a, b) for a, b in product(one, other))
    return Form.OMITTED if is_possible else Form.OTHER


def _date(one: Iterable[str], other: Iterable[str]) -> bool | None:
    """Whether two dates are the same as far as both say; years that follow each other are no contradiction."""
    pairs = [(a, b) for a, b in product(one, other) if a[:_YEAR].isdigit() and b[:_YEAR].isdigit()]
    if not pairs:
        return None
    return any(a.startswith(b) or b.startswith(a) or abs(int(a[:_YEAR]) - int(b[:_YEAR])) <= 1 for a, b in pairs)


def _kilometres(one: tuple[float, float] | None, other: tuple[float, float] | None) -> float | None:
    """How far two points are from each other, on a sphere."""
    if one is None or other is None:
        return None
    (phi, lam), (psi, mu) = ((radians(a), radians(b)) for a, b in (one, other))
    half = sin((psi - phi) / 2) ** 2 + cos(phi) * cos(psi) * sin((mu - lam) / 2) ** 2
    return 2 * _RADIUS * asin(sqrt(half))
