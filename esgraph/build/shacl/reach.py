"""Turns changed statements into the checks, and the focus nodes of each, that have to be validated again.

What a constraint reads is known: the statements along its paths, the classes of the nodes at their ends, and what makes
a node a target. A focus node is affected if a changed statement lies within so many steps of it along these properties.
A SPARQL constraint, whose steps are not counted, is asked of all nodes as soon as it names a property that changed.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from esgraph.build.shacl import paths
from esgraph.build.shacl.classes import TYPE
from esgraph.build.shacl.engine import Check, Engine, checks
from esgraph.build.shacl.model import (
    Alternative,
    Closed,
    Conforming,
    Constraint,
    DisjointWith,
    EqualTo,
    Inverse,
    LessThan,
    Logical,
    Not,
    Path,
    Predicate,
    Property,
    Qualified,
    Query,
    Repeated,
    Result,
    Sequence,
    Shape,
    Term,
)
from esgraph.build.shacl.tokens import tokens
from esgraph.vocabulary import RDF, RDFS

#: More nodes than these are as quickly validated with all others.
_MOST = 10_000
_PREFIX = re.compile(r"PREFIX ([^:]*): <([^>]*)>")


@dataclass(frozen=True, slots=True)
class Reach:
    """The properties that are read, and in how many steps; None is any, and any number."""

    properties: frozenset[str] | None
    steps: int | None

    def __or__(self, other: "Reach") -> "Reach":
        """Either of two, from the same node."""
        either = None if self.properties is None or other.properties is None else self.properties | other.properties
        return Reach(either, None if self.steps is None or other.steps is None else max(self.steps, other.steps))

    def __add__(self, other: "Reach") -> "Reach":
        """One after the other."""
        steps = None if self.steps is None or other.steps is None else self.steps + other.steps
        return Reach((self | other).properties, steps)


_NOWHERE = Reach(frozenset(), 0)


def validate_each(store: ox.Store, shapes: Iterable[Shape]) -> dict[Check, list[Result]]:
    """The results of every check apart, for `revalidate` to begin with."""
    engine = Engine(store)
    return {check: list(engine.check(check)) for check in checks(shapes)}


def revalidate(
    old: ox.Store,
    new: ox.Store,
    shapes: Iterable[Shape],
    before: Mapping[Check, list[Result]],
    changed: Iterable[ox.Triple],
) -> dict[Check, list[Result]]:
    """The results of every check on `new`, from those on `old` and the statements that are in one of them alone.

    The same as `validate_each(new, shapes)`, in proportion to what the changes can affect.
    """
    listed = list(changed)
    engine = Engine(new)
    found: dict[Check, list[Result]] = {}
    for check in checks(shapes):
        nodes = affected(check, (old, new), listed) if check in before else None
        if nodes is None:
            found[check] = list(engine.check(check))
        else:
            kept = [result for result in before[check] if result.focus not in nodes]
            found[check] = kept + (list(engine.check_of(check, nodes)) if nodes else [])
    return found


def affected(check: Check, stores: Iterable[ox.Store], changed: list[ox.Triple]) -> set[Term] | None:
    """The nodes whose results of a check may have changed, its targets among them; None if it may be any."""
    reach = _of_shape_path(check.shape.path) + _of_constraint(check.constraint)
    targets = {iri.value for iri in (*check.targets.subjects_of, *check.targets.objects_of)} | {TYPE}
    if any(triple.predicate.value == f"{RDFS}subClassOf" for triple in changed):
        return None
    read = [one for one in changed if reach.properties is None or one.predicate.value in reach.properties | targets]
    if not read:
        return set()
    if reach.steps is None or reach.properties is None:
        return None
    found: set[Term] = set()
    for triple in read:
        # A class is no step on the way to another node.
        ends = (triple.subject,) if triple.predicate.value == TYPE else (triple.subject, triple.object)
        found |= {end for end in ends if isinstance(end, Term)}
    edge = found
    for _ in range(reach.steps):
        around = {node for store in stores for start in edge for node in _around(store, start, reach.properties)}
        edge = around - found
        found = found | edge
        if len(found) > _MOST:
            return None
    return found


def _around(store: ox.Store, start: Term, properties: frozenset[str]) -> Iterable[Term]:
    for iri in properties - {TYPE}:
        yield from paths.step(store, start, iri, back=True)
        yield from paths.step(store, start, iri, back=False)


def _of_shape_path(path: Path | None) -> Reach:
    match path:
        case None:
            return _NOWHERE
        case Predicate(iri):
            return Reach(frozenset((iri,)), 1)
        case Inverse(inner):
            return _of_shape_path(inner)
        case Repeated(inner, _, endless):
            return Reach(_of_shape_path(inner).properties, None) if endless else _of_shape_path(inner)
        case Sequence(parts):
            return sum(map(_of_shape_path, parts), _NOWHERE)
        case Alternative(parts):
            return _either(map(_of_shape_path, parts))


def _of_constraint(constraint: Constraint) -> Reach:
    match constraint:
        case Query():
            return Reach(_named(constraint), None)
        case Property():
            # Its results are about other nodes than the focus node of the check.
            return Reach(None, None)
        case Closed():
            return Reach(None, 0)
        case EqualTo(iri) | DisjointWith(iri) | LessThan(iri):
            return Reach(frozenset((iri.value,)), 1)
        case Not(shape) | Conforming(shape):
            return _of_shape(shape)
        case Logical(_, shapes):
            return _either(map(_of_shape, shapes))
        case Qualified(shape, siblings=siblings):
            return _either(map(_of_shape, (shape, *siblings)))
        case _:
            return _NOWHERE


def _of_shape(shape: Shape) -> Reach:
    inner = (_of_shape(one.shape) if isinstance(one, Property) else _of_constraint(one) for _, one in shape.constraints)
    return _of_shape_path(shape.path) + _either(inner)


def _either(reaches: Iterable[Reach]) -> Reach:
    found = _NOWHERE
    for reach in reaches:
        found |= reach
    return found


def _named(query: Query) -> frozenset[str] | None:
    """The properties that a query may read: the names in it; None if a variable may stand for any."""
    prefixes = dict(_PREFIX.findall(query.prologue))
    found = tokens(query.text)
    if any(_is_variable(two) and _may_precede_property(found, place) for place, two in enumerate(found)):
        return None
    named = (name for name in found if ":" in name or name == "a")
    return frozenset(_expanded(name, prefixes) for name in named)


def _is_variable(token: str) -> bool:
    return len(token) > 1 and token[0] == "?"


def _may_precede_property(found: list[str], place: int) -> bool:
    """Whether what stands before a place may be a subject, or end what the same subject has besides."""
    before, earlier = (found[place - back] if place >= back else "" for back in (1, 2))
    is_term = _is_variable(before) or ":" in before
    return before == ";" or (is_term and earlier in (".", "{", "}", ")", ""))


def _expanded(name: str, prefixes: dict[str, str]) -> str:
    if name == "a":
        return f"{RDF}type"
    if name.startswith("<"):
        return name[1:-1]
    prefix, _, local = name.partition(":")
    return prefixes.get(prefix, f"{prefix}:") + local
