"""Turns a store and shapes into validation results."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pyoxigraph as ox

from esgraph.build.shacl import queries
from esgraph.build.shacl.classes import Classes
from esgraph.build.shacl.evaluation import Evaluation
from esgraph.build.shacl.model import Constraint, Property, Query, Result, Shape, Targets, Term
from esgraph.build.shacl.narrowing import Narrowing
from esgraph.errors import EsgraphError

_BLANK = re.compile(r"BlankNode value=\w+")


@dataclass(frozen=True, slots=True)
class Check:
    """One constraint of a shape, or of a property shape of it, with the targets that it is asked of."""

    targets: Targets
    shape: Shape
    component: str
    constraint: Constraint

    @property
    def name(self) -> str:
        """What it is called in every run; blank nodes, which are called otherwise each time, have no name in it."""
        return hashlib.sha256(_BLANK.sub("_:", repr(self)).encode()).hexdigest()


def checks(shapes: Iterable[Shape]) -> Iterator[Check]:
    """What is to be asked: a property shape is asked about the targets of the node shape that has it."""
    for shape in shapes:
        for component, constraint in shape.constraints:
            if shape.path is None and isinstance(constraint, Property):
                inner = constraint.shape
                yield from (Check(shape.targets, inner, name, one) for name, one in inner.constraints)
            else:
                yield Check(shape.targets, shape, component, constraint)


#: What checks found, by the focus nodes that have results.
Found = dict[Check, dict[Term, list[Result]]]


def validate(store: ox.Store, shapes: Iterable[Shape], threads: int = 2) -> Iterator[Result]:
    """Every result of the default graph of a store, in no particular order; the store may be on disk."""
    for found in validate_each(store, shapes, threads).values():
        for results in found.values():
            yield from results


def validate_each(store: ox.Store, shapes: Iterable[Shape], threads: int = 2) -> Found:
    """The results of every check apart.

    Memory is that of the results, and of the store's joins. Queries run in threads beside each other.
    """
    engine, listed = Engine(store), list(checks(shapes))
    with ThreadPoolExecutor(threads) as pool:
        return dict(zip(listed, pool.map(engine.by_focus, listed), strict=True))


class Engine:
    """Validates the default graph of a store."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store
        self._classes = Classes(store)
        self._narrowing = Narrowing(self._classes)
        self._evaluation = Evaluation(self._classes)

    def by_focus(self, check: Check, focuses: Iterable[Term] | None = None) -> dict[Term, list[Result]]:
        """The results of one check by the focus nodes that have any: of all targets, or those among some nodes."""
        shape, constraint = check.shape, check.constraint
        found: dict[Term, list[Result]] = {}
        if focuses is None and isinstance(constraint, Query) and self._narrowing.has_names(check.targets):
            union, exists = self._narrowing.union(check.targets), self._narrowing.exists(check.targets)
            for result in queries.results(self._store, shape, constraint, union, exists):
                found.setdefault(result.focus, []).append(result)
            return found
        if focuses is None:
            suspects = self.suspects(check)
        else:
            suspects = (focus for focus in focuses if self._classes.is_target(focus, check.targets))
        for focus in suspects:
            if results := list(self._evaluation.check(shape, check.component, constraint, focus)):
                found[focus] = results
        return found

    def suspects(self, check: Check) -> Iterator[Term]:
        """The targets that may break a constraint, each once."""
        asked = self._narrowing.queries(check.targets, check.shape.path, check.constraint)
        if asked is None:
            yield from self._classes.targets(check.targets)
            return
        found = dict.fromkeys(term for text in asked for term in self._select(text))
        yield from (term for term in found if self._classes.is_target(term, check.targets))

    def _select(self, text: str) -> list[Term]:
        solutions = self._store.query(text)
        if not isinstance(solutions, ox.QuerySolutions):
            raise EsgraphError(f"no SELECT: {text}")
        return [term for solution in solutions if isinstance(term := solution["this"], Term)]
