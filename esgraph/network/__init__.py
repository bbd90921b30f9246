"""Turns a release into the network of its organisations: typed ties with evidence, answers about them, files of them.

    network = load(Path("release"))
    graph = network.graph(stated_only=True)          # a networkx.MultiGraph
    view = network.view(kinds=("cooperation",))      # the same part of it, for the questions of `esgraph.network.paths`

What the words mean stands in `esgraph.network.model`, the attributes of the graph in `Network.graph`.
"""

from esgraph.network.model import KINDS, STATED, Edge, Kind, Node, Tie
from esgraph.network.network import Network
from esgraph.network.reading import load
from esgraph.network.view import View

__all__ = ["KINDS", "STATED", "Edge", "Kind", "Network", "Node", "Tie", "View", "load"]
