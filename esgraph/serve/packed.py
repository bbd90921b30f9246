"""Turns a long list of rows into compressed blocks: little to remember, and any page of it at once."""

import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from esgraph.serve.collation import alphabetical

#: Rows of a block, which is what one page costs to unpack.
_BLOCK = 500

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Packed:
    """Rows of texts in a fixed order; IRIs of one kind take a tenth of their length."""

    blocks: tuple[bytes, ...]
    total: int

    @classmethod
    def of(cls, rows: Iterable[Row]) -> "Packed":
        """Pack rows, in the order in which they come."""
        total, blocks, remaining = 0, list[bytes](), iter(rows)
        while block := list(islice(remaining, _BLOCK)):
            total += len(block)
            blocks.append(zlib.compress(json.dumps(block, ensure_ascii=False).encode(), level=1))
        return cls(tuple(blocks), total)

    @property
    def weight(self) -> int:
        """Bytes that it takes."""
        return sum(map(len, self.blocks))

    def __len__(self) -> int:
        return self.total

    def page(self, offset: int, size: int) -> list[Row]:
        """At most `size` rows from the one at `offset` (from 0) on."""
        first = offset // _BLOCK
        rows = [tuple(row) for block in self.blocks[first : -(-(offset + size) // _BLOCK)] for row in _unpacked(block)]
        return rows[offset - first * _BLOCK :][:size]


#: No rows.
EMPTY = Packed((), 0)


def in_order(rows: Iterable[Sequence[str]]) -> Packed:
    """Rows of IRI, name and date as the IRIs, each once: the latest date first, else by name."""
    keys: dict[str, tuple[str, str]] = {}
    for iri, name, date in rows:
        key = alphabetical(name)
        known, latest = keys.get(iri, (key, date))
        keys[iri] = min(known, key), max(latest, date)
    by_name = sorted(keys, key=lambda iri: (keys[iri][0], iri))
    return Packed.of((iri,) for iri in sorted(by_name, key=lambda iri: keys[iri][1], reverse=True))


def _unpacked(block: bytes) -> list[list[str]]:
    rows: list[list[str]] = json.loads(zlib.decompress(block))
    return rows
