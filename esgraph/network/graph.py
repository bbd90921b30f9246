"""Turns a View into the graph object of networkx, with multiplicity kept."""

from collections.abc import Mapping

import networkx

from esgraph.network.model import Edge, Node
from esgraph.network.view import View

Value = str | bool


def graph_of(view: View) -> "networkx.MultiGraph[str]":
    """A node for each node, an edge for each edge; the attributes are those that `Network.graph` names."""
    graph: networkx.MultiGraph[str] = networkx.MultiGraph()
    for iri, node in view.nodes.items():
        graph.add_node(iri, **node_values(node))
    for edge in view.edges():
        ends = {"source": edge.one, "target": edge.other} if edge.is_directed else {}
        graph.add_edge(edge.one, edge.other, edge.id, **edge_values(edge), **ends)
    return graph


def node_values(node: Node) -> Mapping[str, Value]:
    """What is said of a node."""
    return {
        "label_pl": node.label("pl"),
        "label_en": node.label("en"),
        "kind": node.kind,
        "sector": node.sector,
        "counties": " ".join(node.counties),
        "office": node.is_office,
        "merged": " ".join(node.merged),
    }


def edge_values(edge: Edge) -> Mapping[str, Value]:
    """What is said of an edge without looking at its evidence."""
    return {
        "kind": edge.tie.kind,
        "relation": edge.relation,
        "stated": edge.is_stated,
        "disputed": edge.tie.is_disputed,
        "merged": edge.is_merged,
        "directed": edge.is_directed,
        "status": edge.tie.status,
        "through": " ".join(edge.through),
        "dates": " ".join(edge.tie.dates),
        "tie": edge.tie.iri,
        "grounds": " ".join(edge.tie.grounds),
    }
