"""Turns words, numbers and filters into pages of results, and the beginnings of words into suggestions.

`/search?q=&type=&kind=&region=&county=&role=&year=&page=` is a page; with `Accept: application/json`, or at
`/search.json`, it is a document (CORS open):

    {"query": "…", "total": 6, "page": 1, "pages": 1, "hasAll": true,
     "corrections": [{"typed": "Karuzella", "instead": "Karuzela"}], "unknown": [],
     "filters": {"county": "powiat-wolominski"},
     "inWordsOfSources": 0,
     "results": [{"iri": "https://…/id/organization/ops-w-tluszczu", "page": "/page/organization/ops-w-tluszczu",
                  "type": "organization", "label": "Ośrodek Pomocy Społecznej w Tłuszczu",
                  "kind": "ośrodek pomocy społecznej", "place": "Tłuszcz", "within": "", "date": "",
                  "matches": [{"field": "mention", "text": "…", "language": "pl"}]}],
     "facets": {"type": [{"value": "organization", "label": "organizacja", "count": 3}], …}}

`hasAll` is false where no entry has every word. `field` is one of `esgraph.search_index.Field`, in lower case.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import quote

from flask import Blueprint, Response, jsonify, make_response, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from esgraph.search_index import FACETS, QUOTED, TYPES
from esgraph.serve import negotiation, parameters, texts
from esgraph.serve.article.paging import Paging
from esgraph.serve.negotiation import HTML, Format
from esgraph.serve.pages.lists import listed
from esgraph.serve.problem import RefusedError, not_acceptable
from esgraph.serve.search import asked
from esgraph.serve.search.answer import PER_PAGE, Search, answer, browse
from esgraph.serve.search.answer import Value as FoundValue
from esgraph.serve.search.index import install, search_index
from esgraph.serve.search.results import Result
from esgraph.serve.site import language, site_of
from esgraph.serve.templating import href

blueprint = Blueprint("search", __name__)

_JSON: Final = Format("application/json", "json", "JSON")
#: Values of a facet that are shown at once; the others are one click away.
_SHOWN: Final = 6
_LONGEST_VALUE: Final = 100
_EXAMPLES: Final = ("w Tłuszczu", "sp. soc. Pożytek", "OPS", "1434")


blueprint.record(lambda state: install(state.app, site_of(state.app).release))


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet as a link: to the results with it, or without it if it is chosen already."""

    label: str
    count: int
    chosen: bool
    address: str


@blueprint.route("/search")
def index() -> BaseResponse:
    """Results as a page, or as a document by Accept."""
    chosen = negotiation.choose(request.accept_mimetypes, [HTML, _JSON])
    if chosen is None:
        raise not_acceptable([HTML, _JSON])
    response = _page() if chosen is HTML else document()
    response.vary.update(["Accept", "Accept-Language"])
    return response


@blueprint.route("/search.json")
def document() -> Response:
    """Results as a document."""
    search, found = _wanted(), search_index()
    if found is None:
        raise RefusedError(HTTPStatus.NOT_FOUND, texts.message("search_no_index"))
    given = answer(found, search, language())
    parameters.within(search.page, given.pages)
    response = jsonify(
        query=search.text,
        filters=dict(search.filters),
        total=given.total,
        page=search.page,
        pages=given.pages,
        hasAll=given.has_all,
        corrections=[{"typed": typed, "instead": instead} for typed, instead in given.asked.corrections],
        unknown=list(given.asked.unknown),
        inWordsOfSources=given.quoted,
        results=[_told(result) for result in given.results],
        facets={
            facet: [{"value": one.value, "label": _label(facet, one), "count": one.count} for one in values]
            for facet, values in given.facets.items()
        },
    )
    response.vary.add("Accept-Language")
    return response


