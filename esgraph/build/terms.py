"""Turns texts into RDF terms in the form of N-Triples, with literals as the store keeps them."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice

import pyoxigraph as ox

#: Statements that are written at once.
_SOME = 100_000

#: A statement without its graph: subject, predicate and object as N-Triples writes them, with a space between.
Row = str


def iri(value: str) -> str:
    """An IRI that is known to be one."""
    return f"<{value}>"


def text(value: str, language: str = "") -> str:
    """A plain literal, or one in a language."""
    return str(ox.Literal(value, language=language) if language else ox.Literal(value))


@lru_cache(maxsize=4096)
def typed(value: str, datatype: str) -> str:
    """A literal of a datatype, with its value in the one form that the store has for it: 52.10 is 52.1.

    So dumps and queries agree.
    """
    node = ox.NamedNode("urn:esgraph:any")
    store = ox.Store()
    store.add(ox.Quad(node, node, ox.Literal(value, datatype=ox.NamedNode(datatype))))
    return str(next(iter(store)).object)


def lines(triples: Iterable[ox.Triple], graph: str) -> Iterator[bytes]:
    """Triples as lines of N-Quads of one graph."""
    node = ox.NamedNode(graph)
    quads = (ox.Quad(triple.subject, triple.predicate, triple.object, node) for triple in triples)
    while some := list(islice(quads, _SOME)):
        yield from (ox.serialize(some, format=ox.RdfFormat.N_QUADS) or b"").splitlines(keepends=True)
