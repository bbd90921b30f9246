"""Turns entities into what must be known before the first row is written: which fields a class uses, and how."""

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Self

from esgraph.build.dumps.tables.entities import Entity, Field
from esgraph.build.dumps.tables.model import LINK, Table
from esgraph.vocabulary import ESG, OA, XSD

#: What may stand between the values of a cell, the first that is in none of them. No IRI has a bar (RFC 3987).
SEPARATORS: Final = ("|", "¦", "‖", "␟")

EVIDENCE: Final = (f"{ESG}evidence", LINK)
#: The part of the IRI of evidence that has the words.
QUOTE: Final = "#quote"
#: Part of the IRI of evidence → what is said of it there: the selectors, which have no table of their own.
SELECTORS: Final[dict[str, tuple[Field, ...]]] = {
    QUOTE: ((f"{OA}exact", f"{XSD}string"), (f"{OA}prefix", f"{XSD}string"), (f"{OA}suffix", f"{XSD}string")),
    "#position": ((f"{OA}start", f"{XSD}integer"), (f"{OA}end", f"{XSD}integer")),
}
_WORDS: Final = SELECTORS[QUOTE][0]


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

    def add(self, other: Self) -> None:
        """Take what other entities have."""
        self.most = max(self.most, other.most)
        self.entities += other.entities
        self.taken |= other.taken


class Selectors:
    """What selectors say, and which of them the rows of each piece of the file are made from.

    They are on disk, since they stand elsewhere in the file than the evidence whose selectors they are.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        connection.executescript(
            "CREATE TABLE selector (iri TEXT PRIMARY KEY, a TEXT, b TEXT, c TEXT) WITHOUT ROWID;"
            "CREATE TABLE needed (piece INTEGER, iri TEXT, PRIMARY KEY (piece, iri)) WITHOUT ROWID;"
        )

    def add(self, piece: int, found: "Survey") -> None:
        """Keep what selectors say that are in a piece, and which ones its rows need."""
        rows = ((iri, *said, *[None] * (3 - len(said))) for iri, said in found.selectors.items())
        self._connection.executemany("INSERT INTO selector VALUES (?, ?, ?, ?)", rows)
        self._connection.executemany("INSERT INTO needed VALUES (?, ?)", ((piece, iri) for iri in found.needed))

    def of_piece(self, piece: int) -> list[tuple[str | None, ...]]:
        """All that the rows of a piece are made from besides the piece, in order."""
        return self._connection.execute(
            "SELECT selector.* FROM needed JOIN selector USING (iri) WHERE piece = ? ORDER BY needed.iri", (piece,)
        ).fetchall()

    def values(self, evidence: str, part: str) -> dict[Field, list[str]]:
        """What a selector of evidence says, by field."""
        found = self._connection.execute("SELECT a, b, c FROM selector WHERE iri = ?", (evidence + part,)).fetchone()
        pairs = zip(SELECTORS[part], found or (), strict=False)
        return {one: [value] for one, value in pairs if value is not None}

    def words(self, evidence: Iterable[str]) -> list[str]:
        """The words of each evidence that has any."""
        return [word for iri in evidence for word in self.values(iri, QUOTE).get(_WORDS, ())]


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
    #: What the selectors say that were seen, by their fields.
    selectors: dict[str, list[str | None]] = field(default_factory=dict)
    #: The selectors that the rows of what was seen are made from.
    needed: set[str] = field(default_factory=set)

    def see(self, entity: Entity, tables: Collection[str]) -> None:
        """Take an entity that has a row in each of these tables."""
        part = f"#{entity.iri.rpartition('#')[2]}"
        if part in SELECTORS:
            self.selectors[entity.iri] = [next(iter(entity.values.get(one, ())), None) for one in SELECTORS[part]]
            self.words.see(entity.values.get(_WORDS, ()))
        for name in tables:
            self.rows[name] += 1
            for used, values in entity.values.items():
                self.fields[name][used].see(values)
        if tables:
            self.needed.update([evidence + QUOTE for evidence in entity.values.get(EVIDENCE, ())])
        if f"{ESG}Evidence" in entity.types:
            self.needed.update([entity.iri + part for part in SELECTORS])

    def add(self, other: Self) -> None:
        """Take what was found of other entities, but for their selectors, of which there may be very many."""
        self.rows.update(other.rows)
        for name, uses in other.fields.items():
            for one, use in uses.items():
                self.fields[name][one].add(use)
        self.words.add(other.words)

    def to_json(self) -> bytes:
        """What `from_json` reads."""
        fields = [(name, *one, *_told(use)) for name, uses in self.fields.items() for one, use in uses.items()]
        parts = self.rows, fields, _told(self.words), self.selectors, sorted(self.needed)
        return json.dumps(parts, ensure_ascii=False).encode()

    @classmethod
    def from_json(cls, text: bytes) -> Self:
        """What `to_json` wrote."""
        rows, fields, words, selectors, needed = json.loads(text)
        found = cls(Counter(rows), words=_use(*words), selectors=selectors, needed=set(needed))
        for name, prop, kind, *told in fields:
            found.fields[name][prop, kind] = _use(*told)
        return found


def _told(use: Use) -> tuple[int, int, str]:
    return use.most, use.entities, "".join(sorted(use.taken))


def _use(most: int, entities: int, taken: str) -> Use:
    return Use(most, entities, set(taken))


def survey(entities: Iterable[Entity], tables: Iterable[Table]) -> Survey:
    """Look at entities once."""
    found = Survey()
    by_class = {table.owner: table.name for table in tables}
    for entity in entities:
        found.see(entity, {by_class[one] for one in entity.types if one in by_class})
    return found
