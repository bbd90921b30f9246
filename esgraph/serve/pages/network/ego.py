"""Turns an organisation into the page of its network: with whom it is bound, by what, and on whose word."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Blueprint, make_response, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from esgraph.network import Edge, Node
from esgraph.network.drawing import draw
from esgraph.network.sparql import Asking
from esgraph.network.view import Whole
from esgraph.serve import parameters, switches
from esgraph.serve.article.paging import Paging
from esgraph.serve.collation import alphabetical
from esgraph.serve.network_address import written_of
from esgraph.serve.networks import Asked, asked
from esgraph.serve.pages.network import phrases
from esgraph.serve.pages.network.asking import DEPTHS, all_around, is_lifted, node_of, standing_in, view_of
from esgraph.serve.pages.network.forms import Form, form
from esgraph.serve.site import language, site
from esgraph.serve.telling import Telling, Told

blueprint = Blueprint("ego", __name__)

#: Partners of a page.
_PAGE = 50


@dataclass(frozen=True, slots=True)
class Partner:
    """Another organisation, and all that binds the two."""

    node: Node
    written: str
    ties: Sequence[Told]


@blueprint.route("/network/<slug>")
@blueprint.route("/network/<any(organization, post):sort>/<slug>")
def page(slug: str, sort: str = "") -> BaseResponse:
    """The page of an organisation (or, with `offices`, of an office)."""
    written = f"{sort}/{slug}" if sort else slug
    chosen = switches.read("depth", "page")
    depth = int(parameters.choice("depth", DEPTHS) or "1")
    with asked() as given:
        view = view_of(given.network, chosen)
        node = node_of(given.network, written)
        shown = view.node(standing_in(view, node))
        return make_response(_page(given, view, node, shown, form(chosen, written, depth)))


def _page(given: Asked, view: Whole, node: Node, shown: Node, form: Form) -> str:
    by_partner = {other: view.between(shown.iri, other) for other in view.neighbours(shown.iri)}
    order = _ordered(view, by_partner)
    paging = Paging(parameters.page(), len(order), _PAGE, lambda to: url_for(
        request.endpoint or "", page=to, _anchor="partners", **{**(request.view_args or {}), **form.arguments},
    ))  # fmt: skip
    parameters.within(paging.number, paging.pages)
    here = order[paging.offset : paging.offset + _PAGE]
    telling = Telling(site(), given.network, language(), (edge for one in here for edge in by_partner[one.iri]))
    partners = [
        Partner(one, written_of(one.iri), [telling.told(edge, shown.iri) for edge in by_partner[one.iri]])
        for one in here
    ]
    nodes = all_around(view, shown.iri, form.depth)
    edges = [edge for listed in by_partner.values() for edge in listed]
    return render_template(
        "network_ego.html", node=shown, written=written_of(shown.iri), form=form,
        standing=phrases.of_standing(given.network, view, node, shown), is_lifted=is_lifted(view, node),
        sentence=phrases.of_partners(
            shown.label(language()), edges, len(order), has_offices=any(one.is_office for one in order)
        ),
        partners=partners, paging=paging, merged=given.network.organisations(shown.merged).values(),
        measure=given.overviews["all"].of(shown.iri), counts=given.overviews["all"].counts(),
        picture=draw(view, language(), centre=shown.iri, among=nodes),
        reach=phrases.of_reach(len(nodes) - 1, has_offices=view.switches.offices) if form.depth > 1 else "",
        query=Asking.of(view, nodes).around(shown.iri, form.depth), undated=view.undated_of(shown.iri),
    )  # fmt: skip


def _ordered(view: Whole, by_partner: Mapping[str, Sequence[Edge]]) -> list[Node]:
    """Partners with most that sources state first, then by name."""
    chosen = language()

    def key(node: Node) -> tuple[int, int, object, str]:
        edges = by_partner[node.iri]
        stated = sum(edge.is_stated for edge in edges)
        return -stated, -len(edges), alphabetical(node.label(chosen)), node.iri

    return sorted(view.some(list(by_partner)).values(), key=key)
