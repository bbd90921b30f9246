"""Turns SHACL files into Shapes: targets and rules as values that a page puts into words (SHACL, sections 2 to 5)."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import dedent

from rdflib import RDF, SH, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from esgraph.errors import LANGUAGES, Text
from esgraph.vocabulary import PREFIXES, SHAPE

_TARGETS = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf, SH.targetNode)
_LISTS = (SH["or"], SH["and"], SH.xone)
_SHAPES = (SH["not"], SH.node)
_VALUE_LISTS = (SH.languageIn, SH["in"])
#: What is read on its own, and so is no fact.
_APART = {
    SH.path, SH.property, SH.sparql, SH.message, SH.severity, SH.minCount, SH.maxCount, SH.qualifiedValueShape,
    SH.qualifiedMinCount, SH.qualifiedMaxCount, SH.prefixes, SH.select, RDF.type, *_TARGETS, *_LISTS, *_SHAPES,
}  # fmt: skip
_ROUNDABOUT = {SH.zeroOrMorePath: "*", SH.oneOrMorePath: "+", SH.zeroOrOnePath: "?"}
_PREFIXED_NAME = re.compile(r"\b([a-z]+):([A-Za-z]\w*)")


@dataclass(frozen=True, slots=True)
class Value:
    """An IRI or a text, in the words of the file."""

    text: str
    is_iri: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """What a rule asks of its values: the local name of the SHACL parameter, and its values."""

    name: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Rules inside a rule: `or`, `and`, `xone`, `not`, `node`, `property`, or `qualified` with its counts."""

    name: str
    rules: tuple["Rule", ...]
    least: int | None = None
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A constraint. `path` is a property path as in SPARQL, its signs as texts; `query` that of a SPARQL constraint."""

    iri: str
    path: tuple[Value, ...] = ()
    least: int | None = None
    most: int | None = None
    facts: tuple[Fact, ...] = ()
    parts: tuple[Part, ...] = ()
    message: Text = field(default_factory=dict)
    severity: str = "Violation"
    query: str = ""

    @property
    def property(self) -> str:
        """The IRI of its path where that is one property, or ""."""
        return self.path[0].text if len(self.path) == 1 else ""

    def values(self, name: str) -> tuple[str, ...]:
        """What the facts of a name say."""
        return tuple(value.text for fact in self.facts if fact.name == name for value in fact.values)


@dataclass(frozen=True, slots=True)
class Shape:
    """A node shape: where it stands, what it is for, its own rule, those of its properties, those in SPARQL."""

    name: str
    file: str
    targets: tuple[Fact, ...]
    own: Rule
    properties: tuple[Rule, ...]
    queries: tuple[Rule, ...]
    terms: frozenset[str] = field(repr=False)

    @property
    def iri(self) -> str:
        """The shape's IRI."""
        return SHAPE + self.name

    @property
    def is_part(self) -> bool:
        """Whether it has no targets, and only other shapes use it."""
        return not self.targets

    def rules(self) -> tuple[Rule, ...]:
        """Every rule that has a message or asks something, its own first."""
        own = (self.own,) if self.own.facts or self.own.parts or self.own.message else ()
        return (*own, *self.properties, *self.queries)

    def target(self, name: str) -> tuple[str, ...]:
        """IRIs of one kind of target, such as `targetClass`."""
        return tuple(value.text for fact in self.targets if fact.name == name for value in fact.values)


def read(files: Mapping[str, Path]) -> tuple[Graph, dict[str, Shape]]:
    """All shapes of files (Turtle, by the name that they are called): as one graph, and by name."""
    whole, shapes = Graph(), {}
    for file, path in sorted(files.items()):
        graph = Graph().parse(path, format="turtle")
        whole += graph
        for node in graph.subjects(RDF.type, SH.NodeShape):
            if isinstance(node, URIRef):
                name = node.removeprefix(SHAPE)
                shapes[name] = _shape(graph, node, name, file)
    return whole, dict(sorted(shapes.items()))


def closure(graph: Graph, start: Node) -> Graph:
    """A shape with everything that it is made of, so that it can be used by itself."""
    found, todo, seen = Graph(), [start], set[Node]()
    while todo:
        node = todo.pop()
        if node in seen:
            continue
        seen.add(node)
        for triple in graph.triples((node, None, None)):
            found.add(triple)
            if isinstance(triple[2], BNode) or (isinstance(triple[2], URIRef) and triple[2].startswith(SHAPE[:-1])):
                todo.append(triple[2])
    return found


def _shape(graph: Graph, node: URIRef, name: str, file: str) -> Shape:
    targets = [
        Fact(_local(predicate), _values(graph.objects(node, predicate)))
        for predicate in _TARGETS
        if (node, predicate, None) in graph
    ]
    return Shape(
        name=name,
        file=file,
        targets=tuple(targets),
        own=_rule(graph, node),
        properties=_rules(graph, graph.objects(node, SH.property)),
        queries=_rules(graph, graph.objects(node, SH.sparql)),
        terms=frozenset(_terms(closure(graph, node))),
    )


