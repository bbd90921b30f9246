"""Turns the N-Quads of a release into the statements that a network is made of, in one pass over the lines.

The dump is canonical: one statement a line, one space between terms. Most lines are passed over for their property
alone, at more than a million a second; a store, asked property by property, takes many times as long, since it looks
up the text of every term.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from esgraph.vocabulary import DCTERMS, ESG, ORG, PROV, RDF, SCHEMA, SKOS, entity

#: Properties whose values are things; all statements of them are kept.
_THINGS: Final = (
    ORG + "postIn", ORG + "classification", SKOS + "broader", SCHEMA + "location", SCHEMA + "containedInPlace",
    ESG + "tieKind", ESG + "tieParty", ESG + "tieTarget", ESG + "tieThrough", ESG + "status", ESG + "conflictsWith",
    ESG + "hypothesisAbout", ESG + "hypothesisCandidate", ESG + "verdict",
)  # fmt: skip
#: For a property with a great many values, the kinds of subjects of which they are kept.
_THINGS_OF: Final = {PROV + "wasDerivedFrom": ("tie",)}
_LITERALS_OF: Final = {
    SKOS + "prefLabel": ("organization", "post"),
    SKOS + "altLabel": ("organization", "post"),
    DCTERMS + "date": ("tie",),
    ESG + "terc": ("place",),
}
_CLASS: Final = f"<{ORG}Organization>".encode()
_TYPE: Final = f"<{RDF}type>".encode()
#: So many lines with literals are parsed at once.
_BATCH: Final = 50_000


class Scan:
    """Statements of the union of all graphs, by property; one that two graphs hold may be there twice."""

    def __init__(self, nquads: Path, base: str) -> None:
        self.organizations: set[str] = set()
        self._things: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._literals: dict[str, list[bytes]] = defaultdict(list)
        self._read(nquads, base)

    def things(self, prop: str) -> list[tuple[str, str]]:
        """Subjects and values of a property, where the value is an IRI."""
        return self._things[prop]

    def literals(self, prop: str) -> Iterator[tuple[str, ox.Literal]]:
        """Subjects and values of a property, where the value is a literal."""
        lines = iter(self._literals[prop])
        while batch := b"".join(islice(lines, _BATCH)):
            for quad in ox.parse(batch, ox.RdfFormat.N_QUADS):
                if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal):
                    yield quad.subject.value, quad.object

    def _read(self, nquads: Path, base: str) -> None:
        things = {f"<{prop}>".encode(): self._things[prop] for prop in (*_THINGS, *_THINGS_OF)}
        literals = {f"<{prop}>".encode(): self._literals[prop] for prop in _LITERALS_OF}
        kept = {
            f"<{prop}>".encode(): tuple(f"<{entity(base, kind, '')}".encode() for kind in kinds)
            for prop, kinds in (*_THINGS_OF.items(), *_LITERALS_OF.items())
        }
        known: dict[bytes, str] = {}

        def iri(term: bytes) -> str:
            # The same text once in memory, however often it is named.
            return known.get(term) or known.setdefault(term, _decoded(term))

        with nquads.open("rb") as stream:
            for line in stream:
                subject, prop, rest = line.split(b" ", 2)
                if prop == _TYPE:
                    if rest.startswith(_CLASS):
                        self.organizations.add(iri(subject))
                elif prop in things:
                    if rest.startswith(b"<") and subject.startswith(kept.get(prop, b"<")):
                        things[prop].append((iri(subject), iri(rest[: rest.index(b" ")])))
                elif prop in literals and subject.startswith(kept[prop]):
                    literals[prop].append(line)


def _decoded(term: bytes) -> str:
    """An IRI without its brackets; canonical N-Quads escape nothing in an IRI that can stand there as it is."""
    return term[1:-1].decode()
