"""Documentation of ontology, schemes, shapes and dataset: whole, in both languages, true to the files and to the data."""

import re
import urllib.request
from html import unescape
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
from flask.testing import FlaskClient
from rdflib import OWL, RDF, RDFS, SH, SKOS, Graph, URIRef
from rdflib.compare import isomorphic

from esgraph import resources
from esgraph.errors import LANGUAGES, Language
from esgraph.release import Release
from esgraph.serve import reference, texts, themes
from esgraph.serve.app import create_app
from esgraph.serve.holding import HeldFiles
from esgraph.serve.settings import Settings
from esgraph.vocabulary import ESG, SCHEME, SHAPE
from esgraph.vocabulary import SKOS as SKOS_NAMESPACE
from tests.conftest import ROOT
from tests.serve.test_pages import check

HTML = {"Accept": "text/html"}
ONTOLOGY = Graph().parse(resources.ontology() / "esgraph.ttl")
SCHEMES = Graph()
for file in (resources.ontology() / "schemes").glob("*.ttl"):
    SCHEMES.parse(file)
SHAPES = Graph()
for file in resources.shapes().rglob("*.ttl"):
    SHAPES.parse(file)
FILES = ONTOLOGY + SHAPES

OWN = sorted(str(term) for term in ONTOLOGY.subjects(RDFS.isDefinedBy) if str(term).startswith(ESG))
CONCEPTS = sorted(str(one) for kind in (SKOS.Concept, SKOS.ConceptScheme) for one in SCHEMES.subjects(RDF.type, kind))
NAMED_SHAPES = sorted(
    str(one).removeprefix(SHAPE) for one in SHAPES.subjects(RDF.type, SH.NodeShape) if isinstance(one, URIRef)
)

DOCUMENTS = [
    "/def", "/def/1.0.0", "/def/Award", "/def/org:Organization", "/scheme", "/scheme/kind",
    "/scheme/kind/social-cooperative", "/shape", "/shape/OrganizationKindShape", "/catalogue",
]  # fmt: skip


def said(graph: Graph, subject: str, predicate: URIRef, language: Language) -> str:
    return next(str(value) for value in graph.objects(URIRef(subject), predicate) if value.language == language)  # type: ignore[attr-defined]


