"""Turns gathered statements into numbered entries: what each is called, what it is, where, when and of what a part."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from esgraph.search_index import TYPES, Field

#: All entries: what each is, where, of what a part (of several links the first), and when.
_ALL: Final = """
SELECT id, iri, type,
  (SELECT id FROM entry WHERE iri = (SELECT MIN(object) FROM link WHERE subject = e.iri AND name = 'kind')),
  (SELECT id FROM entry WHERE iri = COALESCE(
    (SELECT MIN(object) FROM link WHERE subject = e.iri AND name = 'place'),
    (SELECT MIN(object) FROM link WHERE subject = e.iri AND name = 'inside'))),
  (SELECT id FROM entry WHERE iri = COALESCE(
    (SELECT MIN(object) FROM link WHERE subject = e.iri AND name = 'super'),
    (SELECT MIN(object) FROM link WHERE subject = e.iri AND name = 'of'))),
  (SELECT MIN(value) FROM date WHERE iri = e.iri)
FROM entry e WHERE EXISTS (SELECT 1 FROM text WHERE iri = e.iri) ORDER BY id
"""
#: By their numbers; `Field(number)` takes nine times as long, and there is one for every text.
_FIELDS: Final = {field.value: field for field in Field}
#: What each of them is called.
_CALLED: Final = """
SELECT e.id, t.field, t.language, t.text FROM entry e JOIN text t ON t.iri = e.iri
ORDER BY e.id, t.field, t.language, t.text
"""


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

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        _number(database)

    def __iter__(self) -> Iterator[Entry]:
        called = groupby(self._database.execute(_CALLED), key=lambda row: row[0])
        for (number, iri, kind, *about), (_, rows) in zip(self._database.execute(_ALL), called, strict=True):
            texts = tuple(Text(_FIELDS[field], language, text) for _, field, language, text in rows)
            what, place, within, date = about
            yield Entry(number, iri, kind, texts, what or 0, place or 0, within or 0, date or "")

    def number(self, iri: str) -> int:
        """The number of an entry, 0 if the IRI has none."""
        row = self._database.execute("SELECT id FROM entry WHERE iri = ?", (iri,)).fetchone()
        return row[0] if row else 0


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
