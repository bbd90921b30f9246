"""Turns the index of a network into what is counted of the whole: who matters, what holds it together."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, cast, get_args

from esgraph.network.crossing import Border
from esgraph.network.indexed import TIE, tie
from esgraph.network.model import Kind, Tie
from esgraph.network_index import Scope

#: By what the nodes of a network can be in order.
Rank = Literal["degree", "betweenness", "core", "reach"]
RANKS: Final[tuple[Rank, ...]] = get_args(Rank)

_MEASURES: Final = (
    "SELECT node.iri, m.degree, m.betweenness, m.core, m.reach, m.cut, m.part, m.community "
    "FROM measure AS m JOIN node ON node.id = m.node WHERE m.scope = ? {rest}"
)


@dataclass(frozen=True, slots=True)
class Measure:
    """What is counted of a node (an IRI): see `esgraph.network.measures` and, for the columns, `network_index`.

    `reach` is in how many counties other than its own it has partners; `is_cut` if a part hangs on it.
    """

    node: str
    degree: int
    betweenness: float
    core: int
    reach: int
    is_cut: bool
    part: int
    community: int


@dataclass(frozen=True, slots=True)
class Group:
    """A part that hangs together, or a community: its number, its size, and those in it with most partners."""

    number: int
    size: int
    first: Sequence[str]


@dataclass(frozen=True, slots=True)
class Crossing:
    """How many edges there are between two sectors, or two counties."""

    one: str
    other: str
    edges: int


class Overview:
    """What is counted of a network, of every tie or of those alone that sources state (`scope`)."""

    def __init__(self, connection: sqlite3.Connection, scope: Scope) -> None:
        self._connection = connection
        self._scope = scope

    def counts(self) -> Mapping[str, int]:
        """How many `nodes`, `edges`, `ties`, `parts` and `communities` there are.

        `pivots` is 0 if betweenness is exact, else from how many nodes it was estimated.
        """
        rows = self._connection.execute("SELECT key, value FROM meta WHERE key GLOB ?", (f"{self._scope}-*",))
        return {key.partition("-")[2]: int(value) for key, value in rows}

    def ranked(self, by: Rank, most: int, offset: int = 0) -> list[Measure]:
        """Nodes in the order of a measure, the greatest first."""
        # The name of a column, which is one of RANKS.
        order = f"ORDER BY m.{by} DESC, m.degree DESC, m.node LIMIT ? OFFSET ?"
        return list(self._measures(order, (most, offset)))

    def all(self) -> Iterator[Measure]:
        """Every node, in order."""
        return self._measures("ORDER BY m.node", ())

    def of(self, iri: str) -> Measure | None:
        """What is counted of one node; None for what has no tie."""
        return next(self._measures("AND node.iri = ?", (iri,)), None)

    def cuts(self, most: int, offset: int = 0) -> list[Measure]:
        """The nodes that a part hangs on, those over which most shortest paths lead first."""
        order = "AND m.cut ORDER BY m.betweenness DESC, m.degree DESC, m.node LIMIT ? OFFSET ?"
        return list(self._measures(order, (most, offset)))

    def count_of(self, what: Literal["cut", "reach"]) -> int:
        """How many nodes a part hangs on, or have partners in another county."""
        asked = f"SELECT COUNT(*) FROM measure WHERE scope = ? AND {what} > 0"  # noqa: S608
        return int(self._connection.execute(asked, (self._scope,)).fetchone()[0])

    def bridges(self, most: int, offset: int = 0) -> tuple[int, list[tuple[str, str]]]:
        """How many pairs a part hangs on, and some of them, those over which most shortest paths lead first."""
        total = self._connection.execute("SELECT COUNT(*) FROM bridge WHERE scope = ?", (self._scope,)).fetchone()[0]
        rows = self._connection.execute(
            "SELECT one.iri, other.iri FROM bridge AS b JOIN node AS one ON one.id = b.one "
            "JOIN node AS other ON other.id = b.other "
            "JOIN measure AS m ON m.scope = b.scope AND m.node = b.one "
            "JOIN measure AS n ON n.scope = b.scope AND n.node = b.other "
            "WHERE b.scope = ? ORDER BY MIN(m.betweenness, n.betweenness) DESC, b.one, b.other LIMIT ? OFFSET ?",
            (self._scope, most, offset),
        )
        return int(total), list(rows)

    def groups(self, what: Literal["part", "community"], most: int, first: int) -> list[Group]:
        """The largest parts or communities, each with so many of those in it that have most partners."""
        rows = self._connection.execute(
            f"SELECT {what}, COUNT(*) FROM measure WHERE scope = ? GROUP BY {what} ORDER BY {what} LIMIT ?",  # noqa: S608
            (self._scope, most),
        ).fetchall()
        order = f"AND m.{what} = ? ORDER BY m.degree DESC, m.node LIMIT ?"
        return [
            Group(number, size, [one.node for one in self._measures(order, (number, first))]) for number, size in rows
        ]

    def crossings(self, border: Border, most: int) -> tuple[int, list[Crossing]]:
        """How many pairs of sectors or counties have edges between them, and those with most."""
        given = (self._scope, border)
        total = self._connection.execute("SELECT COUNT(*) FROM crossing WHERE scope = ? AND border = ?", given)
        rows = self._connection.execute(
            "SELECT one, other, edges FROM crossing WHERE scope = ? AND border = ? "
            "ORDER BY edges DESC, one, other LIMIT ?",
            (*given, most),
        )
        return int(total.fetchone()[0]), [Crossing(*row) for row in rows]

    def sides(self, border: Border) -> list[str]:
        """The sectors or counties that edges lead out of."""
        rows = self._connection.execute(
            "SELECT one FROM crossing WHERE scope = ?1 AND border = ?2 "
            "UNION SELECT other FROM crossing WHERE scope = ?1 AND border = ?2 ORDER BY 1",
            (self._scope, border),
        )
        return [one for (one,) in rows]

    def edges_between(self, border: Border, one: str, other: str) -> int:
        """How many edges there are between two sectors, or between two counties."""
        given = (self._scope, border, *sorted((one, other)))
        found = self._connection.execute(
            "SELECT edges FROM crossing WHERE scope = ? AND border = ? AND one = ? AND other = ?", given
        ).fetchone()
        return int(found[0]) if found else 0

    def foundings(self, most: int) -> tuple[int, list[Tie]]:
        """How often several organisations founded another together, and the latest of these foundings.

        Of what sources state alone, those in which none of them takes part through an office.
        """
        # Two founders and what they founded are three, with two spaces between.
        several = "FROM tie WHERE kind = 'founding' AND target <> '' AND parties LIKE '% % %'"
        if self._scope == "stated":
            several += " AND offices = ''"
        total = self._connection.execute(f"SELECT COUNT(*) {several}").fetchone()[0]
        rows = self._connection.execute(f"SELECT {TIE} {several} ORDER BY dates DESC, id LIMIT ?", (most,))
        return int(total), list(map(tie, rows))

    def years(self) -> Mapping[int, Mapping[Kind, int]]:
        """How many ties each year has, by kind; 0 stands for those without a date."""
        found: dict[int, dict[Kind, int]] = {}
        rows = self._connection.execute(
            "SELECT year, kind, ties FROM year WHERE scope = ? ORDER BY 1, 2", (self._scope,)
        )
        for year, kind, ties in rows:
            found.setdefault(year, {})[cast("Kind", kind)] = ties
        return found

    def _measures(self, rest: str, given: tuple[object, ...]) -> Iterator[Measure]:
        rows = self._connection.execute(_MEASURES.format(rest=rest), (self._scope, *given))
        for iri, degree, betweenness, core, reach, cut, part, community in rows:
            yield Measure(iri, degree, betweenness, core, reach, bool(cut), part, community)
