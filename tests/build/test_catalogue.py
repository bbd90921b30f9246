"""The catalogue of a release: true to DCAT-AP, to the files and to the data; how the release is cited."""

import subprocess
import sys
from collections import Counter
from dataclasses import replace
from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph as ox
import pytest
import yaml
from bibtexparser.entrypoint import parse_string
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import DCAT, DCTERMS, RDF, RDFS, SH, SKOS, XSD, BNode, Graph, Literal, Namespace, URIRef

from esgraph.build import authority, licence
from esgraph.build.catalogue import citation, linking, whole
from esgraph.build.catalogue.counting import Counts, count
from esgraph.build.project import Project, Settings
from esgraph.build.settings import Area, Contact
from esgraph.build.validation import to_rdflib
from esgraph.dumps.formats import FORMATS
from esgraph.executable import declarations
from esgraph.linksets import PROPERTIES
from esgraph.release import FileEntry, Manifest, Release
from esgraph.vocabulary import PREFIXES, prefixes
from tests.conftest import material
from tests.quads import write_nquads
from tests.test_standards import conforms

BASE = "https://w3id.org/esgraph/"
DATASET = URIRef(f"{BASE}catalogue#dataset")
VOID = Namespace("http://rdfs.org/ns/void#")
SPDX = Namespace("http://spdx.org/rdf/terms#")
#: What a dataset is, and what it has in its release, whoever writes these files.
FILES = {
    "esgraph.nq": ("application/n-quads", "", "RDF_N_QUADS"),
    "esgraph.trig.gz": ("application/trig", "application/gzip", "RDF_TRIG"),
    "esgraph.nt.zst": ("application/n-triples", "application/zstd", "RDF_N_TRIPLES"),
    "esgraph.rdf": ("application/rdf+xml", "", "RDF_XML"),
    "esgraph.jsonld": ("application/ld+json", "", "JSON_LD"),
    "tables/organizations.csv": ("text/csv", "", "CSV"),
}
NO_DUMPS = ("tables/csv-metadata.json", "ontology/esgraph.ttl", "network/edges.csv", "report.ttl", "manifest.json")


@pytest.fixture(scope="module")
def catalogue(release: Release) -> Graph:
    return Graph().parse(release.catalogue)


@pytest.fixture(scope="module")
def complete(project: Project) -> Settings:
    """Settings that say all that can be said."""
    return replace(
        project.settings,
        publisher_kind="NonProfitOrganisation",
        availability="STABLE",
        temporal=("2017-01-01", "2024-12-31"),
        contact=Contact({"pl": "Biuro", "en": "Office"}, "biuro@example.org", "https://example.org/kontakt"),
        spatial=(Area("https://sws.geonames.org/858787/", {"pl": "Mazowsze", "en": "Mazovia"}),),
        previous=f"{BASE}releases/0.9.0-0123456789ab",
    )


def described(chosen: Settings, release: Release, names: dict[str, FileEntry] | None = None) -> Graph:
    manifest = release.manifest if names is None else replace(release.manifest, files=names)
    return to_rdflib(whole.describe(chosen, manifest, count(release.nquads, BASE)))


def shapes(name: str) -> Path:
    return material(f"vocab/dcat-ap/{name}.ttl")


def mended(name: str, folder: Path) -> Path:
    """The shapes without what keeps pySHACL from reading them: links to properties that the file does not have."""
    graph = Graph().parse(shapes(name))
    for subject, value in list(graph.subject_objects(SH.property)):
        if (value, SH.path, None) not in graph:
            graph.remove((subject, SH.property, value))
    graph.serialize(folder / "shapes.ttl")
    return folder / "shapes.ttl"


@pytest.mark.parametrize("name", ["3.0.1-shapes", "3.0.1-range", "3.0.1-deprecateduris"])
def test_it_conforms_to_dcat_ap(catalogue: Graph, name: str) -> None:
    result, text = conforms(catalogue, shapes(name), Graph())
    assert result, text


