"""Turns a constraint into SPARQL queries for the focus nodes that may break it, one query for all targets.

The queries may find more than what is wrong (`evaluation` looks at each node that they find), never less. They scan and
subtract: the store is quick at that, and slower at looking up one node after the other.
"""

from collections.abc import Iterator

import pyoxigraph as ox

from esgraph.build.shacl.asking import Asking, Maybe, has_name, is_single, steps_of, triple
from esgraph.build.shacl.classes import TYPE, Classes
from esgraph.build.shacl.model import (
    Constraint,
    Count,
    DisjointWith,
    HasValue,
    InClass,
    LessThan,
    Logical,
    Path,
    Predicate,
    Property,
    Qualified,
    Shape,
    Targets,
    UniqueLanguage,
)


class Narrowing:
    """Writes the queries of one data graph."""

    def __init__(self, classes: Classes) -> None:
        self._classes = classes
        self._asking = Asking(classes)

    def union(self, targets: Targets) -> str:
        """A group that binds `?this` to every target."""
        return " UNION ".join(f"{{ {one} }}" for one in self._sources(targets))

    def exists(self, targets: Targets) -> str:
        """An expression: whether `?this` is a target."""
        found = [
            f"EXISTS {{ {one} }}" for one in self._sources(Targets((), (), targets.subjects_of, targets.objects_of))
        ]
        if targets.nodes:
            found.append(f"?this IN ({', '.join(str(node) for node in targets.nodes if has_name(node))})")
        kinds = [kind for iri in targets.classes for kind in self._classes.below(iri)]
        typed = self._asking.typed("?this", kinds) if kinds else None
        return " || ".join([*found, *([typed] if typed else [])]) or "true"

    def has_names(self, targets: Targets) -> bool:
        """Whether a query can say who the targets are: there are no blank nodes among them and their classes."""
        kinds = (kind for iri in targets.classes for kind in self._classes.below(iri))
        return all(map(has_name, targets.nodes)) and all(map(has_name, kinds))

    def queries(self, targets: Targets, path: Path | None, constraint: Constraint) -> list[str] | None:
        """Queries that together find every target that may break a constraint; None if every target has to be read."""
        if not self.has_names(targets):
            return None
        if path is None:
            broken = self._broken(constraint, "?this")
            return None if broken is None else self._from_targets(targets, *broken)
        return self._of_path(targets, path, constraint)

    def _of_path(self, targets: Targets, path: Path, constraint: Constraint) -> list[str] | None:
        match constraint:
            case Count():
                return self._counted(targets, path, constraint)
            case Qualified(shape, 1, False, ()):
                good = self._asking.exactly(shape, "?v")
                return None if good is None else self._from_targets(targets, *self._nothing("?this", path, good))
            case HasValue(term) if has_name(term):
                return self._from_targets(targets, *self._nothing("?this", path, f"sameTerm(?v, {term})"))
            case InClass(iri) if all(map(has_name, self._classes.below(iri))):
                return self._from_values(targets, path, "true", subtracted=self._untyped("?v", iri))
            case UniqueLanguage():
                return self._languages(targets, path)
            case Qualified():
                bad = self._asking.along(path, constraint, "?this", conform=False)
                return None if bad is None else self._from_targets(targets, bad)
            case LessThan(iri, operator):
                other = f"?this {iri} ?w"
                return self._from_values(targets, path, f"!COALESCE(?v {operator} ?w, false)", other)
            case DisjointWith(iri):
                return self._from_values(targets, path, f"EXISTS {{ ?this {iri} ?v }}")
            case _:
                bad = self._asking.value(constraint, "?v", conform=False)
                return None if bad is None else self._from_values(targets, path, bad)

    def _counted(self, targets: Targets, path: Path, constraint: Count) -> list[str] | None:
        if constraint.is_most:
            return self._groups(targets, path, constraint.number)
        if constraint.number <= 1:
            return self._from_targets(targets, *self._nothing("?this", path, "true"))
        enough = self._groups(Targets(), path, constraint.number - 1)
        return None if enough is None else self._from_targets(targets, "true", f"MINUS {{ {enough[0]} }}")

    def _broken(self, constraint: Constraint, node: str) -> tuple[str, str] | None:
        """When a constraint of a node shape may be broken: an expression, and groups to subtract."""
        match constraint:
            case Logical("Or", shapes):
                told = [one for one in (self._failing(shape, node) for shape in shapes) if one is not None]
                wrong = [expression for expression, _ in told if expression != "true"]
                return " && ".join(wrong) or "true", " ".join(group for _, group in told)
            case InClass(iri) if all(map(has_name, self._classes.below(iri))):
                return "true", self._untyped(node, iri)
        bad = self._asking.value(constraint, node, conform=False)
        return None if bad is None else (bad, "")

    def _failing(self, shape: Shape, node: str) -> tuple[str, str] | None:
        """When a shape of a disjunction may be broken."""
        match shape:
            case Shape(path=None, constraints=((_, Property(inner)),)) if inner.path is not None and is_single(inner):
                good = self._one_good(inner.constraints[0][1])
                if good is not None:
                    return self._nothing(node, inner.path, good)
            case Shape(path=None, constraints=((_, InClass() as constraint),)):
                return self._broken(constraint, node)
        bad = self._asking.may(shape, node, conform=False)
        return None if bad is None else (bad, "")

    def _one_good(self, constraint: Constraint) -> Maybe:
        """For a constraint that one good value satisfies: whether `?v` is that value."""
        is_one = isinstance(constraint, HasValue) or (
            isinstance(constraint, Count | Qualified) and (constraint.number, constraint.is_most) == (1, False)
        )
        return self._asking.good(constraint, "?v") if is_one else None

    def _nothing(self, node: str, path: Path, good: str) -> tuple[str, str]:
        """That no value is good, subtracted: the store scans faster than it looks up, and cannot look up a path."""
        steps = steps_of(path, node, "?v") or [triple(path, node, "?v")]
        return "true", " ".join(f"MINUS {{ {one} FILTER({good}) }}" for one in steps)

    def _untyped(self, node: str, iri: ox.NamedNode) -> str:
        """That a node is of no class of some."""
        return " ".join(f"MINUS {{ {node} <{TYPE}> {kind} }}" for kind in self._classes.below(iri))

    def _sources(self, targets: Targets) -> Iterator[str]:
        if targets.nodes:
            yield f"VALUES ?this {{ {' '.join(str(node) for node in targets.nodes if has_name(node))} }}"
        kinds = dict.fromkeys(kind for iri in targets.classes for kind in self._classes.below(iri))
        yield from (f"?this <{TYPE}> {kind}" for kind in kinds if has_name(kind))
        yield from (f"?this {iri} ?anyObject" for iri in targets.subjects_of)
        yield from (f"?anySubject {iri} ?this" for iri in targets.objects_of)

    def _from_targets(self, targets: Targets, expression: str, subtracted: str = "") -> list[str]:
        """Look at the targets, from one way to be one to the next."""
        return [f"SELECT DISTINCT ?this WHERE {{ {self.union(targets)} FILTER({expression}) {subtracted} }}"]

    def _from_values(
        self, targets: Targets, path: Path, bad: str, more: str = "", subtracted: str = ""
    ) -> list[str] | None:
        """Look at the values first: few are wrong, and only of these it is asked whether they are of a target."""
        steps = steps_of(path, "?this", "?v")
        if steps is None:
            return None
        found = [f"SELECT DISTINCT ?this WHERE {{ {one} . {more} FILTER({bad}) {subtracted} }}" for one in steps]
        if isinstance(path, Predicate) and targets == Targets(subjects_of=(ox.NamedNode(path.iri),)):
            return found
        # Asked inside, the store would ask it of every value.
        return [f"SELECT ?this WHERE {{ {{ {one} }} FILTER({self.exists(targets)}) }}" for one in found]

    def _languages(self, targets: Targets, path: Path) -> list[str] | None:
        steps = steps_of(path, "?this", "?v")
        if steps is None or len(steps) > 1:
            return None
        twice = "COUNT(?tag) > COUNT(DISTINCT ?tag)"
        inner = f'{steps[0]} BIND(LCASE(LANG(?v)) AS ?tag) FILTER(?tag != "")'
        return [f"SELECT ?this WHERE {{ {inner} }} GROUP BY ?this HAVING({twice} && ({self.exists(targets)}))"]

    def _groups(self, targets: Targets, path: Path, most: int) -> list[str] | None:
        steps = steps_of(path, "?this", "?v")
        if steps is None:
            return None
        if most == 0:
            return self._from_values(targets, path, "true")
        union = " UNION ".join(f"{{ {step} }}" for step in steps)
        # A value at the end of two ways is one value.
        number = "COUNT(?v)" if len(steps) == 1 else "COUNT(DISTINCT ?v)"
        many = f"{number} > {most} && ({self.exists(targets)})"
        return [f"SELECT ?this WHERE {{ {union} }} GROUP BY ?this HAVING({many})"]
