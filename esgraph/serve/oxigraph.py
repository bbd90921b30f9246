"""Turns a release into a Store in this process, with Oxigraph."""

from collections.abc import Mapping

import pyoxigraph as ox

from esgraph.errors import QueryError
from esgraph.release import Release
from esgraph.serve.settings import Settings
from esgraph.serve.store import Answer, Query
from esgraph.serve.syntax import syntax_error
from esgraph.vocabulary import prefixes

_RESULTS: Mapping[str, ox.QueryResultsFormat] = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
_GRAPHS: Mapping[str, ox.RdfFormat] = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/trig": ox.RdfFormat.TRIG,
    "application/n-quads": ox.RdfFormat.N_QUADS,
}


class OxigraphStore:
    """The embedded store: in memory if the release fits the setting, else read from disk."""

    def __init__(self, release: Release, settings: Settings) -> None:
        disk = ox.Store.read_only(str(release.store))
        if release.manifest.counts["quads"] <= settings.memory_quads:
            self._store = ox.Store()
            self._store.bulk_extend(disk)
        else:
            self._store = disk
        self._prefixes = prefixes(release.manifest.base)
        self._graphs = frozenset(graph.value for graph in self._store.named_graphs() if isinstance(graph, ox.NamedNode))

    def graphs(self) -> frozenset[str]:
        """IRIs of all named graphs."""
        return self._graphs

    def close(self) -> None:
        """Nothing to give back: the engine closes with the process."""

    def query(self, query: Query, media_type: str) -> Answer:
        """Evaluate and serialise; the prefixes of the dataset need no declaration.

        Raises QueryError for text that is not a SPARQL 1.1 query.
        """
        named: list[ox.NamedNode | ox.BlankNode] = [ox.NamedNode(iri) for iri in query.named_graphs]
        default: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] = [
            ox.NamedNode(iri) for iri in query.default_graphs
        ]
        has_dataset = bool(named or default)
        try:
            result = self._store.query(
                query.text,
                base_iri=query.base or None,
                prefixes=self._prefixes,
                # A dataset in the request replaces the whole dataset: what it does not name is not there.
                default_graph=default if has_dataset else None,
                named_graphs=named if has_dataset else None,
            )
            return Answer(media_type, self._serialize(result, media_type))
        except SyntaxError as error:
            raise syntax_error(str(error)) from error
        except (ValueError, RuntimeError, OSError) as error:
            raise QueryError(f"the query cannot be evaluated: {error}") from error

    def _serialize(self, result: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, media_type: str) -> bytes:
        known = _GRAPHS if isinstance(result, ox.QueryTriples) else _RESULTS
        if media_type not in known:
            raise QueryError(f"this form of query cannot be answered as {media_type}")
        if isinstance(result, ox.QueryTriples):
            format_ = _GRAPHS[media_type]
            # The engine takes prefixes only for triples by themselves, not for the result of a query.
            if format_ in _WITH_PREFIXES:
                return ox.serialize(result, format=format_, prefixes=self._prefixes) or b""
            return result.serialize(format=format_) or b""
        return result.serialize(format=_RESULTS[media_type]) or b""


_WITH_PREFIXES = (ox.RdfFormat.TURTLE, ox.RdfFormat.TRIG, ox.RdfFormat.RDF_XML)
