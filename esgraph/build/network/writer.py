"""Turns the N-Quads of a release into the index of its network, the same bytes for the same statements."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from esgraph.build.handover import Handover
from esgraph.build.kept import Kept
from esgraph.build.network.evidence import supports, words
from esgraph.build.network.gathering import gather
from esgraph.network.crossing import by_year, cross_county, cross_sector
from esgraph.network.measures import Measures
from esgraph.network.model import Node, Tie
from esgraph.network.network import Network
from esgraph.network.paths import components
from esgraph.network.source import Gathered
from esgraph.network.switches import Switches
from esgraph.network.view import View
from esgraph.network_index import FORMAT, INDEXES, SCHEMA, SCOPES, Scope
from esgraph.release import Manifest
from esgraph.sqlite_file import written

#: Rows that are held while they wait to be written.
_BATCH = 10_000
#: What was counted of a network.
_KEPT = "network.kept"


def write(nquads: Path, base: str, target: Path, handover: Handover | None = None) -> None:
    """Write the index of a dataset with this base IRI to `target`.

    What is counted of a network is used again while the same nodes are bound to each other.
    """
    source = gather(nquads, base)
    with Kept(handover, _KEPT) as kept, written(target, SCHEMA) as index:
        _Writer(index, source, kept).write(nquads, base)


class _Writer:
    def __init__(self, index: sqlite3.Connection, source: Gathered, kept: Kept) -> None:
        self._index = index
        self._source = source
        self._kept = kept
        self._numbers = {iri: number for number, iri in enumerate(source.nodes(), 1)}

    def write(self, nquads: Path, base: str) -> None:
        self._write_nodes()
        self._write_ties(self._source.ties())
        self._write_evidence(nquads, base)
        self._index.executemany(
            "INSERT INTO hypothesis VALUES (?, ?, ?, ?)",
            [(one.iri, one.about, one.candidate, one.verdict) for one in self._source.hypotheses()],
        )
        meta = {"format": FORMAT}
        for scope in SCOPES:
            view = network_of(self._source).switched(Switches(stated_only=scope == "stated"))
            meta |= self._write_measures(scope, view)
            self._write_borders(scope, view)
        self._index.executemany("INSERT INTO meta VALUES (?, ?)", sorted(meta.items()))
        self._index.executescript(INDEXES)

    def _write_nodes(self) -> None:
        self._index.executemany(
            "INSERT INTO node VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (self._node(number, node) for number, node in enumerate(self._source.nodes().values(), 1)),
        )

    def _node(self, number: int, node: Node) -> tuple[object, ...]:
        texts = (node.labels.get("pl"), node.labels.get("en"), node.shorts.get("pl"), node.shorts.get("en"))
        home = self._numbers.get(node.home)
        return (number, node.iri, *texts, node.kind, node.sector, " ".join(node.counties), home)

    def _write_ties(self, ties: Sequence[Tie]) -> None:
        self._index.executemany(
            "INSERT INTO tie VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    number, tie.iri, tie.kind, " ".join(tie.parties), " ".join(tie.grounds), tie.target,
                    " ".join(part for pair in tie.offices for part in pair), " ".join(tie.dates), tie.status,
                    tie.is_disputed,
                )
                for number, tie in enumerate(ties, 1)
            ),
        )  # fmt: skip
        pairs = ((one, number) for number, tie in enumerate(ties, 1) for one in tie.participants)
        rows = ((self._numbers[one], number) for one, number in pairs if one in self._numbers)
        self._index.executemany("INSERT INTO party VALUES (?, ?)", sorted(rows))

    def _write_evidence(self, nquads: Path, base: str) -> None:
        evidence: dict[str, int] = {}
        graphs: dict[str, int] = {}
        rows: Iterator[tuple[int, int, int, int]] = (
            (
                one.tie + 1,
                self._numbers.get(one.named, 0),
                evidence.setdefault(one.evidence, len(evidence) + 1),
                graphs.setdefault(one.graph, len(graphs) + 1),
            )
            for one in supports(nquads, self._source.ties())
            if not one.named or one.named in self._numbers
        )
        self._index.executemany("INSERT OR IGNORE INTO support VALUES (?, ?, ?, ?)", rows)
        self._index.executemany("INSERT INTO graph VALUES (?, ?)", ((number, iri) for iri, number in graphs.items()))
        self._index.executemany(
            "INSERT INTO evidence VALUES (?, ?, ?, ?, ?, ?)",
            (
                (evidence[one.iri], one.iri, one.is_quote, one.texts.get("pl"), one.texts.get("en"), one.source or None)
                for one in words(nquads, evidence, base)
            ),
        )

    def _write_measures(self, scope: Scope, view: View) -> dict[str, str]:
        """Write what is counted of each node, and return what is to be known of the whole."""
        measures = Measures(view)
        nodes, bridges, counts = json.loads(self._kept.of(measures.key, partial(_counted, view, measures)))
        reach = _reach(view)
        rows = (
            (scope, self._numbers[iri], degree, betweenness, core, reach.get(iri, 0), *groups)
            for iri, (degree, betweenness, core, *groups) in zip(view.nodes, nodes, strict=True)
        )
        self._index.executemany("INSERT INTO measure VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
        self._index.executemany(
            "INSERT INTO bridge VALUES (?, ?, ?)",
            [(scope, self._numbers[one], self._numbers[other]) for one, other in bridges],
        )
        counts |= {"nodes": len(view.nodes), "edges": view.size, "ties": len(view.bonds)}
        return {f"{scope}-{name}": str(count) for name, count in counts.items()}

    def _write_borders(self, scope: Scope, view: View) -> None:
        """Write what crosses a border, and how many ties each year has."""
        nodes = view.nodes
        crossed: Counter[tuple[str, str, str]] = Counter()
        for edge in cross_sector(view):
            crossed["sector", *_sorted(nodes[edge.one].sector, nodes[edge.other].sector)] += 1
        for edge in cross_county(view):
            ends = ((one, other) for one in nodes[edge.one].counties for other in nodes[edge.other].counties)
            for pair in {_sorted(*pair) for pair in ends}:
                crossed["county", *pair] += 1
        rows = [(scope, *key, count) for key, count in sorted(crossed.items())]
        self._index.executemany("INSERT INTO crossing VALUES (?, ?, ?, ?, ?)", rows)
        years = by_year(view)
        counted = [(year, kind, count) for year, kinds in years.ties.items() for kind, count in kinds.items()]
        counted += [(0, kind, count) for kind, count in years.undated.items()]
        self._index.executemany("INSERT INTO year VALUES (?, ?, ?, ?)", [(scope, *row) for row in sorted(counted)])


def _counted(view: View, measures: Measures) -> bytes:
    """What is counted of each node, the bridges, and what is counted of all, as JSON."""
    parts, communities = components(view), measures.communities
    part, community = _numbered(parts), _numbered(communities)
    cuts = set(measures.articulation_points)
    nodes = [
        (
            measures.degree[iri], measures.betweenness.values[iri], measures.core[iri],
            iri in cuts, part[iri], community[iri],
        )
        for iri in view.nodes
    ]  # fmt: skip
    counts = {"parts": len(parts), "communities": len(communities), "pivots": measures.betweenness.pivots}
    return json.dumps((nodes, measures.bridges, counts)).encode()


def network_of(source: Gathered) -> Network:
    """A network that is not of a release yet."""
    return Network(Manifest("", "", "", {}, "", "", "", "", {}, {}), source)


def _reach(view: View) -> Mapping[str, int]:
    """In how many counties other than its own each node has partners; none where its own is not known."""
    found: dict[str, set[str]] = {}
    for edge in cross_county(view):
        for one, other in ((edge.one, edge.other), (edge.other, edge.one)):
            found.setdefault(one, set()).update(view.nodes[other].counties)
    return {iri: len(counties.difference(view.nodes[iri].counties)) for iri, counties in found.items()}


def _numbered(groups: Sequence[Sequence[str]]) -> dict[str, int]:
    return {iri: number for number, group in enumerate(groups, 1) for iri in group}


def _sorted(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one <= other else (other, one)