@pytest.mark.parametrize("name", ["3.0.1-full-dcat-ap-SHACL", "3.0.1-full-ranges"])
def test_it_conforms_to_the_shapes_made_from_the_model(catalogue: Graph, name: str, tmp_path: Path) -> None:
    result, text = conforms(catalogue, mended(name, tmp_path), Graph())
    assert result, text


@pytest.mark.parametrize("predicate", ["http://purl.org/dc/terms/title", "http://purl.org/dc/terms/description"])
def test_these_shapes_do_check_it(catalogue: Graph, predicate: str) -> None:
    data = Graph() + catalogue
    data.remove((DATASET, URIRef(predicate), None))
    assert not conforms(data, shapes("3.0.1-shapes"), Graph())[0]


def test_the_range_shapes_do_check_it(catalogue: Graph) -> None:
    data = Graph() + catalogue
    data.remove((None, RDF.type, URIRef(f"{DCAT}DatasetSeries")))
    assert not conforms(data, shapes("3.0.1-range"), Graph())[0]


def test_what_is_recommended_is_there_if_the_settings_say_it(complete: Settings, release: Release) -> None:
    """All but the outline of a place, which is that of GeoNames and not of this dataset."""
    data = described(complete, release)
    place = URIRef("https://sws.geonames.org/858787/")
    without = Graph() + data
    without.remove((place, RDF.type, None))
    result, text = conforms(without, shapes("3.0.1-shapes_recommended"), Graph())
    assert result, text
    assert conforms(data, shapes("3.0.1-range"), Graph())[0]
    assert conforms(data, shapes("3.0.1-shapes"), Graph())[0]


def test_a_later_release_does_not_make_the_series_younger(project: Project, release: Release) -> None:
    later = replace(project.settings, first_issued="2025-01-02", issued="2026-11-23", modified="2026-11-24")
    data = described(later, release)
    dates = {
        name: str(data.value(URIRef(f"{BASE}catalogue{name}"), DCTERMS.issued)) for name in ("", "#series", "#dataset")
    }
    assert dates == {"": "2025-01-02", "#series": "2025-01-02", "#dataset": "2026-11-23"}


def test_what_is_not_given_is_not_said(project: Project, release: Release) -> None:
    bare = Settings(**{name: getattr(project.settings, name) for name in REQUIRED})
    data = described(bare, release)
    for name in (
        "dcat:theme", "dcat:keyword", "dcat:contactPoint", "dcat:prev", "dcterms:spatial", "dcterms:temporal",
        "dcterms:accrualPeriodicity", "dcterms:accessRights", "dcatap:availability",
    ):  # fmt: skip
        prefix, _, local = name.partition(":")
        space = {**prefixes(BASE), "dcatap": "http://data.europa.eu/r5r/"}[prefix]
        assert (None, URIRef(space + local), None) not in data, name
    assert conforms(data, shapes("3.0.1-shapes"), Graph())[0]
    assert conforms(data, shapes("3.0.1-range"), Graph())[0]


REQUIRED = (
    "title", "description", "base", "version", "issued", "modified", "licence", "publisher", "publisher_url", "changes",
    "minimum_counts",
)  # fmt: skip


def test_it_takes_its_values_from_the_controlled_vocabularies(
    complete: Settings, release: Release, tmp_path: Path
) -> None:
    """The shapes of the vocabularies, but for two: a publisher that is no body of the EU, and SPDX under https."""
    data = described(complete, release)
    graph = Graph().parse(shapes("3.0.1-mdr-vocabularies.shape"))
    for shape, value in list(graph.subject_objects(SH.property)):
        if graph.value(value, SH.path) in (URIRef("http://purl.org/dc/terms/publisher"), SPDX.algorithm):
            graph.remove((shape, SH.property, value))
    graph.serialize(tmp_path / "shapes.ttl")
    result, text = conforms(data, tmp_path / "shapes.ttl", Graph())
    assert result, text


def test_a_publisher_may_have_an_iri_elsewhere(project: Project, release: Release) -> None:
    body = "http://publications.europa.eu/resource/authority/corporate-body/DIGIT"
    data = described(replace(project.settings, publisher_iri=body), release)
    assert set(data.objects(None, URIRef("http://purl.org/dc/terms/publisher"))) == {URIRef(body)}
    assert conforms(data, shapes("3.0.1-shapes"), Graph())[0]


