"""Turns IRIs and texts into the statements that a catalogue consists of."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from typing import Any

import pyoxigraph as ox

from esgraph.vocabulary import RDF, XSD

_TYPE = f"{RDF}type"
_LOCAL_NAME = re.compile(r"[A-Za-z0-9_-]+")


def link(subject: str, predicate: str, target: str) -> ox.Triple:
    """A statement whose value is a thing."""
    return ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), ox.NamedNode(target))


def links(subject: str, predicate: str, targets: Iterable[str]) -> set[ox.Triple]:
    """A statement for each value; none for a value that is ""."""
    return {link(subject, predicate, target) for target in targets if target}


def types(subject: str, *classes: str) -> set[ox.Triple]:
    """The classes of a thing."""
    return links(subject, _TYPE, classes)


def text(subject: str, predicate: str, value: str, datatype: str = "string") -> ox.Triple:
    """A statement whose value is a literal of an XSD datatype."""
    literal = ox.Literal(value, datatype=ox.NamedNode(f"{XSD}{datatype}"))
    return ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), literal)


def number(subject: str, predicate: str, value: int) -> ox.Triple:
    """A statement whose value is a count."""
    return text(subject, predicate, str(value), "integer")


def translations(subject: str, predicate: str, texts: Mapping[Any, str]) -> set[ox.Triple]:
    """A statement in each language, which is the key of its text."""
    node, prop = ox.NamedNode(subject), ox.NamedNode(predicate)
    return {ox.Triple(node, prop, ox.Literal(words, language=language)) for language, words in texts.items()}


def part_name(iri: str, names: Mapping[str, str]) -> str:
    """`org-Organization` for org:Organization, by `names` of namespaces; for any other IRI the beginning of a hash."""
    cut = max(iri.rfind("#"), iri.rfind("/")) + 1
    prefix, local = names.get(iri[:cut], ""), iri[cut:]
    if prefix and _LOCAL_NAME.fullmatch(local):
        return f"{prefix}-{local}"
    return hashlib.sha256(iri.encode()).hexdigest()[:12]
