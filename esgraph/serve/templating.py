"""Turns an application into one whose templates have words, links and dates in the reader's language."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote, urlencode

from flask import Flask, request
from markupsafe import Markup, escape

from esgraph.serve import atlas, texts
from esgraph.serve.known_names import known_name
from esgraph.serve.site import language, site
from esgraph.serve.typography import bound, breakable, quoted, spoken

#: The main menu: endpoint, name of its text.
NAVIGATION = (
    ("questions.index", "questions"),
    ("network.overview.index", "network"),
    ("sources.index", "sources"),
    ("map.index", "map"),
    ("timeline.index", "timeline"),
    ("protocol.endpoint", "sparql"),
    ("vocabulary.ontology.index", "vocabulary"),
    ("downloads.index", "downloads"),
)

#: What is the same in every language.
_NO_LANGUAGE = frozenset(
    {
        "static",
        "downloads.checksums",
        "downloads.dump",
        "linked_data.data",
        "machines.icon",
        "machines.robots",
        "openapi.index",
        "sitemap.index",
        "sitemap.pages",
        "sitemap.part",
        "vocabulary.ontology.context",
    }
)

#: What stands for itself in a path (RFC 3986, section 3.3).
_IN_PATHS = "/:@!$&'()*+,;="


def install(app: Flask) -> None:
    """Give the templates of an application all that they share."""
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True, "autoescape": True}
    app.url_defaults(_keep_language)
    app.context_processor(_words)
    filters: dict[str, Callable[..., Any]] = {
        "day": _day, "decimal": _decimal, "size": _size,
        "typeset": _typeset, "quoted": _quoted, "spoken": spoken, "breakable": breakable,
    }  # fmt: skip
    for name, function in filters.items():
        app.add_template_filter(function, name)
    app.add_template_global(atlas.locator, "locator_of")
    # Endpoints that the release has nothing for: the menu leaves them out.
    app.jinja_env.globals.setdefault("absent", frozenset())


def _keep_language(endpoint: str, values: dict[str, Any]) -> None:
    """Let links keep a language that was chosen in the address; one that the browser chose needs no word."""
    if "lang" in request.args and endpoint not in _NO_LANGUAGE:
        values.setdefault("lang", language())


def _words() -> dict[str, object]:
    """What every template may use."""
    chosen = language()
    other = "en" if chosen == "pl" else "pl"

    def t(name: str, **values: object) -> str:
        return texts.text(name, chosen, **values)

    def n(name: str, number: int) -> str:
        return texts.counted(name, number, chosen)

    return {
        "t": t,
        "n": n,
        "texts": texts.TEXTS,
        "lang": chosen,
        "other_lang": other,
        "switch_address": in_language(other),
        "manifest": site().release.manifest,
        "in_language": in_language,
        "navigation": NAVIGATION,
        "licence_name": _licence_name(site().release.manifest.licence),
        "href": href,
    }


def _licence_name(address: str) -> str:
    """“CC BY 4.0”, which stays on one line, for a licence of Creative Commons, else its address."""
    return known_name(address, language()).replace(" ", "\N{NO-BREAK SPACE}") or address


def in_language(wanted: str) -> str:
    """The address of this page in another language, with every argument that it has, also one that is given twice."""
    kept = [(name, value) for name, value in request.args.items(multi=True) if name != "lang"]
    # Of two slashes at its beginning a browser would read the name of a host.
    path = "/" + (request.script_root + request.path).lstrip("/")
    return f"{quote(path, _IN_PATHS)}?{urlencode([*kept, ('lang', wanted)], quote_via=quote, safe='')}"


def href(iri: str) -> str:
    """Where a link on a page leads: to a page here if this server has it, else to the IRI if a browser can."""
    path = site().local_path(iri)
    if not path:
        return iri if iri.startswith(("http://", "https://")) else ""
    # To the page at once; the redirect from the thing to its page is for those who have only its IRI.
    if path.startswith("/id/"):
        path = "/page/" + path.removeprefix("/id/")
    return request.script_root + path + (f"?lang={language()}" if "lang" in request.args else "")


def _day(written: str) -> str:
    return texts.day(written, language())


def _decimal(number: float) -> str:
    return texts.decimal(number, language())


def _size(number: int) -> str:
    return texts.size(number, language())


def _typeset(text: str | Markup) -> Markup:
    # Escaped first; what is added is white space only.
    safe = str(escape(text))
    return Markup(bound(safe) if language() == "pl" else safe)  # noqa: S704


def _quoted(text: str) -> str:
    return quoted(text, language())
