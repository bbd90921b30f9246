"""Turns a named graph into a file of any format, however long; those that keep names of graphs have this one's."""

from collections.abc import Iterable, Iterator
from itertools import chain

from flask import Response

from esgraph.errors import BackendError
from esgraph.serve import documents, negotiation
from esgraph.serve.conditional import entity_tag, not_modified
from esgraph.serve.negotiation import Format
from esgraph.serve.site import site
from esgraph.serve.store import Answer, Query

_NTRIPLES = "application/n-triples"
#: Ends every line of N-Triples, and stands in none: in a literal a line's end is written as `\\n`.
_END = b" .\n"


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
        response = documents.sent(answer.body, chosen.content_type)
    else:
        body, size = (_quads if chosen.suffix == "nq" else _block)(answer, iri)
        response = Response(body)
        # Told beforehand, or the server would have to collect all of it.
        response.content_length = size
        response.headers["Content-Type"] = chosen.content_type
    response.set_etag(tag)
    return response


def _quads(answer: Answer, iri: str) -> tuple[Iterable[bytes], int]:
    """N-Triples as N-Quads (section 2 of either recommendation): every line gets the name of the graph."""
    ending = f" <{iri}>".encode()

    def lines() -> Iterator[bytes]:
        rest = b""
        for part in answer.parts():
            whole, _, rest = (rest + part).rpartition(b"\n")
            if whole:
                yield (whole + b"\n").replace(_END, ending + _END)
        if rest:
            raise BackendError("the store's answer ends within a statement")

    number = sum(part.count(b"\n") for part in answer.parts())
    return lines(), answer.size + number * len(ending)


def _block(answer: Answer, iri: str) -> tuple[Iterable[bytes], int]:
    """N-Triples as TriG (section 2.2): they are Turtle, in the block of the graph."""
    begin, end = f"<{iri}> {{\n".encode(), b"}\n"
    return chain([begin], answer.parts(), [end]), len(begin) + answer.size + len(end)
