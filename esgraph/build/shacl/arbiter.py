"""Turns what pySHACL says of a store into the results that the own engine gives, so that the two can be compared."""

from collections.abc import Iterator

import pyoxigraph as ox
import pyshacl
from rdflib import RDF, SH, Graph
from rdflib.term import Node as RdflibNode

from esgraph.build.shacl.model import Node, Path, Result, Term
from esgraph.build.shacl.reading import path_of
from esgraph.build.shacl.shapes_graph import ShapesGraph
from esgraph.errors import EsgraphError

_OF_PATHS = (
    f"{RDF.first}", f"{RDF.rest}", f"{SH.inversePath}", f"{SH.alternativePath}", f"{SH.zeroOrMorePath}",
    f"{SH.oneOrMorePath}", f"{SH.zeroOrOnePath}",
)  # fmt: skip


def validate(store: ox.Store, shapes: Graph) -> Iterator[Result]:
    """Every result of the default graph of a store by pySHACL, which reads it into memory and is slow."""
    quads = store.quads_for_pattern(None, None, None, ox.DefaultGraph())
    text = ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES)
    conforms, results, told = pyshacl.validate(
        Graph().parse(data=text, format="nt"),
        shacl_graph=shapes,
        inference="none",
        advanced=False,
        do_owl_imports=False,
        meta_shacl=False,
    )
    if not isinstance(results, Graph):
        raise EsgraphError(f"the shapes cannot be applied: {told}")
    report = ShapesGraph(_paths(results))
    found = [_result(results, report, shapes, node) for node in results.subjects(RDF.type, SH.ValidationResult)]
    if not found and not conforms:
        raise EsgraphError(f"the validation failed without a result: {told}")
    yield from found


def _result(results: Graph, report: ShapesGraph, shapes: Graph, node: RdflibNode) -> Result:
    focus, value, path, shape, constraint, component, severity = (
        _term(results.value(node, name))
        for name in (
            SH.focusNode, SH.value, SH.resultPath, SH.sourceShape, SH.sourceConstraint, SH.sourceConstraintComponent,
            SH.resultSeverity,
        )
    )  # fmt: skip
    source = results.value(node, SH.sourceConstraint) or results.value(node, SH.sourceShape)
    # pySHACL drops the language of what a SPARQL constraint says, so the shape is asked.
    messages = list(shapes.objects(source, SH.message)) or list(results.objects(node, SH.resultMessage))
    if focus is None or isinstance(shape, ox.Literal | None):
        raise EsgraphError(f"a result of pySHACL without a focus node or a shape: {focus} {shape}")
    return Result(
        focus,
        None if path is None else _path(report, path),
        value,
        component.value if component else "",
        severity.value if severity else "",
        shape,
        constraint if isinstance(constraint, Node) else None,
        tuple(term for term in map(_term, messages) if isinstance(term, ox.Literal)),
    )


def _paths(graph: Graph) -> Iterator[ox.Triple]:
    text = graph.serialize(format="nt", encoding="utf-8")
    for quad in ox.parse(text, ox.RdfFormat.N_TRIPLES, rename_blank_nodes=False):
        if quad.predicate.value.startswith(_OF_PATHS):
            yield quad.triple


def _path(report: ShapesGraph, path: Term) -> Path:
    return path_of(report, ox.BlankNode(), path)


def _term(node: RdflibNode | None) -> Term | None:
    if node is None:
        return None
    line = f"<a:a> <a:a> {node.n3()} ."
    found = next(iter(ox.parse(line, ox.RdfFormat.TURTLE, rename_blank_nodes=False))).object
    return found if isinstance(found, Term) else None
