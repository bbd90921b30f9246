"""Answers are computed once and sent once: validators, 304, the memory of answers, one computation for many."""

import threading
import time
import tracemalloc
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from esgraph.errors import LimitError, QueryError
from esgraph.release import Release
from esgraph.serve.cache import CachedStore
from esgraph.serve.generation import Generation, Key, Remembered
from esgraph.serve.settings import Settings
from esgraph.serve.store import Answer, Query
from esgraph.serve.tokens import normalised

QUERY = "SELECT ?s WHERE { ?s a esg:Cooperation } ORDER BY ?s"
JSON = "application/sparql-results+json"


class CountingStore:
    """Counts what it is asked, and answers when it is let."""

    def __init__(self, error: Exception | None = None) -> None:
        self.asked: list[str] = []
        self.let = threading.Event()
        self.let.set()
        self.error = error

    def query(self, query: Query, media_type: str) -> Answer:
        self.asked.append(query.text)
        assert self.let.wait(10)
        if self.error:
            raise self.error
        return Answer(media_type, query.text.encode())

    def graphs(self) -> frozenset[str]:
        return frozenset()

    def close(self) -> None:
        pass


def test_an_answer_has_a_strong_validator_and_is_not_sent_twice(client: FlaskClient) -> None:
    for accept in (JSON, "text/csv"):
        first = client.get("/sparql", query_string={"query": QUERY}, headers={"Accept": accept})
        tag = first.headers["ETag"]
        assert not tag.startswith("W/")
        second = client.get(
            "/sparql", query_string={"query": QUERY}, headers={"Accept": accept, "If-None-Match": f'"x", {tag}'}
        )
        assert (second.status_code, second.data) == (304, b"")
        for name in ("ETag", "Vary", "Cache-Control"):
            assert second.headers[name] == first.headers[name]


def test_representations_have_validators_of_their_own(client: FlaskClient) -> None:
    tags = {
        client.get("/sparql", query_string={"query": query, **more}, headers={"Accept": accept}).headers["ETag"]
        for query in (QUERY, "ASK {}")
        for accept in (JSON, "text/csv", "text/html;q=0.9")
        for more in ({}, {"default-graph-uri": "https://w3id.org/esgraph/graph/places"})
    }
    assert len(tags) == 2 * 3 * 2 - 1 + 1  # ASK {} in CSV is another answer than in JSON


def test_white_space_and_comments_make_no_other_validator(client: FlaskClient) -> None:
    other = "SELECT  ?s\n# who?\nWHERE { ?s a esg:Cooperation }\tORDER BY ?s  "
    tags = {client.get("/sparql", query_string={"query": query}).headers["ETag"] for query in (QUERY, other)}
    assert len(tags) == 1


@pytest.mark.parametrize("function", ["RAND()", "NOW()", "UUID()", "struuid()", "BNODE()"])
def test_what_changes_by_itself_is_not_kept(client: FlaskClient, function: str) -> None:
    response = client.get("/sparql", query_string={"query": f"SELECT ({function} AS ?x) {{}}"})
    assert response.status_code == 200
    assert "ETag" not in response.headers
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/", "/page/organization/pozytek", "/data/organization/pozytek.ttl", "/downloads"])
def test_pages_have_validators_too(client: FlaskClient, path: str) -> None:
    tag = client.get(path).headers["ETag"]
    assert client.get(path, headers={"If-None-Match": tag}).status_code == 304
    assert client.get(path, headers={"If-None-Match": '"another"'}).status_code == 200


def test_many_who_ask_the_same_at_once_are_given_one_computation() -> None:
    inner = CountingStore()
    inner.let.clear()
    store = CachedStore(inner, 2**20, at_once=24)
    with ThreadPoolExecutor(12) as threads:
        futures = [threads.submit(store.query, Query(f"ASK {{}} # {number}"), JSON) for number in range(12)]
        while store.tally.joined < 11:
            time.sleep(0.001)
        inner.let.set()
    assert len(inner.asked) == 1
    assert len({future.result().read() for future in futures}) == 1
    assert store.query(Query("ASK {}"), JSON).read() == futures[0].result().read()
    assert len(inner.asked) == 1
    store.query(Query("ASK {}"), "text/csv")
    store.query(Query("ASK { <a> ?p ?o }", base="http://x/"), JSON)
    store.query(Query("ASK { <a> ?p ?o }", base="http://y/"), JSON)
    store.query(Query("ASK {}", default_graphs=("http://x/",)), JSON)
    store.query(Query("ASK {}", named_graphs=("http://x/",)), JSON)
    assert len(inner.asked) == 6


