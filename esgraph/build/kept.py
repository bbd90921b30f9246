"""Turns what was made of a part of a dataset into what the next build need not make again.

It is known by a key, which says everything that it was made from: so it is never looked at whether it is out of date.
"""

import sqlite3
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import Final, Self

from esgraph.build.handover import Handover
from esgraph.zstandard import zstd

_SCHEMA: Final = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
CREATE TABLE made (key TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID;
"""
#: The quickest level, since all of it is read and written in each build; with a checksum, by which damage is known.
_OPTIONS: Final[dict[int, int]] = {
    zstd.CompressionParameter.compression_level: 1,
    zstd.CompressionParameter.checksum_flag: 1,
}


class Kept:
    """What one part of a build made, by its keys; without a handover nothing is known, and nothing kept.

    What this build did not ask for is not there for the next one, nor is what was damaged.
    """

    def __init__(self, handover: Handover | None, name: str) -> None:
        self._before = self._after = None
        if handover:
            handover.after.mkdir(exist_ok=True)
            self._after = sqlite3.connect(handover.after / name, isolation_level=None)
            self._after.executescript(f"{_SCHEMA} BEGIN")
            earlier = handover.before / name if handover.before else None
            if earlier and earlier.is_file():
                self._before = sqlite3.connect(f"{earlier.absolute().as_uri()}?mode=ro", uri=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._before:
            self._before.close()
        if self._after:
            if error is None:
                self._after.execute("COMMIT")
            self._after.close()

    def of(self, key: str, make: Callable[[], bytes]) -> bytes:
        """What belongs to a key: as the build before made it, else made now."""
        if not self._after:
            return make()
        packed, value = self._earlier(key)
        if value is None:
            value = make()
            packed = zstd.compress(value, options=_OPTIONS)
        self._after.execute("INSERT OR IGNORE INTO made VALUES (?, ?)", (key, packed))
        return value

    def _earlier(self, key: str) -> tuple[bytes, bytes | None]:
        """What the build before made, as it is kept and as it was; None if it did not, or it is damaged."""
        if self._before:
            with suppress(sqlite3.DatabaseError, UnicodeDecodeError, zstd.ZstdError):
                row = self._before.execute("SELECT key, value FROM made WHERE key = ?", (key,)).fetchone()
                # In a damaged tree SQLite may find what stands beside it.
                if row and row[0] == key and isinstance(row[1], bytes):
                    return row[1], zstd.decompress(row[1])
        return b"", None
