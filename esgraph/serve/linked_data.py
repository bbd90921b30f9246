"""Turns the IRIs of entities and graphs into documents: HTML for people, RDF for machines."""

import re
from http import HTTPStatus

from flask import Blueprint, Response, abort, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from esgraph.errors import LANGUAGES
from esgraph.serve import negotiation, resource
from esgraph.serve.negotiation import HTML, Format
from esgraph.serve.problem import not_acceptable
from esgraph.serve.site import language, site
from esgraph.serve.store import Query
from esgraph.vocabulary import DEFAULT_BASE, ESG, entity, graph

blueprint = Blueprint("linked_data", __name__)

#: What may stand in an address; nothing else ever reaches a query.
_SAFE = re.compile(r"[A-Za-z0-9._~-]+(?:/[A-Za-z0-9._~-]+)*")
_RDF = (*negotiation.GRAPHS, *negotiation.DATASETS)


@blueprint.route("/id/<kind>/<slug>")
def identify(kind: str, slug: str) -> BaseResponse:
    """Lead from a thing to the document about it: 303 by Accept (Cool URIs for the Semantic Web, section 4.2)."""
    name, suffix = _split(slug)
    _known(entity(site().base, kind, name))
    offers = [HTML, *negotiation.GRAPHS]
    chosen = negotiation.by_suffix(suffix, offers) if suffix else _accepted(offers)
    if chosen is None:  # N-Quads and TriG are of graphs, not of entities
        abort(HTTPStatus.NOT_FOUND)
    if chosen is HTML:
        location = url_for("linked_data.page", kind=kind, slug=name, lang=_wanted_language())
    else:
        location = url_for("linked_data.data", kind=kind, slug=f"{name}.{suffix}" if suffix else name)
    response = redirect(location, HTTPStatus.SEE_OTHER)
    response.vary.update(["Accept", "Accept-Language"])
    return response


@blueprint.route("/page/<kind>/<slug>")
def page(kind: str, slug: str) -> BaseResponse:
    """Show an entity to people."""
    return _page(_known(entity(site().base, kind, slug)), url_for("linked_data.data", kind=kind, slug=slug))


@blueprint.route("/data/<kind>/<slug>")
def data(kind: str, slug: str) -> BaseResponse:
    """Give an entity to machines, in the format of the suffix or of Accept."""
    name, suffix = _split(slug)
    iri = _known(entity(site().base, kind, name))
    chosen = negotiation.by_suffix(suffix, negotiation.GRAPHS) if suffix else _accepted(negotiation.GRAPHS)
    if chosen is None:
        abort(HTTPStatus.NOT_FOUND)
    answer = resource.description(site(), iri, chosen.media_type)
    return _rdf(answer.read(), chosen, url_for("linked_data.page", kind=kind, slug=name))


@blueprint.route("/graph/<path:name>")
def named_graph(name: str) -> BaseResponse:
    """Everything that one named graph says."""
    name, suffix = _split(name)
    iri = graph(site().base, name)
    if iri not in site().store.graphs():
        abort(HTTPStatus.NOT_FOUND)
    offers = [HTML, *_RDF]
    chosen = negotiation.by_suffix(suffix, offers) if suffix else _accepted(offers)
    if chosen is None:
        abort(HTTPStatus.NOT_FOUND)
    if chosen is HTML:
        return _graph_page(iri, name)
    text = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{iri}> {{ ?s ?p ?o }} }}"
    answer = site().store.query(Query(text), chosen.media_type)
    body = _in_graph(answer.read(), iri) if chosen.suffix == "nq" else answer.read()
    return _rdf(body, chosen, url_for("linked_data.named_graph", name=name))


def _split(name: str) -> tuple[str, str]:
    """Separate a known format suffix from a name. Aborts with 404 for what can be no address of ours."""
    stem, dot, suffix = _checked(name).rpartition(".")
    if dot and negotiation.by_suffix(suffix, [*_RDF, HTML]):
        return stem, suffix
    return name, ""


def _checked(name: str) -> str:
    if not _SAFE.fullmatch(name):
        abort(HTTPStatus.NOT_FOUND)
    return name


def _known(iri: str) -> str:
    _checked(iri.removeprefix(site().base).removeprefix(DEFAULT_BASE).replace("#", "/"))
    if not resource.exists(site(), iri):
        abort(HTTPStatus.NOT_FOUND)
    return iri


def _accepted(offers: tuple[Format, ...] | list[Format]) -> Format:
    chosen = negotiation.choose(request.accept_mimetypes, offers)
    if chosen is None:
        raise not_acceptable(offers)
    return chosen


def _wanted_language() -> str | None:
    wanted = request.args.get("lang")
    return wanted if wanted in LANGUAGES else None


def _page(iri: str, data_address: str) -> Response:
    shown = resource.read(site(), iri, language())
    suffixes = [(offer, f"{data_address}.{offer.suffix}") for offer in negotiation.GRAPHS]
    response = make_response(render_template("resource.html", resource=shown, formats=suffixes))
    for offer, address in suffixes:
        response.headers.add("Link", f'<{address}>; rel="alternate"; type="{offer.media_type}"')
    response.vary.update(["Accept", "Accept-Language"])
    return response


def _graph_page(iri: str, name: str) -> Response:
    shown = site().settings.max_html_rows
    rows = site().select(
        f"SELECT DISTINCT ?s ?type WHERE {{ GRAPH <{iri}> {{ ?s ?p ?o OPTIONAL {{ ?s a ?type }} }} "
        f"FILTER(!CONTAINS(STR(?s), '#') || STRSTARTS(STR(?s), '{ESG}')) }} ORDER BY ?type ?s LIMIT {shown + 1}"
    )
    groups: dict[str, list[str]] = {}
    for row in rows[:shown]:
        groups.setdefault(row.get("type", {}).get("value", ""), []).append(row["s"]["value"])
    iris = {one for members in groups.values() for one in members} | set(groups) | {iri}
    labels = resource.read_labels(site(), iris, language())
    source = entity(site().base, *name.split("/", 1)) if name.startswith("source/") else ""
    labels |= resource.read_labels(site(), {source} if source else set(), language())
    formats = [(offer, url_for("linked_data.named_graph", name=f"{name}.{offer.suffix}")) for offer in _RDF]
    response = make_response(
        render_template(
            "graph.html", iri=iri, title=labels.get(source) or labels.get(iri) or name, groups=groups,
            labels=labels, formats=formats, source=source, shown=shown, is_cut=len(rows) > shown,
        )
    )  # fmt: skip
    response.vary.update(["Accept", "Accept-Language"])
    return response


def _rdf(body: bytes, chosen: Format, page_address: str) -> Response:
    response = make_response(body)
    response.headers["Content-Type"] = chosen.content_type
    response.headers.add("Link", f'<{page_address}>; rel="alternate"; type="text/html"')
    response.vary.add("Accept")
    return response


def _in_graph(ntriples: bytes, iri: str) -> bytes:
    """N-Triples as N-Quads of one graph: CONSTRUCT gives triples only."""
    ending = f" <{iri}> .".encode()
    return b"".join(line.removesuffix(b" .") + ending + b"\n" for line in ntriples.splitlines() if line)
