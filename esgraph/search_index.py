"""Turns a release's search index into named tables and numbers: what building writes and serving reads.

The index is one SQLite file, `search.sqlite`, that never changes. Entries are numbered from 1 in the order in which
they are shown among equals, those that are a source's words last, so that a set of entries is a row of bits, and
combining and counting sets is arithmetic. FTS5 was measured beside it (1 M statements): it ranks a common word in 10 to
25 ms, counts no facets, and knows no weights of words. No text of a reader is parsed as a query.
"""

import sys
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

FILE: Final = "search.sqlite"

#: Changes when the tables do, so that an old server does not misread a new index.
FORMAT: Final = "1"

#: What can be found, in the order among equals. All but the last three lie below `{base}id/`.
TYPES: Final = (
    "organization", "award", "edition", "event", "place", "person", "post", "work", "source", "question", "scheme",
    "concept", "term", "evidence",
)  # fmt: skip

#: The type whose entries are found only where they are asked for: the words of sources.
QUOTED: Final = "evidence"

#: What results can be narrowed by.
FACETS: Final = ("type", "kind", "region", "county", "role", "year")

#: Registers whose numbers find an entry; the local names of the properties in the ontology.
REGISTERS: Final = ("krs", "nip", "regon", "terc", "simc")

#: The entries of a word are kept as bits too, if one entry in so many has it: to make bits of many takes long.
FREQUENT: Final = 32

#: Longest beginning of a word that is looked at for typing errors.
BEGINNING: Final = 7


class Field(IntEnum):
    """Where a word stands in an entry."""

    NAME = 1
    OTHER_NAME = 2
    MENTION = 3
    PLACE = 4
    KIND = 5
    WITHIN = 6
    DATE = 7
    DESCRIPTION = 8
    NUMBER = 9


#: Tables, and what their columns hold. Texts of words are folded (`esgraph.polish.fold`).
SCHEMA: Final = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE entry (
  id INTEGER PRIMARY KEY,
  iri TEXT NOT NULL,
  type TEXT NOT NULL,
  pl TEXT NOT NULL,
  en TEXT NOT NULL,
  kind INTEGER,    -- the entry of its kind, of the place it is in, of what it is a part of
  place INTEGER,
  within INTEGER,
  date TEXT NOT NULL
);
CREATE TABLE text (
  entry INTEGER, field INTEGER, language TEXT, text TEXT, PRIMARY KEY (entry, field, language, text)
) WITHOUT ROWID;
CREATE TABLE number (
  digits TEXT, entry INTEGER, register TEXT, written TEXT, PRIMARY KEY (digits, entry, register)  -- no leading zeros
) WITHOUT ROWID;
CREATE TABLE word (
  id INTEGER PRIMARY KEY,  -- in alphabetical order, so that a beginning is a range
  text TEXT NOT NULL,
  written TEXT NOT NULL,   -- as it is written most often
  entries INTEGER NOT NULL,
  weight REAL NOT NULL     -- how much it tells, from 0 to 1
);
CREATE TABLE form (form TEXT, lemma INTEGER, PRIMARY KEY (form, lemma)) WITHOUT ROWID;  -- of lemmas that occur
CREATE TABLE lemma (lemma INTEGER, word INTEGER, PRIMARY KEY (lemma, word)) WITHOUT ROWID;
CREATE TABLE stem (stem TEXT, word INTEGER, PRIMARY KEY (stem, word)) WITHOUT ROWID;    -- of words in no dictionary
CREATE TABLE fragment (fragment TEXT, beginning TEXT, PRIMARY KEY (fragment, beginning)) WITHOUT ROWID;
CREATE TABLE posting (
  word INTEGER, quoted INTEGER,  -- quoted: 1 for entries of the type QUOTED, numbered from 1 again
  postings BLOB, bits BLOB,      -- bits: the same entries, where they are many
  PRIMARY KEY (word, quoted)
) WITHOUT ROWID;
CREATE TABLE name (key TEXT, entry INTEGER, PRIMARY KEY (key, entry)) WITHOUT ROWID;  -- words of whole names
CREATE TABLE facet (
  facet TEXT, value TEXT, entry INTEGER, total INTEGER, bits BLOB, PRIMARY KEY (facet, value)  -- bit 0 is no entry
) WITHOUT ROWID;
"""

INDEXES: Final = "CREATE UNIQUE INDEX word_text ON word (text); CREATE INDEX number_entry ON number (entry);"


@dataclass(frozen=True, slots=True)
class Postings:
    """The entries that have a word, ascending, and of each: the most telling field, its weight, the share of a name.

    Weight and share are in percent.
    """

    entries: "array[int]"
    fields: bytes
    weights: bytes
    shares: bytes

    def pack(self) -> bytes:
        """As a BLOB: the numbers of entries in four bytes each, little-endian, then the other columns."""
        return _little_endian(self.entries).tobytes() + self.fields + self.weights + self.shares

    @classmethod
    def unpack(cls, blob: bytes) -> "Postings":
        """The inverse of `pack`."""
        count = len(blob) // 7
        entries = array("I", blob[: 4 * count])
        rest = blob[4 * count :]
        return cls(_little_endian(entries), rest[:count], rest[count : 2 * count], rest[2 * count :])


def add_bit(row: bytearray, entry: int) -> None:
    """Put an entry into a set that is kept as bits, the lowest first; bit 0 is no entry."""
    place = entry >> 3
    if place >= len(row):
        row.extend(bytes(place + 1 - len(row)))
    row[place] |= 1 << (entry & 7)


def as_bits(entries: Iterable[int]) -> bytes:
    """A set of entries as bits."""
    numbers = list(entries)
    row = bytearray((max(numbers, default=-1) >> 3) + 1)
    for entry in numbers:  # in place and without a call: there are many, in every search
        row[entry >> 3] |= 1 << (entry & 7)
    return bytes(row)


def _little_endian(numbers: "array[int]") -> "array[int]":
    if sys.byteorder == "little":
        return numbers
    turned = numbers[:]
    turned.byteswap()
    return turned


def key(words: Iterable[str]) -> str:
    """What whole names are compared by: their folded words."""
    return " ".join(words)


def bare(digits: str) -> str:
    """A number without its leading zeros, which some write and some do not."""
    return digits.lstrip("0") or "0"


def fragments(word: str, errors: int) -> frozenset[str]:
    """A word's beginning without up to `errors` of its letters; two words that differ by that much share one.

    (Symmetric deletes with a prefix, as W. Garbe's SymSpell has them.)
    """
    found = {word[:BEGINNING]}
    latest = found
    for _ in range(errors):
        latest = {one[:at] + one[at + 1 :] for one in latest for at in range(len(one))}
        found |= latest
    return frozenset(found)
