"""Turns workers into a Store whose queries each run in a process that can be killed alone, within limits.

The engine has no time limit and cannot be interrupted; only killing its process ends a query. A query begins among
the quick ones. One that needs longer goes on with less of the processor, few of them at a time; the others wait
where they are. So queries that take as long as they may do not keep the quick ones waiting.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from esgraph.errors import BackendError, EsgraphError, LimitError, QueryError, StoreError
from esgraph.serve import messages
from esgraph.serve.settings import Settings
from esgraph.serve.store import Answer, Query
from esgraph.serve.worker import Failure
from esgraph.serve.workers import GoneError, Worker, Workers


class IsolatedStore:
    """The embedded store behind worker processes; close it to end them."""

    def __init__(self, workers: Workers, settings: Settings) -> None:
        self._workers = workers
        self._settings = settings
        self._slow = threading.BoundedSemaphore(settings.slow_queries)
        self._waiting = threading.BoundedSemaphore(settings.slow_waiting)

    def graphs(self) -> frozenset[str]:
        """IRIs of all named graphs."""
        return self._workers.graphs

    @property
    def places(self) -> int:
        """How many queries it pays to begin at once: each of them finds a worker at hand."""
        return max(1, self._workers.spare // 2)

    @property
    def quick_seconds(self) -> float:
        """How long a query is among the quick ones."""
        return self._settings.quick_seconds

    def query(self, query: Query, media_type: str) -> Answer:
        """Answer a query within the limits.

        Raises LimitError when time, memory or the number of slow queries ended it, QueryError when it is not valid.
        """
        worker = self._ask(query, media_type)
        try:
            in_time = worker.wait(self._settings.quick_seconds)
        except BaseException:
            self.end(worker)
            raise
        return self.conclude(worker, media_type) if in_time else self.conclude_slowly(worker, media_type)

    def idle(self) -> Worker | None:
        """A worker that is at hand; it has to be given to `conclude`, `conclude_slowly` or `end`."""
        return self._workers.idle()

    def end(self, worker: Worker) -> None:
        """End a worker, whatever it is doing."""
        self._workers.end(worker)

    def conclude_slowly(self, worker: Worker, media_type: str) -> Answer:
        """Let a worker that was not quick go on as a slow one, then as `conclude` does.

        On a busy machine it may have had less of the processor than a quick one may have; it is not slow before that.
        """
        try:
            if not self._is_quick_yet(worker):
                self._go_on_slowly(worker)
        except BaseException as error:
            self._workers.end(worker, over_limit=isinstance(error, LimitError))
            raise
        return self.conclude(worker, media_type)

    def conclude(self, worker: Worker, media_type: str) -> Answer:
        """The outcome of a worker that has one, as an answer or an error; the worker goes back to the others."""
        try:
            outcome, file = worker.outcome()
        except GoneError as error:
            self._workers.end(worker, over_limit=True)
            raise self._out_of_memory() from error
        except BaseException:
            self.end(worker)
            raise
        if worker.fresh:
            self._workers.give_back(worker)
        else:
            self.end(worker)
        if isinstance(outcome, Failure):
            raise _error(outcome)
        return Answer(media_type, file or outcome.body or b"", outcome.unknown_functions)

    def _ask(self, query: Query, media_type: str) -> Worker:
        """A worker that has the query; one that ended while it was idle is passed over."""
        for _ in range(self._workers.spare + 2):
            worker = self._workers.take()
            try:
                worker.ask(query, media_type)
            except GoneError:
                self.end(worker)
            else:
                return worker
        raise StoreError(messages.PROCESSES_END, remedy=messages.IN_A_MOMENT)

    def _is_quick_yet(self, worker: Worker) -> bool:
        """Whether it ends within the share of the processor that a quick query may have."""
        end = worker.asked + self._settings.query_seconds
        while (left := self._settings.quick_seconds - worker.used) > 0 and time.monotonic() < end:
            if worker.wait(max(left, 0.01)):
                return True
        return False

    def _go_on_slowly(self, worker: Worker) -> None:
        worker.slow_down()
        with self._slow_place(worker) as waited:
            seconds = self._settings.query_seconds
            left = worker.asked + seconds + waited - time.monotonic()
            if not worker.wait(max(left, 0)):
                told = messages.TOO_SLOW_AND_LATE.of(waited=f"{waited:.0f}") if waited >= 1 else messages.TOO_SLOW
                raise LimitError(told.of(seconds=f"{seconds:g}"), retry_after=30, limit="time")

    @contextmanager
    def _slow_place(self, worker: Worker) -> Iterator[float]:
        """One of the places for slow queries, with the seconds that were waited for it."""
        since = time.monotonic()
        if not self._slow.acquire(blocking=False):
            worker.pause()
            if not self._wait_for_place():
                seconds = self._settings.query_seconds
                passed = time.monotonic() - since >= seconds
                told = messages.NO_PLACE_FOR_SLOW.of(seconds=f"{seconds:g}") if passed else messages.TOO_MANY_SLOW
                raise LimitError(told, retry_after=10, limit="slow", remedy=messages.IN_A_MOMENT)
            worker.resume()
        try:
            yield time.monotonic() - since
        finally:
            self._slow.release()

    def _wait_for_place(self) -> bool:
        if not self._waiting.acquire(blocking=False):
            return False
        try:
            return self._slow.acquire(timeout=self._settings.query_seconds)
        finally:
            self._waiting.release()

    def _out_of_memory(self) -> LimitError:
        mebibytes = self._settings.query_memory_bytes // 2**20
        return LimitError(messages.OUT_OF_MEMORY.of(mebibytes=mebibytes), retry_after=60, limit="memory")

    def close(self) -> None:
        """End the workers, whatever they are doing."""
        self._workers.close()


def _error(failure: Failure) -> EsgraphError:
    if failure.kind == "limit":
        return LimitError(failure.what, retry_after=failure.retry_after)
    if failure.kind == "store":
        return BackendError(failure.what)
    return QueryError(failure.what, line=failure.line, column=failure.column)