@pytest.mark.parametrize(
    ("table", "file"),
    [
        (authority.THEMES, "data-theme-skos-ap-act"),
        (authority.FREQUENCIES, "frequencies-skos-ap-act"),
        (authority.FILE_TYPES, "filetypes-skos-ap-act"),
        (authority.PUBLISHER_KINDS, "ADMS_SKOS_v1.00"),
        (authority.LICENCE_KINDS, "ADMS_SKOS_v1.00"),
    ],
)
def test_codes_are_those_of_the_tables(table: authority.Table, file: str) -> None:
    published = Graph().parse(material(f"vocab/eu-authority/{file}.rdf"))
    for code, words in table.codes.items():
        concept = URIRef(table.iri(code))
        assert (concept, SKOS.inScheme, URIRef(table.scheme)) in published, code
        labels = {label.language: str(label) for label in published.objects(concept, SKOS.prefLabel)}  # type: ignore[attr-defined]
        assert words["en"] == labels["en"]
        assert words["pl"] == labels.get("pl", words["pl"])


def test_there_is_no_blank_node(catalogue: Graph) -> None:
    assert not any(isinstance(term, BNode) for triple in catalogue for term in triple)


def test_files_are_described_as_they_are(catalogue: Graph, release: Release) -> None:
    nodes = set(catalogue.objects(DATASET, DCAT.distribution))
    assert nodes == {URIRef(f"{BASE}catalogue#{name}") for name in release.manifest.files if whole.is_dump(name)}
    assert URIRef(f"{BASE}catalogue#esgraph.nq") in nodes
    for node in nodes:
        name = str(node).partition("#")[2]
        entry = release.manifest.files[name]
        assert catalogue.value(node, DCAT.byteSize) == Literal(entry.size, datatype=XSD.nonNegativeInteger)
        checksum = catalogue.value(node, SPDX.checksum)
        assert catalogue.value(checksum, SPDX.checksumValue) == Literal(entry.sha256, datatype=XSD.hexBinary)
        assert str(catalogue.value(node, DCAT.downloadURL)) == f"{BASE}dumps/{release.manifest.id}/{name}"
        assert str(catalogue.value(node, DCAT.accessURL)) == f"{BASE}dumps/latest/{name}"


def test_a_dump_says_whether_it_has_the_graphs(catalogue: Graph, release: Release) -> None:
    for suffix, form in FORMATS.items():
        (one,) = [
            subject for subject in catalogue.subjects(RDF.type, DCAT.Distribution)
            if str(catalogue.value(subject, DCAT.downloadURL)).endswith(f"/esgraph.{suffix}")
        ]  # fmt: skip
        told = " ".join(str(text) for text in catalogue.objects(one, DCTERMS.description))
        assert ("each with the graph" in told) is form.keeps_graphs, suffix
        has_graphs = ox.parse(path=str(release.path / f"esgraph.{suffix}"), format=form.engine)
        assert (next(iter(has_graphs)).graph_name != ox.DefaultGraph()) is form.keeps_graphs


def test_dumps_describe_themselves_by_their_names(project: Project, release: Release) -> None:
    entry = FileEntry(7, "ab" * 32)
    data = described(project.settings, release, dict.fromkeys((*FILES, *NO_DUMPS), entry))
    named = {str(node).partition("#")[2] for node in data.objects(None, DCAT.downloadURL)} - {""}
    assert named == set()
    sized = {str(node).partition("#")[2] for node in data.subjects(DCAT.byteSize, None)}
    assert sized == set(FILES)
    media = "https://www.iana.org/assignments/media-types/"
    for name, (media_type, compression, code) in FILES.items():
        node = URIRef(f"{BASE}catalogue#{name}")
        assert data.value(node, DCAT.mediaType) == URIRef(media + media_type)
        assert data.value(node, DCAT.compressFormat) == (URIRef(media + compression) if compression else None)
        form = data.value(node, URIRef("http://purl.org/dc/terms/format"))
        assert str(form) == f"http://publications.europa.eu/resource/authority/file-type/{code}"
    assert conforms(data, shapes("3.0.1-shapes"), Graph())[0]
    assert conforms(data, shapes("3.0.1-range"), Graph())[0]


