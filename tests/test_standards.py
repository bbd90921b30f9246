"""The data conforms to the European Core Vocabularies, and to the project's shapes as an outsider would check it."""

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pyshacl
import pytest
import rdflib
from rdflib import RDF, RDFS, Graph, URIRef
from rdflib.term import Node

from esgraph.release import Release
from esgraph.vocabulary import CV, ORG, SCHEMA
from tests.conftest import material


def closure(graph: Graph, roots: Iterable[Node], depth: int) -> Graph:
    """Everything said of the roots and of what they lead to, `depth` steps far."""
    found, todo = Graph(), set(roots)
    for _ in range(depth):
        reached: set[Node] = set()
        for subject in todo:
            for predicate, value in graph.predicate_objects(subject):
                found.add((subject, predicate, value))
                reached.add(value)
        todo = reached
    return found


def conforms(data: Graph, shapes: Path, ontology: Graph) -> tuple[bool, str]:
    result, _, text = pyshacl.validate(
        data, shacl_graph=Graph().parse(shapes), ont_graph=ontology, inference="none", do_owl_imports=False
    )
    return bool(result), str(text)


@pytest.fixture(scope="module")
def org_ontology() -> Graph:
    """`org.ttl` as the ontology graph: the CPEV shapes need org:Organization to be a foaf:Agent."""
    return Graph().parse(material("vocab/w3c/org.ttl"))


def test_events_conform_to_cpev(union_graph: Graph, org_ontology: Graph) -> None:
    events = list(union_graph.subjects(RDF.type, URIRef(CV + "PublicEvent")))
    assert len(events) == 8
    # Two steps beyond an event: its participations, and whom they are of.
    data = closure(union_graph, events, 3)
    assert (None, URIRef(CV + "hasParticipant"), None) in data
    result, text = conforms(data, material("vocab/semic/cpev-1.1.1-shacl.ttl"), org_ontology)
    assert result, text


def test_cpev_shapes_do_check_our_events(union_graph: Graph, org_ontology: Graph) -> None:
    """The test above can fail: a participant that is no agent does not conform."""
    data = closure(union_graph, union_graph.subjects(RDF.type, URIRef(CV + "PublicEvent")), 3)
    participation = next(iter(data.subjects(URIRef(CV + "hasParticipant"))))
    data.add((participation, URIRef(CV + "hasParticipant"), rdflib.Literal("somebody")))
    result, _ = conforms(data, material("vocab/semic/cpev-1.1.1-shacl.ttl"), org_ontology)
    assert not result


def public_bodies(graph: Graph) -> Graph:
    """The public bodies and what they refer to, without foundings: CPOV limits org:resultingOrganization to them."""
    bodies = list(graph.subjects(RDF.type, URIRef(CV + "PublicOrganisation")))
    assert len(bodies) >= 5
    units = list(graph.subjects(URIRef(ORG + "unitOf")))
    return closure(graph, [*bodies, *units], 2)


def test_public_bodies_conform_to_cpov(union_graph: Graph, org_ontology: Graph) -> None:
    result, text = conforms(public_bodies(union_graph), material("vocab/semic/cpov-2.1.2-shacl.ttl"), org_ontology)
    assert result, text


def test_cpov_shapes_do_check_our_bodies(union_graph: Graph, org_ontology: Graph) -> None:
    data = public_bodies(union_graph)
    unit = next(iter(data.subjects(URIRef(ORG + "unitOf"))))
    data.add((unit, URIRef(ORG + "unitOf"), URIRef("https://w3id.org/esgraph/id/place/plock")))
    result, _ = conforms(data, material("vocab/semic/cpov-2.1.2-shacl.ttl"), org_ontology)
    assert not result


@pytest.mark.parametrize("dump", ["esgraph.ttl", "esgraph.nt"])
def test_pyshacl_on_its_own_agrees(release: Release, tmp_path: Path, dump: str) -> None:
    """The published shapes and dump, by pySHACL's own command, without a line of this project's code."""
    data = release.turtle
    if dump.endswith(".nt"):
        data = tmp_path / dump
        graph = rdflib.Graph()
        graph.parse(release.turtle, format="turtle")
        graph.serialize(data, format="nt", encoding="utf-8")
    shapes = Graph()
    for path in sorted((release.path / "shapes").rglob("*.ttl")):
        shapes.parse(path)
    joined = tmp_path / "shapes.ttl"
    shapes.serialize(joined, format="turtle")
    command = [sys.executable, "-m", "pyshacl", "-s", str(joined), str(data)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Conforms: True" in done.stdout


def test_no_property_of_schema_org_is_made_up(union_graph: Graph) -> None:
    vocabulary = Graph().parse(material("vocab/schemaorg/schemaorg-30.0-current-https.ttl"))
    used = {
        term for triple in union_graph for term in triple if isinstance(term, URIRef) and str(term).startswith(SCHEMA)
    } - {URIRef(SCHEMA)}
    assert used
    assert [term for term in used if (term, RDFS.label, None) not in vocabulary] == []


@pytest.mark.parametrize(
    ("namespace", "file"),
    [
        ("http://www.w3.org/ns/org#", "vocab/w3c/org.ttl"),
        ("http://www.w3.org/ns/oa#", "vocab/w3c/oa.ttl"),
        ("http://www.w3.org/ns/prov#", "vocab/w3c/prov.ttl"),
        ("http://www.w3.org/ns/dcat#", "vocab/w3c/dcat.ttl"),
        ("http://purl.org/dc/terms/", "vocab/w3c/dcterms.ttl"),
        ("http://rdfs.org/ns/void#", "vocab/w3c/void.ttl"),
        ("http://xmlns.com/foaf/0.1/", "vocab/w3c/foaf.ttl"),
        ("http://www.w3.org/2003/01/geo/wgs84_pos#", "vocab/w3c/wgs.ttl"),
        ("http://www.w3.org/2004/02/skos/core#", "vocab/w3c/skos.ttl"),
    ],
)
def test_no_standard_term_is_made_up(union_graph: Graph, namespace: str, file: str) -> None:
    vocabulary = Graph().parse(material(file))
    used = {
        term
        for triple in union_graph
        for term in triple
        if isinstance(term, URIRef) and str(term).startswith(namespace) and str(term) != namespace
    }
    assert used
    assert [term for term in used if (term, None, None) not in vocabulary] == []
