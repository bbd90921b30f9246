"""A hostile query harms only itself: it is refused or ended within its limits, while everybody else is answered."""

import json
import threading
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from email.message import Message

import pytest

from esgraph.release import Release
from esgraph.serve.isolation import IsolatedStore
from esgraph.serve.settings import Settings
from esgraph.serve.store import Query
from esgraph.serve.workers import Workers

CROSS = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i"
DOUBLING = " ".join(f"BIND(CONCAT(?s{n}, ?s{n}) AS ?s{n + 1})" for n in range(40))

#: What hurts an endpoint → the statuses that are right for it.
HOSTILE: dict[str, tuple[str, set[int]]] = {
    "cross product": (f"SELECT (COUNT(*) AS ?n) WHERE {{ {CROSS} }}", {503}),
    "cross product with DISTINCT": (f"SELECT DISTINCT ?a ?d ?g WHERE {{ {CROSS} }}", {503}),
    "cross product sorted": ("SELECT * WHERE { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f ?e ?a", {503}),
    "cross product grouped": (f"SELECT ?a (GROUP_CONCAT(?c) AS ?x) WHERE {{ {CROSS} }} GROUP BY ?a", {503}),
    "cross product constructed": (f"CONSTRUCT {{ ?a ?e ?i }} WHERE {{ {CROSS} }}", {503}),
    "cross product asked for nothing": (f"ASK {{ {CROSS} FILTER(STRLEN(STR(?a)) > STRLEN(STR(?i)) + 900) }}", {503}),
    "random order": (f"SELECT * WHERE {{ {CROSS} }} ORDER BY RAND()", {503}),
    "doubling text": (f'SELECT * WHERE {{ BIND("xxxxxxxxxxxxxxxx" AS ?s0) {DOUBLING} }}', {503}),
    "product of values": (
        "SELECT (COUNT(*) AS ?n) WHERE { "
        + " ".join(f"VALUES ?{name} {{ {' '.join(map(str, range(100)))} }}" for name in "abcdef")
        + " }",
        {503},
    ),
    "paths of any length": (
        "SELECT (COUNT(*) AS ?n) WHERE { ?a (!<urn:x>|^!<urn:x>)* ?b . ?c (!<urn:x>|^!<urn:x>)* ?d }", {503}),
    "not exists over everything": (
        "SELECT ?a WHERE { ?a ?b ?c . ?d ?e ?f FILTER NOT EXISTS { ?a ?x ?y . ?d ?x ?z . ?z ?v ?w FILTER(?w = 'q') } }",
        {503}),
    "eight hundred patterns": (
        "SELECT * WHERE { " + " ".join(f"?a{n} ?p{n} ?a{n + 1} ." for n in range(800)) + " }", {503}),
    "fifty thousand negations": ("SELECT * WHERE { FILTER(" + "!" * 50_000 + "true) }", {503, 400}),
    "fifty thousand minuses": ("SELECT (" + "- " * 40_000 + "1 AS ?x) WHERE {}", {503, 400}),
    "a path of ten thousand steps": ("SELECT * WHERE { ?a " + "/".join(["<urn:p>"] * 9_000) + " ?b }", {503, 400, 200}),
    "ten thousand unions": ("SELECT * WHERE { {} " + "UNION {} " * 9_000 + "}", {503, 400, 200}),
    "nested groups": ("SELECT * WHERE " + "{" * 5_000 + "}" * 5_000, {400}),
    "nested brackets": ("SELECT * WHERE { FILTER(" + "(" * 9_000 + "1" + ")" * 9_000 + ") }", {400}),
    "nested collections": ("SELECT * WHERE { ?s ?p " + "(" * 400 + ")" * 400 + " }", {400}),
    "regular expression": (
        'SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f FILTER(REGEX(STR(?c), "(a+)+$") && REGEX(STR(?f), "(.*)*z")) }',
        {503, 200}),
    "another host": ("SELECT * WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", {403}),
    "a file": ("SELECT * FROM <file:///etc/passwd> WHERE { ?s ?p ?o }", {403}),
    "an update": ("DROP ALL", {403}),
    "no query": ("\x00\x01\x02", {400}),
    "a text too long": ("ASK {} #" + "x" * 200_000, {413}),
}  # fmt: skip


def post(server: str, query: str, seconds: float = 60) -> tuple[int, Message, bytes]:
    data = urllib.parse.urlencode({"query": query}).encode()
    try:
        with urllib.request.urlopen(f"{server}sparql", data, timeout=seconds) as response:
            return response.status, response.headers, response.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers, error.read()


@pytest.fixture
def probe(server: str) -> Iterator[list[str]]:
    """Asks an easy query and opens a page, again and again, while a test runs; yields what went wrong."""
    wrong: list[str] = []
    stop = threading.Event()

    def keep_asking() -> None:
        while not stop.wait(0.05):
            status, _, body = post(server, "ASK { ?s a esg:Award }", seconds=20)
            if status != 200 or json.loads(body)["boolean"] is not True:
                wrong.append(f"query: {status} {body[:200]!r}")
            with urllib.request.urlopen(f"{server}page/organization/pozytek", timeout=20) as response:
                if response.status != 200:
                    wrong.append(f"page: {response.status}")

    thread = threading.Thread(target=keep_asking)
    thread.start()
    yield wrong
    stop.set()
    thread.join()
    assert wrong == []


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_query_harms_only_itself(server: str, probe: list[str], name: str) -> None:
    query, statuses = HOSTILE[name]
    status, headers, body = post(server, query)
    assert status in statuses, body[:500]
    if status != 200:
        problem = json.loads(body)
        assert problem["status"] == status
        assert problem["detail"]
    if status == 503:
        assert int(headers["Retry-After"]) > 0
    assert probe == []


def test_many_at_once_harm_only_themselves(server: str, probe: list[str]) -> None:
    statuses: list[int] = []
    query = HOSTILE["cross product"][0]
    threads = [threading.Thread(target=lambda: statuses.append(post(server, query)[0])) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == [503] * 8
    assert probe == []


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