def read(page: str) -> str:
    """A page as its reader sees it: no tags, one space between words."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def plain(text: str) -> str:
    return " ".join(text.replace("`", " ").split())


def words(page: str) -> str:
    """What `read` gives, with the marks of code and the bound spaces of Polish taken out."""
    return re.sub(r" ([,.;:)])", r"\1", read(page)).replace("( ", "(")


def number(store: ox.Store, query: str) -> int:
    (row,) = store.query(query)  # type: ignore[misc]
    return int(row[0].value)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("term", OWN, ids=lambda term: term.removeprefix(ESG))
def test_every_own_term_has_its_page_and_its_anchor(client: FlaskClient, term: str, language: Language) -> None:
    name = term.removeprefix(ESG)
    page = client.get(f"/def/{name}", query_string={"lang": language}, headers=HTML)
    assert page.status_code == 200
    assert check(page.text).language == language
    shown = read(page.text)
    for predicate in (RDFS.label, RDFS.comment):
        assert plain(said(ONTOLOGY, term, predicate, language)) in shown
    assert str(ONTOLOGY.value(URIRef(term), SKOS.example)) in unescape(page.text)
    for predicate in (RDFS.domain, RDFS.range, RDFS.subClassOf, RDFS.subPropertyOf):
        for other in ONTOLOGY.objects(URIRef(term), predicate):
            assert f">{said(ONTOLOGY, str(other), RDFS.label, language)}</a>".replace(" ", "") in page.text.replace(
                " ", ""
            ).replace("\N{NO-BREAK SPACE}", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_big_page_has_every_term_once(client: FlaskClient, language: Language) -> None:
    page = client.get("/def", query_string={"lang": language}, headers=HTML).text
    ids = check(page).ids
    for term in OWN:
        assert ids.count(term.removeprefix(ESG)) == 1
        assert plain(said(ONTOLOGY, term, RDFS.comment, language)) in read(page)
    for reused in ("org-Organization", "cv-Participation", "schema-Event", "prov-wasDerivedFrom", "oa-exact"):
        assert reused in ids
    assert len(page.encode()) < 300_000


def test_every_own_term_belongs_to_one_theme(release: Release) -> None:
    grouped = themes.sorted_by_theme(reference.read(HeldFiles(release)).terms.values())
    assert themes.REST not in grouped
    assert sorted(term.iri for listed in grouped.values() for term in listed) == OWN


def test_every_term_that_the_graph_uses_has_a_page(client: FlaskClient, store: ox.Store, release: Release) -> None:
    used = {row[0].value for row in store.query("SELECT DISTINCT ?p { { ?s ?p ?o } UNION { ?s a ?p } }")}  # type: ignore[union-attr]
    ids = set(check(client.get("/def", headers=HTML).text).ids)
    known = reference.read(HeldFiles(release))
    for iri in used:
        term = known.terms[iri]
        assert term.anchor in ids
        assert client.get(f"/def/{term.address}", headers=HTML).status_code == 200


@pytest.mark.parametrize("path", DOCUMENTS)
@pytest.mark.parametrize(("suffix", "parser"), [("ttl", "turtle"), ("jsonld", "json-ld"), ("rdf", "xml"), ("nt", "nt")])
def test_every_alternate_holds_the_same_graph(client: FlaskClient, path: str, suffix: str, parser: str) -> None:
    page = client.get(path, headers=HTML)
    address = f"{path}.{suffix}"
    assert f'href="{address}"' in page.text
    assert f'<{address}>; rel="alternate"' in ", ".join(page.headers.getlist("Link"))
    answer = client.get(address)
    assert answer.status_code == 200
    graph = Graph().parse(data=answer.data, format=parser)
    wanted = client.get(path, headers={"Accept": "application/n-triples"})
    assert wanted.mimetype == "application/n-triples"
    assert len(graph)
    assert isomorphic(graph, Graph().parse(data=wanted.data, format="nt"))
    assert client.get(address).data == answer.data


def test_the_graphs_are_those_of_the_release(client: FlaskClient, store: ox.Store) -> None:
    for path, name in (("/def.nt", "ontology"), ("/scheme.nt", "schemes")):
        graph = ox.NamedNode(f"https://w3id.org/esgraph/graph/{name}")
        published = {quad.triple for quad in store.quads_for_pattern(None, None, None, graph)}
        assert {quad.triple for quad in ox.parse(client.get(path).data, ox.RdfFormat.N_TRIPLES)} == published
    assert isomorphic(Graph().parse(data=client.get("/shape.ttl").data, format="turtle"), SHAPES)


def test_the_catalogue_is_the_file_of_the_release(client: FlaskClient, release: Release) -> None:
    """With sizes, checksums and counts, which the graph cannot have; the store keeps no xsd:nonNegativeInteger."""
    assert client.get("/catalogue.ttl").data == release.catalogue.read_bytes()
    told = {quad.triple for quad in ox.parse(client.get("/catalogue.nt").data, ox.RdfFormat.N_TRIPLES)}
    assert told == {quad.triple for quad in ox.parse(path=release.catalogue, format=ox.RdfFormat.TURTLE)}
    for form in (ox.RdfFormat.N_QUADS, ox.RdfFormat.TRIG):
        for answer in (
            client.get("/catalogue", headers={"Accept": form.media_type}),
            client.get("/.well-known/void", headers={"Accept": form.media_type}, follow_redirects=True),
        ):
            assert (answer.status_code, answer.mimetype) == (200, form.media_type)
            assert {quad.triple for quad in ox.parse(answer.data, form)} == told


@pytest.mark.parametrize(
    ("accept", "suffix"),
    [
        ("text/turtle", ".ttl"), ("application/ld+json", ".jsonld"), ("application/rdf+xml", ".rdf"),
        ("application/n-triples", ".nt"), ("*/*", ".ttl"), ("text/html,application/xml;q=0.9,*/*;q=0.8", ""),
    ],
)  # fmt: skip
def test_crawlers_are_led_to_the_catalogue(client: FlaskClient, accept: str, suffix: str) -> None:
    """VoID, section 7.2: the well-known address leads to the description."""
    answer = client.get("/.well-known/void", headers={"Accept": accept})
    assert (answer.status_code, answer.location) == (303, f"/catalogue{suffix}")
    assert "Accept" in answer.headers["Vary"]
    found = client.get(answer.location, headers={"Accept": accept})
    assert found.mimetype == ("text/html" if not suffix else accept.replace("*/*", "text/turtle"))
    assert client.get("/.well-known/void", headers={"Accept": "image/png"}).status_code == 406


@pytest.mark.parametrize("path", DOCUMENTS)
def test_what_is_no_form_is_refused(client: FlaskClient, path: str) -> None:
    assert client.get(f"{path}.exe", headers=HTML).status_code == 404
    assert client.get(path, headers={"Accept": "image/png"}).status_code == 406
    assert client.get(f"{path}.html").mimetype == "text/html"
    assert {"Accept", "Accept-Language"} <= set(
        client.get(path, headers=HTML).headers["Vary"].replace(" ", "").split(",")
    )


def test_the_version_iri_resolves(client: FlaskClient) -> None:
    iri = str(ONTOLOGY.value(URIRef("https://w3id.org/esgraph/def"), OWL.versionIRI))
    path = iri.removeprefix("https://w3id.org/esgraph")
    graph = Graph().parse(data=client.get(path, headers={"Accept": "text/turtle"}).data, format="turtle")
    assert (URIRef("https://w3id.org/esgraph/def"), OWL.versionIRI, URIRef(iri)) in graph
    assert client.get(path, headers=HTML).status_code == 200
    assert client.get("/def/0.9.0", headers=HTML).status_code == 404


def test_the_context_can_be_named_by_documents(server: str) -> None:
    address = f"{server}def/context.jsonld"
    with urllib.request.urlopen(address) as answer:
        assert answer.headers["Content-Type"] == "application/ld+json"
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert answer.read() == (resources.ontology() / "context.jsonld").read_bytes()
    document = f'{{"@context": "{address}", "id": "https://example.org/a", "type": "esg:Award", "name": {{"pl": "A"}}}}'
    graph = Graph().parse(data=document, format="json-ld")
    assert (URIRef("https://example.org/a"), SKOS.prefLabel, rdflib.Literal("A", lang="pl")) in graph


def test_numbers_of_uses_are_those_of_the_data(client: FlaskClient, store: ox.Store, release: Release) -> None:
    page = client.get("/def?lang=en", headers=HTML).text
    for term in OWN:
        name = term.removeprefix(ESG)
        is_class = (URIRef(term), RDF.type, OWL.Class) in ONTOLOGY
        pattern = f"?s a <{term}>" if is_class else f"?s <{term}> ?o"
        found = number(store, f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}")
        assert release.manifest.counts.get(term, 0) == found
        entry = page.partition(f'id="{name}"')[2].partition("</article>")[0]
        expected = texts.counted("count_instances" if is_class else "count_uses", found, "en") if found else "not used"
        assert expected in entry, term


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("concept", CONCEPTS, ids=lambda iri: iri.removeprefix(SCHEME))
def test_every_concept_has_its_page(client: FlaskClient, store: ox.Store, concept: str, language: Language) -> None:
    page = client.get(f"/scheme/{concept.removeprefix(SCHEME)}", query_string={"lang": language}, headers=HTML)
    assert page.status_code == 200
    assert check(page.text).language == language
    shown = read(page.text)
    for other in LANGUAGES:
        assert said(SCHEMES, concept, SKOS.prefLabel, other) in shown
    for predicate in (SKOS.broader, SKOS.inScheme, SKOS.hasTopConcept):
        for beside in SCHEMES.objects(URIRef(concept), predicate):
            assert f'href="/scheme/{str(beside).removeprefix(SCHEME)}?lang={language}"' in page.text
    for notation in SCHEMES.objects(URIRef(concept), SKOS.notation):
        assert str(notation) in shown
    if (URIRef(concept), RDF.type, SKOS.Concept) in SCHEMES:
        used = number(
            store,
            f"SELECT (COUNT(*) AS ?n) {{ ?s ?p <{concept}> FILTER(?p != <{RDF.object}> && !STRSTARTS(STR(?p), '{SKOS_NAMESPACE}')) }}",
        )
        scheme = client.get(
            f"/scheme/{concept.removeprefix(SCHEME).partition('/')[0]}?lang={language}", headers=HTML
        ).text
        entry = scheme.partition(f'<a href="/scheme/{concept.removeprefix(SCHEME)}?lang={language}">')[2].partition(
            "</li>"
        )[0]
        own = entry.partition("<ul")[0]
        assert (texts.counted("count_uses", used, language) in own) if used else ('class="tag"' not in own)


@pytest.mark.parametrize(("concept", "filter_"), [("kind/association", "kind"), ("role/attendee", "role")])
def test_a_concept_leads_to_the_search_for_it(client: FlaskClient, concept: str, filter_: str) -> None:
    page = client.get(f"/scheme/{concept}?lang=en", headers=HTML).text
    address = f"/search?{filter_}={concept.partition('/')[2]}&lang=en"
    assert f'href="{address}"' in unescape(page)
    assert client.get(f"/search.json?{address.partition('?')[2]}").get_json()["total"] > 0


def test_a_scheme_that_is_too_long_says_that_it_is_cut(release: Release) -> None:
    short = create_app(release, Settings(max_html_rows=5)).test_client()
    page = short.get("/scheme/kind?lang=en", headers=HTML).text
    assert "The first 5 concepts" in page
    assert len(re.findall(r'href="/scheme/kind/[^"]+\?', page)) == 5
    whole = Graph().parse(data=short.get("/scheme/kind.ttl").data, format="turtle")
    scheme = URIRef(f"{SCHEME}kind")
    assert set(whole.subjects(SKOS.inScheme, scheme)) == set(SCHEMES.subjects(SKOS.inScheme, scheme))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMED_SHAPES)
def test_every_shape_has_its_page(client: FlaskClient, name: str, language: Language) -> None:
    page = client.get(f"/shape/{name}", query_string={"lang": language}, headers=HTML)
    assert page.status_code == 200
    assert check(page.text).language == language
    shown = words(page.text)
    closure = SHAPES.cbd(URIRef(SHAPE + name))
    for part in (
        *closure.objects(URIRef(SHAPE + name), SH.property),
        *closure.objects(URIRef(SHAPE + name), SH.sparql),
        URIRef(SHAPE + name),
    ):
        for message in SHAPES.objects(part, SH.message):
            if message.language == language:  # type: ignore[attr-defined]
                assert re.sub(r"\s+([,.;:)])", r"\1", plain(str(message))).replace("( ", "(") in shown
        for query in SHAPES.objects(part, SH.select):
            for line in str(query).splitlines():
                assert line.strip() in unescape(page.text)


def test_the_address_of_a_rule_leads_to_its_shape(client: FlaskClient) -> None:
    for part in set(SHAPES.subjects(RDF.type, SH.PropertyShape)) | set(SHAPES.subjects(RDF.type, SH.SPARQLConstraint)):
        if not isinstance(part, URIRef):
            continue
        name = str(part).removeprefix(SHAPE)
        answer = client.get(f"/shape/{name}", headers=HTML)
        assert answer.status_code == 303
        page, _, anchor = answer.headers["Location"].partition("#")
        assert anchor == name
        assert anchor in check(client.get(page, headers=HTML).text).ids
    assert client.get("/shape/prefix-esg", headers=HTML, follow_redirects=True).status_code == 200


@pytest.mark.parametrize(
    "name", ["ConferralShape", "EvidenceShape", "NipShape", "PersonShape", "OrganizationKindShape"]
)
def test_the_rdf_of_a_shape_works_by_itself(client: FlaskClient, name: str) -> None:
    shape = Graph().parse(data=client.get(f"/shape/{name}.ttl").data, format="turtle")
    for path in sorted((ROOT / "tests/shapes" / name).glob("*.ttl")):
        conforms, _, report = pyshacl.validate(Graph().parse(path), shacl_graph=shape, ont_graph=ONTOLOGY)
        assert conforms == path.name.startswith("valid"), report


@pytest.mark.parametrize("language", LANGUAGES)
def test_files_and_vocabularies_have_their_words(release: Release, language: Language) -> None:
    for path in resources.shapes().rglob("*.ttl"):
        name = path.relative_to(resources.shapes()).as_posix()
        assert texts.text("shapes_of_" + name.removesuffix(".ttl").replace("/", "_"), language)
    known = reference.read(HeldFiles(release))
    for prefix in {term.prefix for term in known.terms.values()}:
        assert texts.text(f"vocabulary_{prefix}", language)


LINE = re.compile(r'data-source="([^"]+)" data-property="([^"]+)" data-target="([^"]+)"')

#: An edge is true if ontology or shapes give the property to the class, and the value to the property.
OWNER = """
  { ?property rdfs:domain ?source }
  UNION { ?shape sh:targetSubjectsOf ?property ; sh:class|(sh:or/rdf:rest*/rdf:first/sh:class) ?source }
  UNION { ?shape sh:targetClass ?source ; sh:property/sh:path ?property }
  UNION { ?shape sh:property ?rule . ?rule sh:path/sh:inversePath ?property ; sh:class ?source }
