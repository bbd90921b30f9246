"""Turns the parameters of a shape into its constraints (SHACL, section 4), one row for each parameter."""

from collections.abc import Callable, Iterator

import pyoxigraph as ox

from esgraph.build.shacl import queries
from esgraph.build.shacl.expressions import is_regular_expression
from esgraph.build.shacl.model import (
    Bound,
    Closed,
    Conforming,
    Constraint,
    Count,
    DisjointWith,
    EqualTo,
    HasValue,
    InClass,
    LanguageIn,
    Length,
    LessThan,
    Logical,
    Node,
    Not,
    OfDatatype,
    OfKind,
    OneOf,
    Pattern,
    Property,
    Qualified,
    Query,
    Shape,
    Term,
    UniqueLanguage,
)
from esgraph.build.shacl.shapes_graph import ShapesGraph, refusal
from esgraph.vocabulary import OWL, SH

ShapeOf = Callable[[Term], Shape]
Maker = Callable[[ShapesGraph, Node, ShapeOf], Iterator[tuple[str, Constraint]]]
_KINDS = ("IRI", "BlankNode", "Literal", "BlankNodeOrIRI", "BlankNodeOrLiteral", "IRIOrLiteral")


def _each(component: str, make: Callable[[ShapesGraph, Node, Term, ShapeOf], Constraint], name: str) -> Maker:
    """One constraint for each value of a parameter."""

    def maker(graph: ShapesGraph, node: Node, shape: ShapeOf) -> Iterator[tuple[str, Constraint]]:
        for term in graph.objects(node, name):
            yield component, make(graph, node, term, shape)

    return maker


def _iri(node: Node, term: Term) -> ox.NamedNode:
    if isinstance(term, ox.NamedNode):
        return term
    raise refusal(node, f"{term} where an IRI belongs")


def _literal(node: Node, term: Term) -> ox.Literal:
    if isinstance(term, ox.Literal):
        return term
    raise refusal(node, f"{term} where a literal belongs")


def _kind(node: Node, term: Term) -> OfKind:
    if term not in [ox.NamedNode(SH + kind) for kind in _KINDS]:
        raise refusal(node, f"sh:nodeKind {term}")
    return OfKind(_iri(node, term).value)


def _pattern(graph: ShapesGraph, node: Node, term: Term) -> Pattern:
    found = Pattern(_literal(node, term).value, graph.text(node, "flags") or "")
    if not is_regular_expression(found.expression, found.flags):
        raise refusal(node, f"the regular expression {term} with the flags “{found.flags}”")
    return found


def _unique_language(graph: ShapesGraph, node: Node, _shape: ShapeOf) -> Iterator[tuple[str, Constraint]]:
    if graph.flag(node, "uniqueLang"):
        yield "UniqueLang", UniqueLanguage()


def _qualified(graph: ShapesGraph, node: Node, shape: ShapeOf) -> Iterator[tuple[str, Constraint]]:
    for qualified in graph.objects(node, "qualifiedValueShape"):
        siblings: tuple[Shape, ...] = ()
        if graph.flag(node, "qualifiedValueShapesDisjoint"):
            found = {
                sibling
                for parent in graph.parents(node)
                for inner in graph.objects(parent, "property")
                if not isinstance(inner, ox.Literal)
                for sibling in graph.objects(inner, "qualifiedValueShape")
            }
            siblings = tuple(shape(sibling) for sibling in sorted(found - {qualified}, key=str))
        for most, word in ((False, "Min"), (True, "Max")):
            if (term := graph.one(node, f"qualified{word}Count")) is not None:
                yield f"Qualified{word}Count", Qualified(shape(qualified), graph.number(node, term), most, siblings)


def _closed(graph: ShapesGraph, node: Node, _shape: ShapeOf) -> Iterator[tuple[str, Constraint]]:
    if not graph.flag(node, "closed"):
        return
    properties = [inner for inner in graph.objects(node, "property") if not isinstance(inner, ox.Literal)]
    paths = [path for inner in properties for path in graph.objects(inner, "path")]
    given = graph.one(node, "ignoredProperties")
    ignored = graph.members(node, given) if given is not None else ()
    yield "Closed", Closed(tuple(sorted({one.value for one in (*paths, *ignored) if isinstance(one, ox.NamedNode)})))


def _query(graph: ShapesGraph, node: Node, _shape: ShapeOf) -> Iterator[tuple[str, Constraint]]:
    for term in graph.objects(node, "sparql"):
        if isinstance(term, ox.Literal):
            raise refusal(node, "a literal as sh:sparql")
        if not graph.is_declared(term) and (unknown := graph.names(term) - _OF_QUERIES):
            raise refusal(term, f"sh:{min(unknown)} in sh:sparql")
        if graph.flag(term, "deactivated"):
            continue
        text = graph.text(term, "select")
        if text is None:
            raise refusal(term, "sh:sparql without sh:select")
        query = Query(term, _prologue(graph, term), text, graph.literals(term, "message"))
        queries.check(query, has_path=graph.one(node, "path") is not None)
        yield "SPARQL", query


