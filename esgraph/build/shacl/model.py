"""Turns SHACL into values: what a shapes graph says (sections 2 to 5), what validation finds (3.6)."""

from dataclasses import dataclass, field

import pyoxigraph as ox

from esgraph.vocabulary import SH

Term = ox.NamedNode | ox.BlankNode | ox.Literal
Node = ox.NamedNode | ox.BlankNode


@dataclass(frozen=True, slots=True)
class Predicate:
    """A path of one property (SHACL, section 2.3.1.1)."""

    iri: str


@dataclass(frozen=True, slots=True)
class Inverse:
    """A path walked from its end (SHACL, section 2.3.1.4)."""

    path: "Path"


@dataclass(frozen=True, slots=True)
class Sequence:
    """Paths one after the other (SHACL, section 2.3.1.2)."""

    paths: "tuple[Path, ...]"


@dataclass(frozen=True, slots=True)
class Alternative:
    """Any of some paths (SHACL, section 2.3.1.3)."""

    paths: "tuple[Path, ...]"


@dataclass(frozen=True, slots=True)
class Repeated:
    """A path taken `least` times (0 or 1) or more; at most once unless it is `endless` (SHACL, 2.3.1.5 to 2.3.1.7)."""

    path: "Path"
    least: int
    endless: bool


Path = Predicate | Inverse | Sequence | Alternative | Repeated


@dataclass(frozen=True, slots=True)
class Targets:
    """Which nodes a shape speaks of (SHACL, section 2.1.3); classes mean their subclasses in the data too."""

    nodes: tuple[Term, ...] = ()
    classes: tuple[ox.NamedNode, ...] = ()
    subjects_of: tuple[ox.NamedNode, ...] = ()
    objects_of: tuple[ox.NamedNode, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.nodes or self.classes or self.subjects_of or self.objects_of)


@dataclass(frozen=True, slots=True)
class InClass:
    """sh:class (section 4.1.1)."""

    iri: ox.NamedNode


@dataclass(frozen=True, slots=True)
class OfDatatype:
    """sh:datatype (section 4.1.2)."""

    iri: ox.NamedNode


@dataclass(frozen=True, slots=True)
class OfKind:
    """sh:nodeKind (section 4.1.3)."""

    iri: str

    def takes(self, term: Term) -> bool:
        """Whether a term is of the kind."""
        kind = {ox.NamedNode: "IRI", ox.BlankNode: "BlankNode", ox.Literal: "Literal"}[type(term)]
        return kind in self.iri.removeprefix(SH).split("Or")


@dataclass(frozen=True, slots=True)
class Count:
    """sh:minCount or sh:maxCount (section 4.2)."""

    number: int
    is_most: bool


@dataclass(frozen=True, slots=True)
class Bound:
    """sh:minExclusive, sh:minInclusive, sh:maxExclusive or sh:maxInclusive (section 4.3): value `operator` limit."""

    operator: str
    limit: ox.Literal


@dataclass(frozen=True, slots=True)
class Length:
    """sh:minLength or sh:maxLength (sections 4.4.1 and 4.4.2), in characters."""

    number: int
    is_most: bool


@dataclass(frozen=True, slots=True)
class Pattern:
    """sh:pattern with sh:flags (section 4.4.3), a regular expression of SPARQL."""

    expression: str
    flags: str


@dataclass(frozen=True, slots=True)
class LanguageIn:
    """sh:languageIn (section 4.4.4)."""

    ranges: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UniqueLanguage:
    """sh:uniqueLang true (section 4.4.5)."""


@dataclass(frozen=True, slots=True)
class EqualTo:
    """sh:equals (section 4.5.1)."""

    iri: ox.NamedNode


@dataclass(frozen=True, slots=True)
class DisjointWith:
    """sh:disjoint (section 4.5.2)."""

    iri: ox.NamedNode


@dataclass(frozen=True, slots=True)
class LessThan:
    """sh:lessThan or, with `<=`, sh:lessThanOrEquals (sections 4.5.3 and 4.5.4)."""

    iri: ox.NamedNode
    operator: str


@dataclass(frozen=True, slots=True)
class Not:
    """sh:not (section 4.6.1)."""

    shape: "Shape"


@dataclass(frozen=True, slots=True)
class Logical:
    """sh:and, sh:or or sh:xone (sections 4.6.2 to 4.6.4), by the name of its component's first word."""

    kind: str
    shapes: "tuple[Shape, ...]"


@dataclass(frozen=True, slots=True)
class Conforming:
    """sh:node (section 4.7.1)."""

    shape: "Shape"


@dataclass(frozen=True, slots=True)
class Property:
    """sh:property (section 4.7.2): the results are those of the property shape."""

    shape: "Shape"


@dataclass(frozen=True, slots=True)
class Qualified:
    """sh:qualifiedValueShape with its least or most (section 4.7.3); `siblings` are set where they must be disjoint."""

    shape: "Shape"
    number: int
    is_most: bool
    siblings: "tuple[Shape, ...]" = ()


@dataclass(frozen=True, slots=True)
class Closed:
    """sh:closed true (section 4.8.1), with every property that is allowed."""

    allowed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HasValue:
    """sh:hasValue (section 4.8.2)."""

    term: Term


@dataclass(frozen=True, slots=True)
class OneOf:
    """sh:in (section 4.8.3)."""

    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """sh:sparql (section 5.1): its prologue of prefixes, and the query as it is written."""

    node: Node
    prologue: str
    text: str
    messages: tuple[ox.Literal, ...]


Constraint = (
    InClass | OfDatatype | OfKind | Count | Bound | Length | Pattern | LanguageIn | UniqueLanguage | EqualTo
    | DisjointWith | LessThan | Not | Logical | Conforming | Property | Qualified | Closed | HasValue | OneOf | Query
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shape:
    """A node shape or, with a path, a property shape (SHACL, section 2)."""

    node: Node
    path: Path | None
    targets: Targets
    constraints: tuple[tuple[str, Constraint], ...]
    severity: str
    messages: tuple[ox.Literal, ...] = ()

    @property
    def name(self) -> str:
        """How the shape is called in messages."""
        return str(self.node)


@dataclass(frozen=True, slots=True)
class Result:
    """One validation result (SHACL, section 3.6.2).

    `component`, `severity` are IRIs; `messages` are those of the SPARQL constraint, else of the shape.
    """

    focus: Term
    path: Path | None
    value: Term | None
    component: str
    severity: str
    source_shape: Node
    source_constraint: Node | None = None
    messages: tuple[ox.Literal, ...] = field(default=(), compare=False)
