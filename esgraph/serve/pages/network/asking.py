"""Turns what an address says of organisations into those of the network, or into a refusal that leads on."""

from http import HTTPStatus

from flask import abort

from esgraph.network import Network, Node
from esgraph.network.view import Switches, Whole
from esgraph.serve.network_address import iri_of

#: Steps from the middle of an ego network to its rim.
DEPTHS = ("1", "2")


def node_of(network: Network, written: str) -> Node:
    """An organisation or office of the graph, whether it has ties or not. Aborts with 404 for what is none."""
    iri = iri_of(written)
    found = network.organisations([iri]).get(iri) if iri else None
    if found is None:
        abort(HTTPStatus.NOT_FOUND)
    return found


def view_of(network: Network, switches: Switches) -> Whole:
    """The network with switches, in which who has no tie is a node, too."""
    return network.switched(switches.with_isolates())


def standing_in(view: Whole, node: Node) -> str:
    """The IRI of the node that stands for an organisation: itself, or who it is taken for."""
    return view.standing.get(node.iri, node.iri)
