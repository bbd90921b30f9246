"""Turns a named graph into a file of any format, however long, with the same bytes each time."""

import errno
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Final, cast

import pyoxigraph as ox
from flask import Response

from esgraph.dumps import formats, ordering
from esgraph.dumps.formats import FORMATS
from esgraph.errors import BackendError
from esgraph.serve import documents
from esgraph.serve.conditional import entity_tag, not_modified
from esgraph.serve.negotiation import Format
from esgraph.serve.site import site
from esgraph.serve.spool import Spool, no_room
from esgraph.serve.store import Query

#: Bytes of statements that are sorted in memory; several may be asked for at once.
_PIECE: Final = 1 << 24


def respond(iri: str, chosen: Format) -> Response:
    """The graph in a format, or word that the client has it already.

    Statements are in the order of the dumps, which the store does not keep; formats that keep names of graphs have the
    name of this one.
    """
    tag = entity_tag("graph", iri, chosen.content_type)
    if response := not_modified(tag):
        return response
    # CONSTRUCT gives triples only.
    text = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{iri}> {{ ?s ?p ?o }} }}"
    answer = site().store.query(Query(text), formats.NTRIPLES.media_type)
    spool = site().settings.spool()
    with TemporaryDirectory(prefix="esgraph-") as scratch:
        try:
            lines = ordering.sort(_lines(answer.parts()), Path(scratch), most=_PIECE)
            _write(lines, iri, FORMATS[chosen.suffix], spool)
        except OSError as error:
            if error.errno not in (errno.ENOSPC, errno.EDQUOT):
                raise
            raise no_room() from error
    response = documents.sent(spool.finish(), chosen.content_type)
    response.set_etag(tag)
    return response


def _lines(parts: Iterable[bytes]) -> Iterator[bytes]:
    """The lines of an answer that comes in parts."""
    rest = b""
    for part in parts:
        *whole, rest = (rest + part).split(b"\n")
        yield from (line + b"\n" for line in whole)
    if rest:
        raise BackendError("the store's answer ends within a statement")


def _write(lines: Iterable[bytes], iri: str, form: formats.Format, spool: Spool) -> None:
    """Write sorted N-Triples as a format."""
    if form is formats.NTRIPLES:
        for line in lines:
            spool.write(line)
    elif form is formats.NQUADS:
        ending = f" <{iri}> .\n".encode()
        for line in lines:
            spool.write(line.removesuffix(b" .\n") + ending)
    else:
        read, name = formats.triples(lines), ox.NamedNode(iri)
        named = (ox.Quad(triple.subject, triple.predicate, triple.object, name) for triple in read)
        formats.write(named if form is formats.TRIG else read, form, site().base, cast("IO[bytes]", spool))
