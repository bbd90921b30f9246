"""Searching: pages, documents, suggestions, facets that agree with SPARQL; hostile words get a clear answer."""

import json
import re
import shutil
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from esgraph.errors import LimitError
from esgraph.release import Release
from esgraph.search_index import FACETS, TYPES
from esgraph.serve import pool
from esgraph.serve.app import create_app
from esgraph.serve.parameters import LONGEST
from esgraph.serve.search import bits, index, ranking
from esgraph.serve.search.answer import PER_PAGE
from esgraph.serve.search.index import SearchIndex
from esgraph.serve.search.marking import excerpt, mark
from tests.serve.conftest import BufferedClient

PREFIXES = """
PREFIX cv: <http://data.europa.eu/m8g/> PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX esg: <https://w3id.org/esgraph/def#> PREFIX org: <http://www.w3.org/ns/org#>
PREFIX schema: <https://schema.org/> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX place: <https://w3id.org/esgraph/id/place/> PREFIX kind: <https://w3id.org/esgraph/scheme/kind/>
PREFIX role: <https://w3id.org/esgraph/scheme/role/>
"""


def found(client: FlaskClient, **arguments: str) -> dict[str, Any]:
    response = client.get("/search.json", query_string=arguments)
    assert response.status_code == 200, response.text
    return response.json or {}


def labels(document: dict[str, Any]) -> list[str]:
    return [result["label"] for result in document["results"]]


def page(client: FlaskClient, **arguments: str) -> str:
    response = client.get("/search", query_string=arguments, headers={"Accept": "text/html"})
    assert response.status_code == 200, response.text
    return response.text


def test_a_page_shows_what_was_found_and_why(client: FlaskClient) -> None:
    text = page(client, q="w Tłuszczu", lang="pl")
    assert "6 wyników" in text
    assert '<a href="/page/place/tluszcz?lang=pl"><mark>Tłuszcz</mark></a>' in text
    assert "Ośrodek Pomocy Społecznej <mark>w\N{NO-BREAK SPACE}Tłuszczu</mark>" in text
    assert "powiat wołomiński" in text
    # In another field than the name: which one, and its words.
    text = page(client, q="firma Hydro", lang="en")
    assert 'in a source as: <span lang="pl"><mark>firma Hydro</mark> – Truck</span>' in text
    assert "other name: <span" in page(client, q="MCPS", lang="en")
    text = page(client, q="Spółdzielnię", lang="en")
    assert 'name in the other language: <span lang="pl"><mark>Spółdzielnia' in text
    number = page(client, q="simc 918123", lang="en")
    assert re.search(r"SIMC: <span><mark>0918123</mark>", number)


def test_the_document_has_what_the_page_has(client: FlaskClient) -> None:
    by_suffix = client.get("/search.json", query_string={"q": "Pożytek", "lang": "en"})
    by_accept = client.get(
        "/search", query_string={"q": "Pożytek", "lang": "en"}, headers={"Accept": "application/json"}
    )
    assert by_suffix.json == by_accept.json
    assert by_accept.mimetype == "application/json"
    assert by_accept.headers["Access-Control-Allow-Origin"] == "*"
    assert {"Accept", "Accept-Language"} <= set(by_accept.headers["Vary"].replace(" ", "").split(","))
    document = by_suffix.json
    assert document is not None
    assert document.keys() == {
        "query", "filters", "total", "page", "pages", "hasAll", "corrections", "unknown", "inWordsOfSources",
        "results", "facets",
    }  # fmt: skip
    first = document["results"][0]
    assert first == {
        "iri": "https://w3id.org/esgraph/id/organization/pozytek", "page": "/page/organization/pozytek?lang=en",
        "type": "organization", "label": "Pożytek Social Cooperative", "kind": "social cooperative", "place": "",
        "within": "", "date": "", "matches": [],
    }  # fmt: skip
    assert client.get("/search?q=x", headers={"Accept": "text/turtle"}).status_code == 406


