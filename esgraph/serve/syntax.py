"""Turns SPARQL text into its outline, without parsing it: form, dataset clause, services, update, nesting.

A query must be known to be harmless before any parser sees it: deep nesting crashes the engine, and `SERVICE` would
make it call other hosts. The outline is made from tokens, in one pass and without recursion. It errs on the safe side:
Oxigraph takes `trueSERVICE<…>`, `1e5SERVICE<…>` or `SERVICEx:y` as a service clause, so any bare word that holds a
keyword counts as that keyword, and where a text may be read in two ways (`tokens.doubt`), the word “service” anywhere
in it counts as a service clause.
"""

import re
import sys
from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal
from urllib.parse import urljoin

from esgraph.errors import Message, QueryError
from esgraph.serve import messages
from esgraph.serve.tokens import DOUBTFUL, Doubt, Token, doubt, place, tokens

Form = Literal["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"]

_FORMS: dict[str, Form] = {"SELECT": "SELECT", "ASK": "ASK", "CONSTRUCT": "CONSTRUCT", "DESCRIBE": "DESCRIBE"}
_UPDATES = {"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"}

#: Characters of the longest text whose outline is kept for a while.
_REMEMBERED = 10_000

_CODE_POINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")

# `?a<?b)SERVICE?v#>` reads as one IRI here and as a comparison, a service and a comment to a parser.
_HIDDEN_SERVICE = re.compile(r"\).*service", re.IGNORECASE | re.DOTALL)

