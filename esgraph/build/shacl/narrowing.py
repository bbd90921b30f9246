"""Turns a constraint into SPARQL queries for the focus nodes that may break it, one query for all targets.

The queries may find more than what is wrong (`evaluation` looks at each node that they find), never less. An expression
says of a node that it may conform, or that it may not; `None` is "it may", for want of a cheap expression.
"""

from collections.abc import Iterable, Iterator
from itertools import count

import pyoxigraph as ox

from esgraph.build.shacl import expressions, paths
from esgraph.build.shacl.classes import TYPE, Classes
from esgraph.build.shacl.model import (
    Alternative,
    Bound,
    Conforming,
    Constraint,
    Count,
    DisjointWith,
    HasValue,
    InClass,
    Inverse,
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
    Sequence,
    Shape,
    Targets,
    Term,
    UniqueLanguage,
)
from esgraph.vocabulary import RDF, SH, XSD

Maybe = str | None
#: Lexical forms whose digits need no reader; what else is well-formed is looked at.
_PLAIN = {
    f"{XSD}integer": "^-?[0-9]+$",
    f"{XSD}decimal": "^-?[0-9]+([.][0-9]+)?$",
    f"{XSD}boolean": "^(true|false)$",
    f"{XSD}gYear": "^[1-9][0-9]{3}$",
    f"{XSD}gYearMonth": "^[1-9][0-9]{3}-(0[1-9]|1[0-2])$",
    f"{XSD}date": "^[1-9][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])$",
    f"{XSD}string": "^",
    f"{RDF}langString": "^",
}


