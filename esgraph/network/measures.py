"""Turns a View into numbers of its nodes (degree, betweenness, core, community) and into what holds it together.

Two nodes count as bound once here, however many ties they have. rustworkx counts what it can (at 100 k edges in less
than a second, where networkx takes up to four), networkx the rest. `tests/benchmarks/network.py` times them.
"""

import hashlib
from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Final, cast

import networkx
import rustworkx

from esgraph.network.view import View

#: Nodes times edges up to which betweenness is exact; that takes about five seconds.
EXACT: Final = 50_000_000
#: Pivots times edges that are looked at where it is not; that takes about half a minute.
SAMPLED: Final = 5_000_000
_FEWEST_PIVOTS: Final = 10
_SEED: Final = 1


@dataclass(frozen=True, slots=True)
class Betweenness:
    """How many shortest paths of others lead over each node; `pivots` is 0 if every path was counted.

    Else it was estimated from so many nodes, evenly drawn (Brandes and Pich 2007), and the numbers are about right.
    """

    values: Mapping[str, float]
    pivots: int = 0


class Measures:
    """The measures of a view; each is computed when it is asked for, and once."""

    def __init__(self, view: View) -> None:
        self._nodes = list(view.nodes)
        numbers = {iri: number for number, iri in enumerate(self._nodes)}
        pairs = {(numbers[edge.one], numbers[edge.other]) for edge in view.edges()}
        self._pairs = sorted({(min(pair), max(pair)) for pair in pairs})

    @property
    def key(self) -> str:
        """A hash of all that the measures depend on: which nodes there are, and which two are bound."""
        hashed = hashlib.blake2b(digest_size=20)
        for iri in self._nodes:
            hashed.update(f"{iri}\n".encode())
        hashed.update(array("L", chain.from_iterable(self._pairs)).tobytes())
        return hashed.hexdigest()

    @cached_property
    def _graph(self) -> "rustworkx.PyGraph[int, None]":
        graph: rustworkx.PyGraph[int, None] = rustworkx.PyGraph(multigraph=False)
        graph.add_nodes_from(range(len(self._nodes)))
        graph.add_edges_from_no_data(self._pairs)
        return graph

    @cached_property
    def _networkx(self) -> "networkx.Graph[int]":
        graph: networkx.Graph[int] = networkx.Graph()
        graph.add_nodes_from(range(len(self._nodes)))
        graph.add_edges_from(self._pairs)
        return graph

    @cached_property
    def degree(self) -> Mapping[str, int]:
        """How many others each node is bound to."""
        return {iri: self._graph.degree(number) for number, iri in enumerate(self._nodes)}

    @cached_property
    def core(self) -> Mapping[str, int]:
        """The largest k such that the node is among nodes of which each is bound to k of them."""
        # What it really gives; its annotations say an int here, and one number a bridge below.
        found = cast("dict[int, int]", rustworkx.core_number(self._graph))
        return {iri: found[number] for number, iri in enumerate(self._nodes)}

    @cached_property
    def betweenness(self) -> Betweenness:
        """How many of the shortest paths between other nodes lead over each, in shares where there are several."""
        size, pairs = len(self._nodes), len(self._pairs)
        if size * pairs <= EXACT:
            # By one thread: several add up their shares in an order that chance decides, and the last digits with it.
            exact = rustworkx.betweenness_centrality(self._graph, normalized=False, parallel_threshold=size + 1)
            return Betweenness({iri: exact[number] for number, iri in enumerate(self._nodes)})
        pivots = min(size, max(_FEWEST_PIVOTS, SAMPLED // pairs))
        found = networkx.betweenness_centrality(self._networkx, k=pivots, normalized=False, seed=_SEED)
        return Betweenness({iri: found[number] for number, iri in enumerate(self._nodes)}, pivots)

    @cached_property
    def bridges(self) -> tuple[tuple[str, str], ...]:
        """The pairs that a part hangs on: without what binds the two it would fall in two."""
        found = cast("set[tuple[int, int]]", rustworkx.bridges(self._graph))
        return tuple(sorted(self._pair(one, other) for one, other in found))

    @cached_property
    def articulation_points(self) -> tuple[str, ...]:
        """The nodes that a part hangs on: without one of them it would fall apart."""
        return tuple(sorted(self._nodes[number] for number in rustworkx.articulation_points(self._graph)))

    @cached_property
    def communities(self) -> tuple[tuple[str, ...], ...]:
        """Groups that are bound more among themselves than with others, the largest first.

        By label propagation (Traag and Šubelj 2023) from a fixed seed; another seed may draw some borders otherwise.
        """
        found = networkx.community.fast_label_propagation_communities(self._networkx, seed=_SEED)
        groups = [tuple(sorted(self._nodes[number] for number in group)) for group in found]
        return tuple(sorted(groups, key=lambda group: (-len(group), group)))

    def _pair(self, one: int, other: int) -> tuple[str, str]:
        first, second = sorted((self._nodes[one], self._nodes[other]))
        return first, second