def test_what_was_meant_is_said(client: FlaskClient) -> None:
    document = found(client, q="Karuzella Pozytkekk")
    assert {one["typed"] for one in document["corrections"]} == {"Karuzella", "Pozytkekk"}
    assert document["hasAll"] is False
    text = page(client, q="Karuzella Pozytkekk", lang="pl")
    assert "Nie ma słowa „Karuzella”; pokazano wyniki dla „Karuzela”." in text.replace("\N{NO-BREAK SPACE}", " ")
    assert "Żaden wpis nie ma wszystkich tych słów" in text.replace("\N{NO-BREAK SPACE}", " ")
    assert "Nigdzie nie występuje: qwertyuiop." in page(client, q="Karuzela qwertyuiop", lang="pl")


@pytest.mark.parametrize(
    ("language", "heading", "listing"),
    [("pl", "Co można zrobić", "Organizacje"), ("en", "What to try", "Organisations")],
)
def test_a_page_of_no_results_says_what_to_try(client: FlaskClient, language: str, heading: str, listing: str) -> None:
    text = page(client, q="qwertyuiop", lang=language).replace("\N{NO-BREAK SPACE}", " ")
    assert "0 wyników" in text or "0 results" in text
    assert f"<h3>{heading}</h3>" in text
    assert f'<a href="/organizations/?lang={language}">{listing}</a>' in text
    # Nothing can be narrowed, and there is nothing to show otherwise.
    assert 'id="narrow"' not in text
    assert "JSON" not in text
    assert client.get("/search.json", query_string={"q": "qwertyuiop"}).json == found(client, q="qwertyuiop")


def test_what_comes_nearest_is_offered(client: FlaskClient) -> None:
    text = page(client, q="karzueelka", lang="en")
    assert "0 results" in text
    offered = re.search(r'Did you mean: <a href="([^"]+)"><q>Karuzela</q></a>', text)
    assert offered
    followed = client.get(offered[1].replace("&amp;", "&"), headers={"Accept": "text/html"})
    assert "0 results" not in followed.text
    assert "Did you mean" not in page(client, q="qqqqqqqqq", lang="en")


CODES = [
    ("1434", "powiat-wolominski"), ("14-34", "powiat-wolominski"), ("TERYT 14 34", "powiat-wolominski"),
    ("1434113", "gmina-tluszcz"), ("14-34-113", "gmina-tluszcz"), ("14 34 11 3", "gmina-tluszcz"), ("143411_3", "gmina-tluszcz"),
    ("14.34.11.3", "gmina-tluszcz"), ("14–34–113", "gmina-tluszcz"), ("TERC: 14-34-11-3", "gmina-tluszcz"),
    ("SIMC 096-6441", "tluszcz"), ("096 6441", "tluszcz"), ("SIMC0966441", "tluszcz"), ("PL-14", "woj-mazowieckie"),
]  # fmt: skip


@pytest.mark.parametrize(("query", "place"), CODES)
def test_a_number_is_found_however_it_is_divided(client: FlaskClient, query: str, place: str) -> None:
    document = found(client, q=query)
    assert [one["iri"].rpartition("/")[2] for one in document["results"]][:1] == [place]
    assert document["unknown"] == []
    assert document["results"][0]["matches"][0]["field"] in ("terc", "simc")


def test_a_communes_code_is_found_without_its_kind(client: FlaskClient) -> None:
    for query in ("143411", "14-34-11", "TERC 14 34 11"):
        document = found(client, q=query)
        assert {one["iri"].rpartition("/")[2] for one in document["results"]} == {"gmina-tluszcz", "tluszcz"}
        assert all(one["matches"][0]["text"].startswith("143411") for one in document["results"])


@pytest.mark.parametrize("query", ["14-34-124", "1434-124", "14.34.12.4", "1408-999", "KRS 14-34-124"])
def test_a_number_that_nobody_has_is_not_found_by_a_part_of_it(client: FlaskClient, query: str) -> None:
    document = found(client, q=query)
    assert document["total"] == 0
    assert document["unknown"] == [query.removeprefix("KRS ")]


def test_years_divided_by_marks_are_words(client: FlaskClient) -> None:
    assert "edition/mmes-2018" in " ".join(one["iri"] for one in found(client, q="MMES 2018-06-08")["results"])
    assert found(client, q="2018/2019")["total"] > 0


def test_letters_beside_digits_make_no_number(client: FlaskClient) -> None:
    assert found(client, q="A1434")["total"] == 0
    assert found(client, q="PL912")["total"] == found(client, q="PL 912")["total"] > 0