def test_an_error_is_told_to_all_who_wait_and_not_kept() -> None:
    inner = CountingStore(LimitError("too long", retry_after=1))
    inner.let.clear()
    store = CachedStore(inner, 2**20, at_once=20)
    with ThreadPoolExecutor(5) as threads:
        futures = [threads.submit(store.query, Query("ASK {}"), JSON) for _ in range(5)]
        while store.tally.joined < 4:
            time.sleep(0.001)
        inner.let.set()
    assert all(isinstance(future.exception(), LimitError) for future in futures)
    with pytest.raises(LimitError):
        store.query(Query("ASK {}"), JSON)
    assert len(inner.asked) == 2


def test_more_than_may_run_at_once_are_turned_away_but_not_from_what_is_known() -> None:
    inner = CountingStore()
    store = CachedStore(inner, 2**20, at_once=1)
    store.query(Query("ASK { 1 }"), JSON)
    inner.let.clear()
    with ThreadPoolExecutor(1) as threads:
        first = threads.submit(store.query, Query("ASK { 2 }"), JSON)
        while len(inner.asked) < 2:
            time.sleep(0.001)
        with pytest.raises(LimitError, match="at once"):
            store.query(Query("ASK { 3 }"), JSON)
        assert store.query(Query("ASK { 1 }"), JSON).read() == b"ASK { 1 }"
        inner.let.set()
        assert first.result().read() == b"ASK { 2 }"


def test_those_who_wait_for_one_answer_keep_nobody_from_another() -> None:
    inner = CountingStore()
    store = CachedStore(inner, 2**20, at_once=4)
    inner.let.clear()
    with ThreadPoolExecutor(8) as threads:
        same = [threads.submit(store.query, Query("ASK { 1 }"), JSON) for _ in range(3)]
        while store.tally.joined < 2:
            time.sleep(0.001)
        with pytest.raises(LimitError, match="the same answer"):
            store.query(Query("ASK { 1 }"), JSON)
        others = [threads.submit(store.query, Query(f"ASK {{ {number} }}"), JSON) for number in range(2, 5)]
        while len(inner.asked) < 4:
            time.sleep(0.001)
        inner.let.set()
        assert [future.result().read() for future in same] == [b"ASK { 1 }"] * 3
        assert [future.result().read() for future in others] == [b"ASK { 2 }", b"ASK { 3 }", b"ASK { 4 }"]


def test_a_long_text_with_a_short_answer_takes_no_more_room_than_the_answer() -> None:
    class Yes(CountingStore):
        def query(self, _query: Query, media_type: str) -> Answer:
            return Answer(media_type, b"true")

    store = CachedStore(Yes(), 2**20, at_once=1)
    tracemalloc.start()
    try:
        for number in range(300):
            store.query(Query(f"ASK {{ ?s ?p '{number} {'x' * 50_000}' }}"), JSON)
        normalised.cache_clear()
        assert tracemalloc.get_traced_memory()[0] < 1_000_000
    finally:
        tracemalloc.stop()


def test_a_remembered_page_weighs_what_it_is_asked_by(release: Release) -> None:
    page = Remembered(200, [("content-type", "text/csv")], b"x" * 100, '"tag"', "/sparql")
    key = Key("/sparql", "q" * 50_000, ("http", None, "h" * 1_000), ("a" * 3_000, None), "gzip")
    assert 54_000 < page.weight(key) < 60_000
    generation = Generation(release, Settings(cache_bytes=200_000), ThreadPoolExecutor(1))
    try:
        for number in range(20):
            generation.remember(key._replace(path=f"/{number}"), page)
            assert generation.page_bytes <= 200_000
        assert generation.remembered(key._replace(path="/19")) is page
        assert generation.remembered(key._replace(path="/0")) is None
    finally:
        generation.close()


@pytest.mark.parametrize("tag", ["W/{}", '"x", W/{}', "{}"])
def test_a_known_answer_is_not_computed_again_whatever_a_proxy_made_of_its_tag(client: FlaskClient, tag: str) -> None:
    known = client.get("/sparql", query_string={"query": QUERY}).headers["ETag"]
    again = client.get("/sparql", query_string={"query": QUERY}, headers={"If-None-Match": tag.format(known)})
    assert again.status_code == 304


