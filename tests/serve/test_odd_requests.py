"""Requests that nobody makes by accident: what a review of the site found to go wrong, and must not again."""

import html

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient

from esgraph.release import Release
from esgraph.serve.memo import Memo


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
