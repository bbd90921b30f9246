"""Turns a Neighbourhood into RDF: the same statements in every format, and the same that the page tells."""

import pyoxigraph as ox

from esgraph.serve.article.neighbourhood import Neighbourhood, Term
from esgraph.serve.oxigraph import GRAPHS, WITH_PREFIXES
from esgraph.vocabulary import prefixes


def serialize(near: Neighbourhood, media_type: str) -> bytes:
    """Everything that was read, in one of the formats of `negotiation.GRAPHS`, in a fixed order."""
    triples = [
        ox.Triple(ox.NamedNode(subject), ox.NamedNode(prop), _term(term)) for subject, prop, term in near.statements()
    ]
    chosen = GRAPHS[media_type]
    used = prefixes(near.base) if chosen in WITH_PREFIXES else None
    return ox.serialize(triples, format=chosen, prefixes=used) or b""


def left_out(near: Neighbourhood) -> int:
    """How many statements about the thing itself were not read, because there are many of their property."""
    return sum(
        max(0, number - (len(near.terms(near.iri, prop)) if way == "out" else len(near.subjects(near.iri, prop))))
        for (way, prop), number in near.extent.items()
        if way == "out" or (way == "in" and prop in near.pointing(near.iri))
    )


def _term(term: Term) -> ox.NamedNode | ox.Literal:
    if term.is_iri:
        return ox.NamedNode(term.value)
    if term.language:
        return ox.Literal(term.value, language=term.language)
    return ox.Literal(term.value, datatype=ox.NamedNode(term.datatype))
