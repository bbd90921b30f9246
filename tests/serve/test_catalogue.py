"""The page about the dataset: what it tells people, search engines of datasets, and harvesters that follow its links."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient
from rdflib import DCTERMS, RDFS, Graph, Literal, Namespace, URIRef

from esgraph import vocabulary
from esgraph.build.project import Project
from esgraph.build.publish import publish
from esgraph.build.report import Report
from esgraph.build.scaffold import create
from esgraph.build.stages import Stages
from esgraph.errors import LANGUAGES, Language
from esgraph.history.directory import Directory
from esgraph.release import Release
from esgraph.serve.app import create_app
from esgraph.vocabulary import RDF, SCHEMA
from tests.conftest import material
from tests.reading import read
from tests.test_standards import conforms

# rdflib 7.6 has the terms of DCAT 2 alone.
DCAT = Namespace(vocabulary.DCAT)
HTML = {"Accept": "text/html"}
OTHER: dict[Language, Language] = {"pl": "en", "en": "pl"}


def embedded(client: FlaskClient, language: Language) -> dict[str, Any]:
    page = client.get("/catalogue", query_string={"lang": language}, headers=HTML).text
    (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, flags=re.S)
    document: dict[str, Any] = json.loads(found)
    return document


def triples(document: dict[str, Any]) -> list[ox.Triple]:
    return [quad.triple for quad in ox.parse(json.dumps(document), ox.RdfFormat.JSON_LD)]


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """A site whose settings say all that can be said, below another base."""
    folder = tmp_path_factory.mktemp("made-up")
    create(folder / "data")
    settings = folder / "data/dataset.yaml"
    text = settings.read_text("utf-8").replace("# temporal", "temporal").replace("# availability", "availability")
    settings.write_text(text.replace("# contact", "contact").replace("# previous", "previous"), "utf-8")
    project = Project.open(folder / "data")
    release = publish(read(project), Report((), ""), project.settings, folder / "release", Stages())
    yield create_app(release).test_client()


@pytest.mark.parametrize("language", LANGUAGES)
def test_search_engines_are_told_what_the_dataset_is(client: FlaskClient, release: Release, language: Language) -> None:
    told, manifest = embedded(client, language), release.manifest
    assert told["@type"] == "Dataset"
    assert told["@id"] == f"{manifest.base}catalogue#dataset"
    assert told["name"] == manifest.title[language]
    assert told["alternateName"] == [manifest.title[OTHER[language]]]
    assert (told["version"], told["dateModified"], told["license"]) == (
        manifest.version,
        manifest.modified,
        manifest.licence,
    )
    assert told["creator"]["name"] == {"pl": "Projekt esgraph", "en": "The esgraph project"}[language]
    assert told["isAccessibleForFree"] is True
    assert {"pl": "ekonomia społeczna", "en": "social economy"}[language] in told["keywords"]
    assert (
        told["spatialCoverage"][0]["name"] == {"pl": "województwo mazowieckie", "en": "Mazovian Voivodeship"}[language]
    )
    assert "temporalCoverage" not in told, "nobody said it"


def test_search_engines_can_fetch_the_files(client: FlaskClient, release: Release) -> None:
    files = {
        file["contentUrl"].partition(f"/{release.manifest.id}/")[2]: file
        for file in embedded(client, "en")["distribution"]
    }
    assert {"esgraph.nq", "esgraph.ttl"} <= files.keys()
    for name, file in files.items():
        entry = release.manifest.files[name]
        answer = client.get(file["contentUrl"])
        assert answer.status_code == 200
        assert (file["contentSize"], file["sha256"]) == (f"{entry.size} B", entry.sha256)
        assert answer.content_length == entry.size
        assert answer.mimetype == file["encodingFormat"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_uses_terms_of_schema_org_alone(client: FlaskClient, made_up: FlaskClient, language: Language) -> None:
    vocabulary = Graph().parse(material("vocab/schemaorg/schemaorg-30.0-current-https.ttl"))
    for site in (client, made_up):
        found = triples(embedded(site, language))
        used = {one.predicate.value for one in found} - {f"{RDF}type"}
        used |= {one.object.value for one in found if one.predicate.value == f"{RDF}type"}  # type: ignore[union-attr]
        assert len(used) > 20
        assert all(term.startswith(SCHEMA) for term in used)
        assert [term for term in used if (URIRef(term), RDFS.label, None) not in vocabulary] == []


def test_addresses_are_things_and_not_texts(client: FlaskClient) -> None:
    wanted = {f"{SCHEMA}{name}" for name in ("url", "license", "contentUrl", "sameAs", "creator", "distribution")}
    found = [one for one in triples(embedded(client, "pl")) if one.predicate.value in wanted]
    assert {one.predicate.value for one in found} == wanted
    assert not [one for one in found if isinstance(one.object, ox.Literal)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_tells_all_that_the_settings_say(made_up: FlaskClient, language: Language) -> None:
    page = unescape(made_up.get("/catalogue", query_string={"lang": language}, headers=HTML).text)
    page = page.replace("\N{NO-BREAK SPACE}", " ")
    for words in (
        {"pl": "Biuro", "en": "Office"}, {"pl": "Organizacja pozarządowa", "en": "Non-Governmental Organisation"},
        {"pl": "nieregularny", "en": "irregular"}, {"pl": "publiczny", "en": "public"},
        {"pl": "stabilny", "en": "stable"}, {"pl": "Polska", "en": "Poland"},
        {"pl": "Ludność i społeczeństwo", "en": "Population and society"},
        {"pl": "od 1 stycznia 2024 do 31 grudnia 2024", "en": "1 January 2024 to 31 December 2024"},
        {"pl": "ekonomia społeczna, przykład", "en": "example, social economy"},
    ):  # fmt: skip
        assert words[language] in page
        assert f">{words[OTHER[language]]}<" not in page
    assert 'href="mailto:biuro@example.org"' in page
    told = embedded(made_up, language)
    assert told["temporalCoverage"] == "2024-01-01/2024-12-31"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_how_to_cite_the_release(client: FlaskClient, release: Release, language: Language) -> None:
    page = client.get("/catalogue", query_string={"lang": language}, headers=HTML).text
    cite = unescape(re.sub(r"<[^>]+>", "", page.partition('<p class="citation">')[2].partition("</p>")[0]))
    cite = cite.replace("\N{NO-BREAK SPACE}", " ")
    for part in (
        release.manifest.title[language],
        "(2026)",
        "1.0.0",
        f"{release.manifest.base}releases/{release.manifest.id}",
        "CC BY 4.0",
    ):
        assert part in cite
    for name, media_type in (("CITATION.cff", "application/yaml"), ("citation.bib", "application/x-bibtex")):
        address = f"/dumps/{release.manifest.id}/{name}"
        assert f'href="{address}"' in page
        answer = client.get(address)
        assert answer.mimetype == media_type
        assert answer.data == (release.path / name).read_bytes()


def test_the_page_counts_what_the_catalogue_counts(client: FlaskClient, store: ox.Store) -> None:
    page = client.get("/catalogue?lang=en", headers=HTML).text
    answer = store.query(
        "SELECT (COUNT(?s) AS ?n) { ?s a esg:Evidence }", prefixes={"esg": "https://w3id.org/esgraph/def#"}
    )
    assert isinstance(answer, ox.QuerySolutions)
    number = next(answer)["n"]
    assert isinstance(number, ox.Literal)
    row = page.partition('href="/def/Evidence')[2].partition("</tr>")[0]
    assert f'<td class="number">{number.value}</td>' in row
    links = page.partition('id="links"')[2].partition("</table>")[0]
    told = re.findall(r'<td><a href="/graph/linkset/(\w+)[^"]*">[^<]*</a></td><td>([^<]*)</td>', links)
    assert [name for name, _ in told] == ["essglobal", "geonames", "nuts", "teryt", "wikidata"]
    assert "owl:sameAs: 10" in dict(told)["geonames"]
    assert re.findall(r'<td class="number">(\d+)</td>', links) == ["13", "10", "8", "17", "6"]


def test_a_release_without_its_catalogue_says_so(release: Release, tmp_path: Path) -> None:
    files = {name: entry for name, entry in release.manifest.files.items() if name != "catalogue.ttl"}
    manifest = replace(release.manifest, files=files)
    for folder in ("ontology", "shapes", "questions", "store"):
        (tmp_path / folder).symlink_to(release.path / folder)
    for name in files:
        if "/" not in name:
            (tmp_path / name).symlink_to(release.path / name)
    (tmp_path / "network").symlink_to(release.path / "network")
    (tmp_path / "manifest.json").write_text(manifest.to_json(), encoding="utf-8")
    client = create_app(Release.open(tmp_path)).test_client()
    assert client.get("/catalogue", headers=HTML).status_code == 503
    assert client.get("/catalogue.ttl").status_code == 503
    assert client.get("/", headers=HTML).status_code == 200


# --- A directory of releases: the series.


def test_a_directory_of_releases_is_a_series(history: FlaskClient, directory: Directory) -> None:
    """DCAT 3, section 12: each release in it, the first and the last, and what came before what."""
    last, second, first = directory.ids()
    base = "https://example.org/es/"
    dataset, whole = URIRef(f"{base}catalogue#dataset"), URIRef(f"{base}catalogue#series")
    told = Graph().parse(data=history.get("/catalogue.ttl").data, format="turtle")
    before = [URIRef(f"{base}releases/{name}") for name in (second, first)]
    assert [told.value(one, DCAT.prev) for one in (dataset, *before)] == [*before, None]
    assert (told.value(whole, DCAT.first), told.value(whole, DCAT.last)) == (before[1], dataset)
    assert set(told.subjects(DCAT.inSeries, whole)) == {dataset, *before}
    assert set(told.objects(URIRef(f"{base}catalogue"), DCAT.dataset)) == {dataset, *before}
    for iri, name in zip(before, (second, first), strict=True):
        manifest = directory.release(name).manifest
        assert str(told.value(iri, DCTERMS.issued)) == manifest.issued
        assert str(told.value(iri, DCAT.version)) == manifest.version
        assert {title.language for title in told.objects(iri, DCTERMS.title) if isinstance(title, Literal)} == {
            "pl",
            "en",
        }
        for address in told.objects(told.value(iri, DCAT.distribution), DCAT.accessURL):
            assert history.get(f"/{str(address).removeprefix(base)}").status_code == 200
    began = min(directory.release(name).manifest.issued for name in directory.ids())
    assert {str(day) for iri in (whole, URIRef(f"{base}catalogue")) for day in told.objects(iri, DCTERMS.issued)} == {
        began
    }
    # The file of the release says what the data say, whatever came before.
    alone = Graph().parse(directory.release(last).catalogue)
    assert (dataset, DCAT.prev, None) not in alone
    assert {triple for triple in alone if triple[1] != DCTERMS.issued} < set(told)
    text = history.get("/catalogue?lang=en", headers=HTML).text
    assert f"/releases/{second}" in text.partition("Release before this one")[2].partition("</dd>")[0]


@pytest.mark.parametrize("name", ["3.0.1-shapes", "3.0.1-range", "3.0.1-deprecateduris"])
def test_the_series_conforms_to_dcat_ap(history: FlaskClient, name: str) -> None:
    told = Graph().parse(data=history.get("/catalogue.nt").data, format="nt")
    result, text = conforms(told, material(f"vocab/dcat-ap/{name}.ttl"), Graph())
    assert result, text


def test_the_first_release_is_before_none(client: FlaskClient, release: Release) -> None:
    assert client.get("/catalogue.ttl").data == release.catalogue.read_bytes()
