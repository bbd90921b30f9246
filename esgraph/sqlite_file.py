"""Turns tables into an SQLite file that has the same bytes for the same rows, whichever SQLite wrote it."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

#: Where the file header names the program that wrote it.
#: (SQLite database file format, section 1.3: a "version valid for" that is not the change counter is left unread.)
_WRITER: Final = slice(92, 100)


@contextmanager
def written(target: Path, schema: str) -> Iterator[sqlite3.Connection]:
    """A connection to a new file with these tables, which is complete when the context ends."""
    connection = sqlite3.connect(target)
    try:
        connection.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {schema}")
        yield connection
        connection.commit()
        connection.execute("VACUUM")
    finally:
        connection.close()
    with target.open("r+b") as stream:
        stream.seek(_WRITER.start)
        stream.write(bytes(_WRITER.stop - _WRITER.start))
