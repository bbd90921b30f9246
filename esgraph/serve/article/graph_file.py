"""Turns a named graph into a file of any format, however long; those that keep names of graphs have this one's."""

from collections.abc import Iterable, Iterator

from flask import Response

from esgraph.serve import negotiation
from esgraph.serve.conditional import entity_tag, not_modified
from esgraph.serve.negotiation import Format
from esgraph.serve.site import site
from esgraph.serve.store import Answer, Query

_NTRIPLES = "application/n-triples"


def respond(iri: str, chosen: Format) -> Response:
    """The graph in a format, or word that the client has it already."""
    tag = entity_tag("graph", iri, chosen.content_type)
    if response := not_modified(tag):
        return response
    keeps_names = chosen in negotiation.DATASETS
    text = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{iri}> {{ ?s ?p ?o }} }}"
    # CONSTRUCT gives triples only; N-Triples, line by line, become either format of graphs with names.
    answer = site().store.query(Query(text), _NTRIPLES if keeps_names else chosen.media_type)
    if not keeps_names:
        response = Response(_chunks(answer))
        response.content_length = answer.size
    elif chosen.suffix == "nq":
        response = Response(_quads(_chunks(answer), iri))
    else:
        response = Response(_block(_chunks(answer), iri))
    response.headers["Content-Type"] = chosen.content_type
    response.set_etag(tag)
    return response


def _chunks(answer: Answer) -> Iterable[bytes]:
    return [answer.body] if isinstance(answer.body, bytes) else answer.body.chunks()


def _quads(chunks: Iterable[bytes], iri: str) -> Iterator[bytes]:
    """N-Triples as N-Quads (section 2 of either recommendation): every line gets the name of the graph."""
    ending = f" <{iri}> .\n".encode()
    rest = b""
    for chunk in chunks:
        *lines, rest = (rest + chunk).split(b"\n")
        yield b"".join(line.removesuffix(b" .") + ending for line in lines if line)
    if rest:
        yield rest.removesuffix(b" .") + ending


def _block(chunks: Iterable[bytes], iri: str) -> Iterator[bytes]:
    """N-Triples as TriG (section 2.2): they are Turtle, in the block of the graph."""
    yield f"<{iri}> {{\n".encode()
    yield from chunks
    yield b"}\n"
