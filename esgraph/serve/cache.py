"""Turns a Store into one that remembers its answers, and computes once what several ask for at the same time."""

import threading
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass

from cachetools import LRUCache

from esgraph.errors import LimitError
from esgraph.serve.store import Answer, Query, Store
from esgraph.serve.tokens import normalised

_OVERHEAD = 512

Key = tuple[str, tuple[str, ...], tuple[str, ...], str, str]


@dataclass(slots=True)
class Tally:
    """How often an answer was remembered, computed, or computed for somebody else at the same moment."""

    hits: int = 0
    misses: int = 0
    joined: int = 0


class CachedStore:
    """A store of one release with the answers that were given, up to a number of bytes, the latest used ones.

    A release never changes, so an answer is right for as long as this object lives. At most `at_once` queries are
    under way; those that wait for the same answer count too.
    """

    def __init__(self, store: Store, size: int, at_once: int) -> None:
        self._store = store
        self._answers: LRUCache[Key, Answer] = LRUCache(size, getsizeof=lambda answer: answer.size + _OVERHEAD)
        self._lock = threading.Lock()
        self._pending: dict[Key, Future[Answer]] = {}
        self._room = threading.BoundedSemaphore(at_once)
        self.tally = Tally()

    @property
    def size(self) -> int:
        """Bytes of the answers that are remembered."""
        return int(self._answers.currsize)

    def graphs(self) -> frozenset[str]:
        """IRIs of all named graphs."""
        return self._store.graphs()

    def query(self, query: Query, media_type: str) -> Answer:
        """Answer a query, from memory if it was answered before. Raises what the store raises."""
        text, volatile = normalised(query.text)
        key = (text, query.default_graphs, query.named_graphs, query.base, media_type)
        with self._lock:
            known = None if volatile else self._answers.get(key)
            if known is not None:
                self.tally.hits += 1
                return known
        if not self._room.acquire(blocking=False):
            raise LimitError("too many queries at once", retry_after=5, limit="queries")
        try:
            if volatile:
                self.tally.misses += 1
                return self._store.query(query, media_type)
            return self._once(key, query, media_type)
        finally:
            self._room.release()

    def _once(self, key: Key, query: Query, media_type: str) -> Answer:
        """Compute an answer, or wait for who is computing it already."""
        with self._lock:
            pending = self._pending.get(key)
            if pending is None:
                mine: Future[Answer] = Future()
                self._pending[key] = mine
                self.tally.misses += 1
            else:
                self.tally.joined += 1
        if pending is not None:
            return pending.result()
        try:
            answer = self._store.query(query, media_type)
        except BaseException as error:
            self._settle(key, None)
            mine.set_exception(error)
            raise
        self._settle(key, answer)
        mine.set_result(answer)
        return answer

    def _settle(self, key: Key, answer: Answer | None) -> None:
        with self._lock:
            del self._pending[key]
            # A large answer lies in a file, which is not worth keeping open.
            if answer is not None and isinstance(answer.body, bytes):
                with suppress(ValueError):  # larger than the whole cache
                    self._answers[key] = answer

    def close(self) -> None:
        """Close the store behind."""
        self._store.close()
