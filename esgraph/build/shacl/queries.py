"""Turns a SPARQL constraint into one query for all focus nodes, or for one of them, and its solutions into results.

SHACL binds `$this` before a query runs (section 5.3.1), once for each focus node. Here `?this` is a variable like any
that is joined with the targets, which gives the same solutions where every group that reads `?this` in an expression
binds it in a triple too; a query of another build is refused. So is what SHACL forbids (appendix A: MINUS, VALUES,
SERVICE), subqueries and solution modifiers, whose solutions depend on what is bound before.
"""

from collections.abc import Iterator
from functools import lru_cache

import pyoxigraph as ox

from esgraph.build.shacl import paths
from esgraph.build.shacl.model import Path, Predicate, Query, Result, Shape, Term
from esgraph.build.shacl.shapes_graph import refusal
from esgraph.build.shacl.tokens import NESTED, Element, anywhere, closing, elements, tokens, variables
from esgraph.vocabulary import SH

_REFUSED = {"MINUS", "VALUES", "SERVICE", "GRAPH", "FROM", "CONSTRUCT", "ASK", "DESCRIBE", "BASE"}
_UNBOUND = {"?shapesGraph", "?currentShape", "?failure"}
_THIS = "?this"


def check(query: Query, *, has_path: bool) -> None:
    """Raise EsgraphError for a query whose solutions could differ from those with `$this` bound before."""
    try:
        found = tokens(query.text)
        construct = _refused(found, has_path=has_path)
        if not construct:
            ox.Store().query(query.prologue + _text(["SELECT", *_replaced(found, "?PATH", ["a"])[1:]]))
    except (ValueError, SyntaxError) as error:
        raise refusal(query.node, f"the query ({error})") from error
    if construct:
        raise refusal(query.node, f"{construct} in sh:select")


def _refused(found: list[str], *, has_path: bool) -> str:
    """What stands in the way, or nothing."""
    words = [token.upper() for token in found]
    if bad := (_REFUSED & set(words)) | (_UNBOUND & set(found)):
        return min(bad)
    if "?PATH" in found and not has_path:
        return "$PATH in a node shape"
    if words.count("SELECT") != 1 or words[0] != "SELECT":
        return "a subquery or a prologue"
    if any(words[place : place + 2] == ["AS", _THIS.upper()] for place in range(len(words))):
        return "AS $this"
    projected, body, rest = _parts(found)
    if rest:
        return rest[0]
    if _THIS not in projected:
        return "a projection without $this"
    parts = elements(body)
    if any(anywhere(elements(list(part.inside)), _reads_unbound) for part in parts if part.kind in NESTED):
        return "an expression on $this in a group that has no triple with it"
    if anywhere(parts, _takes_no_step):
        return "a path that may be empty"
    if any(words[place : place + 3] == ["BOUND", "(", _THIS.upper()] for place in range(len(words))):
        return "BOUND($this)"
    return ""


def _reads_unbound(parts: list[Element]) -> bool:
    """Whether a group has `?this` in an expression only; the outermost group is given the targets."""
    reads = any(_THIS in part.tokens for part in parts if part.kind not in ("triples", *NESTED))
    return reads and not any(_THIS in part.tokens for part in parts if part.kind == "triples")


def _takes_no_step(parts: list[Element]) -> bool:
    inside = [token for part in parts for token in (part.tokens if part.kind == "triples" else ())]
    inner = [
        token
        for part in parts
        if part.kind in ("exists", "not exists")
        for one in elements(list(part.inside))
        if one.kind == "triples"
        for token in one.tokens
    ]
    return any(token in ("*", "?") for token in (*inside, *inner))


def _parts(found: list[str]) -> tuple[list[str], list[str], list[str]]:
    """The projection, what stands between the braces, and what comes after."""
    start = found.index("{")
    end = closing(found, start)
    projected = [token for token in found[1:start] if token.upper() not in ("WHERE", "DISTINCT", "REDUCED")]
    return projected, found[start + 1 : end], found[end + 1 :]


def results(store: ox.Store, shape: Shape, query: Query, union: str, exists: str) -> Iterator[Result]:
    """The results of all targets. `union` binds `?this` to the targets as a group does, `exists` asks for them."""
    yield from _solve(store, shape, query, _for_all(query, shape.path, union, exists), None)


def results_of(store: ox.Store, shape: Shape, query: Query, focus: Term) -> Iterator[Result]:
    """The results of one focus node."""
    if isinstance(focus, ox.NamedNode):
        yield from _solve(store, shape, query, _for_one(query, shape.path, str(focus)), focus)
        return
    # A blank node has no name in a query, a literal is no subject.
    text = _for_all(query, shape.path, "{ ?this ?anyProperty ?anyValue } UNION { ?anySubject ?anyProperty ?this }", "")
    yield from (result for result in _solve(store, shape, query, text, None) if result.focus == focus)


