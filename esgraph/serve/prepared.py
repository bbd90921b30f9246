"""Turns the answers that a build prepared into those of the server: what concerns the whole graph is asked beforehand.

A query takes as long as the graph is large if it counts or sorts all of it, and everybody asks the same ones: those of
the home page, the map, the timeline, the questions. A release has their answers in `answers.sqlite`; any other query
goes to the store.
"""

import hashlib
import sqlite3
import threading
from contextlib import suppress
from pathlib import Path
from typing import Final

from esgraph.release import ANSWERS, Release
from esgraph.serve.store import Answer, Query, Store
from esgraph.serve.tokens import depends_on_base, normalised, tokens
from esgraph.zstandard import zstd

#: Bodies are compressed (Zstandard).
SCHEMA: Final = "CREATE TABLE packed (key BLOB PRIMARY KEY, media_type TEXT, body BLOB) WITHOUT ROWID"

#: What an answer belongs to: a hash, since a text may be much longer than its answer.
Key = bytes


def key_of(query: Query, media_type: str) -> tuple[Key, bool]:
    """What the answer to a query belongs to, and whether it may change by itself.

    Layout and comments do not count, nor where the query was sent unless an IRI of it is resolved against that.
    """
    text, volatile = normalised(query.text)
    base = query.base if depends_on_base(query.text) else ""
    parts = (text, *query.default_graphs, "", *query.named_graphs, "", base, media_type)
    return hashlib.blake2b("\x00".join(parts).encode("utf-8", "surrogatepass"), digest_size=20).digest(), volatile


def names_graphs(query: Query) -> bool:
    """Whether a query may be about anything else than the union of all graphs (SPARQL 1.1, section 13)."""
    words = {token.text.upper() for token in tokens(query.text) if token.kind == "word"}
    return bool(query.default_graphs or query.named_graphs) or not words.isdisjoint(("GRAPH", "FROM"))


class Prepared:
    """The answers that a release was built with; none for a release without them."""

    def __init__(self, path: Path) -> None:
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._keys: frozenset[Key] = frozenset()
        if path.is_file():
            self._connection = sqlite3.connect(f"{path.as_uri()}?immutable=1", uri=True, check_same_thread=False)
            with suppress(sqlite3.OperationalError):  # of an earlier version, in another form
                self._keys = frozenset(key for (key,) in self._connection.execute("SELECT key FROM packed"))

    @classmethod
    def of(cls, release: Release) -> "Prepared":
        """Those of a release."""
        return cls(release.path / ANSWERS)

    def get(self, key: Key) -> Answer | None:
        """The answer that belongs to a key, if it was prepared."""
        if key not in self._keys or self._connection is None:
            return None
        with self._lock:
            row = self._connection.execute("SELECT media_type, body FROM packed WHERE key = ?", (key,)).fetchone()
        media_type, body = row
        return Answer(media_type, zstd.decompress(body))

    def __len__(self) -> int:
        return len(self._keys)


class PreparedStore:
    """A store of one release that is asked only what was not prepared."""

    def __init__(self, store: Store, prepared: Prepared) -> None:
        self._store = store
        self._prepared = prepared

    def graphs(self) -> frozenset[str]:
        """IRIs of all named graphs."""
        return self._store.graphs()

    def query(self, query: Query, media_type: str) -> Answer:
        """Answer a query. Raises what the store raises."""
        return self._prepared.get(key_of(query, media_type)[0]) or self._store.query(query, media_type)

    def close(self) -> None:
        """Close the store behind."""
        self._store.close()
