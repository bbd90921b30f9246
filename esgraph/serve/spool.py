"""Turns the bytes of an answer into memory while they are few and into a file without a name when they are many."""

import io
import os
import tempfile
from collections.abc import Iterator
from typing import Any

from esgraph.errors import LimitError

_CHUNK = 1 << 18


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
    """A file to write an answer to; `memory` and `most` are bytes.

    Writing raises LimitError beyond `most`.
    """

    def __init__(self, memory: int, most: int) -> None:
        super().__init__()
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
            raise LimitError(f"the answer has more than {self._most // 2**20} MiB", retry_after=3600)
        if self._file is None and self._size > self._memory:
            self._file = tempfile.TemporaryFile(buffering=0, prefix="esgraph-")  # noqa: SIM115
            for part in self._parts:
                _write(self._file, part)
            self._parts.clear()
        if self._file is None:
            self._parts.append(taken)
        else:
            _write(self._file, taken)
        return len(taken)

    def finish(self) -> bytes | SpooledFile:
        """What was written."""
        if self._file is None:
            return b"".join(self._parts)
        with self._file:
            return SpooledFile(os.dup(self._file.fileno()))


def _write(file: io.RawIOBase, data: bytes) -> None:
    # A raw file may take fewer bytes than it is given.
    view = memoryview(data)
    while view:
        view = view[file.write(view) or 0 :]