def test_the_graph_says_nothing_that_the_file_does_not(release: Release, store: ox.Store) -> None:
    graph = ox.NamedNode(f"{BASE}graph/catalogue")
    stated = {quad.triple for quad in store.quads_for_pattern(None, None, None, graph)}
    told = {quad.triple for quad in ox.parse(path=release.catalogue, format=ox.RdfFormat.TURTLE)}
    assert stated < told


def number(store: ox.Store, pattern: str) -> int:
    answer = store.query(f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}")
    assert isinstance(answer, ox.QuerySolutions)
    term = next(answer)["n"]
    assert isinstance(term, ox.Literal)
    return int(term.value)


def things(store: ox.Store, pattern: str) -> int:
    return number(store, f"SELECT DISTINCT ?s {{ {pattern} }}")


def test_the_numbers_are_those_of_the_data(catalogue: Graph, store: ox.Store) -> None:
    def said(subject: URIRef, name: str) -> int:
        return int(str(catalogue.value(subject, VOID[name])))

    everything = "?s ?p ?o"
    assert said(DATASET, "triples") == number(store, everything)
    assert said(DATASET, "distinctSubjects") == things(store, everything)
    assert said(DATASET, "entities") == things(store, f'{everything} FILTER(STRSTARTS(STR(?s), "{BASE}id/"))')
    assert said(DATASET, "classes") == number(store, "SELECT DISTINCT ?c { ?s a ?c }")
    assert said(DATASET, "properties") == number(store, "SELECT DISTINCT ?p { ?s ?p ?o }")


def test_the_partitions_are_those_of_the_data(catalogue: Graph, store: ox.Store) -> None:
    """Every class, every property, every property of a class, every graph: all that there are, and no more."""

    def rows(text: str) -> set[tuple[str, ...]]:
        answer = store.query(text)
        assert isinstance(answer, ox.QuerySolutions)
        names = answer.variables
        return {tuple(row[name].value for name in names) for row in answer}

    def told(text: str) -> set[tuple[str, ...]]:
        return {tuple(str(term) for term in row) for row in catalogue.query(text)}  # type: ignore[union-attr]

    assert told(
        "SELECT ?p ?n ?m { ?d a dcat:Dataset ; void:propertyPartition [ void:property ?p ; void:triples ?n ; void:distinctSubjects ?m ] }"
    ) == rows("SELECT ?p (COUNT(*) AS ?n) (COUNT(DISTINCT ?s) AS ?m) { ?s ?p ?o } GROUP BY ?p")
    assert told(
        "SELECT ?c ?n { ?d a dcat:Dataset ; void:classPartition [ void:class ?c ; void:entities ?n ] }"
    ) == rows("SELECT ?c (COUNT(?s) AS ?n) { ?s a ?c } GROUP BY ?c")
    assert told("SELECT ?c ?n { [] void:class ?c ; void:triples ?n }") == rows(
        "SELECT ?c (COUNT(*) AS ?n) { ?s a ?c ; ?p ?o } GROUP BY ?c"
    )
    assert told(
        "SELECT ?c ?p ?n ?m { [] void:class ?c ; void:propertyPartition [ void:property ?p ; void:triples ?n ; void:distinctSubjects ?m ] }"
    ) == rows("SELECT ?c ?p (COUNT(*) AS ?n) (COUNT(DISTINCT ?s) AS ?m) { ?s a ?c ; ?p ?o } GROUP BY ?c ?p")
    assert told(
        "SELECT ?g ?n ?m { ?d a dcat:Dataset ; void:subset ?g . ?g void:triples ?n ; void:distinctSubjects ?m }"
    ) == rows("SELECT ?g (COUNT(*) AS ?n) (COUNT(DISTINCT ?s) AS ?m) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")


