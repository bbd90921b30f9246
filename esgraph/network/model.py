"""What a network is made of: organisations (and offices), ties that bind two or more of them, and edges of two."""

from dataclasses import dataclass, field
from typing import Final, Literal, get_args

from esgraph.errors import LANGUAGES, Language, Text

#: What a tie rests on: the concepts of the scheme `tie-kind`, and `post`, an office in its organisation, which is there
#: only where offices are not lifted.
Kind = Literal["cooperation", "founding", "unit", "shared-panel", "shared-edition", "post"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)

#: Kinds by which a source says that two worked or belong together. That they sat in a panel or were honoured in the
#: same edition is all that is said of the others: the tie is derived.
STATED: Final[frozenset[Kind]] = frozenset({"cooperation", "founding", "unit", "post"})

#: What an edge says of its two ends: the same as the kind, but for two founders of the same organisation.
Relation = Literal["cooperation", "founding", "co-founding", "unit", "shared-panel", "shared-edition", "post"]


@dataclass(frozen=True, slots=True)
class Node:
    """An organisation or an office.

    `kind` and `sector` are names of concepts of the scheme `kind` (the sector is the topmost above the kind), "" where
    none is known; `counties` are TERC codes of four digits. `home` is the organisation of an office. `merged` are the
    organisations that are taken for this one; `shorts` are the shortest of its names, where these are others.
    """

    iri: str
    labels: Text
    kind: str = ""
    sector: str = ""
    counties: tuple[str, ...] = ()
    home: str = ""
    merged: tuple[str, ...] = ()
    shorts: Text = field(default_factory=dict)

    @property
    def is_office(self) -> bool:
        """Whether it is an office in an organisation."""
        return bool(self.home)

    def label(self, language: Language) -> str:
        """Its name in a language, else in the other, else the end of its IRI."""
        found = [self.labels[one] for one in (language, *LANGUAGES) if one in self.labels]
        return found[0] if found else self.iri.rpartition("/")[2]

    def short(self, language: Language) -> str:
        """The shortest of its names in a language, for where there is little room."""
        return self.shorts.get(language) or self.label(language)


@dataclass(frozen=True, slots=True)
class Tie:
    """One thing that binds organisations: IRIs of the tie, its parties in order, and what it was derived from.

    `target` is the party at which a founding (what was founded) or a unit (whose it is) points, else "". `offices` are
    those through which parties take part that are not named themselves, each with its organisation. `dates` are as the
    sources give them: a day, a month or a year. `is_disputed` if another claim conflicts with what it rests on.
    """

    iri: str
    kind: Kind
    parties: tuple[str, ...]
    grounds: tuple[str, ...]
    target: str = ""
    offices: tuple[tuple[str, str], ...] = ()
    dates: tuple[str, ...] = ()
    status: str = ""
    is_disputed: bool = False

    @property
    def order(self) -> tuple[bool, str]:
        """By what ties are in order: their IRIs, those of offices to their homes last."""
        return self.kind == "post", self.iri

    @property
    def participants(self) -> tuple[str, ...]:
        """Its parties, and the offices through which they take part."""
        return tuple(sorted({*self.parties, *(office for office, _ in self.offices)}))

    @property
    def years(self) -> tuple[int, ...]:
        """The years of the dates, each once."""
        return tuple(sorted({int(date[:4]) for date in self.dates if date[:4].isdecimal()}))


@dataclass(frozen=True, slots=True)
class Edge:
    """One tie between two nodes; of a tie of many, each pair is an edge.

    A directed edge leads from `one` to `other`: from founder to founded, from unit to whole, from office to
    organisation; else the two are in order. It is stated if a source says so of the two themselves: not if one takes
    part through an office (`through`), and not if one of them is only taken for the party (`is_merged`). `parties` are
    those of the tie that the two ends are or stand for.
    """

    one: str
    other: str
    tie: Tie
    relation: Relation
    is_stated: bool
    is_directed: bool = False
    through: tuple[str, ...] = ()
    is_merged: bool = False
    parties: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """A name of the edge that no other edge has, the same in every view and file."""
        return f"{self.tie.iri}#{local(self.one)}+{local(self.other)}"


def local(iri: str) -> str:
    """The part of an entity's IRI that tells it from others of its dataset: `organization/pozytek`."""
    return iri.rpartition("/id/")[2]


def as_kind(name: str) -> Kind:
    """A kind of tie by its name. Raises ValueError for what is none."""
    if name not in KINDS:
        raise ValueError(f"no kind of tie: {name}; there are {', '.join(KINDS)}")
    return name
