"""Turns any SPARQL 1.1 server that holds a published release into a Store, with SPARQLWrapper."""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from operator import attrgetter
from typing import IO, Any, TypeVar, cast

import pyoxigraph as ox
from SPARQLWrapper import JSON, POST, TURTLE, SPARQLWrapper

from esgraph.errors import BackendError, EsgraphError, LimitError, QueryError, ReleaseError, StoreError
from esgraph.release import Release
from esgraph.serve import excerpt, messages
from esgraph.serve.oxigraph import GRAPHS, RESULTS, WITH_PREFIXES
from esgraph.serve.places import Places, Status, read_status
from esgraph.serve.portable import Portable, portable
from esgraph.serve.settings import Settings
from esgraph.serve.spool import SpooledFile
from esgraph.serve.store import Answer, Query
from esgraph.serve.wire import Endpoint, Reading, Wire
from esgraph.vocabulary import prefixes

# One media type for each form travels, the one that servers write best, and is turned into the one that was asked for:
# Virtuoso has "typed-literal" in JSON, 1 for true in CSV, bare words in TSV, and no N-Quads.
_ACCEPT_RESULTS = "application/sparql-results+json"
_ACCEPT_GRAPHS = "application/n-triples, text/turtle;q=0.5"
_FROM_RESULTS: Mapping[str, ox.QueryResultsFormat] = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
}
_FROM_GRAPHS: Mapping[str, ox.RdfFormat] = {
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "text/plain": ox.RdfFormat.N_TRIPLES,
    "text/turtle": ox.RdfFormat.TURTLE,
}
_PLACE = re.compile(r"\bat (\d+):(\d+)|\bline:? (\d+)(?:,? col(?:umn)?:? (\d+))?", re.IGNORECASE)
_DRAIN = 1 << 16

_Form = TypeVar("_Form")


class RemoteStore:
    """A release in another server, where `esgraph publish` put it.

    Raises StoreError if the server cannot be reached or holds another release.
    """

    def __init__(self, url: str, release: Release, settings: Settings) -> None:
        self._release = release
        self._is_gone = False
        self._endpoint = Endpoint.of(url)
        self._wire = Wire(self._endpoint, settings.queries_at_once)
        self._settings = settings
        self._prefixes = prefixes(release.manifest.base)
        self._places = Places(release.manifest.base)
        try:
            self._places = replace(self._places, graphs=self._published(release))
        except EsgraphError:
            self._wire.close()
            raise
        self._graphs = frozenset(self._places.graphs)

    def graphs(self) -> frozenset[str]:
        """IRIs of all named graphs."""
        return self._graphs

    def close(self) -> None:
        """Close the connections."""
        self._wire.close()

    def query(self, query: Query, media_type: str) -> Answer:
        """Have a query answered within `settings.query_seconds`, from connecting to the last byte.

        Raises ReleaseError while the server does not hold the release, as `check` has found.
        Raises QueryError for one that the server refuses, LimitError for one that takes too long or gives too much,
        StoreError for a server that cannot be reached or gives what is no answer.
        """
        if self._is_gone:
            raise ReleaseError(messages.STORE_CHANGES, remedy=messages.IN_A_MINUTE)
        return self._answer(query, media_type)

    def check(self) -> None:
        """See whether the server still holds the release; somebody may have begun to publish another one there."""
        with suppress(StoreError, LimitError):  # one that cannot be asked says nothing of what it holds
            self._is_gone = self._read_status().release != self._release.manifest.id

    def _answer(self, query: Query, media_type: str) -> Answer:
        sent = portable(query, self._prefixes, self._places)
        is_graph = sent.form in ("CONSTRUCT", "DESCRIBE")
        if media_type not in (GRAPHS if is_graph else RESULTS) and not excerpt.bounds_of(media_type):
            raise QueryError(messages.NOT_AS_TYPE.of(media_type=media_type))
        request = _request(self._endpoint.url, sent)
        with self._wire.send(
            request.get_method(), request.full_url, dict(request.header_items()), request.data,
            self._settings.query_seconds,
        ) as reading:  # fmt: skip
            _check(reading, sent, self._endpoint.host)
            return Answer(media_type, self._convert(reading, media_type, is_graph))

    def _convert(self, reading: Reading, media_type: str, is_graph: bool) -> bytes | SpooledFile:
        spool = self._settings.spool()
        file = cast("IO[bytes]", spool)
        source = cast("IO[bytes]", reading)
        host = self._endpoint.host
        try:
            if bounds := excerpt.bounds_of(media_type):
                spool.write(self._excerpt(reading, is_graph, bounds))
            elif is_graph:
                self._convert_graph(source, _form_of(reading, _FROM_GRAPHS, host), file, media_type)
            else:
                # Without a name: what an error's traceback holds may be dropped by another thread, which solutions
                # do not survive.
                form = _form_of(reading, _FROM_RESULTS, host)
                ox.parse_query_results(source, format=form).serialize(file, format=RESULTS[media_type])
            # Only at its end is it known that an answer is whole.
            while reading.read(_DRAIN):
                pass
        except SyntaxError as error:
            raise BackendError(f"the store at {host} gave what is no answer: {error.msg}") from error
        except OSError as error:
            raise BackendError(f"the answer cannot be written: {error.strerror}") from error
        return spool.finish()

    def _excerpt(self, reading: Reading, is_graph: bool, bounds: excerpt.Bounds) -> bytes:
        source, host = cast("IO[bytes]", reading), self._endpoint.host
        if is_graph:
            triples = map(attrgetter("triple"), ox.parse(source, format=_form_of(reading, _FROM_GRAPHS, host)))
            return excerpt.write(triples, bounds, self._prefixes)
        form = _form_of(reading, _FROM_RESULTS, host)
        return excerpt.write(ox.parse_query_results(source, format=form), bounds, self._prefixes)

    def _convert_graph(self, source: IO[bytes], form: ox.RdfFormat, file: IO[bytes], media_type: str) -> None:
        triples = map(attrgetter("triple"), ox.parse(source, format=form))
        target = GRAPHS[media_type]
        ox.serialize(triples, file, format=target, prefixes=self._prefixes if target in WITH_PREFIXES else None)

    def _published(self, release: Release) -> tuple[str, ...]:
        """The graphs that the server holds of a release. Raises StoreError if it is not there, or not whole."""
        found = self._read_status()
        if found.release != release.manifest.id:
            raise BackendError(
                f"the store at {self._endpoint.host} does not hold release {release.manifest.id}",
                remedy="publish it there: esgraph publish RELEASE --store URL",
            )
        return tuple(sorted(found.graphs - {self._places.union}))

    def _read_status(self) -> Status:
        status = self._places.status
        query = Query("CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }", named_graphs=(status,))
        body = self._answer(query, "application/n-triples").read()
        return read_status(ox.parse(body, ox.RdfFormat.N_TRIPLES), status)


