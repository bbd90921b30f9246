"""Turns gathered statements into numbered entries: what each is called, what it is, where, when and of what a part."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from esgraph.build.search.territory import Territory
from esgraph.search_index import TYPES, Field

#: Of several links of these names the first that there is: what an entry is a part of.
_WITHIN: Final = ("super", "of")


@dataclass(frozen=True, slots=True)
class Text:
    """Words of an entry: which of its fields, in which language ("" if it does not say)."""

    field: Field
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What can be found; `kind`, `place` and `within` are numbers of entries, 0 for none."""

    id: int
    iri: str
    type: str
    texts: tuple[Text, ...]
    kind: int
    place: int
    within: int
    date: str

    def name(self, language: str) -> str:
        """Its name in a language, else in any."""
        names = [text for text in self.texts if text.field is Field.NAME]
        return next((name.text for name in names if name.language == language), names[0].text)


class Entries:
    """All entries of a gathered database, in the order among equals: by type, then by how many links lead to them."""

    def __init__(self, database: sqlite3.Connection, territory: Territory) -> None:
        self._database = database
        self._territory = territory
        _number(database)

    def __iter__(self) -> Iterator[Entry]:
        rows = self._database.execute(
            "SELECT e.id, e.iri, e.type, t.field, t.language, t.text FROM entry e JOIN text t ON t.iri = e.iri "
            "ORDER BY e.id, t.field, t.language, t.text"
        )
        for (number, iri, kind), group in groupby(rows, key=lambda row: row[:3]):
            texts = tuple(Text(Field(field), language, text) for *_, field, language, text in group)
            yield self._entry(number, iri, kind, texts)

    def number(self, iri: str) -> int:
        """The number of an entry, 0 if the IRI has none."""
        row = self._database.execute("SELECT id FROM entry WHERE iri = ?", (iri,)).fetchone()
        return row[0] if row else 0

    def _entry(self, number: int, iri: str, kind: str, texts: tuple[Text, ...]) -> Entry:
        links: dict[str, list[str]] = {}
        for name, target in self._database.execute(
            "SELECT name, object FROM link WHERE subject = ? ORDER BY name, object", (iri,)
        ):
            links.setdefault(name, []).append(target)
        place = (links.get("place") or links.get("inside") or [""])[0]
        within = next((links[name][0] for name in _WITHIN if name in links), "")
        dated = self._database.execute("SELECT MIN(value) FROM date WHERE iri = ?", (iri,)).fetchone()[0]
        return Entry(
            number,
            iri,
            kind,
            texts,
            self.number(links.get("kind", [""])[0]),
            self.number(place),
            self.number(within),
            dated or "",
        )


def _number(database: sqlite3.Connection) -> None:
    database.execute("CREATE TABLE type (type TEXT PRIMARY KEY, rank INTEGER)")
    database.executemany("INSERT INTO type VALUES (?, ?)", [(name, rank) for rank, name in enumerate(TYPES)])
    database.execute("CREATE TABLE entry (id INTEGER PRIMARY KEY, iri TEXT, type TEXT)")
    database.execute(
        "INSERT INTO entry SELECT ROW_NUMBER() OVER (ORDER BY rank, links DESC, iri), iri, type FROM ("
        "  SELECT thing.iri, thing.type, type.rank, (SELECT COUNT(*) FROM link WHERE object = thing.iri) AS links"
        "  FROM thing JOIN type USING (type))"
    )
    database.execute("CREATE UNIQUE INDEX entry_iri ON entry (iri)")
