"""Turns graphs into requests that change another server: by the Graph Store Protocol, or by SPARQL Update."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Protocol, cast
from urllib.parse import urlencode, urlsplit

import pyoxigraph as ox

from esgraph.errors import StoreError
from esgraph.serve.wire import Endpoint, Reading, Wire

_NT = "application/n-triples"
_DONE = (200, 201, 202, 204)


class Target(Protocol):
    """A server that can be changed; bodies are N-Triples of `size` bytes or so. Everything may be done twice.

    Raises StoreError for what the server refuses, LimitError beyond the seconds for one request.
    """

    size: int

    def put(self, graph: str, body: bytes) -> None:
        """Let a graph be these statements and no others."""
        ...

    def add(self, graph: str, body: bytes) -> None:
        """Add statements to a graph."""
        ...

    def delete(self, graph: str) -> None:
        """Remove a graph, if it is there."""
        ...

    def read(self, graph: str) -> Iterator[ox.Triple]:
        """All statements of a graph, as they arrive."""
        ...

    def close(self) -> None:
        """Close the connections."""
        ...


class GraphStore:
    """SPARQL 1.1 Graph Store HTTP Protocol, graphs named as in section 4.2."""

    size = 1 << 22

    def __init__(self, url: str, seconds: float) -> None:
        self._wire = Wire(Endpoint.of(url), 1)
        self._seconds = seconds

    def close(self) -> None:
        """Close the connections."""
        self._wire.close()

    def put(self, graph: str, body: bytes) -> None:
        """PUT (section 5.3)."""
        self._change("PUT", graph, body)

    def add(self, graph: str, body: bytes) -> None:
        """POST (section 5.5)."""
        self._change("POST", graph, body)

    def delete(self, graph: str) -> None:
        """DELETE (section 5.4)."""
        with self._wire.send("DELETE", self._url(graph), {}, None, self._seconds) as reading:
            if reading.status != 404:
                _check(reading, self._wire.endpoint.host, f"deleting <{graph}>")

    def read(self, graph: str) -> Iterator[ox.Triple]:
        """GET (section 5.2)."""
        with self._wire.send("GET", self._url(graph), {"Accept": _NT}, None, self._seconds) as reading:
            if reading.status == 404:
                return
            _check(reading, self._wire.endpoint.host, f"reading <{graph}>")
            yield from _triples(reading, self._wire.endpoint.host)

    def _change(self, method: str, graph: str, body: bytes) -> None:
        with self._wire.send(method, self._url(graph), {"Content-Type": _NT}, body, self._seconds) as reading:
            _check(reading, self._wire.endpoint.host, f"writing <{graph}>")

    def _url(self, graph: str) -> str:
        return _with_query(self._wire.endpoint.url, {"graph": graph})


class Updates:
    """SPARQL 1.1 Update for what is changed, queries for what is read."""

    size = 1 << 17

    def __init__(self, query_url: str, update_url: str, seconds: float) -> None:
        self._queries = Wire(Endpoint.of(query_url), 1)
        self._updates = Wire(Endpoint.of(update_url), 1)
        self._seconds = seconds

    def close(self) -> None:
        """Close the connections."""
        self._queries.close()
        self._updates.close()

    def put(self, graph: str, body: bytes) -> None:
        """CLEAR and INSERT DATA, in two requests, since not every server takes a sequence."""
        self.delete(graph)
        self.add(graph, body)

    def add(self, graph: str, body: bytes) -> None:
        """INSERT DATA: every line of N-Triples is one of Turtle, too."""
        self._update(f"INSERT DATA {{ GRAPH <{graph}> {{\n".encode() + body + b"} }", f"writing <{graph}>")

    def delete(self, graph: str) -> None:
        """CLEAR, which every server has; a graph without statements is none to most."""
        self._update(f"CLEAR SILENT GRAPH <{graph}>".encode(), f"deleting <{graph}>")

    def read(self, graph: str) -> Iterator[ox.Triple]:
        """CONSTRUCT."""
        query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
        headers = {"Accept": _NT, "Content-Type": "application/x-www-form-urlencoded"}
        wire = self._queries
        with wire.send(
            "POST", wire.endpoint.url, headers, urlencode({"query": query}).encode(), self._seconds
        ) as reading:
            _check(reading, wire.endpoint.host, f"reading <{graph}>")
            yield from _triples(reading, wire.endpoint.host)

    def _update(self, text: bytes, doing: str) -> None:
        wire = self._updates
        headers = {"Content-Type": "application/sparql-update"}
        with wire.send("POST", wire.endpoint.url, headers, text, self._seconds) as reading:
            _check(reading, wire.endpoint.host, doing)


def _with_query(url: str, parameters: dict[str, str]) -> str:
    return url + ("&" if urlsplit(url).query else "?") + urlencode(parameters)


def _check(reading: Reading, host: str, doing: str) -> None:
    if reading.status in (401, 403):
        raise StoreError(
            f"the store at {host} does not allow {doing} (status {reading.status})",
            remedy="set ESGRAPH_STORE_USER and ESGRAPH_STORE_PASSWORD to those of one who may change it",
        )
    if reading.status not in _DONE:
        detail = "" if reading.media_type == "text/html" else f": {reading.text()[:200]}"
        raise StoreError(
            f"the store at {host} answers {doing} with status {reading.status}{detail}",
            remedy="see its log, mend it and publish again; it goes on where it stopped",
        )


@contextmanager
def _parsing(host: str) -> Iterator[None]:
    try:
        yield
    except SyntaxError as error:
        raise StoreError(
            f"the store at {host} gave what is no N-Triples: {error.msg}",
            remedy="see that the address is that of its Graph Store Protocol or its queries",
        ) from error


def _triples(reading: Reading, host: str) -> Iterator[ox.Triple]:
    with _parsing(host):
        for quad in ox.parse(cast("IO[bytes]", reading), format=ox.RdfFormat.N_TRIPLES):
            yield quad.triple
        while reading.read(1 << 16):
            pass
