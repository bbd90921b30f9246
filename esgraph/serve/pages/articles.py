"""Turns what an article cuts short into pages that list all of it: what is said of a thing, and what points to it."""

from http import HTTPStatus

from flask import Blueprint, abort, render_template, url_for

from esgraph.question import IRI
from esgraph.serve import messages, parameters, wording
from esgraph.serve.article import page as article_page
from esgraph.serve.article import slices
from esgraph.serve.article.content import Item
from esgraph.serve.article.neighbourhood import Term, Way
from esgraph.serve.article.paging import Paging
from esgraph.serve.article.teller import Teller
from esgraph.serve.linked_data import entity_iri
from esgraph.serve.site import language, site

blueprint = Blueprint("articles", __name__)

_WAYS: dict[str, Way] = {"incoming": "in", "statements": "out"}


@blueprint.route("/page/<kind>/<slug>/<any(incoming, statements):way>")
def listing(kind: str, slug: str, way: str) -> str:
    """All statements about a thing, page by page; of one property with `property`."""
    iri = entity_iri(kind, slug)
    prop = parameters.pattern("property", IRI, messages.AN_IRI)
    number = parameters.page()
    found = slices.read(site(), iri, _WAYS[way], prop, number)
    if found is None:
        abort(HTTPStatus.NOT_FOUND)
    teller = Teller(found.near, language())

    def turn(to: int | None) -> str:
        return url_for("articles.listing", kind=kind, slug=slug, way=way, property=prop or None, page=to)

    return render_template(
        "statements.html",
        way=way,
        title=teller.connects(iri),
        steps=[
            (teller.connects(iri), url_for("linked_data.page", kind=kind, slug=slug)),
            (teller.t(f"listing_{way}"), ""),
        ],
        items=[(teller.name(each), _item(teller, _WAYS[way], each, term)) for each, term in found.rows],
        whole=url_for("articles.listing", kind=kind, slug=slug, way=way),
        properties=[
            (teller.name(each), number, url_for("articles.listing", kind=kind, slug=slug, way=way, property=each), each)
            for each, number in found.properties
        ],
        chosen=prop,
        paging=Paging(number, found.total, slices.SIZE, turn),
        canonical=article_page.canonical(),
        more_address=article_page.more_address,
        address_of=wording.address,
    )


def _item(teller: Teller, way: Way, prop: str, term: Term) -> Item:
    """The other end of one statement, with what carries the statement."""
    near = teller.near
    if way == "out":
        value = teller.value(near.iri, prop, term)
        return Item((value.what,), (), value.evidence, value.tags)
    node = term.value
    if near.is_statement(node):
        told = teller.item(node, near.iri)
        return Item(told.what, told.notes, told.evidence, told.tags, node)
    mine = Term(near.iri, is_iri=True)
    value = teller.value(node, prop, mine)
    return Item((teller.mention(node),), (), value.evidence, value.tags)
