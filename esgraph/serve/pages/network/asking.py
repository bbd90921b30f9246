"""Turns what an address says of organisations into those of the network, or into a refusal that leads on."""

from http import HTTPStatus

from flask import abort, url_for

from esgraph.network import Network, Node
from esgraph.network.model import local
from esgraph.network.view import Switches, Whole
from esgraph.serve.site import site
from esgraph.vocabulary import entity, is_slug

#: Steps from the middle of an ego network to its rim.
DEPTHS = ("1", "2")


#: Slugs that are the address of something else when they stand alone.
_TAKEN = ("path",)


def iri_of(written: str) -> str:
    """The IRI of an organisation (`slug`, `organization/slug`) or office (`post/slug`); "" for what is neither."""
    kind, _, slug = written.rpartition("/")
    known = kind in ("", "organization", "post")
    return entity(site().base, kind or "organization", slug) if known and is_slug(slug) else ""


def written_of(iri: str) -> str:
    """The inverse of `iri_of`."""
    slug = local(iri).removeprefix("organization/")
    return local(iri) if slug in _TAKEN else slug


def address_of(iri: str) -> str:
    """The page of the network of an organisation or office."""
    sort, _, slug = written_of(iri).rpartition("/")
    return url_for("network.ego.page", slug=slug, sort=sort or None)


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
