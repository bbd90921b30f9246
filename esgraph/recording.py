"""Turns values that are slow to work out into a file from which they are read when they are asked for again."""

import json
from collections.abc import Iterable, Iterator
from typing import IO, Generic, TypeVar

Value = TypeVar("Value")


class Recording(Generic[Value]):
    """A file that is empty at first, and then has what went through it once to its end, as JSON has it.

    One at a time may record or read.
    """

    def __init__(self, file: IO[str]) -> None:
        self._file = file
        #: Whether values went through it to their end.
        self.is_whole = False

    def through(self, values: Iterable[Value]) -> Iterator[Value]:
        """The values as they are given, each recorded."""
        self.is_whole = False
        self._file.seek(0)
        self._file.truncate()
        for one in values:
            self._file.write(f"{json.dumps(one)}\n")
            yield one
        self.is_whole = True

    def __iter__(self) -> Iterator[Value]:
        """The values as they were recorded. Raises ValueError unless it is whole."""
        if not self.is_whole:
            raise ValueError("nothing was recorded to its end")
        self._file.seek(0)
        yield from map(json.loads, self._file)
