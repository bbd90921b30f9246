"""Turns the number of a page and the size of a list into links to the pages around it."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paging:
    """Page `number` (from 1) of a list of `total` entries, `size` on each page.

    `turn` gives the address of a page; of the first, which needs no number, it is asked with None.
    """

    number: int
    total: int
    size: int
    turn: Callable[[int | None], str]

    @property
    def offset(self) -> int:
        """How many entries stand on the pages before."""
        return (self.number - 1) * self.size

    @property
    def pages(self) -> int:
        """How many pages there are; an empty list has one."""
        return max(1, -(-self.total // self.size))

    @property
    def previous(self) -> str:
        """The address of the page before; "" for the first."""
        return self.turn(self.number - 1 if self.number > 2 else None) if self.number > 1 else ""

    @property
    def next(self) -> str:
        """The address of the page after; "" for the last."""
        return self.turn(self.number + 1) if self.number < self.pages else ""