def test_a_query_that_is_none_is_not_known_to_anybody(client: FlaskClient) -> None:
    response = client.get("/sparql", query_string={"query": "SELECT * {"}, headers={"If-None-Match": "*"})
    assert response.status_code == 400


def test_a_page_of_what_changes_by_itself_is_not_kept(client: FlaskClient) -> None:
    query = {"query": "SELECT (NOW() AS ?now) {}"}
    response = client.get("/sparql", query_string=query, headers={"Accept": "text/html"})
    assert response.headers["Cache-Control"] == "no-store"
    assert "ETag" not in response.headers


def test_files_of_questions_depend_on_the_language(client: FlaskClient) -> None:
    for suffix in ("csv", "json", "tsv", "rq"):
        response = client.get(f"/questions/05-participants-of-a-meeting.{suffix}")
        assert "Accept-Language" in response.headers["Vary"], suffix


def test_the_memory_of_answers_is_bounded() -> None:
    store = CachedStore(CountingStore(), 100_000, at_once=1)
    for number in range(200):
        store.query(Query(f"ASK {{ {number} {'x' * 2000} }}"), JSON)
        assert store.size <= 100_000
    assert store.query(Query("ASK { " + "x" * 200_000 + " }"), JSON).size > 100_000


@given(
    st.lists(st.sampled_from(["?a", "<http://x/#y>", "'a  b'", '"""#\n  "', "p:q", "1.5", "#c  d\n", "\n", "  ", "{"]))
)
def test_a_normal_form_is_stable_and_keeps_strings(parts: list[str]) -> None:
    text = "".join(parts)
    normal, _ = normalised(text)
    assert normalised(normal)[0] == normal
    if "#c  d\n" not in parts and '"""#\n  "' not in parts:
        assert normal.count("'a  b'") == parts.count("'a  b'")
        assert normal.replace("\n", "") == text.replace("  ", "").replace("\n", "").replace("'ab'", "'a  b'")


class Late:
    """A store that refuses every text at its last line, the first one only when somebody else waits for it."""

    def __init__(self) -> None:
        self.asked = threading.Event()
        self.go_on = threading.Event()

    def query(self, query: Query, _media_type: str) -> Answer:
        if not self.asked.is_set():
            self.asked.set()
            assert self.go_on.wait(20)
        raise QueryError("not valid", line=query.text.count("\n") + 1, column=1)

    def graphs(self) -> frozenset[str]:
        return frozenset()

    def close(self) -> None:
        """Nothing is open."""


def test_who_waits_for_another_is_told_the_place_in_their_own_text() -> None:
    inner = Late()
    store = CachedStore(inner, 10_000, 8)
    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(store.query, Query("ASK {\n"), "text/csv")
        assert inner.asked.wait(20)
        second = threads.submit(store.query, Query("ASK # why\n\n\n{\n"), "text/csv")
        deadline = time.monotonic() + 20
        while not store.tally.joined:
            assert time.monotonic() < deadline
            time.sleep(0.01)
        inner.go_on.set()
        lines = [one.exception().line for one in (first, second)]  # type: ignore[union-attr]
    assert lines == [2, 5]


def test_a_date_alone_proves_nothing(client: FlaskClient) -> None:
    """Two releases may be of one day."""
    for path in ("/", "/sparql?query=ASK%7B%7D", "/page/organization/pozytek"):
        answer = client.get(path, headers={"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"})
        assert answer.status_code == 200
        assert "Last-Modified" not in answer.headers
        assert client.get(path, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304


@pytest.mark.parametrize(
    ("text", "is_weak"),
    [
        ("CONSTRUCT { ?s <urn:p> _:b } WHERE { ?s a esg:Award }", True),
        ("CONSTRUCT { ?s <urn:p> [] } WHERE { ?s a esg:Award }", True),
        ("CONSTRUCT { ?s <urn:p> ( 1 2 ) } WHERE { ?s a esg:Award }", True),
        ("CONSTRUCT { ?s <urn:p> ?s } WHERE { ?s a esg:Award }", False),
        ("SELECT * WHERE { ?s <urn:p> [] FILTER(1 = 1) }", False),
    ],
)
def test_what_may_be_written_in_other_bytes_has_a_weak_validator(client: FlaskClient, text: str, is_weak: bool) -> None:
    answer = client.get("/sparql", query_string={"query": text})
    assert answer.headers["ETag"].startswith("W/") is is_weak
    again = client.get("/sparql", query_string={"query": text}, headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
