"""Turns edges of a network into what a reader is told of them: how two are bound, since when, on whose word."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from esgraph.errors import Language
from esgraph.network import Edge, Network
from esgraph.network.evidence import Evidence
from esgraph.serve.article.content import Evidence as Words
from esgraph.serve.resource import read_labels
from esgraph.serve.site import Site

#: An IRI, and what it is called.
Named = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Told:
    """One edge, seen from one of its ends: what the other is to it (`role` is the name of a text), and why we say so.

    `founded` is what the two founded together, if anything; `through` the offices through which they are bound.
    """

    edge: Edge
    role: str
    founded: Named | None
    through: Sequence[Named]
    evidence: Sequence[Words]

    @property
    def dates(self) -> Sequence[str]:
        """The dates of the tie, as sources give them."""
        return self.edge.tie.dates


class Telling:
    """Tells edges in a reader's language; what many of them name is looked up once."""

    def __init__(self, site: Site, network: Network, language: Language, edges: Iterable[Edge]) -> None:
        self._language: Language = language
        listed = list(edges)
        self._evidence = {edge.id: network.evidence(edge) for edge in listed}
        sources = {one.source for found in self._evidence.values() for one in found if one.source}
        self._sources = read_labels(site, sources, language)
        named = {edge.tie.target for edge in listed} | {office for edge in listed for office in edge.through}
        self._nodes = network.organisations(named - {""})

    def told(self, edge: Edge, subject: str) -> Told:
        """An edge as it is for one of its ends."""
        tie = edge.tie
        founded = self._named(tie.target) if edge.relation == "co-founding" and tie.target in self._nodes else None
        return Told(
            edge, _role(edge, subject), founded, [self._named(one) for one in edge.through],
            [self._words(one) for one in self._evidence[edge.id]],
        )  # fmt: skip

    def _named(self, iri: str) -> Named:
        node = self._nodes.get(iri)
        return iri, node.label(self._language) if node else iri.rpartition("/")[2]

    def _words(self, one: Evidence) -> Words:
        label = self._sources.get(one.source, "")
        return Words(one.iri, one.text(self._language), one.is_quote, one.source, label)


def _role(edge: Edge, subject: str) -> str:
    """The name of the text that says what the other end is."""
    if not edge.is_directed:
        return f"net_{edge.relation}"
    return f"net_{edge.relation}_{'to' if subject == edge.one else 'from'}"
