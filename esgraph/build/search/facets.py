"""Turns entries into facets: for each value of kind, county, role … a row of bits, one for each entry that has it."""

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final

from esgraph.build.search.territory import Territory
from esgraph.search_index import QUOTED, add_bit

#: Who took part in what, by number of the entry.
_ROLES: Final = """
SELECT DISTINCT entry.id, role.object FROM link who
JOIN link role ON role.subject = who.subject AND role.name = 'role'
JOIN entry ON entry.iri = who.object WHERE who.name = 'participant'
"""

#: An entry's own dates, those of the events that it is a part of, of events in which it took part, of award editions
#: that honoured it, and of foundings in which it was founded or a founder.
_YEARS: Final = """
WITH RECURSIVE held (iri, year) AS (
  SELECT iri, substr(value, 1, 4) FROM date
  UNION SELECT part.subject, held.year FROM held JOIN link part ON part.object = held.iri AND part.name = 'super'
)
SELECT entry.id, year FROM held JOIN entry USING (iri)
UNION SELECT entry.id, year FROM held
  JOIN link part ON part.subject = held.iri AND part.name = 'participation'
  JOIN link who ON who.subject = part.object AND who.name = 'participant' JOIN entry ON entry.iri = who.object
UNION SELECT entry.id, year FROM held
  JOIN link edition ON edition.object = held.iri AND edition.name = 'edition'
  JOIN link who ON who.subject = edition.subject AND who.name = 'recipient' JOIN entry ON entry.iri = who.object
UNION SELECT entry.id, year FROM held
  JOIN link who ON who.subject = held.iri AND who.name IN ('founded', 'founder') JOIN entry ON entry.iri = who.object
"""


class Facets:
    """The values of every facet, and which entries have each."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, str], bytearray] = {}

    def add(self, facet: str, value: str, entry: int) -> None:
        """Say that an entry has a value."""
        add_bit(self._rows.setdefault((facet, value), bytearray()), entry)

    def __iter__(self) -> Iterator[tuple[str, str, int, bytes]]:
        """Facet, value (the IRI of what it is, if it is one), number of entries, bits."""
        for (facet, value), row in sorted(self._rows.items()):
            yield facet, value, int.from_bytes(row, "little").bit_count(), bytes(row)


def gather(database: sqlite3.Connection, territory: Territory) -> Facets:
    """The facets of all numbered entries of a gathered database."""
    facets = Facets()
    for number, kind in database.execute("SELECT id, type FROM entry WHERE type <> ?", (QUOTED,)):
        facets.add("type", kind, number)
    for number, concept in _linked(database, "kind"):
        facets.add("kind", concept, number)
    places = database.execute("SELECT id, iri FROM entry WHERE type = 'place'")
    for number, place in chain(_linked(database, "place"), places):
        for facet, area in (("county", territory.county(place)), ("region", territory.region(place))):
            if area:
                facets.add(facet, area, number)
    for number, role in database.execute(_ROLES):
        facets.add("role", role, number)
    for number, year in database.execute(_YEARS):
        if year.isdigit():
            facets.add("year", year, number)
    return facets


def _linked(database: sqlite3.Connection, name: str) -> Iterable[tuple[int, str]]:
    return database.execute(
        "SELECT entry.id, link.object FROM link JOIN entry ON entry.iri = link.subject WHERE link.name = ?", (name,)
    )
