"""Turns the files of a W3C query test into the application, for `sparql_suite.py --factory tests.serve.suite:make`."""

import tempfile
from pathlib import Path

import pyoxigraph as ox
import rdflib
from flask import Flask

from esgraph.release import MANIFEST, Manifest, Release
from esgraph.serve.app import create_app

_FORMATS = {"ttl": "turtle", "rdf": "xml", "nt": "nt", "n3": "turtle"}


def make(default: list[str], named: list[tuple[str, str]]) -> Flask:
    """The application over `default` files and `named` graphs; nothing of it stays on disk."""
    with tempfile.TemporaryDirectory() as name:
        size = _write(Path(name) / "store", default, named)
        return create_app(small_release(Path(name), size))


def _write(path: Path, default: list[str], named: list[tuple[str, str]]) -> int:
    # In a function of its own: a store that is still open for writing may move its files under the reader.
    store = ox.Store(str(path))
    for file in default:
        store.load(_ntriples(file), ox.RdfFormat.N_TRIPLES)
    for iri, file in named:
        graph = ox.NamedNode(iri)
        store.add_graph(graph)
        store.load(_ntriples(file), ox.RdfFormat.N_TRIPLES, to_graph=graph)
    store.flush()
    return len(store)


def small_release(directory: Path, size: int) -> Release:
    """A release of a directory that holds a store and nothing else."""
    manifest = Manifest(
        "1", "1", "https://example.org/", {"pl": "x", "en": "x"}, "", "2026-01-01", "2026-01-01", "",
        {"quads": size, "triples": size}, {},
    )  # fmt: skip
    (directory / MANIFEST).write_text(manifest.to_json(), encoding="utf-8")
    return Release.open(directory)


def _ntriples(file: str) -> bytes:
    graph = rdflib.Graph().parse(file, format=_FORMATS[file.rpartition(".")[2]], publicID=f"file://{file}")
    return graph.serialize(format="nt", encoding="utf-8")
