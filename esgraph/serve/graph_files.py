"""Turns the N-Quads of a release into a file of N-Triples for each graph and for their union, counted and hashed."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pyoxigraph as ox

from esgraph.errors import ReleaseError
from esgraph.serve import messages
from esgraph.vocabulary import XSD

_BUFFER = 1 << 23
_BITS = 1 << 256
_INTEGERS = {
    f"{XSD}{name}" for name in (
        "integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger", "nonPositiveInteger",
        "negativeInteger", "unsignedInt", "unsignedLong", "unsignedShort", "unsignedByte",
    )
}  # fmt: skip


@dataclass(slots=True)
class Digest:
    """The number of statements and a hash that does not depend on their order: the sum of the SHA-256 of each."""

    count: int = 0
    total: int = 0

    def add(self, line: bytes) -> None:
        """Take a statement as canonical N-Triples, without its full stop."""
        self.count += 1
        self.total = (self.total + int.from_bytes(hashlib.sha256(line).digest(), "big")) % _BITS

    @property
    def hex(self) -> str:
        """The hash, 64 hex digits."""
        return f"{self.total:064x}"


@dataclass(frozen=True, slots=True)
class GraphFile:
    """A graph as sorted N-Triples."""

    iri: str
    path: Path
    digest: Digest = field(default_factory=Digest)

    def bodies(self, size: int) -> Iterator[bytes]:
        """Its lines, in parts of about `size` bytes."""
        with self.path.open("rb") as stream:
            while lines := stream.readlines(size):
                yield b"".join(lines)

    def triples(self) -> Iterator[ox.Triple]:
        """Its statements."""
        return (quad.triple for quad in ox.parse(path=self.path, format=ox.RdfFormat.N_TRIPLES))


def split(nquads: Path, union: str, directory: Path) -> dict[str, GraphFile]:
    """Write a file for each graph to `directory`, and one named `union` for all, within some MiB of memory.

    Raises ReleaseError for a line outside of a named graph.
    """
    files = {union: GraphFile(union, directory / "union.nt")}
    waiting: dict[str, list[bytes]] = defaultdict(list)
    size, before = 0, b""
    with nquads.open("rb") as stream:
        for line in stream:
            triple, _, rest = line.rpartition(b" <")
            if not rest.endswith(b"> .\n"):
                raise ReleaseError(messages.GRAPHLESS, where=str(nquads), remedy=messages.BUILD_AGAIN)
            graph = rest[:-4].decode()
            if graph not in files:
                files[graph] = GraphFile(graph, directory / f"{len(files)}.nt")
            # Lines are sorted, so those that differ only in their graph follow one another.
            for name in (graph,) if triple == before else (graph, union):
                files[name].digest.add(triple)
                waiting[name].append(triple + b" .\n")
                size += len(triple)
            before = triple
            if size > _BUFFER:
                _write(waiting, files)
                size = 0
    _write(waiting, files)
    return files


def _write(waiting: dict[str, list[bytes]], files: dict[str, GraphFile]) -> None:
    for name, lines in waiting.items():
        with files[name].path.open("ab") as stream:
            stream.writelines(lines)
    waiting.clear()


def digest(triples: Iterable[ox.Triple]) -> Digest:
    """The digest of statements."""
    result = Digest()
    for triple in triples:
        result.add(str(triple).encode())
    return result


def normalised(triple: ox.Triple) -> ox.Triple:
    """A statement with the literal that stands for its value: servers may keep numbers and booleans as values.

    Oxigraph keeps every kind of integer as xsd:integer, Virtuoso "1.50" as 1.5; which string was written is lost there.
    """
    value = triple.object
    if not isinstance(value, ox.Literal) or value.language:
        return triple
    kind, text = value.datatype.value, value.value
    try:
        if kind in _INTEGERS:
            literal = ox.Literal(str(int(text)), datatype=ox.NamedNode(f"{XSD}integer"))
        elif kind == f"{XSD}decimal":
            literal = ox.Literal(f"{Decimal(text).normalize():f}", datatype=value.datatype)
        elif kind in (f"{XSD}double", f"{XSD}float"):
            literal = ox.Literal(repr(float(text)), datatype=value.datatype)
        elif kind == f"{XSD}boolean" and text in ("0", "1"):
            literal = ox.Literal("true" if text == "1" else "false", datatype=value.datatype)
        else:
            return triple
    except (ValueError, InvalidOperation):
        return triple
    return ox.Triple(triple.subject, triple.predicate, literal)
