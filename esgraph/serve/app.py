"""Turns a release into a Flask application."""

from io import BytesIO
from typing import IO

from flask import Flask, Request, g, request
from werkzeug.wrappers import Response as BaseResponse

from esgraph.release import Release
from esgraph.serve import conditional, downloads, linked_data, parameters, problem, protocol, templating
from esgraph.serve.holding import HeldFiles
from esgraph.serve.memo import Memo
from esgraph.serve.oxigraph import OxigraphStore
from esgraph.serve.pages import (
    articles,
    catalogue,
    counties,
    editor,
    home,
    lists,
    machines,
    match,
    missing,
    networks,
    openapi,
    questions,
    reconcile,
    releases,
    search,
    sitemap,
    sources,
    suggest,
    timeline,
    vocabulary,
)
from esgraph.serve.policy import NOWHERE
from esgraph.serve.settings import Settings
from esgraph.serve.site import Site, install, site
from esgraph.serve.store import Store

#: What a page may load, and where it may stand.
SECURITY = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Content-Security-Policy": NOWHERE,
}
_CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": (
        "Accept-Ranges, Content-Disposition, Content-Range, ETag, Last-Modified, Link, Retry-After, Esgraph-Left-Out, "
        "Esgraph-Release, Esgraph-Undated, Esgraph-Unknown-Functions"
    ),
}
_ALWAYS = (*SECURITY.items(), *_CORS.items())
_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Content-Type, If-None-Match, If-Range, Range",
    "Access-Control-Max-Age": "86400",
}

#: Every part of the server that has addresses.
_PARTS = (
    protocol, linked_data, articles, lists, downloads, home, questions, editor, sources, counties, timeline, networks,
    vocabulary, catalogue, releases, search, suggest, reconcile, match, sitemap, machines, openapi, missing,
)  # fmt: skip


class _Request(Request):
    """A request whose files are read from its body, which is bounded and in memory: nothing of one goes to a disk."""

    def _get_file_stream(self, *_: object, **__: object) -> IO[bytes]:
        return BytesIO()


def create_app(
    release: Release, settings: Settings | None = None, store: Store | None = None, public: Store | None = None
) -> Flask:
    """Make the application for one release.

    `store` answers the queries of pages, else the embedded store does; `public` those from outside, else `store` does.
    """
    chosen = settings or Settings()
    app = Flask(__name__)
    app.request_class = _Request
    app.config["MAX_CONTENT_LENGTH"] = max_body(chosen)
    app.config["MAX_FORM_MEMORY_SIZE"] = max_body(chosen)
    # `//` is no address of ours, and a redirect from it would lead wherever it says.
    app.url_map.merge_slashes = False
    inner = store or OxigraphStore(release, chosen)
    install(app, _site(release, chosen, inner, public or inner))
    problem.install(app)
    for part in _PARTS:
        app.register_blueprint(part.blueprint)
    templating.install(app)
    app.before_request(parameters.check_language)
    app.after_request(_headers)
    return app


def _site(release: Release, settings: Settings, store: Store, public: Store) -> Site:
    # The server has twice as many threads as it takes queries (`server`): one half of them may wait for the other.
    memo = Memo(seats=settings.queries_at_once)
    return Site(release, store, public, settings, release.questions(), HeldFiles(release), memo)


def max_body(settings: Settings) -> int:
    """Bytes of the longest body that is read: a query in UTF-8 and escaped, and the little that a form adds."""
    return 8 * settings.max_query_chars


def _headers(response: BaseResponse) -> BaseResponse:
    # The rule that matched, for who counts requests: addresses are too many.
    request.environ["esgraph-route"] = request.url_rule.rule if request.url_rule else "none"
    manifest = site().release.manifest
    present = {name.lower() for name, _ in response.headers}
    response.headers.extend([(name, value) for name, value in _ALWAYS if name.lower() not in present])
    if request.method == "OPTIONS":
        response.headers.update(_PREFLIGHT)
    response.headers.setdefault("Esgraph-Release", manifest.id)
    if "language" in g:  # it was asked for, so something of the answer depends on it
        response.vary.add("Accept-Language")
    conditional.finish(response)
    return response
