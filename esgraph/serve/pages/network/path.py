"""Turns two organisations into the page that says how they are connected: the shortest ways, step by step."""

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from esgraph.network import Network, Node
from esgraph.network.model import local
from esgraph.polish import fold
from esgraph.serve import parameters, switches
from esgraph.serve.network_address import iri_of, written_of
from esgraph.serve.networks import asked
from esgraph.serve.pages.network.answer import answer, merging_helps
from esgraph.serve.pages.network.asking import view_of
from esgraph.serve.pages.network.forms import between
from esgraph.serve.search import suggestions
from esgraph.serve.search.asked import MOST_CHARACTERS
from esgraph.serve.search.index import search_index
from esgraph.serve.search.suggestions import Suggestion
from esgraph.serve.site import language, site

blueprint = Blueprint("path", __name__)

#: Organisations that are offered where a name is not clear.
_OFFERED = 8


@dataclass(frozen=True, slots=True)
class End:
    """What was written for one end, and what it names: a node, or those that may be meant."""

    name: str
    written: str
    node: Node | None
    offered: Sequence[Suggestion] = ()

    def slug(self, one: Suggestion) -> str:
        """What the address says of one that is offered."""
        return local(one.iri).removeprefix("organization/")


@blueprint.route("/network/path")
def page() -> BaseResponse:
    """How two are connected; without both of them, the form that asks for them."""
    chosen = switches.read()
    with asked() as given:
        ends = [_end(given.network, name) for name in ("from", "to")]
        nodes = [end.node for end in ends if end.node]
        written = [written_of(end.node.iri) if end.node else end.written for end in ends]
        form = between(chosen, *written)
        if written != [end.written for end in ends] and len(nodes) == len(ends):
            # An address for an answer: what was typed gives way to the name in addresses.
            kept = {**form.place, **form.arguments, "lang": request.args.get("lang")}
            return redirect(url_for(".page", **kept), HTTPStatus.SEE_OTHER)
        if len(nodes) < len(ends):
            return make_response(render_template("network_path.html", ends=ends, form=form, answer=None))
        view, pair = view_of(given.network, chosen), (nodes[0], nodes[1])
        told = answer(given.network, view, pair)
        return make_response(render_template(
            "network_path.html", ends=ends, form=form, answer=told, written_of=written_of,
            merging_helps=told.found.distance is None and merging_helps(given.network, view, pair),
        ))  # fmt: skip


def _end(network: Network, name: str) -> End:
    written = parameters.text(name).strip()
    known = iri_of(written) or (written if written.startswith(f"{site().base}id/") else "")
    if node := network.organisations([known]).get(known) if known else None:
        return End(name, written, node)
    index = search_index()
    if not written or index is None:
        return End(name, written, None)
    offered = suggestions.suggest(index, written[:MOST_CHARACTERS], language(), types=["organization"], most=_OFFERED)
    exact = [one for one in offered if fold(one.label) == fold(written)] or (offered if len(offered) == 1 else [])
    if len(exact) == 1 and (node := network.organisations([exact[0].iri]).get(exact[0].iri)):
        return End(name, written, node)
    return End(name, written, None, offered)
