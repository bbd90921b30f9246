"""Turns changed statements into the values of a variable for which a SPARQL group may have other solutions than before.

A solution changes only if a triple pattern matched a statement that came or went, while the patterns around it matched.
So each changed statement is put in the place of each pattern, and from there the other patterns lead to the variable:
a walk over a few nodes, whatever the size of the graph. Filters, and what the variable does not need, are left out:
some values may be found in vain, none is missed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import pyoxigraph as ox

from esgraph.build.shacl import paths
from esgraph.build.shacl.model import Alternative, Path, Predicate, Repeated, Term
from esgraph.build.shacl.model import Sequence as Steps
from esgraph.build.shacl.patterns import Pattern, Placed
from esgraph.build.shacl.tokens import is_variable

#: The ends of a changed statement that is a step of a longer path.
_SUBJECT, _OBJECT = "?changedSubject", "?changedObject"
#: Matches of a pattern that are counted, to begin with one that has few.
_MANY = 1000
_UNION = ox.DefaultGraph()
_Bound = Mapping[str, Term]


class _AnyNodeError(Exception):
    """The variable cannot be reached from a changed statement."""


def changed(
    stores: Sequence[ox.Store], patterns: Iterable[Placed], variable: str, statements: Iterable[ox.Triple]
) -> set[Term] | None:
    """The values of `variable` in solutions with a changed statement, before or after; None if it may be any node.

    `stores` are the graph before the change and after it.
    """
    listed = list(statements)
    found: set[Term] = set()
    try:
        for one in patterns:
            for statement in listed:
                for others, bound in _begun(one, statement):
                    for store in stores[:1] if variable in bound else stores:
                        found.update(_values(store, others, bound, variable))
    except _AnyNodeError:
        return None
    return found


def _begun(one: Placed, statement: ox.Triple) -> Iterator[tuple[tuple[Pattern, ...], _Bound]]:
    """What else has to match, and what is known, if a statement is what the pattern matched."""
    subject, term = statement.subject, statement.object
    if isinstance(subject, ox.Triple) or isinstance(term, ox.Triple):
        return
    for before, after in _places(one.pattern.path, statement.predicate):
        more = [] if before is None else [Pattern(one.pattern.subject, before, _SUBJECT)]
        more += [] if after is None else [Pattern(_OBJECT, after, one.pattern.object)]
        start, end = (
            one.pattern.subject if before is None else _SUBJECT,
            one.pattern.object if after is None else _OBJECT,
        )
        if (start == end and subject != term) or not (_may_be(start, subject) and _may_be(end, term)):
            continue
        bound: dict[str, Term] = {start: subject, end: term}
        if isinstance(one.pattern.path, str):
            bound[one.pattern.path] = statement.predicate
        yield (*one.others, *more), {name: value for name, value in bound.items() if is_variable(name)}


def _may_be(token: str, term: Term) -> bool:
    """Whether a token may stand for a term; how a literal is written is not looked at."""
    return is_variable(token) or (str(term) == token if token.startswith("<") else isinstance(term, ox.Literal))


def _places(path: Path | str, predicate: ox.NamedNode) -> Iterator[tuple[Path | None, Path | None]]:
    """Where on a path a statement with this property may be: the path before it and after it, None if there is none."""
    match path:
        case str() | Predicate(predicate.value):
            yield None, None
        case Alternative(parts):
            for part in parts:
                yield from _places(part, predicate)
        case Steps(parts):
            for number, part in enumerate(parts):
                for before, after in _places(part, predicate):
                    yield _steps((*parts[:number], before)), _steps((after, *parts[number + 1 :]))
        case Repeated(inner, _, endless):
            more = Repeated(inner, 0, True) if endless else None
            for before, after in _places(inner, predicate):
                yield _steps((more, before)), _steps((after, more))


def _steps(parts: Iterable[Path | None]) -> Path | None:
    found = tuple(part for part in parts if part is not None)
    return None if not found else found[0] if len(found) == 1 else Steps(found)


def _values(store: ox.Store, left: tuple[Pattern, ...], bound: _Bound, variable: str) -> Iterator[Term]:
    """The values of a variable where all patterns match that are needed to get to it."""
    if variable in bound:
        yield bound[variable]
        return
    best: tuple[int, Pattern] | None = None
    for pattern in left:
        # From a constant alone the way leads to whatever has this class, or this role.
        if pattern.subject in bound or pattern.object in bound:
            number = sum(1 for _ in islice(_matches(store, pattern, bound), _MANY if best is None else best[0]))
            if best is None or number < best[0]:
                best = (number, pattern)
            if number <= 1:
                break
    if best is None:
        raise _AnyNodeError
    rest = tuple(pattern for pattern in left if pattern is not best[1])
    for more in _matches(store, best[1], bound):
        yield from _values(store, rest, {**bound, **more}, variable)


def _matches(store: ox.Store, pattern: Pattern, bound: _Bound) -> Iterator[_Bound]:
    """What the variables of a pattern are bound to by each of its matches."""
    start, end = _known(pattern.subject, bound), _known(pattern.object, bound)
    if isinstance(pattern.path, str):
        yield from _statements(store, (start, bound.get(pattern.path), end), pattern)
    elif isinstance(pattern.path, Predicate):
        yield from _statements(store, (start, ox.NamedNode(pattern.path.iri), end), pattern)
    elif start is not None:
        for found in paths.values(store, start, pattern.path):
            if end in (None, found):
                yield {pattern.object: found}
    elif end is not None:
        for found in paths.sources(store, end, pattern.path):
            yield {pattern.subject: found}


def _statements(store: ox.Store, known: tuple[Any, Any, Any], pattern: Pattern) -> Iterator[_Bound]:
    """The matches of a pattern of one statement, of which some terms may be known."""
    if isinstance(known[0], ox.Literal) or not isinstance(known[1], ox.NamedNode | None):
        return
    for quad in store.quads_for_pattern(*known, _UNION):
        if isinstance(quad.subject, Term) and isinstance(quad.object, Term):
            named = {pattern.path: quad.predicate} if isinstance(pattern.path, str) else {}
            yield {**named, pattern.subject: quad.subject, pattern.object: quad.object}


def _known(token: str, bound: _Bound) -> Term | None:
    """What a token stands for; a constant literal is taken for any, which finds more."""
    return ox.NamedNode(token[1:-1]) if token.startswith("<") else bound.get(token)
