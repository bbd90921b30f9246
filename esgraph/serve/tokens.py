"""Turns SPARQL text into tokens (SPARQL 1.1, section 19.8), and says where an engine may read it in another way.

Oxigraph has no tokens: its grammar tries, fails and tries again, letter by letter. So `'''a'` that is never closed
becomes an empty string and `'a'`, `?a<?b#>` a comparison and a comment, `SERVICEx:y` a keyword and a name. What a
check has not read as the engine reads it, it has not checked; such places are doubts.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from esgraph.errors import Message
from esgraph.serve import messages

# Every alternative takes time in proportion to what it consumes: a string that does not end takes the rest of its
# line (or of the text), and a prefix longer than a hundred characters is none. Beyond ASCII a name takes whatever is
# no space: what may not stand in a name may stand nowhere else outside strings, IRIs and comments.
_TOKEN = re.compile(
    r"""
    (?P<space>\s+|\#[^\n\r]*)
  | (?P<iri><[^<>"{}|^`\x00-\x20]*>)
  | (?P<string>'''(?:'{0,2}(?:[^'\\]|\\.))*+(?:'''|'{0,2}\\?\Z)
              |\"\"\"(?:"{0,2}(?:[^"\\]|\\.))*+(?:\"\"\"|"{0,2}\\?\Z)
              |'(?:[^'\\\n\r]|\\[^\n\r])*+(?:'|\\?(?=[\n\r])|\\?\Z)
              |"(?:[^"\\\n\r]|\\[^\n\r])*+(?:"|\\?(?=[\n\r])|\\?\Z))
  | (?P<variable>[?$](?:\w|[^\x00-\x7f\s])+)
  | (?P<language>@[a-zA-Z]+(?:-[a-zA-Z0-9]+)*)
  | (?P<name>(?:_|[^\W\d_](?:[\w.\-]{0,99}[\w\-])?)?:
             (?:[\w:.\-]|[^\x00-\x7f\s]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])*)
  | (?P<number>\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)
  | (?P<word>[^\W\d]\w*)
  | (?P<open>[{(\[])
  | (?P<close>[})\]])
  | (?P<mark>[.,;*/|^+\-!=&?<>~$:@])
  | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)

_ESCAPE = r"\\(?:[tbnrf\"'\\]|u(?![dD][89abAB])[0-9A-Fa-f]{4}|U00(?!00[dD][89abAB])(?:0[0-9A-Fa-f]|10)[0-9A-Fa-f]{4})"
#: A string that is closed and whose escapes stand for characters; the engine takes no other.
_STRING = re.compile(
    rf"'''(?:'{{0,2}}(?:[^'\\]|{_ESCAPE}))*+'''|\"\"\"(?:\"{{0,2}}(?:[^\"\\]|{_ESCAPE}))*+\"\"\""
    rf"|'(?:[^'\\\n\r]|{_ESCAPE})*+'|\"(?:[^\"\\\n\r]|{_ESCAPE})*+\""
)

# After an operand and in parentheses `<` may compare. `?a<https://…` cannot: `https:` would be a name, and no operand
# begins with a slash. Else the token must hold nothing that is more than a piece of an expression.
_ADDRESS = re.compile(r"<[A-Za-z][A-Za-z0-9+.\-]*://")
_MORE_THAN_AN_OPERAND = re.compile(r"[#'()\[\]\\]|service|from", re.IGNORECASE)

#: The kinds of tokens that there may be a doubt about.
DOUBTFUL = frozenset(("string", "other", "iri"))

_ABSOLUTE = re.compile(r"<[A-Za-z][A-Za-z0-9+.\-]*:")
_MAKERS = {"IRI", "URI", "BASE"}
_RELATIVE = re.compile(r"<(?![A-Za-z][A-Za-z0-9+.\-]*:)|\b(?:[IU]RI|BASE)\b", re.IGNORECASE)
_VOLATILE = {"RAND", "NOW", "UUID", "STRUUID", "BNODE", "SERVICE"}


class Token(NamedTuple):
    """A token; `kind` is the name of its alternative in the grammar above, `start` counts characters from 0."""

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """The offset of what follows."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Doubt:
    """A place that may be read in more than one way, and why."""

    start: int
    why: Message


def tokens(text: str) -> Iterator[Token]:
    """The tokens of any text, without space and comments. Never raises."""
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        if kind is not None and kind != "space":
            yield Token(kind, match[0], match.start())


@lru_cache(maxsize=64)  # one request asks for it more than once
def normalised(text: str) -> tuple[str, bool]:
    """The text with one line break for every run of white space and comments, and whether its answer may change.

    Texts with one normal form have one answer. It may change while the graph does not if it comes of chance, of the
    hour, or of another endpoint.
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


def depends_on_base(text: str) -> bool:
    """Whether the answer to a query may depend on the IRI that it is resolved against (SPARQL 1.1, section 4.1.1).

    Only if an IRI has no scheme, or one is made of a string (section 17.4.2.8).
    """
    if not _RELATIVE.search(text):  # within strings and comments, too, where it does not count
        return False
    return any(
        (token.kind == "iri" and not _ABSOLUTE.match(token.text))
        or (token.kind == "word" and token.text.upper() in _MAKERS)
        for token in tokens(text)
    )


def doubt(token: Token, before: Token | None, bracket: str) -> Doubt | None:
    """The doubt about a token, if any, given the token `before` it and the innermost open bracket."""
    if token.kind == "string" and not _STRING.fullmatch(token.text):
        return Doubt(token.start, messages.OPEN_STRING)
    if token.kind == "other":
        return Doubt(token.start, messages.MISPLACED_CHARACTER.of(code=ord(token.text)))
    if token.kind != "iri" or before is None or not _may_compare(token, before, bracket):
        return None
    if _ADDRESS.match(token.text) or not _MORE_THAN_AN_OPERAND.search(token.text):
        return None
    return Doubt(token.start, messages.LESS_OR_IRI)


def _may_compare(token: Token, before: Token, bracket: str) -> bool:
    """Whether the `<` of a token may be an operator, or the second half of the `<<` of a triple term."""
    if before.text == "<" and before.end == token.start:
        return True
    return bracket == "(" and before.kind not in ("open", "mark")


def place(text: str, offset: int) -> tuple[int, int]:
    """Line and column, both from 1, of an offset; lines end as in the engine's messages, with a line feed."""
    begin = text.rfind("\n", 0, offset) + 1
    return text.count("\n", 0, offset) + 1, offset - begin + 1
