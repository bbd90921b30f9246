"""How authored files become triples: by the JSON-LD standard, without blank nodes, each with its origin."""

import json
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from esgraph import resources
from esgraph.build import authored
from esgraph.build.dataset import Dataset, read
from esgraph.build.keys import Vocabulary
from esgraph.build.project import Project
from esgraph.build.validation import to_rdflib
from esgraph.build.yamlld import expand
from esgraph.vocabulary import DEFAULT_BASE, ESG, OWL, PROV, RDF
from tests.conftest import DATA, material

FILES = sorted(path.relative_to(DATA).as_posix() for path in DATA.rglob("*.yaml") if path.name != "dataset.yaml")


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary.read(resources.ontology() / "context.jsonld")


@pytest.mark.parametrize("name", FILES)
def test_another_json_ld_processor_reads_the_same_triples(vocabulary: Vocabulary, name: str) -> None:
    """The context means the same to rdflib as to Oxigraph, so the authoring keys are standard JSON-LD 1.1."""
    path = DATA / name
    document = expand(authored.read(path, path), f"source/{path.stem}", vocabulary, DEFAULT_BASE, {}).document
    text = json.dumps(document)
    base = f"{DEFAULT_BASE}id/source/"
    by_oxigraph = to_rdflib(q.triple for q in ox.parse(text, ox.RdfFormat.JSON_LD, base_iri=base))
    by_rdflib = rdflib.Graph().parse(data=text, format="json-ld", publicID=base)
    assert len(by_oxigraph) > 10
    # Compared as text: rdflib would take "1" and "01" for the same integer.
    assert {tuple(map(str, triple)) for triple in by_oxigraph} == {tuple(map(str, triple)) for triple in by_rdflib}


def test_no_blank_nodes(dataset: Dataset) -> None:
    assert not [t for t in dataset.union() if ox.BlankNode in (type(t.subject), type(t.object))]


def test_every_authored_subject_has_an_origin(dataset: Dataset) -> None:
    missing = {
        triple.subject.value
        for name, triples in dataset.graphs.items()
        if name.startswith(("source/", "identity", "places", "gaps"))
        for triple in triples
        if isinstance(triple.subject, ox.NamedNode)
        and "/graph/" not in triple.subject.value
        and dataset.origins.find(triple.subject.value, triple.predicate.value) is None
    }
    assert not missing


def test_origin_is_the_line_of_the_fact(dataset: Dataset) -> None:
    where = dataset.origins.find(f"{DEFAULT_BASE}id/headcount/pozytek-32", ESG + "count")
    assert where is not None
    assert where.file.name == "mbpr-2018-06-08.yaml"
    assert where.file.read_text("utf-8").splitlines()[where.line - 1].strip() == "count: 32"
    assert where.key == "headcounts.pozytek-32.count"


def test_derived_statements_are_apart_and_point_to_their_ground(dataset: Dataset) -> None:
    derived = {t for t in dataset.graphs["derived"] if t.predicate.value in (ESG + "cooperatesWith", OWL + "sameAs")}
    others = [t for name, ts in dataset.graphs.items() if name not in ("derived", "ontology") for t in ts]
    assert derived
    assert not [t for t in others if t.predicate.value in (ESG + "cooperatesWith", OWL + "sameAs")]
    by_subject: dict[str, dict[str, str]] = {}
    for triple in dataset.graphs["derived"]:
        assert isinstance(triple.subject, ox.NamedNode)
        assert isinstance(triple.object, ox.NamedNode | ox.Literal)
        by_subject.setdefault(triple.subject.value, {})[triple.predicate.value] = triple.object.value
    statements = {
        (node[RDF + "subject"], node[RDF + "predicate"], node[RDF + "object"]): node[PROV + "wasDerivedFrom"]
        for node in by_subject.values()
        if RDF + "subject" in node
    }
    for triple in derived:
        assert isinstance(triple.subject, ox.NamedNode)
        assert isinstance(triple.object, ox.NamedNode)
        ground = statements[(triple.subject.value, triple.predicate.value, triple.object.value)]
        assert "/id/cooperation/" in ground or "/id/hypothesis/" in ground


def test_cooperation_is_symmetric_and_lifts_an_office_to_its_organisation(dataset: Dataset) -> None:
    pairs = {
        (str(t.subject).rpartition("/")[2][:-1], str(t.object).rpartition("/")[2][:-1])
        for t in dataset.graphs["derived"]
        if t.predicate.value == ESG + "cooperatesWith"
    }
    assert pairs == {
        ("ab-ovo", "ops-w-tluszczu"),
        ("ops-w-tluszczu", "ab-ovo"),
        ("cis-w-legionowie", "powiat-legionowski"),
        ("powiat-legionowski", "cis-w-legionowie"),
    }


def test_evidence_agrees_with_the_text_of_the_source(project: Project) -> None:
    """Offsets, words and hash against the text itself; the graph is the same with and without it."""
    with_text = read(project, material("seed"))
    assert with_text.union() == read(project).union()


def test_no_more_than_fifteen_words_are_quoted(dataset: Dataset) -> None:
    quotes = [t.object.value for t in dataset.union() if t.predicate.value.endswith("oa#exact")]  # type: ignore[union-attr]
    assert len(quotes) >= 40
    assert max(len(quote.split()) for quote in quotes) <= 15


def test_the_text_of_the_source_is_not_in_the_project() -> None:
    sentences = material("seed").joinpath("mbpr-2018-06-08.txt").read_text("utf-8").split(". ")
    longest = max(sentences, key=len)
    for path in [*DATA.rglob("*"), *Path(DATA.parent, "tests").rglob("*.py"), DATA.parent / "README.md"]:
        if path.is_file():
            assert longest not in path.read_text("utf-8")
