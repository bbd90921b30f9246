"""The short way gives what the ordinary way gives, takes nothing that is to be refused, and computes once."""

import asyncio
import contextlib
import http.client
import urllib.parse
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask

from esgraph.errors import EsgraphError, LimitError, QueryError
from esgraph.release import Release
from esgraph.serve.app import create_app
from esgraph.serve.cache import CachedStore
from esgraph.serve.express import Asked, Express
from esgraph.serve.isolation import IsolatedStore
from esgraph.serve.settings import Settings
from esgraph.serve.site import site_of
from esgraph.serve.workers import Workers

MANNER = ("http", None, "example.org", None, None, None)
BASE = "http://example.org/sparql"
JSON = "application/sparql-results+json"
SELECT = "SELECT ?who ?name WHERE { ?who a org:Organization ; skos:prefLabel ?name } ORDER BY ?who ?name"
CONSTRUCT = "CONSTRUCT { ?s skos:prefLabel ?o } WHERE { ?s a org:Post ; skos:prefLabel ?o }"
BOMB = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


class Parts:
    """An Express of the first dataset's release, with what stands behind it."""

    def __init__(self, release: Release, **limits: float) -> None:
        settings = Settings(**limits)  # type: ignore[arg-type]  # seconds only
        self.isolated = IsolatedStore(Workers(release, settings), settings)
        self.answers = CachedStore(self.isolated, 2**20, 32)
        self.threads = ThreadPoolExecutor(8)
        self.app: Flask = create_app(release, settings, self.isolated, self.answers)
        self.express = Express(site_of(self.app), self.answers, self.isolated, self.threads)
        self.express.learn(MANNER, BASE, [("vary", "Accept"), ("content-type", "text/csv"), ("etag", '"x"')])

    def read(self, query: str, accept: str = JSON) -> Asked | None:
        return self.express.read(urllib.parse.urlencode({"query": query}), accept, MANNER)

    def close(self) -> None:
        self.threads.shutdown()
        self.answers.close()


@pytest.fixture(scope="module")
def parts(release: Release) -> Iterator[Parts]:
    with contextlib.closing(Parts(release, query_seconds=1, quick_seconds=0.2)) as made:
        yield made


@pytest.mark.parametrize(
    ("query_string", "accept"),
    [
        ("", JSON),
        ("query=ASK{}&query=ASK{}", JSON),
        ("query=ASK{}&format=csv", JSON),
        ("query=ASK{}&default-graph-uri=http://x/", JSON),
        ("update=CLEAR+ALL", JSON),
        ("query=CLEAR+ALL", JSON),
        ("query=ASK{%FF}", JSON),
        ("query=ASK{}", "text/html"),
        ("query=ASK{}", "image/png"),
        ("query=SELECT+(RAND()+AS+?r){}", JSON),
        ("query=ASK{SERVICE<http://127.0.0.1:9/>{?s+?p+?o}}", JSON),
        ("query=ASK+FROM+<http://elsewhere.example/>{?s+?p+?o}", JSON),
        ("query=" + "%7B" * 65 + "%7D" * 65, JSON),
        ("query=ASK{}%23" + "x" * 20_000, JSON),
        ("query=ASK{}%23" + "x" * 100_001, JSON),
        ("query=ASK{?s+?p+'''a'}", JSON),
    ],
)
def test_what_is_not_plain_takes_the_ordinary_way(parts: Parts, query_string: str, accept: str) -> None:
    assert parts.express.read(query_string, accept, MANNER) is None


def test_nothing_is_plain_before_the_application_has_answered_in_that_manner(parts: Parts) -> None:
    other = ("https", None, "elsewhere.example", None, None, None)
    assert parts.express.read("query=ASK{}", JSON, other) is None
    assert parts.read("ASK {}") is not None


def test_of_what_was_learned_only_the_manner_is_kept(parts: Parts) -> None:
    asked = parts.read("ASK { <relative> ?p ?o }", "text/csv")
    assert asked is not None
    assert asked.query.base == BASE
    assert asked.headers == [("vary", "Accept")]


def test_the_same_at_the_same_time_is_computed_once(parts: Parts) -> None:
    asked = parts.read(SELECT + " LIMIT 3")
    assert asked is not None

    async def ask() -> list[bytes]:
        answers = await asyncio.gather(*(parts.express.answer(asked) for _ in range(20)))
        return [answer.read() for answer in answers]

    before = parts.answers.tally.misses
    assert len(set(asyncio.run(ask()))) == 1
    assert parts.answers.tally.misses == before + 1


@pytest.mark.parametrize(
    ("query", "error"),
    [(BOMB, LimitError), ("SELECT * WHERE { ?s ?p }", QueryError), ("ASK { ?s unknown:p ?o }", QueryError)],
)
def test_errors_come_up_and_leave_nothing_behind(parts: Parts, query: str, error: type[EsgraphError]) -> None:
    asked = parts.read(query)
    assert asked is not None

    async def ask() -> None:
        with pytest.raises(error):
            await parts.express.answer(asked)
        quick = parts.read(f"ASK {{}} # {query[:9]}")
        assert quick is not None
        assert b"true" in (await parts.express.answer(quick)).read()

    for _ in range(3):
        asyncio.run(ask())


def test_slow_ones_do_not_take_the_places_of_the_quick(parts: Parts) -> None:
    slow = [parts.read(f"{BOMB} LIMIT {number}") for number in range(1, 3 * parts.isolated.places)]
    quick = parts.read("ASK { ?s a esg:Cooperation }")
    assert quick is not None

    async def ask() -> None:
        waiting = [asyncio.ensure_future(parts.express.answer(one)) for one in slow if one]
        answer = await asyncio.wait_for(parts.express.answer(quick), 10)
        assert b"true" in answer.read()
        assert not all(one.done() for one in waiting)
        outcomes = await asyncio.gather(*waiting, return_exceptions=True)
        assert all(isinstance(outcome, LimitError) for outcome in outcomes)

    asyncio.run(ask())


@pytest.mark.parametrize(
    "query", [SELECT, CONSTRUCT, "ASK { ?s a esg:Gap }", "SELECT (<urn:f>(1) AS ?x) {}", "SELECT * {"]
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_both_ways_send_the_same(server: str, query: str, method: str) -> None:
    """A request with a second parameter takes the ordinary way; its answer must not tell which way it took."""
    connection = http.client.HTTPConnection(urllib.parse.urlsplit(server).netloc, timeout=30)

    def ask(query_string: str) -> tuple[int, dict[str, str], bytes]:
        connection.request(method, f"/sparql?{query_string}", headers={"Accept": "text/csv, text/turtle;q=0.9"})
        response = connection.getresponse()
        headers = {name.lower(): value for name, value in response.getheaders() if name.lower() != "date"}
        return response.status, headers, response.read()

    ask("query=ASK{}")
    short = ask(urllib.parse.urlencode({"query": query}))
    ordinary = ask(urllib.parse.urlencode({"query": query, "utm_source": "nothing-known"}))
    connection.close()
    assert short == ordinary
