"""Turns a query into one that SPARQL servers understand alike: prefixes and base declared, dataset outside the text.

Servers differ in what they make of a dataset clause beside a dataset of the request, and in what is there when only
half of a dataset is named: Virtuoso adds the two up, and shows its system graphs. So the clause is taken out of the
text, and the request always names both halves, if need be by a graph that is empty.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile
from urllib.parse import urljoin

from esgraph.errors import QueryError
from esgraph.serve import messages
from esgraph.serve.places import Places
from esgraph.serve.store import Query
from esgraph.serve.syntax import Form, decoded, outline
from esgraph.serve.tokens import Token, tokens

_FOREIGN = re.compile(r"<?(?:bif|sql):", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Portable:
    """A query as it is sent; `shift` is how many characters stand before its first line."""

    text: str
    form: Form
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    shift: int


@dataclass(frozen=True, slots=True)
class _Clause:
    start: int
    end: int
    named: bool


def portable(query: Query, prefixes: Mapping[str, str], places: Places) -> Portable:
    """Make a query portable; lines keep their numbers.

    A dataset of the request goes before one of the text (SPARQL 1.1 Protocol, section 2.1.4).
    Raises QueryError for what is no query, or would be more than a query to the server.
    """
    form = _form(query.text)
    before = _before(query, prefixes)
    text, clauses = _without_clauses(_with_base(query))
    graphs = outline(before + query.text).from_graphs
    named = tuple(graph for graph, clause in zip(graphs, clauses, strict=False) if clause.named)
    default = tuple(graph for graph, clause in zip(graphs, clauses, strict=False) if not clause.named)
    if query.default_graphs or query.named_graphs:
        default, named = query.default_graphs, query.named_graphs
    elif not clauses:
        default, named = (places.union,), places.graphs if _has_graph(query.text) else ()
    nothing = (places.nothing,)
    if _has_graph(query.text):
        named += nothing
        text = _confined(text, {**prefixes, **_declared(text)}, query.base, named)
    return Portable(before + text, form, default or nothing, named or nothing, len(before))


def _form(text: str) -> Form:
    """The form of a query. Raises QueryError if it is none, or has what only Virtuoso understands.

    `DEFINE` makes Virtuoso fetch from the web, `bif:` and `sql:` call into its database.
    """
    found = outline(text)
    if found.form is None or found.update:
        raise QueryError(messages.NOT_SPARQL.of(detail=messages.NO_FORM))
    for reading in {text, decoded(text)}:
        for token in tokens(reading):
            foreign = token.kind in ("iri", "name") and _FOREIGN.match(token.text)
            if foreign or (token.kind == "word" and token.text.upper() == "DEFINE"):
                told = messages.OF_ONE_SERVER.of(token=token.text)
                raise QueryError(messages.NOT_SPARQL.of(detail=told))
    return found.form


def _before(query: Query, prefixes: Mapping[str, str]) -> str:
    """What is declared in front of the first line: the base, and the prefixes that may be used."""
    base = [f"BASE <{query.base}> "] if query.base and _own_base(query.text) is None else []
    used = [f"PREFIX {name}: <{iri}> " for name, iri in prefixes.items() if f"{name}:" in query.text]
    return "".join(base + used)


def _head(text: str) -> Iterator[Token]:
    """The tokens before the first brace, where declarations and dataset clauses stand (SPARQL 1.1, section 19.8)."""
    return takewhile(lambda token: token.text != "{", tokens(text))


def _own_base(text: str) -> Token | None:
    """The IRI of the text's BASE."""
    head = _head(text)
    for token in head:
        if token.kind == "word" and token.text.upper() == "BASE":
            return next((iri for iri in head if iri.kind == "iri"), None)
    return None


def _with_base(query: Query) -> str:
    """The text, its own BASE resolved against that of the request: Virtuoso takes only one."""
    own = _own_base(query.text)
    if own is None or not query.base:
        return query.text
    return f"{query.text[: own.start]}<{urljoin(query.base, own.text[1:-1])}>{query.text[own.end :]}"


def _without_clauses(text: str) -> tuple[str, list[_Clause]]:
    clauses: list[_Clause] = []
    head = _head(text)
    for token in head:
        if token.kind == "word" and token.text.upper() == "FROM":
            graph = next(head, None)
            named = graph is not None and graph.kind == "word" and graph.text.upper() == "NAMED"
            graph = next(head, None) if named else graph
            if graph is not None and graph.kind in ("iri", "name"):
                clauses.append(_Clause(token.start, graph.end, named))
    for clause in reversed(clauses):
        blank = re.sub(r"[^\n\r]", " ", text[clause.start : clause.end])
        text = text[: clause.start] + blank + text[clause.end :]
    return text, clauses


def _declared(text: str) -> dict[str, str]:
    """The prefixes that the text declares."""
    head = list(_head(text))
    return {
        name.text[:-1]: iri.text[1:-1]
        for word, name, iri in zip(head, head[1:], head[2:], strict=False)
        if word.text.upper() == "PREFIX" and name.kind == "name" and iri.kind == "iri"
    }


def _confined(text: str, names: Mapping[str, str], base: str, named: tuple[str, ...]) -> str:
    """The text with the last of `named`, which is empty, for every graph that it names and that is not of the dataset.

    Such a graph has no solutions (SPARQL 1.1 Query, section 13.3), but Virtuoso counts one and affirms an ASK.
    """
    parts, end, after_graph = [], 0, False
    own = _own_base(text)
    base = urljoin(base, own.text[1:-1]) if own else base
    for token in tokens(text):
        if after_graph and token.kind in ("iri", "name"):
            graph = _resolved(token.text, names, base)
            parts += [text[end : token.start], f"<{graph if graph in named else named[-1]}>"]
            end = token.end
        after_graph = token.kind == "word" and token.text.upper() == "GRAPH"
    return "".join([*parts, text[end:]])


def _resolved(token: str, names: Mapping[str, str], base: str) -> str:
    """The IRI that an IRI or a prefixed name of a text means; Virtuoso does not decode escapes in IRIs."""
    plain = decoded(token)
    prefix, _, local = plain.partition(":")
    iri = plain[1:-1] if plain.startswith("<") else names.get(prefix, "") + local.replace("\\", "")
    return urljoin(base, iri) if base else iri


def _has_graph(text: str) -> bool:
    """Whether a text may look into named graphs; without them a request need not list them."""
    return "graph" in text.lower() or "\\u" in text.lower()
