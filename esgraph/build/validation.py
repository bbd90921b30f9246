"""Turns a Dataset and SHACL shapes into a Report, by the engine of `esgraph.build.shacl` or by pySHACL.

The own engine asks the store, for all focus nodes at once, which nodes may break a constraint, and looks at these only.
pySHACL is the arbiter: slow, but of another making.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Literal as OneOf

import pyoxigraph as ox
from rdflib import RDF, SH, Graph, Literal, URIRef

from esgraph import memory
from esgraph.build import shacl
from esgraph.build.dataset import Dataset
from esgraph.build.incremental.baseline import Focuses
from esgraph.build.incremental.update import Change
from esgraph.build.origins import Origins
from esgraph.build.report import Finding, Report, Severity
from esgraph.errors import LANGUAGES, EsgraphError, Location, Text
from esgraph.vocabulary import PREFIXES

Engine = OneOf["esgraph", "pyshacl"]
#: Changed statements, and their part of all, up to which only what they can affect is validated.
_FEW, _SHARE = 500, 50
_SEVERITIES: dict[str, Severity] = {str(SH.Violation): "Violation", str(SH.Warning): "Warning", str(SH.Info): "Info"}


def read_shapes(directory: Path) -> Graph:
    """Every Turtle file below a directory as one shapes graph. Raises EsgraphError for broken Turtle."""
    shapes = Graph()
    for path in sorted(directory.rglob("*.ttl")):
        try:
            shapes.parse(path, format="turtle")
        except Exception as error:
            raise EsgraphError(f"not valid Turtle: {error}", where=str(path)) from error
    return shapes


def validate(dataset: Dataset, shapes: Graph, engine: Engine = "esgraph") -> Report:
    """Validate the union of all graphs (SHACL, section 3.4); results carry the file and line of the fact.

    Of a dataset that was made from a baseline, the own engine validates what the changes can affect.
    """
    if engine == "pyshacl":
        return validate_store(_union(dataset), shapes, dataset.origins, engine)
    read, change = shacl.read(triples(shapes)), dataset.change
    # What can be affected by much is as quickly validated with all the rest.
    is_much = change is None or len(change.triples) > max(_FEW, dataset.counts.triples // _SHARE)
    store = _union(dataset) if is_much else dataset.store()
    found = shacl.validate_each(store, read) if change is None or is_much else _again(change, store, read)
    results = (result for one in found.values() for results in one.values() for result in results)
    focuses = {check.name: tuple(sorted(map(str, nodes))) for check, nodes in found.items()}
    return _report(results, store, dataset.origins, focuses)


def _again(change: Change, store: ox.Store, shapes: Iterable[shacl.Shape]) -> shacl.Found:
    """What is found after a change, from what was found before it."""
    before = {
        check: [_node(text) for text in change.baseline.focuses[check.name]]
        for check in shacl.checks(shapes)
        if check.name in change.baseline.focuses
    }
    old = ox.Store.read_only(str(change.baseline.store))
    return shacl.revalidate(old, store, shapes, before, change.triples)


def _union(dataset: Dataset) -> ox.Store:
    """A store whose default graph is the union: in memory, where queries take half as long, if there is room for it."""
    if not memory.fits(dataset.counts.triples, dataset.union.stat().st_size):
        return dataset.store()
    store = ox.Store()
    store.bulk_load(path=str(dataset.union), format=ox.RdfFormat.N_TRIPLES)
    return store


def validate_store(store: ox.Store, shapes: Graph, origins: Origins, engine: Engine = "esgraph") -> Report:
    """Validate the default graph of a store, which may be on disk.

    Raises EsgraphError for shapes that the engine does not support.
    """
    return _report(results(store, shapes, engine), store, origins, {})


def _node(text: str) -> shacl.Term:
    """A node as N-Triples writes it."""
    (quad,) = ox.parse(f"<urn:x> <urn:x> {text} .", format=ox.RdfFormat.N_TRIPLES)
    if not isinstance(quad.object, shacl.Term):
        raise TypeError(text)
    return quad.object


def _report(found: Iterable[shacl.Result], store: ox.Store, origins: Origins, focuses: Focuses) -> Report:
    findings = [_finding(result, store, origins) for result in found]
    findings.sort(key=lambda finding: (finding.sort_key(), finding.shape, sorted(finding.message.items())))
    return Report(tuple(findings), _turtle(findings), focuses)


def results(store: ox.Store, shapes: Graph, engine: Engine = "esgraph") -> Iterable[shacl.Result]:
    """What an engine finds in the default graph of a store, in no particular order."""
    if engine == "pyshacl":
        from esgraph.build.shacl import arbiter  # pySHACL takes half a second to load

        return arbiter.validate(store, shapes)
    return shacl.validate(store, shacl.read(triples(shapes)))


def triples(graph: Graph) -> Iterable[ox.Triple]:
    """The same triples for the store."""
    for quad in ox.parse(graph.serialize(format="nt", encoding="utf-8"), ox.RdfFormat.N_TRIPLES):
        yield quad.triple


def to_rdflib(triples: Iterable[ox.Triple]) -> Graph:
    """The same triples as an rdflib graph."""
    text = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
    return Graph().parse(data=text, format="nt")


def _finding(result: shacl.Result, store: ox.Store, origins: Origins) -> Finding:
    predicate = result.path.iri if isinstance(result.path, shacl.Predicate) else ""
    component = result.component.rpartition("#")[2]
    source = result.source_constraint or result.source_shape
    return Finding(
        severity=_SEVERITIES.get(result.severity, "Violation"),
        focus=result.focus.value,
        path=predicate,
        value=_shown(result.value.value) if result.value is not None and result.value != result.focus else "",
        component=component,
        shape=source.value if isinstance(source, ox.NamedNode) else "",
        message=_message(result.messages) or _unsaid(component),
        where=_where(store, origins, result.focus, predicate, result.value),
    )


def _shown(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79]}…"


def _message(messages: Iterable[ox.Literal]) -> Text:
    """The messages of a shape in every language; empty if it has none."""
    by_language = {literal.language: literal.value for literal in messages}
    fallback = by_language.get("en") or next(iter(by_language.values()), "")
    return {language: by_language.get(language, fallback) for language in LANGUAGES} if by_language else {}


def _unsaid(component: str) -> Text:
    """For a shape that says nothing itself."""
    name = component.removesuffix("ConstraintComponent")
    return {"pl": f"Reguła nie jest spełniona (SHACL: {name}).", "en": f"A rule is not satisfied (SHACL: {name})."}


def _where(
    store: ox.Store, origins: Origins, focus: shacl.Term, predicate: str, value: shacl.Term | None
) -> Location | None:
    """The authored place of a result: its statement, its node, else the statement that leads to it."""
    candidates = [(focus.value, predicate), (value.value if value is not None else "", predicate)]
    # Evidence, selectors and values out of place are authored where they are used; sorted, so that runs agree.
    users = store.quads_for_pattern(None, None, focus, ox.DefaultGraph())
    candidates += sorted(
        (quad.subject.value, quad.predicate.value) for quad in users if not isinstance(quad.subject, ox.Triple)
    )
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
