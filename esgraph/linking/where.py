"""Turns what a record says of its place (codes, names, words of its own name) into where it is, and compares two."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache
from typing import Final

from esgraph import polish
from esgraph.linking.called import Called, Role
from esgraph.linking.lexicon import Lexicon
from esgraph.linking.record import Record, Sort
from esgraph.reference.place import Kind, Place

#: The places of a register that a text may mean.
Resolve = Callable[[str], Sequence[Place]]


class Position(Enum):
    """How the places of two records lie to each other."""

    SAME = "the same place by its code, or by name and what is around it"
    NAMED = "places of one name, of which there may be several"
    INSIDE = "one place lies in the other"
    UNKNOWN = "the place of one is not known"
    OTHER = "another place"


_UNITS: Final = frozenset(
    [
        "powiat",
        "pow",
        "gmina",
        "gm",
        "wojewodztwo",
        "woj",
        "miasto",
        "m",
        "st",
        "county",
        "commune",
        "voivodeship",
        "of",
    ]
)
_AREAS: Final = (Kind.COUNTY, Kind.VOIVODESHIP)
#: How long the code of a gmina is without its kind; towns in it have the same.
_GMINA: Final = 6
_SEAT_IN: Final = re.compile(
    r"^(?:z siedzib\w+|z/s|mając\w+ siedzib\w+)\s+(?:we?\s)?\s*(?P<place>[^,;()\d]+?)"
    # What follows a place: a street, a number.
    r"\s*(?=$|[,;()\d]|\s(?:przy|ul\.|al\.|pl\.|os\.|ulica|krs|nip|regon)\b|\s(?:ul|al|pl|os)\.)",
    re.IGNORECASE,
)
_CODE: Final = re.compile(r"\b\d\d-\d{3}\b")
_POSTAL: Final = re.compile(r"\b\d\d-\d{3}\s+(?P<place>[^\d,;(]+)")

#: A place behind a name: Fundacja „X” (Radom), Fundacja „X” – Radom.
_BEHIND: Final = re.compile(r"(?:\((?P<bracketed>[^()\d]+)\)|\s[-–—]\s(?P<dashed>[^-–—()\d]+))$")

Name = tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Where:
    """Where a thing is: codes of its places, their names and those of what is around, as keys of words.

    `is_sure` is false where the codes are of several places of one name; `is_guess` says that a word may be a place, or
    a motto; `told` is the place in words.
    """

    terc: frozenset[str] = frozenset()
    simc: frozenset[str] = frozenset()
    near: tuple[Name, ...] = ()
    around: tuple[Name, ...] = ()
    is_sure: bool = True
    told: str = ""
    is_guess: bool = False

    @property
    def keys(self) -> frozenset[str]:
        """The keys of every word of the names."""
        return self.near_keys.union(*(word for name in self.around for word in name))

    @property
    def near_keys(self) -> frozenset[str]:
        """The keys of the words of what its places are called themselves."""
        return frozenset().union(*(word for name in self.near for word in name))


NOWHERE: Final = Where()


class Locator:
    """Finds out where records are, with a register of places that names are looked up in."""

    def __init__(self, lexicon: Lexicon, resolve: Resolve = lambda _text: ()) -> None:
        self._lexicon = lexicon
        self._resolve = lru_cache(1 << 14)(lambda text: tuple(resolve(text)))
        self.name = lru_cache(1 << 14)(self._name)

    def of(self, record: Record, called: Iterable[Called]) -> Where:
        """Where a record is: by its codes, else its places by name, else by what its name says."""
        if record.terc or record.simc or record.sort is Sort.PLACE:
            return self._coded(record)
        if record.places:
            return self._by_name(tuple(_CODE.sub("", text).strip() for text in record.places), record.around)
        for name in called:
            for text, is_sure in _places_in(name):
                where = self._by_name((text,), (), in_any_case=True)
                if where.terc:
                    return where if is_sure else replace(where, is_sure=False, is_guess=True)
        # A seat is said to be a place, also if no register here has it.
        seat = next((found["place"].strip() for name in called if (found := _SEAT_IN.search(name.seat))), "")
        return self._by_name((seat,), record.around, in_any_case=True) if seat else NOWHERE

    def _coded(self, record: Record) -> Where:
        near, around = map(self._names, (record.places, record.around))
        return Where(record.terc, record.simc, near, around, told=", ".join(record.places) or ", ".join(record.terc))

    def _by_name(self, places: Sequence[str], around: Sequence[str], *, in_any_case: bool = False) -> Where:
        """Names that a register has give their codes; those of several places are all of them."""
        known = [
            place
            for text in places
            for place in self._resolve(", ".join((text, *around)))
            # The place Zagórze is not the town Zagórz in another case, nor is what follows a kind of body an area: of
            # Powiat Grodziski there are two.
            if (
                place.kind not in _AREAS
                if in_any_case
                else _folded(place.name) in (_folded(text), _folded(text.partition(",")[0]))
            )
        ]
        codes = frozenset(place.terc for place in known if place.terc)
        names = dict.fromkeys((*around, *(one.name for place in known for one in place.around())))
        near = dict.fromkeys((*places, *(place.name for place in known if place.kind is not Kind.GMINA)))
        is_sure = len(known) == len(places)
        return Where(codes, frozenset(), self._names(near), self._names(names), is_sure, ", ".join(places))

    def _names(self, texts: Iterable[str]) -> tuple[Name, ...]:
        return tuple(name for name in map(self.name, texts) if name)

    def _name(self, text: str) -> Name:
        spans = {(word.start, word.end): word.text for word in polish.words(text.partition(" (")[0])}
        kept = {span: word for span, word in spans.items() if word not in _UNITS and word not in polish.JOINING}
        return tuple(self._lexicon.keys(text[start:end], word) for (start, end), word in kept.items())


def _folded(name: str) -> str:
    """A name of a place without what kind of unit it is of, and without what a register puts behind it."""
    words = (word.text for word in polish.words(name.partition(" (")[0]))
    return " ".join(word for word in words if word not in _UNITS)


def _places_in(name: Called) -> Iterator[tuple[str, bool]]:
    """What a name says of a place: its seat, the end of its address, the words behind w or behind those of a kind.

    Each with whether it is sure to be a place, if there is one of that name.
    """
    for pattern in (_SEAT_IN, _POSTAL):
        if found := pattern.search(name.seat):
            yield found["place"].strip(), True
    if found := _BEHIND.search(name.written):
        # Aktywni – Dobra: what stands behind a dash may say anything.
        yield (found["bracketed"] or found["dashed"]).strip(), bool(found["bracketed"])
    tokens = name.tokens
    at = max((number for number, token in enumerate(tokens) if token.is_located), default=None)
    if at is not None:
        first = next(number for number in range(at, -1, -1) if number == 0 or not tokens[number - 1].is_located)
        yield "w " + " ".join(token.written for token in tokens[first:]), True
    last = max((number for number, token in enumerate(tokens) if token.role is not Role.TELLING), default=-1)
    if tokens and tokens[0].role in (Role.KIND, Role.LEVEL) and last + 1 < len(tokens):
        yield " ".join(token.written for token in tokens[last + 1 :]), True


def compare(one: Where, other: Where) -> Position:
    """How two places lie to each other."""
    if one.simc and other.simc:
        return Position.OTHER if one.simc.isdisjoint(other.simc) else Position.SAME
    if one.terc and other.terc:
        found = _by_codes(one.terc, other.terc)
        is_sure = one.is_sure and other.is_sure
        if found is Position.OTHER and (one.is_guess or other.is_guess):
            return Position.UNKNOWN
        return Position.NAMED if found is Position.SAME and not is_sure else found
    if not (one.near and other.near):
        return Position.UNKNOWN
    return _by_names(one, other)


def around(one: Where, other: Where) -> Position:
    """How what two places lie in lies to each other: of two of one name it tells which are the same."""
    if not (one.around and other.around):
        return Position.UNKNOWN
    return Position.SAME if _meet(one.around, other.around) else Position.OTHER


def _by_codes(one: Iterable[str], other: Iterable[str]) -> Position:
    pairs = [(a[:_GMINA], b[:_GMINA]) for a in one for b in other]
    if any(a == b and len(a) == _GMINA for a, b in pairs):
        return Position.SAME
    return Position.INSIDE if any(a.startswith(b) or b.startswith(a) for a, b in pairs) else Position.OTHER


def _by_names(one: Where, other: Where) -> Position:
    if _meet(one.near, other.near):
        if not (one.around and other.around):
            return Position.NAMED
        return Position.SAME if _meet(one.around, other.around) else Position.OTHER
    return Position.INSIDE if _meet(one.near, other.around) or _meet(other.near, one.around) else Position.OTHER


def _meet(one: Iterable[Name], other: Sequence[Name]) -> bool:
    return any(same_name(a, b) for a in one for b in other)


def same_name(one: Name, other: Name) -> bool:
    """Whether two names of places are the same in some case."""
    return len(one) == len(other) and all(not a.isdisjoint(b) for a, b in zip(one, other, strict=True))
