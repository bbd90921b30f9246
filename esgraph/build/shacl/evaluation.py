"""Turns one focus node and one constraint into validation results, by the letter of SHACL, sections 3.4 and 4.

This is what decides; `narrowing` only says which focus nodes need not be looked at.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial

import pyoxigraph as ox

from esgraph.build.shacl import expressions, paths, queries
from esgraph.build.shacl.classes import Classes
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
    Not,
    OfDatatype,
    OfKind,
    OneOf,
    Path,
    Pattern,
    Predicate,
    Property,
    Qualified,
    Query,
    Result,
    Shape,
    Term,
    UniqueLanguage,
)
from esgraph.vocabulary import SH

#: What is wrong with a focus node: a path other than the shape's if there is one, and the value if there is one.
_Wrong = tuple[Path | None, Term | None]


class Evaluation:
    """Evaluates constraints over the data graph of one store."""

    def __init__(self, classes: Classes) -> None:
        self._classes = classes
        self._store = classes.store

    def validate(self, shape: Shape, focus: Term) -> Iterator[Result]:
        """Every result of a focus node against a shape, whether or not the shape targets it (SHACL, section 3.4.2)."""
        for component, constraint in shape.constraints:
            yield from self.check(shape, component, constraint, focus)

    def check(self, shape: Shape, component: str, constraint: Constraint, focus: Term) -> Iterator[Result]:
        """The results of one constraint."""
        values = {focus} if shape.path is None else paths.values(self._store, focus, shape.path)
        if isinstance(constraint, Property):
            for node in values:
                yield from self.validate(constraint.shape, node)
            return
        if isinstance(constraint, Query):
            yield from queries.results_of(self._store, shape, constraint, focus)
            return
        for path, value in self._wrong(constraint, focus, values):
            yield self._result(shape, component, focus, path or shape.path, value)

    def conforms(self, shape: Shape, focus: Term) -> bool:
        """Whether a node conforms to a shape (SHACL, section 3.4.2)."""
        return next(self.validate(shape, focus), None) is None

    @staticmethod
    def _result(shape: Shape, component: str, focus: Term, path: Path | None, value: Term | None) -> Result:
        name = f"{SH}{component}ConstraintComponent"
        return Result(focus, path, value, name, shape.severity, shape.node, None, shape.messages)

    def _wrong(self, constraint: Constraint, focus: Term, values: set[Term]) -> Iterator[_Wrong]:
        if (test := self._test(constraint)) is not None:
            yield from ((None, value) for value in values if not test(value))
            return
        match constraint:
            case Count(number, is_most):
                if len(values) > number if is_most else len(values) < number:
                    yield None, None
            case UniqueLanguage():
                tags = (value.language for value in values if isinstance(value, ox.Literal))
                counts = Counter(tag.lower() for tag in tags if tag)
                yield from ((None, None) for count in counts.values() if count > 1)
            case HasValue(term):
                if term not in values:
                    yield None, None
            case Qualified():
                if not self._has_enough(constraint, values):
                    yield None, None
            case Closed(allowed):
                yield from ((path, end) for value in values for path, end in self._beyond(value, allowed))
            case _:
                yield from self._beside(constraint, focus, values)

    def _beside(self, constraint: Constraint, focus: Term, values: set[Term]) -> Iterator[_Wrong]:
        """Constraints on pairs of properties (SHACL, section 4.5)."""
        match constraint:
            case EqualTo(iri):
                others = set(paths.step(self._store, focus, iri.value, back=False))
                yield from ((None, value) for value in values ^ others)
            case DisjointWith(iri):
                others = set(paths.step(self._store, focus, iri.value, back=False))
                yield from ((None, value) for value in values & others)
            case LessThan(iri, operator):
                others = set(paths.step(self._store, focus, iri.value, back=False))
                yield from (
                    (None, value)
                    for value in values
                    for other in others
                    if not expressions.compares(value, operator, other)
                )
            case _:
                raise TypeError(f"no rule for {constraint}")

    def _test(self, constraint: Constraint) -> Callable[[Term], bool] | None:
        """What each value node has to pass, for the constraints that look at one at a time."""
        match constraint:
            case InClass(iri):
                return lambda term: self._classes.is_instance(term, iri)
            case Not(shape):
                return lambda term: not self.conforms(shape, term)
            case Conforming(shape):
                return partial(self.conforms, shape)
            case Logical(kind, shapes):
                return partial(self._combines, kind, shapes)
            case OfKind() | OneOf() | OfDatatype() | Bound() | Length() | Pattern() | LanguageIn():
                return partial(expressions.passes, constraint)
            case _:
                return None

    def _combines(self, kind: str, shapes: tuple[Shape, ...], term: Term) -> bool:
        found = (self.conforms(shape, term) for shape in shapes)
        match kind:
            case "And":
                return all(found)
            case "Or":
                return any(found)
            case _:
                return sum(found) == 1

    def _has_enough(self, constraint: Qualified, values: set[Term]) -> bool:
        count = sum(
            self.conforms(constraint.shape, value)
            and not any(self.conforms(sibling, value) for sibling in constraint.siblings)
            for value in values
        )
        return count <= constraint.number if constraint.is_most else count >= constraint.number

    def _beyond(self, value: Term, allowed: tuple[str, ...]) -> Iterator[tuple[Path, Term]]:
        if isinstance(value, ox.Literal):
            return
        for quad in list(self._store.quads_for_pattern(value, None, None, ox.DefaultGraph())):
            if quad.predicate.value not in allowed and not isinstance(quad.object, ox.Triple):
                yield Predicate(quad.predicate.value), quad.object
