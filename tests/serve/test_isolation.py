"""Queries that take long, and queries that do not, beside one another."""

import json
import threading
import urllib.error
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from email.message import Message

import pytest

from esgraph.errors import LimitError, QueryError
from esgraph.release import Release
from esgraph.serve.isolation import IsolatedStore
from esgraph.serve.settings import Settings
from esgraph.serve.store import Query
from esgraph.serve.workers import Workers

pytestmark = pytest.mark.alone

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
    workers = Workers(release, settings)
    with closing(IsolatedStore(workers, settings)) as store:
        query = Query("SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f }")
        answer = store.query(query, "text/csv").read()
        assert workers.killed == 0  # it ended by itself, and went over no limit
    assert int(answer.split()[1]) == release.manifest.counts["triples"] ** 2


def test_those_count_as_killed_whose_query_went_over_a_limit(release: Release) -> None:
    settings = Settings(quick_seconds=0.05, query_seconds=0.2, query_memory_bytes=2**28)
    workers = Workers(release, settings)
    with closing(IsolatedStore(workers, settings)) as store:
        for number, text in enumerate((CROSS, "SELECT * WHERE { FILTER(" + "!" * 50_000 + "true) }"), start=1):
            with pytest.raises(LimitError):
                store.query(Query(text), "text/csv")
            assert workers.killed == number
        with pytest.raises(QueryError):
            store.query(Query("ASK"), "text/csv")
        store.end(workers.take())  # as for a client that went away
        assert workers.killed == 2


def test_a_query_is_slow_by_its_own_time_and_not_by_that_of_a_busy_machine(release: Release) -> None:
    """With no place among the slow ones it is answered all the same, though it was kept waiting."""
    settings = Settings(quick_seconds=0.2, query_seconds=10, slow_queries=1, slow_waiting=0)
    workers = Workers(release, settings)
    with closing(IsolatedStore(workers, settings)) as store:
        worker = workers.take()
        worker.ask(Query("ASK { ?s a esg:Award }"), "text/csv")
        worker.outcome()  # it is there, and can be stopped
        worker.pause()
        worker.ask(Query("ASK { ?s a esg:Cooperation }"), "text/csv")
        assert not worker.wait(settings.quick_seconds)
        threading.Timer(0.3, worker.resume).start()
        with store._slow:
            assert store.conclude_slowly(worker, "text/csv").read().strip() == b"true"


def test_a_syntax_error_keeps_its_place_on_the_way_from_the_worker(server: str) -> None:
    status, _, body = post(server, "SELECT *\nWHERE { ?s ?p }")
    assert status == 400
    assert json.loads(body)["line"] == 2
