"""Turns an IRI into the page about it, with its alternates, or into 404."""

from http import HTTPStatus
from urllib.parse import urlencode

from flask import Response, abort, make_response, render_template, request, url_for

from esgraph.serve import documents, negotiation, past, presence, wording
from esgraph.serve.article import compose, reading
from esgraph.serve.article.content import Crumb, More
from esgraph.serve.article.neighbourhood import Neighbourhood
from esgraph.serve.site import language, site
from esgraph.serve.templating import href


def read(iri: str) -> Neighbourhood:
    """What the graph says around an IRI. Aborts with 404 if it says nothing."""
    near = reading.around(site(), iri)
    if near is None:
        abort(HTTPStatus.NOT_FOUND)
    return near


def show(iri: str, data_address: str, account: str = "", network: str = "") -> Response:
    """The page about an IRI; `data_address` is that of its RDF without suffix.

    `account` is the address of a source's account, `network` that of an organisation's network.
    """
    article = compose.compose(read(iri), language())
    formats = alternates(data_address)
    page = make_response(
        render_template(
            "article.html",
            article=article,
            area_name=presence.names(site(), language()).get(article.terc[:4], ""),
            slug=iri.rpartition("/")[2],
            steps=[(crumb.text, address(crumb)) for crumb in article.crumbs],
            formats=formats,
            canonical=canonical(),
            account=account,
            network=network,
            past=past.of_entity(site(), iri),
            more_address=more_address,
            address_of=wording.address,
        )
    )
    return documents.offer(page, formats)


def alternates(data_address: str) -> documents.Forms:
    """The RDF formats of what has an address for each; none where the address has a suffix already."""
    if not data_address or "." in data_address.rpartition("/")[2]:
        return []
    return [(offer, f"{data_address}.{offer.suffix}") for offer in negotiation.GRAPHS]


def canonical() -> str:
    """The address of this page by which it should be known: whole, with the arguments that change what it shows."""
    kept = {name: request.args[name] for name in ("property", "page") if name in request.args}
    if "lang" in request.args:
        kept["lang"] = language()
    chosen = f"?{urlencode(kept)}" if kept else ""
    return f"{request.root_url.rstrip('/')}{request.path}{chosen}"


def more_address(more: More) -> str:
    """Where the rest of a long list is: a page of its own; of a term, which has none, a query."""
    parts = more.of.removeprefix(f"{site().base}id/").split("/")
    if more.of.startswith(f"{site().base}id/") and len(parts) == 2:
        way = {"in": "incoming", "out": "statements"}[more.way]
        return url_for("articles.listing", kind=parts[0], slug=parts[1], way=way, property=more.property)
    pattern = f"?it <{more.property}> <{more.of}>" if more.way == "in" else f"<{more.of}> <{more.property}> ?it"
    return url_for("protocol.endpoint", query=f"SELECT ?it WHERE {{ {pattern} }} ORDER BY ?it LIMIT 1000")


def address(crumb: Crumb) -> str:
    """Where a step of the way leads; "" for the page itself."""
    if crumb.listing == "sources":
        return url_for("sources.index")
    if crumb.listing:
        return url_for("lists.index", listing=crumb.listing)
    return href(crumb.iri) if crumb.iri else ""
