"""Turns one connection to a search index into questions with typed answers; the only place with its SQL."""

import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from esgraph.errors import Language
from esgraph.search_index import BEGINNING, Field, Postings, bare
from esgraph.serve.search import bits


@dataclass(frozen=True, slots=True)
class Known:
    """A word that occurs: its number, folded, as it is written most often, in how many entries, how much it tells."""

    id: int
    text: str
    written: str
    entries: int
    weight: float


@dataclass(frozen=True, slots=True)
class Record:
    """One entry; `kind`, `place` and `within` are numbers of others, 0 for none."""

    id: int
    iri: str
    type: str
    pl: str
    en: str
    kind: int
    place: int
    within: int
    date: str

    def label(self, language: Language) -> str:
        """Its name in a language."""
        return self.pl if language == "pl" else self.en


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value of a facet: the entry that it is (0 if none), its names, and the entries that have it as bits."""

    facet: str
    value: str
    entry: int
    iri: str
    pl: str
    en: str
    entries: int

    def label(self, language: Language) -> str:
        """Its name in a language."""
        return self.pl if language == "pl" else self.en


#: Length of a commune's TERC code without its kind.
_COMMUNE: Final = 6

_WORD = "SELECT word.id, text, written, entries, weight FROM word"


class Reader:
    """A search index while one request reads it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def meta(self) -> dict[str, str]:
        """What the index says of itself."""
        return dict(self._connection.execute("SELECT key, value FROM meta"))

    def word(self, text: str) -> Known | None:
        """A word as it stands."""
        return next(self._known(f"{_WORD} WHERE text = ?", text), None)

    def family(self, form: str) -> list[Known]:
        """The words that occur of every lemma that has this form."""
        return list(
            self._known(
                f"SELECT DISTINCT {_WORD.removeprefix('SELECT ')} JOIN lemma ON lemma.word = word.id "
                "JOIN form USING (lemma) WHERE form = ? ORDER BY word.id",
                form,
            )
        )

    def of_stem(self, stem: str) -> list[Known]:
        """The words of no dictionary that have this stem."""
        return list(self._known(f"{_WORD} JOIN stem ON stem.word = word.id WHERE stem = ? ORDER BY word.id", stem))

    def beginning(self, text: str, most: int) -> list[Known]:
        """Words that begin so, those of the most entries first."""
        return list(
            self._known(
                f"{_WORD} WHERE text >= ? AND text < ? ORDER BY entries DESC, word.id LIMIT ?",
                text, text + chr(0x10FFFF), most,
            )
        )  # fmt: skip

    def with_form_beginning(self, text: str, most: int) -> list[Known]:
        """Words of lemmas that have a form that begins so, those of the most entries first."""
        lemmas = "SELECT word FROM form JOIN lemma USING (lemma) WHERE form >= ? AND form < ?"
        sql = f"{_WORD} WHERE id IN ({lemmas}) ORDER BY entries DESC, word.id LIMIT ?"
        return list(self._known(sql, text, text + chr(0x10FFFF), most))

    def _known(self, sql: str, *values: object) -> Iterator[Known]:
        return (Known(*row) for row in self._connection.execute(sql, values))

    def alike(self, fragments: Collection[str]) -> Iterator[str]:
        """Words and forms whose beginning, less a few letters, is one of these."""
        marks = ",".join("?" * len(fragments))
        beginnings = self._connection.execute(
            f"SELECT DISTINCT beginning FROM fragment WHERE fragment IN ({marks}) ORDER BY 1",  # noqa: S608 - marks
            tuple(fragments),
        ).fetchall()
        for (one,) in beginnings:
            end = one + chr(0x10FFFF) if len(one) == BEGINNING else one
            for table, column in (("word", "text"), ("form", "form")):
                rows = self._connection.execute(
                    f"SELECT DISTINCT {column} FROM {table} WHERE {column} BETWEEN ? AND ?",  # noqa: S608 - from here
                    (one, end),
                )
                yield from (text for (text,) in rows)

    def postings(self, word: int, *, quoted: bool) -> tuple[Postings, int] | None:
        """The postings of a word, and the entries as bits; None if no entry has it."""
        row = self._connection.execute(
            "SELECT postings, bits FROM posting WHERE word = ? AND quoted = ?", (word, int(quoted))
        ).fetchone()
        if row is None:
            return None
        postings = Postings.unpack(row[0])
        return postings, int.from_bytes(row[1], "little") if row[1] else bits.of(postings.entries)

    def named(self, key: str) -> list[int]:
        """The entries that are called exactly so."""
        return [entry for (entry,) in self._connection.execute("SELECT entry FROM name WHERE key = ?", (key,))]

    def numbered(self, digits: str) -> list[int]:
        """The entries that have a register number; leading zeros do not count.

        A commune's TERC code is often written without its last digit, which says of what kind the commune is.
        """
        rows = self._connection.execute(
            "SELECT DISTINCT entry FROM number WHERE digits = ?", (bare(digits),)
        ).fetchall()
        if not rows and len(digits) == _COMMUNE:
            rows = self._connection.execute(
                "SELECT DISTINCT entry FROM number WHERE digits BETWEEN ? AND ? AND length(digits) = ? "
                "AND register = 'terc'",
                (f"{bare(digits)}0", f"{bare(digits)}9", len(bare(digits)) + 1),
            ).fetchall()
        return [entry for (entry,) in rows]

    def numbered_from(self, digits: str, most: int) -> list[int]:
        """The entries that have a register number that begins so."""
        start = bare(digits)
        rows = self._connection.execute(
            "SELECT DISTINCT entry FROM number WHERE digits >= ? AND digits < ? ORDER BY digits, entry LIMIT ?",
            (start, start + ":", most),  # the character after 9
        )
        return [entry for (entry,) in rows]

    def numbers(self, entry: int) -> list[tuple[str, str]]:
        """The register numbers of an entry: register and number as written."""
        return self._connection.execute(
            "SELECT register, written FROM number WHERE entry = ? ORDER BY register, written", (entry,)
        ).fetchall()

    def records(self, entries: Collection[int]) -> dict[int, Record]:
        """Entries by their numbers."""
        marks = ",".join("?" * len(entries))
        rows = self._connection.execute(
            "SELECT id, iri, type, pl, en, ifnull(kind, 0), ifnull(place, 0), ifnull(within, 0), date "  # noqa: S608
            f"FROM entry WHERE id IN ({marks})",
            tuple(entries),
        )
        return {row[0]: Record(*row) for row in rows}

    def texts(self, entry: int) -> list[tuple[Field, str, str]]:
        """What is said of an entry beside its names in the two languages: field, language, text."""
        rows = self._connection.execute(
            "SELECT field, language, text FROM text WHERE entry = ? ORDER BY field, language, text", (entry,)
        )
        return [(Field(field), language, text) for field, language, text in rows]

    def facets(self) -> Iterator[FacetValue]:
        """Every value of every facet."""
        rows = self._connection.execute(
            "SELECT facet, value, ifnull(entry, 0), ifnull(iri, ''), ifnull(pl, value), ifnull(en, value), bits "
            "FROM facet LEFT JOIN entry ON entry.id = facet.entry ORDER BY facet, value"
        )
        for facet, value, entry, iri, pl, en, row in rows:
            yield FacetValue(facet, value, entry, iri, pl, en, int.from_bytes(row, "little"))
