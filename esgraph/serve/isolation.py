"""Turns a release into a Store whose queries run in processes of their own, within limits of time and memory.

The engine has no time limit and cannot be interrupted; only killing its process ends a query. Each query first runs
in the quick lane, which gives it a moment; one that needs longer starts again in the slow lane, with the full time
and less of the processor. So a few queries that take as long as they may do not keep the others waiting.
"""

import multiprocessing
import os
import threading
from collections.abc import Iterator
from concurrent.futures import TimeoutError as ExecutionTimeoutError
from contextlib import contextmanager
from pathlib import Path

import pebble

from esgraph.errors import QueryError
from esgraph.release import Release
from esgraph.serve import worker
from esgraph.serve.settings import Settings
from esgraph.serve.store import Answer, LimitError, Query

# Pebble asks a process to end and waits three seconds before it kills it; a query in the engine never hears it.
pebble.CONSTS.term_timeout = 0.05


class IsolatedStore:
    """The embedded store behind worker processes; close it to end them."""

    def __init__(self, release: Release, settings: Settings, graphs: frozenset[str]) -> None:
        self._path = release.path.resolve()
        self._settings = settings
        self._graphs = graphs
        self._room = threading.BoundedSemaphore(settings.queries_at_once)
        context = _forkserver(self._path)
        self._quick = self._pool(context, settings.query_workers, niceness=0)
        self._slow = self._pool(context, settings.query_workers, niceness=10)

    def _pool(
        self, context: multiprocessing.context.ForkServerContext, workers: int, niceness: int
    ) -> pebble.ProcessPool:
        arguments = (self._path, self._settings, niceness)
        return pebble.ProcessPool(max_workers=workers, context=context, initializer=worker.start, initargs=arguments)

    def graphs(self) -> frozenset[str]:
        """IRIs of all named graphs."""
        return self._graphs

    def query(self, query: Query, media_type: str) -> Answer:
        """Answer a query within the limits.

        Raises LimitError when time, memory or the number of queries at once ended it, QueryError when it is not valid.
        """
        with self._place():
            outcome = self._run(self._quick, query, media_type, self._settings.quick_seconds)
            if outcome is None:
                outcome = self._run(self._slow, query, media_type, self._settings.query_seconds)
        if outcome is None:
            raise LimitError(f"the query took longer than {self._settings.query_seconds:g} s", retry_after=30)
        if isinstance(outcome, worker.Failure):
            raise QueryError(outcome.what, line=outcome.line, column=outcome.column)
        return outcome

    @contextmanager
    def _place(self) -> Iterator[None]:
        if not self._room.acquire(blocking=False):
            raise LimitError("too many queries at once", retry_after=5)
        try:
            yield
        finally:
            self._room.release()

    def _run(
        self, pool: pebble.ProcessPool, query: Query, media_type: str, seconds: float
    ) -> Answer | worker.Failure | None:
        """The outcome, or None if the time was over."""
        future = pool.schedule(worker.run, args=[self._path, query, media_type], timeout=seconds)
        try:
            return future.result()
        except ExecutionTimeoutError:
            return None
        except pebble.ProcessExpired as error:
            mebibytes = self._settings.query_memory_bytes // 2**20
            raise LimitError(
                f"the query needed more than {mebibytes} MiB of memory, or more than its engine can bear",
                retry_after=60,
            ) from error

    def close(self) -> None:
        """End the workers, whatever they are doing."""
        for pool in (self._quick, self._slow):
            pool.stop()  # type: ignore[no-untyped-call]
            pool.join()


def _forkserver(path: Path) -> multiprocessing.context.ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    # Read by the fork server when it starts, which is when the first worker is asked for.
    os.environ[worker.PRELOAD] = str(path)
    context.set_forkserver_preload([worker.__name__])
    return context
