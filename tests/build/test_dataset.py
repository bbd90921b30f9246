"""How authored files become triples: by the JSON-LD standard, without blank nodes, each with its origin."""

import json
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib

from esgraph import resources
from esgraph.build import authored, terms
from esgraph.build.dataset import Dataset
from esgraph.build.expansion import expand
from esgraph.build.keys import Key, Vocabulary
from esgraph.build.project import Project
from esgraph.build.validation import to_rdflib
from esgraph.vocabulary import DEFAULT_BASE, ESG, OWL, PROV, RDF, XSD
from tests.conftest import DATA, material
from tests.reading import read

VOCABULARY = Vocabulary.read(resources.ontology() / "context.jsonld")
ROOT = f"{DEFAULT_BASE}id/source/s"
#: A value that each form of key takes.
VALUES = {
    f"{XSD}date": "2018-06-08",
    f"{XSD}gYear": "2018",
    f"{XSD}gYearMonth": "2018-06",
    f"{XSD}integer": "7",
    f"{XSD}decimal": "52.43",
    f"{XSD}boolean": "true",
}


def _value(key: Key) -> Any:
    if key.is_language_map:
        return {"pl": ["Łąka „A”", "Ósma\\nowa"], "en": "Meadow"}
    if key.is_reference:
        return {"../": "organization/a-1", "": "https://example.org/a?b=c#d"}.get(key.base, "a-1")
    return VALUES.get(key.datatype, '01 a "b"')


def _processed(document: dict[str, Any]) -> set[tuple[str, ...]]:
    """What two JSON-LD processors agree that a document says; as text, since rdflib takes "1" and "01" for the same."""
    text, base = json.dumps({"@context": VOCABULARY.context, **document}), f"{DEFAULT_BASE}id/source/"
    by_oxigraph = to_rdflib(q.triple for q in ox.parse(text, ox.RdfFormat.JSON_LD, base_iri=base))
    by_rdflib = rdflib.Graph().parse(data=text, format="json-ld", publicID=base)
    told = {tuple(term.n3() for term in triple) for triple in by_oxigraph}
    assert told == {tuple(term.n3() for term in triple) for triple in by_rdflib}
    return told


def _expanded(tmp_path: Path, authored_as: dict[str, Any]) -> set[tuple[str, ...]]:
    path = tmp_path / "s.yaml"
    path.write_text(json.dumps(authored_as), encoding="utf-8")
    expansion = expand(authored.read(path, path), "source/s", VOCABULARY, DEFAULT_BASE, {})
    assert expansion.problems == []
    rows = "".join(f"{row} .\n" for row in expansion.rows)
    return {tuple(term.n3() for term in triple) for triple in rdflib.Graph().parse(data=rows, format="nt")}


@pytest.mark.parametrize("name", sorted(VOCABULARY.keys.keys() - {"evidence"}))
def test_a_key_means_what_json_ld_processors_take_it_for(tmp_path: Path, name: str) -> None:
    value = _value(VOCABULARY.keys[name])
    said = _processed({"@id": ROOT, name: value})
    assert said
    assert _expanded(tmp_path, {name: value}) == said | {(f"<{ROOT}>", f"<{RDF}type>", f"<{ESG}Source>")}


@pytest.mark.parametrize("name", sorted(VOCABULARY.sections))
def test_a_section_means_what_json_ld_processors_take_it_for(tmp_path: Path, name: str) -> None:
    types = list(VOCABULARY.sections[name].types)
    entries = {"a-1": {"name": {"pl": "A"}}, "b": {"name": {"pl": "B"}}}
    typed = {slug: {"type": types, **entry} for slug, entry in entries.items()}
    said = _processed({"@id": ROOT, "type": f"{ESG}Source", name: typed})
    assert len(said) == 1 + 2 * (2 + len(types))
    assert _expanded(tmp_path, {name: entries}) == said


def test_a_document_of_everything_means_what_json_ld_processors_take_it_for(tmp_path: Path) -> None:
    keys = {name: _value(key) for name, key in VOCABULARY.keys.items() if name != "evidence"}
    types = list(VOCABULARY.sections["events"].types)
    said = _processed({"@id": ROOT, "type": f"{ESG}Source", **keys, "events": {"e": {"type": types, **keys}}})
    assert _expanded(tmp_path, {**keys, "events": {"e": keys}}) == said


@pytest.mark.parametrize("text", ["52.10", "-0.0", "007.50", "1", "0"])
def test_numbers_have_the_form_that_the_store_keeps(text: str) -> None:
    store = ox.Store()
    literal = ox.Literal(text, datatype=ox.NamedNode(f"{XSD}decimal"))
    store.add(ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), literal))
    assert [terms.typed(text, f"{XSD}decimal")] == [str(quad.object) for quad in store]


def test_no_blank_nodes(dataset: Dataset) -> None:
    assert not [t for t in dataset.triples() if ox.BlankNode in (type(t.subject), type(t.object))]


def test_every_authored_subject_has_an_origin(dataset: Dataset) -> None:
    missing = {
        triple.subject.value
        for name in dataset.graphs()
        if name.startswith(("source/", "identity", "places", "gaps"))
        for triple in dataset.graph(name)
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
    derived = {t for t in dataset.graph("derived") if t.predicate.value in (ESG + "cooperatesWith", OWL + "sameAs")}
    apart = ("derived", "linkset/", "ontology")
    others = [t for name in dataset.graphs() if not name.startswith(apart) for t in dataset.graph(name)]
    assert derived
    assert not [t for t in others if t.predicate.value in (ESG + "cooperatesWith", OWL + "sameAs")]
    by_subject: dict[str, dict[str, str]] = {}
    for triple in dataset.graph("derived"):
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
        for t in dataset.graph("derived")
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
    assert with_text.nquads.read_bytes() == read(project).nquads.read_bytes()


def test_no_more_than_fifteen_words_are_quoted(dataset: Dataset) -> None:
    quotes = [t.object.value for t in dataset.triples() if t.predicate.value.endswith("oa#exact")]  # type: ignore[union-attr]
    assert len(quotes) >= 40
    assert max(len(quote.split()) for quote in quotes) <= 15


def test_the_text_of_the_source_is_not_in_the_project() -> None:
    sentences = material("seed").joinpath("mbpr-2018-06-08.txt").read_text("utf-8").split(". ")
    longest = max(sentences, key=len)
    for path in [*DATA.rglob("*"), *Path(DATA.parent, "tests").rglob("*.py"), DATA.parent / "README.md"]:
        if path.is_file():
            assert longest not in path.read_text("utf-8")
