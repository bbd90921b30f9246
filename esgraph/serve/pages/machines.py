"""Turns what is known of a release into what crawlers and monitors ask for."""

from http import HTTPStatus

from flask import Blueprint, Response, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from esgraph.serve import documents
from esgraph.serve.negotiation import DATASETS, GRAPHS, HTML, Format
from esgraph.serve.site import site

blueprint = Blueprint("machines", __name__)

_OPENAPI = Format("application/json", "json", "OpenAPI", ("application/vnd.oai.openapi+json",))


@blueprint.route("/.well-known/void")
def void() -> BaseResponse:
    """Lead to the description of the dataset, in the form that is wanted (VoID, section 7.2)."""
    # Crawlers that take anything are given RDF; a browser says that it wants a page.
    form = documents.chosen("", (*GRAPHS, *DATASETS, HTML))
    suffix = None if form is HTML else form.suffix
    response = redirect(url_for("catalogue.index", suffix=suffix or ""), HTTPStatus.SEE_OTHER)
    response.vary.add("Accept")
    return response


@blueprint.route("/api")
def api() -> BaseResponse:
    """Lead to the description of what programs can ask for (OpenAPI), or to what of it a page tells people."""
    is_page = documents.chosen("", (_OPENAPI, HTML)) is HTML
    address = url_for("catalogue.index", _anchor="services") if is_page else url_for("openapi.index")
    response = redirect(address, HTTPStatus.SEE_OTHER)
    response.vary.add("Accept")
    return response


@blueprint.route("/favicon.ico")
def icon() -> BaseResponse:
    """Where browsers look for an icon that no page has named."""
    return redirect(url_for("static", filename="icon.svg"), HTTPStatus.PERMANENT_REDIRECT)


@blueprint.route("/robots.txt")
def robots() -> Response:
    """Keep crawlers from what has no end of addresses; the dumps are for them."""
    closed = [
        url_for("protocol.endpoint"),
        f"{request.script_root}/data/",
        url_for("search.index"),
        url_for("suggest.suggest"),
        url_for("reconcile.service"),
    ]
    lines = ["User-agent: *", *(f"Disallow: {address}" for address in closed)]
    lines.append(f"Sitemap: {url_for('sitemap.index', _external=True)}")
    return Response("\n".join(lines) + "\n", mimetype="text/plain")


@blueprint.route("/health/ready")
def ready() -> Response:
    """Whether the release is loaded and answers."""
    site().select("SELECT ?s WHERE { ?s ?p ?o } LIMIT 1")
    response = Response(f"ready {site().release.manifest.id}\n", mimetype="text/plain")
    response.headers["Cache-Control"] = "no-store"
    return response
