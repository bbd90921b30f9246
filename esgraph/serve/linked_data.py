"""Turns the IRIs of entities and graphs into documents: HTML for people, RDF for machines."""

import re
from http import HTTPStatus

from flask import Blueprint, abort, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from esgraph.errors import LANGUAGES
from esgraph.serve import documents, negotiation, resource
from esgraph.serve.article import graph_file, graph_page, rdf
from esgraph.serve.article import page as article_page
from esgraph.serve.negotiation import HTML
from esgraph.serve.network_address import address_of
from esgraph.serve.networks import has_network
from esgraph.serve.site import site
from esgraph.vocabulary import DEFAULT_BASE, entity, graph

blueprint = Blueprint("linked_data", __name__)

#: What may stand in an address; nothing else ever reaches a query.
_SAFE = re.compile(r"[A-Za-z0-9._~-]+(?:/[A-Za-z0-9._~-]+)*")
_FORMS = (*documents.OFFERS, *negotiation.DATASETS)


@blueprint.route("/id/<kind>/<slug>")
def identify(kind: str, slug: str) -> BaseResponse:
    """Lead from a thing to the document about it: 303 by Accept (Cool URIs for the Semantic Web, section 4.2)."""
    name, suffix = _split(slug)
    _known(entity(site().base, kind, name))
    # N-Quads and TriG are of graphs, not of entities.
    if documents.chosen(suffix) is HTML:
        location = url_for("linked_data.page", kind=kind, slug=name, lang=_wanted_language())
    else:
        location = url_for("linked_data.data", kind=kind, slug=f"{name}.{suffix}" if suffix else name)
    response = redirect(location, HTTPStatus.SEE_OTHER)
    response.vary.update(["Accept", "Accept-Language"])
    return response


@blueprint.route("/page/<kind>/<slug>")
def page(kind: str, slug: str) -> BaseResponse:
    """Show an entity to people; with the suffix of a format, lead to the entity in that format."""
    if _split(slug)[1]:
        return identify(kind, slug)
    iri = entity_iri(kind, slug)
    account = url_for("linked_data.named_graph", name=f"source/{slug}") if kind == "source" else ""
    network = address_of(iri) if kind == "organization" and has_network() else ""
    return article_page.show(iri, url_for("linked_data.data", kind=kind, slug=slug), account, network)


@blueprint.route("/data/<kind>/<slug>")
def data(kind: str, slug: str) -> BaseResponse:
    """Give an entity to machines, in the format of the suffix or of Accept."""
    name, suffix = _split(slug)
    iri = entity_iri(kind, name)
    near = article_page.read(iri)
    chosen = documents.chosen(suffix, negotiation.GRAPHS)
    response = documents.sent(rdf.serialize(near, chosen.media_type), chosen.content_type)
    documents.leave_out(response, rdf.left_out(near))
    return documents.with_page(response, url_for("linked_data.page", kind=kind, slug=name))


@blueprint.route("/graph/<path:name>")
def named_graph(name: str) -> BaseResponse:
    """Everything that one named graph says."""
    name, suffix = _split(name)
    iri = graph(site().base, name)
    if iri not in site().store.graphs():
        abort(HTTPStatus.NOT_FOUND)
    chosen = documents.chosen(suffix, _FORMS)
    if chosen is HTML:
        return graph_page.show(iri, name)
    return documents.with_page(graph_file.respond(iri, chosen), url_for("linked_data.named_graph", name=name))


def _split(name: str) -> tuple[str, str]:
    """Separate a known format suffix from a name. Aborts with 404 for what can be no address of ours."""
    return documents.split(_checked(name), _FORMS)


def _checked(name: str) -> str:
    if not _SAFE.fullmatch(name):
        abort(HTTPStatus.NOT_FOUND)
    return name


def entity_iri(kind: str, slug: str) -> str:
    """The IRI of an entity by its address. Aborts with 404 for what can be none of ours."""
    return _checked_iri(entity(site().base, kind, slug))


def _checked_iri(iri: str) -> str:
    _checked(iri.removeprefix(site().base).removeprefix(DEFAULT_BASE).replace("#", "/"))
    return iri


def _known(iri: str) -> str:
    if not resource.exists(site(), _checked_iri(iri)):
        abort(HTTPStatus.NOT_FOUND)
    return iri


def _wanted_language() -> str | None:
    wanted = request.args.get("lang")
    return wanted if wanted in LANGUAGES else None
