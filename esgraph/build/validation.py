"""Turns a Dataset and SHACL shapes into a Report, with pySHACL as the engine."""

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
from pyshacl import validate as shacl_validate
from rdflib import RDF, SH, Graph, Literal, URIRef
from rdflib.term import Node

from esgraph.build.dataset import Dataset
from esgraph.build.origins import Origins
from esgraph.build.report import Finding, Report, Severity
from esgraph.errors import LANGUAGES, EsgraphError, Location, Text
from esgraph.vocabulary import PREFIXES

_SEVERITIES: dict[Node | None, Severity] = {SH.Violation: "Violation", SH.Warning: "Warning", SH.Info: "Info"}


def read_shapes(directory: Path) -> Graph:
    """Every Turtle file below a directory as one shapes graph. Raises EsgraphError for broken Turtle."""
    shapes = Graph()
    for path in sorted(directory.rglob("*.ttl")):
        try:
            shapes.parse(path, format="turtle")
        except Exception as error:
            raise EsgraphError(f"not valid Turtle: {error}", where=str(path)) from error
    return shapes


def validate(dataset: Dataset, shapes: Graph) -> Report:
    """Validate the union of all graphs (SHACL, section 3.4); results carry the file and line of the fact."""
    data = to_rdflib(dataset.triples())
    conforms, results, text = shacl_validate(
        data, shacl_graph=shapes, inference="none", advanced=False, do_owl_imports=False, meta_shacl=False
    )
    if not isinstance(results, Graph):
        raise EsgraphError(f"the shapes cannot be applied: {text}")
    findings = sorted(_findings(results, data, shapes, dataset.origins), key=Finding.sort_key)
    report = Report(tuple(findings), _turtle(findings))
    if not findings and not conforms:
        raise EsgraphError(f"the validation failed without a result: {text}")
    return report


def to_rdflib(triples: Iterable[ox.Triple]) -> Graph:
    """The same triples as an rdflib graph."""
    text = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
    return Graph().parse(data=text, format="nt")


def _findings(results: Graph, data: Graph, shapes: Graph, origins: Origins) -> Iterable[Finding]:
    for result in results.subjects(RDF.type, SH.ValidationResult):
        focus, path = results.value(result, SH.focusNode), results.value(result, SH.resultPath)
        value = results.value(result, SH.value)
        predicate = str(path) if isinstance(path, URIRef) else ""
        component = results.value(result, SH.sourceConstraintComponent)
        source = results.value(result, SH.sourceConstraint) or results.value(result, SH.sourceShape)
        yield Finding(
            severity=_SEVERITIES.get(results.value(result, SH.resultSeverity), "Violation"),
            focus=str(focus),
            path=predicate,
            value=_shown(value) if value is not None and value != focus else "",
            component=str(component).rpartition("#")[2],
            shape=str(source) if isinstance(source, URIRef) else "",
            message=_message(shapes, source) or _message(results, result, SH.resultMessage),
            where=_where(data, origins, focus, predicate, value),
        )


def _shown(value: Node) -> str:
    text = str(value)
    return text if len(text) <= 80 else f"{text[:79]}…"


def _message(graph: Graph, node: Node | None, predicate: URIRef = SH.message) -> Text:
    """The message of a shape in every language; empty if it has none.

    Taken from the shape itself, since pySHACL drops the language of what a SPARQL constraint says.
    """
    by_language = {
        literal.language: str(literal) for literal in graph.objects(node, predicate) if isinstance(literal, Literal)
    }
    fallback = by_language.get("en") or next(iter(by_language.values()), "")
    return {language: by_language.get(language, fallback) for language in LANGUAGES} if by_language else {}


def _where(data: Graph, origins: Origins, focus: Node | None, predicate: str, value: Node | None) -> Location | None:
    """The authored place of a result: its statement, its node, else the statement that leads to it."""
    candidates = [(str(focus), predicate), (str(value), predicate)]
    # Evidence, selectors and values out of place are authored where they are used; sorted, so that runs agree.
    if focus is not None:
        candidates += sorted((str(user), str(via)) for user, via in data.subject_predicates(focus))
    return next((where for subject, via in candidates if (where := origins.find(subject, via))), None)


def _turtle(findings: Iterable[Finding]) -> str:
    """The validation report graph, built anew from the findings so that its bytes do not depend on the engine."""
    graph = Graph()
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    report = URIRef("urn:esgraph:report")
    graph.add((report, RDF.type, SH.ValidationReport))
    listed = list(findings)
    conforms = not listed
    graph.add((report, SH.conforms, Literal(conforms)))
    for number, finding in enumerate(listed, start=1):
        node = URIRef(f"urn:esgraph:report:{number}")
        graph.add((report, SH.result, node))
        graph.add((node, RDF.type, SH.ValidationResult))
        graph.add((node, SH.focusNode, _term(finding.focus)))
        graph.add((node, SH.resultSeverity, SH[finding.severity]))
        graph.add((node, SH.sourceConstraintComponent, SH[finding.component]))
        for predicate, target in ((SH.resultPath, finding.path), (SH.sourceShape, finding.shape)):
            if target:
                graph.add((node, predicate, URIRef(target)))
        for language, message in finding.message.items():
            graph.add((node, SH.resultMessage, Literal(message, lang=language)))
    return graph.serialize(format="turtle")


def _term(text: str) -> URIRef | Literal:
    """A focus node from its text: a value out of place may be a literal."""
    return URIRef(text) if ":" in text and " " not in text else Literal(text)
