"""Turns the graph of an ontology into Terms: each class and property with its labels, neighbours and alignments."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef
from rdflib.term import Node

from esgraph.errors import Text
from esgraph.serve.shapes import texts
from esgraph.vocabulary import ESG

#: Predicates that say how a term stands to one of another vocabulary.
ALIGNMENTS = (
    OWL.equivalentClass, OWL.equivalentProperty, SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch,
    SKOS.relatedMatch,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Alignment:
    """How a term stands to another, `other`; `is_inverse` where the other one says so of this."""

    predicate: str
    other: str
    is_inverse: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """A class or a property; `name` is prefixed, `above` and `below` are what it is a kind of and its kinds."""

    iri: str
    name: str
    labels: Text = field(default_factory=dict)
    definition: Text = field(default_factory=dict)
    example: str = ""
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    ranges: tuple[str, ...] = ()
    is_symmetric: bool = False
    alignments: tuple[Alignment, ...] = ()

    @property
    def is_own(self) -> bool:
        """Whether this ontology defines it."""
        return self.iri.startswith(ESG)

    @property
    def is_class(self) -> bool:
        """Whether it is a class: every vocabulary used here writes classes with a capital letter."""
        return self.local[:1].isupper()

    @property
    def local(self) -> str:
        """Its name without the prefix."""
        return self.name.partition(":")[2]

    @property
    def prefix(self) -> str:
        """The prefix of its name."""
        return self.name.partition(":")[0]

    @property
    def address(self) -> str:
        """The last part of the address of its page: `Award`, but `org:Organization`."""
        return self.local if self.is_own else self.name

    @property
    def anchor(self) -> str:
        """Its place on the page of the ontology: `Award`, as in its own IRI, but `org-Organization`."""
        return self.address.replace(":", "-")


def read(graph: Graph, prefixes: dict[str, str]) -> dict[str, Term]:
    """Every labelled term of an ontology whose namespace has a prefix, by IRI."""
    found = (_term(graph, node, prefixes) for node in set(graph.subjects(RDFS.label)) if isinstance(node, URIRef))
    return {term.iri: term for term in sorted(filter(None, found), key=lambda term: term.name)}


def prefixed(iri: str, prefixes: dict[str, str]) -> str:
    """The prefixed name of an IRI, or "" where none of the prefixes gives one."""
    for prefix, namespace in prefixes.items():
        local = iri.removeprefix(namespace)
        if local and local != iri and "/" not in local and "#" not in local:
            return f"{prefix}:{local}"
    return ""


def _term(graph: Graph, node: URIRef, prefixes: dict[str, str]) -> Term | None:
    name = prefixed(str(node), prefixes)
    if not name:
        return None
    kind_of = (RDFS.subClassOf, RDFS.subPropertyOf)
    return Term(
        iri=str(node),
        name=name,
        labels=texts(graph, node, RDFS.label),
        definition=texts(graph, node, RDFS.comment, SKOS.definition),
        example=str(graph.value(node, SKOS.example) or ""),
        above=_names(value for predicate in kind_of for value in graph.objects(node, predicate)),
        below=_names(value for predicate in kind_of for value in graph.subjects(predicate, node)),
        domains=_names(graph.objects(node, RDFS.domain)),
        ranges=_names(graph.objects(node, RDFS.range)),
        is_symmetric=(node, RDF.type, OWL.SymmetricProperty) in graph,
        alignments=tuple(sorted(_alignments(graph, node), key=lambda one: (one.predicate, one.other))),
    )


def _alignments(graph: Graph, node: URIRef) -> Iterator[Alignment]:
    for predicate in ALIGNMENTS:
        for other in graph.objects(node, predicate):
            yield Alignment(str(predicate), str(other))
        for other in graph.subjects(predicate, node):
            yield Alignment(str(predicate), str(other), is_inverse=True)


def _names(nodes: Iterable[Node]) -> tuple[str, ...]:
    return tuple(sorted({str(node) for node in nodes if isinstance(node, URIRef)}))


def neighbourhood(graph: Graph, iri: str) -> Graph:
    """What an ontology says of a term and with it, and what the terms beside it are called."""
    found, node = Graph(), URIRef(iri)
    for pattern in ((node, None, None), (None, None, node)):
        for triple in graph.triples(pattern):
            found.add(triple)
    for other in {value for triple in found for value in triple if isinstance(value, URIRef)} - {node}:
        for triple in graph.triples((other, RDFS.label, None)):
            found.add(triple)
    return found
