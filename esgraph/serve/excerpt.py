"""Turns an answer of any length into its beginning, where the query can be killed: rows counted, all else bounded.

A page shows the beginning of an answer. Were the whole handed over to be cut, the process that answers everybody
would hold and read it; so the store cuts, and hands over lines of JSON: what there is in all, then each row that is
shown, in the SPARQL 1.1 JSON results format, section 3.2.2. Of a graph it hands over lines of Turtle instead.
"""

import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import IO, Any, cast

import pyoxigraph as ox

from esgraph.errors import QueryError
from esgraph.serve import messages

_TYPE = "application/vnd.esgraph.excerpt"
_MEDIA_TYPE = re.compile(rf"{re.escape(_TYPE)}; rows=(\d+); cells=(\d+); bytes=(\d+)")
_STRING = "http://www.w3.org/2001/XMLSchema#string"

Term = Mapping[str, str]
#: A page has columns of its own for each variable, so that many rows of few or few rows of many are as much.
CELLS = 10_000
BYTES = 2**19


@dataclass(frozen=True, slots=True)
class Bounds:
    """The longest beginning: `rows`, `cells` (rows times variables), and `size` in bytes of what is handed over."""

    rows: int
    cells: int = CELLS
    size: int = BYTES

    @property
    def media_type(self) -> str:
        """What a store is asked for."""
        return f"{_TYPE}; rows={self.rows}; cells={self.cells}; bytes={self.size}"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The beginning of a table; `total` counts all its rows. `boolean` is for ASK."""

    names: tuple[str, ...]
    total: int
    boolean: bool | None
    lines: tuple[bytes, ...]

    def rows(self) -> Iterator[dict[str, Term]]:
        """The rows that are shown, variable → term, read one at a time and from the first again each time."""
        return map(json.loads, self.lines)


def bounds_of(media_type: str) -> Bounds | None:
    """The bounds, if a beginning is what is asked for."""
    found = _MEDIA_TYPE.fullmatch(media_type)
    return Bounds(*map(int, found.groups())) if found else None


def write(
    found: ox.QuerySolutions | ox.QueryBoolean | Iterable[ox.Triple], bounds: Bounds, prefixes: Mapping[str, str]
) -> bytes:
    """The beginning of what was found. Raises what evaluating raises, since all of it is looked at."""
    try:
        if isinstance(found, ox.QueryBoolean):
            return _line({"boolean": bool(found)})
        if isinstance(found, ox.QuerySolutions):
            return _table(found, bounds)
        lines = Lines(bounds.size)
        ox.serialize(found, cast("IO[bytes]", lines), format=ox.RdfFormat.TURTLE, prefixes=dict(prefixes))
        return lines.finish()
    finally:
        # An error keeps this frame, and may be dropped by another thread, which solutions do not survive.
        del found


def _table(solutions: ox.QuerySolutions, bounds: Bounds) -> bytes:
    try:
        names = [variable.value for variable in solutions.variables]
        most = min(bounds.rows, bounds.cells // max(1, len(names)))
        lines: list[bytes] = []
        size = total = 0
        for solution in solutions:
            total += 1
            if total > most or size > bounds.size:
                continue
            row = zip(names, solution, strict=True)
            lines.append(_line({name: _term(term) for name, term in row if term is not None}))
            size += len(lines[-1])
        if size > bounds.size:
            lines.pop()
        return b"".join([_line({"vars": names, "total": total}), *lines])
    finally:
        del solutions


def _term(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> dict[str, str]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        return {"type": "triple", "value": str(term)}
    literal = {"type": "literal", "value": term.value}
    if term.language:
        literal["xml:lang"] = term.language
    elif term.datatype.value != _STRING:
        literal["datatype"] = term.datatype.value
    return literal


def _line(document: dict[str, Any]) -> bytes:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


class Lines(io.RawIOBase):
    """A file that keeps the first whole lines of what is written, in `most` bytes."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most
        self._kept = bytearray()

    def writable(self) -> bool:
        """Always."""
        return True

    def write(self, data: Any) -> int:
        """Take some bytes, and keep those that belong to the beginning."""
        taken = memoryview(data)
        self._kept += taken[: max(0, self._most + 1 - len(self._kept))]
        return len(taken)

    def finish(self) -> bytes:
        """Whether it is cut, then what was kept."""
        is_cut = len(self._kept) > self._most
        kept = self._kept[: self._kept.rfind(b"\n", 0, self._most) + 1] if is_cut else self._kept
        return _line({"is_cut": is_cut}) + kept


def read_table(body: bytes) -> Excerpt:
    """The beginning of a table that a store handed over. Raises QueryError for a graph, which is none."""
    head, *lines = body.removesuffix(b"\n").split(b"\n")
    told = json.loads(head)
    if "boolean" in told:
        return Excerpt((), 0, told["boolean"], ())
    if "vars" not in told:
        raise QueryError(messages.NO_TABLE)
    return Excerpt(tuple(told["vars"]), told["total"], None, tuple(lines))


def read_graph(body: bytes) -> tuple[str, bool]:
    """The beginning of a graph in Turtle that a store handed over, and whether there is more."""
    head, _, text = body.partition(b"\n")
    told = json.loads(head)
    if "is_cut" not in told:
        raise QueryError(messages.NO_GRAPH)
    return text.decode(), told["is_cut"]