def test_two_numbers_are_found_beside_one_another(client: FlaskClient) -> None:
    document = found(client, q="1434 1408")
    assert {"powiat-wolominski", "powiat-legionowski"} <= {one["iri"].rpartition("/")[2] for one in document["results"]}


def test_beyond_the_last_page_nothing_is_put_in_order(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    ranked = ranking.Found.ranked
    calls = []

    def counting(one: ranking.Found, *arguments: int) -> Iterator[int]:
        calls.append(one)
        return ranked(one, *arguments)

    monkeypatch.setattr(ranking.Found, "ranked", counting)
    assert client.get("/search.json", query_string={"q": "Tłuszcz", "page": "2"}).status_code == 404
    assert not calls
    found(client, q="Tłuszcz")
    assert calls


def test_a_filter_that_leaves_nothing_says_what_there_is_without_it(client: FlaskClient) -> None:
    text = page(client, q="Karuzela", county="powiat-legionowski", lang="en")
    assert "0 results" in text
    assert "Remove the filters. Without them:" in text
    assert re.search(r'href="/search\?q=Karuzela&amp;lang=en">1 result', text)


def facet_counts(client: FlaskClient, facet: str, **arguments: str) -> dict[str, int]:
    return {one["value"]: one["count"] for one in found(client, **arguments)["facets"][facet]}


#: Facet and value → the things that have it, in SPARQL.
SPARQL = {
    ("kind", "association"): "?s org:classification kind:association",
    ("kind", "social-integration-centre"): "?s org:classification kind:social-integration-centre",
    ("region", "woj-mazowieckie"): "{ ?s (schema:location|esg:venue)/schema:containedInPlace* place:woj-mazowieckie } "
    "UNION { ?s schema:containedInPlace* place:woj-mazowieckie . ?s a dcterms:Location }",
    ("county", "powiat-wolominski"): "{ ?s (schema:location|esg:venue)/schema:containedInPlace* place:powiat-wolominski } "
    "UNION { ?s schema:containedInPlace* place:powiat-wolominski . ?s a dcterms:Location }",
    ("county", "warszawa"): "{ ?s (schema:location|esg:venue)/schema:containedInPlace* place:warszawa } "
    "UNION { ?s schema:containedInPlace* place:warszawa . ?s a dcterms:Location }",
    ("role", "panellist"): "?p cv:role role:panellist ; cv:hasParticipant|esg:participatingPost ?s",
    ("role", "attendee"): "?p cv:role role:attendee ; cv:hasParticipant|esg:participatingPost ?s",
    ("type", "event"): "?s a cv:PublicEvent",
    ("type", "organization"): "?s a org:Organization",
    ("year", "2018"): """
        { ?s schema:superEvent*/schema:startDate|dcterms:date|dcterms:issued|esg:editionYear ?date }
        UNION { ?event cv:hasParticipation/(cv:hasParticipant|esg:participatingPost) ?s ;
                schema:superEvent*/schema:startDate ?date }
        UNION { ?c esg:recipient ?s ; esg:edition/esg:editionYear ?date }
        UNION { ?f org:resultingOrganization|esg:founder ?s ; dcterms:date ?date }
        FILTER(STRSTARTS(STR(?date), "2018") && CONTAINS(STR(?s), "/id/") && !REGEX(STR(?s), "/(foundation|tie)/"))""",
}  # fmt: skip


@pytest.mark.parametrize(("facet", "value"), SPARQL)
def test_facets_count_what_sparql_counts(client: FlaskClient, store: ox.Store, facet: str, value: str) -> None:
    answer = store.query(f"{PREFIXES} SELECT (COUNT(DISTINCT ?s) AS ?n) WHERE {{ {SPARQL[facet, value]} }}")
    assert isinstance(answer, ox.QuerySolutions)
    count = next(answer)["n"]
    assert isinstance(count, ox.Literal)
    document = found(client, **{facet: value})
    assert document["total"] == int(count.value) > 0
    assert facet_counts(client, facet, **{facet: value})[value] == int(count.value)


@pytest.mark.parametrize("query", ["", "mazowieckie", "w Tłuszczu", "OPS", "stowarzyszenie"])
def test_following_a_facet_gives_as_many_as_it_counted(client: FlaskClient, query: str) -> None:
    arguments = {"q": query} if query else {"region": "woj-mazowieckie"}
    before = found(client, **arguments)
    followed = 0
    for facet, values in before["facets"].items():
        for one in values:
            if facet in arguments:
                continue
            after = found(client, **arguments, **{facet: one["value"]})
            assert after["total"] == one["count"], (facet, one)
            assert set(labels(after)) <= set(labels(before)) or before["total"] > PER_PAGE
            followed += 1
    assert followed > 3


def test_filters_combine_and_can_be_taken_off(client: FlaskClient) -> None:
    both = found(client, county="powiat-wolominski", kind="association")
    assert labels(both) == ["Stowarzyszenie na Rzecz Organizowania Społeczności Lokalnych AB OVO w Tłuszczu"]
    text = page(client, q="Tłuszcz", county="powiat-wolominski", kind="association", lang="en")
    chips = re.findall(r'<a class="chip on" href="([^"]+)">', text)
    assert len(chips) == 2
    queries = [parse_qs(urlsplit(chip.replace("&amp;", "&")).query) for chip in chips]
    assert {frozenset(query) - {"q", "lang"} for query in queries} == {frozenset({"kind"}), frozenset({"county"})}
    assert "remove all" in text


def test_a_value_that_does_not_occur_finds_nothing_and_can_be_taken_off(client: FlaskClient) -> None:
    text = page(client, kind='<script>"x', lang="en")
    assert "0 results" in text
    assert "<script>&" not in text
    assert "&lt;script&gt;" in text
    assert 'class="chip on"' in text


def test_pages_divide_the_results(client: FlaskClient) -> None:
    first = found(client, type="concept")
    assert first["pages"] == -(-first["total"] // PER_PAGE) > 1
    everything = [
        result["iri"]
        for number in range(1, first["pages"] + 1)
        for result in found(client, type="concept", page=str(number))["results"]
    ]
    assert len(everything) == len(set(everything)) == first["total"]
    text = page(client, type="concept", page="2", lang="en")
    assert 'rel="prev" href="/search?type=concept&amp;lang=en"' in text
    assert 'rel="next" href="/search?type=concept&amp;page=3&amp;lang=en"' in text
    assert f'start="{PER_PAGE + 1}"' in text


@pytest.mark.parametrize(
    ("number", "status"),
    [("0", 400), ("-1", 400), ("x", 400), ("", 400), ("1e9", 400), ("²", 400), ("9" * 400, 400), ("999", 404)],
)
def test_a_page_that_is_none_is_refused(client: FlaskClient, number: str, status: int) -> None:
    for path in ("/search", "/search.json"):
        response = client.get(path, query_string={"type": "concept", "page": number})
        assert response.status_code == status


def test_the_words_of_sources_are_found_apart(client: FlaskClient) -> None:
    document = found(client, q="panel dyskusyjny")
    assert document["inWordsOfSources"] == 1
    assert "evidence" not in {result["type"] for result in document["results"]}
    quoted = found(client, q="panel dyskusyjny", type="evidence")
    assert (quoted["total"], labels(quoted)) == (1, ["Kolejną częścią spotkania był panel dyskusyjny"])
    assert quoted["results"][0]["within"].startswith("Relacja MBPR")
    assert quoted["facets"]["type"] == [{"value": "evidence", "label": "słowa źródła", "count": 1}]
    # Only there does this word occur.
    assert found(client, q="zatrudniającą")["total"] == 0
    assert found(client, q="zatrudniającą")["inWordsOfSources"] == 1
    assert found(client, type="evidence")["total"] > 40


def test_without_words_there_is_something_to_browse(client: FlaskClient) -> None:
    text = page(client, lang="en")
    assert re.search(r'href="/search\?lang=en&amp;type=organization">organisation</a> <span class="count">15<', text)
    assert re.search(r'lang=en&amp;type=evidence">a source’s words</a> <span class="count">\d\d<', text)
    assert found(client)["total"] > 200


SUGGESTED = [
    ("poż", "", "organization/pozytek"), ("POZ", "", "organization/pozytek"), ("karu", "", "organization/karuzela"),
    ("stow karu", "", "organization/karuzela"), ("w tłuszcz", "organization", "organization/ops-w-tluszczu"),
    ("tłuszczu", "place", "place/tluszcz"), ("sp. soc. p", "", "organization/pozytek"), ("mmes 2018", "edition", "edition/mmes-2018"),
    ("maz spotk", "event", "event/iv-mazowieckie-spotkania"), ("1434", "place", "place/powiat-wolominski"),
    ("TERC 143", "", "place/powiat-wolominski"), ("14-34-11", "", "place/gmina-tluszcz"), ("ośrodk", "organization", "organization/ops-w-tluszczu"),
    ("mazowsz", "place", "place/woj-mazowieckie"), ("karuzella", "", "organization/karuzela"), ("paneli", "concept", ""),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "types", "expected"), SUGGESTED)
def test_suggestions_complete_any_word(client: FlaskClient, typed: str, types: str, expected: str) -> None:
    response = client.get("/suggest", query_string={"q": typed, "type": types, "lang": "pl"})
    given = response.json or []
    assert given
    assert all(one.keys() == {"iri", "label", "kind", "place", "type", "page"} for one in given)
    assert not types or {one["type"] for one in given} == {types}
    if expected:
        assert f"https://w3id.org/esgraph/id/{expected}" in [one["iri"] for one in given[:3]]


def test_suggestions_are_in_the_language_asked_for_and_can_be_kept(client: FlaskClient) -> None:
    response = client.get("/suggest", query_string={"q": "poży", "lang": "en"})
    assert response.json is not None
    assert response.json[0] | {"iri": ""} == {
        "iri": "", "label": "Pożytek Social Cooperative", "kind": "social cooperative", "place": "",
        "type": "organization", "page": "/page/organization/pozytek?lang=en",
    }  # fmt: skip
    assert "Accept-Language" in response.headers["Vary"]
    assert "max-age" in response.headers["Cache-Control"]
    again = client.get(
        "/suggest", query_string={"q": "poży", "lang": "en"}, headers={"If-None-Match": response.headers["ETag"]}
    )
    assert again.status_code == 304
    browser = client.get("/suggest", query_string={"q": "poży", "lang": "en", "format": "opensearch"})
    assert browser.mimetype == "application/x-suggestions+json"
    assert json.loads(browser.text)[:2] == ["poży", [one["label"] for one in response.json]]


@pytest.mark.parametrize(
    "arguments",
    [{"type": "nonsense"}, {"type": "evidence"}, {"limit": "0"}, {"limit": "51"}, {"limit": "x"}, {"limit": "9" * 400}],
)
def test_suggestions_that_cannot_be_given_are_refused(client: FlaskClient, arguments: dict[str, str]) -> None:
    response = client.get("/suggest", query_string={"q": "a", **arguments})
    assert response.status_code == 400
    assert response.mimetype == "application/problem+json"


def test_several_types_and_a_limit(client: FlaskClient) -> None:
    for query in ({"type": "place,organization"}, {"type": ["place", "organization"]}):
        response = client.get("/suggest", query_string={"q": "legion", **query})
        assert {one["type"] for one in response.json or []} == {"place", "organization"}
    assert len(client.get("/suggest", query_string={"q": "legion", "limit": "2"}).json or []) == 2
    assert client.get("/suggest").json == []


HOSTILE = [
    "", " ", "\x00", "a\x00b", "'", '"', '"""', "';DROP TABLE entry;--", "NEAR(a b)", "a OR b AND NOT c", "*", "a*", "^a", "(", "))))((((",
    "%", "_%_%", "\\", "{name: x}", "-tłuszcz", "+tłuszcz", "col:val", "<script>alert(1)</script>", "a" * 50_000, "tłuszcz " * 10_000,
    " ".join(f"w{number}" for number in range(10_000)), "ą" * 300, "\u0301" * 500, "1" * 5_000, "0" * 300, "1-" * 500, "-1-2-3-4-",
    "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"), "🙂🙂", "\u202e", "ﬁ", "²³", "٣", "ſ", "i" * 199 + " Tłuszcz", "KRS", "NIP NIP NIP",
    "sp", "sp.", "sp. z", "sp. z o.", "z o o", "w", "w z na i", "x" * 7, "zzzzzzzzzzzzzz", "aaaaaaaaaaaaaaaaaaaa", "1e309", "NaN", "null",
]  # fmt: skip


