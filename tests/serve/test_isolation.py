"""Queries that take long, and queries that do not, beside one another."""

import json
import urllib.error
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from email.message import Message

from esgraph.release import Release
from esgraph.serve.isolation import IsolatedStore
from esgraph.serve.settings import Settings
from esgraph.serve.store import Query
from esgraph.serve.workers import Workers

CROSS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def post(server: str, query: str, seconds: float = 60) -> tuple[int, Message, bytes]:
    data = urllib.parse.urlencode({"query": query}).encode()
    try:
        with urllib.request.urlopen(f"{server}sparql", data, timeout=seconds) as response:
            return response.status, response.headers, response.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers, error.read()


def test_many_at_once_harm_only_themselves(server: str) -> None:
    """Each with a text of its own, so that none is given another's computation."""
    with ThreadPoolExecutor(8) as threads:
        hostile = [threads.submit(post, server, f"{CROSS} LIMIT {number + 1}") for number in range(8)]
        answered = 0
        while not all(one.done() for one in hostile):
            status, _, body = post(server, f"ASK {{ ?s a esg:Award }} LIMIT {answered + 1}", seconds=5)
            assert (status, json.loads(body)["boolean"]) == (200, True)
            answered += 1
    assert [one.result()[0] for one in hostile] == [503] * 8
    assert answered > 10


def test_a_query_too_long_for_the_quick_lane_is_answered_whole_by_the_slow_one(release: Release) -> None:
    settings = Settings(quick_seconds=0.001, query_seconds=60)
    store = IsolatedStore(Workers(release, settings), settings)
    try:
        query = Query("SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f }")
        answer = store.query(query, "text/csv").read()
    finally:
        store.close()
    assert int(answer.split()[1]) == release.manifest.counts["triples"] ** 2


def test_a_syntax_error_keeps_its_place_on_the_way_from_the_worker(server: str) -> None:
    status, _, body = post(server, "SELECT *\nWHERE { ?s ?p }")
    assert status == 400
    assert json.loads(body)["line"] == 2
