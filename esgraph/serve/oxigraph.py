"""Turns a release into a Store in this process, with Oxigraph."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import IO, cast

import pyoxigraph as ox

from esgraph.errors import BackendError, English, QueryError, ReleaseError
from esgraph.release import NQUADS, UNION, Release
from esgraph.serve import excerpt, messages
from esgraph.serve.settings import Settings
from esgraph.serve.spool import SpooledFile
from esgraph.serve.store import Answer, Query
from esgraph.serve.syntax import syntax_error
from esgraph.vocabulary import prefixes

RESULTS: Mapping[str, ox.QueryResultsFormat] = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
GRAPHS: Mapping[str, ox.RdfFormat] = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/trig": ox.RdfFormat.TRIG,
    "application/n-quads": ox.RdfFormat.N_QUADS,
}
WITH_PREFIXES = (ox.RdfFormat.TURTLE, ox.RdfFormat.TRIG, ox.RdfFormat.RDF_XML)

#: The dumps that make the store: the named graphs, and their union as the default graph.
_DUMPS = {NQUADS: ox.RdfFormat.N_QUADS, UNION: ox.RdfFormat.N_TRIPLES}

_Function = Callable[..., ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None]
_UNKNOWN_FUNCTION = re.compile(r"The custom function <([^>]*)> is not supported")


def _no_value(*_arguments: object) -> None:
    """What an unknown function gives: an error of the expression."""


def open_on_disk(release: Release) -> ox.Store:
    """The store of a release, to be read only. Raises ReleaseError if it is absent or damaged."""
    try:
        return ox.Store.read_only(str(release.store))
    except (OSError, ValueError) as error:
        raise ReleaseError(
            f"the store cannot be opened: {error}", where=str(release.store), remedy="build the release again"
        ) from error


def check(release: Release) -> None:
    """Raise ReleaseError if the store of a release, or one of the dumps that it is read from, is not all there."""
    open_on_disk(release)
    for name in _DUMPS:
        path, entry = release.path / name, release.manifest.files[name]
        size = path.stat().st_size if path.is_file() else 0
        if size != entry.size:
            raise ReleaseError(
                f"the file has {size} bytes, and was written with {entry.size}",
                where=str(path),
                remedy="build the release again",
            )


def _in_memory(release: Release, dumps: Iterable[str]) -> ox.Store:
    """What the store of a release holds, read from its dumps, which takes half as long as reading it from the store."""
    store = ox.Store()
    for name in dumps:
        store.bulk_load(path=str(release.path / name), format=_DUMPS[name])
    return store


class OxigraphStore:
    """The embedded store: in memory if the release fits the setting, else read from disk.

    What is in memory takes half as long to read, and half the room, without its named graphs (`has_graphs`).
    """

    def __init__(self, release: Release, settings: Settings, *, has_graphs: bool = True) -> None:
        self._store = open_on_disk(release)
        if release.manifest.counts["quads"] <= settings.memory_quads:
            self._store = _in_memory(release, _DUMPS if has_graphs else [UNION])
        self._settings = settings
        self._prefixes = prefixes(release.manifest.base)
        self._graphs = frozenset(graph.value for graph in self._store.named_graphs() if isinstance(graph, ox.NamedNode))

    def graphs(self) -> frozenset[str]:
        """IRIs of all named graphs."""
        return self._graphs

    def close(self) -> None:
        """Nothing to give back: the engine closes with the process."""

    def query(self, query: Query, media_type: str) -> Answer:
        """Evaluate and serialise; the prefixes of the dataset need no declaration.

        Raises QueryError for text that is not a SPARQL 1.1 query, LimitError for an answer that is too large.
        """
        try:
            return self._answer(query, media_type)
        # Without their traces, which would keep the engine's results beyond the thread that they belong to.
        except SyntaxError as error:
            raise syntax_error(str(error), query.text, self._prefixes) from error.with_traceback(None)
        except OSError as error:
            raise BackendError(
                f"the store cannot be read, or the answer not be written: {error}"
            ) from error.with_traceback(None)
        except (ValueError, RuntimeError) as error:
            told = messages.CANNOT_EVALUATE.of(detail=English(error))
            raise QueryError(told) from error.with_traceback(None)

    def _answer(self, query: Query, media_type: str) -> Answer:
        """Evaluate, with as many more functions as it takes: the engine names those it lacks one at a time."""
        unknown: dict[ox.NamedNode, _Function] = {}
        while True:
            try:
                result = self._evaluate(query, unknown)
            except RuntimeError as error:
                named = _UNKNOWN_FUNCTION.search(str(error))
                if named is None or ox.NamedNode(named[1]) in unknown:
                    raise
                unknown[ox.NamedNode(named[1])] = _no_value
            else:
                body = self._serialize(result, media_type)
                return Answer(media_type, body, tuple(sorted(iri.value for iri in unknown)))

    def _evaluate(
        self, query: Query, functions: dict[ox.NamedNode, _Function]
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        named: list[ox.NamedNode | ox.BlankNode] = [ox.NamedNode(iri) for iri in query.named_graphs]
        default: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] = [
            ox.NamedNode(iri) for iri in query.default_graphs
        ]
        has_dataset = bool(named or default)
        return self._store.query(
            query.text,
            base_iri=query.base or None,
            # Only those that may be meant, since the engine checks every one of them for every query.
            prefixes={name: iri for name, iri in self._prefixes.items() if f"{name}:" in query.text},
            # A dataset in the request replaces the whole dataset: what it does not name is not there.
            default_graph=default if has_dataset else None,
            named_graphs=named if has_dataset else None,
            custom_functions=functions,
        )

    def _serialize(
        self, result: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, media_type: str
    ) -> bytes | SpooledFile:
        if bounds := excerpt.bounds_of(media_type):
            return excerpt.write(result, bounds, self._prefixes)
        known = GRAPHS if isinstance(result, ox.QueryTriples) else RESULTS
        if media_type not in known:
            raise QueryError(messages.NOT_AS_TYPE.of(media_type=media_type))
        spool = self._settings.spool()
        file = cast("IO[bytes]", spool)  # what the engine needs of a file: to be written to
        if not isinstance(result, ox.QueryTriples):
            result.serialize(file, format=RESULTS[media_type])
        # The engine takes prefixes only for triples by themselves, not for the result of a query.
        elif GRAPHS[media_type] in WITH_PREFIXES:
            ox.serialize(result, file, format=GRAPHS[media_type], prefixes=self._prefixes)
        else:
            result.serialize(file, format=GRAPHS[media_type])
        return spool.finish()
