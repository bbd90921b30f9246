"""Every shape has examples that it takes and examples that it refuses, each a file; a refused one names the constraint."""

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
from rdflib import RDF, SH, Graph, URIRef
from rdflib.term import Node

from esgraph import resources
from esgraph.build.shacl import Result
from esgraph.build.validation import Engine, read_shapes, results, triples
from esgraph.vocabulary import SHAPE

HERE = Path(__file__).parent
EXAMPLES = sorted(path.relative_to(HERE).as_posix() for path in HERE.rglob("*.ttl"))


@cache
def shapes_graph() -> Graph:
    return read_shapes(resources.shapes())


@cache
def vocabulary() -> Graph:
    """The ontology and the schemes, which every dataset holds."""
    graph = Graph().parse(resources.ontology() / "esgraph.ttl")
    for path in (resources.ontology() / "schemes").glob("*.ttl"):
        graph.parse(path)
    return graph


def targeted() -> set[str]:
    """Local names of the shapes that have a target; the others are parts of these."""
    targets = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf, SH.targetNode)
    shapes = shapes_graph()
    return {str(shape).removeprefix(SHAPE) for target in targets for shape in shapes.subjects(target)}


@cache
def alone(name: str) -> Graph:
    """One shape with its parts, so that an example need not satisfy all the others."""
    found, todo = Graph(), {URIRef(SHAPE + name), URIRef(SHAPE.rstrip("/"))}
    seen: set[Node] = set()
    while todo:
        node = todo.pop()
        seen.add(node)
        for triple in shapes_graph().triples((node, None, None)):
            found.add(triple)
            if triple[2] not in seen:
                todo.add(triple[2])  # type: ignore[arg-type]
    return found


def findings(path: Path, engine: Engine = "esgraph") -> Counter[str]:
    """Local names of the constraints that the example's own shape finds broken."""
    data = Graph().parse(path)
    own = {str(node) for node in data.all_nodes()}
    store = ox.Store()
    store.extend(ox.Quad(one.subject, one.predicate, one.object) for one in triples(data + vocabulary()))
    found = results(store, alone(path.parent.name), engine)
    # A blank node has another name in every graph.
    return Counter(name_of(one) for one in found if not isinstance(one.focus, ox.NamedNode) or one.focus.value in own)


def name_of(result: Result) -> str:
    """The local name of the constraint that found something."""
    source = result.source_constraint or result.source_shape
    return source.value.removeprefix(SHAPE)


@pytest.mark.parametrize("name", EXAMPLES)
def test_example(name: str) -> None:
    path = HERE / name
    expected = Counter(re.findall(r"^# expect: (\S+)$", path.read_text("utf-8"), re.MULTILINE))
    assert bool(expected) == path.name.startswith("invalid-")
    assert findings(path) == expected


@pytest.mark.parametrize("name", EXAMPLES[::10])
def test_pyshacl_finds_the_same_in_an_example(name: str) -> None:
    assert findings(HERE / name, "pyshacl") == findings(HERE / name)


def test_every_shape_has_examples_of_both_kinds() -> None:
    for kind in ("valid", "invalid"):
        assert {path.parent.name for path in HERE.rglob(f"{kind}-*.ttl")} == targeted()


def test_every_constraint_has_an_example_that_breaks_it() -> None:
    shapes = shapes_graph()
    named = {str(node).removeprefix(SHAPE) for node in shapes.subjects(SH.message) if isinstance(node, URIRef)}
    expected = {
        name for path in HERE.rglob("invalid-*.ttl") for name in re.findall(r"# expect: (\S+)", path.read_text("utf-8"))
    }
    assert named - expected == set()


def test_every_message_is_in_both_languages() -> None:
    shapes = shapes_graph()
    for node in set(shapes.subjects(SH.message)):
        languages = sorted(str(getattr(message, "language", "")) for message in shapes.objects(node, SH.message))
        assert languages == ["en", "pl"], node


def test_every_finding_has_a_message() -> None:
    """A shape, property shape or SPARQL constraint that can be the source of a result says what to do."""
    shapes = shapes_graph()
    sources = set(shapes.subjects(RDF.type, SH.PropertyShape)) | set(shapes.subjects(RDF.type, SH.SPARQLConstraint))
    assert len(sources) > 80
    assert [source for source in sources if (source, SH.message, None) not in shapes] == []


def test_the_shapes_are_well_formed() -> None:
    """SHACL-SHACL (appendix C) finds nothing wrong with them."""
    conforms, _, text = pyshacl.validate(Graph(), shacl_graph=shapes_graph(), meta_shacl=True)
    assert conforms, text
