"""Turns an SQLite file of a release into connections that threads borrow, bounded in number and in time."""

import os
import sqlite3
import time
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, LifoQueue
from typing import Final

from esgraph.errors import English, LimitError, Message, ReleaseError
from esgraph.serve import messages

#: Seconds that somebody waits for a connection, and how often SQLite looks at the clock (in steps of its machine).
_WAIT: Final = 2.0
_STEPS: Final = 20_000
#: So many ask at the same time; the others wait a moment.
_CONNECTIONS: Final = 2 * (os.cpu_count() or 1) + 4


class Pool:
    """Connections to one file, which `connect` opens. Raises what that raises.

    `busy` and `slow` are what a reader is told where there is no connection to be had, or where the time is over: so
    many seconds of the processor, in SQLite and beside it, so that a busy machine does not shorten them.
    """

    def __init__(
        self, path: Path, connect: Callable[[Path], sqlite3.Connection], seconds: float, busy: Message, slow: Message
    ) -> None:
        # All at once: the file must be read as long as the release is served, whatever takes its place on disk.
        connections = [connect(path) for _ in range(_CONNECTIONS)]
        self._idle: LifoQueue[sqlite3.Connection] = LifoQueue()
        for connection in connections:
            self._idle.put(connection)
        self._seconds, self._busy, self._slow = seconds, busy, slow
        # Connections end with the pool, and it with the last request of its release.
        self._finalizer = weakref.finalize(self, _close_all, connections)

    @contextmanager
    def borrowed(self) -> Iterator[sqlite3.Connection]:
        """A connection for a request. Raises LimitError where the request takes too long."""
        try:
            connection = self._idle.get(timeout=_WAIT)
        except Empty as error:
            raise LimitError(self._busy, remedy=messages.IN_A_MOMENT, retry_after=1, limit="queries") from error
        deadline = time.thread_time() + self._seconds
        connection.set_progress_handler(lambda: time.thread_time() > deadline, _STEPS)
        try:
            yield connection
        except sqlite3.OperationalError as error:
            if "interrupted" not in str(error):
                raise
            raise LimitError(self._slow, remedy=messages.IN_A_MOMENT, retry_after=1, limit="time") from error
        except sqlite3.DatabaseError as error:
            told = messages.INDEX_UNREADABLE.of(detail=English(error))
            raise ReleaseError(told, remedy=messages.BUILD_AGAIN) from error
        finally:
            self._idle.put(connection)

    def close(self) -> None:
        """Close every connection."""
        self._finalizer()


def _close_all(connections: list[sqlite3.Connection]) -> None:
    while connections:
        connections.pop().close()
