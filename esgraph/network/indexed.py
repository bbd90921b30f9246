"""Turns one connection to the index of a network into a Source, which reads what is asked for."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any, Final

from esgraph.errors import LANGUAGES, Language
from esgraph.network.evidence import Evidence
from esgraph.network.identity import Hypothesis
from esgraph.network.model import Kind, Node, Tie

#: So many pieces of evidence are remembered while edges of the same tie are written one after another.
_REMEMBERED: Final = 4_096

_NODES: Final = (
    "SELECT node.iri, node.pl, node.en, node.short_pl, node.short_en, node.kind, node.sector, node.counties, home.iri "
    "FROM {source} LEFT JOIN node AS home ON home.id = node.home {rest}"
)
_SOME: Final = _NODES.format(
    source="json_each(?) AS asked CROSS JOIN node ON node.iri = asked.value", rest="ORDER BY node.id"
)
_ALL: Final = _NODES.format(source="node", rest="ORDER BY node.id")
#: The columns of a tie.
TIE: Final = "iri, kind, parties, grounds, target, offices, dates, status, disputed"
_TIES: Final = f"SELECT {TIE} FROM tie {{rest}} ORDER BY id"  # noqa: S608
# From the organisations to their ties, and not the other way round, which would read every tie.
_TIES_OF: Final = _TIES.format(
    rest="WHERE id IN (SELECT party.tie FROM json_each(?) AS asked CROSS JOIN node ON node.iri = asked.value "
    "CROSS JOIN party ON party.node = node.id)"
)
_TIES_OF_KINDS: Final = _TIES.format(rest="WHERE kind IN (SELECT value FROM json_each(?))")
_EVIDENCE: Final = """
SELECT DISTINCT evidence.iri, evidence.quote, evidence.pl, evidence.en, evidence.source, graph.iri
FROM tie CROSS JOIN support ON support.tie = tie.id CROSS JOIN evidence ON evidence.id = support.evidence
CROSS JOIN graph ON graph.id = support.graph
WHERE tie.iri = ? AND (support.named = 0 OR support.named IN (
  SELECT node.id FROM json_each(?) AS asked CROSS JOIN node ON node.iri = asked.value))
ORDER BY evidence.iri, graph.iri"""


_WEIGHTS: Final = """
SELECT node.iri, COUNT(*) FROM json_each(?) AS asked CROSS JOIN node ON node.iri = asked.value
CROSS JOIN party ON party.node = node.id GROUP BY node.id"""


class Indexed:
    """The Source that a connection to an index is; whoever opened the connection closes it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._evidence = lru_cache(_REMEMBERED)(self._read_evidence)

    def nodes(self) -> Mapping[str, Node]:
        """Every organisation and office by IRI."""
        return self._all_nodes

    def ties(self) -> Sequence[Tie]:
        """Every tie."""
        return self._all_ties

    def ties_of_kinds(self, kinds: Collection[Kind]) -> Iterator[Tie]:
        """The ties of some kinds one after another, none of which is kept."""
        return map(tie, self._connection.execute(_TIES_OF_KINDS, (_listed(kinds),)))

    def some(self, iris: Iterable[str]) -> Mapping[str, Node]:
        """Those of some organisations and offices that there are."""
        rows = self._connection.execute(_SOME, (_listed(iris),))
        return {row[0]: _node(row) for row in rows}

    def ties_of(self, iris: Iterable[str]) -> Sequence[Tie]:
        """The ties of any of these organisations and offices, each once."""
        return list(map(tie, self._connection.execute(_TIES_OF, (_listed(iris),))))

    def weights(self, iris: Iterable[str]) -> Mapping[str, int]:
        """How many ties each of some organisations and offices has, whatever switches say; none for what has none."""
        return dict(self._connection.execute(_WEIGHTS, (_listed(iris),)))

    def hypotheses(self) -> Sequence[Hypothesis]:
        """The confirmed and the probable ones about two organisations."""
        rows = self._connection.execute("SELECT iri, about, candidate, verdict FROM hypothesis ORDER BY rowid")
        return [Hypothesis(*row) for row in rows]

    def evidence(self, tie: Tie, named: Sequence[str]) -> tuple[Evidence, ...]:
        """The evidence that those who are named are bound by a tie, in order."""
        return self._evidence(tie.iri, tuple(named))

    @cached_property
    def _all_nodes(self) -> Mapping[str, Node]:
        return {row[0]: _node(row) for row in self._connection.execute(_ALL)}

    @cached_property
    def _all_ties(self) -> Sequence[Tie]:
        return list(map(tie, self._connection.execute(_TIES.format(rest=""))))

    def _read_evidence(self, tie: str, named: tuple[str, ...]) -> tuple[Evidence, ...]:
        found: dict[str, tuple[list[str], tuple[Any, ...]]] = {}
        for iri, *told, graph in self._connection.execute(_EVIDENCE, (tie, _listed(named))):
            found.setdefault(iri, ([], tuple(told)))[0].append(graph)
        return tuple(
            Evidence(iri, _texts(pl, en), bool(quote), source or "", tuple(graphs))
            for iri, (graphs, (quote, pl, en, source)) in found.items()
        )


def _listed(iris: Iterable[str]) -> str:
    return json.dumps(sorted(set(iris)))


def _node(row: tuple[Any, ...]) -> Node:
    iri, pl, en, short_pl, short_en, kind, sector, counties, home = row
    return Node(
        iri, _texts(pl, en), kind, sector, tuple(counties.split()), home or "", shorts=_texts(short_pl, short_en)
    )


def tie(row: tuple[Any, ...]) -> Tie:
    """A tie from its columns."""
    iri, kind, parties, grounds, target, offices, dates, status, disputed = row
    return Tie(
        iri, kind, tuple(parties.split()), tuple(grounds.split()), target, tuple(_pairs(offices.split())),
        tuple(dates.split()), status, bool(disputed),
    )  # fmt: skip


def _pairs(listed: Sequence[str]) -> Iterator[tuple[str, str]]:
    return zip(listed[::2], listed[1::2], strict=True)


def _texts(pl: str | None, en: str | None) -> dict[Language, str]:
    return {one: text for one, text in zip(LANGUAGES, (pl, en), strict=True) if text is not None}
