"""Turns what happened to entities between two releases into values that can be told, and kept as JSON."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields, is_dataclass
from typing import Any, Literal, TypedDict, cast

from esgraph.errors import Language

#: What happened to an entity, a gap or a conflict: it came, it went, or it is told otherwise.
What = Literal["added", "removed", "changed"]
WHATS: tuple[What, ...] = ("added", "removed", "changed")

#: What happened to a value: nobody said so before ("new"), nobody says so any more ("gone"), or the sources that say
#: so are others, while somebody did before and still does ("more", "fewer").
How = Literal["new", "gone", "more", "fewer"]


@dataclass(frozen=True, slots=True)
class Term:
    """An RDF term; an IRI with what it is called in each language, "" where it has no name."""

    value: str
    is_iri: bool = True
    language: str = ""
    datatype: str = ""
    pl: str = ""
    en: str = ""

    def name(self, language: Language) -> str:
        """What it is called, else what the other language calls it, else the end of its IRI."""
        own, other = (self.pl, self.en) if language == "pl" else (self.en, self.pl)
        return own or other or self.value.rstrip("/").rpartition("/")[2].rpartition("#")[2] or self.value


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a property, what happened to it, and the named graphs in which that was."""

    term: Term
    how: How
    graphs: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A property with its values that are not as they were; of many the first, and how many are left out."""

    property: Term
    values: tuple[Value, ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap on record that came, went or is told otherwise: of which property, and which source does not say it."""

    what: What
    property: Term
    source: Term


@dataclass(frozen=True, slots=True)
class Conflict:
    """What an entity, or a statement about it, is said to be in conflict with, or no longer."""

    what: What
    other: Term


@dataclass(frozen=True, slots=True)
class EntityChange:
    """What happened to one entity, and to the claims, gaps and evidence about it.

    `evidence` counts pointers to words of sources that came, that went, and words that are quoted otherwise.
    """

    entity: Term
    kind: str
    what: What
    facts: tuple[Fact, ...] = ()
    gaps: tuple[Gap, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    evidence: Mapping[What, int] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """As JSON has it: fields by name, but those that are as they are by default."""
        return cast("dict[str, Any]", _compact(self))

    @classmethod
    def of_json(cls, raw: Mapping[str, Any]) -> "EntityChange":
        """Read what `to_json` gave."""
        return cls(
            entity=Term(**raw["entity"]),
            kind=raw["kind"],
            what=raw["what"],
            facts=tuple(_fact(one) for one in raw.get("facts", ())),
            gaps=tuple(Gap(one["what"], Term(**one["property"]), Term(**one["source"])) for one in raw.get("gaps", ())),
            conflicts=tuple(Conflict(one["what"], Term(**one["other"])) for one in raw.get("conflicts", ())),
            evidence=raw.get("evidence", {}),
        )


def _fact(raw: Mapping[str, Any]) -> Fact:
    values = tuple(
        Value(Term(**one["term"]), one["how"], tuple(Term(**graph) for graph in one.get("graphs", ())))
        for one in raw.get("values", ())
    )
    return Fact(Term(**raw["property"]), values, raw.get("left_out", 0))


def _compact(value: Any) -> Any:
    """A value without what is as by default: there may be very many of them."""
    if isinstance(value, tuple):
        return [_compact(one) for one in value]
    if not is_dataclass(value):
        return value
    told = ((one, getattr(value, one.name)) for one in fields(value))
    return {one.name: _compact(found) for one, found in told if found not in (one.default, (), {})}


class Counts(TypedDict):
    """How many came, went, and are told otherwise."""

    added: int
    removed: int
    changed: int


def no_counts() -> Counts:
    """None of any."""
    return {"added": 0, "removed": 0, "changed": 0}


@dataclass(frozen=True, slots=True)
class Summary:
    """What changed between two releases in numbers.

    `statements` counts all of them; `graphs` those of each named graph by its name below `graph/`, among them the
    derived ones and others that are not told entity by entity; `kinds` counts entities by kind.
    """

    old: str
    new: str
    statements: Counts
    graphs: Mapping[str, Counts]
    kinds: Mapping[str, Counts]
    gaps: Counts
    conflicts: Counts

    @property
    def entities(self) -> Counts:
        """Entities of all kinds."""
        found = no_counts()
        for counts in self.kinds.values():
            for what in WHATS:
                found[what] += counts[what]
        return found

    @property
    def is_empty(self) -> bool:
        """Whether the two say the same."""
        return not any(self.statements.values())


def document(summary: Summary, entities: Iterable[EntityChange]) -> Iterator[str]:
    """The changes as one JSON document, piece by piece: `summary`, and `entities` with each on a line of its own."""
    yield f'{{"summary": {_json(asdict(summary))}, "entities": ['
    for number, change in enumerate(entities):
        yield f"{',' if number else ''}\n{_json(change.to_json())}"
    yield "\n]}\n"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
