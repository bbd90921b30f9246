"""Turns a release into the answers that its pages about everything need, asked once and kept in the release.

The pages are rendered as a server renders them, and what they ask is remembered: so what is prepared is what is asked.
"""

import csv
import io
import json
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

import pyoxigraph as ox
from flask import Flask
from werkzeug.datastructures import MultiDict

from esgraph import memory
from esgraph.errors import LANGUAGES, QueryError
from esgraph.question import Question
from esgraph.release import ANSWERS, UNION, Release
from esgraph.serve import excerpt, fields
from esgraph.serve.app import create_app
from esgraph.serve.excerpt import Bounds, bounds_of
from esgraph.serve.oxigraph import OxigraphStore
from esgraph.serve.pages.lists import LISTS
from esgraph.serve.prepared import SCHEMA, Key, key_of, names_graphs
from esgraph.serve.settings import Settings
from esgraph.serve.site import Site, site_of
from esgraph.serve.store import Answer, Query, Store
from esgraph.sqlite_file import written
from esgraph.zstandard import zstd

#: Pages about the whole graph, besides lists and questions.
_PAGES: Final = ("/", "/map", "/map/none", "/timeline", "/timeline?when=none", "/sources/", "/network")
_JSON: Final = "application/sparql-results+json"
#: Bytes of the longest answer that is kept: of lists, which are put in order whole, and of what else may be asked.
_LONGEST: Final[Mapping[str, int]] = {"text/csv": 16 << 20, _JSON: 32 << 20}
_LONGEST_BEGINNING: Final = 1 << 20
#: The level of Zstandard: a fifteenth of the bytes, at 300 MB a second.
_LEVEL: Final = 3


def _json_in_order(body: bytes) -> bytes:
    document = json.loads(body)
    if "results" in document:
        document["results"]["bindings"].sort(key=lambda row: json.dumps(row, sort_keys=True))
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def _csv_in_order(body: bytes) -> bytes:
    head, *rows = csv.reader(io.StringIO(body.decode(), newline=""), strict=True)
    text = io.StringIO(newline="")
    csv.writer(text).writerows([head, *sorted(rows)])
    return text.getvalue().encode()


#: How rows that a query leaves in no order are put in one; what has another media type is not prepared.
_SORTED: Final[Mapping[str, Callable[[bytes], bytes]]] = {
    _JSON: _json_in_order,
    "text/csv": _csv_in_order,
}


def _in_order(query: str, media_type: str, body: bytes) -> bytes | None:
    """An answer that is the same each time a release is built; None where the store may answer in several ways.

    Rows that a query leaves in no order have another one each time. Which ones they are must not depend on it.
    """
    is_beginning = bounds_of(media_type) is not None
    if "ORDER BY" in query and (is_beginning or media_type in _SORTED):
        return body
    if is_beginning or "LIMIT" in query or media_type not in _SORTED:
        return None
    return _SORTED[media_type](body)


class _Union:
    """A store that is asked in memory what concerns the union of all graphs, and on disk what is about one of them.

    Most of the memory and of the time to fill it go to the named graphs, about which next to nothing is asked here.
    Without room for the union all is asked on disk, which takes several times as long.
    """

    def __init__(self, release: Release, settings: Settings) -> None:
        self._whole = OxigraphStore(release, replace(settings, memory_quads=0))
        self._union = self._whole
        counts = release.manifest.counts
        if memory.fits(counts["triples"], (release.path / UNION).stat().st_size):
            self._union = OxigraphStore(release, replace(settings, memory_quads=counts["quads"]), has_graphs=False)

    def graphs(self) -> frozenset[str]:
        return self._whole.graphs()

    def query(self, query: Query, media_type: str) -> Answer:
        return (self._whole if names_graphs(query) else self._union).query(query, media_type)

    def close(self) -> None:
        self._union.close()
        self._whole.close()


class _Recorder:
    """A store that remembers what it answered, but for what changes by itself or is too long."""

    def __init__(self, store: Store) -> None:
        self._store = store
        #: Media types and compressed bodies.
        self.answers: dict[Key, tuple[str, bytes]] = {}

    def graphs(self) -> frozenset[str]:
        return self._store.graphs()

    def query(self, query: Query, media_type: str) -> Answer:
        key, volatile = key_of(query, media_type)
        if known := self.answers.get(key):
            return Answer(known[0], zstd.decompress(known[1]))
        answer = self._store.query(query, media_type)
        if volatile or answer.unknown_functions:
            return answer
        return self.keep(query, Answer(media_type, answer.read()))

    def keep(self, query: Query, answer: Answer) -> Answer:
        """Remember the answer to a query, if it may be; returns it as it is remembered."""
        body = _in_order(query.text.upper(), answer.media_type, answer.read())
        if body is None:
            return answer
        ordered = Answer(answer.media_type, body)
        if len(body) <= _LONGEST.get(answer.media_type, _LONGEST_BEGINNING):
            self.answers[key_of(query, answer.media_type)[0]] = answer.media_type, zstd.compress(body, level=_LEVEL)
        return ordered

    def close(self) -> None:
        self._store.close()


def prepare(release: Release) -> Path:
    """Ask what the pages about everything ask, and write the answers into the release; returns their file.

    The release is complete but for them.
    """
    settings = Settings()
    recorder = _Recorder(_Union(release, settings))
    app = create_app(release, settings, recorder)
    with app.app_context():
        known = site_of(app)
    tasks = [partial(_open, app, address) for address in (*_PAGES, *(f"/{name}/" for name in LISTS))]
    tasks += [partial(_ask, known, one, recorder) for one in known.questions]
    # Threads do: the store does not hold up the interpreter while it answers.
    with ThreadPoolExecutor(2) as threads:
        try:
            for done in [threads.submit(task) for task in tasks]:
                done.result()
        except BaseException:
            threads.shutdown(wait=False, cancel_futures=True)
            raise
    target = release.path / ANSWERS
    with written(target, SCHEMA) as file:
        file.executemany(
            "INSERT INTO packed VALUES (?, ?, ?)",
            ((key, *answer) for key, answer in sorted(recorder.answers.items())),
        )
    return target


def _open(app: Flask, address: str) -> None:
    """Open a page in each language."""
    client = app.test_client()
    for language in LANGUAGES:
        response = client.get(address, headers={"Accept-Language": language, "Accept": "text/html"})
        if response.status_code >= 500:
            raise RuntimeError(f"{address} cannot be prepared: {response.status}")


def _ask(known: Site, question: Question, recorder: _Recorder) -> None:
    """Ask a question as results, of which its page shows the beginning; names in the rows are looked up quickly."""
    bounds = Bounds(known.settings.max_html_rows)
    asked = [fields.read(known, question, MultiDict(), language, ()).text for language in LANGUAGES]
    # As it is published, too: a page may begin with another value than the text, of what the data have.
    for query in map(Query, dict.fromkeys([*asked, question.text])):
        try:
            answer = recorder.query(query, _JSON)
        except QueryError:  # a graph has no rows
            continue
        rows = ox.parse_query_results(answer.read(), ox.QueryResultsFormat.JSON)
        recorder.keep(query, Answer(bounds.media_type, excerpt.write(rows, bounds, {})))