def test_linksets_count_the_links_to_other_datasets(catalogue: Graph, store: ox.Store) -> None:
    found = {
        (str(row[0]), str(row[1])): int(str(row[2]))  # type: ignore[index]
        for row in catalogue.query(
            "SELECT ?space ?p ?n { ?l a void:Linkset ; void:linkPredicate ?p ; void:objectsTarget/void:uriSpace ?space ; "
            f"void:subjectsTarget <{DATASET}> ; void:propertyPartition [ void:property ?p ; void:triples ?n ] }}"
        )
    }
    assert found["https://sws.geonames.org/", "http://www.w3.org/2002/07/owl#sameAs"] == 10
    assert found["http://www.wikidata.org/entity/", "http://www.w3.org/2002/07/owl#sameAs"] == 3
    assert found["http://data.europa.eu/nuts/code/", "http://www.opengis.net/ont/geosparql#sfWithin"] == 8
    for (space, prop), links in found.items():
        mine = f'FILTER(STRSTARTS(STR(?s), "{BASE}id/") || STRSTARTS(STR(?s), "{BASE}scheme/"))'
        assert links == number(store, f'?s <{prop}> ?o FILTER(STRSTARTS(STR(?o), "{space}")) {mine}')
    outside = f'FILTER(isIRI(?o) && !STRSTARTS(STR(?o), "{BASE}"))'
    among = ", ".join(f"<{iri}>" for iri in PROPERTIES)
    assert sum(found.values()) == number(store, f"?s ?p ?o FILTER(?p IN ({among})) {mine} {outside}")


def test_a_linkset_is_a_graph_of_its_own_with_number_method_and_day(catalogue: Graph, store: ox.Store) -> None:
    """Also where a register has no addresses of its entries: what leads to TERYT is a code."""
    sets = {str(one).removeprefix(f"{BASE}graph/linkset/"): one for one in catalogue.subjects(RDF.type, VOID.Linkset)}
    assert set(sets) == {"essglobal", "geonames", "nuts", "teryt", "wikidata"}
    for one in sets.values():
        links = f"GRAPH <{one}> {{ ?s ?p ?o }}"
        assert catalogue.value(one, VOID.triples).toPython() == number(store, links) > 0  # type: ignore[union-attr]
        # It holds what other graphs state, and is described in the store, too.
        told = f"<{DATASET}> <{VOID.subset}> <{one}> . <{one}> <{DCTERMS.title}> ?title"
        assert number(store, f"GRAPH <{BASE}graph/catalogue> {{ {told} }}") == 2
    method = {str(label) for label in catalogue.objects(URIRef(f"{BASE}catalogue#method-geonames"), RDFS.label)}
    assert method == {
        "Potwierdzone hipotezy tożsamości (owl:sameAs: 10); hipotezy według „esgraph link: name and point”: 6; "
        "hipotezy według „esgraph link: same code”: 4; ostatnia decyzja z 2026-11-29.",
        "Confirmed identity hypotheses (owl:sameAs: 10); hypotheses by “esgraph link: name and point”: 6; "
        "hypotheses by “esgraph link: same code”: 4; last decision of 2026-11-29.",
    }
    wikidata = {str(label) for label in catalogue.objects(URIRef(f"{BASE}catalogue#method-wikidata"), RDFS.label)}
    assert any("hypotheses without a named method: 3" in label for label in wikidata)
    assert not any("last decision" in label for label in wikidata)
    assert {str(catalogue.value(one, DCTERMS.modified)) for one in sets.values()} == {"2026-11-29"}


def test_the_vocabularies_are_those_of_which_something_is_used(catalogue: Graph, store: ox.Store) -> None:
    answer = store.query("SELECT DISTINCT ?used { { ?s ?used ?o } UNION { ?s a ?used } }")
    assert isinstance(answer, ox.QuerySolutions)
    used = [row["used"].value for row in answer]
    told = {str(space) for space in catalogue.objects(DATASET, VOID.vocabulary)}
    assert told == {space for space in PREFIXES.values() if any(iri.startswith(space) for iri in used)}
    assert str(XSD) not in told
    assert PREFIXES["esg"] in told


