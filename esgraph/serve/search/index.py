"""Turns a release's search index into connections that threads borrow, read-only and bounded in time."""

import logging
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from functools import cached_property, reduce
from operator import or_
from pathlib import Path
from typing import Any, Final, cast

from flask import current_app

from esgraph.errors import ReleaseError
from esgraph.release import Release
from esgraph.search_index import FORMAT
from esgraph.serve import messages
from esgraph.serve.pool import Pool
from esgraph.serve.search.reader import FacetValue, Reader

_LOG: Final = logging.getLogger(__name__)
_EXTENSION: Final = "esgraph-search"
#: What a search may take of the processor.
_SECONDS: Final = 2.0


class SearchIndex:
    """The search index of one release. Raises ReleaseError if the file is no index that this program reads."""

    def __init__(self, path: Path) -> None:
        self._pool = Pool(path, _open, _SECONDS, messages.TOO_MANY_SEARCHES, messages.SEARCH_TOO_SLOW)
        with self.reader() as reader:
            meta = reader.meta()
        if meta.get("format") != FORMAT:
            raise ReleaseError(
                f"the search index has format {meta.get('format')}, this program reads format {FORMAT}",
                where=str(path),
                remedy="build the release again with this version of esgraph",
            )
        #: How many entries there are but for the words of sources.
        self.named = int(meta["named"])
        #: How many are the words of sources.
        self.quoted = int(meta["entries"]) - self.named

    @classmethod
    def of(cls, release: Release) -> "SearchIndex | None":
        """The index of a release; None for a release that was built without one, or by another version."""
        try:
            return cls(release.search) if release.search.is_file() else None
        except ReleaseError as error:
            _LOG.warning("the search is left out: %s", error)
            return None

    @cached_property
    def facets(self) -> dict[tuple[str, str], FacetValue]:
        """Every value of every facet, with the entries that have it; held in memory."""
        with self.reader() as reader:
            return {(one.facet, one.value): one for one in reader.facets()}

    def having(self, facet: str, value: str) -> int:
        """The entries that have a value of a facet, as bits; none for a value that does not occur."""
        found = self.facets.get((facet, value))
        return found.entries if found else 0

    def of_types(self, types: Collection[str]) -> int:
        """The entries of some types, as bits; all if none is named."""
        return reduce(or_, (self.having("type", one) for one in types)) if types else -1

    @contextmanager
    def reader(self) -> Iterator[Reader]:
        """Borrow a connection for a request. Raises LimitError where the request takes too long."""
        with self._pool.borrowed() as connection:
            yield Reader(connection)

    def close(self) -> None:
        """Close every connection."""
        self._pool.close()


def install(app: Any, release: Release) -> None:
    """Open the index of an application's release, if it has one.

    At once, since another release may take the place of this one's files later.
    """
    app.extensions[_EXTENSION] = SearchIndex.of(release)


def search_index() -> SearchIndex | None:
    """The index of the current request's release; None if it has none."""
    return cast("SearchIndex | None", current_app.extensions[_EXTENSION])


def _open(path: Path) -> sqlite3.Connection:
    """A connection that has the file open. Raises ReleaseError if it cannot be read."""
    # A path may hold what has a meaning in a URI.
    address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    try:
        connection = sqlite3.connect(address, uri=True, check_same_thread=False)
        connection.execute("SELECT COUNT(*) FROM meta").fetchone()  # a file is opened when it is first read
    except sqlite3.DatabaseError as error:
        raise ReleaseError(f"the search index cannot be read: {error}", where=str(path)) from error
    return connection
