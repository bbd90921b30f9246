"""Answers that a build prepared: the same as those of the store, given without it, and for nothing else."""

import csv
import io
import json
import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from esgraph import memory
from esgraph.release import ANSWERS, Release
from esgraph.serve import preparing
from esgraph.serve.app import create_app
from esgraph.serve.cache import CachedStore
from esgraph.serve.excerpt import bounds_of
from esgraph.serve.oxigraph import OxigraphStore
from esgraph.serve.prepared import Prepared, PreparedStore, key_of, names_graphs
from esgraph.serve.settings import Settings
from esgraph.serve.store import Answer, Query

_JSON = "application/sparql-results+json"


class Silent:
    """A store that must not be asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def graphs(self) -> frozenset[str]:
        return frozenset()

    def query(self, query: Query, media_type: str) -> Answer:
        self.asked.append(query.text)
        return Answer(media_type, b"")

    def close(self) -> None:
        pass


@pytest.fixture(scope="module")
def asked(release: Release, tmp_path_factory: pytest.TempPathFactory) -> tuple[Release, dict[bytes, tuple[Query, str]]]:
    """A release with its answers, and the queries by the keys of what they were answered."""
    copy = tmp_path_factory.mktemp("prepared") / "release"
    shutil.copytree(release.path, copy)
    (copy / ANSWERS).unlink(missing_ok=True)
    queries: dict[bytes, tuple[Query, str]] = {}

    def remembered(query: Query, media_type: str) -> tuple[bytes, bool]:
        key, volatile = key_of(query, media_type)
        queries[key] = query, media_type
        return key, volatile

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(preparing, "key_of", remembered)
        preparing.prepare(Release.open(copy))
    return Release.open(copy), queries


def rows(answer: Answer) -> list[Any]:
    body = answer.read()
    if bounds_of(answer.media_type):
        return body.splitlines()
    if answer.media_type == "text/csv":
        return sorted(csv.reader(io.StringIO(body.decode(), newline="")))
    document = json.loads(body)
    return sorted(json.dumps(row, sort_keys=True) for row in document.get("results", {}).get("bindings", [document]))


def test_they_are_what_the_store_answers(asked: tuple[Release, dict[bytes, tuple[Query, str]]]) -> None:
    release, queries = asked
    prepared, store = Prepared.of(release), OxigraphStore(release, Settings())
    assert len(prepared) > 100
    with sqlite3.connect(release.path / ANSWERS) as file:
        keys = [key for (key,) in file.execute("SELECT key FROM packed")]
    for key in keys:
        answer = prepared.get(key)
        assert answer is not None
        query, media_type = queries[key]
        assert answer.media_type == media_type
        assert rows(answer) == rows(store.query(query, media_type)), query.text


@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize("address", ["/", "/map", "/timeline", "/questions/10-most-partners-and-bridges"])
def test_pages_about_everything_ask_the_store_for_no_count(
    asked: tuple[Release, dict[bytes, tuple[Query, str]]], address: str, language: str
) -> None:
    release, _ = asked
    prepared = Prepared.of(release)
    store = OxigraphStore(release, Settings())

    class Watched(Silent):
        def query(self, query: Query, media_type: str) -> Answer:
            super().query(query, media_type)
            return store.query(query, media_type)

    watched = Watched()
    client = create_app(release, Settings(), PreparedStore(watched, prepared)).test_client()
    response = client.get(address, headers={"Accept-Language": language, "Accept": "text/html"})
    assert response.status_code == 200
    # What is left are words about a few things that are named in the query.
    assert [text for text in watched.asked if not re.search(r"VALUES \?\w+ \{ <", text)] == []
    plain = create_app(release, Settings()).test_client()
    assert plain.get(address, headers={"Accept-Language": language, "Accept": "text/html"}).data == response.data


def test_any_other_query_goes_to_the_store(asked: tuple[Release, dict[bytes, tuple[Query, str]]]) -> None:
    release, queries = asked
    known = next(query for query, media_type in queries.values() if media_type == _JSON and "ORDER BY" in query.text)
    silent = Silent()
    store = PreparedStore(silent, Prepared.of(release))
    assert store.query(known, _JSON).size
    # Layout and comments make no other query; another media type, a dataset or another text does.
    assert store.query(Query(f"# the same\n{known.text}  \n"), _JSON).size
    assert silent.asked == []
    others = [
        (known, "text/csv"),
        (Query(known.text, default_graphs=("https://example.org/g",)), _JSON),
        (Query("SELECT * { ?s ?p ?o } LIMIT 1"), _JSON),
    ]
    for query, media_type in others:
        store.query(query, media_type)
    assert len(silent.asked) == len(others)


def test_queries_from_outside_are_answered_from_them(asked: tuple[Release, dict[bytes, tuple[Query, str]]]) -> None:
    """As whoever has the query of a question sends it, to the address of the endpoint."""
    release, _ = asked
    for number in (4, 10):
        question = next(one for one in release.questions() if one.number == number)
        silent = Silent()
        public = CachedStore(silent, 1 << 20, 4, Prepared.of(release))
        client = create_app(release, Settings(), silent, public).test_client()
        answer = client.get("/sparql", query_string={"query": question.text}, headers={"Accept": _JSON})
        assert json.loads(answer.data)["results"]["bindings"]
        assert silent.asked == []
        assert public.tally.hits == 1


@pytest.mark.parametrize(
    ("text", "depends"),
    [
        ("SELECT * { <https://example.org/a> ?p ?o }", False),
        ("SELECT * { <urn:a> a <https://example.org/B> FILTER(isIRI(?o)) }", False),
        ("SELECT * { <a> ?p ?o }", True),
        ("PREFIX p: <#> SELECT * { p:a ?p ?o }", True),
        ("BASE <https://example.org/> SELECT * { ?s ?p ?o }", True),
        ('SELECT (IRI("a") AS ?x) {}', True),
        ('SELECT * { ?s ?p "<a>" }', False),
    ],
)
def test_where_a_query_is_sent_matters_if_an_iri_is_resolved(text: str, depends: bool) -> None:
    here, there = (key_of(Query(text, base=base), _JSON)[0] for base in ("https://a.example/", "https://b.example/"))
    assert (here != there) is depends


def test_a_release_of_an_earlier_version_is_asked_itself(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / ANSWERS)) as earlier:
        earlier.execute("CREATE TABLE answer (key BLOB PRIMARY KEY, media_type TEXT, body BLOB) WITHOUT ROWID")
        key, _ = key_of(Query("ASK {}"), _JSON)
        earlier.execute("INSERT INTO answer VALUES (?, ?, ?)", (key, _JSON, b"{}"))
        earlier.commit()
    silent = Silent()
    PreparedStore(silent, Prepared(tmp_path / ANSWERS)).query(Query("ASK {}"), _JSON)
    assert silent.asked == ["ASK {}"]


def test_a_release_without_them_is_asked_itself(tmp_path: Path) -> None:
    silent = Silent()
    PreparedStore(silent, Prepared(tmp_path / ANSWERS)).query(Query("ASK {}"), _JSON)
    assert silent.asked == ["ASK {}"]


def test_they_are_the_same_from_memory_and_from_disk(
    asked: tuple[Release, dict[bytes, tuple[Query, str]]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    release, _ = asked
    copy = tmp_path / "release"
    shutil.copytree(release.path, copy)
    (copy / ANSWERS).unlink()
    monkeypatch.setattr(memory, "fits", lambda *_: False)
    preparing.prepare(Release.open(copy))
    assert (copy / ANSWERS).read_bytes() == (release.path / ANSWERS).read_bytes()


@pytest.mark.parametrize(
    ("query", "is_about_graphs"),
    [
        (Query("SELECT * { ?graph ?from 'GRAPH FROM' } # FROM <x>"), False),
        (Query("SELECT * { <urn:graph> a <urn:from> }"), False),
        (Query("select * { graph ?g { ?s ?p ?o } }"), True),
        (Query("SELECT * FROM <urn:x> { ?s ?p ?o }"), True),
        (Query("SELECT * { ?s ?p ?o }", default_graphs=("urn:x",)), True),
        (Query("SELECT * { ?s ?p ?o }", named_graphs=("urn:x",)), True),
    ],
)
def test_a_query_about_graphs_is_known(query: Query, is_about_graphs: bool) -> None:
    assert names_graphs(query) is is_about_graphs