def _solve(store: ox.Store, shape: Shape, query: Query, text: str, focus: Term | None) -> Iterator[Result]:
    solutions = store.query(query.prologue + text)
    if not isinstance(solutions, ox.QuerySolutions):
        raise refusal(query.node, "a query that is no SELECT")
    names = {variable.value for variable in solutions.variables}
    seen: set[tuple[Term, Path | None, Term | None]] = set()
    # A list: the store's iterators must not outlive the thread that made them.
    for solution in list(solutions):
        this = focus if focus is not None else solution["this"]
        path = solution["path"] if "path" in names else None
        value = solution["value"] if "value" in names else None
        # Without a value the result is about the focus node itself (SHACL, section 5.3.2).
        value = this if value is None and shape.path is None else value
        found = (this, Predicate(path.value) if isinstance(path, ox.NamedNode) else shape.path, value)
        if found in seen:
            continue
        seen.add(found)
        component = f"{SH}SPARQLConstraintComponent"
        yield Result(*found, component, shape.severity, shape.node, query.node, query.messages or shape.messages)


def split(query: Query, path: Path | None) -> tuple[list[str], list[str], list[str]]:
    """The tokens of a query with `$PATH` in place: its projection, what stands between its braces, and what follows."""
    found = tokens(query.text)
    return _parts(found if path is None else _replaced(found, "?PATH", tokens(paths.sparql(path))))


@lru_cache(maxsize=1000)
def _for_all(query: Query, path: Path | None, union: str, exists: str) -> str:
    projected, body, _ = split(query, path)
    parts = elements(body)
    certain = {name for part in parts if part.kind == "triples" for name in variables(part.tokens)}
    kinds = {part.kind for part in parts}
    head: list[str] = []
    if _THIS not in certain or kinds & {"bind", "optional", "group"}:
        head, exists = [union], ""
    outer = certain | {_THIS}
    kept, subtracted = list[str](), list[str]()
    for part in parts:
        if part.kind == "not exists" and _is_apart(part, outer, parts):
            subtracted += ["MINUS", "{", *part.inside, "}"]
        elif part.kind == "exists" and _is_apart(part, outer, parts) and not _tells(projected, part, outer):
            kept += ["{", *part.inside, "}"]
        else:
            kept += [*part.tokens]
    where = [*head, *kept, *([f"FILTER({exists})"] if exists else []), *subtracted]
    return _text(["SELECT", "DISTINCT", *projected, "WHERE", "{", *where, "}"])


def _tells(projected: list[str], part: Element, outer: set[str]) -> bool:
    """Whether what is projected would get its values from within EXISTS, where it has none."""
    return bool(variables(projected) & (variables(part.inside) - outer))


def _is_apart(part: Element, outer: set[str], parts: list[Element]) -> bool:
    """Whether EXISTS can be joined, and NOT EXISTS subtracted (MINUS), with the same solutions, and that is worth it.

    The store evaluates EXISTS anew for every solution without knowing what is bound, which is slow from two triples on.
    A join (its solutions are told apart by what is projected) and MINUS are the same where what both sides share is
    bound on both, and nothing inside reads what is bound outside.
    """
    inner = elements(list(part.inside))
    if any(one.kind not in ("triples", "group") for one in inner):
        return False
    nested = [two for one in inner if one.kind == "group" for two in elements(list(one.inside))]
    if any(two.kind != "triples" for two in nested):
        return False
    everywhere = outer | {name for other in parts if other is not part for name in variables(other.tokens)}
    shared = variables(part.inside) & everywhere
    bound = {name for one in inner if one.kind == "triples" for name in variables(one.tokens)}
    many = bool({";", ",", "/", "|"} & set(part.inside)) or part.inside[:-1].count(".") > 0
    return many and bool(shared) and shared <= bound and shared <= outer


@lru_cache(maxsize=1000)
def _frame(query: Query, path: Path | None) -> tuple[str, ...]:
    projected, body, _ = split(query, path)
    projected = [token for token in projected if token != _THIS] or ["(", "true", "AS", "?holds", ")"]
    return ("SELECT", "DISTINCT", *projected, "WHERE", "{", *body, "}")


def _for_one(query: Query, path: Path | None, focus: str) -> str:
    return _text(_replaced(list(_frame(query, path)), _THIS, [focus]))


def _replaced(found: list[str], name: str, by: list[str]) -> list[str]:
    return [new for token in found for new in (by if token == name else (token,))]


def _text(found: list[str]) -> str:
    return " ".join(found)