@pytest.mark.parametrize("query", HOSTILE)
def test_hostile_words_get_a_clear_answer(client: FlaskClient, query: str) -> None:
    status = 200 if len(query) <= LONGEST else 400
    for response in (
        client.get("/search", query_string={"q": query}, headers={"Accept": "text/html"}),
        client.get("/search.json", query_string={"q": query}),
        client.get("/suggest", query_string={"q": query}),
    ):
        _is_fine(response, status)
    for facet in FACETS:
        is_closed = facet in ("type", "year") and query.strip()
        response = client.get("/search", query_string={facet: query})
        _is_fine(response, 400 if is_closed or len(query) > 100 else 200)
    if 200 < len(query) <= LONGEST:
        text = client.get("/search", query_string={"q": query, "lang": "en"}, headers={"Accept": "text/html"}).text
        assert not query.strip() or "Only the beginning of the query was used" in text


def _is_fine(response: TestResponse, status: int = 200) -> None:
    assert response.status_code == status
    # The switch to the other language repeats the address, escaped; nothing else is as long as what was asked.
    assert len(response.data) < 60_000 + 6 * len(response.request.query_string)
    assert response.mimetype != "text/html" or "<script>alert" not in response.text


@given(st.text(max_size=120))
@settings(deadline=None, max_examples=150)
def test_any_words_get_a_clear_answer(query: str) -> None:
    client = test_any_words_get_a_clear_answer.client  # type: ignore[attr-defined]
    query = query.encode("utf-8", "replace").decode()
    _is_fine(client.get("/search", query_string={"q": query}, headers={"Accept": "text/html"}))
    _is_fine(client.get("/suggest", query_string={"q": query}))