class Narrowing:
    """Writes the queries of one data graph."""

    def __init__(self, classes: Classes) -> None:
        self._classes = classes
        self._numbers = count()

    def union(self, targets: Targets) -> str:
        """A group that binds `?this` to every target."""
        return " UNION ".join(f"{{ {one} }}" for one in self._sources(targets))

    def exists(self, targets: Targets) -> str:
        """An expression: whether `?this` is a target."""
        found = [
            f"EXISTS {{ {one} }}" for one in self._sources(Targets((), (), targets.subjects_of, targets.objects_of))
        ]
        if targets.nodes:
            found.append(f"?this IN ({', '.join(str(node) for node in targets.nodes if _has_name(node))})")
        kinds = [kind for iri in targets.classes for kind in self._classes.below(iri)]
        typed = self._typed("?this", kinds) if kinds else None
        return " || ".join([*found, *([typed] if typed else [])])

    def has_names(self, targets: Targets) -> bool:
        """Whether a query can say who the targets are: there are no blank nodes among them and their classes."""
        kinds = (kind for iri in targets.classes for kind in self._classes.below(iri))
        return all(map(_has_name, targets.nodes)) and all(map(_has_name, kinds))

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
            case Count(number, True):
                return self._pairs(targets, path) if number == 1 else self._groups(targets, path, number)
            case Count(1, False):
                return self._from_targets(targets, *self._nothing("?this", path, "true"))
            case Qualified(shape, 1, False, ()):
                good = self.may(shape, "?v", conform=True) if _is_exact(shape) else None
                return None if good is None else self._from_targets(targets, *self._nothing("?this", path, good))
            case HasValue(term) if _has_name(term):
                return self._from_targets(targets, *self._nothing("?this", path, f"sameTerm(?v, {term})"))
            case UniqueLanguage():
                return self._pairs(targets, path, ' && LCASE(LANG(?v)) = LCASE(LANG(?w)) && LANG(?v) != ""')
            case Qualified():
                bad = self._along(path, constraint, "?this", conform=False)
                return None if bad is None else self._from_targets(targets, bad)
            case LessThan(iri, operator):
                other = f"?this {iri} ?w"
                return self._from_values(targets, path, f"!COALESCE(?v {operator} ?w, false)", other)
            case DisjointWith(iri):
                return self._from_values(targets, path, f"EXISTS {{ ?this {iri} ?v }}")
            case _:
                bad = self._value(constraint, "?v", conform=False)
                return None if bad is None else self._from_values(targets, path, bad)

    def _broken(self, constraint: Constraint, node: str) -> tuple[str, str] | None:
        """When a constraint of a node shape may be broken: an expression, and groups to subtract."""
        if isinstance(constraint, Logical) and constraint.kind == "Or":
            found = [self._failing(shape, node) for shape in constraint.shapes]
            told = [one for one in found if one is not None]
            wrong = [expression for expression, _ in told if expression != "true"]
            return " && ".join(wrong) or "true", " ".join(group for _, group in told)
        bad = self._value(constraint, node, conform=False)
        return None if bad is None else (bad, "")

    def _failing(self, shape: Shape, node: str) -> tuple[str, str] | None:
        """When a shape of a disjunction may be broken; what follows a path of several steps is subtracted."""
        match shape:
            case Shape(
                path=None, constraints=((_, Property(Shape(path=Sequence() as path, constraints=((_, inner),)))),)
            ):
                good = self._one_good(inner)
                return None if good is None else self._nothing(node, path, good)
        bad = self.may(shape, node, conform=False)
        return None if bad is None else (bad, "")

    def _one_good(self, constraint: Constraint) -> Maybe:
        """For a constraint that one good value satisfies: when `?v` may be that value. Exact, as it is subtracted."""
        match constraint:
            case Count(1, False):
                return "true"
            case HasValue(term) if _has_name(term):
                return f"sameTerm(?v, {term})"
            case Qualified(Shape(path=None, constraints=((_, HasValue(term)),)), 1, False, ()) if _has_name(term):
                return f"sameTerm(?v, {term})"
            case _:
                return None

    def _nothing(self, node: str, path: Path, good: str) -> tuple[str, str]:
        """That no value is good. NOT EXISTS is fast over single steps only, MINUS over several."""
        steps = _steps(path, node, "?v")
        if steps is not None:
            return " && ".join(f"NOT EXISTS {{ {one} FILTER({good}) }}" for one in steps), ""
        return "true", f"MINUS {{ {_triple(path, node, '?v')} FILTER({good}) }}"

    def may(self, shape: Shape, node: str, *, conform: bool) -> Maybe:
        """When a node may conform to a shape, or may not."""
        if shape.path is not None:
            return self._property(shape, node, conform=conform)
        return _combined([self._value(one, node, conform=conform) for _, one in shape.constraints], every=conform)

    def _property(self, shape: Shape, node: str, *, conform: bool) -> Maybe:
        found = [self._along(shape.path, one, node, conform=conform) for _, one in shape.constraints]
        return _combined(found, every=conform)

    def _along(self, path: Path | None, constraint: Constraint, node: str, *, conform: bool) -> Maybe:
        """When the values of a path may be as many and as good as they must, or may not. Exact, so either way."""
        match constraint:
            case HasValue():
                number, is_most = 1, False
            case Count(number, is_most) | Qualified(_, number, is_most, ()):
                pass
            case _:
                return None
        found = None if path is None else self._at_least(number + is_most, path, constraint, node)
        if found is None:
            return None
        return f"!({found})" if conform == is_most else f"({found})"

    def _at_least(self, number: int, path: Path, constraint: Constraint, node: str) -> Maybe:
        value, other = (f"?v{next(self._numbers)}" for _ in range(2))
        steps, again = _steps(path, node, value), _steps(path, node, other)
        good, as_good = self._good(constraint, value), self._good(constraint, other)
        if steps is None or again is None or good is None or as_good is None:
            return None
        if number == 1:
            return " || ".join(f"EXISTS {{ {one} FILTER({good}) }}" for one in steps)
        if number == 2 and len(steps) == 1:
            second = f"EXISTS {{ {again[0]} FILTER(!sameTerm({value}, {other}) && {as_good}) }}"
            return f"EXISTS {{ {steps[0]} FILTER({good} && {second}) }}"
        return None

    def _good(self, constraint: Constraint, value: str) -> Maybe:
        """Whether a value counts."""
        match constraint:
            case Count():
                return "true"
            case HasValue(term) if _has_name(term):
                return f"sameTerm({value}, {term})"
            case Qualified(shape) if _is_exact(shape):
                return self.may(shape, value, conform=True)
            case _:
                return None

    def _value(self, constraint: Constraint, node: str, *, conform: bool) -> Maybe:
        match constraint:
            case Not(shape):
                return self.may(shape, node, conform=not conform)
            case Conforming(shape):
                return self.may(shape, node, conform=conform)
            case Property(shape):
                return self._property(shape, node, conform=conform)
            case Logical("And", shapes):
                return _combined([self.may(one, node, conform=conform) for one in shapes], every=conform)
            case Logical("Or", shapes):
                return _combined([self.may(one, node, conform=conform) for one in shapes], every=not conform)
            case OfDatatype(iri):
                return _datatype(iri, node, conform=conform)
            case _:
                exact = self._exact(constraint, node)
                return exact if exact is None or conform else f"!{exact}"

    def _exact(self, constraint: Constraint, node: str) -> Maybe:
        """An expression that is true or false, never an error, for a constraint of one value."""
        match constraint:
            case InClass(iri):
                return self._typed(node, self._classes.below(iri))
            case OfKind(iri):
                tests = {"IRI": "isIRI", "BlankNode": "isBlank", "Literal": "isLiteral"}
                of_kind = [f"{tests[kind]}({node})" for kind in iri.removeprefix(SH).split("Or")]
                return f"({' || '.join(of_kind)})"
            case Bound(operator, limit):
                return f"COALESCE({node} {operator} {limit}, false)"
            case Length(number, is_most):
                return f"COALESCE(STRLEN(STR({node})) {'<=' if is_most else '>='} {number}, false)"
            case Pattern():
                return f"COALESCE({expressions.regular_expression(f'STR({node})', constraint)}, false)"
            case LanguageIn(ranges):
                matched = [f"LANGMATCHES(LANG({node}), {ox.Literal(one)})" for one in ranges]
                return f"COALESCE({' || '.join(matched) or 'false'}, false)"
            case OneOf(terms) if all(map(_has_name, terms)):
                return f"({' || '.join(f'sameTerm({node}, {term})' for term in terms) or 'false'})"
            case HasValue(term) if _has_name(term):
                return f"sameTerm({node}, {term})"
            case _:
                return None

    def _typed(self, node: str, kinds: Iterable[Term]) -> Maybe:
        named = list(dict.fromkeys(str(kind) for kind in kinds if _has_name(kind)))
        if not all(map(_has_name, kinds)):
            return None
        if len(named) == 1:
            return f"EXISTS {{ {node} <{TYPE}> {named[0]} }}"
        kind = f"?k{next(self._numbers)}"
        return f"EXISTS {{ {node} <{TYPE}> {kind} FILTER({kind} IN ({', '.join(named)})) }}"

    def _sources(self, targets: Targets) -> Iterator[str]:
        if targets.nodes:
            yield f"VALUES ?this {{ {' '.join(str(node) for node in targets.nodes if _has_name(node))} }}"
        kinds = dict.fromkeys(kind for iri in targets.classes for kind in self._classes.below(iri))
        yield from (f"?this <{TYPE}> {kind}" for kind in kinds if _has_name(kind))
        yield from (f"?this {iri} ?anyObject" for iri in targets.subjects_of)
        yield from (f"?anySubject {iri} ?this" for iri in targets.objects_of)

    def _from_targets(self, targets: Targets, expression: str, subtracted: str = "") -> list[str]:
        """One query for each way to be a target: streamed, whatever the number of targets."""
        return [
            f"SELECT DISTINCT ?this WHERE {{ {source} FILTER({expression}) {subtracted} }}"
            for source in self._sources(targets)
        ]

    def _from_values(self, targets: Targets, path: Path, bad: str, more: str = "") -> list[str] | None:
        """Look at the values first: few are wrong, and only of these it is asked whether they are of a target."""
        steps = _steps(path, "?this", "?v")
        if steps is None:
            return None
        asked = f" && ({self.exists(targets)})"
        if isinstance(path, Predicate) and targets == Targets(subjects_of=(ox.NamedNode(path.iri),)):
            asked = ""
        return [f"SELECT DISTINCT ?this WHERE {{ {step} . {more} FILTER({bad}{asked}) }}" for step in steps]

    def _pairs(self, targets: Targets, path: Path, same: str = "") -> list[str] | None:
        steps = _steps(path, "?this", "?v")
        if steps is None or len(steps) > 1:
            return None if same else self._groups(targets, path, 1)
        other = _triple(path, "?this", "?w")
        inner = f"EXISTS {{ {other} FILTER(!sameTerm(?v, ?w){same}) }}"
        return self._from_values(targets, path, inner)

    def _groups(self, targets: Targets, path: Path, most: int) -> list[str] | None:
        steps = _steps(path, "?this", "?v")
        if steps is None:
            return None
        asked = f"FILTER({self.exists(targets)})"
        if most == 0:
            return [f"SELECT DISTINCT ?this WHERE {{ {step} {asked} }}" for step in steps]
        union = " UNION ".join(f"{{ {step} }}" for step in steps)
        return [f"SELECT ?this WHERE {{ {union} {asked} }} GROUP BY ?this HAVING(COUNT(?v) > {most})"]


