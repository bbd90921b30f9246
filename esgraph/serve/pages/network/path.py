"""Turns two organisations into the page that says how they are connected: the shortest ways, step by step."""

from flask import Blueprint, make_response, render_template
from werkzeug.wrappers import Response as BaseResponse

from esgraph.serve import switches
from esgraph.serve.network_address import written_of
from esgraph.serve.networks import asked
from esgraph.serve.pages.network import naming
from esgraph.serve.pages.network.answer import answer, merging_helps
from esgraph.serve.pages.network.asking import undated, view_of
from esgraph.serve.pages.network.forms import between

blueprint = Blueprint("path", __name__)


@blueprint.route("/network/path")
def page() -> BaseResponse:
    """How two are connected; without both of them, the form that asks for them."""
    chosen = switches.read("from", "to")
    with asked() as given:
        ends = naming.read(given.network)
        form = between(chosen, *(end.address for end in ends))
        if not all(end.node for end in ends):
            return make_response(render_template("network_path.html", ends=ends, form=form, answer=None))
        if response := naming.to_their_address(ends):
            return response
        one, other = naming.known(ends)
        view = view_of(given.network, chosen)
        told = answer(given.network, view, (one, other))
        return make_response(render_template(
            "network_path.html", ends=ends, form=form, answer=told, written_of=written_of,
            undated=undated(given, chosen),
            merging_helps=told.found.distance is None and merging_helps(given.network, view, (one, other)),
        ))  # fmt: skip
