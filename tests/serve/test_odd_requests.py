"""Requests that nobody makes by accident: what a review of the site found to go wrong, and must not again."""

import html
import re

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
from esgraph.serve.settings import Settings
from esgraph.serve.store import Answer, Query


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


def test_what_is_refused_in_polish_says_that_it_is_polish(client: FlaskClient) -> None:
    page = html.unescape(client.get("/timeline?what=nonsense&lang=pl", headers={"Accept": "text/html"}).text)
    assert '<p lang="pl">' in page
    assert '<p lang="en">' not in page


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
