"""Turns texts into RDF terms in the form of N-Triples, with literals as the store keeps them."""

from functools import lru_cache

import pyoxigraph as ox

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
