"""Turns a tie and its parties into the evidence for it: words of sources, read from the store when asked for."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import pyoxigraph as ox

from esgraph.errors import LANGUAGES, Language, Text
from esgraph.network.model import Tie
from esgraph.vocabulary import CV, ESG, OA, ORG, RDF, SCHEME

#: So many parties and pieces of evidence are remembered while edges of the same tie are written one after another.
_REMEMBERED = 4_096
_UNION = ox.DefaultGraph()
_PANELLIST = SCHEME + "role/panellist"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece of evidence: its IRI, its words (a quotation has one text, whatever the language), its source.

    `graphs` are the named graphs that hold the statements which rest on it.
    """

    iri: str
    words: Text
    is_quote: bool
    source: str
    graphs: tuple[str, ...]

    def text(self, language: Language) -> str:
        """The words; a paraphrase in the reader's language, else in the other."""
        found = [self.words[one] for one in (language, *LANGUAGES) if one in self.words]
        return found[0] if found else ""


class Library:
    """The evidence of a release's store."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store
        self._statements = lru_cache(_REMEMBERED)(self._read_statements)
        self._evidence = lru_cache(_REMEMBERED)(self._read_evidence)

    def of(self, tie: Tie, parties: Iterable[str]) -> tuple[Evidence, ...]:
        """The evidence that parties (organisations, or offices of them) are bound by a tie, in order."""
        nodes = {node for party in parties for node in self._statements(tie, party)}
        found: dict[str, set[str]] = {}
        for node in nodes:
            graphs = self._graphs(node)
            for iri in self._objects(node, ESG + "evidence"):
                found.setdefault(iri, set()).update(graphs)
        return tuple(self._evidence(iri, tuple(sorted(found[iri]))) for iri in sorted(found))

    def _read_statements(self, tie: Tie, party: str) -> tuple[str, ...]:
        """The nodes of the graph that say that a party is bound: they carry the evidence."""
        if tie.kind == "shared-panel":
            return tuple(self._participations(tie, party))
        if tie.kind == "shared-edition":
            return tuple(self._conferrals(tie, party))
        return tie.grounds

    def _participations(self, tie: Tie, party: str) -> Iterator[str]:
        who = self._named(party)
        for event in tie.grounds:
            for node in self._objects(event, CV + "hasParticipation"):
                said = {*self._objects(node, CV + "hasParticipant"), *self._objects(node, ESG + "participatingPost")}
                # A participant who did not sit in the panel is no ground for it.
                if who & said and _PANELLIST in self._objects(node, CV + "role"):
                    yield node

    def _conferrals(self, tie: Tie, party: str) -> Iterator[str]:
        editions = set(tie.grounds)
        for one in sorted(self._named(party)):
            for node in self._subjects(ESG + "recipient", one):
                if editions & set(self._objects(node, ESG + "edition")):
                    yield node

    def _named(self, party: str) -> set[str]:
        """A party and its offices: a source may name either."""
        return {party, *self._subjects(ORG + "postIn", party)}

    def _read_evidence(self, iri: str, graphs: tuple[str, ...]) -> Evidence:
        words: dict[Language, str] = {}
        is_quote = False
        for selector in self._objects(iri, OA + "hasSelector"):
            for quad in self._quads(selector, OA + "exact"):
                # The words of a source are its own, in whatever language the reader reads.
                if isinstance(quad.object, ox.Literal):
                    words = dict.fromkeys(LANGUAGES, quad.object.value)
                    is_quote = True
        if not is_quote:
            for quad in self._quads(iri, ESG + "paraphrase"):
                for language in LANGUAGES:
                    if isinstance(quad.object, ox.Literal) and quad.object.language == language:
                        words[language] = quad.object.value
        source = min(self._objects(iri, OA + "hasSource"), default="")
        return Evidence(iri, words, is_quote, source, graphs)

    def _graphs(self, node: str) -> set[str]:
        pattern = self._store.quads_for_pattern(ox.NamedNode(node), ox.NamedNode(RDF + "type"), None)
        return {quad.graph_name.value for quad in pattern if isinstance(quad.graph_name, ox.NamedNode)}

    def _quads(self, subject: str, prop: str) -> Iterator[ox.Quad]:
        return self._store.quads_for_pattern(ox.NamedNode(subject), ox.NamedNode(prop), None, _UNION)

    def _objects(self, subject: str, prop: str) -> list[str]:
        found = (quad.object for quad in self._quads(subject, prop))
        return sorted(one.value for one in found if isinstance(one, ox.NamedNode))

    def _subjects(self, prop: str, target: str) -> list[str]:
        pattern = self._store.quads_for_pattern(None, ox.NamedNode(prop), ox.NamedNode(target), _UNION)
        return sorted(quad.subject.value for quad in pattern if isinstance(quad.subject, ox.NamedNode))