@pytest.fixture(autouse=True)
def _client_for_properties(client: FlaskClient) -> None:
    test_any_words_get_a_clear_answer.client = client  # type: ignore[attr-defined]


def test_bytes_that_are_no_utf8_are_read_as_well_as_can_be(client: FlaskClient) -> None:
    assert client.get("/search?q=%ff%fe%C5", headers={"Accept": "text/html"}).status_code == 200
    assert client.get("/suggest?q=%ED%A0%80").status_code == 200


def test_marking_escapes_and_marks() -> None:
    assert mark("<b> & Pożytek", {"pozytek"}) == "&lt;b&gt; &amp; <mark>Pożytek</mark>"
    assert mark("Ośrodek Pomocy Społecznej w Tłuszczu", {"ops"}) == "<mark>Ośrodek Pomocy Społecznej</mark> w Tłuszczu"
    assert mark("Hydro – Truck", {"hydro", "truck"}) == "<mark>Hydro</mark> – <mark>Truck</mark>"
    long = "słowo " * 60 + "Pożytek" + " słowo" * 60
    part = excerpt(long, {"pozytek"})
    assert "<mark>Pożytek</mark>" in part
    assert len(part) < 300
    assert part.startswith("…")
    assert part.endswith("…")


@given(st.sets(st.integers(0, 500)))
def test_bits_hold_a_set(numbers: set[int]) -> None:
    row = bits.of(numbers)
    assert list(bits.members(row)) == sorted(numbers)
    assert row.bit_count() == len(numbers)


