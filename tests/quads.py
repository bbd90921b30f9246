"""Writes quads for tests as a release has them."""

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from esgraph.dumps import ordering


def write_nquads(quads: Iterable[ox.Quad], path: Path) -> int:
    """Write canonical N-Quads (sorted by code point, one statement a line); returns the number of statements."""
    lines = sorted(set((ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"").splitlines(keepends=True)))
    path.write_bytes(b"".join(lines))
    return len(lines)


def write_union(nquads: Path, path: Path) -> int:
    """Write the union of sorted N-Quads as N-Triples; returns the number of statements."""
    lines = list(ordering.union(nquads.read_bytes().splitlines(keepends=True)))
    path.write_bytes(b"".join(lines))
    return len(lines)