"""
VALUE = """
  { ?property rdfs:range ?target }
  UNION { ?shape sh:targetObjectsOf ?property ; sh:class|(sh:or/rdf:rest*/rdf:first/sh:class) ?target }
  UNION { ?rule sh:path ?property ; sh:class|(sh:or/rdf:rest*/rdf:first/sh:class) ?target }
  UNION { ?shape sh:targetClass ?target ; sh:property/sh:path/sh:inversePath ?property }
"""


def test_diagrams_are_true(client: FlaskClient, release: Release) -> None:
    prefixes = reference.read(HeldFiles(release)).prefixes

    def full(name: str) -> URIRef:
        prefix, _, local = name.partition(":")
        return URIRef(prefixes[prefix] + local)

    drawn = set(LINE.findall(client.get("/def?lang=pl", headers=HTML).text))
    assert drawn == set(LINE.findall(client.get("/def?lang=en", headers=HTML).text))
    assert len(drawn) > 30
    for source, prop, target in drawn:
        names = {"source": full(source), "property": full(prop), "target": full(target)}
        assert FILES.query(f"ASK {{ {OWNER} }}", initBindings=names).askAnswer, (source, prop)
        assert FILES.query(f"ASK {{ {VALUE} }}", initBindings=names).askAnswer, (prop, target)


def test_diagrams_leave_nothing_out(client: FlaskClient) -> None:
    """Every own property between two classes has its line in the diagram of the theme, but from a class to itself."""
    drawn = set(LINE.findall(client.get("/def", headers=HTML).text))
    for term in OWN:
        name = f"esg:{term.removeprefix(ESG)}"
        for domain in ONTOLOGY.objects(URIRef(term), RDFS.domain):
            for range_ in ONTOLOGY.objects(URIRef(term), RDFS.range):
                if (
                    domain == range_
                    or range_ in (SKOS.Concept, RDF.langString)
                    or str(range_).startswith(str(rdflib.XSD))
                ):
                    continue
                namespaces = ONTOLOGY.namespace_manager
                assert (namespaces.qname(domain), name, namespaces.qname(range_)) in drawn  # type: ignore[arg-type]


def test_pages_are_the_same_each_time(release: Release) -> None:
    for path in ("/def", "/def/Cooperation", "/shape/EvidenceShape", "/shape/"):
        first, second = (create_app(release).test_client().get(path, headers=HTML).data for _ in range(2))
        assert first == second


PAGES = [
    "/def",
    "/def/org:classification",
    "/scheme/",
    "/scheme/kind",
    "/scheme/kind/cooperative",
    "/shape/",
    "/shape/ConferralShape",
    "/catalogue",
    "/downloads",
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PAGES)
def test_no_bare_iri_where_there_is_a_label(client: FlaskClient, path: str, language: Language) -> None:
    page = client.get(path, query_string={"lang": language}, headers=HTML).text
    outside_code = re.sub(r"<(code|pre|svg|head)\b.*?</\1>", "", page, flags=re.S)
    assert "https://w3id.org/esgraph/" not in read(outside_code)
    assert "http" not in read(outside_code)
    for line in re.findall(r"<text[^>]*>([^<]*)</text>", page):
        assert ":" not in line, "a prefixed name in a drawing"


@pytest.mark.parametrize("path", [*DOCUMENTS, *PAGES])
def test_links_work_below_a_prefix(client: FlaskClient, path: str) -> None:
    answer = client.get(path, base_url="http://localhost/graf/", headers=HTML)
    links = [link for link in check(answer.text).links if link.startswith("/")]
    assert links
    assert all(link.startswith("/graf/") for link in links)
    assert all("</graf/" in link for link in answer.headers.getlist("Link"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_describes_the_dataset(client: FlaskClient, store: ox.Store, language: Language) -> None:
    page = client.get("/catalogue", query_string={"lang": language}, headers=HTML).text
    for graph in store.named_graphs():
        name = str(graph.value).removeprefix("https://w3id.org/esgraph/graph/")
        statements = number(store, f"SELECT (COUNT(*) AS ?n) {{ GRAPH {graph} {{ ?s ?p ?o }} }}")
        row = page.partition(f"<code>{name}</code>")[2].partition("</tr>")[0]
        assert f">{texts.decimal(statements, language)}<" in row, name
    for words_of in (
        {"pl": "Projekt esgraph", "en": "The esgraph project"},
        {"pl": "Pierwsze wydanie.", "en": "First release."},
    ):
        assert words_of[language] in read(page)


def test_downloads_name_every_file_with_its_whole_hash(client: FlaskClient, release: Release) -> None:
    page = client.get("/downloads?lang=en", headers=HTML).text
    for name, entry in release.manifest.files.items():
        assert f'href="/dumps/latest/{name}"' in page
        assert f">{entry.sha256}<" in page
    rows = re.findall(r"<tr><td><a href=\"/dumps/latest/([^\"]+)\">[^<]*</a></td><td>(.*?)</td>", page, flags=re.S)
    assert [name for name, what in rows if not what.strip()] == []
    for address in re.findall(r"curl -[Os] http://localhost([^\s<]+)", page):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    ("size", "polish", "english"),
    [(0, "0 B", "0 B"), (999, "999 B", "999 B"), (1_000, "1 kB", "1 kB"), (1_440, "1,4 kB", "1.4 kB"),
     (9_960, "10 kB", "10 kB"), (644_123, "644 kB", "644 kB"), (999_600, "1 MB", "1 MB"), (2_500_000_000, "2,5 GB", "2.5 GB")],
)  # fmt: skip
def test_sizes_as_people_say_them(size: int, polish: str, english: str) -> None:
    assert texts.size(size, "pl").replace("\N{NO-BREAK SPACE}", " ") == polish
    assert texts.size(size, "en").replace("\N{NO-BREAK SPACE}", " ") == english


def test_the_files_of_the_package_are_what_the_server_reads(release: Release) -> None:
    for folder in ("ontology", "shapes"):
        for path in sorted((release.path / folder).rglob("*.ttl")):
            source: Path = getattr(resources, folder)() / path.relative_to(release.path / folder)
            assert path.read_bytes() == source.read_bytes()
