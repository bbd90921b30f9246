"""Turns rows of statements into a Neighbourhood: a bounded part of the graph around one thing, held in memory."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from esgraph.vocabulary import SCHEMA, XSD, entity, graph

#: Whether a thing is the subject ("out") or the object ("in") of a statement.
Way = Literal["out", "in"]

Row = Mapping[str, Mapping[str, str]]

#: Kinds of nodes that are statements themselves: told by what they connect, since they have no names.
STATEMENTS = frozenset(
    {
        "claim", "conferral", "cooperation", "derivation", "foundation", "gap", "headcount", "hypothesis",
        "participation", "tie",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Term:
    """An RDF term of a statement: an IRI, or a literal with its language or datatype."""

    value: str
    is_iri: bool = False
    language: str = ""
    datatype: str = ""

    @classmethod
    def read(cls, term: Mapping[str, str]) -> "Term":
        """A term of the SPARQL 1.1 JSON results format, section 3.2.2."""
        if term["type"] == "uri":
            return cls(term["value"], is_iri=True)
        language = term.get("xml:lang", "")
        return cls(term["value"], False, language, "" if language else term.get("datatype", XSD + "string"))


@dataclass(slots=True)
class Neighbourhood:
    """What was read of the graph around `iri`; of what is many, the first in order.

    `extent` is how many statements there are in the whole graph, by way and property, also of those that were not read;
    "through-out" and "through-in" are those of what belongs to it, "of" an edition those about the edition.
    """

    base: str
    iri: str = ""
    extent: dict[tuple[str, str], int] = field(default_factory=dict)
    _objects: dict[str, dict[str, dict[Term, None]]] = field(default_factory=dict)
    _subjects: dict[str, dict[str, dict[str, None]]] = field(default_factory=dict)
    _graphs: dict[tuple[str, str, Term], set[str]] = field(default_factory=dict)

    def add(self, rows: Iterable[Row]) -> None:
        """Take in rows of a query for ?s ?p ?o, and ?g where it matters who says so."""
        for row in rows:
            subject, prop, term = row["s"]["value"], row["p"]["value"], Term.read(row["o"])
            self._objects.setdefault(subject, {}).setdefault(prop, {})[term] = None
            if term.is_iri:
                self._subjects.setdefault(term.value, {}).setdefault(prop, {})[subject] = None
            if "g" in row:
                self._graphs.setdefault((subject, prop, term), set()).add(row["g"]["value"])

    def terms(self, subject: str, *properties: str) -> list[Term]:
        """The values of properties of a subject, each once, in a fixed order."""
        found = self._objects.get(subject, {})
        values = {term: None for prop in properties for term in found.get(prop, ())}
        return sorted(values, key=lambda term: (term.value, term.language))

    def things(self, subject: str, *properties: str) -> list[str]:
        """The values that are IRIs."""
        return [term.value for term in self.terms(subject, *properties) if term.is_iri]

    def text(self, subject: str, *properties: str) -> str:
        """The first value, whatever it is; "" if there is none."""
        found = self.terms(subject, *properties)
        return found[0].value if found else ""

    def graphs(self, subject: str, prop: str, term: Term) -> list[str]:
        """The named graphs that a statement was read from, where that was asked."""
        return sorted(self._graphs.get((subject, prop, term), ()))

    def subjects(self, target: str, *properties: str) -> list[str]:
        """What has the IRI `target` as a value of one of the properties."""
        found = self._subjects.get(target, {})
        return sorted({subject: None for prop in properties for subject in found.get(prop, ())})

    def within(self, place: str) -> tuple[str, ...]:
        """The places that a place lies in, the nearest first."""
        return self._chain(place, SCHEMA + "containedInPlace")

    def part_of(self, event: str) -> tuple[str, ...]:
        """The events that an event is part of, the nearest first."""
        return self._chain(event, SCHEMA + "superEvent")

    def _chain(self, iri: str, prop: str) -> tuple[str, ...]:
        found: list[str] = []
        around = self.things(iri, prop)
        while around and around[0] not in found:
            found.append(around[0])
            around = self.things(around[0], prop)
        return tuple(found)

    def properties(self, subject: str) -> list[str]:
        """The properties that a subject has here."""
        return sorted(self._objects.get(subject, {}))

    def pointing(self, target: str) -> list[str]:
        """The properties by which something here points to an IRI."""
        return sorted(self._subjects.get(target, {}))

    def count(self, way: Way, *properties: str) -> int:
        """How many statements about `iri`, or about what belongs to it, the whole graph has, by properties."""
        return sum(self.extent.get((each, prop), 0) for each in (way, f"through-{way}") for prop in properties)

    def all(self, way: Way) -> int:
        """How many statements the whole graph has that have `iri` as their subject, or as their object."""
        return sum(number for (each, _), number in self.extent.items() if each == way)

    def kind(self, iri: str) -> str:
        """The kind of an entity of this dataset, as its IRI says: `organization`, `event` …; "" for anything else."""
        if not iri.startswith(f"{self.base}id/") or "#" in iri:
            return ""
        return iri.removeprefix(f"{self.base}id/").partition("/")[0]

    def is_statement(self, iri: str) -> bool:
        """Whether an IRI is of a node that is a statement itself."""
        return self.kind(iri) in STATEMENTS

    def is_fragment(self, iri: str) -> bool:
        """Whether an IRI is of a part of an entity, as the selectors of evidence are."""
        return "#" in iri and iri.startswith(f"{self.base}id/")

    def source_of(self, name: str) -> str:
        """The source whose graph a graph's IRI names; "" if it is the graph of none."""
        prefix = graph(self.base, "source/")
        return entity(self.base, "source", name.removeprefix(prefix)) if name.startswith(prefix) else ""

    def known(self, subject: str) -> bool:
        """Whether anything was read with this subject."""
        return subject in self._objects

    def iris(self) -> set[str]:
        """Every IRI in every position."""
        found = set(self._objects) | set(self._subjects)
        return found | {prop for properties in self._objects.values() for prop in properties}

    def statements(self) -> list[tuple[str, str, Term]]:
        """Every statement that was read, in a fixed order."""
        listed = [
            (subject, prop, term)
            for subject, properties in self._objects.items()
            for prop, terms in properties.items()
            for term in terms
        ]
        return sorted(listed, key=lambda one: (one[0], one[1], one[2].value, one[2].language))
