"""Turns SPARQL text into its outline, without parsing it: form, dataset clause, services, update, nesting.

A query must be known to be harmless before any parser sees it: deep nesting crashes the engine, and `SERVICE` would
make it call other hosts. The outline is made from tokens (SPARQL 1.1, section 19.8), in one pass and without recursion.
It errs on the safe side: Oxigraph takes `trueSERVICE<…>` or `1e5SERVICE<…>` as a service clause, so any bare word that
holds a keyword counts as that keyword.
"""

import re
import sys
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal
from urllib.parse import urljoin

from esgraph.errors import QueryError

Form = Literal["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"]

_FORMS: dict[str, Form] = {"SELECT": "SELECT", "ASK": "ASK", "CONSTRUCT": "CONSTRUCT", "DESCRIBE": "DESCRIBE"}
_UPDATES = {"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"}

# Every alternative takes time in proportion to what it consumes: a string that does not end takes the rest of its
# line (or of the text), and a prefix longer than a hundred characters is none.
_TOKEN = re.compile(
    r"""
    (?P<space>\s+|\#[^\n\r]*)
  | (?P<iri><[^<>"{}|^`\x00-\x20]*>)
  | (?P<string>'''(?:'{0,2}(?:[^'\\]|\\.))*+(?:'''|'{0,2}\\?\Z)
              |\"\"\"(?:"{0,2}(?:[^"\\]|\\.))*+(?:\"\"\"|"{0,2}\\?\Z)
              |'(?:[^'\\\n\r]|\\[^\n\r])*+(?:'|\\?(?=[\n\r])|\\?\Z)
              |"(?:[^"\\\n\r]|\\[^\n\r])*+(?:"|\\?(?=[\n\r])|\\?\Z))
  | (?P<variable>[?$]\w+)
  | (?P<language>@[a-zA-Z]+(?:-[a-zA-Z0-9]+)*)
  | (?P<name>(?:_|[^\W\d_](?:[\w.\-]{0,99}[\w\-])?)?:(?:[\w:.\-]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])*)
  | (?P<number>\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)
  | (?P<word>[^\W\d]\w*)
  | (?P<open>[{(\[])
  | (?P<close>[})\]])
  | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)

_CODE_POINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")

# `?a<?b)SERVICE?v#>` reads as one IRI here and as a comparison, a service and a comment to a parser.
_HIDDEN_SERVICE = re.compile(r"\).*service", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Outline:
    """What a text asks for, as far as it matters before it is parsed.

    `form` is None where no query form stands; `update` is the update keyword that stands in its place, or "".
    `from_graphs` are the IRIs of FROM and FROM NAMED, prefixed names expanded.
    """

    form: Form | None
    update: str
    has_service: bool
    nesting: int
    from_graphs: tuple[str, ...]


def outline(text: str) -> Outline:
    """Outline a query or update. Never raises, whatever the text.

    Code point escapes may stand anywhere and are decoded before the grammar applies (SPARQL 1.1, section 19.2).
    Oxigraph leaves them alone outside strings and IRIs, other engines need not: both readings must be harmless.
    """
    found = _outline(text)
    plain = _CODE_POINT.sub(_decoded, text)
    if plain == text:
        return found
    other = _outline(plain)
    return replace(
        found,
        update=found.update or other.update,
        has_service=found.has_service or other.has_service,
        nesting=max(found.nesting, other.nesting),
        from_graphs=found.from_graphs + tuple(graph for graph in other.from_graphs if graph not in found.from_graphs),
    )


def _decoded(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    return chr(code) if code <= sys.maxunicode else match[0]


def _outline(text: str) -> Outline:
    scan = _Scan()
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        if kind is not None and kind != "space":
            scan.take(kind, match[0])
    return Outline(scan.form, scan.update, scan.has_service, scan.nesting, tuple(scan.graphs))


class _Scan:
    def __init__(self) -> None:
        self.form: Form | None = None
        self.update = ""
        self.has_service = False
        self.nesting = 0
        self.graphs: list[str] = []
        self._depth = 0
        self._prefixes: dict[str, str] = {}
        self._declared = ""  # the prefix whose IRI comes next
        self._expects_graph = False
        self._last_word = ""
        self._base = ""

    def take(self, kind: str, token: str) -> None:
        if kind == "open":
            self._depth += 1
            self.nesting = max(self.nesting, self._depth)
        elif kind == "close":
            self._depth -= 1
        elif kind == "word":
            self._word(token.upper())
        elif kind in ("iri", "name"):
            self._name(kind, token)

    def _word(self, word: str) -> None:
        self._last_word = word
        if "SERVICE" in word:
            self.has_service = True
        if "FROM" in word:
            self._expects_graph = True
        elif word != "NAMED":
            self._expects_graph = False
        if self.form is None and not self.update:
            self.form = _FORMS.get(word)
            if self.form is None and word in _UPDATES:
                self.update = word

    def _name(self, kind: str, token: str) -> None:
        if kind == "iri" and _HIDDEN_SERVICE.search(token):
            self.has_service = True
        if self._last_word == "PREFIX" and kind == "name":
            self._declared = token
        elif self._last_word == "PREFIX":
            self._prefixes[self._declared] = self._resolved(token)
            self._last_word = ""
        elif self._last_word == "BASE" and kind == "iri":
            self._base = self._resolved(token)
            self._last_word = ""
        elif self._expects_graph:
            self.graphs.append(self._expand(kind, token))
            self._expects_graph = False

    def _expand(self, kind: str, token: str) -> str:
        if kind == "iri":
            return self._resolved(token)
        prefix, _, local = token.partition(":")
        return self._prefixes.get(f"{prefix}:", f"{prefix}:") + local

    def _resolved(self, token: str) -> str:
        # Whatever is not resolved here as the engine does it is no graph of the dataset, and so refused.
        try:
            return urljoin(self._base, token[1:-1])
        except ValueError:
            return token[1:-1]


_VOLATILE = {"RAND", "NOW", "UUID", "STRUUID", "BNODE"}


@lru_cache(maxsize=64)  # one request asks for it more than once
def normalised(text: str) -> tuple[str, bool]:
    """The text with one line break for every run of white space and comments, and whether its answer never is the same.

    Texts with one normal form have one answer. It is never the same if it comes of chance or of the hour.
    """
    parts: list[str] = []
    volatile = False
    for match in _TOKEN.finditer(text):
        if match.lastgroup == "space":
            # A line break and not a blank, which would let a string go on that the end of its line had ended.
            if parts and parts[-1] != "\n":
                parts.append("\n")
            continue
        volatile = volatile or (match.lastgroup == "word" and match[0].upper() in _VOLATILE)
        parts.append(match[0])
    return "".join(parts).rstrip("\n"), volatile


def line_and_column(message: str) -> tuple[int, int]:
    """Line and column that Oxigraph's parser names (`error at 3:14: …`), or zeros."""
    match = re.search(r"at (\d+):(\d+)", message)
    return (int(match[1]), int(match[2])) if match else (0, 0)


def syntax_error(message: str) -> QueryError:
    """The engine's syntax error as an error of ours, with line and column and the long list of options shortened."""
    line, column = line_and_column(message)
    detail = message.split(": ", 1)[-1].splitlines()[0]
    shown = detail if len(detail) <= 160 else f"{detail[:159]}…"
    return QueryError(f"the query is not valid SPARQL: {shown}", line=line, column=column)