def _rules(graph: Graph, nodes: Iterable[Node]) -> tuple[Rule, ...]:
    # A graph has no order; the path is what a reader looks for.
    return tuple(
        sorted((_rule(graph, node) for node in nodes), key=lambda rule: (str(rule.path), rule.iri, repr(rule)))
    )


def _rule(graph: Graph, node: Node) -> Rule:
    path = graph.value(node, SH.path)
    severity = graph.value(node, SH.severity)
    query = graph.value(node, SH.select)
    return Rule(
        iri=str(node) if isinstance(node, URIRef) else "",
        path=tuple(_path(graph, path)) if path is not None else (),
        least=_number(graph, node, SH.minCount),
        most=_number(graph, node, SH.maxCount),
        facts=tuple(_facts(graph, node)),
        parts=tuple(_parts(graph, node)),
        message=texts(graph, node, SH.message),
        severity=_local(severity) if severity else "Violation",
        query=dedent(str(query)).strip() if query is not None else "",
    )


def _facts(graph: Graph, node: Node) -> Iterator[Fact]:
    asked = {URIRef(str(one)) for one in graph.predicates(node) if str(one).startswith(str(SH))}
    for predicate in sorted(asked - _APART):
        if predicate in _VALUE_LISTS:
            for head in graph.objects(node, predicate):
                yield Fact(_local(predicate), tuple(_value(item) for item in Collection(graph, head)))
        else:
            yield Fact(_local(predicate), _values(graph.objects(node, predicate)))


def _parts(graph: Graph, node: Node) -> Iterator[Part]:
    for predicate in _LISTS:
        for head in graph.objects(node, predicate):
            yield Part(_local(predicate), tuple(_rule(graph, item) for item in Collection(graph, head)))
    for predicate in _SHAPES:
        if rules := _rules(graph, graph.objects(node, predicate)):
            yield Part(_local(predicate), rules)
    if rules := _rules(graph, graph.objects(node, SH.qualifiedValueShape)):
        least, most = _number(graph, node, SH.qualifiedMinCount), _number(graph, node, SH.qualifiedMaxCount)
        yield Part("qualified", rules, least, most)
    # The properties of a named shape are listed with it; those of a nameless one have no other place.
    if isinstance(node, BNode) and (rules := _rules(graph, graph.objects(node, SH.property))):
        yield Part("property", rules)


def _path(graph: Graph, node: Node) -> Iterator[Value]:
    """A property path in the notation of SPARQL (SHACL, section 2.3.1)."""
    if isinstance(node, URIRef):
        yield Value(str(node), is_iri=True)
    elif (node, RDF.first, None) in graph:
        yield from _joined(graph, Collection(graph, node), " / ")
    elif (inverse := graph.value(node, SH.inversePath)) is not None:
        yield Value("^")
        yield from _path(graph, inverse)
    elif (alternatives := graph.value(node, SH.alternativePath)) is not None:
        yield from _joined(graph, Collection(graph, alternatives), " | ")
    for predicate, sign in _ROUNDABOUT.items():
        if (inner := graph.value(node, predicate)) is not None:
            yield from (Value("("), *_path(graph, inner), Value(f"){sign}"))


def _joined(graph: Graph, nodes: Iterable[Node], sign: str) -> Iterator[Value]:
    for number, node in enumerate(nodes):
        if number:
            yield Value(sign)
        yield from _path(graph, node)


def _terms(graph: Graph) -> Iterator[str]:
    """Every IRI that a shape names, also in the text of its queries."""
    for _, _, value in graph:
        if isinstance(value, URIRef):
            yield str(value)
    for query in graph.objects(None, SH.select):
        for prefix, name in _PREFIXED_NAME.findall(str(query)):
            if prefix in PREFIXES:
                yield PREFIXES[prefix] + name


def texts(graph: Graph, node: Node, *predicates: URIRef) -> Text:
    """The literals of the first of the predicates that has any, by language."""
    for predicate in predicates:
        found = [value for value in graph.objects(node, predicate) if isinstance(value, Literal)]
        if found:
            return {name: str(min(own)) for name in LANGUAGES if (own := [v for v in found if v.language == name])}
    return {}


def _values(nodes: Iterable[Node]) -> tuple[Value, ...]:
    return tuple(sorted((_value(node) for node in nodes), key=lambda value: value.text))


def _value(node: Node) -> Value:
    return Value(str(node), isinstance(node, URIRef))


def _number(graph: Graph, node: Node, predicate: URIRef) -> int | None:
    value = graph.value(node, predicate)
    return int(str(value)) if value is not None else None


def _local(node: Node) -> str:
    return str(node).removeprefix(str(SH))