def test_each_space_that_links_lead_to_is_a_linkset_of_its_own(tmp_path: Path) -> None:
    """Two schemes of one host are two, and an IRI need not have a host."""
    links = {
        "http://one.example/entity/Q1": "http://one.example/entity/",
        "https://one.example/entity/Q1": "https://one.example/entity/",
        "urn:isbn:9788301000000": "urn:isbn:",
        "urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6": "urn:uuid:",
        "tag:example.org,2024:x": "tag:",
    }
    thing, same = ox.NamedNode(f"{BASE}id/place/a"), ox.NamedNode("http://www.w3.org/2002/07/owl#sameAs")
    quads = {ox.Quad(thing, same, ox.NamedNode(iri), ox.NamedNode(f"{BASE}graph/a")) for iri in links}
    write_nquads(quads, tmp_path / "some.nq")
    told = to_rdflib(linking.describe(count(tmp_path / "some.nq", BASE), BASE, "2026-01-01"))
    sets = set(told.subjects(RDF.type, VOID.Linkset))
    assert len(sets) == len(links)
    for one in sets:
        assert [str(number) for number in told.objects(one, VOID.triples)] == ["1"]
    targets = {str(told.value(one, VOID.objectsTarget)): one for one in sets}
    assert len(targets) == len(links)
    for iri in targets:
        assert len(list(told.objects(URIRef(iri), DCTERMS.title))) == 2
    assert sorted(str(space) for space in told.objects(None, VOID.uriSpace)) == sorted(links.values())
    assert {str(day) for day in told.objects(None, DCTERMS.modified)} == {"2026-01-01"}


def test_example_resources_are_there_and_are_the_first_of_their_kind(catalogue: Graph, store: ox.Store) -> None:
    examples = sorted(str(iri) for iri in catalogue.objects(DATASET, VOID.exampleResource))
    assert f"{BASE}id/organization/ab-ovo" in examples
    kinds = [iri.removeprefix(f"{BASE}id/").partition("/")[0] for iri in examples]
    assert len(set(kinds)) == len(kinds)
    for iri, kind in zip(examples, kinds, strict=True):
        assert number(store, f"<{iri}> ?p ?o")
        assert not number(
            store,
            f'?s ?p ?o FILTER(STRSTARTS(STR(?s), "{BASE}id/{kind}/") && STR(?s) < "{iri}" && !CONTAINS(STR(?s), "#"))',
        )


_NAMES = st.integers(0, 3).map(lambda number: ox.NamedNode(f"https://example.org/id/place/{number}"))
_OTHERS = st.sampled_from(
    [
        ox.Literal("a <b> \"c\" \\ \n <https://example.org/g> ."), ox.Literal("ł", language="pl"), ox.Literal("1"),
        ox.NamedNode("https://sws.geonames.org/1/"), ox.NamedNode("https://example.org/ż"),
    ]
)  # fmt: skip
_PREDICATES = st.sampled_from(
    [ox.NamedNode(iri) for iri in (str(RDF.type), "http://www.w3.org/2002/07/owl#sameAs", "https://example.org/p")]
)
_GRAPHS = st.sampled_from([ox.NamedNode(f"https://example.org/g{number}") for number in ("", "1", "10")])
_QUADS = st.builds(ox.Quad, _NAMES, _PREDICATES, _NAMES | _OTHERS, _GRAPHS)


@settings(max_examples=200, deadline=None)
@given(st.sets(_QUADS, max_size=30))
def test_any_graph_is_counted_rightly(quads: set[ox.Quad]) -> None:
    base = "https://example.org/"
    with TemporaryDirectory() as folder:
        write_nquads(quads, Path(folder) / "some.nq")
        counts: Counts = count(Path(folder) / "some.nq", base)
    union = {quad.triple for quad in quads}
    assert counts.triples == len(union)
    assert counts.subjects == counts.entities == len({triple.subject for triple in union})
    assert {iri: one.triples for iri, one in counts.properties.items()} == Counter(t.predicate.value for t in union)
    assert {iri: one.triples for iri, one in counts.graphs.items()} == Counter(q.graph_name.value for q in quads)  # type: ignore[union-attr]
    typed = {
        (t.subject, t.object.value)
        for t in union
        if t.predicate.value == str(RDF.type) and isinstance(t.object, ox.NamedNode)
    }
    assert {iri: one.entities for iri, one in counts.classes.items()} == Counter(kind for _, kind in typed)
    linked = [
        t
        for t in union
        if t.predicate.value.endswith("sameAs") and t.object == ox.NamedNode("https://sws.geonames.org/1/")
    ]
    assert sum(counts.linksets.values()) == len(linked)


