"""Linked data and pages: the right document for whom asks, in the right language, and nothing leaks."""

import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest
import rdflib
from flask import Flask
from flask.testing import FlaskClient

from esgraph.errors import LANGUAGES, Language
from esgraph.release import Release
from esgraph.serve.app import create_app
from esgraph.serve.texts import TEXTS
from tests.site import KINDS, PAGES, in_language

POZYTEK = "https://w3id.org/esgraph/id/organization/pozytek"


class Checker(HTMLParser):
    """Collects links and ids, and complains of tags that do not close."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.links: set[str] = set()
        self.language = ""
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        assert "style" not in values, "an inline style, which the Content-Security-Policy forbids"
        # A script is a file of ours; what stands in the page is data.
        assert tag != "script" or "/static/" in (values.get("src") or "") or "json" in (values.get("type") or "")
        if tag == "html":
            self.language = values.get("lang") or ""
        if values.get("id"):
            self.ids.append(values["id"] or "")
        for name in ("href", "src", "action"):
            if link := values.get(name):
                self.links.add(link)
        if tag not in ("meta", "link", "input", "br", "img", "hr", "wbr"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def check(text: str) -> Checker:
    checker = Checker()
    checker.feed(text)
    assert checker.open == []
    assert len(checker.ids) == len(set(checker.ids))
    return checker


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_page_is_whole_and_in_one_language(client: FlaskClient, kind: str, language: Language) -> None:
    response = client.get(in_language(KINDS[kind], language), headers={"Accept": "text/html"})
    assert response.status_code == 200
    assert response.mimetype == "text/html"
    assert check(response.text).language == language
    other: Language = "en" if language == "pl" else "pl"
    for name in ("questions", "downloads", "skip", "licence"):
        assert TEXTS[name][language] in response.text
        assert f">{TEXTS[name][other]}<" not in response.text
    assert "https://w3id.org/esgraph/scheme/" not in re.sub(
        r"<code>.*?</code>|href=\"[^\"]*\"", "", response.text, flags=re.S
    )


#: What stands there as it was written: code, data, what people type, and words that a script puts values into.
_AS_WRITTEN = re.compile(r"<(script|style|code|pre|textarea)\b.*?</\1>| data-[\w-]+=\"[^\"]*\"", re.S)
#: A place for a value that none was put into.
_EMPTY_PLACE = re.compile(r"\{(?:[a-z]\w*)?\}")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", PAGES)
def test_no_word_of_the_interface_is_left_without_its_value(client: FlaskClient, kind: str, language: Language) -> None:
    path, status = PAGES[kind]
    response = client.get(in_language(path, language), headers={"Accept": "text/html"})
    assert response.status_code == status
    assert _EMPTY_PLACE.findall(_AS_WRITTEN.sub("", response.text)) == []


@pytest.mark.parametrize(
    ("accept", "location"),
    [
        ("text/html", "/page/organization/pozytek"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "/page/organization/pozytek"),
        ("text/turtle", "/data/organization/pozytek"),
        ("application/ld+json", "/data/organization/pozytek"),
        ("application/rdf+xml;q=0.9, text/html;q=0.5", "/data/organization/pozytek"),
    ],
)
def test_a_thing_leads_to_its_document(client: FlaskClient, accept: str, location: str) -> None:
    response = client.get("/id/organization/pozytek", headers={"Accept": accept})
    assert response.status_code == 303
    assert response.headers["Location"] == location
    assert {"Accept", "Accept-Language"} <= set(response.headers["Vary"].replace(" ", "").split(","))


@pytest.mark.parametrize(("suffix", "parser"), [("ttl", "turtle"), ("jsonld", "json-ld"), ("rdf", "xml"), ("nt", "nt")])
def test_every_rdf_form_holds_the_same_graph(client: FlaskClient, suffix: str, parser: str) -> None:
    response = client.get(f"/id/organization/pozytek.{suffix}", follow_redirects=True)
    graph = rdflib.Graph().parse(data=response.data, format=parser)
    reference = client.get("/data/organization/pozytek", headers={"Accept": "application/n-triples"})
    assert set(graph) == set(rdflib.Graph().parse(data=reference.data, format="nt"))
    iri = rdflib.URIRef(POZYTEK)
    assert (iri, rdflib.SKOS.prefLabel, rdflib.Literal("Spółdzielnia Socjalna „Pożytek”", lang="pl")) in graph
    assert (None, rdflib.URIRef("https://w3id.org/esgraph/def#headcountOf"), iri) in graph
    assert (None, rdflib.URIRef("https://w3id.org/esgraph/def#gapSubject"), iri) in graph
    assert 'rel="alternate"; type="text/html"' in response.headers["Link"]


def test_a_page_shows_evidence_gaps_and_conflicts(client: FlaskClient) -> None:
    page = client.get("/page/event/panel?lang=en").text
    assert "Kolejną częścią spotkania był panel dyskusyjny" in page
    assert "Where sources differ" in page
    gap = client.get("/page/organization/pozytek?lang=en").text
    assert "The seat of the cooperative is not given." in gap.partition("<aside")[2]
    derived = client.get("/page/organization/ab-ovo?lang=en").text
    partner = derived.partition("Works with")[2]
    assert '<span class="tag derived">derived</span>' in partner
    assert 'href="/page/cooperation/ab-ovo-ops-w-tluszczu?lang=en"' in partner.partition("</section>")[0]
    assert "paraphrase" in client.get("/page/event/iv-mazowieckie-spotkania?lang=en").text


def test_the_graph_of_a_source_downloads(client: FlaskClient, release: Release) -> None:
    response = client.get("/graph/source/mbpr-2018-06-08.nq")
    assert response.mimetype == "application/n-quads"
    name = b"<https://w3id.org/esgraph/graph/source/mbpr-2018-06-08> ."
    expected = {line for line in release.nquads.read_bytes().splitlines() if line.endswith(name)}
    assert set(response.data.splitlines()) == expected
    turtle = client.get("/graph/source/mbpr-2018-06-08", headers={"Accept": "text/turtle"})
    assert len(rdflib.Graph().parse(data=turtle.data, format="turtle")) == len(expected)


def test_the_ontology_and_its_terms(client: FlaskClient) -> None:
    page = client.get("/def/Cooperation?lang=pl", headers={"Accept": "text/html"}).text
    assert "<h1>współpraca</h1>" in page
    turtle = client.get("/def", headers={"Accept": "text/turtle"}, follow_redirects=True)
    graph = rdflib.Graph().parse(data=turtle.data, format="turtle")
    assert (rdflib.URIRef("https://w3id.org/esgraph/def#Cooperation"), None, None) in graph
    assert client.get("/shape/ConferralShape", headers={"Accept": "text/turtle"}).mimetype == "text/turtle"
    assert client.get("/shape/NoSuchShape").status_code == 404


def test_the_dumps_download_byte_for_byte(client: FlaskClient, release: Release) -> None:
    for release_id in ("latest", release.manifest.id):
        response = client.get(f"/dumps/{release_id}/esgraph.ttl")
        assert response.data == release.turtle.read_bytes()
        assert response.mimetype == "text/turtle"
        assert response.headers["ETag"].strip('"') == release.manifest.files["esgraph.ttl"].sha256
    again = client.get("/dumps/latest/esgraph.ttl", headers={"If-None-Match": response.headers["ETag"]})
    assert again.status_code == 304
    part = client.get("/dumps/latest/esgraph.nq", headers={"Range": "bytes=0-99"})
    assert (part.status_code, part.data) == (206, release.nquads.read_bytes()[:100])


def test_a_release_replaced_under_the_server_is_not_passed_off_as_this_one(release: Release, tmp_path: Path) -> None:
    copy = Release(tmp_path / "release", release.manifest)
    shutil.copytree(release.path, copy.path)
    client = create_app(copy).test_client()
    (copy.path / "esgraph.ttl").write_text("# another release")
    response = client.get("/dumps/latest/esgraph.ttl")
    assert response.status_code == 503
    assert "restart" in response.text


@pytest.mark.parametrize(
    "path",
    [
        "/dumps/latest/../manifest.json", "/dumps/latest/%2e%2e/%2e%2e/etc/passwd", "/dumps/latest/store/CURRENT",
        "/dumps/0.0.0/esgraph.ttl", "/id/organization/nobody", "/page/organization/nobody", "/data/organization/nobody",
        "/page/organization/%3E%20%7D%20%23", "/id/%3Cscript%3E/x", "/graph/nothing", "/scheme/kind/nothing",
        "/def/Nothing", "/questions/nothing", "/questions/01-who-received-the-award.exe", "/nothing",
        "/id/organization/nobody.ttl",
    ],
)  # fmt: skip
def test_what_is_not_there_is_404_and_tells_nothing(client: FlaskClient, release: Release, path: str) -> None:
    for accept in ("text/html", "application/json"):
        response = client.get(path, headers={"Accept": accept}, follow_redirects=True)
        assert response.status_code == 404
        assert str(release.path) not in response.text
        assert "Traceback" not in response.text
        assert "<script>" not in response.text
        assert response.mimetype == ("text/html" if accept == "text/html" else "application/problem+json")


def test_a_defect_shows_no_detail(release: Release, monkeypatch: pytest.MonkeyPatch) -> None:
    app: Flask = create_app(release)
    monkeypatch.setattr("esgraph.serve.pages.home.render_template", lambda *_args, **_values: 1 / 0)
    response = app.test_client().get("/", headers={"Accept": "application/json"})
    assert response.status_code == 500
    assert "division" not in response.text


def test_the_reader_chooses_the_language(client: FlaskClient) -> None:
    def language(**headers: str) -> str:
        return check(client.get("/", headers=headers).text).language

    assert language() == "pl"
    assert language(**{"Accept-Language": "en-GB,en;q=0.8"}) == "en"
    assert language(**{"Accept-Language": "de, pl;q=0.5, en;q=0.4"}) == "pl"
    assert check(client.get("/?lang=en", headers={"Accept-Language": "pl"}).text).language == "en"


def test_links_work_below_a_prefix(app: Flask) -> None:
    response = app.test_client().get("/page/organization/ab-ovo", base_url="http://localhost/graf/")
    links = [link for link in check(response.text).links if link.startswith("/")]
    assert links
    assert all(link.startswith("/graf/") for link in links)


def test_every_answer_is_safe_and_dated(client: FlaskClient, release: Release) -> None:
    for path in ("/", "/nothing", "/sparql?query=ASK{}", "/dumps/latest/esgraph.ttl", "/static/style.css"):
        headers = client.get(path).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert headers["Esgraph-Release"] == release.manifest.id


def test_a_question_with_its_parameters_and_files(client: FlaskClient) -> None:
    address = "/questions/20-organisations-below-terc"
    page = client.get(address, query_string={"lang": "en", "area": "1408"}).text
    assert "Legionowo County" in page
    assert "AB OVO" not in page
    csv = client.get(f"{address}.csv", query_string={"area": "1408"})
    assert csv.mimetype == "text/csv"
    assert "ab-ovo" not in csv.text
    assert client.get(f"{address}.json").mimetype == "application/sparql-results+json"
    query = client.get(f"{address}.rq", query_string={"area": "1408"})
    assert query.mimetype == "application/sparql-query"
    assert '"1408"' in query.text
    bad = client.get("/questions/01-who-received-the-award", query_string={"edition": "no iri"})
    assert bad.status_code == 400


def test_health_and_robots(client: FlaskClient, release: Release) -> None:
    assert release.manifest.id in client.get("/health/ready").text
    assert "Disallow: /sparql" in client.get("/robots.txt").text
    assert client.get("/.well-known/void", follow_redirects=True).status_code == 200


@pytest.mark.parametrize("path", ["/", "/sources/", "/questions/", "/downloads", "/sparql", "/page/event/panel"])
def test_pages_say_that_they_depend_on_the_language(client: FlaskClient, path: str) -> None:
    assert "Accept-Language" in client.get(path, headers={"Accept": "text/html"}).headers["Vary"]


@pytest.mark.parametrize("slug", ["pozytek.nq", "pozytek.trig", "nobody.ttl"])
def test_what_is_not_there_is_404_at_once(client: FlaskClient, slug: str) -> None:
    assert client.get(f"/id/organization/{slug}").status_code == 404


def test_a_node_without_a_name_is_called_by_what_it_connects(client: FlaskClient) -> None:
    answer = client.get(
        "/sparql",
        query_string={"lang": "en", "query": "SELECT ?claim { ?claim a esg:Cooperation } ORDER BY ?claim"},
        headers={"Accept": "text/html"},
    ).text
    assert ">cooperation: AB OVO Association for Organising Local Communities in Tłuszcz – Social Assistance" in answer


def test_the_editor_has_every_question_in_the_language_of_the_page(client: FlaskClient, release: Release) -> None:
    page = client.get("/sparql?lang=en", headers={"Accept": "text/html"}).text
    assert all(question.title("en").replace("'", "&#39;") in page for question in release.questions())
    assert "VALUES+?lang+%7B+%22en%22" in page or "VALUES%20?lang%20%7B%20%22en%22" in page
