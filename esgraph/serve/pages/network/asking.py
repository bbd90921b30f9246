"""Turns what an address says of organisations into those of the network, or into a refusal that leads on."""

from collections.abc import Collection
from http import HTTPStatus
from typing import Final

from flask import abort

from esgraph.network import STATED, Network, Node
from esgraph.network.paths import around
from esgraph.network.switches import Switches
from esgraph.network.view import Whole
from esgraph.network_index import Scope
from esgraph.serve import messages, switches, texts
from esgraph.serve.network_address import iri_of
from esgraph.serve.networks import Asked
from esgraph.serve.problem import RefusedError

#: Partners from whom the server takes a second step: beyond, it would read half of the network for one request.
WIDEST: Final = 1_000
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


def undated(given: Asked, switches: Switches) -> int:
    """How many ties switches leave out of the whole network for want of a date."""
    if not switches.has_years:
        return 0
    without = given.overviews["all"].years().get(0, {})
    kinds = switches.kinds & STATED if switches.stated_only else switches.kinds
    return sum(number for kind, number in without.items() if kind in kinds)


def standing_in(view: Whole, node: Node) -> str:
    """The IRI of the node that stands for an organisation or office: itself, or who it is taken for.

    An office that is no node of its own is lifted to its organisation, as it is wherever it takes part in a tie.
    """
    iri = node.home if is_lifted(view, node) else node.iri
    return view.standing.get(iri, iri)


def is_lifted(view: Whole, node: Node) -> bool:
    """Whether its organisation stands for an office."""
    return node.is_office and not view.switches.offices


def all_around(view: Whole, node: str, depth: int) -> Collection[str]:
    """A node and those around it. Raises RefusedError with 413 where these would be too many to walk to."""
    partners = len(view.neighbours(node))
    if depth > 1 and partners > WIDEST:
        told = messages.NETWORK_TOO_WIDE.of(partners=partners, most=WIDEST)
        raise RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, told, remedy=messages.ONE_STEP)
    return around(view, node, depth)


def scope_of(chosen: Switches) -> Scope:
    """Which of the two networks that the build counted is meant. Raises RefusedError for other switches."""
    others = switches.written(chosen).keys() - {"stated"}
    if others:
        raise RefusedError(HTTPStatus.BAD_REQUEST, texts.message("net_not_counted", switch=min(others)))
    return "stated" if chosen.stated_only else "all"
