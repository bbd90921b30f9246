"""Turns changed statements into the checks, and the focus nodes of each, that have to be validated again.

What a constraint reads is known: the statements along its paths, the classes of the nodes at their ends, and what makes
a node a target. From a changed statement that it may have read, the way back leads to the focus nodes.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import pyoxigraph as ox

from esgraph.build.shacl import paths, queries, solutions
from esgraph.build.shacl.classes import TYPE, Classes
from esgraph.build.shacl.engine import Check, Engine, Found, checks
from esgraph.build.shacl.model import (
    Alternative,
    Closed,
    Conforming,
    Constraint,
    DisjointWith,
    EqualTo,
    InClass,
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
    Sequence,
    Shape,
    Term,
)
from esgraph.build.shacl.patterns import Placed, declared, placed
from esgraph.vocabulary import RDFS

#: More nodes than these are as quickly validated with all others.
_MOST = 10_000
_SUBCLASS = f"{RDFS}subClassOf"


@dataclass(frozen=True, slots=True)
class Read:
    """Statements that a check reads: those of the nodes that a way leads to from the focus node.

    `iri` is their property (None: any); with `back`, the nodes are their objects. Of classes only some may matter.
    """

    way: tuple[Path, ...]
    iri: str | None
    back: bool = False
    classes: tuple[ox.NamedNode, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """What a SPARQL constraint reads of the nodes that a way leads to from the focus node; `path` is its shape's."""

    way: tuple[Path, ...]
    query: Query
    path: Path | None


def revalidate(
    old: ox.Store,
    new: ox.Store,
    shapes: Iterable[Shape],
    before: Mapping[Check, Collection[Term]],
    changed: Iterable[ox.Triple],
) -> Found:
    """The results of every check on `new`, from the focus nodes with results on `old` and the statements that differ.

    The same as `validate_each(new, shapes)`, in proportion to what the changes can affect; a check that is not in
    `before` is made as a whole.
    """
    engine = Engine(new)
    reach = Reach((old, new), changed)
    found: Found = {}
    for check in checks(shapes):
        nodes = reach.of(check) if check in before else None
        found[check] = engine.by_focus(check, None if nodes is None else nodes.union(before[check]))
    return found


class Reach:
    """What some changed statements can affect; `stores` are the graph before the change and after it."""

    def __init__(self, stores: Iterable[ox.Store], changed: Iterable[ox.Triple]) -> None:
        self._stores = tuple(stores)
        self._changed = list(changed)
        self._with: dict[str, list[ox.Triple]] = {}
        for triple in self._changed:
            self._with.setdefault(triple.predicate.value, []).append(triple)
        self._classes = Classes(self._stores[-1])
        self._back = lru_cache(100_000)(self._walked_back)

    def of(self, check: Check) -> set[Term] | None:
        """The nodes whose results of a check may have changed, its targets among them; None if it may be any."""
        if _SUBCLASS in self._with:
            return None
        found: set[Term] = set()
        for read in _reads(check):
            nodes = self._asked(read) if isinstance(read, Asked) else self._read(read)
            if nodes is None:
                return None
            for node in nodes:
                found |= self._back(node, read.way)
            if len(found) > _MOST:
                return None
        return found

    def _read(self, read: Read) -> set[Term]:
        triples = self._changed if read.iri is None else self._with.get(read.iri, ())
        if read.classes:
            wanted = {kind for iri in read.classes for kind in self._classes.below(iri)}
            triples = [triple for triple in triples if triple.object in wanted]
        ends = (triple.object if read.back else triple.subject for triple in triples)
        return {end for end in ends if isinstance(end, Term)}

    def _asked(self, read: Asked) -> set[Term] | None:
        patterns = _patterns(read.query, read.path)
        return None if patterns is None else solutions.changed(self._stores, patterns, "?this", self._changed)

    def _walked_back(self, node: Term, way: tuple[Path, ...]) -> set[Term]:
        if not way:
            return {node}
        return {start for store in self._stores for start in paths.sources(store, node, Sequence(way))}


@lru_cache(maxsize=1000)
def _patterns(query: Query, path: Path | None) -> list[Placed] | None:
    try:
        return placed(queries.split(query, path)[1], declared(query.prologue))
    except ValueError:
        return None


def _reads(check: Check) -> Iterator[Read | Asked]:
    targets = check.targets
    if targets.classes:
        yield Read((), TYPE, classes=targets.classes)
    yield from (Read((), iri.value) for iri in targets.subjects_of)
    yield from (Read((), iri.value, back=True) for iri in targets.objects_of)
    yield from _of_one(check.shape, check.constraint, ())


def _of_one(shape: Shape, constraint: Constraint, way: tuple[Path, ...]) -> Iterator[Read | Asked]:
    """What a constraint of a shape reads of a focus node that a way leads to."""
    if isinstance(constraint, Query):
        yield Asked(way, constraint, shape.path)
        return
    to_values = way if shape.path is None else (*way, shape.path)
    if shape.path is not None:
        yield from _along(shape.path, way)
    match constraint:
        case Closed():
            yield Read(to_values, None)
        case InClass(iri):
            yield Read(to_values, TYPE, classes=(iri,))
        case EqualTo(iri) | DisjointWith(iri) | LessThan(iri):
            yield Read(way, iri.value)
    for inner in _inner(constraint):
        for _, one in inner.constraints:
            yield from _of_one(inner, one, to_values)


def _inner(constraint: Constraint) -> tuple[Shape, ...]:
    """The shapes that a constraint asks its values to conform to."""
    match constraint:
        case Not(shape) | Conforming(shape) | Property(shape):
            return (shape,)
        case Logical(_, shapes):
            return shapes
        case Qualified(shape, siblings=siblings):
            return (shape, *siblings)
        case _:
            return ()


def _along(path: Path, way: tuple[Path, ...]) -> Iterator[Read]:
    """The statements of a path that begins where a way leads to."""
    match path:
        case Predicate(iri):
            yield Read(way, iri)
        case Inverse(Predicate(iri)):
            yield Read(way, iri, back=True)
        case Inverse(inner):
            yield from _along(paths.turned(inner), way)
        case Sequence(parts):
            for number, part in enumerate(parts):
                yield from _along(part, (*way, *parts[:number]))
        case Alternative(parts):
            for part in parts:
                yield from _along(part, way)
        case Repeated(inner, _, endless):
            yield from _along(inner, (*way, Repeated(inner, 0, True)) if endless else way)
