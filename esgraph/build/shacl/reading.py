"""Turns a shapes graph into Shapes, and refuses what the engine has no rule for."""

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from esgraph.build.shacl import constraints
from esgraph.build.shacl.model import (
    Alternative,
    Constraint,
    Inverse,
    Node,
    Path,
    Predicate,
    Repeated,
    Sequence,
    Shape,
    Targets,
    Term,
)
from esgraph.build.shacl.shapes_graph import ShapesGraph, refusal
from esgraph.vocabulary import RDFS, SH

#: What a shape says besides its constraints; the last row is for people and forms (SHACL, section 2.3.2).
_APART = frozenset({
    "path", "severity", "message", "deactivated", "targetNode", "targetClass", "targetSubjectsOf", "targetObjectsOf",
    "name", "description", "order", "group", "defaultValue",
})  # fmt: skip
#: Of SHACL-AF and SHACL-JS, or changing what the data graph is: a shape that has one means more than is checked here.
_FOREIGN = ("ConstraintComponent", "SPARQLTarget", "SPARQLTargetType", "JSTarget")
_FOREIGN_PROPERTIES = ("entailment", "parameter", "validator", "nodeValidator", "propertyValidator")


def read(triples: Iterable[ox.Triple]) -> tuple[Shape, ...]:
    """Every shape that has a target, in the order of their names.

    Raises EsgraphError for a shape that is not well-formed, that refers to itself (recursion is undefined: SHACL,
    section 3.4.3), or that says something for which there is no rule here.
    """
    graph = ShapesGraph(triples)
    for kind in _FOREIGN:
        if found := next(graph.instances(SH + kind), None):
            raise refusal(found, f"sh:{kind}")
    for name in _FOREIGN_PROPERTIES:
        if found := next(graph.subjects(SH + name), None):
            raise refusal(found, f"sh:{name}")
    reader = _Reader(graph)
    shapes = (reader.shape(node) for node in graph.shapes())
    return tuple(shape for shape in shapes if shape.targets)


class _Reader:
    """Reads shapes with the shapes that they refer to; a shape is read once."""

    def __init__(self, graph: ShapesGraph) -> None:
        self._graph = graph
        self._read: dict[Node, Shape] = {}
        self._open: list[Node] = []

    def shape(self, node: Term) -> Shape:
        if isinstance(node, ox.Literal):
            raise refusal(node, "a literal where a shape belongs")
        if node in self._open:
            raise refusal(node, "a shape that refers to itself")
        if node not in self._read:
            self._open.append(node)
            self._read[node] = self._shape(node)
            self._open.pop()
        return self._read[node]

    def _shape(self, node: Node) -> Shape:
        graph = self._graph
        given = graph.one(node, "path")
        if given is None and graph.is_a(node, SH + "PropertyShape"):
            raise refusal(node, "a property shape without sh:path")
        path = None if given is None else path_of(graph, node, given)
        severity = graph.iri(node, "severity")
        if graph.flag(node, "deactivated"):
            return Shape(node, path, Targets(), (), SH + "Violation")
        return Shape(
            node,
            path,
            _targets(graph, node),
            tuple(self._constraints(node, path)),
            severity.value if severity else SH + "Violation",
            graph.literals(node, "message"),
        )

    def _constraints(self, node: Node, path: Path | None) -> Iterator[tuple[str, Constraint]]:
        names = self._graph.names(node) - _APART
        if self._graph.is_a(node, SH + "SPARQLConstraint"):
            # A node may be a shape and a constraint of itself.
            names -= {"select", "prefixes"}
        for name in sorted(names):
            if name in constraints.WITH_ANOTHER:
                continue
            maker = constraints.MAKERS.get(name)
            if maker is None:
                raise refusal(node, f"sh:{name}")
            if path is None and name in constraints.OF_PROPERTIES:
                raise refusal(node, f"sh:{name} in a node shape")
            yield from maker(self._graph, node, self.shape)


def _targets(graph: ShapesGraph, node: Node) -> Targets:
    classes = [*graph.iris(node, "targetClass")]
    # A shape that is a class speaks of its instances (SHACL, section 2.1.3.3).
    if isinstance(node, ox.NamedNode) and graph.is_a(node, RDFS + "Class") and graph.is_declared(node):
        classes.append(node)
    return Targets(
        graph.objects(node, "targetNode"),
        tuple(dict.fromkeys(classes)),
        graph.iris(node, "targetSubjectsOf"),
        graph.iris(node, "targetObjectsOf"),
    )


def path_of(graph: ShapesGraph, shape: Node, node: Term) -> Path:
    """The path that a node of a shapes graph or of a report stands for (SHACL, section 2.3.1)."""
    if isinstance(node, ox.NamedNode):
        return Predicate(node.value)
    if isinstance(node, ox.Literal):
        raise refusal(shape, f"a path that is {node}")
    if graph.is_list(node):
        return Sequence(_paths(graph, shape, node))
    steps = [(name, inner) for name in graph.names(node) for inner in graph.objects(node, name)]
    if len(steps) != 1:
        raise refusal(shape, "a path that is none")
    name, inner = steps[0]
    match name:
        case "alternativePath":
            return Alternative(_paths(graph, shape, inner))
        case "inversePath":
            return Inverse(path_of(graph, shape, inner))
        case "zeroOrMorePath" | "oneOrMorePath" | "zeroOrOnePath":
            return Repeated(path_of(graph, shape, inner), int(name.startswith("one")), name.endswith("MorePath"))
        case _:
            raise refusal(shape, f"sh:{name} in a path")


def _paths(graph: ShapesGraph, shape: Node, node: Term) -> tuple[Path, ...]:
    parts = tuple(path_of(graph, shape, part) for part in graph.members(shape, node))
    if len(parts) < 2:
        raise refusal(shape, "a path of fewer than two parts")
    return parts
