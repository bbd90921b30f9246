"""Turns the triples of shapes into what shapes are read from: their properties by local name, lists, classes."""

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from esgraph.build.shacl.model import Node, Term
from esgraph.errors import EsgraphError
from esgraph.vocabulary import RDF, RDFS, SH, XSD

_TYPE, _SUBCLASS = ox.NamedNode(f"{RDF}type"), ox.NamedNode(f"{RDFS}subClassOf")
_FIRST, _REST, _NIL = (ox.NamedNode(RDF + name) for name in ("first", "rest", "nil"))
#: Datatypes whose values the store keeps as those of another, so that nobody can tell them apart any more.
MERGED = frozenset(
    XSD + name
    for name in (
        "byte", "short", "int", "long", "unsignedByte", "unsignedShort", "unsignedInt", "unsignedLong",
        "positiveInteger", "negativeInteger", "nonPositiveInteger", "nonNegativeInteger", "dateTimeStamp",
    )
)  # fmt: skip
_SHAPES = ("NodeShape", "PropertyShape")
_TARGETS = ("targetNode", "targetClass", "targetSubjectsOf", "targetObjectsOf")


def refusal(node: Term, construct: str) -> EsgraphError:
    """The error for a shape that says what cannot be checked."""
    where = node.value if isinstance(node, ox.NamedNode) else str(node)
    return EsgraphError(
        f"the shape cannot be checked: {construct} is not supported",
        where=where,
        remedy="write the shape without it, or validate with --engine pyshacl",
    )


def _checked(triple: ox.Triple) -> ox.Quad:
    """The statement, if the store keeps what it says: to it 1 and true are one value, and an xsd:byte is an integer."""
    subject, term = triple.subject, triple.object
    if isinstance(subject, ox.Triple) or isinstance(term, ox.Triple):
        raise EsgraphError("a quoted triple in a shapes graph is not supported", where=str(triple))
    if isinstance(term, ox.Literal):
        is_number = term.datatype.value == f"{XSD}boolean" and term.value in ("0", "1")
        if is_number or term.datatype.value in MERGED:
            raise refusal(subject, f"the value {term}")
    elif term.value in MERGED and triple.predicate.value == f"{SH}datatype":
        raise refusal(subject, f"the datatype {term}")
    return ox.Quad(subject, triple.predicate, term)