def _has_name(term: Term) -> bool:
    return not isinstance(term, ox.BlankNode)


def _is_single(shape: Shape) -> bool:
    """Whether a shape says one thing along several steps."""
    return isinstance(shape.path, Sequence) and len(shape.constraints) == 1


def _is_exact(shape: Shape) -> bool:
    simple = (OfKind, Pattern, LanguageIn, OneOf, HasValue, InClass, Length, Bound)
    return shape.path is None and all(isinstance(one, simple) for _, one in shape.constraints)


def _combined(found: list[Maybe], *, every: bool) -> Maybe:
    """All of some expressions, or one of them."""
    if every:
        told = [one for one in found if one is not None]
        return f"({' && '.join(told)})" if told else None
    if None in found:
        return None
    return f"({' || '.join(one for one in found if one is not None)})" if found else "false"


def _datatype(iri: ox.NamedNode, node: str, *, conform: bool) -> str:
    of_type = f"COALESCE(DATATYPE({node}) = {iri}, false)"
    if conform:
        return of_type
    if iri.value not in _PLAIN:
        # Whether its form is right is for the reader of literals to say.
        return "true"
    plain = _PLAIN[iri.value]
    return f"!{of_type}" if plain == "^" else f'!({of_type} && REGEX(STR({node}), "{plain}"))'


def _triple(path: Path, subject: str, value: str) -> str:
    match path:
        case Predicate(iri):
            return f"{subject} <{iri}> {value}"
        case Inverse(Predicate(iri)):
            return f"{value} <{iri}> {subject}"
        case _:
            return f"{subject} {paths.sparql(path)} {value}"


def _steps(path: Path, subject: str, value: str) -> list[str] | None:
    """A path as alternatives of one triple each; None if it has several steps."""
    match path:
        case Predicate() | Inverse(Predicate()):
            return [_triple(path, subject, value)]
        case Alternative(parts):
            found: list[list[str] | None] = [_steps(part, subject, value) for part in parts]
            return None if None in found else [one for part in found if part is not None for one in part]
        case _:
            return None
