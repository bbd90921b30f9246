"""The query page without its program: the form, examples that run, errors beside the query, and what the program is told."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient

from esgraph.errors import LANGUAGES, Language
from esgraph.serve import texts
from esgraph.serve.texts import editor
from esgraph.vocabulary import DEFAULT_BASE, prefixes
from tests.conftest import ROOT
from tests.test_questions import QUESTIONS

HTML = {"Accept": "text/html"}
STATIC = ROOT / "esgraph" / "serve" / "static"


def test_every_example_is_a_question_that_runs_from_here(client: FlaskClient) -> None:
    html = client.get("/sparql?lang=pl", headers=HTML).text
    listed = html.partition('<ol class="plain examples">')[2].partition("</ol>")[0]
    addresses = [unescape(one) for one in re.findall(r'href="([^"]+)"', listed)]
    assert len(addresses) == len(QUESTIONS)
    for address, question in zip(addresses, QUESTIONS, strict=True):
        query = parse_qs(urlsplit(address).query)["query"][0]
        assert "#+" not in query
        response = client.get(address, headers=HTML)
        assert response.status_code == 200
        assert question.title("pl").split()[0] in html
        assert re.search(r'<textarea [^>]*name="query"', response.text)
        assert "</table>" in response.text or '<pre tabindex="0" class="turtle">' in response.text


@pytest.mark.parametrize("query", ["SELECT ?x { ?x <a>", "SELECT ?x { ?x nobody:knows ?y }", "CLEAR ALL"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_loses_a_query_that_is_wrong(client: FlaskClient, query: str, language: Language) -> None:
    response = client.get("/sparql", query_string={"query": query, "lang": language}, headers=HTML)
    assert response.status_code in (400, 403)
    assert f'<html lang="{language}">' in response.text
    field = re.search(r"<textarea [^>]*>(.*?)</textarea>", response.text, re.S)
    assert field and unescape(field[1]).strip() == query
    assert 'role="alert"' in response.text
    assert texts.text("editor_error", language) in response.text
    if "nobody" in query:
        assert {"pl": "Wiersz 1, kolumna", "en": "Line 1, column"}[language] in response.text
    machine = client.get("/sparql", query_string={"query": query}, headers={"Accept": "application/json"})
    assert machine.mimetype == "application/problem+json"


def test_a_text_that_would_break_out_stays_in_the_field(client: FlaskClient) -> None:
    query = 'SELECT ?x { ?x ?p "</textarea><script>alert(1)</script>" }'
    response = client.get("/sparql", query_string={"query": query}, headers=HTML)
    assert "<script>alert" not in response.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_program_is_told_prefixes_terms_and_words(client: FlaskClient, language: Language) -> None:
    settings = client.get(f"/sparql/editor.json?lang={language}").get_json()
    assert settings["prefixes"] == prefixes(DEFAULT_BASE)
    terms = {term["iri"]: term for term in settings["terms"]}
    assert terms["https://w3id.org/esgraph/def#Cooperation"]["kind"] == "class"
    assert terms["https://w3id.org/esgraph/def#cooperatesWith"]["kind"] == "property"
    assert terms["http://www.w3.org/ns/org#postIn"]["kind"] == "property"
    label = {"pl": "współpraca", "en": "cooperation"}[language]
    assert terms["https://w3id.org/esgraph/def#Cooperation"]["label"].lower() == label
    assert len(settings["words"]) == len(editor.SENT)
    assert bool(settings["library"]) == (language == "pl")


def test_places_are_those_of_links_on_pages(client: FlaskClient) -> None:
    places = client.get("/sparql/editor.json").get_json()["places"]
    for iri in (
        f"{DEFAULT_BASE}id/organization/pozytek", f"{DEFAULT_BASE}graph/derived", f"{DEFAULT_BASE}def#Cooperation",
        f"{DEFAULT_BASE}scheme/kind/association",
    ):  # fmt: skip
        beginning, address = next((one, other) for one, other in places if iri.startswith(one))
        assert client.get(address + iri.removeprefix(beginning), headers=HTML).status_code == 200


def test_behind_a_proxy_with_a_path_everything_stays_below_it(client: FlaskClient) -> None:
    prefixed = {"environ_overrides": {"SCRIPT_NAME": "/graf"}, "headers": HTML}
    html = client.get("/sparql", **prefixed).text
    assert 'data-endpoint="/graf/sparql"' in html
    assert not [one for one in re.findall(r'(?:href|src|action)="(/[^"]*)"', html) if not one.startswith("/graf/")]
    places = client.get("/sparql/editor.json", **prefixed).get_json()["places"]
    assert all(address.startswith("/graf/") for _, address in places)


def test_our_own_program_names_no_other_host_and_makes_no_html_of_text() -> None:
    for path in [*(STATIC / "js").glob("editor*.js"), STATIC / "js" / "questions.js"]:
        text = path.read_text("utf-8")
        assert not re.findall(r"https?://(?!www\.w3\.org/)[\w.-]+", text), path
        assert "innerHTML" not in text and "eval(" not in text, path
