"""The ontology, the schemes and the authoring keys: complete in both languages, in step with each other, aligned."""

import json
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef
from rdflib.term import Node

from esgraph import resources
from esgraph.build.keys import Vocabulary
from esgraph.vocabulary import ESG, KINDS, SCHEME, SCHEMES
from tests.conftest import material

ONTOLOGY = Graph().parse(resources.ontology() / "esgraph.ttl")
OWN = sorted({URIRef(str(term)) for term in ONTOLOGY.subjects(RDFS.isDefinedBy) if str(term).startswith(ESG)})
FILES = sorted((resources.ontology() / "schemes").glob("*.ttl"))


def languages(graph: Graph, subject: Node, predicate: URIRef) -> list[str]:
    return sorted(str(text.language) for text in graph.objects(subject, predicate) if isinstance(text, Literal))


@pytest.mark.parametrize("term", OWN, ids=lambda term: str(term).removeprefix(ESG))
def test_own_term_is_described(term: URIRef) -> None:
    assert languages(ONTOLOGY, term, RDFS.label) == ["en", "pl"]
    assert languages(ONTOLOGY, term, RDFS.comment) == ["en", "pl"]
    assert (term, SKOS.example, None) in ONTOLOGY
    is_class = (term, RDF.type, OWL.Class) in ONTOLOGY
    assert is_class or (term, RDF.type, RDF.Property) in ONTOLOGY


def test_own_terms_are_few() -> None:
    """About a dozen classes and some five dozen properties: what a standard has is not made again."""
    classes = [term for term in OWN if (term, RDF.type, OWL.Class) in ONTOLOGY]
    assert len(classes) <= 15
    assert len(OWN) - len(classes) <= 57


def test_examples_are_of_the_term_they_explain() -> None:
    for term in OWN:
        example = str(ONTOLOGY.value(term, SKOS.example))
        assert f"esg:{str(term).removeprefix(ESG)}" in example or (term, RDF.type, OWL.Class) in ONTOLOGY, term


def test_the_version_is_named() -> None:
    ontology = URIRef("https://w3id.org/esgraph/def")
    version = ONTOLOGY.value(ontology, OWL.versionIRI)
    assert str(version) == f"{ontology}/{ONTOLOGY.value(ontology, OWL.versionInfo)}"


def test_every_own_term_that_is_used_is_defined(union_graph: Graph) -> None:
    used = {term for triple in union_graph for term in triple if isinstance(term, URIRef) and str(term).startswith(ESG)}
    assert used - set(OWN) - {URIRef(ESG)} == set()


def test_every_term_that_is_used_has_labels(union_graph: Graph) -> None:
    """So that no page shows a bare IRI where a word is due."""
    used = set(union_graph.predicates()) | set(union_graph.objects(None, RDF.type))
    missing = [str(term) for term in used if languages(ONTOLOGY, term, RDFS.label) != ["en", "pl"]]
    assert missing == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_scheme(path: Path) -> None:
    graph = Graph().parse(path)
    (scheme,) = graph.subjects(RDF.type, SKOS.ConceptScheme)
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    assert concepts
    for node in {scheme, *concepts}:
        assert languages(graph, node, SKOS.prefLabel) == ["en", "pl"]
    for concept in concepts:
        assert str(concept).startswith(f"{scheme}/")
        assert (concept, SKOS.inScheme, scheme) in graph
        assert ((concept, SKOS.broader, None) in graph) != ((scheme, SKOS.hasTopConcept, concept) in graph)
        assert set(graph.objects(concept, SKOS.broader)) <= concepts


def test_schemes_are_those_that_have_a_prefix() -> None:
    assert {path.stem for path in FILES} == set(SCHEMES)
    assert all(f"{SCHEME}{path.stem}> a skos:ConceptScheme" in path.read_text("utf-8") for path in FILES)


def test_legal_forms_have_the_codes_of_iso_20275() -> None:
    graph = Graph().parse(resources.ontology() / "schemes/legal-form.ttl")
    listed = material("refdata").joinpath("gleif_elf_PL_2023-09-28.csv").read_text("utf-8-sig")
    codes = {str(code) for code in graph.objects(None, SKOS.notation)}
    assert len(codes) >= 8
    assert [code for code in codes if f"\n{code}," not in listed] == []


def test_keys_and_ontology_are_in_step() -> None:
    vocabulary = Vocabulary.read(resources.ontology() / "context.jsonld")
    predicates = {key.predicate for key in vocabulary.keys.values()}
    own = {str(term) for term in OWN}
    assert {predicate for predicate in predicates if predicate.startswith(ESG)} <= own
    properties = {str(term) for term in OWN if (term, RDF.type, RDF.Property) in ONTOLOGY}
    # What only the builder writes has no key.
    names = ("states", "gapSubject", "gapProperty", "cooperatesWith", "tieKind", "tieParty", "tieTarget", "tieThrough")
    builder = {f"{ESG}{name}" for name in names}
    assert properties - predicates == builder
    assert vocabulary.kinds <= set(KINDS)
    for section in vocabulary.sections.values():
        assert all(":" in name for name in section.types)


def test_keys_with_a_scheme_name_one_that_exists() -> None:
    vocabulary = Vocabulary.read(resources.ontology() / "context.jsonld")
    schemes = {key.scheme.removeprefix(SCHEME) for key in vocabulary.keys.values() if key.scheme}
    # The kinds of tie are the builder's own.
    assert schemes == set(SCHEMES) - {"tie-kind"}


def test_the_context_is_plain_json_ld() -> None:
    document = json.loads((resources.ontology() / "context.jsonld").read_text("utf-8"))
    assert document["@context"]["@version"] == 1.1


@pytest.mark.parametrize(
    ("prefix", "files"),
    [
        ("http://purl.org/essglobal/vocab/", ["vocab/essglobal/essglobal-vocab.ttl"]),
        ("http://purl.org/essglobal/standard/legal-form/", ["vocab/essglobal/legal-form.skos"]),
        (
            "http://purl.org/essglobal/standard/organisational-structure/",
            ["vocab/essglobal/organisational-structure.skos"],
        ),
    ],
)
def test_alignments_with_essglobal_meet_terms_that_exist(prefix: str, files: list[str]) -> None:
    alignment = Graph().parse(resources.ontology() / "alignments/essglobal.ttl")
    theirs = Graph()
    for file in files:
        theirs.parse(material(file), format="xml" if file.endswith(".skos") else "turtle")
    used = {term for triple in alignment for term in triple if str(term).startswith(prefix)}
    assert used
    assert [term for term in used if (term, None, None) not in theirs] == []
