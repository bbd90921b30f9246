"""Turns entities into what must be known before the first row is written: which fields a class uses, and how."""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from esgraph.build.dumps.tables.entities import Entity, Field
from esgraph.build.dumps.tables.model import LINK, Table
from esgraph.vocabulary import ESG, OA, XSD

#: What may stand between the values of a cell, the first that is in none of them. No IRI has a bar (RFC 3987).
SEPARATORS: Final = ("|", "¦", "‖", "␟")

EVIDENCE: Final = (f"{ESG}evidence", LINK)
#: Part of the IRI of evidence → what is said of it there: the selectors, which have no table of their own.
SELECTORS: Final[dict[str, tuple[Field, ...]]] = {
    "#quote": ((f"{OA}exact", f"{XSD}string"), (f"{OA}prefix", f"{XSD}string"), (f"{OA}suffix", f"{XSD}string")),
    "#position": ((f"{OA}start", f"{XSD}integer"), (f"{OA}end", f"{XSD}integer")),
}
_WORDS: Final = SELECTORS["#quote"][0]


@dataclass(slots=True)
class Use:
    """The most values that an entity has in a field, how many have any, and the separators that are in a value."""

    most: int = 0
    entities: int = 0
    taken: set[str] = field(default_factory=set)

    def see(self, values: Sequence[str]) -> None:
        """Take the values of one entity."""
        self.most = max(self.most, len(values))
        self.entities += 1
        for value in values:
            self.taken.update(one for one in SEPARATORS if one in value)


class Selectors:
    """What selectors say, on disk: they stand elsewhere in the file than the evidence whose selectors they are."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        connection.execute("CREATE TABLE selector (iri TEXT PRIMARY KEY, a TEXT, b TEXT, c TEXT) WITHOUT ROWID")

    def add(self, entity: Entity, fields: Sequence[Field]) -> None:
        """Keep what a selector says in these fields."""
        values = [next(iter(entity.values.get(one, ())), None) for one in fields]
        row = (entity.iri, *values, *[None] * (3 - len(values)))
        self._connection.execute("INSERT INTO selector VALUES (?, ?, ?, ?)", row)

    def values(self, evidence: str, part: str) -> dict[Field, list[str]]:
        """What a selector of evidence says, by field."""
        found = self._connection.execute("SELECT a, b, c FROM selector WHERE iri = ?", (evidence + part,)).fetchone()
        pairs = zip(SELECTORS[part], found or (), strict=False)
        return {one: [value] for one, value in pairs if value is not None}

    def words(self, evidence: Iterable[str]) -> list[str]:
        """The words of each evidence that has any."""
        return [word for iri in evidence for word in self.values(iri, "#quote").get(_WORDS, ())]


@contextmanager
def selectors(scratch: Path) -> Iterator[Selectors]:
    """Selectors in a file of a scratch directory."""
    connection = sqlite3.connect(scratch / "selectors.sqlite")
    try:
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")
        yield Selectors(connection)
    finally:
        connection.close()


@dataclass(slots=True)
class Survey:
    """How many entities each table has, and how they use their fields; `words` are those of all evidence."""

    rows: Counter[str] = field(default_factory=Counter)

    fields: dict[str, dict[Field, Use]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(Use)))
    words: Use = field(default_factory=Use)


def survey(entities: Iterable[Entity], tables: Iterable[Table], kept: Selectors) -> Survey:
    """Look at all entities once; their selectors are kept."""
    found = Survey()
    by_class = {table.owner: table.name for table in tables}
    for entity in entities:
        part = f"#{entity.iri.rpartition('#')[2]}"
        if part in SELECTORS:
            kept.add(entity, SELECTORS[part])
            found.words.see(entity.values.get(_WORDS, ()))
        for name in {by_class[one] for one in entity.types if one in by_class}:
            found.rows[name] += 1
            for one, values in entity.values.items():
                found.fields[name][one].see(values)
    return found
