"""Turns the network of a release into the times that each graph library takes for the same measures of it.

python -m tests.benchmarks.network_libraries RELEASE
"""

import argparse
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import igraph
import networkx
import rustworkx

from esgraph.network import load

#: What is asked of each library; betweenness alone is that of a part, since of the whole it takes minutes everywhere.
_MEASURES = ("build", "components", "cores", "bridges", "articulation points", "betweenness of the largest core")

Pairs = list[tuple[int, int]]


def _networkx(pairs: Pairs, core: Pairs) -> tuple[Callable[[], Any], ...]:
    graph, part = networkx.Graph(pairs), networkx.Graph(core)
    return (
        lambda: networkx.Graph(pairs),
        lambda: list(networkx.connected_components(graph)),
        lambda: networkx.core_number(graph),
        lambda: list(networkx.bridges(graph)),
        lambda: list(networkx.articulation_points(graph)),
        lambda: networkx.betweenness_centrality(part, normalized=False),
    )


def _igraph(pairs: Pairs, core: Pairs) -> tuple[Callable[[], Any], ...]:
    graph, part = igraph.Graph(pairs), igraph.Graph(core)
    part.delete_vertices([vertex.index for vertex in part.vs if not vertex.degree()])
    return (
        lambda: igraph.Graph(pairs),
        graph.connected_components,
        graph.coreness,
        graph.bridges,
        graph.articulation_points,
        part.betweenness,
    )


def _rustworkx(pairs: Pairs, core: Pairs) -> tuple[Callable[[], Any], ...]:
    def graph_of(edges: Pairs) -> Any:
        made: Any = rustworkx.PyGraph(multigraph=False)
        places = {node: made.add_node(node) for node in sorted({node for pair in edges for node in pair})}
        made.add_edges_from_no_data([(places[one], places[other]) for one, other in edges])
        return made

    graph, part = graph_of(pairs), graph_of(core)
    return (
        lambda: graph_of(pairs),
        lambda: rustworkx.connected_components(graph),
        lambda: rustworkx.core_number(graph),
        lambda: rustworkx.bridges(graph),
        lambda: rustworkx.articulation_points(graph),
        lambda: rustworkx.betweenness_centrality(part, normalized=False, parallel_threshold=1 << 30),
    )


def _pairs(release: Path) -> Pairs:
    view = load(release).view()
    numbers = {iri: number for number, iri in enumerate(view.nodes)}
    return sorted(
        {(min(pair), max(pair)) for edge in view.edges() for pair in [(numbers[edge.one], numbers[edge.other])]}
    )


def _core(pairs: Pairs, most: int = 1000) -> Pairs:
    """The pairs of about so many nodes that are in the highest cores."""
    cores = networkx.core_number(networkx.Graph(pairs))
    kept = set(sorted(cores, key=lambda node: (-cores[node], node))[:most])
    return [pair for pair in pairs if kept.issuperset(pair)]


def main() -> None:
    """Print a table: measures by libraries, seconds of the processor."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("release", type=Path)
    pairs = _pairs(parser.parse_args().release)
    core = _core(pairs)
    libraries = {"networkx": _networkx, "igraph": _igraph, "rustworkx": _rustworkx}
    print(f"{len({node for pair in pairs for node in pair})} nodes, {len(pairs)} pairs; {len(core)} in the core")  # noqa: T201
    taken = {}
    for name, library in libraries.items():
        for measure, act in zip(_MEASURES, library(pairs, core), strict=True):
            begun = time.process_time()
            act()
            taken[name, measure] = time.process_time() - begun
    print(f"{'seconds':34}" + "".join(f"{name:>12}" for name in libraries))  # noqa: T201
    for measure in _MEASURES:
        print(f"{measure:34}" + "".join(f"{taken[name, measure]:12.3f}" for name in libraries))  # noqa: T201


if __name__ == "__main__":
    main()
