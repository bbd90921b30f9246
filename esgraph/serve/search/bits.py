"""Turns sets of small numbers into rows of bits, which combine and count in one step, and back."""

from collections.abc import Iterable, Iterator

from esgraph.search_index import as_bits

#: Which bits of a byte are set.
_SET = tuple(tuple(bit for bit in range(8) if byte >> bit & 1) for byte in range(256))


def of(numbers: Iterable[int]) -> int:
    """The set of some numbers."""
    return int.from_bytes(as_bits(numbers), "little")


def members(row: int) -> Iterator[int]:
    """The numbers of a set, ascending."""
    for place, byte in enumerate(row.to_bytes((row.bit_length() + 7) // 8, "little")):
        if byte:
            for bit in _SET[byte]:
                yield place * 8 + bit
