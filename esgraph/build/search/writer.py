"""Turns statements and questions into the search index of a release, the same bytes for the same statements.

The statements are gathered and sorted on disk; memory holds the words and the places, not the entries.
"""

import sqlite3
from array import array
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain, groupby
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, Final

from esgraph import polish, search_index
from esgraph.build.search import facets
from esgraph.build.search.entries import Entries, Entry, Text
from esgraph.build.search.lexicon import Lexicon
from esgraph.build.search.postings import Spelling, Spelt, name_keys, postings, spelling, spelt
from esgraph.build.search.statements import Statement, gathered
from esgraph.build.search.territory import Territory
from esgraph.inflection import Dictionary, dictionary
from esgraph.question import Question
from esgraph.recording import Recording
from esgraph.search_index import FORMAT, FREQUENT, INDEXES, QUOTED, SCHEMA, Field, Postings, as_bits
from esgraph.sqlite_file import written

#: So many names of places and kinds are remembered while entries are read.
_REMEMBERED: Final = 10_000


def write(
    statements: Iterable[Statement],
    questions: Iterable[Question],
    base: str,
    target: Path,
    chosen: Dictionary | None = None,
) -> int:
    """Write the index of a dataset with this base IRI to `target`; returns how many entries can be found.

    `statements` may come in any order, and is read once. Beside `target` a scratch file comes and goes.
    """
    scratch = target.with_name(f".{target.name}-scratch")
    with (
        gathered(statements, questions, base, scratch) as database,
        TemporaryFile("w+", encoding="ascii", dir=target.parent) as recorded,
        written(target, SCHEMA) as index,
    ):
        return _Writer(database, index, chosen or dictionary(), Recording(recorded)).write()


