"""Turns the bytes of an answer into memory while they are few and into a file without a name when they are many."""

import errno
import io
import os
import tempfile
from collections.abc import Iterator
from typing import Any

from esgraph.errors import LimitError
from esgraph.serve import messages

_CHUNK = 1 << 18


#: Bytes written between two looks at the room that is left on disk.
_STRIDE = 1 << 24


class SpooledFile:
    """An open file without a name: it is gone when nothing refers to it any more, also after a crash.

    Several may read it at once, since reading moves no position. `size` is in bytes.
    """

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor
        self.size = os.fstat(descriptor).st_size

    def chunks(self) -> Iterator[bytes]:
        """Its bytes from the beginning, a quarter of a mebibyte at a time."""
        offset = 0
        while chunk := os.pread(self.descriptor, _CHUNK, offset):
            offset += len(chunk)
            yield chunk

    def __del__(self) -> None:
        os.close(self.descriptor)


class Spool(io.RawIOBase):
    """A file to write an answer to; `memory`, `most` and `reserve` are bytes.

    Writing raises LimitError beyond `most`, and when all answers that are written at once leave less than `reserve` of
    the disk: they come from several processes, and what is left is the one number that all of them see.
    """

    def __init__(self, memory: int, most: int, reserve: int = 2**30) -> None:
        super().__init__()
        self._reserve = reserve
        self._looked_at = -_STRIDE
        self._memory = memory
        self._most = most
        self._parts: list[bytes] = []
        self._file: io.RawIOBase | None = None
        self._size = 0

    def writable(self) -> bool:
        """Always."""
        return True

    def write(self, data: Any) -> int:
        """Take some bytes, all of them."""
        taken = bytes(data)
        self._size += len(taken)
        if self._size > self._most:
            raise LimitError(messages.ANSWER_TOO_LONG.of(mebibytes=self._most // 2**20), retry_after=3600)
        if self._size <= self._memory:
            self._parts.append(taken)
            return len(taken)
        try:
            self._store(taken)
        except OSError as error:
            if error.errno not in (errno.ENOSPC, errno.EDQUOT):
                raise
            raise no_room() from error
        return len(taken)

    def _store(self, data: bytes) -> None:
        if self._file is None:
            self._file = tempfile.TemporaryFile(buffering=0, prefix="esgraph-")  # noqa: SIM115
        if self._size - self._looked_at >= _STRIDE:
            self._looked_at = self._size
            disk = os.fstatvfs(self._file.fileno())
            if disk.f_bavail * disk.f_frsize < self._reserve:
                raise no_room()
        for part in (*self._parts, data):
            _write(self._file, part)
        self._parts.clear()

    def finish(self) -> bytes | SpooledFile:
        """What was written."""
        if self._file is None:
            return b"".join(self._parts)
        with self._file:
            return SpooledFile(os.dup(self._file.fileno()))


def no_room() -> LimitError:
    """The error of an answer for which the disk has no room."""
    return LimitError(messages.NO_ROOM, remedy=messages.IN_A_MOMENT, retry_after=60, limit="disk")


def _write(file: io.RawIOBase, data: bytes) -> None:
    # A raw file may take fewer bytes than it is given.
    view = memoryview(data)
    while view:
        view = view[file.write(view) or 0 :]
