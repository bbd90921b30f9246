"""Turns triples into Turtle whose bytes are the same every time."""

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox


def write(triples: Iterable[ox.Triple], prefixes: dict[str, str], path: Path) -> None:
    """Write Turtle in a fixed order, subjects grouped."""
    ordered = sorted(triples, key=str)
    text = ox.serialize(ordered, format=ox.RdfFormat.TURTLE, prefixes=prefixes) or b""
    # The engine declares prefixes in an order of its own; readers and other versions of it want the alphabet's.
    lines = text.splitlines(keepends=True)
    declared = [line for line in lines if line.startswith(b"@prefix ")]
    path.write_bytes(b"".join(sorted(declared) + lines[len(declared) :]))