class _Writer:
    def __init__(
        self,
        statements: sqlite3.Connection,
        index: sqlite3.Connection,
        chosen: Dictionary,
        recording: Recording[Any],
    ) -> None:
        self._statements = statements
        self._index = index
        self._dictionary = chosen
        self._territory = Territory(statements)
        self._entries = Entries(statements)
        self._lexicon = Lexicon(chosen)
        #: Of each entry its number, whether it is words of a source, and what its texts come to.
        self._spelt = recording
        self._names = lru_cache(_REMEMBERED)(self._read_names)
        self._places = lru_cache(_REMEMBERED)(self._read_places)

    def write(self) -> int:
        count = self._write_entries()
        self._lexicon.close()
        self._write_lexicon()
        self._write_postings()
        self._write_numbers()
        self._write_facets()
        meta = {
            "format": FORMAT,
            "entries": str(count),
            "named": str(self._named()),
            "dictionary": self._dictionary.name,
            "dictionary-notice": self._dictionary.notice,
        }
        self._index.executemany("INSERT INTO meta VALUES (?, ?)", sorted(meta.items()))
        self._index.executescript(INDEXES)
        return count

    def _write_entries(self) -> int:
        """Write what entries are called, and count their words."""
        # Sorted on disk, in the database that goes away.
        self._statements.execute("CREATE TABLE name (key TEXT, entry INTEGER, PRIMARY KEY (key, entry)) WITHOUT ROWID")
        return sum(1 for _ in self._spelt.through(map(self._write_entry, self._entries)))

    def _write_entry(self, entry: Entry) -> tuple[int, bool, Spelt]:
        names = entry.name("pl"), entry.name("en")
        self._index.execute(
            "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (entry.id, entry.iri, entry.type, *names, entry.kind or None, entry.place or None,
             entry.within or None, entry.date),
        )  # fmt: skip
        self._index.executemany(
            "INSERT INTO text VALUES (?, ?, ?, ?)",
            [
                (entry.id, text.field.value, text.language, text.text)
                for text in entry.texts
                if text.field is not Field.NAME or text.text not in names
            ],
        )
        spellings = self._spellings(entry)
        self._lexicon.add(chain.from_iterable(one.occurring for one in spellings))
        is_quoted = entry.type == QUOTED
        if not is_quoted:
            keys = ((key, entry.id) for key in name_keys(spellings))
            self._statements.executemany("INSERT INTO name VALUES (?, ?)", keys)
        return entry.id, is_quoted, spelt(entry.type, spellings)

    def _spellings(self, entry: Entry) -> list[Spelling]:
        spellings = [spelling(text) for text in entry.texts]
        if entry.type != QUOTED:
            spellings += self._names(entry.kind, Field.KIND)
            spellings += self._names(entry.within, Field.WITHIN) if entry.type not in ("concept", "term") else ()
            spellings += self._places(entry.place)
        if entry.date:
            spellings.append(spelling(Text(Field.DATE, "", entry.date[:4])))
        return spellings

    def _read_places(self, place: int) -> list[Spelling]:
        """The places around, without the words that say what they are: every place is in some county."""
        row = self._statements.execute("SELECT iri FROM entry WHERE id = ?", (place,)).fetchone()
        around = self._territory.chain(row[0]) if row else []
        return [one for iri in around for one in self._names(self._entries.number(iri), Field.PLACE)]

    def _read_names(self, entry: int, field: Field) -> list[Spelling]:
        rows = self._statements.execute(
            "SELECT language, text FROM text JOIN entry USING (iri) WHERE id = ? AND field = ? ORDER BY language, text",
            (entry, Field.NAME.value),
        )
        return [spelling(Text(field, language, text)) for language, text in rows]

    def _write_lexicon(self) -> None:
        for statement, rows in (
            ("INSERT INTO word VALUES (?, ?, ?, ?, ?)", self._lexicon.words()),
            ("INSERT INTO form VALUES (?, ?)", self._lexicon.forms()),
            ("INSERT INTO lemma VALUES (?, ?)", self._lexicon.lemmas()),
            ("INSERT INTO stem VALUES (?, ?)", self._lexicon.stems()),
            ("INSERT INTO fragment VALUES (?, ?)", self._lexicon.fragments()),
        ):
            self._index.executemany(statement, rows)

    def _write_postings(self) -> None:
        # Sorted on disk as well, and written in the order of their table.
        self._statements.execute(
            "CREATE TABLE posting (word INTEGER, quoted INTEGER, entry INTEGER, field INTEGER, w INTEGER, s INTEGER)"
        )
        self._statements.executemany("INSERT INTO posting VALUES (?, ?, ?, ?, ?, ?)", self._postings())
        rows = self._statements.execute("SELECT * FROM posting ORDER BY word, quoted, entry")
        for (word, quoted), group in groupby(rows, key=itemgetter(0, 1)):
            _, _, entries, *columns = zip(*group, strict=True)
            packed = Postings(array("I", entries), *map(bytes, columns)).pack()
            row = as_bits(entries) if len(entries) * FREQUENT >= entries[-1] else None
            self._index.execute("INSERT INTO posting VALUES (?, ?, ?, ?)", (word, quoted, packed, row))
        self._index.executemany(
            "INSERT INTO name VALUES (?, ?)", self._statements.execute("SELECT * FROM name ORDER BY key, entry")
        )

    def _postings(self) -> Iterator[tuple[int, ...]]:
        named = self._named()
        for entry, is_quoted, (best, names) in self._spelt:
            number = entry - named * is_quoted
            for word, *told in postings(Spelt(best, names), self._lexicon.weight):
                yield self._lexicon.number(word), is_quoted, number, *told

    def _named(self) -> int:
        """How many entries there are that are not a source's words; they come first."""
        row = self._statements.execute("SELECT COUNT(*) FROM entry WHERE type <> ?", (QUOTED,)).fetchone()
        return int(row[0])

    def _write_numbers(self) -> None:
        rows = self._statements.execute(
            "SELECT id, register, written FROM number JOIN entry USING (iri) ORDER BY 1, 2, 3"
        )
        found = {
            (search_index.bare(digits[0].text), number, register, written)
            for number, register, written in rows
            if (digits := polish.numbers(written))
        }
        self._index.executemany("INSERT OR IGNORE INTO number VALUES (?, ?, ?, ?)", sorted(found))

    def _write_facets(self) -> None:
        for facet, value, total, bits in facets.gather(self._statements, self._territory):
            self._index.execute(
                "INSERT INTO facet VALUES (?, ?, ?, ?, ?)",
                (facet, value.rpartition("/")[2], self._entries.number(value) or None, total, bits),
            )