def test_editors_find_examples_as_they_ask_for_them(store: ox.Store, release: Release) -> None:
    """The queries of SIB's editor; what they find are the questions, and each runs as it stands."""
    found = store.query(
        "SELECT DISTINCT ?sq ?comment ?query { ?sq a sh:SPARQLExecutable ; rdfs:comment ?comment ; "
        "sh:select|sh:ask|sh:construct ?query } ORDER BY ?sq",
        prefixes={"sh": str(SH), "rdfs": "http://www.w3.org/2000/01/rdf-schema#"},
    )
    assert isinstance(found, ox.QuerySolutions)
    rows = [(row["sq"], row["comment"], row["query"]) for row in found]
    assert {comment.value for _, comment, _ in rows} == {
        words for question in release.questions() for words in question.words.values()
    }
    texts = {query.value for _, _, query in rows}
    assert len(texts) == 25
    for text in texts:
        assert not text.startswith("#+")
        store.query(text)


def test_editors_find_prefixes_as_they_ask_for_them(store: ox.Store) -> None:
    answer = store.query(
        "SELECT DISTINCT ?prefix ?namespace WHERE { [] sh:namespace ?namespace ; sh:prefix ?prefix }",
        prefixes={"sh": str(SH)},
    )
    assert isinstance(answer, ox.QuerySolutions)
    assert {row["prefix"].value: row["namespace"].value for row in answer} == prefixes(BASE)
    assert {triple.predicate.value.removeprefix(str(SH)) for triple in declarations(BASE)} >= {
        "declare",
        "prefix",
        "namespace",
    }


