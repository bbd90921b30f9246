"""Turns a constraint into an expression of SPARQL that says of a node that it may conform, or that it may not.

`None` is "it may", for want of a cheap expression: what is found by such an expression is looked at once more.
"""

from collections.abc import Iterable
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
    HasValue,
    InClass,
    Inverse,
    LanguageIn,
    Length,
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
    Shape,
    Term,
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


class Asking:
    """Writes the expressions of one data graph."""

    def __init__(self, classes: Classes) -> None:
        self._classes = classes
        self._numbers = count()

    def may(self, shape: Shape, node: str, *, conform: bool) -> Maybe:
        """When a node may conform to a shape, or may not."""
        if shape.path is not None:
            return self._property(shape, node, conform=conform)
        return _combined([self.value(one, node, conform=conform) for _, one in shape.constraints], every=conform)

    def _property(self, shape: Shape, node: str, *, conform: bool) -> Maybe:
        found = [self.along(shape.path, one, node, conform=conform) for _, one in shape.constraints]
        return _combined(found, every=conform)

    def along(self, path: Path | None, constraint: Constraint, node: str, *, conform: bool) -> Maybe:
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
        steps, again = steps_of(path, node, value), steps_of(path, node, other)
        good, as_good = self.good(constraint, value), self.good(constraint, other)
        if steps is None or again is None or good is None or as_good is None:
            return None
        if number == 1:
            return " || ".join(f"EXISTS {{ {one} FILTER({good}) }}" for one in steps)
        if number == 2 and len(steps) == 1:
            second = f"EXISTS {{ {again[0]} FILTER(!sameTerm({value}, {other}) && {as_good}) }}"
            return f"EXISTS {{ {steps[0]} FILTER({good} && {second}) }}"
        return None

    def good(self, constraint: Constraint, value: str) -> Maybe:
        """Whether a value counts."""
        match constraint:
            case Count():
                return "true"
            case HasValue(term) if has_name(term):
                return f"sameTerm({value}, {term})"
            case Qualified(shape, siblings=()):
                return self.exactly(shape, value)
            case _:
                return None

    def value(self, constraint: Constraint, node: str, *, conform: bool) -> Maybe:
        """When a value may satisfy one constraint, or may not."""
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
                return self.typed(node, self._classes.below(iri))
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
            case OneOf(terms) if all(map(has_name, terms)):
                return f"({' || '.join(f'sameTerm({node}, {term})' for term in terms) or 'false'})"
            case HasValue(term) if has_name(term):
                return f"sameTerm({node}, {term})"
            case _:
                return None

    def exactly(self, shape: Shape, node: str) -> Maybe:
        """Whether a node conforms to a shape of plain constraints."""
        found = [self._exact(one, node) for _, one in shape.constraints]
        if shape.path is not None or None in found:
            return None
        return f"({' && '.join(one for one in found if one is not None)})" if found else "true"

    def typed(self, node: str, kinds: Iterable[Term]) -> Maybe:
        """Whether a node has one of some types."""
        named = list(dict.fromkeys(str(kind) for kind in kinds if has_name(kind)))
        if not all(map(has_name, kinds)):
            return None
        if len(named) == 1:
            return f"EXISTS {{ {node} <{TYPE}> {named[0]} }}"
        kind = f"?k{next(self._numbers)}"
        return f"EXISTS {{ {node} <{TYPE}> {kind} FILTER({kind} IN ({', '.join(named)})) }}"


def has_name(term: Term) -> bool:
    """Whether a query can name a term: a blank node has no name there."""
    return not isinstance(term, ox.BlankNode)


def is_single(shape: Shape) -> bool:
    """Whether a shape says one thing of the values of a path."""
    return shape.path is not None and len(shape.constraints) == 1


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


def triple(path: Path, subject: str, value: str) -> str:
    """A path as one pattern of a query."""
    match path:
        case Predicate(iri):
            return f"{subject} <{iri}> {value}"
        case Inverse(Predicate(iri)):
            return f"{value} <{iri}> {subject}"
        case _:
            return f"{subject} {paths.sparql(path)} {value}"


def steps_of(path: Path, subject: str, value: str) -> list[str] | None:
    """A path as alternatives of one triple each; None if it has several steps."""
    match path:
        case Predicate() | Inverse(Predicate()):
            return [triple(path, subject, value)]
        case Alternative(parts):
            found: list[list[str] | None] = [steps_of(part, subject, value) for part in parts]
            return None if None in found else [one for part in found if part is not None for one in part]
        case _:
            return None