@pytest.fixture
def without_index(release: Release, tmp_path: Path) -> Iterator[FlaskClient]:
    copy = Release(tmp_path / "release", release.manifest)
    shutil.copytree(release.path, copy.path)
    copy.search.unlink()
    app = create_app(copy)
    app.test_client_class = BufferedClient
    yield app.test_client()


def test_a_release_without_an_index_says_so(without_index: FlaskClient) -> None:
    text = without_index.get("/search?q=x&lang=en", headers={"Accept": "text/html"}).text
    assert "This release has no index" in text
    assert "esgraph build DATA -o RELEASE" in text
    document = without_index.get("/search.json?q=x")
    assert document.status_code == 404
    assert "esgraph build" in (document.json or {})["detail"]
    assert without_index.get("/suggest?q=x").json == []


def test_an_index_of_another_format_or_damaged_counts_as_none(release: Release, tmp_path: Path) -> None:
    copy = Release(tmp_path, release.manifest)
    assert SearchIndex.of(copy) is None
    shutil.copy(release.search, copy.search)
    opened = SearchIndex.of(copy)
    assert opened is not None
    opened.close()
    database = sqlite3.connect(copy.search)
    database.execute("UPDATE meta SET value = '99' WHERE key = 'format'")
    database.commit()
    database.close()
    assert SearchIndex.of(copy) is None
    copy.search.write_bytes(b"no database at all" * 100)
    assert SearchIndex.of(copy) is None


