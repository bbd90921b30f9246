"""Turns the base IRI of a dataset into the names of what publishing adds to a server, and its record into a Status.

The record is a graph of the server itself, so that whoever publishes next, from wherever, goes on from there.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pyoxigraph as ox

from esgraph.vocabulary import DCTERMS, VOID

_IDENTIFIER = ox.NamedNode(f"{DCTERMS}identifier")
_IN = ox.NamedNode(f"{VOID}inDataset")


@dataclass(frozen=True, slots=True)
class Places:
    """Where a dataset is on another server: below its base, at names that no build gives to a graph.

    A build names graphs `{base}graph/…`, entities `{base}id/…`; these are `{base}store/…`.
    """

    base: str
    graphs: tuple[str, ...] = ()

    @property
    def union(self) -> str:
        """All statements of the dataset, each of them once."""
        return f"{self.base}store/union"

    @property
    def status(self) -> str:
        """What was published, and how far it went."""
        return f"{self.base}store/status"

    @property
    def nothing(self) -> str:
        """A graph that is empty, to name where a dataset has no graph of a kind."""
        return f"{self.base}store/nothing"


@dataclass(frozen=True, slots=True)
class Status:
    """What a server holds: the release if it is whole, all graphs that may be there, hashes of those that are whole."""

    release: str = ""
    graphs: frozenset[str] = frozenset()
    hashes: Mapping[str, str] = field(default_factory=dict)

    def triples(self, status: str) -> Iterable[ox.Triple]:
        """The record as it stands in the graph `status`."""
        node = ox.NamedNode(status)
        if self.release:
            yield ox.Triple(node, _IDENTIFIER, ox.Literal(self.release))
        for graph in sorted(self.graphs):
            yield ox.Triple(ox.NamedNode(graph), _IN, node)
        for graph, value in self.hashes.items():
            yield ox.Triple(ox.NamedNode(graph), _IDENTIFIER, ox.Literal(value))


def read_status(triples: Iterable[ox.Triple | ox.Quad], status: str) -> Status:
    """Read a record; what is not of it is passed over."""
    release, graphs, hashes = "", set(), {}
    for triple in triples:
        if isinstance(triple.subject, ox.NamedNode) and triple.predicate == _IN:
            graphs.add(triple.subject.value)
        elif isinstance(triple.subject, ox.NamedNode) and isinstance(triple.object, ox.Literal):
            if triple.subject.value == status:
                release = triple.object.value
            else:
                hashes[triple.subject.value] = triple.object.value
    return Status(release, frozenset(graphs), hashes)