class _Request(SPARQLWrapper):
    """A request that SPARQLWrapper builds and others send: it knows no time limit for a whole answer."""

    def __init__(self, url: str, query: Portable) -> None:
        self._form = query.form
        is_graph = query.form in ("CONSTRUCT", "DESCRIBE")
        super().__init__(url, returnFormat=TURTLE if is_graph else JSON, agent="esgraph")
        self.setMethod(POST)
        self.setOnlyConneg(True)
        self.setQuery(query.text)
        for graph in query.default_graphs:
            self.addParameter("default-graph-uri", graph)
        for graph in query.named_graphs:
            self.addParameter("named-graph-uri", graph)
        self.addCustomHttpHeader("Accept", _ACCEPT_GRAPHS if is_graph else _ACCEPT_RESULTS)

    def _parseQueryType(self, _query: str) -> str:  # noqa: N802 - SPARQLWrapper's name
        # Its own search for the form warns of texts that it cannot read.
        return self._form


def _request(url: str, query: Portable) -> Any:
    return _Request(url, query)._createRequest()


def _check(reading: Reading, sent: Portable, host: str) -> None:
    """Raise what the server's status and headers say."""
    if reading.status == 400:
        raise _refused(reading.text(), sent)
    if reading.status in (401, 403):
        raise BackendError(
            f"the store at {host} asks for a name and password (status {reading.status})",
            remedy="set ESGRAPH_STORE_USER and ESGRAPH_STORE_PASSWORD",
        )
    if reading.status != 200:
        detail = reading.text() if reading.media_type != "text/html" else ""
        shown = f": {_shortened(detail)}" if detail else ""
        raise BackendError(
            f"the store at {host} answers with status {reading.status}{shown}",
            remedy="see that --store has the address of its SPARQL queries, and what its log says",
        )
    # Virtuoso gives a part and says so only here.
    if rows := reading.headers.get("x-sparql-maxrows"):
        raise LimitError(messages.STORE_ROWS.of(rows=rows), retry_after=3600)
    if "x-sparql-anytime" in reading.headers:
        raise LimitError(messages.STORE_PARTIAL, retry_after=60, limit="time")
    if not reading.is_delimited:
        raise BackendError(f"the store at {host} does not say where its answer ends, so it may be a part of one")


def _form_of(reading: Reading, forms: Mapping[str, _Form], host: str) -> _Form:
    if reading.media_type not in forms:
        raise BackendError(
            f"the store at {host} answers as {reading.media_type or 'nothing known'}",
            remedy="see that --store has the address of its SPARQL queries, and not of a page",
        )
    return forms[reading.media_type]


def _refused(message: str, sent: Portable) -> QueryError:
    """The server's syntax error as one of ours, at the line and column of the text as it was written."""
    found = _PLACE.search(message)
    line, column = 0, 0
    if found and (found[1] or found[3]) != "0":  # Virtuoso has line 0 where it does not know
        line = min(int(found[1] or found[3]), sent.text.count("\n") + 1)
        column = int(found[2] or found[4] or 0)
        column = max(column - sent.shift, 1) if line == 1 and column else column
    told = messages.not_sparql(_shortened(message)) if message else messages.NOT_SPARQL.of(detail=messages.NO_MORE_SAID)
    return QueryError(told, line=line, column=column)


def _shortened(message: str) -> str:
    first = message.splitlines()[0]
    first = re.sub(r"^(?:parse )?error at \d+:\d+: ", "", first)
    return first if len(first) <= 160 else f"{first[:159]}…"