def _prologue(graph: ShapesGraph, constraint: Node) -> str:
    """The prefixes of a query, those of imported ontologies too (SHACL, section 5.2.1)."""
    todo, found = [*graph.objects(constraint, "prefixes")], dict[Term, None]()
    while todo:
        if (one := todo.pop()) not in found and not isinstance(one, ox.Literal):
            found[one] = None
            todo += graph.related(one, f"{OWL}imports")
    declared: dict[str, str] = {}
    for ontology in found:
        if isinstance(ontology, ox.Literal):
            continue
        for term in graph.objects(ontology, "declare"):
            if isinstance(term, ox.Literal):
                raise refusal(constraint, "a literal as sh:declare")
            prefix, namespace = graph.text(term, "prefix"), graph.text(term, "namespace")
            if prefix is None or namespace is None or declared.setdefault(prefix, namespace) != namespace:
                raise refusal(constraint, f"the prefix “{prefix}”, declared in part or twice,")
    return "".join(f"PREFIX {prefix}: <{declared[prefix]}>\n" for prefix in sorted(declared))


#: Parameters of a constraint that another parameter makes; alone they make none (SHACL, section 2.1).
WITH_ANOTHER = frozenset({
    "flags", "ignoredProperties", "qualifiedMinCount", "qualifiedMaxCount", "qualifiedValueShapesDisjoint",
})  # fmt: skip
#: What a SPARQL constraint may say; the node may be a shape too.
_OF_QUERIES = frozenset({"select", "prefixes", "message", "deactivated"})
OF_PROPERTIES = frozenset({"minCount", "maxCount", "uniqueLang", "lessThan", "lessThanOrEquals"})

MAKERS: dict[str, Maker] = {
    "class": _each("Class", lambda _g, n, t, _s: InClass(_iri(n, t)), "class"),
    "datatype": _each("Datatype", lambda _g, n, t, _s: OfDatatype(_iri(n, t)), "datatype"),
    "nodeKind": _each("NodeKind", lambda _g, n, t, _s: _kind(n, t), "nodeKind"),
    "minCount": _each("MinCount", lambda g, n, t, _s: Count(g.number(n, t), is_most=False), "minCount"),
    "maxCount": _each("MaxCount", lambda g, n, t, _s: Count(g.number(n, t), is_most=True), "maxCount"),
    "minExclusive": _each("MinExclusive", lambda _g, n, t, _s: Bound(">", _literal(n, t)), "minExclusive"),
    "minInclusive": _each("MinInclusive", lambda _g, n, t, _s: Bound(">=", _literal(n, t)), "minInclusive"),
    "maxExclusive": _each("MaxExclusive", lambda _g, n, t, _s: Bound("<", _literal(n, t)), "maxExclusive"),
    "maxInclusive": _each("MaxInclusive", lambda _g, n, t, _s: Bound("<=", _literal(n, t)), "maxInclusive"),
    "minLength": _each("MinLength", lambda g, n, t, _s: Length(g.number(n, t), is_most=False), "minLength"),
    "maxLength": _each("MaxLength", lambda g, n, t, _s: Length(g.number(n, t), is_most=True), "maxLength"),
    "pattern": _each("Pattern", lambda g, n, t, _s: _pattern(g, n, t), "pattern"),
    "languageIn": _each(
        "LanguageIn",
        lambda g, n, t, _s: LanguageIn(tuple(_literal(n, one).value for one in g.members(n, t))),
        "languageIn",
    ),
    "uniqueLang": _unique_language,
    "equals": _each("Equals", lambda _g, n, t, _s: EqualTo(_iri(n, t)), "equals"),
    "disjoint": _each("Disjoint", lambda _g, n, t, _s: DisjointWith(_iri(n, t)), "disjoint"),
    "lessThan": _each("LessThan", lambda _g, n, t, _s: LessThan(_iri(n, t), "<"), "lessThan"),
    "lessThanOrEquals": _each("LessThanOrEquals", lambda _g, n, t, _s: LessThan(_iri(n, t), "<="), "lessThanOrEquals"),
    "not": _each("Not", lambda _g, _n, t, s: Not(s(t)), "not"),
    "and": _each("And", lambda g, n, t, s: Logical("And", tuple(map(s, g.members(n, t)))), "and"),
    "or": _each("Or", lambda g, n, t, s: Logical("Or", tuple(map(s, g.members(n, t)))), "or"),
    "xone": _each("Xone", lambda g, n, t, s: Logical("Xone", tuple(map(s, g.members(n, t)))), "xone"),
    "node": _each("Node", lambda _g, _n, t, s: Conforming(s(t)), "node"),
    "property": _each("Property", lambda _g, _n, t, s: Property(s(t)), "property"),
    "qualifiedValueShape": _qualified,
    "closed": _closed,
    "hasValue": _each("HasValue", lambda _g, _n, t, _s: HasValue(t), "hasValue"),
    "in": _each("In", lambda g, n, t, _s: OneOf(g.members(n, t)), "in"),
    "sparql": _query,
}
