"""Turns an address that leads nowhere into one that does, or into a page that helps on: names like it, the lists."""

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import partial
from http import HTTPStatus
from urllib.parse import quote

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from markupsafe import Markup
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as BaseResponse

from esgraph.errors import LimitError
from esgraph.search_index import TYPES
from esgraph.serve import past, problem, texts, withdrawn
from esgraph.serve.pages.lists import listed
from esgraph.serve.search import suggestions
from esgraph.serve.search.answer import Search, answer
from esgraph.serve.search.asked import MOST_CHARACTERS
from esgraph.serve.search.index import SearchIndex, search_index
from esgraph.serve.site import language, site
from esgraph.serve.templating import href
from esgraph.tombstones import Tombstone
from esgraph.vocabulary import entity as entity_of

blueprint = Blueprint("missing", __name__)

#: Names and questions that are offered.
_MOST = 5
_ENTITY = re.compile(r"/(?:id|page|data)/(?P<kind>[^/]+)/(?P<slug>[^/]+)")
_SOURCE = re.compile(r"/graph/(?P<kind>source)/(?P<slug>[^/]+)")
#: Every address at which something of a thing is: a file, a table, its incoming links, a frame in another page.
_WITHDRAWN = (
    re.compile(r"/(?:id|page|data)/(?P<kind>[^/]+)/(?P<slug>[^/]+)(?:/(?:incoming|statements))?"),
    re.compile(r"(?:/embed)?/network/(?:(?P<kind>organization|post)/)?(?P<slug>[^/]+)(?:/(?:nodes|edges)\.csv)?"),
    re.compile(r"(?:/dumps/[^/]+/graphs|/graph)/(?P<kind>source)/(?P<slug>[^/]+)"),
)
_QUESTION = re.compile(r"/questions/(?P<slug>[^/]+)")
_SUFFIX = re.compile(r"\.[a-z]{2,6}$")


@dataclass(frozen=True, slots=True)
class Near:
    """Something that may be meant: what it is called, where it is, and what kind it is."""

    label: str
    address: str
    kind: str = ""


@blueprint.app_errorhandler(NotFound)
def not_found(error: NotFound) -> BaseResponse:
    """Lead on from an address with a slash too many; else say what is like it, to people."""
    if address := _without_slash():
        return redirect(address, HTTPStatus.PERMANENT_REDIRECT)
    if stone := _tombstone(request.path):
        # On the page of an error, which names nothing like it and does not offer to search for what is to be forgotten.
        return _gone(stone)
    problem.tell_on(partial(_page, request.path))
    return problem.http_error(error)


def _tombstone(path: str) -> Tombstone | None:
    """What stays to be said of a thing that was withdrawn, at any of its addresses."""
    asked = next(filter(None, (form.fullmatch(path) for form in _WITHDRAWN)), None)
    if asked is None:
        return None
    iri = entity_of(site().base, asked.groupdict().get("kind") or "organization", _SUFFIX.sub("", asked["slug"]))
    return withdrawn.tombstone(site(), iri)


def _gone(stone: Tombstone) -> BaseResponse:
    """Lead on to what took its place (301), else say when and why it was withdrawn (410)."""
    if stone.replaced_by:
        return redirect(_there(stone.replaced_by), HTTPStatus.MOVED_PERMANENTLY)
    return problem.esgraph_error(problem.RefusedError(HTTPStatus.GONE, withdrawn.told(stone)))


def _there(iri: str) -> str:
    """The address of what took the place of a thing, of the same sort as the one that was asked for.

    Who asks for RDF must not be led to a page, nor a reader of a network's table to an article.
    """
    local = site().local_path(iri)
    kind, _, slug = local.removeprefix("/id/").partition("/")
    asked = next(filter(None, (form.fullmatch(request.path) for form in _WITHDRAWN)), None)
    if not slug or asked is None or local == iri:
        return href(iri)
    start, end = asked.span("slug")
    suffix = _SUFFIX.search(asked["slug"])
    before = request.path[:start]
    if asked.groupdict().get("kind"):
        before = f"{request.path[: asked.start('kind')]}{kind}/"
    elif kind != "organization":
        before = f"{before}{kind}/"
    there = f"{before}{slug}{suffix[0] if suffix else ''}{request.path[end:]}"
    query = request.query_string.decode("latin-1")
    return request.script_root + quote(there, safe="/:@!$&'()*+,;=~") + (f"?{query}" if query else "")


def _without_slash() -> str:
    """The address without slashes at its end, if that is one of ours; "" if not."""
    stem = request.path.rstrip("/")
    if stem in ("", request.path) or stem.startswith("//"):
        return ""
    adapter = current_app.create_url_adapter(request)
    if adapter is None or not adapter.test(stem, request.method):
        return ""
    query = request.query_string.decode("latin-1")
    return request.script_root + quote(stem, safe="/:@!$&'()*+,;=~") + (f"?{query}" if query else "")


def _page(path: str, status: HTTPStatus, what: Markup, remedy: Markup) -> str:
    asked = _QUESTION.match(path)
    entity = _ENTITY.match(path) or _SOURCE.match(path)
    words = _words((asked or entity or {"slug": ""})["slug"])
    near = _questions(asked["slug"]) if asked else _names(words, entity["kind"]) if entity else []
    gone = past.of_entity(site(), entity_of(site().base, entity["kind"], entity["slug"])) if entity else None
    return render_template(
        "missing.html",
        status=status,
        what=what,
        remedy=remedy,
        gone=gone.changed if gone and gone.is_gone else None,
        words=words,
        near=near,
        listed=listed(),
    )


def _words(slug: str) -> str:
    """The words of a slug, for a search."""
    return re.sub(r"[-_.\s]+", " ", _SUFFIX.sub("", slug))[:MOST_CHARACTERS].strip()


def _questions(slug: str) -> list[Near]:
    """The questions whose slugs are like this one."""
    known = {question.slug: question for question in site().questions}
    close = get_close_matches(slug[:MOST_CHARACTERS], list(known), n=_MOST, cutoff=0.5)
    return [Near(known[one].title(language()), url_for("questions.question", slug=one)) for one in close]


def _names(words: str, kind: str) -> list[Near]:
    """What is called nearly so: first of that kind, else anything; else what has most of the words."""
    index = search_index()
    if index is None or not words:
        return []
    try:
        return _found(index, words, [kind] if kind in TYPES else [])
    except LimitError:  # a page that helps less is better than none
        return []


def _found(index: SearchIndex, words: str, kinds: list[str]) -> list[Near]:
    for types in ([kinds] if kinds else []) + [[]]:
        if named := suggestions.suggest(index, words, language(), types=types, most=_MOST):
            return [Near(one.label, href(one.iri), one.kind or _type(one.type)) for one in named]
    results = answer(index, Search(words), language()).results[:_MOST]
    return [Near(one.plain, href(one.iri), one.kind.plain if one.kind else _type(one.type)) for one in results]


def _type(name: str) -> str:
    return texts.text(f"type_{name}", language())
