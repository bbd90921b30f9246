"""Turns requests into lines of JSON, one each, without what people asked for unless the operator wants it."""

import json
import logging
import sys
from contextlib import suppress
from datetime import UTC, datetime
from logging.handlers import QueueListener, WatchedFileHandler
from queue import Full, Queue

from esgraph.errors import EsgraphError
from esgraph.serve.guard import shortened

#: Lines that wait for a slow disk; more are dropped, since requests do not wait for their lines.
_WAITING = 50_000


class AccessLog:
    """Where requests are written down: a file, or standard output for `-`. A file that is moved away is begun anew.

    Raises EsgraphError if the file cannot be written.
    """

    def __init__(self, target: str, *, with_queries: bool) -> None:
        try:
            # Open for as long as the server runs.
            self._handler = (
                logging.StreamHandler(sys.stdout) if target == "-" else WatchedFileHandler(target, encoding="utf-8")
            )
        except OSError as error:
            raise EsgraphError(f"the access log cannot be written: {error.strerror}", where=target) from error
        self._with_queries = with_queries
        self._lines: Queue[logging.LogRecord] = Queue(_WAITING)
        self._writer: QueueListener | None = None

    def write(self, request: dict[str, str], status: int, size: int, seconds: float, release: str) -> None:
        """Write a line, soon. `request` has method, path, query string and client; its address is shortened."""
        line: dict[str, str | int | float] = {
            "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "client": shortened(request["client"]),
            "method": request["method"],
            "path": request["path"],
            "status": status,
            "bytes": size,
            "ms": round(seconds * 1000, 2),
            "release": release,
        }
        if self._with_queries:
            line["query"] = request["query"]
        if self._writer is None:  # here and not before: threads do not come along into the server's process
            self._writer = QueueListener(self._lines, self._handler)
            self._writer.start()
        record = logging.makeLogRecord({"msg": json.dumps(line, ensure_ascii=False)})
        with suppress(Full):
            self._lines.put_nowait(record)

    def close(self) -> None:
        """Write what waits."""
        if self._writer:
            self._writer.stop()
            self._writer = None
