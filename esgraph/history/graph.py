"""Turns the store of a release into what is looked up of single things: what there is, what it is about, its name."""

from collections.abc import Iterator
from functools import lru_cache

import pyoxigraph as ox

from esgraph import linksets
from esgraph.errors import LANGUAGES, Language, ReleaseError
from esgraph.release import Release
from esgraph.vocabulary import DCTERMS, ESG, KEYS, RDF, RDFS, SKOS, graph

_APART = ("catalogue", "derived", "ontology", "schemes")

#: Nodes that are told with what they are about: kind → the property that leads there, and whether it points away.
_ABOUT: dict[str, tuple[str, bool]] = {
    "claim": (RDF + "subject", True),
    "evidence": (ESG + "evidence", False),
    "gap": (ESG + "gapSubject", True),
}
#: How many things one piece of evidence is told with; a whole list may rest on the same words.
_OWNERS = 50
_STEPS = 3
_LABELS = (SKOS + "prefLabel", RDFS + "label", DCTERMS + "title")
_REMEMBERED = 20_000

Subject = ox.NamedNode | ox.BlankNode | ox.Triple
Node = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


def stands_apart(name: str) -> bool:
    """Whether a graph follows from others or describes the dataset: its statements are counted, not told one by one."""
    return name in _APART or name.startswith(linksets.PREFIX)


class Graph:
    """One release, open to look things up in; for one thread."""

    def __init__(self, release: Release) -> None:
        self.base = release.manifest.base
        self._graphs = graph(self.base, "")
        try:
            self._store = ox.Store.read_only(str(release.store))
        except (OSError, ValueError) as error:
            raise ReleaseError(
                f"the store cannot be opened: {error}", where=str(release.store), remedy="build the release again"
            ) from error
        self.owners = lru_cache(_REMEMBERED)(self._owners)
        self.has = lru_cache(_REMEMBERED)(self._has)

    def kind(self, iri: str) -> str:
        """The kind of an entity of the dataset by its IRI, also of a part of it; "" for anything else."""
        own = iri.removeprefix(f"{self.base}id/")
        return own.partition("/")[0] if own != iri else ""

    def says(self, subject: Subject, prop: ox.NamedNode, value: Node) -> bool:
        """Whether a source, or a file of the dataset, says so."""
        return self._is_stated(self._store.quads_for_pattern(subject, prop, value, None))

    def _has(self, iri: str) -> bool:
        """Whether anything is said of a thing, other than what follows."""
        return self._is_stated(self._store.quads_for_pattern(ox.NamedNode(iri), None, None, None))

    def _is_stated(self, quads: Iterator[ox.Quad]) -> bool:
        names = (quad.graph_name for quad in quads)
        return any(
            isinstance(name, ox.NamedNode) and not stands_apart(name.value.removeprefix(self._graphs)) for name in names
        )

    def objects(self, iri: str, prop: str) -> Iterator[Node]:
        """The values of a property, in no order."""
        found = self._store.quads_for_pattern(ox.NamedNode(iri), ox.NamedNode(prop), None, ox.DefaultGraph())
        return (quad.object for quad in found)

    def things(self, iri: str, *properties: str) -> list[str]:
        """The values of properties that are IRIs, in order."""
        found = (node for prop in properties for node in self.objects(iri, prop))
        return sorted({node.value for node in found if isinstance(node, ox.NamedNode)})

    def _owners(self, iri: str) -> tuple[str, ...]:
        """The entities that a node is told with, itself if it is one; none if this release does not know."""
        found, near = set[str](), {iri.partition("#")[0]}
        for _ in range(_STEPS):
            further = set[str]()
            for one in near:
                if one not in found and (kind := self.kind(one)):
                    if about := _ABOUT.get(kind):
                        further.update(self._about(one, *about))
                    else:
                        found.add(one)
            near = further
        return tuple(sorted(found)[:_OWNERS])

    def _about(self, iri: str, prop: str, is_away: bool) -> Iterator[str]:
        node, name, union = ox.NamedNode(iri), ox.NamedNode(prop), ox.DefaultGraph()
        others: Iterator[Node]
        if is_away:
            others = (quad.object for quad in self._store.quads_for_pattern(node, name, None, union))
        else:
            others = (quad.subject for quad in self._store.quads_for_pattern(None, name, node, union))
        for other in others:
            if isinstance(other, ox.NamedNode):
                yield other.value.partition("#")[0]

    def labels(self, iri: str, depth: int = _STEPS) -> dict[Language, str]:
        """What a thing is called, by language; what has no name, by what it connects; empty if that has none either."""
        for prop in _LABELS:
            found = sorted(
                (node.language or "", node.value) for node in self.objects(iri, prop) if isinstance(node, ox.Literal)
            )
            if found:
                named = dict(reversed(found))
                return {language: named.get(language, named.get("", "")) for language in LANGUAGES}
        connected = [other for key in KEYS for other in self.things(iri, key)] if depth else []
        others = [self.labels(other, depth - 1) for other in connected]
        joined = {
            language: " – ".join(dict.fromkeys(name for other in others if (name := other.get(language))))
            for language in LANGUAGES
        }
        return joined if any(joined.values()) else {}
