"""Turns changes that follow each other into what is known of every entity's past: when it came, when it last changed.

Each file carries on the one before. What is in none of them is as it was in the oldest release that is known (`since`).
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from esgraph.errors import ReleaseError
from esgraph.sqlite_file import written

FORMAT = 1

_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE past (iri TEXT PRIMARY KEY, appeared TEXT NOT NULL, changed TEXT NOT NULL, gone INTEGER NOT NULL)
WITHOUT ROWID;
"""

_CARRY = """
INSERT INTO past (iri, appeared, changed, gone)
SELECT iri, CASE what WHEN 'added' THEN :new ELSE '' END, :new, what = 'removed' FROM changes.change WHERE true
ON CONFLICT (iri) DO UPDATE SET
  appeared = CASE WHEN excluded.appeared = '' THEN past.appeared ELSE excluded.appeared END,
  changed = excluded.changed, gone = excluded.gone
"""


@dataclass(frozen=True, slots=True)
class Past:
    """In which releases an entity came and last changed, or went (`is_gone`).

    `appeared` is "" where it was there in the oldest release that is known; `changed` where it is as it was then.
    """

    appeared: str = ""
    changed: str = ""
    is_gone: bool = False


def carry_on(before: Path | None, changes: Path, old: str, new: str, target: Path) -> None:
    """Write what is known of the past in release `new`, from what was known in `old` and a file of the changes."""
    with written(target, _SCHEMA) as connection:
        since = old
        if before is not None:
            connection.execute("ATTACH ? AS before", (_address(before),))
            (since,) = connection.execute("SELECT value FROM before.meta WHERE key = 'since'").fetchone()
            connection.execute("INSERT INTO past SELECT * FROM before.past")
        connection.execute("ATTACH ? AS changes", (_address(changes),))
        connection.execute(_CARRY, {"new": new})
        connection.executemany("INSERT INTO meta VALUES (?, ?)", [("format", FORMAT), ("since", since)])
        connection.commit()
        for name in ("before", "changes")[before is None :]:
            connection.execute(f"DETACH {name}")


def _address(path: Path) -> str:
    return f"{path.absolute().as_uri()}?mode=ro&immutable=1"


class Lineage:
    """A file of pasts that is open; for one thread at a time. `since` is the oldest release that is known."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        found = dict(connection.execute("SELECT key, value FROM meta").fetchall())
        self.is_readable = found.get("format") == FORMAT
        self.since = str(found.get("since", ""))

    def of(self, iri: str) -> Past:
        """The past of an entity."""
        row = self._connection.execute("SELECT appeared, changed, gone FROM past WHERE iri = ?", (iri,)).fetchone()
        return Past(row[0], row[1], bool(row[2])) if row else Past()


@contextmanager
def opened(path: Path) -> Iterator[Lineage]:
    """The pasts in a file. Raises ReleaseError if there is none, or none that this program can read."""
    try:
        with closing(sqlite3.connect(_address(path), uri=True)) as connection:
            lineage = Lineage(connection)
            if not lineage.is_readable:
                raise ReleaseError("another version of esgraph wrote it", where=str(path))
            yield lineage
    except sqlite3.Error as error:
        raise ReleaseError(f"what is known of the past cannot be read: {error}", where=str(path)) from error
