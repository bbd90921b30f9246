"""Turns the questions and prefixes of a dataset into SPARQL examples as SHACL has them, for the editors of others.

An example is a `sh:SPARQLExecutable` (SHACL Advanced Features, and the convention of SIB's sparql-examples, which their
editor asks an endpoint for); a prefix is a `sh:PrefixDeclaration` (SHACL, section 5.2.1).
"""

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from esgraph.errors import LANGUAGES
from esgraph.question import Question
from esgraph.vocabulary import RDF, RDFS, SCHEMA, SH, XSD, prefixes

_TYPE = ox.NamedNode(f"{RDF}type")
#: The class and the property for each form of a query; SHACL has none for DESCRIBE.
_FORMS = {
    "SELECT": ("SPARQLSelectExecutable", "select"),
    "CONSTRUCT": ("SPARQLConstructExecutable", "construct"),
    "ASK": ("SPARQLAskExecutable", "ask"),
}


def declarations(base: str) -> Iterator[ox.Triple]:
    """The prefixes of a dataset, below `{base}catalogue#prefixes`."""
    every = ox.NamedNode(f"{base}catalogue#prefixes")
    for prefix, namespace in prefixes(base).items():
        one = ox.NamedNode(f"{base}catalogue#prefix-{prefix}")
        yield ox.Triple(every, ox.NamedNode(f"{SH}declare"), one)
        yield ox.Triple(one, _TYPE, ox.NamedNode(f"{SH}PrefixDeclaration"))
        yield ox.Triple(one, ox.NamedNode(f"{SH}prefix"), ox.Literal(prefix))
        yield ox.Triple(
            one, ox.NamedNode(f"{SH}namespace"), ox.Literal(namespace, datatype=ox.NamedNode(f"{XSD}anyURI"))
        )


def examples(questions: Iterable[Question], base: str, endpoint: str) -> Iterator[ox.Triple]:
    """The questions as examples for an endpoint, every parameter at its default; each is `{base}questions/{slug}`."""
    for question in questions:
        if question.form not in _FORMS:
            continue
        kind, prop = _FORMS[question.form]
        node = ox.NamedNode(f"{base}questions/{question.slug}")
        yield ox.Triple(node, _TYPE, ox.NamedNode(f"{SH}SPARQLExecutable"))
        yield ox.Triple(node, _TYPE, ox.NamedNode(f"{SH}{kind}"))
        yield ox.Triple(node, ox.NamedNode(f"{SH}{prop}"), ox.Literal(question.query))
        yield ox.Triple(node, ox.NamedNode(f"{SH}prefixes"), ox.NamedNode(f"{base}catalogue#prefixes"))
        yield ox.Triple(node, ox.NamedNode(f"{SCHEMA}target"), ox.NamedNode(endpoint))
        for language in LANGUAGES:
            words = ox.Literal(question.title(language), language=language)
            yield ox.Triple(node, ox.NamedNode(f"{RDFS}comment"), words)
