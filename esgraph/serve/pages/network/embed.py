"""Turns an organisation into a page for a frame in somebody else's page: the picture of its network, and its source."""

from flask import Blueprint, make_response, render_template, url_for
from werkzeug.wrappers import Response as BaseResponse

from esgraph.serve import parameters, switches
from esgraph.serve.network_address import written_of
from esgraph.serve.networks import asked
from esgraph.serve.pages.network import phrases
from esgraph.serve.pages.network.asking import DEPTHS, node_of, standing_in, view_of
from esgraph.serve.pages.network.forms import form
from esgraph.serve.policy import ANYWHERE

blueprint = Blueprint("embed", __name__)


@blueprint.route("/embed/network/<slug>")
@blueprint.route("/embed/network/<any(organization, post):sort>/<slug>")
def page(slug: str, sort: str = "") -> BaseResponse:
    """The page for an organisation (or, with `offices`, for an office)."""
    chosen = switches.read("depth")
    depth = int(parameters.choice("depth", DEPTHS) or "1")
    with asked() as given:
        view = view_of(given.network, chosen)
        asked_for = node_of(given.network, f"{sort}/{slug}" if sort else slug)
        node = view.node(standing_in(view, asked_for))
        standing = phrases.of_standing(given.network, view, asked_for, node)
    given_form = form(chosen, written_of(node.iri), depth)
    whole = url_for("network.ego.page", **{**given_form.place, **given_form.arguments})
    response = make_response(
        render_template(
            "network_embed.html", node=node, standing=standing, data_address=given_form.data, page_address=whole
        )
    )
    response.headers["Content-Security-Policy"] = ANYWHERE
    return response