def test_an_index_is_searched_as_long_as_it_is_served(release: Release, tmp_path: Path) -> None:
    copy = Release(tmp_path, release.manifest)
    shutil.copy(release.search, copy.search)
    opened = SearchIndex(copy.search)
    before = opened.named
    (tmp_path / "new").write_bytes(b"another release")
    (tmp_path / "new").replace(copy.search)
    with opened.reader() as one, opened.reader() as other:
        assert one.meta() == other.meta()
        assert int(one.meta()["named"]) == before
    opened.close()


def test_those_who_find_every_connection_taken_are_told(release: Release, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "_CONNECTIONS", 1)
    opened = SearchIndex(release.search)
    monkeypatch.setattr(pool, "_WAIT", 0.05)
    with opened.reader(), pytest.raises(LimitError, match="at once"), opened.reader():
        pass
    opened.close()


def test_a_search_that_takes_too_long_is_ended(release: Release, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "_SECONDS", -1.0)
    monkeypatch.setattr(pool, "_STEPS", 1)
    with pytest.raises(LimitError):
        SearchIndex(release.search)


def test_threads_share_an_index(release: Release) -> None:
    client = create_app(release).test_client
    queries = ["w Tłuszczu", "Karuzella", "stowarzyszenie", "1434", "OPS"] * 8

    def ask(query: str) -> int:
        return int((client().get("/search.json", query_string={"q": query}).json or {})["total"])

    with ThreadPoolExecutor(8) as pool:
        totals = list(pool.map(ask, queries))
    assert totals == [ask(query) for query in queries[:5]] * 8


def test_every_page_has_the_box_and_tells_browsers_of_it(client: FlaskClient) -> None:
    for language in ("pl", "en"):
        text = client.get("/", query_string={"lang": language}, headers={"Accept": "text/html"}).text
        assert text.count('role="search"') == 1
        assert f'<input type="hidden" name="lang" value="{language}">' in text
        assert 'rel="search" type="application/opensearchdescription+xml"' in text
    assert page(client, q="x").count('role="search"') == 1


def test_the_description_for_browsers(client: FlaskClient) -> None:
    response = client.get("/opensearch.xml?lang=en", base_url="https://example.org/graf/")
    assert response.mimetype == "application/opensearchdescription+xml"
    root = ElementTree.fromstring(response.text)  # noqa: S314 - our own
    space = "{http://a9.com/-/spec/opensearch/1.1/}"
    templates = {one.get("type"): one.get("template") or "" for one in root.findall(f"{space}Url")}
    assert templates.keys() == {"text/html", "application/json", "application/x-suggestions+json"}
    assert all(one.startswith("https://example.org/graf/") and "q={searchTerms}" in one for one in templates.values())
    assert len(root.findtext(f"{space}ShortName") or "") <= 16
    address = templates["text/html"].removeprefix("https://example.org/graf").replace("{searchTerms}", "pozytek")
    html = client.get(address, headers={"Accept": "text/html"})
    assert "Pożytek" in html.text


def test_every_type_has_a_name_in_both_languages(client: FlaskClient) -> None:
    for kind in TYPES:
        for language in ("pl", "en"):
            page(client, type=kind, lang=language)


def test_crawlers_are_kept_from_what_has_no_end(client: FlaskClient) -> None:
    assert "Disallow: /search" in client.get("/robots.txt").text
    assert '<meta name="robots" content="noindex">' in page(client, q="x")


def test_another_base_is_searched_alike(release: Release) -> None:
    """Addresses come from the entries' IRIs, below whatever base the dataset has."""
    app = create_app(replace(release, manifest=replace(release.manifest, base="https://w3id.org/esgraph/")))
    response = app.test_client().get("/suggest?q=poż&lang=pl", base_url="http://localhost/graf/")
    assert (response.json or [])[0]["page"] == "/graf/page/organization/pozytek?lang=pl"
