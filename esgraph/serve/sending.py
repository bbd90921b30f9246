"""Turns a long body into a response that goes out as its client reads, so that it never waits in memory.

The server below takes whatever it is given and keeps it until the client reads. A pipe stands in between: the server
reads it as a file, which it does only when the client has taken what came before, and a full pipe makes us wait.
"""

import asyncio
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor

from granian.rsgi import HTTPProtocol

Headers = list[tuple[str, str]]

#: Bytes taken from a body at a time; more than a pipe holds (pipe(7)), so that the first write waits for a reader.
_CHUNK = 1 << 17


#: Longer bodies leave here; shorter ones the server below may keep until the client reads.
WHOLE = _CHUNK


#: The server opens a pipe and reads it at once, unless it has lost its client.
_OPENING_SECONDS = 5.0


class StalledError(ConnectionError):
    """A client that took nothing for too long."""


class Outlet:
    """Where long bodies leave: at most `at_once`, each ended when its client takes nothing for some `seconds`.

    Used from the event loop only; bodies are read in the threads of `executor`.
    """

    def __init__(self, executor: Executor, seconds: float, at_once: int) -> None:
        self._executor = executor
        self._seconds = seconds
        self._at_once = at_once
        self.under_way = 0

    @property
    def is_full(self) -> bool:
        """Whether no other body may begin now."""
        return self.under_way >= self._at_once

    async def send(self, protocol: HTTPProtocol, status: int, headers: Headers, body: Iterable[bytes]) -> int:
        """Send a body and close it; the number of its bytes. One whose length is not told is collected first.

        Raises StalledError for a client that takes nothing, BrokenPipeError for one that goes away.
        """
        loop = asyncio.get_running_loop()
        self.under_way += 1
        try:
            parts = iter(body)
            if not any(name == "content-length" for name, _ in headers):
                # Cut short, it would look whole: nothing but its length tells a client that there was more.
                collected = await loop.run_in_executor(self._executor, b"".join, parts)
                parts, headers = iter((collected,)), [*headers, ("content-length", str(len(collected)))]
            chunk = await loop.run_in_executor(self._executor, _some, parts)
            if len(chunk) < _CHUNK:
                protocol.response_bytes(status, headers, chunk)
                return len(chunk)
            with _Pipe(self._seconds) as pipe:
                protocol.response_file(status, headers, pipe.path)
                while chunk:
                    await pipe.write(chunk)
                    chunk = await loop.run_in_executor(self._executor, _some, parts)
                return pipe.written
        finally:
            self.under_way -= 1
            if close := getattr(body, "close", None):
                close()


class _Pipe:
    """A pipe that the server opens by its `path`, as it would a file; used from one task."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._reading, self._writing = os.pipe2(os.O_CLOEXEC | os.O_NONBLOCK)
        # Whoever opens this for reading gets another reading end.
        self.path = f"/proc/self/fd/{self._writing}"
        self._is_known_open = False
        self.written = 0

    def __enter__(self) -> "_Pipe":
        return self

    def __exit__(self, *_: object) -> None:
        self._leave_to_reader()
        if self._is_known_open:
            os.close(self._writing)
        else:  # should it be opened late, let it not be what has the number by then
            asyncio.get_running_loop().call_later(self._seconds, os.close, self._writing)

    def _leave_to_reader(self) -> None:
        """Close our reading end: while it is open, nobody tells us that the server has closed its own."""
        if self._reading >= 0:
            os.close(self._reading)
            self._reading = -1

    async def write(self, data: bytes) -> None:
        view = memoryview(data)
        while view:
            try:
                count = os.write(self._writing, view)
            except BlockingIOError:
                if not await self._room():
                    raise StalledError from None
                self._leave_to_reader()
            else:
                self._is_known_open = self._reading < 0
                self.written += count
                view = view[count:]

    async def _room(self) -> bool:
        """Wait until something was read, or nobody reads any more; whether that was soon enough."""
        loop = asyncio.get_running_loop()
        ready: asyncio.Future[None] = loop.create_future()
        loop.add_writer(self._writing, _tell, ready)
        try:
            if self._reading >= 0:
                if await _is_done(ready, _OPENING_SECONDS):
                    return True
                # If the client went away in between, it is closed again, or was never opened.
                self._leave_to_reader()
            return await _is_done(ready, self._seconds)
        finally:
            loop.remove_writer(self._writing)


async def _is_done(ready: asyncio.Future[None], seconds: float) -> bool:
    await asyncio.wait((ready,), timeout=seconds)
    return ready.done()


def _tell(ready: asyncio.Future[None]) -> None:
    if not ready.done():
        ready.set_result(None)


def _some(parts: Iterator[bytes]) -> bytes:
    """The next bytes of a body, `_CHUNK` or a little more; fewer at its end only."""
    taken = bytearray()
    for part in parts:
        taken += part
        if len(taken) >= _CHUNK:
            break
    return bytes(taken)
