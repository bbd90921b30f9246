"""Turns a file of sorted lines into those that begin in some way, and into a file with lines taken out and put in."""

import heapq
import mmap
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType


class SortedLines:
    """A file of sorted lines that is not empty, in which lines are found by bisection; to be used in `with`."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as stream:
            self._bytes = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)

    def __enter__(self) -> "SortedLines":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bytes.close()

    def place(self, wanted: bytes) -> int:
        """Where the first line begins that is not before `wanted`; the size of the file if there is none."""
        low, high = 0, len(self._bytes)
        while low < high:
            start = self._bytes.rfind(b"\n", low, (low + high) // 2) + 1 or low
            end = self._bytes.find(b"\n", start) + 1
            if self._bytes[start:end] < wanted:
                low = end
            else:
                high = start
        return low

    def starting(self, prefix: bytes) -> Iterator[bytes]:
        """The lines that begin with a prefix."""
        start = self.place(prefix)
        while self._bytes[start : start + len(prefix)] == prefix and start < len(self._bytes):
            end = self._bytes.find(b"\n", start) + 1
            yield self._bytes[start:end]
            start = end

    def __contains__(self, line: bytes) -> bool:
        start = self.place(line)
        return self._bytes[start : start + len(line)] == line

    def spliced(self, removed: Iterable[bytes], added: Iterable[bytes], target: Path) -> None:
        """Write the file without some of its lines and with others, which are not in it."""
        changes = heapq.merge(((line, False) for line in sorted(removed)), ((line, True) for line in sorted(added)))
        start = 0
        with target.open("wb") as out, memoryview(self._bytes) as view:
            for line, is_added in changes:
                end = self.place(line)
                out.write(view[start:end])
                start = end if is_added else end + len(line)
                if is_added:
                    out.write(line)
            out.write(view[start:])