def _told(result: Result) -> dict[str, object]:
    return {
        "iri": result.iri,
        "page": href(result.iri),
        "type": result.type,
        "label": result.plain,
        "kind": result.kind.plain if result.kind else "",
        "place": result.places[0].plain if result.places else "",
        "within": result.within.plain if result.within else "",
        "date": result.date,
        "matches": [
            {"field": one.register or one.field.name.lower(), "text": one.plain, "language": one.language}
            for one in result.reasons
        ],
    }


def _page() -> Response:
    found = search_index()
    if found is None:
        return make_response(render_template("search_none.html"))
    search = _wanted()
    if search.is_empty:
        parameters.within(search.page, 1)
        facets = _choices(search, browse(found, language()))
        return make_response(render_template("search.html", search=search, facets=facets, examples=_EXAMPLES))
    given = answer(found, search, language())
    parameters.within(search.page, given.pages)
    facets = _choices(search, given.facets)
    page = render_template(
        "search.html", search=search, answer=given, facets=facets, shown=_SHOWN,
        chips={facet: [one for one in choices if one.chosen] for facet, choices in facets.items()},
        most_characters=asked.MOST_CHARACTERS, most_words=asked.MOST_WORDS,
        nearby=[(text, _address(search, filters={}, text=text)) for text in given.nearby],
        lists=[] if given.total else listed(),
        unfiltered_address=_address(search, filters={}),
        quoted_address=_address(search, filters={"type": QUOTED}),
        paging=Paging(search.page, given.total, PER_PAGE, lambda to: _address(search, page=to or 1)),
        json_address=url_for("search.document", **_arguments(search)),
    )  # fmt: skip
    return make_response(page)


def _wanted() -> Search:
    """What the address asks for. Raises RefusedError for what is no value of a parameter."""
    page, text = parameters.page(), parameters.text("q")
    closed = {"type": parameters.choice("type", TYPES), "year": parameters.year("year")}
    # What else there is to choose from is for the release to say: a value that it has no more finds nothing.
    found = closed | {name: parameters.text(name, _LONGEST_VALUE).strip() for name in FACETS if name not in closed}
    filters = {facet: found[facet] for facet in FACETS if found[facet]}
    if filters.get("type") == QUOTED:  # the words of sources have no kind, place or year of their own
        filters = {"type": QUOTED}
    cut = text[: asked.MOST_CHARACTERS]
    return Search(cut, filters, page, is_cut=len(cut) < len(text))


def _arguments(search: Search) -> dict[str, Any]:
    arguments = {"q": search.text, **search.filters}
    return {name: value for name, value in arguments.items() if value}


def _address(search: Search, *, filters: Mapping[str, str] | None = None, page: int = 1, text: str = "") -> str:
    """The address of these words, or others, with filters (else with those chosen), at a page."""
    changed = Search(text or search.text, search.filters if filters is None else filters)
    return url_for("search.index", **_arguments(changed), page=page if page > 1 else None)


def _choices(search: Search, facets: Mapping[str, tuple[FoundValue, ...]]) -> dict[str, list[Choice]]:
    """Facet → its values as links."""
    choices = {}
    for facet, values in facets.items():
        without = _address(search, filters={name: value for name, value in search.filters.items() if name != facet})
        # Put on here, since a country has hundreds of counties and each would be built from nothing.
        start = f"{without}{'&' if '?' in without else '?'}{facet}="
        choices[facet] = [
            Choice(
                _label(facet, one), one.count, one.chosen, without if one.chosen else start + quote(one.value, safe="")
            )
            for one in values
        ]
    return choices


def _label(facet: str, value: FoundValue) -> str:
    if facet == "type" and value.value in TYPES:
        return texts.text(f"type_{value.value}", language())
    return value.label


@blueprint.route("/opensearch.xml")
def opensearch() -> Response:
    """How a browser searches here (OpenSearch 1.1)."""
    response = make_response(render_template("opensearch.xml"))
    response.mimetype = "application/opensearchdescription+xml"
    response.vary.add("Accept-Language")
    return response
