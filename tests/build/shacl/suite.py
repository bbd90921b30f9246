"""Turns results of the engine into the report graph that the W3C suite compares (SHACL, section 3.6)."""

import pyoxigraph as ox
from rdflib import RDF, SH, XSD, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from esgraph.build.shacl import Path, read, validate
from esgraph.build.shacl.model import Alternative, Inverse, Predicate, Repeated, Sequence, Term


def store_of(text: str) -> ox.Store:
    """Turtle as the default graph of a store."""
    store = ox.Store()
    store.extend(ox.parse(text, ox.RdfFormat.TURTLE))
    return store


def engine(data: str, shapes: str) -> tuple[bool, Graph]:
    """What the suite calls: Turtle of data and shapes to whether they conform, and the report."""
    found = list(validate(store_of(data), read(quad.triple for quad in ox.parse(shapes, ox.RdfFormat.TURTLE))))
    graph, report = Graph(), BNode()
    graph.add((report, RDF.type, SH.ValidationReport))
    graph.add((report, SH.conforms, Literal(not found)))
    for result in found:
        node = BNode()
        graph.add((report, SH.result, node))
        graph.add((node, RDF.type, SH.ValidationResult))
        graph.add((node, SH.focusNode, term(result.focus)))
        graph.add((node, SH.sourceShape, term(result.source_shape)))
        graph.add((node, SH.sourceConstraintComponent, URIRef(result.component)))
        graph.add((node, SH.resultSeverity, URIRef(result.severity)))
        if result.value is not None:
            graph.add((node, SH.value, term(result.value)))
        if result.path is not None:
            graph.add((node, SH.resultPath, path(graph, result.path)))
    return not found, graph


def term(node: Term) -> Node:
    if isinstance(node, ox.NamedNode):
        return URIRef(node.value)
    if isinstance(node, ox.BlankNode):
        return BNode(node.value)
    plain = node.language or node.datatype.value == str(XSD.string)
    datatype = None if plain else URIRef(node.datatype.value)
    return Literal(node.value, lang=node.language, datatype=datatype, normalize=False)


def path(graph: Graph, value: Path) -> Node:
    """A path as a shapes graph writes it (SHACL, section 2.3.1)."""
    node = BNode()
    match value:
        case Predicate(iri):
            return URIRef(iri)
        case Sequence(parts):
            Collection(graph, node, [path(graph, part) for part in parts])
        case Alternative(parts):
            listed = BNode()
            Collection(graph, listed, [path(graph, part) for part in parts])
            graph.add((node, SH.alternativePath, listed))
        case Inverse(inner):
            graph.add((node, SH.inversePath, path(graph, inner)))
        case Repeated(inner, least, endless):
            name = (SH.zeroOrMorePath, SH.oneOrMorePath)[least] if endless else SH.zeroOrOnePath
            graph.add((node, name, path(graph, inner)))
    return node
