"""Turns a release into sitemaps: an index, and parts of so many addresses that each is made at once and thrown away.

As sitemaps.org/protocol.html says: absolute addresses of this server, at most 50,000 in a part; both languages of a
page are its alternates (`xhtml:link`).
"""

from collections.abc import Iterable
from http import HTTPStatus
from xml.sax.saxutils import escape, quoteattr

from flask import Blueprint, Response, abort, request, url_for

from esgraph.errors import LANGUAGES
from esgraph.serve.conditional import entity_tag, not_modified
from esgraph.serve.memo import kept
from esgraph.serve.packed import Packed
from esgraph.serve.pages.lists import listed
from esgraph.serve.site import Site, site
from esgraph.serve.templating import NAVIGATION
from esgraph.vocabulary import CV, ESG, FOAF, ORG, SCHEMA, SKOS, entity

blueprint = Blueprint("sitemap", __name__)

#: Addresses of one part; a part is held in memory while it is sent, about 4 MB.
SIZE = 10_000

#: What people search for, by kind and class. Evidence, claims and gaps are found from these.
_CLASSES = {
    "organization": ORG + "Organization",
    "post": ORG + "Post",
    "person": FOAF + "Person",
    "event": SCHEMA + "Event",
    "work": SCHEMA + "CreativeWork",
    "award": ESG + "Award",
    "edition": ESG + "AwardEdition",
    "conferral": ESG + "AwardConferral",
    "participation": CV + "Participation",
    "cooperation": ESG + "Cooperation",
    "foundation": ESG + "Foundation",
    "headcount": ESG + "HeadcountReport",
    "hypothesis": ESG + "IdentityHypothesis",
    "place": "http://purl.org/dc/terms/Location",
    "source": ESG + "Source",
    "concept": SKOS + "Concept",
}
_URLSET = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:xhtml="http://www.w3.org/1999/xhtml">\n{0}\n</urlset>\n'
)
_INDEX = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    "{0}\n</sitemapindex>\n"
)


@blueprint.route("/sitemap.xml")
def index() -> Response:
    """All parts; how many there are follows from the counts of the release."""
    counts = site().release.manifest.counts
    places = [url_for("sitemap.pages", _external=True)]
    for kind, name in _CLASSES.items():
        parts = -(-counts.get(name, 0) // SIZE)
        places += [url_for("sitemap.part", kind=kind, number=n, _external=True) for n in range(1, parts + 1)]
    date = site().release.manifest.modified
    return _xml(_INDEX, (f"<sitemap><loc>{escape(place)}</loc><lastmod>{date}</lastmod></sitemap>" for place in places))


@blueprint.route("/sitemap/pages.xml")
def pages() -> Response:
    """The pages that are about no single thing."""
    # robots.txt keeps crawlers from the endpoint.
    endpoints = ["home.index", *(name for name, _ in NAVIGATION if name != "protocol.endpoint")]
    paths = [url_for(endpoint, lang=None) for endpoint in endpoints]
    paths += [url_for("lists.index", listing=listing, lang=None) for listing in listed()]
    paths += [url_for("questions.question", slug=question.slug, lang=None) for question in site().questions]
    paths += [url_for("catalogue.index", lang=None), url_for("releases.index", lang=None)]
    root = request.root_path.rstrip("/")
    return _urls(path.removeprefix(root) if root else path for path in dict.fromkeys(paths))


@blueprint.route("/sitemap/<kind>-<int:number>.xml")
def part(kind: str, number: int) -> Response:
    """So many addresses of the entities of a kind."""
    if kind not in _CLASSES or number < 1:
        abort(HTTPStatus.NOT_FOUND)
    tag = entity_tag("sitemap", kind, str(number), request.root_url)
    if response := not_modified(tag):
        return response
    paths = [path for (iri,) in _members(site(), kind).page((number - 1) * SIZE, SIZE) for path in _paths(kind, iri)]
    if not paths:
        abort(HTTPStatus.NOT_FOUND)
    response = _urls(paths)
    response.set_etag(tag)
    return response


@kept
def _members(site: Site, kind: str) -> Packed:
    """Everything of a kind, sorted once and not for every part."""
    return Packed.of(sorted((iri,) for (iri,) in site.rows(f"SELECT DISTINCT ?s WHERE {{ ?s a <{_CLASSES[kind]}> }}")))


def _paths(kind: str, iri: str) -> Iterable[str]:
    """The pages of a thing below this server's root; of a source also its account."""
    local = site().local_path(iri)
    if local.startswith("/id/"):
        yield "/page/" + local.removeprefix("/id/")
    elif local:
        yield local
    if kind == "source" and local.startswith("/id/"):
        yield f"/graph/source/{iri.removeprefix(entity(site().base, 'source', ''))}"


def _urls(paths: Iterable[str]) -> Response:
    root, date = request.root_url.rstrip("/"), site().release.manifest.modified
    return _xml(_URLSET, (_url(f"{root}{path}", date) for path in paths))


def _url(address: str, date: str) -> str:
    alternates = "".join(
        f'<xhtml:link rel="alternate" hreflang="{one}" href={quoteattr(f"{address}?lang={one}")}/>' for one in LANGUAGES
    )
    return f"<url><loc>{escape(address)}</loc><lastmod>{date}</lastmod>{alternates}</url>"


def _xml(frame: str, entries: Iterable[str]) -> Response:
    return Response(frame.format("\n".join(entries)), mimetype="application/xml")
