"""Turns a SHACL property path into the nodes it leads to, and into the text of a SPARQL property path."""

from collections.abc import Iterable

import pyoxigraph as ox

from esgraph.build.shacl.model import Alternative, Inverse, Path, Predicate, Repeated, Sequence, Term

_UNION = ox.DefaultGraph()


def values(store: ox.Store, start: Term, path: Path) -> set[Term]:
    """The value nodes of a focus node (SHACL, section 2.3.2): each once."""
    return _walk(store, {start}, path, back=False)


def sources(store: ox.Store, end: Term, path: Path) -> set[Term]:
    """The focus nodes of a value node: each once."""
    return _walk(store, {end}, path, back=True)


def turned(path: Path) -> Path:
    """The path from its end to its beginning, in which single properties alone are inverse."""
    match path:
        case Predicate():
            return Inverse(path)
        case Inverse(inner):
            return inner
        case Sequence(parts):
            return Sequence(tuple(map(turned, reversed(parts))))
        case Alternative(parts):
            return Alternative(tuple(map(turned, parts)))
        case Repeated(inner, least, endless):
            return Repeated(turned(inner), least, endless)


def _walk(store: ox.Store, starts: Iterable[Term], path: Path, *, back: bool) -> set[Term]:
    match path:
        case Predicate(iri):
            return {end for start in starts for end in step(store, start, iri, back=back)}
        case Inverse(inner):
            return _walk(store, starts, inner, back=not back)
        case Sequence(parts):
            found = set(starts)
            for part in reversed(parts) if back else parts:
                found = _walk(store, found, part, back=back)
            return found
        case Alternative(parts):
            return {end for part in parts for end in _walk(store, starts, part, back=back)}
        case Repeated(inner, least, endless):
            return _repeat(store, set(starts), Repeated(inner, least, endless), back=back)


def _repeat(store: ox.Store, starts: set[Term], path: Repeated, *, back: bool) -> set[Term]:
    found = set(starts) if not path.least else set()
    edge = _walk(store, starts, path.path, back=back)
    while new := edge - found:
        found |= new
        if not path.endless:
            break
        edge = _walk(store, new, path.path, back=back)
    return found


def step(store: ox.Store, start: Term, iri: str, *, back: bool) -> list[Term]:
    """The nodes at one end of the statements with a property whose other end is `start`.

    A list: the store's iterators must not outlive the thread that made them.
    """
    predicate = ox.NamedNode(iri)
    if back:
        return [_term(quad.subject) for quad in store.quads_for_pattern(None, predicate, start, _UNION)]
    if isinstance(start, ox.Literal):
        return []
    return [_term(quad.object) for quad in store.quads_for_pattern(start, predicate, None, _UNION)]


def _term(term: object) -> Term:
    if not isinstance(term, Term):
        raise TypeError(f"SHACL has no rule for {term}")  # a quoted triple
    return term


def sparql(path: Path) -> str:
    """The path as SPARQL writes it (SPARQL 1.1, section 9.1)."""
    match path:
        case Predicate(iri):
            return f"<{iri}>"
        case Inverse(inner):
            return f"^({sparql(inner)})"
        case Sequence(parts):
            return "/".join(f"({sparql(part)})" for part in parts)
        case Alternative(parts):
            return "|".join(f"({sparql(part)})" for part in parts)
        case Repeated(inner, least, endless):
            return f"({sparql(inner)}){('*+'[least]) if endless else '?'}"


def predicates(path: Path) -> frozenset[str]:
    """Every property that a path may follow."""
    match path:
        case Predicate(iri):
            return frozenset((iri,))
        case Inverse(inner) | Repeated(inner):
            return predicates(inner)
        case Sequence(parts) | Alternative(parts):
            return frozenset().union(*map(predicates, parts))