def test_the_citation_file_is_valid(complete: Settings, release: Release, tmp_path: Path) -> None:
    """By the schema of the Citation File Format 1.2.0, as check-jsonschema has it."""
    odd = tmp_path / "CITATION.cff"
    odd.write_text(citation.cff(complete, release.manifest), encoding="utf-8")
    for path in (release.path / "CITATION.cff", odd):
        command = [
            sys.executable,
            "-m",
            "check_jsonschema",
            "--builtin-schema",
            "vendor.citation-file-format",
            str(path),
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    told = yaml.safe_load((release.path / "CITATION.cff").read_text("utf-8"))
    assert told["type"] == "dataset"
    assert told["title"] == "Knowledge graph of the social economy in Mazovia"
    assert told["authors"] == [{"name": "The esgraph project", "website": "https://w3id.org/esgraph/"}]
    assert (told["version"], told["date-released"], told["license"]) == ("1.0.0", "2026-11-29", "CC-BY-4.0")
    assert told["identifiers"][0]["value"] == release.manifest.id
    assert told["url"] == f"{BASE}releases/{release.manifest.id}"


@pytest.mark.parametrize(
    ("keywords", "expected"), [((), None), (("b", "a", "b"), ["b", "a"])], ids=["none", "one of them twice"]
)
def test_a_citation_file_has_each_keyword_once(
    project: Project, release: Release, tmp_path: Path, keywords: tuple[str, ...], expected: list[str] | None
) -> None:
    """The schema wants one at least, and none twice."""
    chosen = replace(project.settings, keywords={"pl": keywords, "en": keywords})
    path = tmp_path / "CITATION.cff"
    path.write_text(citation.cff(chosen, release.manifest), encoding="utf-8")
    assert yaml.safe_load(path.read_text("utf-8")).get("keywords") == expected
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.citation-file-format", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def entry(text: str) -> dict[str, str]:
    library = parse_string(text)
    assert not library.failed_blocks
    (found,) = library.entries
    assert found.entry_type == "misc"
    return {field.key: str(field.value) for field in found.fields}


def test_two_releases_of_one_version_are_two_entries(project: Project, release: Release) -> None:
    texts = [
        citation.bibtex(project.settings, replace(release.manifest, id=f"1.0.0-{number}")) for number in ("a", "b")
    ]
    assert len({parse_string(text).entries[0].key for text in texts}) == 2
    assert len(parse_string("".join(texts)).entries) == 2


def test_the_bibtex_entry_can_be_read(release: Release) -> None:
    found = entry((release.path / "citation.bib").read_text("utf-8"))
    assert found["title"].strip("{}") == "Knowledge graph of the social economy in Mazovia"
    assert (found["year"], found["month"], found["version"]) == ("2026", "11", "1.0.0")
    assert found["url"] == f"{BASE}releases/{release.manifest.id}"
    assert release.manifest.id in found["note"]


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1))
@settings(deadline=None)
def test_any_title_stands_in_bibtex_and_in_the_citation_file(title: str) -> None:
    chosen = Settings({"pl": title, "en": title}, {"pl": "o", "en": "o"}, BASE, "1 {beta}", "2026-01-02", "2026-01-02", "https://example.org/", {"pl": title, "en": title}, BASE, {"pl": "z", "en": "c"}, {})  # fmt: skip
    manifest = Manifest("1-a", "1", BASE, chosen.title, chosen.licence, "2026-01-02", "2026-01-02", "", {}, {})
    plain = title
    for char in "&%$#_":
        plain = plain.replace(char, f"\\{char}")
    text = citation.bibtex(chosen, manifest)
    # BibTeX counts braces as they stand, with a backslash before them or without, and never may more be closed.
    depths = list(accumulate({"{": 1, "}": -1}.get(char, 0) for char in text))
    assert (depths[-1], min(depths)) == (0, 0)
    found = entry(text)
    if not set(title) & set("\\~^{}"):
        assert found["title"] == f"{{{plain}}}"
    assert yaml.safe_load(citation.cff(chosen, manifest))["title"] == title
    assert yaml.safe_load(citation.cff(chosen, manifest))["license-url"] == "https://example.org/"


@pytest.mark.parametrize(
    ("address", "name", "kinds"),
    [
        ("https://creativecommons.org/licenses/by/4.0/", "CC-BY-4.0", ("Attribution",)),
        ("http://creativecommons.org/licenses/by-sa/3.0", "CC-BY-SA-3.0", ("Attribution", "ViralEffect-ShareAlike")),
        ("https://creativecommons.org/licenses/by-nc-nd/4.0/deed", "CC-BY-NC-ND-4.0", ("Attribution", "NonCommercialUseOnly", "NoDerivativeWork")),
        ("https://creativecommons.org/publicdomain/zero/1.0/", "CC0-1.0", ("PublicDomain",)),
        ("https://opendatacommons.org/licenses/odbl/1-0/", "ODbL-1.0", ("Attribution", "ViralEffect-ShareAlike")),
        ("https://example.org/licence", "", ()),
        ("https://creativecommons.org/licenses/by/9.9/", "", ()),
        ("https://creativecommons.org/licenses/by/4.0legalcode", "", ()),
        ("https://www.creativecommons.org/licenses/by/4.0/deed.pl", "CC-BY-4.0", ("Attribution",)),
        ("https://creativecommons.org/licenses/by/4.0/legalcode.pl", "CC-BY-4.0", ("Attribution",)),
        ("https://creativecommons.org/licenses/by/2.5/deed.zh_TW", "CC-BY-2.5", ("Attribution",)),
        ("https://creativecommons.org/publicdomain/zero/1.0/deed.pl", "CC0-1.0", ("PublicDomain",)),
        ("https://creativecommons.org/publicdomain/zero/1.0/legalcode", "CC0-1.0", ("PublicDomain",)),
    ],
)  # fmt: skip
def test_licences_are_known_by_their_address(address: str, name: str, kinds: tuple[str, ...]) -> None:
    assert licence.spdx(address) == name
    assert licence.kinds(address) == kinds
    assert set(kinds) <= authority.LICENCE_KINDS.codes.keys()