class ShapesGraph:
    """A shapes graph. Names are local names of the SHACL namespace."""

    def __init__(self, triples: Iterable[ox.Triple]) -> None:
        self._store = ox.Store()
        self._store.extend(_checked(triple) for triple in triples)

    def shapes(self) -> list[Node]:
        """Every declared shape and every node with a target, by name."""
        found = {node for kind in _SHAPES for node in self.instances(SH + kind)}
        found |= {node for name in _TARGETS for node in self.subjects(SH + name)}
        return sorted(found, key=str)

    def subjects(self, predicate: str) -> Iterator[Node]:
        """Who has a property."""
        for quad in self._store.quads_for_pattern(None, ox.NamedNode(predicate), None):
            if not isinstance(quad.subject, ox.Triple):
                yield quad.subject

    def instances(self, iri: str) -> Iterator[Node]:
        """The direct instances of a class."""
        for quad in self._store.quads_for_pattern(None, _TYPE, ox.NamedNode(iri)):
            if not isinstance(quad.subject, ox.Triple):
                yield quad.subject

    def is_a(self, node: Node, iri: str) -> bool:
        """Whether a node is an instance of a class or of a subclass of it."""
        todo, seen = [*self._terms(node, _TYPE)], set[Term]()
        while todo:
            one = todo.pop()
            if one in seen or isinstance(one, ox.Literal):
                continue
            if one == ox.NamedNode(iri):
                return True
            seen.add(one)
            todo += self._terms(one, _SUBCLASS)
        return False

    def is_declared(self, node: Node) -> bool:
        """Whether a node is called a shape."""
        return any(self.is_a(node, SH + kind) for kind in _SHAPES)

    def names(self, node: Node) -> frozenset[str]:
        """Which SHACL properties a node has."""
        found = (quad.predicate.value for quad in self._store.quads_for_pattern(node, None, None))
        return frozenset(iri.removeprefix(SH) for iri in found if iri.startswith(SH))

    def objects(self, node: Node, name: str) -> tuple[Term, ...]:
        """The values of a property, in one order."""
        return tuple(sorted(self._terms(node, ox.NamedNode(SH + name)), key=str))

    def one(self, node: Node, name: str) -> Term | None:
        """The only value of a property, if there is one."""
        found = self.objects(node, name)
        if len(found) > 1:
            raise refusal(node, f"more than one sh:{name}")
        return found[0] if found else None

    def iris(self, node: Node, name: str) -> tuple[ox.NamedNode, ...]:
        """The values of a property that takes IRIs."""
        found = self.objects(node, name)
        iris = tuple(term for term in found if isinstance(term, ox.NamedNode))
        if len(iris) != len(found):
            raise refusal(node, f"a value of sh:{name} that is no IRI")
        return iris

    def iri(self, node: Node, name: str) -> ox.NamedNode | None:
        """The only value of a property that takes one IRI."""
        term = self.one(node, name)
        if term is not None and not isinstance(term, ox.NamedNode):
            raise refusal(node, f"a value of sh:{name} that is no IRI")
        return term

    def literals(self, node: Node, name: str) -> tuple[ox.Literal, ...]:
        """The values of a property that takes literals."""
        found = self.objects(node, name)
        literals = tuple(term for term in found if isinstance(term, ox.Literal))
        if len(literals) != len(found):
            raise refusal(node, f"a value of sh:{name} that is no literal")
        return literals

    def text(self, node: Node, name: str) -> str | None:
        """The only value of a property that takes a string."""
        found = self.literals(node, name)
        return found[0].value if self.one(node, name) is not None else None

    def flag(self, node: Node, name: str) -> bool:
        """Whether a property is true."""
        term = self.one(node, name)
        if term is None or (isinstance(term, ox.Literal) and term.value == "false"):
            return False
        if term == ox.Literal("true", datatype=ox.NamedNode(f"{XSD}boolean")):
            return True
        raise refusal(node, f"sh:{name} {term}")

    def number(self, node: Node, term: Term) -> int:
        """A count."""
        if isinstance(term, ox.Literal) and term.datatype.value == f"{XSD}integer" and term.value.isdecimal():
            return int(term.value)
        raise refusal(node, f"{term} as a number")

    def is_list(self, node: Term) -> bool:
        """Whether a node begins an RDF list that is not empty."""
        return not isinstance(node, ox.Literal) and any(self._terms(node, _FIRST))

    def members(self, shape: Node, node: Term) -> tuple[Term, ...]:
        """The members of an RDF list."""
        found: list[Term] = []
        seen: set[Term] = set()
        while node != _NIL:
            first = [] if isinstance(node, ox.Literal) else [*self._terms(node, _FIRST)]
            rest = [] if isinstance(node, ox.Literal) else [*self._terms(node, _REST)]
            if len(first) != 1 or len(rest) != 1 or node in seen:
                raise refusal(shape, "a list that is none")
            seen.add(node)
            found += first
            node = rest[0]
        return tuple(found)

    def related(self, node: Node, predicate: str) -> Iterator[Term]:
        """The values of a property outside SHACL's namespace."""
        return self._terms(node, ox.NamedNode(predicate))

    def parents(self, node: Node) -> Iterator[Node]:
        """The shapes that have a node as a property shape."""
        for quad in self._store.quads_for_pattern(None, ox.NamedNode(f"{SH}property"), node):
            if not isinstance(quad.subject, ox.Triple):
                yield quad.subject

    def _terms(self, node: Node, predicate: ox.NamedNode) -> Iterator[Term]:
        for quad in self._store.quads_for_pattern(node, predicate, None):
            if not isinstance(quad.object, ox.Triple):
                yield quad.object
