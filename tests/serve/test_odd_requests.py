"""Requests that nobody makes by accident: what a review of the site found to go wrong, and must not again."""

import html
import re
from urllib.parse import quote, unquote, urlsplit

import pyoxigraph as ox
import pytest
import rdflib
from flask.testing import FlaskClient

from esgraph.release import Release
from esgraph.serve import reference
from esgraph.serve.app import create_app
from esgraph.serve.memo import Memo
from esgraph.serve.negotiation import Format
from esgraph.serve.oxigraph import OxigraphStore
from esgraph.serve.parameters import LONGEST
from esgraph.serve.settings import Settings
from esgraph.serve.store import Answer, Query
from tests.site import KINDS


@pytest.mark.parametrize("path", ["/map.json", "/map/1434.json", "/map.csv", "/timeline.json", "/suggest?q=ops"])
def test_files_with_names_in_them_depend_on_the_language(client: FlaskClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 200
    assert "Accept-Language" in response.headers["Vary"]


@pytest.mark.parametrize("number", ["9" * 30, "0" * 20 + "1" * 20, "1" * 4_409, "0", "-1", "1.5", "１"])
@pytest.mark.parametrize(
    "path", ["/search?q=a&page=", "/map/1434?what=events&page=", "/timeline?page=", "/suggest?q=a&limit="]
)
def test_numbers_that_are_none_are_refused_in_words(client: FlaskClient, path: str, number: str) -> None:
    response = client.get(path + number, headers={"Accept": "text/html"})
    assert response.status_code in (400, 404)
    assert "Traceback" not in response.text


def test_what_is_refused_in_polish_is_polish(client: FlaskClient) -> None:
    page = html.unescape(client.get("/timeline?what=nonsense&lang=pl", headers={"Accept": "text/html"}).text)
    assert "Parametr „what” nie może mieć wartości „nonsense”" in page.replace("\N{NO-BREAK SPACE}", " ")
    assert 'lang="en"' not in page.partition("<main")[2]


def test_a_question_of_the_hour_is_asked_every_time(client: FlaskClient) -> None:
    for accept in ("text/html", "application/json"):
        response = client.get("/sparql", query_string={"query": "SELECT (NOW() AS ?n) {}"}, headers={"Accept": accept})
        assert response.headers["Cache-Control"] == "no-store"


def test_a_named_graph_keeps_its_name_in_every_format_that_has_one(client: FlaskClient, release: Release) -> None:
    name = ox.NamedNode(f"{release.manifest.base}graph/derived")
    formats = {"nq": ox.RdfFormat.N_QUADS, "trig": ox.RdfFormat.TRIG}
    found = {
        suffix: set(ox.parse(client.get(f"/graph/derived.{suffix}").data, format=kind))
        for suffix, kind in formats.items()
    }
    assert found["nq"] == found["trig"]
    assert {quad.graph_name for quad in found["trig"]} == {name}


@pytest.mark.parametrize("suffix", ["nq", "trig", "nt", "ttl"])
def test_a_graph_that_is_too_long_for_memory_comes_from_a_file_as_it_is(release: Release, suffix: str) -> None:
    """Its length is told beforehand: without that, a server must collect all of it to know when it is whole."""
    in_memory, in_file = (
        create_app(release, Settings(spool_bytes=size)).test_client().get(f"/graph/derived.{suffix}")
        for size in (2**20, 100)
    )
    assert in_file.data == in_memory.data
    assert in_file.content_length == len(in_file.data) > 1_000


def test_a_document_is_made_once_however_it_is_asked_for(release: Release, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    serialize = reference.serialize

    def counted(graph: rdflib.Graph, prefixes: dict[str, str], chosen: Format) -> bytes:
        made.append(chosen.suffix)
        return serialize(graph, prefixes, chosen)

    monkeypatch.setattr(reference, "serialize", counted)
    client = create_app(release).test_client()
    for path in ("/shape.ttl", "/shape/ConferralShape.nt", "/def.ttl", "/def/Cooperation.jsonld"):
        first, *others = (client.get(path + query).data for query in ("", "?x", "?y=1"))
        assert first
        assert all(other == first for other in others)
    assert made == ["ttl", "nt", "ttl", "jsonld"]


class Recorder(OxigraphStore):
    """A store that writes down what it is asked."""

    def __init__(self, release: Release) -> None:
        super().__init__(release, Settings())
        self.asked: list[str] = []

    def query(self, query: Query, media_type: str) -> Answer:
        self.asked.append(query.text)
        return super().query(query, media_type)


@pytest.mark.parametrize(
    "path",
    ["/", "/organizations/", "/events/", "/places/", "/sources/", "/graph/derived", "/map", "/map/none", "/map/1434",
     "/timeline", "/timeline?when=none", "/scheme/", "/sitemap/organization-1.xml"],
)  # fmt: skip
def test_no_page_reads_the_whole_graph_twice(release: Release, path: str) -> None:
    """What it took to count and to sort everything is remembered; each time only what the page names is looked up."""
    store = Recorder(release)
    client = create_app(release, store=store).test_client()
    join = "&" if "?" in path else "?"
    for number in range(2):
        store.asked.clear()
        response = client.get(f"{path}{join}x={number}", headers={"Accept": "text/html"})
        assert response.status_code == 200
    assert [text for text in store.asked if "VALUES" not in text and "LIMIT" not in text] == []


def test_the_other_language_has_the_address_of_the_page_with_all_its_arguments(client: FlaskClient) -> None:
    def switched(address: str, **environ: str) -> str:
        response = client.get(address, headers={"Accept": "text/html"}, environ_overrides=environ)
        page = html.unescape(response.text)
        found = re.search(r'href="([^"]*lang=en)"', page)
        assert found
        return found[1]

    assert switched("/nowhere?x=a%26b&y=1&y=2&lang=pl") == "/nowhere?x=a%26b&y=1&y=2&lang=en"
    assert switched("/za%3Fkrętem/%22x") == "/za%3Fkr%C4%99tem/%22x?lang=en"
    assert switched("/def/org:Organization") == "/def/org:Organization?lang=en"
    # Two slashes at the beginning would name a host.
    assert switched("/x", PATH_INFO="//evil.example/x") == "/evil.example/x?lang=en"


def test_filters_that_quotations_do_not_have_are_left_out(client: FlaskClient) -> None:
    alone = client.get("/search.json?q=panel&type=evidence").json
    more = client.get("/search.json?q=panel&type=evidence&kind=social-cooperative").json
    assert alone is not None and more is not None
    assert alone["total"] == more["total"] > 0
    assert client.get("/search.json?q=spotkania&county=evidence").json["total"] == 0  # type: ignore[index]


def test_what_is_kept_for_a_release_makes_no_room_for_odd_requests() -> None:
    memo = Memo(entries=2)
    computed = []
    for number in range(10):
        memo.get("reference", lambda: computed.append("reference"), is_kept=True)
        memo.get(number, lambda: None)
    assert computed == ["reference"]


# One rule for parameters

MACHINE = {"Accept": "application/problem+json, */*;q=0.5"}

PAGED = [
    "/organizations/", "/events/", "/sources/", "/graph/derived", "/graph/source/mbpr-2018-06-08",
    "/page/organization/pozytek/incoming", "/page/organization/pozytek/statements", "/search", "/search?q=a",
    "/search.json?q=a", "/timeline", "/map/1434", "/map/1434?what=events", "/map/none?what=awards",
]  # fmt: skip
#: Path, parameter → values that it cannot have, and a word that says what is allowed.
REFUSED: dict[tuple[str, str], tuple[list[str], str]] = {
    **{(path, "page"): (["", "0", "-1", "x", "1.5", "²", "1e3", "9" * 8, "9" * 5_000], "from 1 to 9999999") for path in PAGED},
    **{(path, "lang"): (["de", "PL", "pl-PL"], "pl, en") for path in KINDS.values()},
    ("/suggest?q=a", "limit"): (["", "0", "51", "x"], "from 1 to 50"),
    ("/suggest?q=a", "type"): (["nonsense", "evidence", "place,x"], "organization, award"),
    ("/suggest?q=a", "format"): (["xml"], "opensearch"),
    ("/search", "type"): (["nonsense", "Organization"], "organization, award"),
    ("/search.json", "year"): (["x", "18", "2018-06"], "a year of four digits"),
    **{
        (path, "what"): (["people", "Events"], "organizations, events, awards")
        for path in ("/map", "/map.csv", "/map.json", "/map.geojson", "/map/14", "/map/1434", "/map/1434.csv")
    },
    **{(path, "year"): (["abc", "18", "²018"], "a year of four digits") for path in ("/map", "/map/14", "/map/1434.json")},
    ("/map", "kind"): (["nothing", 'x"} #'], "association"),
    ("/map.geojson", "as"): (["boundaries"], "points"),
    **{
        (path, "excel"): (["yes", "2"], "semicolon")
        for path in ("/map.csv", "/map/1434.csv", "/timeline.csv", "/questions/19-events-on-a-map.csv")
    },
    **{
        (path, name): found
        for path in ("/timeline", "/timeline.csv", "/timeline.json", "/timeline.ics")
        for name, found in (
            ("what", (["people"], "events, foundings, editions")), ("area", (["99", "Tłuszcz"], "such as 1434")),
            ("when", (["abc", "18", "2018-13", "2018-06-08"], "such as 2018 or 2018-06")),
        )
    },
    ("/page/organization/pozytek/incoming", "property"): (["x", "> } #"], "absolute IRI"),
    ("/questions/08-within-two-steps/choices", "parameter"): (["", "lang", "x"], "start"),
    ("/sparql?query=ASK%7B%7D", "format"): (["xlsx", "docx"], "srj, srx, csv, tsv, html"),
}  # fmt: skip


def _with(path: str, name: str, value: str) -> str:
    return f"{path}{'&' if '?' in path else '?'}{name}={quote(value, safe='')}"


@pytest.mark.parametrize(("path", "name"), REFUSED)
def test_a_value_that_a_parameter_cannot_have_is_named_with_what_is_allowed(
    client: FlaskClient, path: str, name: str
) -> None:
    values, allowed = REFUSED[path, name]
    for value in values:
        address = _with(path, name, value)
        response = client.get(address, headers=MACHINE)
        assert response.status_code == 400, address
        assert response.json is not None
        told = response.json["detail"]
        assert f"“{name}”" in told
        assert allowed in told
        assert value[:60].rpartition(",")[2] in told
        assert len(told) < 1_500
        page = client.get(address, headers={"Accept": "text/html", "Accept-Language": "pl"})
        assert page.status_code == 400
        assert f"„{name}”" in html.unescape(page.text)


@pytest.mark.parametrize("path", PAGED)
def test_a_page_beyond_the_last_is_not_there(client: FlaskClient, path: str) -> None:
    address = _with(path, "page", "9999999")
    for accept in ("text/html", MACHINE["Accept"]):
        assert client.get(address, headers={"Accept": accept}).status_code == 404, address
    assert client.get(_with(path, "page", "1"), headers={"Accept": "text/html"}).status_code == 200


@pytest.mark.parametrize("path", sorted({*KINDS.values(), "/map.csv", "/timeline.ics", "/suggest?q=a", "/search.json"}))
def test_marks_of_campaigns_are_passed_over(client: FlaskClient, path: str) -> None:
    for mark in ("utm_source", "fbclid", "gclid"):
        assert client.get(_with(path, mark, "x"), headers={"Accept": "text/html"}).status_code == 200, mark


@pytest.mark.parametrize(
    "path", ["/map", "/timeline", "/timeline.csv", "/search", "/map.geojson", "/map.csv", "/suggest"]
)
def test_empty_fields_of_a_form_choose_nothing(client: FlaskClient, path: str) -> None:
    names = ("what", "kind", "year", "area", "when", "type", "q", "lang", "excel", "as", "format")
    with_fields = client.get(path, query_string=dict.fromkeys(names, "") | {"lang": "pl"})
    assert with_fields.status_code == 200
    assert client.get(f"{path}?lang=").status_code == 200


@pytest.mark.parametrize(
    "path",
    ["/search", "/search.json", "/suggest", "/questions/", "/questions/08-within-two-steps/choices?parameter=start"],
)
def test_words_without_end_are_refused_and_not_repeated(client: FlaskClient, path: str) -> None:
    assert client.get(_with(path, "q", "ą" * LONGEST)).status_code == 200
    response = client.get(_with(path, "q", "ą" * (LONGEST + 1)), headers=MACHINE)
    assert response.status_code == 400
    told = response.get_json()["detail"]
    assert told == "the parameter “q” is too long: it has 501 characters; at most 500 are taken"
    assert (
        "ąą" not in client.get(_with(path, "q", "ą" * 501), headers={"Accept": "text/html"}).text.partition("<main")[2]
    )


def test_a_filter_without_end_is_refused_and_not_repeated(client: FlaskClient) -> None:
    response = client.get("/search.json?county=" + "x" * 200)
    assert response.status_code == 400
    assert "xx" not in response.text


# Addresses that people type


@pytest.mark.parametrize(
    ("typed", "status", "leads"),
    [
        ("/def/", 308, "/def"), ("/map/", 308, "/map"), ("/timeline/?when=2018", 308, "/timeline?when=2018"),
        ("/search/?q=%C5%82", 308, "/search?q=%C5%82"), ("/sparql/", 308, "/sparql"), ("/downloads//", 308, "/downloads"),
        ("/page/organization/pozytek/", 308, "/page/organization/pozytek"),
        ("/page/organization/pozytek/incoming/?lang=en", 308, "/page/organization/pozytek/incoming?lang=en"),
        ("/graph/source/mbpr-2018-06-08/", 308, "/graph/source/mbpr-2018-06-08"),
        ("/organizations", 308, "/organizations/"), ("/questions", 308, "/questions/"),
        ("/questions/8", 303, "/questions/08-within-two-steps"), ("/questions/08", 303, "/questions/08-within-two-steps"),
        ("/questions/8?start=x&lang=en", 303, "/questions/08-within-two-steps?start=x&lang=en"),
        ("/questions/8?slug=x", 303, "/questions/08-within-two-steps?slug=x"),
        ("/questions/19.csv", 303, "/questions/19-events-on-a-map.csv"),
        ("/questions/8/", 308, "/questions/8"),
        ("/page/organization/pozytek.ttl", 303, "/data/organization/pozytek.ttl"),
        ("/page/organization/pozytek.jsonld", 303, "/data/organization/pozytek.jsonld"),
        ("/page/organization/pozytek.rdf", 303, "/data/organization/pozytek.rdf"),
        ("/page/organization/pozytek.nt", 303, "/data/organization/pozytek.nt"),
        ("/page/organization/pozytek.html?lang=en", 303, "/page/organization/pozytek?lang=en"),
        ("/favicon.ico", 308, "/static/icon.svg"),
    ],
)  # fmt: skip
def test_addresses_that_people_type_lead_where_they_mean(
    client: FlaskClient, typed: str, status: int, leads: str
) -> None:
    response = client.get(typed)
    assert response.status_code == status
    assert response.headers["Location"].removeprefix("http://localhost") == leads
    end = client.get(typed, follow_redirects=True)
    assert end.status_code == (400 if "start=x" in typed or "slug=x" in typed else 200)


@pytest.mark.parametrize(
    "address",
    [
        "//evil.example/", "/%5Cevil.example/", "/%2F%2Fevil.example/", "/nothing/", "/page/", "/page/organization/",
        "/questions/99", "/questions/0", "/questions/008888", "/questions/8.exe/x", "/page/organization/nobody.ttl",
        "/page/organization/pozytek.nq", "/page/organization/pozytek.exe", "/def/0.9.0/x/",
    ],
)  # fmt: skip
def test_what_leads_nowhere_is_not_there(client: FlaskClient, address: str) -> None:
    # As it is: the client would take what begins with two slashes for another host.
    response = client.get("/", headers={"Accept": "text/html"}, environ_overrides={"PATH_INFO": unquote(address)})
    assert response.status_code == 404, response.headers.get("Location")


def test_a_redirect_stays_on_this_server(client: FlaskClient) -> None:
    for address in ("/def//?next=//evil.example", "/page/organization/x%3F//evil.example/", "/graph/%0d%0aX-Evil:1/"):
        location = client.get(address).headers.get("Location", "")
        assert not urlsplit(location).netloc
        assert "\n" not in location


# Pages that are not there


def links(page: str) -> dict[str, str]:
    """The links in the content of a page: address → text."""
    content = page.partition("<main")[2].partition("</main>")[0]
    return {
        html.unescape(address): html.unescape(text).replace("\N{NO-BREAK SPACE}", " ")
        for address, text in re.findall(r'<a href="([^"]*)">([^<]*)</a>', content)
    }


@pytest.mark.parametrize(
    ("address", "meant"),
    [
        ("/page/organization/ops-w-tluszczu-x", "/page/organization/ops-w-tluszczu"),
        ("/page/organization/karuzella", "/page/organization/karuzela"),
        ("/id/organization/karuzella.ttl", "/page/organization/karuzela"),
        ("/page/organisation/karuzela", "/page/organization/karuzela"),
        ("/page/place/legionow", "/page/place/legionowo"),
        ("/graph/source/mowes", "/page/source/mowes-2018"),
        ("/questions/within-two-steps", "/questions/08-within-two-steps"),
        ("/questions/01-who-recieved-the-award", "/questions/01-who-received-the-award"),
    ],
)  # fmt: skip
def test_a_page_that_is_not_there_names_what_is_like_it(client: FlaskClient, address: str, meant: str) -> None:
    response = client.get(address, headers={"Accept": "text/html", "Accept-Language": "pl"})
    assert response.status_code == 404
    found = links(response.text)
    assert meant in found, found
    assert {"/organizations/", "/questions/", "/sources/", "/"} <= set(found)
    assert any(link.startswith("/search?q=") for link in found)
    for link in found:
        assert client.get(link, headers={"Accept": "text/html"}).status_code == 200, link


def test_a_page_that_is_not_there_searches_for_its_words(client: FlaskClient) -> None:
    response = client.get("/page/organization/spoldzielnia_socjalna-xyz", headers={"Accept": "text/html"})
    assert "/search?q=spoldzielnia+socjalna+xyz" in links(response.text)


@pytest.mark.parametrize("slug", ["x" * 5_000, "%3Cscript%3E", "-", "...", "%00", "🙂", "'", "1434", "w-z-na"])
def test_whatever_is_not_there_gets_a_page(client: FlaskClient, slug: str) -> None:
    for kind in ("organization", "evidence", "x"):
        response = client.get(f"/page/{kind}/{slug}", headers={"Accept": "text/html"})
        assert response.status_code == 404
        assert "<script>" not in response.text
        assert client.get(f"/page/{kind}/{slug}").mimetype == "application/problem+json"
    assert client.get(f"/questions/{slug}", headers={"Accept": "text/html"}).status_code == 404
