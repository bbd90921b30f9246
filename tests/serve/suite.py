"""Turns the files of a W3C query test into what answers for them, for `sparql_suite.py --factory tests.serve.suite:…`.

`make` is the application in the same process. `served` passes each query on to a real server, whose one release has
every file of the suite as a named graph, with the dataset of the test as that of the request (SPARQL 1.1 Protocol,
section 2.1.4).
"""

import http.client
import os
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from urllib.parse import urlencode, urlsplit
from xml.sax import SAXParseException

import pyoxigraph as ox
import rdflib
from flask import Flask
from rdflib.exceptions import ParserError
from rdflib.plugins.parsers.notation3 import BadSyntax
from werkzeug.wrappers import Request

from esgraph.release import MANIFEST, NQUADS, UNION, Manifest, Release, file_entry
from esgraph.serve.app import create_app
from esgraph.serve.syntax import outline

_FORMATS = {"ttl": "turtle", "rdf": "xml", "nt": "nt", "n3": "turtle"}


def make(default: list[str], named: list[tuple[str, str]]) -> Flask:
    """The application over `default` files and `named` graphs; nothing of it stays on disk."""
    with tempfile.TemporaryDirectory() as name:
        size = _write(Path(name) / "store", default, named)
        return create_app(small_release(Path(name), size))


#: The address of the server that `served` asks.
ADDRESS = "ESGRAPH_SUITE_SERVER"
_NOTHING = "urn:esgraph:nothing"

Application = Callable[[dict[str, object], Callable[..., object]], list[bytes]]


def served(default: list[str], named: list[tuple[str, str]]) -> Flask | Application:
    """What passes queries on; a graph that is called otherwise than its file is for the application to answer for."""
    if any(iri != f"file://{file}" for iri, file in named):
        return make(default, named)
    dataset = [("default-graph-uri", f"file://{file}") for file in default]
    dataset += [("named-graph-uri", iri) for iri, _ in named]
    connection = http.client.HTTPConnection(urlsplit(os.environ[ADDRESS]).netloc, timeout=60)

    def application(environ: dict[str, object], start_response: Callable[..., object]) -> list[bytes]:
        query = Request(environ).form["query"]
        # The dataset of a request would go before that of the text.
        chosen = [] if outline(query).from_graphs else dataset or [("default-graph-uri", _NOTHING)]
        form = urlencode([("query", query), *chosen])
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": str(environ["HTTP_ACCEPT"])}
        connection.request("POST", "/sparql", form, headers)
        response = connection.getresponse()
        body = response.read()
        start_response(f"{response.status} x", [("Content-Type", response.getheader("Content-Type", ""))])
        return [body]

    return application


def release_of_files(files: list[Path], directory: Path) -> Release:
    """A release in which each file that holds a graph is a named graph, called by its address."""
    named = []
    for file in files:
        try:
            _ntriples(str(file))
        except (ParserError, BadSyntax, SAXParseException, ValueError):
            continue  # an example of what is no graph
        named.append((f"file://{file}", str(file)))
    size = _write(directory / "store", [], named, empty=[_NOTHING])
    return small_release(directory, size)


def _write(path: Path, default: list[str], named: list[tuple[str, str]], empty: Iterable[str] = ()) -> int:
    # In a function of its own: a store that is still open for writing may move its files under the reader.
    store = ox.Store(str(path))
    for file in default:
        store.load(_ntriples(file), ox.RdfFormat.N_TRIPLES)
    for iri in empty:
        store.add_graph(ox.NamedNode(iri))
    for iri, file in named:
        graph = ox.NamedNode(iri)
        store.add_graph(graph)
        store.load(_ntriples(file), ox.RdfFormat.N_TRIPLES, to_graph=graph)
    return finish(store, path.parent)


def finish(store: ox.Store, directory: Path) -> int:
    """Write the dumps of a store that is in a directory, before it is read from there; returns how many quads it has."""
    store.flush()
    quads = list(store)
    for name, is_union in ((NQUADS, False), (UNION, True)):
        chosen = [quad for quad in quads if (quad.graph_name == ox.DefaultGraph()) is is_union]
        (directory / name).write_bytes(ox.serialize(chosen, format=ox.RdfFormat.N_QUADS) or b"")
    return len(quads)


def small_release(directory: Path, size: int) -> Release:
    """A release of a directory that holds a store, its dumps, and nothing else."""
    files = {name: entry for name in (NQUADS, UNION) if (entry := file_entry(directory / name))}
    manifest = Manifest(
        "1", "1", "https://example.org/", {"pl": "x", "en": "x"}, "", "2026-01-01", "2026-01-01", "",
        {"quads": size, "triples": size}, files,
    )  # fmt: skip
    (directory / MANIFEST).write_text(manifest.to_json(), encoding="utf-8")
    return Release.open(directory)


def _ntriples(file: str) -> bytes:
    graph = rdflib.Graph().parse(file, format=_FORMATS[file.rpartition(".")[2]], publicID=f"file://{file}")
    return graph.serialize(format="nt", encoding="utf-8")
