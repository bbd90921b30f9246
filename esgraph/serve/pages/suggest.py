"""Turns the beginning of a name or number into suggestions for boxes that complete it.

`/suggest?q=&type=&limit=` is a list, the best first (CORS open):

    [{"iri": "https://…/id/organization/ops-w-tluszczu", "label": "Ośrodek Pomocy Społecznej w Tłuszczu",
      "kind": "ośrodek pomocy społecznej", "place": "Tłuszcz", "type": "organization",
      "page": "/page/organization/ops-w-tluszczu"}]

`type` may come several times, or be a list with commas, of `esgraph.search_index.TYPES` (`organization`, `event`,
`edition`, `award`, `place`, `post`, `person`, `work`, `source`, `question`, `concept` …); without it all are meant.
`label`, `kind` (of organisation, else of entry) and `place` ("" where there is none) are in the language of `lang`,
else of `Accept-Language`. `limit` is 10 unless said, 50 at most. With `format=opensearch` it is what browsers take
(OpenSearch Suggestions 1.1).
"""

from typing import Final

from flask import Blueprint, Response, jsonify, request

from esgraph.search_index import QUOTED, TYPES
from esgraph.serve import parameters, texts
from esgraph.serve.search import suggestions
from esgraph.serve.search.asked import MOST_CHARACTERS
from esgraph.serve.search.index import search_index
from esgraph.serve.search.suggestions import Suggestion
from esgraph.serve.site import language
from esgraph.serve.templating import href

blueprint = Blueprint("suggest", __name__)

_OPENSEARCH: Final = "opensearch"
_MEDIA_TYPE: Final = "application/x-suggestions+json"
_KNOWN: Final = frozenset(TYPES) - {QUOTED}


@blueprint.route("/suggest")
def suggest() -> Response:
    """What may be meant."""
    typed, index = parameters.text("q")[:MOST_CHARACTERS], search_index()
    types, most = _types(), parameters.number("limit", 1, suggestions.MOST, 10)
    form = parameters.choice("format", (_OPENSEARCH,))
    given = suggestions.suggest(index, typed, language(), types=types, most=most) if index else []
    if form:
        response = jsonify([typed, [one.label for one in given]])
        response.mimetype = _MEDIA_TYPE
    else:
        response = jsonify([_told(one) for one in given])
    response.vary.add("Accept-Language")
    return response


def _told(one: Suggestion) -> dict[str, str]:
    return {
        "iri": one.iri,
        "label": one.label,
        "kind": one.kind or texts.text(f"type_{one.type}", language()),
        "place": one.place,
        "type": one.type,
        "page": href(one.iri),
    }


def _types() -> list[str]:
    types = [one for text in request.args.getlist("type") for one in text.split(",") if one]
    if unknown := sorted(set(types) - _KNOWN):
        raise parameters.wrong("type", unknown[0], parameters.one_of(one for one in TYPES if one in _KNOWN))
    return types
