"""Turns authored files into a table of what each of them said, by which the next run knows what changed.

A file is the same as before if its bytes are, and those of the texts that its quotations were compared with.
"""

import json
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

from esgraph.build.project import AuthoredFile, Project
from esgraph.build.reading import Reading, Said, Texts, packed, unpacked

_SCHEMA = """
CREATE TABLE file (name TEXT PRIMARY KEY, hash TEXT, texts TEXT, names TEXT, lines BLOB);
CREATE TABLE shared (line BLOB PRIMARY KEY, number INTEGER) WITHOUT ROWID;
"""
#: The name under which the statements are kept that no authored file makes.
FIXED = ""


class Files:
    """The table, in one file; names are those of the files below the project."""

    def __init__(self, path: Path, schema: str = "") -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        # It is written beside its place: what is half written is removed with it.
        # What a file said before stays in no page that is free.
        self._connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA secure_delete = ON")
        self._connection.executescript(f"BEGIN; {schema}")

    @classmethod
    def begin(cls, path: Path) -> "Files":
        """An empty table."""
        return cls(path, _SCHEMA)

    @classmethod
    def copy(cls, source: Path, path: Path) -> "Files":
        """A table that begins with what another one has."""
        shutil.copyfile(source, path)
        return cls(path)

    def close(self) -> None:
        """Write what was changed."""
        self._connection.execute("COMMIT")
        self._connection.close()

    def names(self) -> set[str]:
        """The names of the files."""
        return {name for (name,) in self._connection.execute("SELECT name FROM file WHERE name != ?", (FIXED,))}

    def same(self, project: Project, texts: Texts) -> Iterator[Reading]:
        """What those files said that are the same as before."""
        rows = {row[0]: row[1:] for row in self._connection.execute("SELECT name, hash, texts, names FROM file")}
        hashes: dict[str, str] = {}
        for file in project.files:
            known = rows.get(name_of(file, project))
            if known is None or known[0] != file.hash:
                continue
            compared: dict[str, str] = json.loads(known[1])
            for source in compared.keys() - hashes.keys():
                hashes[source] = texts.hash(source)
            if all(hashes[source] == found for source, found in compared.items()):
                yield _reading(file, known[2])

    def lines(self, name: str) -> list[bytes]:
        """What a file said; nothing if it is not known."""
        row = self._connection.execute("SELECT lines FROM file WHERE name = ?", (name,)).fetchone()
        return unpacked(row[0]) if row else []

    def put(self, name: str, said: Said) -> None:
        """Keep what a file says."""
        row = (name, said.hash, json.dumps(said.texts, sort_keys=True), _names(said.reading), said.lines)
        self._connection.execute("INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?)", row)

    def put_fixed(self, lines: Iterable[bytes]) -> None:
        """Keep what no authored file says."""
        self._connection.execute("INSERT OR REPLACE INTO file VALUES (?, '', '{}', '', ?)", (FIXED, packed(lines)))

    def remove(self, name: str) -> None:
        """Forget a file that is not there any more."""
        self._connection.execute("DELETE FROM file WHERE name = ?", (name,))

    def shared(self, line: bytes) -> int:
        """How many files make a statement, if there is more than one; else 0."""
        row = self._connection.execute("SELECT number FROM shared WHERE line = ?", (line,)).fetchone()
        return row[0] if row else 0

    def share(self, line: bytes, number: int) -> None:
        """Keep how many files make a statement."""
        self._connection.execute("DELETE FROM shared WHERE line = ?", (line,))
        if number > 1:
            self._connection.execute("INSERT INTO shared VALUES (?, ?)", (line, number))


def name_of(file: AuthoredFile, project: Project) -> str:
    """What a file is called below its project."""
    return file.path.relative_to(project.directory).as_posix()


def _names(reading: Reading) -> str:
    listed = [sorted(names) for names in (reading.defined, reading.described, reading.referred)]
    return json.dumps(listed)


def _reading(file: AuthoredFile, names: str) -> Reading:
    defined, described, referred = map(frozenset, json.loads(names))
    return Reading(file, defined, described, referred)
