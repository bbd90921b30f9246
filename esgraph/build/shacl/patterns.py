"""Turns the text of a SPARQL group into its triple patterns, each with those that hold wherever it is looked at."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from esgraph.build.shacl.model import Alternative, Path, Predicate, Repeated, Sequence
from esgraph.build.shacl.tokens import closing, elements, is_variable
from esgraph.vocabulary import RDF

#: SPARQL 1.1, grammar, PrefixDecl.
_PREFIX = re.compile(r"\bPREFIX\s+([^\s:]*):\s*<([^>]*)>", re.IGNORECASE)
#: How SPARQL writes rdf:type.
_A = "a"


@dataclass(frozen=True, slots=True)
class Pattern:
    """A triple pattern (SPARQL 1.1, section 5.1); ends are tokens, and so is a property that is a variable."""

    subject: str
    path: Path | str
    object: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A pattern, and the others that have solutions with it: those of its group, and of the groups around that one."""

    pattern: Pattern
    others: tuple[Pattern, ...]


def declared(prologue: str) -> dict[str, str]:
    """The prefixes that a prologue declares."""
    return dict(_PREFIX.findall(prologue))


def placed(body: list[str], prefixes: Mapping[str, str]) -> list[Placed]:
    """Every pattern of a group, from the tokens between its braces; `prefixes` are those declared.

    Raises ValueError for what is not understood: a collection, a blank node, an inverse path.
    """
    return list(_placed(body, prefixes, ()))


def _placed(body: list[str], prefixes: Mapping[str, str], around: tuple[Pattern, ...]) -> Iterator[Placed]:
    parts = elements(body)
    own = tuple(one for part in parts if part.kind == "triples" for one in _Reader(part.tokens, prefixes).patterns())
    for number, pattern in enumerate(own):
        yield Placed(pattern, (*around, *own[:number], *own[number + 1 :]))
    for part in parts:
        if part.kind != "triples":
            for inside in _groups(part.tokens):
                is_query = bool(inside) and inside[0].upper() == "SELECT"
                # What a subquery calls its own has nothing to do with the same name outside.
                inner = next(_groups(inside)) if is_query else inside
                yield from _placed(inner, prefixes, () if is_query else (*around, *own))


def _groups(found: Iterable[str]) -> Iterator[list[str]]:
    """What stands between each pair of outermost braces."""
    listed = list(found)
    place = 0
    while "{" in listed[place:]:
        start = listed.index("{", place)
        place = closing(listed, start)
        yield listed[start + 1 : place]


class _Reader:
    """Reads a block of triples (SPARQL 1.1, grammar, TriplesBlock)."""

    def __init__(self, found: Iterable[str], prefixes: Mapping[str, str]) -> None:
        self._left = list(found)
        self._prefixes = prefixes

    def patterns(self) -> Iterator[Pattern]:
        while self._left:
            if self._take("."):
                continue
            subject = self._term()
            yield from self._properties(subject)

    def _properties(self, subject: str) -> Iterator[Pattern]:
        while self._left and self._left[0] != ".":
            path = self._left.pop(0) if is_variable(self._left[0]) else self._path()
            yield Pattern(subject, path, self._term())
            while self._take(","):
                yield Pattern(subject, path, self._term())
            while self._take(";"):
                pass

    def _take(self, sign: str) -> bool:
        if self._left[:1] != [sign]:
            return False
        del self._left[0]
        return True

    def _term(self) -> str:
        if not self._left or self._left[0] in ("[", "(") or self._left[0].startswith("_:"):
            raise ValueError("not a plain term")
        term = self._left.pop(0)
        if term[0] in "\"'" and self._left and (self._left[0][0] == "@" or self._left[0] == "^^"):
            term += self._left.pop(0)
            if term.endswith("^^"):
                return term + expanded(self._left.pop(0), self._prefixes)
        return expanded(term, self._prefixes)

    def _path(self) -> Path:
        parts = [self._sequence()]
        while self._take("|"):
            parts.append(self._sequence())
        return parts[0] if len(parts) == 1 else Alternative(tuple(parts))

    def _sequence(self) -> Path:
        parts = [self._step()]
        while self._take("/"):
            parts.append(self._step())
        return parts[0] if len(parts) == 1 else Sequence(tuple(parts))

    def _step(self) -> Path:
        if self._take("("):
            path = self._path()
            if not self._take(")"):
                raise ValueError("not a path")
        else:
            name = expanded(self._left.pop(0), self._prefixes)
            if not name.startswith("<"):
                raise ValueError("not a plain path")
            path = Predicate(name[1:-1])
        if self._left and self._left[0] in ("*", "+", "?") and not is_variable(self._left[0]):
            sign = self._left.pop(0)
            return Repeated(path, int(sign == "+"), sign != "?")
        return path


def expanded(token: str, prefixes: Mapping[str, str]) -> str:
    """An IRI in full; other tokens as they are."""
    if token == _A:
        return f"<{RDF}type>"
    prefix, colon, local = token.partition(":")
    return f"<{prefixes[prefix]}{local}>" if colon and prefix in prefixes else token
