"""Turns a request for a document into the form that the client wants: a page, or RDF by suffix or Accept."""

from http import HTTPStatus

from flask import Response, abort, make_response, render_template, request

from esgraph.serve import negotiation
from esgraph.serve.negotiation import HTML, Format
from esgraph.serve.problem import not_acceptable

_OFFERS = (HTML, *negotiation.GRAPHS)


def split(name: str) -> tuple[str, str]:
    """Separate the suffix of a format from a name; one that is of no format belongs to the name."""
    stem, dot, suffix = name.rpartition(".")
    return (stem, suffix) if dot and negotiation.by_suffix(suffix, _OFFERS) else (name, "")


def chosen(suffix: str) -> Format:
    """The form of a suffix, else the one that the client likes best.

    Aborts with 404 for a suffix of no form; raises RefusedError with 406 where nothing that is accepted can be had.
    """
    found = negotiation.by_suffix(suffix, _OFFERS) if suffix else negotiation.choose(request.accept_mimetypes, _OFFERS)
    if found is None:
        if suffix:
            abort(HTTPStatus.NOT_FOUND)
        raise not_acceptable(_OFFERS)
    return found


def forms(address: str) -> list[tuple[Format, str]]:
    """The RDF forms of the document at a path of this server, each with its address."""
    stem = request.script_root + address.rstrip("/")
    return [(offer, f"{stem}.{offer.suffix}") for offer in negotiation.GRAPHS]


def page(template: str, address: str, **values: object) -> Response:
    """A document for people, with the addresses of its RDF forms."""
    alternates = forms(address)
    response = make_response(render_template(template, formats=alternates, **values))
    for offer, alternate in alternates:
        response.headers.add("Link", f'<{alternate}>; rel="alternate"; type="{offer.media_type}"')
    response.vary.update(["Accept", "Accept-Language"])
    return response


def rdf(body: bytes, form: Format, address: str) -> Response:
    """A document for machines, with the address of its page."""
    response = make_response(body)
    response.headers["Content-Type"] = form.content_type
    response.headers.add("Link", f'<{request.script_root}{address}>; rel="alternate"; type="text/html"')
    response.vary.add("Accept")
    return response
