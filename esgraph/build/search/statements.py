"""Turns statements into the few statements that search needs, on disk, so that memory does not grow with the graph."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from esgraph.dumps import formats
from esgraph.question import Question
from esgraph.search_index import REGISTERS, TYPES, Field
from esgraph.vocabulary import CV, DCTERMS, ESG, OA, ORG, RDFS, SCHEMA, SCHEME, SKOS

_TEXTS: Final = {
    SKOS + "prefLabel": Field.NAME,
    RDFS + "label": Field.NAME,
    DCTERMS + "title": Field.NAME,
    OA + "exact": Field.NAME,
    ESG + "paraphrase": Field.NAME,
    SKOS + "altLabel": Field.OTHER_NAME,
    SKOS + "notation": Field.OTHER_NAME,
    ESG + "nuts": Field.OTHER_NAME,
    ESG + "mentionedAs": Field.MENTION,
    DCTERMS + "description": Field.DESCRIPTION,
    RDFS + "comment": Field.DESCRIPTION,
    SKOS + "definition": Field.DESCRIPTION,
    SKOS + "historyNote": Field.DESCRIPTION,
}

#: Links between entities, by the name that they have here.
_LINKS: Final = {
    ORG + "classification": "kind",
    SCHEMA + "location": "place",
    ESG + "venue": "place",
    SCHEMA + "containedInPlace": "inside",
    SCHEMA + "superEvent": "super",
    ESG + "editionOf": "of",
    ORG + "postIn": "of",
    ORG + "unitOf": "of",
    SKOS + "inScheme": "of",
    OA + "hasSource": "of",
    RDFS + "isDefinedBy": "defined",
    CV + "hasParticipation": "participation",
    CV + "hasParticipant": "participant",
    ESG + "participatingPost": "participant",
    CV + "role": "role",
    ESG + "recipient": "recipient",
    ESG + "edition": "edition",
    ORG + "resultingOrganization": "founded",
    ESG + "founder": "founder",
    ESG + "cooperationParty": "party",
    SCHEMA + "mentions": "mention",
}
_DATES: Final = frozenset({SCHEMA + "startDate", DCTERMS + "date", DCTERMS + "issued", ESG + "editionYear"})
_NUMBERS: Final = {ESG + register: register for register in REGISTERS}
#: All properties that matter, as they are written in N-Triples.
_WANTED: Final = frozenset(f"<{prop}>".encode() for prop in (*_TEXTS, *_LINKS, *_DATES, *_NUMBERS))

#: Where an evidence keeps the words that it quotes.
_QUOTE: Final = "#quote"
_BATCH: Final = 10_000

_TABLES: Final = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = FILE;
CREATE TABLE thing (iri TEXT PRIMARY KEY, type TEXT) WITHOUT ROWID;
CREATE TABLE text (iri TEXT, field INTEGER, language TEXT, text TEXT, PRIMARY KEY (iri, field, language, text))
  WITHOUT ROWID;
CREATE TABLE link (subject TEXT, name TEXT, object TEXT, PRIMARY KEY (subject, name, object)) WITHOUT ROWID;
CREATE TABLE date (iri TEXT, value TEXT, PRIMARY KEY (iri, value)) WITHOUT ROWID;
CREATE TABLE number (iri TEXT, register TEXT, written TEXT, PRIMARY KEY (iri, register, written)) WITHOUT ROWID;
"""
_INSERTS: Final = {
    "thing": "INSERT OR IGNORE INTO thing VALUES (?, ?)",
    "text": "INSERT OR IGNORE INTO text VALUES (?, ?, ?, ?)",
    "link": "INSERT OR IGNORE INTO link VALUES (?, ?, ?)",
    "date": "INSERT OR IGNORE INTO date VALUES (?, ?)",
    "number": "INSERT OR IGNORE INTO number VALUES (?, ?, ?)",
}

Row = tuple[object, ...]
Statement = ox.Quad | ox.Triple


def relevant(union: Path) -> Iterator[ox.Triple]:
    """The statements of canonical N-Triples that search needs; most are passed over for their property, unread."""
    with union.open("rb") as lines:
        yield from formats.triples(line for line in lines if line.split(b" ", 2)[1] in _WANTED)


@contextmanager
def gathered(
    statements: Iterable[Statement], questions: Iterable[Question], base: str, scratch: Path
) -> Iterator[sqlite3.Connection]:
    """A database, in the file `scratch`, of what search needs of the statements; the file is gone afterwards."""
    database = sqlite3.connect(scratch)
    try:
        database.executescript(_TABLES)
        _fill(database, _chain(statements, questions, base))
        database.execute("CREATE INDEX link_object ON link (object, name)")
        yield database
    finally:
        database.close()
        scratch.unlink()


def _fill(database: sqlite3.Connection, rows: Iterable[tuple[str, Row]]) -> None:
    waiting: dict[str, list[Row]] = {table: [] for table in _INSERTS}
    for table, row in rows:
        batch = waiting[table]
        batch.append(row)
        if len(batch) == _BATCH:
            database.executemany(_INSERTS[table], batch)
            batch.clear()
    for table, batch in waiting.items():
        database.executemany(_INSERTS[table], batch)
    database.commit()


def _chain(statements: Iterable[Statement], questions: Iterable[Question], base: str) -> Iterator[tuple[str, Row]]:
    entities = f"{base}id/"
    for statement in statements:
        yield from _rows(statement, entities)
    for question in questions:
        iri = f"{base}questions/{question.slug}"
        yield "thing", (iri, "question")
        for language, words in question.words.items():
            yield "text", (iri, Field.NAME, language, words)


def _rows(statement: Statement, entities: str) -> Iterator[tuple[str, Row]]:
    predicate, subject, value = statement.predicate.value, statement.subject, statement.object
    if not isinstance(subject, ox.NamedNode):
        return
    if predicate in _LINKS and isinstance(value, ox.NamedNode):
        yield "link", (subject.value, _LINKS[predicate], value.value)
    if not isinstance(value, ox.Literal):
        return
    if predicate in _TEXTS:
        iri = subject.value.removesuffix(_QUOTE)
        kind, field = type_of(iri, entities), _TEXTS[predicate]
        if kind:
            yield "text", (iri, field, value.language or "", value.value)
            if field is Field.NAME:
                yield "thing", (iri, kind)
    elif predicate in _DATES:
        yield "date", (subject.value, value.value)
    elif predicate in _NUMBERS:
        yield "number", (subject.value, _NUMBERS[predicate], value.value)


def type_of(iri: str, entities: str) -> str:
    """Which of the types an IRI is of, by its place; "" for what has no page of its own, or no name."""
    if iri.startswith(entities):
        kind, _, slug = iri.removeprefix(entities).partition("/")
        return kind if kind in TYPES and slug and "#" not in slug else ""
    if iri.startswith(SCHEME):
        return "concept" if "/" in iri.removeprefix(SCHEME) else "scheme"
    return "term" if iri.startswith(ESG) else ""
