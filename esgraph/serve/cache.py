"""Turns a Store into one that remembers its answers, and computes once what several ask for at the same time."""

import threading
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass

from cachetools import LRUCache

from esgraph.errors import LimitError, QueryError
from esgraph.serve import messages
from esgraph.serve.prepared import Key, Prepared, key_of
from esgraph.serve.store import Answer, Query, Store

_OVERHEAD = 512


@dataclass(slots=True)
class Tally:
    """How often an answer was remembered, computed, or computed for somebody else at the same moment."""

    hits: int = 0
    misses: int = 0
    joined: int = 0


@dataclass(frozen=True, slots=True)
class Ticket:
    """A query under way: the future of its answer, and whether it is ours to compute, and others may wait for it."""

    key: Key
    future: Future[Answer]
    is_ours: bool
    is_shared: bool = False


class CachedStore:
    """A store of one release with the answers that were given, up to a number of bytes, the latest used ones.

    A release never changes, so an answer is right for as long as this object lives. At most `at_once` queries are
    under way, and half as many threads wait for the answer that another one computes. What was `prepared` is remembered
    from the beginning.
    """

    def __init__(self, store: Store, size: int, at_once: int, prepared: Prepared | None = None) -> None:
        self._store = store
        self._prepared = prepared
        self._answers: LRUCache[Key, Answer] = LRUCache(size, getsizeof=lambda answer: answer.size + _OVERHEAD)
        self._lock = threading.Lock()
        self._pending: dict[Key, Future[Answer]] = {}
        self._room = threading.BoundedSemaphore(at_once)
        self._seats = threading.BoundedSemaphore(max(1, at_once // 2))
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
        ticket = self.begin(query, media_type)
        if isinstance(ticket, Answer):
            return ticket
        if not ticket.is_ours:
            try:
                return self._wait(ticket.future)
            except QueryError as error:
                if not error.line:
                    raise
                # The place is one in the text of whoever asked first, which may be laid out in another way.
                return self._store.query(query, media_type)
        try:
            answer = self._store.query(query, media_type)
        except BaseException as error:
            self.fail(ticket, error)
            raise
        self.keep(ticket, answer)
        return answer

    def _wait(self, future: Future[Answer]) -> Answer:
        """Wait for what somebody else computes; a thread that waits is none for those who ask something else."""
        if not self._seats.acquire(blocking=False):
            raise LimitError(messages.TOO_MANY_WAIT, remedy=messages.IN_A_MOMENT, retry_after=5, limit="queries")
        try:
            return future.result()
        finally:
            self._seats.release()

    def begin(self, query: Query, media_type: str) -> Answer | Ticket:
        """The answer that is remembered, or else a ticket; one that is ours is given back with `keep` or `fail`.

        Raises LimitError if too many queries are under way.
        """
        key, volatile = key_of(query, media_type)
        with self._lock:
            known = None if volatile else self._known(key)
            if known is not None:
                self.tally.hits += 1
                return known
            pending = None if volatile else self._pending.get(key)
            if pending is not None:
                self.tally.joined += 1
                return Ticket(key, pending, is_ours=False)
            if not self._room.acquire(blocking=False):
                raise LimitError(messages.TOO_MANY_QUERIES, remedy=messages.IN_A_MOMENT, retry_after=5, limit="queries")
            self.tally.misses += 1
            ticket = Ticket(key, Future(), is_ours=True, is_shared=not volatile)
            if ticket.is_shared:
                self._pending[key] = ticket.future
            return ticket

    def _known(self, key: Key) -> Answer | None:
        return self._answers.get(key) or (self._prepared.get(key) if self._prepared else None)

    def keep(self, ticket: Ticket, answer: Answer) -> None:
        """Give a ticket back with the answer, for whom it may concern."""
        self._room.release()
        if ticket.is_shared:
            with self._lock:
                del self._pending[ticket.key]
                # A large answer lies in a file, which is not worth keeping open.
                if isinstance(answer.body, bytes):
                    with suppress(ValueError):  # larger than the whole cache
                        self._answers[ticket.key] = answer
            ticket.future.set_result(answer)

    def fail(self, ticket: Ticket, error: BaseException) -> None:
        """Give a ticket back without an answer."""
        self._room.release()
        if ticket.is_shared:
            with self._lock:
                del self._pending[ticket.key]
            ticket.future.set_exception(error)

    def close(self) -> None:
        """Close the store behind."""
        self._store.close()
