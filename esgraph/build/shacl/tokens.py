"""Turns the text of a SPARQL query into its tokens and the elements of its groups, as far as constraints need it."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""
    (?P<space>\s+|\#[^\n]*)
    | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    | (?P<string>"{3}(?:[^"\\]|\\.|"(?!""))*"{3}|'{3}(?:[^'\\]|\\.|'(?!''))*'{3}
        |"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
    | (?P<variable>[?$]\w+)
    | (?P<name>(?:[^\W\d_](?:[\w.-]*[\w-])?|_)?:(?:[\w:%](?:[\w.:%-]*[\w:%-])?)?)
    | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    | (?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)
    | (?P<word>[A-Za-z_]\w*)
    | (?P<sign>\|\||&&|!=|<=|>=|\^\^|[^\s\w])
    """,
    re.VERBOSE | re.DOTALL,
)
#: Elements whose solutions join those of the group that they stand in.
NESTED = ("optional", "group")
_OPEN, _CLOSE = {"{": "}", "(": ")", "[": "]"}, {"}", ")", "]"}


def tokens(text: str) -> list[str]:
    """The tokens without space and comments; a variable is written with `?`."""
    found, place = [], 0
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None:
            raise ValueError(f"not SPARQL: {text[place : place + 20]!r}")
        place = match.end()
        if match.lastgroup == "variable":
            found.append(f"?{match[0][1:]}")
        elif match.lastgroup != "space":
            found.append(match[0])
    return found


def is_variable(token: str) -> bool:
    """Whether a token is a variable, and not the sign of a path that may be empty."""
    return len(token) > 1 and token[0] == "?"


def variables(found: Iterable[str]) -> set[str]:
    """The variables among tokens."""
    return set(filter(is_variable, found))


def closing(found: list[str], start: int) -> int:
    """The place of the bracket that closes the one at a place."""
    stack: list[str] = []
    for place in range(start, len(found)):
        if found[place] in _OPEN:
            stack.append(_OPEN[found[place]])
        elif found[place] in _CLOSE:
            if not stack or stack.pop() != found[place]:
                break
            if not stack:
                return place
    raise ValueError("not SPARQL: the brackets do not match")


@dataclass(frozen=True, slots=True)
class Element:
    """A part of a group: `triples`, `filter`, `bind`, `optional`, `minus`, `group`, `exists` or `not exists`.

    `tokens` are all of it; `inside` is what stands in the braces of the last five.
    """

    kind: str
    tokens: tuple[str, ...]
    inside: tuple[str, ...] = ()


def elements(found: list[str]) -> list[Element]:
    """The elements of a group, from the tokens between its braces."""
    parts: list[Element] = []
    place = 0
    while place < len(found):
        word = found[place].upper()
        if word == "FILTER":
            part = _filter(found, place)
        elif word == "BIND":
            part = Element("bind", tuple(found[place : closing(found, place + 1) + 1]))
        elif word in ("OPTIONAL", "MINUS", "UNION"):
            part = _braced(found, place, place + 1, "group" if word == "UNION" else word.lower())
        elif word == "{":
            part = _braced(found, place, place, "group")
        else:
            part = Element("triples", tuple(_triples(found, place)))
        parts.append(part)
        place += len(part.tokens)
    return parts


def _filter(found: list[str], place: int) -> Element:
    following = [token.upper() for token in found[place + 1 : place + 3]]
    if following == ["NOT", "EXISTS"]:
        return _braced(found, place, place + 3, "not exists")
    if following[:1] == ["EXISTS"]:
        return _braced(found, place, place + 2, "exists")
    start = place + 1 if following[:1] == ["("] else place + 2
    return Element("filter", tuple(found[place : closing(found, start) + 1]))


def _braced(found: list[str], place: int, start: int, kind: str) -> Element:
    end = closing(found, start)
    return Element(kind, tuple(found[place : end + 1]), tuple(found[start + 1 : end]))


def _triples(found: list[str], place: int) -> Iterator[str]:
    for one in found[place:]:
        if one.upper() in ("FILTER", "BIND", "OPTIONAL", "MINUS", "UNION", "{"):
            return
        yield one


def anywhere(parts: Iterable[Element], holds: Callable[[list[Element]], bool]) -> bool:
    """Whether something holds of a group of elements or of one inside it, but for those of EXISTS."""
    listed = list(parts)
    nested = (elements(list(part.inside)) for part in listed if part.kind in NESTED)
    return holds(listed) or any(anywhere(inner, holds) for inner in nested)
