"""Turns a file of changes into what is told of them: the summary, and the entities page by page."""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from esgraph.errors import ReleaseError
from esgraph.history.changes import EntityChange, Summary, What
from esgraph.history.gathering import FORMAT


class Changes:
    """A file of changes that is open; for one thread at a time."""

    def __init__(self, connection: sqlite3.Connection, summary: Summary) -> None:
        self._connection = connection
        self.summary = summary

    def entities(self, offset: int = 0, limit: int = -1, kind: str = "", what: str = "") -> Iterator[EntityChange]:
        """So many entities from the one at `offset` (from 0) on, by kind; without a limit all of them."""
        where, values = _where(kind, what)
        rows = self._connection.execute(
            f"SELECT body FROM change {where} ORDER BY position LIMIT ? OFFSET ?",  # noqa: S608 - no value in it
            (*values, limit, offset),
        )
        return (EntityChange.of_json(json.loads(body)) for (body,) in rows)

    def number(self, kind: str = "", what: str = "") -> int:
        """How many entities there are, of a kind, or to which this happened."""
        where, values = _where(kind, what)
        (number,) = self._connection.execute(f"SELECT COUNT(*) FROM change {where}", values).fetchone()  # noqa: S608
        return int(number)

    def what(self, iri: str) -> What | None:
        """What happened to an entity; None if nothing."""
        found = self._connection.execute("SELECT what FROM change WHERE iri = ?", (iri,)).fetchone()
        return found[0] if found else None


def _where(kind: str, what: str) -> tuple[str, list[str]]:
    wanted = {"kind": kind, "what": what}
    named = [f"{name} = ?" for name, value in wanted.items() if value]
    return (f"WHERE {' AND '.join(named)}" if named else ""), [value for value in wanted.values() if value]


@contextmanager
def opened(path: Path) -> Iterator[Changes]:
    """The changes in a file. Raises ReleaseError if there is none, or none that this program can read."""
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    except sqlite3.Error as error:
        raise _unreadable(path, str(error)) from error
    with closing(connection):
        try:
            meta = dict(connection.execute("SELECT key, value FROM meta").fetchall())
        except sqlite3.Error as error:
            raise _unreadable(path, str(error)) from error
        if meta.get("format") != FORMAT:
            raise _unreadable(path, f"format {meta.get('format')}, this program reads format {FORMAT}")
        yield Changes(connection, summary_of(json.loads(meta["summary"])))


def summary_of(raw: Mapping[str, Any]) -> Summary:
    """Read what `dataclasses.asdict` gave of a summary."""
    return Summary(**raw)


def _unreadable(path: Path, why: str) -> ReleaseError:
    return ReleaseError(
        f"the changes cannot be read: {why}", where=str(path), remedy="remove this file; the next build makes it again"
    )
