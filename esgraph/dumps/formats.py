"""Turns statements in order into a file of one of the RDF formats, as they come."""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import IO, Any, Final, cast

import pyoxigraph as ox

from esgraph.dumps import rdf_xml
from esgraph.vocabulary import prefixes


@dataclass(frozen=True, slots=True)
class Format:
    """A format of RDF; `keeps_graphs` where a statement says in which graph it is."""

    suffix: str
    name: str
    media_type: str
    keeps_graphs: bool
    engine: ox.RdfFormat


NQUADS: Final = Format("nq", "N-Quads", "application/n-quads", True, ox.RdfFormat.N_QUADS)
TRIG: Final = Format("trig", "TriG", "application/trig", True, ox.RdfFormat.TRIG)
JSON_LD: Final = Format("jsonld", "JSON-LD", "application/ld+json", True, ox.RdfFormat.JSON_LD)
TURTLE: Final = Format("ttl", "Turtle", "text/turtle", False, ox.RdfFormat.TURTLE)
NTRIPLES: Final = Format("nt", "N-Triples", "application/n-triples", False, ox.RdfFormat.N_TRIPLES)
RDF_XML: Final = Format("rdf", "RDF/XML", "application/rdf+xml", False, ox.RdfFormat.RDF_XML)

#: By suffix: those that keep the graphs first.
FORMATS: Final = {form.suffix: form for form in (NQUADS, TRIG, JSON_LD, TURTLE, NTRIPLES, RDF_XML)}

_WITH_PREFIXES: Final = (TURTLE, TRIG)
#: Lines that are parsed at once.
_BATCH: Final = 10_000


def write(statements: Iterable[ox.Quad] | Iterable[ox.Triple], form: Format, base: str, out: IO[bytes]) -> None:
    """Write statements of a dataset with this base IRI in their order, which is that of subjects and of graphs.

    Turtle, TriG and RDF/XML get the dataset's prefixes by alphabet. JSON-LD is in expanded form (JSON-LD 1.1, section
    5.1), which needs no context.
    Raises ReleaseError for what RDF/XML cannot hold.
    """
    if form is RDF_XML:
        return rdf_xml.write(cast("Iterable[ox.Triple]", statements), prefixes(base), out)
    if form not in _WITH_PREFIXES:
        ox.serialize(statements, out, format=form.engine)
        return None
    return write_prefixed(statements, form, prefixes(base), out)


def write_prefixed(
    statements: Iterable[ox.Quad] | Iterable[ox.Triple], form: Format, names: dict[str, str], out: IO[bytes]
) -> None:
    """Write Turtle or TriG with prefixes by alphabet, statements in their order."""
    ordered = _PrefixesFirst(out)
    ox.serialize(statements, cast("IO[bytes]", ordered), format=form.engine, prefixes=names)
    ordered.finish()


@dataclass(frozen=True, slots=True)
class Frame:
    """What a file of a format has before, between and behind the statements of its pieces."""

    head: bytes
    between: bytes
    tail: bytes

    def inside(self, document: bytes) -> bytes:
        """The statements of a document of this format. Raises ValueError if it has another frame."""
        if not (document.startswith(self.head) and document.endswith(self.tail)):
            raise ValueError(f"a document begins with {document[:80]!r}, and not with {self.head[:80]!r}")
        return document[len(self.head) : len(document) - len(self.tail)]


def frame(form: Format, base: str) -> Frame:
    """The frame of the files that `write` makes of at least one statement."""
    names = prefixes(base)
    if form is RDF_XML:
        return Frame(rdf_xml.head(names), b"", rdf_xml.TAIL)
    if form in _WITH_PREFIXES:
        declared = sorted(f"@prefix {prefix}: <{iri}> .\n".encode() for prefix, iri in names.items())
        return Frame(b"".join(declared), b"", b"")
    return Frame(b"[", b",\n", b"]") if form is JSON_LD else Frame(b"", b"", b"")


def triples(lines: Iterable[bytes]) -> Iterator[ox.Triple]:
    """The statements of lines of N-Triples, in their order."""
    waiting = iter(lines)
    while batch := b"".join(islice(waiting, _BATCH)):
        for quad in ox.parse(batch, format=ox.RdfFormat.N_TRIPLES):
            yield quad.triple


_DECLARATION: Final = b"@prefix "


class _PrefixesFirst(io.RawIOBase):
    """A file that passes on what is written, the declarations of prefixes at its beginning by alphabet.

    The engine declares them in an order of its own; readers and other versions of it want the alphabet's.
    """

    def __init__(self, out: IO[bytes]) -> None:
        super().__init__()
        self._out = out
        self._head: bytearray | None = bytearray()

    def writable(self) -> bool:
        """Always."""
        return True

    def write(self, data: Any) -> int:
        """Take some bytes, all of them."""
        taken = bytes(data)
        if self._head is None:
            self._out.write(taken)
        else:
            self._head += taken
            whole = self._head[: self._head.rfind(b"\n") + 1].splitlines()
            if any(not line.startswith(_DECLARATION) for line in whole):
                self.finish()
        return len(taken)

    def finish(self) -> None:
        """Write what has waited for its end."""
        if self._head is None:
            return
        lines = bytes(self._head).splitlines(keepends=True)
        count = next((at for at, line in enumerate(lines) if not line.startswith(_DECLARATION)), len(lines))
        self._head = None
        self._out.write(b"".join(sorted(lines[:count]) + lines[count:]))
