"""Turns requests into lines of JSON, one each, without what people asked for unless the operator wants it."""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from esgraph.errors import EsgraphError
from esgraph.serve.guard import shortened


class AccessLog:
    """Where requests are written down: a file, or standard output for `-`.

    Raises EsgraphError if the file cannot be written.
    """

    def __init__(self, target: str, *, with_queries: bool) -> None:
        try:
            # Open for as long as the server runs.
            self._stream: TextIO = sys.stdout if target == "-" else Path(target).open("a", encoding="utf-8")  # noqa: SIM115
        except OSError as error:
            raise EsgraphError(f"the access log cannot be written: {error.strerror}", where=target) from error
        self._with_queries = with_queries

    def write(self, request: dict[str, str], status: int, size: int, seconds: float, release: str) -> None:
        """Write a line. `request` has method, path, query string and client; the client's address is shortened."""
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
        self._stream.write(json.dumps(line, ensure_ascii=False) + "\n")
        self._stream.flush()