# A name whose IRI is not valid is read again, as its prefix and whatever the rest may be. Nothing goes wrong with
# plain letters after an IRI that has a path; `http://x:80` with them would be no IRI.
_PLAIN_LOCAL = re.compile(r"[A-Za-z0-9_\-]*\.*")
_WITH_PATH = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:(?://[^/?#]*[/?#]|(?!//))")


@dataclass(frozen=True, slots=True)
class Service:
    """A service clause, or what may be read as one.

    `endpoint` is the IRI it names, or "" where `problem` says why it is not known. The endpoint's token stands at
    `text[start:end]`; `line` and `column` count from 1. `inner` is whether it stands inside another service clause,
    so that the other host would be asked to call it; `silent` whether its failure is to be passed over.
    """

    endpoint: str
    problem: Message | None
    start: int
    end: int
    line: int
    column: int
    inner: bool = False
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Misreading:
    """Where a text may be read in more than one way, and why; an error is made of it anew for everybody who is told."""

    why: Message
    line: int
    column: int

    def error(self) -> QueryError:
        """The refusal of the text."""
        return QueryError(messages.NOT_SPARQL.of(detail=self.why), line=self.line, column=self.column)


@dataclass(frozen=True, slots=True)
class Outline:
    """What a text asks for, as far as it matters before it is parsed.

    `form` is None where no query form stands; `update` is the update keyword that stands in its place, or "".
    `from_graphs` are the IRIs of FROM and FROM NAMED, prefixed names expanded. `doubt` says where the text, as it is
    written, may be read in more than one way: what the other fields say then need not be what an engine reads.
    """

    form: Form | None
    update: str
    services: tuple[Service, ...]
    nesting: int
    from_graphs: tuple[str, ...]
    doubt: Misreading | None = None

    @property
    def has_service(self) -> bool:
        """Whether there is a service clause, or what may be read as one."""
        return bool(self.services)


def outline(text: str) -> Outline:
    """Outline a query or update. Never raises, whatever the text."""
    # One request asks for it more than once; what is long is not kept, since its outline may be much longer.
    return _remembered(text) if len(text) <= _REMEMBERED else _outline(text)


@lru_cache(maxsize=64)
def _remembered(text: str) -> Outline:
    return _outline(text)


def _outline(text: str) -> Outline:
    """The outline of a text as it is written, and of what its escapes stand for.

    Code point escapes may stand anywhere and are decoded before the grammar applies (SPARQL 1.1, section 19.2).
    Oxigraph leaves them alone outside strings and IRIs, other engines need not: both readings must be harmless.
    """
    found = _Scan(text).outline()
    plain = decoded(text) if "\\" in text else text
    if plain == text:
        return found
    other = _Scan(plain).outline()
    return replace(
        found,
        update=found.update or other.update,
        services=_both(found.services, other.services),
        nesting=max(found.nesting, other.nesting),
        from_graphs=found.from_graphs + tuple(graph for graph in other.from_graphs if graph not in found.from_graphs),
    )


def _both(written: tuple[Service, ...], decoded: tuple[Service, ...]) -> tuple[Service, ...]:
    """The services of a text as it is written, and one more if its escapes hide another or change one."""
    if [service.endpoint for service in written] == [service.endpoint for service in decoded]:
        return written
    return (*written, *(replace(one, endpoint="", problem=messages.SERVICE_ESCAPED) for one in decoded[:1]))


def decoded(text: str) -> str:
    """The text with its code point escapes decoded (SPARQL 1.1, section 19.2)."""
    return _CODE_POINT.sub(_character, text)


def _character(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    return chr(code) if code <= sys.maxunicode else match[0]


class _Scan:
    def __init__(self, text: str) -> None:
        self._text = text
        self._form: Form | None = None
        self._update = ""
        self._nesting = 0
        self._graphs: list[str] = []
        self._services: list[Service] = []
        self._doubt: Doubt | None = None
        self._open: list[str] = []
        self._prefixes: dict[str, str] = {}
        self._declared = ""  # the prefix whose IRI comes next
        self._expects_graph = False
        self._last_word = ""
        self._base = ""
        self._keyword: Token | None = None  # a SERVICE whose endpoint comes next
        self._silent = False
        self._half = ("", 0)  # the mark that may be half of << or >>, and where the other half would begin
        self._group_next = False  # whether the group of a service clause comes next
        self._inside = 0  # how deep the group of the outermost service clause is, or 0

    def outline(self) -> Outline:
        before: Token | None = None
        take = {
            "open": self._opened, "close": self._closed, "mark": self._mark, "word": self._word, "iri": self._name,
            "name": self._name,
        }  # fmt: skip
        for token in tokens(self._text):
            if token.kind in DOUBTFUL and self._doubt is None:
                self._doubt = doubt(token, before, self._open[-1] if self._open else "")
            of_service = (self._keyword or self._group_next) and self._of_service(token)
            if not of_service and (taken := take.get(token.kind)):
                taken(token)
            before = token
        if self._keyword:
            self._suspect(self._keyword, messages.SERVICE_NOWHERE)
        if self._doubt and not self._services and "service" in self._text.lower():
            self._suspect(Token("other", "", self._doubt.start), self._doubt.why)
        return Outline(
            self._form, self._update, tuple(self._services), self._nesting, tuple(self._graphs), self._misreading()
        )

    def _misreading(self) -> Misreading | None:
        return Misreading(self._doubt.why, *place(self._text, self._doubt.start)) if self._doubt else None

    def _of_service(self, token: Token) -> bool:
        """Take what follows a service's keyword or its endpoint; whether there is no more to it."""
        if self._group_next and token.text != "{":
            self._services[-1] = replace(self._services[-1], endpoint="", problem=messages.SERVICE_NO_GROUP)
        if self._keyword and token.text.upper() == "SILENT":
            self._silent = True
        elif self._keyword:
            self._endpoint(token, self._keyword)
        else:
            return False
        return True

    def _opened(self, token: Token) -> None:
        self._enter(token.text)

    def _closed(self, _token: Token) -> None:
        if self._open:
            self._leave()

    def _enter(self, bracket: str) -> None:
        self._open.append(bracket)
        self._nesting = max(self._nesting, len(self._open))
        if self._group_next and not self._inside:
            self._inside = len(self._open)
        self._group_next = False

    def _leave(self) -> None:
        self._inside = 0 if len(self._open) == self._inside else self._inside
        self._open.pop()

    def _mark(self, token: Token) -> None:
        """Take two marks that make a bracket of a triple term."""
        if self._half != (token.text, token.start):
            self._half = (token.text, token.end)
            return
        self._half = ("", 0)
        if token.text == "<":
            self._enter("<<")
        elif token.text == ">" and self._open and self._open[-1] == "<<":
            self._leave()

    def _word(self, token: Token) -> None:
        word = self._last_word = token.text.upper()
        if word == "SERVICE":
            self._keyword, self._silent = token, False
        elif "SERVICE" in word:
            self._suspect(token, messages.SERVICE_GLUED)
        if "FROM" in word:
            self._expects_graph = True
        elif word != "NAMED":
            self._expects_graph = False
        if self._form is None and not self._update:
            self._form = _FORMS.get(word)
            if self._form is None and word in _UPDATES:
                self._update = word

    def _endpoint(self, token: Token, keyword: Token) -> None:
        """Take what follows SERVICE and, if it is there, SILENT."""
        self._keyword = None
        self._group_next = False
        endpoint = self._expand(token) if token.kind in ("iri", "name") else ""
        if token.kind == "variable":
            self._suspect(token, messages.SERVICE_VARIABLE)
        elif not endpoint or "\\" in token.text:
            self._suspect(keyword, messages.SERVICE_NO_IRI)
        else:
            self._add(token, endpoint, None)
            self._group_next = True

    def _suspect(self, token: Token, problem: Message) -> None:
        self._add(token, "", problem)

    def _add(self, token: Token, endpoint: str, problem: Message | None) -> None:
        line, column = place(self._text, token.start) if len(self._services) < _PLACED else (0, 0)
        place_ = (token.start, token.end, line, column)
        self._services.append(Service(endpoint, problem, *place_, inner=bool(self._inside), silent=self._silent))

    def _name(self, token: Token) -> None:
        kind, text = token.kind, token.text
        if self._last_word == "PREFIX" and kind == "name":
            self._declared = text
        elif self._last_word == "PREFIX":
            self._prefixes[self._declared] = self._resolved(text)
            self._last_word = ""
        elif self._last_word == "BASE" and kind == "iri":
            self._base = self._resolved(text)
            self._last_word = ""
        elif self._expects_graph:
            self._graphs.append(self._expand(token) or text)
            self._expects_graph = False
        if _HIDDEN_SERVICE.search(text) if kind == "iri" else self._hides_service(text):
            self._suspect(token, messages.SERVICE_GLUED)
        if kind == "name" and "FROM" in text.upper() and self._is_strange_from(text):
            self._graphs.append(text)

    def _is_strange_from(self, text: str) -> bool:
        return "FROM" in text.partition(":")[0].upper() and not self._knows(text)

    def _hides_service(self, text: str) -> bool:
        """Whether a name may be read as a keyword and another name."""
        if "service" not in text.lower():
            return False
        prefix, _, local = text.lower().partition(":")
        if "service" in prefix and not self._knows(text):
            return True
        iri = self._prefixes.get(text.partition(":")[0] + ":")
        return not _PLAIN_LOCAL.fullmatch(local) or (iri is not None and not _WITH_PATH.match(iri))

    def _knows(self, text: str) -> bool:
        prefix = text.partition(":")[0] + ":"
        return prefix in self._prefixes or (self._last_word == "PREFIX" and prefix == self._declared)

    def _expand(self, token: Token) -> str:
        """The IRI that a token stands for, or "" if its prefix is not declared."""
        if token.kind == "iri":
            return self._resolved(token.text)
        prefix, _, local = token.text.partition(":")
        known = self._prefixes.get(f"{prefix}:")
        return "" if known is None else known + local

    def _resolved(self, token: str) -> str:
        # Whatever is not resolved here as the engine does it is no graph of the dataset, and so refused.
        try:
            return urljoin(self._base, token[1:-1])
        except ValueError:
            return token[1:-1]


#: Characters of a detail that people read to its end.
_READABLE = 100

#: Only so many services are placed, so that a text full of them takes no more time than its length.
_PLACED = 100


def line_and_column(message: str) -> tuple[int, int]:
    """Line and column that Oxigraph's parser names (`error at 3:14: …`), or zeros."""
    match = re.search(r"at (\d+):(\d+)", message)
    return (int(match[1]), int(match[2])) if match else (0, 0)


def syntax_error(message: str, text: str = "", known: Collection[str] = ()) -> QueryError:
    """The engine's syntax error as an error of ours, with line and column and the long list of options shortened.

    `text` is the query, and `known` are the prefixes that need no declaration: the engine does not say which one it
    misses, but puts it among what it would have liked instead.
    """
    line, column = line_and_column(message)
    if "Prefix not found" in message and (name := _undeclared(text, known)):
        line, column = place(text, name.start)
        detail = messages.NO_PREFIX.of(prefix=name.text.partition(":")[0])
        return QueryError(messages.NOT_SPARQL.of(detail=detail), line=line, column=column)
    if "Duplicated variable name in SELECT" in message:
        return QueryError(messages.NOT_SPARQL.of(detail=messages.NAMED_TWICE), line=line, column=column)
    return QueryError(
        messages.not_sparql(_shortened(message.split(": ", 1)[-1].splitlines()[0])), line=line, column=column
    )


def _undeclared(text: str, known: Collection[str]) -> Token | None:
    """The first name whose prefix is not declared before it."""
    declared, word = {*known, "_"}, ""
    for token in tokens(text):
        if token.kind == "word":
            word = token.text.upper()
        elif token.kind == "name":
            prefix = token.text.partition(":")[0]
            if word == "PREFIX":
                declared.add(prefix)
                word = ""
            elif prefix not in declared:
                return token
    return None


def _shortened(detail: str) -> str:
    """A detail that can be read: of a long list of what was expected, the first few."""
    if len(detail) <= _READABLE:
        return detail
    first = detail[:_READABLE].rpartition(", ")[0] if detail.startswith("expected one of ") else ""
    return f"{first}, …" if first else f"{detail[:_READABLE]}…"
