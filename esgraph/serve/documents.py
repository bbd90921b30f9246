"""Turns a request for a document into the form that the client wants: a page, or RDF by suffix or Accept."""

from collections.abc import Callable, Iterable, Sequence
from http import HTTPStatus

from flask import Response, abort, make_response, render_template, request, url_for

from esgraph.release import NQUADS
from esgraph.serve import negotiation
from esgraph.serve.conditional import entity_tag, not_modified
from esgraph.serve.negotiation import HTML, Format
from esgraph.serve.problem import not_acceptable
from esgraph.serve.site import site
from esgraph.serve.spool import SpooledFile
from esgraph.serve.store import Query

#: A page, or a graph in any format.
OFFERS = (HTML, *negotiation.GRAPHS)

#: What an OpenAPI document is called (section “Document Structure”; the type is not registered yet).
OPENAPI = "application/vnd.oai.openapi+json;version=3.1"

#: Formats, each with the address of a document in it.
Forms = list[tuple[Format, str]]


def split(name: str, offers: Iterable[Format] = OFFERS) -> tuple[str, str]:
    """Separate the suffix of a format from a name; one that is of no format belongs to the name."""
    stem, dot, suffix = name.rpartition(".")
    return (stem, suffix) if dot and negotiation.by_suffix(suffix, offers) else (name, "")


def chosen(suffix: str, offers: Sequence[Format] = OFFERS) -> Format:
    """The form of a suffix, else the one that the client likes best.

    Aborts with 404 for a suffix of no form; raises RefusedError with 406 where nothing that is accepted can be had.
    """
    found = negotiation.by_suffix(suffix, offers) if suffix else negotiation.choose(request.accept_mimetypes, offers)
    if found is None:
        if suffix:
            abort(HTTPStatus.NOT_FOUND)
        raise not_acceptable(offers)
    return found


def forms(address: str) -> Forms:
    """The RDF forms of the document at a path of this server, each with its address."""
    stem = request.script_root + address.rstrip("/")
    return [(offer, f"{stem}.{offer.suffix}") for offer in negotiation.GRAPHS]


def offer(response: Response, alternates: Forms) -> Response:
    """A document for people that says where its RDF forms are."""
    for form, address in alternates:
        response.headers.add("Link", f'<{address}>; rel="alternate"; type="{form.media_type}"')
    response.vary.update(["Accept", "Accept-Language"])
    return response


def page(template: str, address: str, **values: object) -> Response:
    """A document for people, with the addresses of its RDF forms."""
    alternates = forms(address)
    return offer(make_response(render_template(template, formats=alternates, **values)), alternates)


def rdf(body: bytes, form: Format, address: str) -> Response:
    """A document for machines, with the address of its page."""
    return with_page(sent(body, form.content_type), request.script_root + address)


def from_store(text: str, form: Format, address: str) -> Response:
    """The graph that a query makes as a document for machines, however long, or word that the client has it already."""
    # From the store that remembers answers, since an address may be written in many ways.
    return made(lambda: site().public.query(Query(text), form.media_type).body, form, address)


def made(make: Callable[[], bytes | SpooledFile], form: Format, address: str, *parts: str) -> Response:
    """A document for machines that is made where the client does not have it already.

    `parts` are what it is made of besides the release.
    """
    tag = entity_tag("document", address, form.content_type, *parts)
    response = not_modified(tag)
    if response is None:
        response = sent(make(), form.content_type)
        response.set_etag(tag)
    return with_page(response, request.script_root + address)


def with_page(response: Response, address: str) -> Response:
    """RDF that says where its page is."""
    response.headers.add("Link", f'<{address}>; rel="alternate"; type="text/html"')
    response.vary.add("Accept")
    return response


def sent(body: bytes | SpooledFile, content_type: str) -> Response:
    """What may be in a file, to be sent from there."""
    if isinstance(body, bytes):
        response = make_response(body)
    else:
        response = Response(body.chunks())
        response.content_length = body.size
    response.headers["Content-Type"] = content_type
    return response


def lead_to_description(response: Response) -> Response:
    """An answer that says where all that is here for programs is described (RFC 8631, section 4)."""
    address = url_for("openapi.index")
    response.headers.add("Link", f'<{address}>; rel="service-desc"; type="{OPENAPI}"')
    return response


def leave_out(response: Response, number: int) -> None:
    """Say of a file how much it leaves out, and where all of it is: never a silent cut."""
    if number:
        response.headers["Esgraph-Left-Out"] = str(number)
        dump = url_for("downloads.dump", release="latest", file=NQUADS)
        response.headers.add("Link", f'<{dump}>; rel="collection"; type="application/n-quads"')
