"""Turns what rows say of things into the sections of an authored file: each thing once, with all its evidence."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from esgraph.build.authored import Mapping, Node, Scalar, Sequence
from esgraph.build.keys import Key, Section
from esgraph.errors import Location, Text

#: Keys that a thing may have many values for; of the others it has one.
_MANY: Final = frozenset({"seeAlso", "kind", "recipient", "founder", "party"})
#: What an organisation has, or else there is a gap.
_EXPECTED: Final = ("kind", "place")
_GAP: Final[Text] = {"pl": "Tabela tego nie podaje.", "en": "The table does not give it."}


class DiffersError(Exception):
    """A thing has another value already; both are kept with their rows, and `Thing.rows` has them."""


@dataclass(slots=True)
class Thing:
    """A thing that rows speak of: the row that it was first in, its values by key, and its evidence.

    A thing that is `known` elsewhere is only described here, and not named. `again` has where else there is a value of
    which there may be only one, and where there are others: when rows contradict each other, they are counted.
    """

    section: Section
    slug: str
    where: Location
    is_known: bool
    values: dict[str, dict[str, Location]] = field(default_factory=dict)
    evidence: dict[str, Mapping] = field(default_factory=dict)
    again: dict[tuple[str, str], list[Location]] = field(default_factory=dict)

    def add(self, key: Key, value: str, where: Location) -> bool:
        """Add a value; whether it is new. Raises DiffersError if there may be only one and it is another."""
        given = self.values.setdefault(key.name, {})
        is_only = key.name not in _MANY and not key.is_language_map
        if is_only and given:
            self.note(key.name, value, where)
        if value in given:
            return False
        if given and is_only:
            raise DiffersError
        if given and key.name == "name":
            # The first name is kept; that this row has another form of it is said with what it is called there.
            return False
        given[value] = where
        return True

    def note(self, key: str, value: str, where: Location) -> None:
        """Note where else there is a value for a key, or another one."""
        self.again.setdefault((key, value), []).append(where)

    def rows(self, key: str) -> dict[str, list[Location]]:
        """The values that rows give for a key of one value, with all the places of each."""
        found = {value: [where] for value, where in self.values.get(key, {}).items()}
        for (name, value), places in self.again.items():
            if name == key:
                found.setdefault(value, []).extend(places)
        return found

    def entry(self) -> Mapping:
        """The thing as an author would write it."""
        return Mapping(tuple(self._entries()), self.where)

    def _entries(self) -> Iterator[tuple[str, Location, Node]]:
        for key, given in self.values.items():
            if (key == "name" and self.is_known) or (key == "mentionedAs" and given.keys() == self._own_name):
                continue
            where = next(iter(given.values()))
            if key == "name":
                (name,) = given
                yield key, where, texts({"pl": name, "en": name}, where)
            elif key == "description":
                words = "; ".join(given)
                yield key, where, texts({"pl": f"W tabeli: {words}", "en": f"In the table: {words}"}, where)
            elif key == "mentionedAs":
                listed = tuple(Scalar(value, place) for value, place in given.items())
                yield key, where, Mapping((("pl", where, Sequence(listed, where)),), where)
            else:
                yield key, where, Sequence(tuple(Scalar(value, place) for value, place in given.items()), where)
        if self.evidence:
            yield "evidence", self.where, Sequence(tuple(self.evidence.values()), self.where)
        if gaps := [key for key in _EXPECTED if key not in self.values and self._is_organization]:
            told = tuple((key, self.where, texts(_GAP, self.where)) for key in gaps)
            yield "notStated", self.where, Mapping(told, self.where)

    @property
    def _own_name(self) -> set[str]:
        """What it is named here."""
        return set() if self.is_known else set(self.values.get("name", {}))

    @property
    def _is_organization(self) -> bool:
        return self.section.kind == "organization" and not self.is_known


def texts(text: Text, where: Location) -> Mapping:
    """A text in both languages."""
    return Mapping(tuple((language, where, Scalar(words, where)) for language, words in text.items()), where)


def scalars(values: dict[str, str], where: Location) -> Mapping:
    """Keys with plain values."""
    return Mapping(tuple((key, where, Scalar(value, where)) for key, value in values.items()), where)
