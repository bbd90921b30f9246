"""Turns requests of table tools, such as OpenRefine, into entities of the graph (Reconciliation Service API 0.2).

`/reconcile` is the service: its manifest, candidates for `queries` and values for `extend`, by GET or as a form by
POST. Beside it are `suggest/{entity,type,property}`, `flyout`, the small text beside a suggestion, `preview`, the small
page about an entity, and `properties`, which proposes what a type can be extended by.

`/reconcile/pl` and `/reconcile/en` are the same in one language, so that it stays in every address of the manifest:
tools put what they ask for behind these addresses, which therefore have no parameters. Without it the language is
chosen as on a page, and `?lang=` leads to the addresses of a language. CORS is open as everywhere.
"""

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any, Final

from flask import Blueprint, Response, g, jsonify, make_response, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from esgraph import polish
from esgraph.errors import LANGUAGES, Language
from esgraph.serve import documents, messages, parameters, problem, texts, withdrawn
from esgraph.serve.literals import spoken
from esgraph.serve.pages.reconcile_manifest import manifest, present
from esgraph.serve.policy import ANYWHERE
from esgraph.serve.problem import RefusedError
from esgraph.serve.reconciliation import queries, schema, values
from esgraph.serve.reconciliation.candidates import Candidate, candidates
from esgraph.serve.reconciliation.values import Value, named
from esgraph.serve.reference import reference
from esgraph.serve.search import suggestions
from esgraph.serve.search.asked import MOST_CHARACTERS
from esgraph.serve.search.index import SearchIndex, search_index
from esgraph.serve.search.suggestions import Suggestion
from esgraph.serve.site import language, site
from esgraph.serve.terms import Term
from esgraph.vocabulary import DCTERMS, ESG, ORG, SCHEMA, SKOS

blueprint = Blueprint("reconcile", __name__)

_IN_LANGUAGE: Final = f"/reconcile/<any({', '.join(LANGUAGES)}):lang>"
_FORM: Final = "application/x-www-form-urlencoded"
#: What tells things apart that are called alike, in the order of a preview, and values of each.
_TELLING: Final = (
    ORG + "classification", ORG + "unitOf", ORG + "postIn", SCHEMA + "location", SCHEMA + "containedInPlace",
    ESG + "krs", ESG + "nip", ESG + "regon", ESG + "terc", ESG + "simc", SCHEMA + "startDate", SCHEMA + "superEvent",
    ESG + "editionOf", ESG + "editionYear", SCHEMA + "about", DCTERMS + "issued", SKOS + "altLabel",
)  # fmt: skip
_NAME: Final = SKOS + "prefLabel"
_VALUES: Final = 3
_MOST: Final = 10**6


@blueprint.url_value_preprocessor
def _take_language(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    if values and (chosen := values.pop("lang", None)):
        g.language = chosen


def _chosen() -> Language | None:
    """The language that the address names, by its path or by a parameter."""
    in_path = request.url_rule is not None and "lang" in request.url_rule.arguments
    return language() if in_path or request.args.get("lang") else None


@blueprint.route("/reconcile", methods=["GET", "POST"])
@blueprint.route(_IN_LANGUAGE, methods=["GET", "POST"])
def service() -> Response:
    """The manifest; candidates for queries; values for a data extension."""
    is_form = request.method == "POST"
    if is_form and request.mimetype != _FORM:
        remedy = messages.SEND_FORM.of(form=_FORM)
        raise RefusedError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, messages.NO_QUERIES, remedy=remedy)
    given = request.form if is_form else request.args
    if "queries" in given and "extend" in given:
        raise RefusedError(HTTPStatus.BAD_REQUEST, messages.QUERIES_OR_EXTEND)
    if "queries" in given:
        return _found(given["queries"])
    if "extend" in given:
        asked = queries.read_extension(given["extend"], reference())
        return _answer(values.extension(site(), reference(), asked, language()))
    if is_form:
        raise RefusedError(HTTPStatus.BAD_REQUEST, messages.NO_QUERIES)
    return documents.lead_to_description(_answer(manifest(_chosen())))


def _found(text: str) -> Response:
    asked = queries.read_queries(text, reference())
    found = candidates(site(), _index(), asked, language())
    return _answer({key: {"result": [_candidate(one) for one in listed]} for key, listed in found.items()})


def _candidate(one: Candidate) -> dict[str, Any]:
    return {
        **_entity(one.entity),
        "score": one.score,
        "match": one.match,
        "type": [_type(one.entity)],
        "features": [{"id": name, "value": value} for name, value in one.features.items()],
    }


def _entity(one: Suggestion) -> dict[str, str]:
    told = ", ".join(filter(None, (one.kind or texts.text(f"type_{one.type}", language()), one.place)))
    return {"id": schema.entity_id(site().base, one.iri), "name": one.label, "description": told}


def _type(one: Suggestion) -> dict[str, str]:
    return named(reference().terms[schema.CLASSES[one.type]], language())


def _index() -> SearchIndex:
    found = search_index()
    if found is None:
        raise RefusedError(HTTPStatus.NOT_FOUND, texts.message("search_no_index"))
    return found


def _answer(document: dict[str, Any]) -> Response:
    response = jsonify(document)
    response.vary.add("Accept-Language")
    return response


@blueprint.route("/reconcile/suggest/<any(entity, type, property):what>")
@blueprint.route(f"{_IN_LANGUAGE}/suggest/<any(entity, type, property):what>")
def suggest(what: str) -> Response:
    """Entities, types or properties whose names begin with what is typed; all types and properties for nothing."""
    typed = parameters.text("prefix")[:MOST_CHARACTERS]
    start, most = parameters.number("cursor", 0, _MOST, 0), _limit()
    if what == "entity":
        types = [kind for one in request.args.getlist("type") if (kind := schema.type_named(reference(), one))]
        found = suggestions.suggest(
            _index(), typed, language(), types=types or list(schema.CLASSES), most=min(start + most, suggestions.MOST)
        )
        told: Iterable[dict[str, Any]] = ({**_entity(one), "notable": [_type(one)]} for one in found)
    else:
        terms = [term for _, term in present()] if what == "type" else schema.properties(reference(), "", language())
        told = (_term(term) for term in terms if _begins(term, typed))
    return _answer({"result": list(told)[start : start + most]})


def _limit() -> int:
    return min(parameters.number("limit", 1, _MOST, 10), suggestions.MOST)


def _begins(term: Term, typed: str) -> bool:
    """Whether every word that is typed begins a word of a term's names, or its id begins so."""
    own = [word.text for name in term.labels.values() for word in polish.words(name)]
    wanted = [word.text for word in polish.words(typed)]
    return term.address.lower().startswith(typed.strip().lower()) or (
        bool(wanted) and all(any(word.startswith(one) for word in own) for one in wanted)
    )


def _name(term: Term) -> str:
    return named(term, language())["name"]


def _term(term: Term) -> dict[str, str]:
    definition = term.definition.get(language(), "")
    return named(term, language()) | ({"description": definition} if definition else {})


@blueprint.route("/reconcile/properties")
@blueprint.route(f"{_IN_LANGUAGE}/properties")
def properties() -> Response:
    """The properties by which a type can be extended; those of any type where none is named."""
    wanted = parameters.text("type")
    kind = schema.type_named(reference(), wanted)
    listed = schema.properties(reference(), kind, language()) if kind or not wanted else []
    most = parameters.number("limit", 1, _MOST, _MOST)
    document: dict[str, Any] = {"properties": [_term(term) for term in listed[:most]]}
    return _answer(document | ({"type": wanted} if wanted else {}) | ({"limit": most} if most < _MOST else {}))


@blueprint.route("/reconcile/preview")
@blueprint.route(f"{_IN_LANGUAGE}/preview")
def preview() -> BaseResponse:
    """A small page about an entity, or about why there is none, for a frame in the tool."""
    try:
        response: BaseResponse = make_response(_page(**_card(_asked_entity())))
    except RefusedError as error:
        # A frame shows what goes wrong only if it may stand there, too.
        problem.tell_on(lambda _status, what, remedy: _page(name=what, lead=remedy))
        response = problem.esgraph_error(error)
    response.headers["Content-Security-Policy"] = ANYWHERE
    response.vary.add("Accept-Language")
    return response


def _page(**card: Any) -> str:
    return render_template("reconcile_preview.html", **card)


@blueprint.route("/reconcile/flyout")
@blueprint.route(f"{_IN_LANGUAGE}/flyout")
def flyout() -> Response:
    """The same as a document, for a box beside a suggestion; of a type or a property, what it means."""
    written, known = parameters.text("id"), reference()
    kind = schema.type_named(known, written)
    term = known.terms[schema.CLASSES[kind]] if kind else schema.property_named(known, written)
    card = {"name": _name(term), "lead": term.definition.get(language(), "")} if term else _card(_asked_entity())
    return _answer({"id": written, "html": render_template("reconcile_card.html", **card)})


def _asked_entity() -> str:
    """The IRI of the entity that is asked for, or of what took its place.

    Raises RefusedError with 404 where there is none, and with 410 where it was withdrawn.
    """
    written = parameters.text("id")
    iri = withdrawn.successor(site(), schema.entity_iri(site().base, written))
    if not iri:
        raise _unknown(written)
    if stone := withdrawn.tombstone(site(), iri):
        raise RefusedError(HTTPStatus.GONE, withdrawn.told(stone))
    return iri


def _unknown(written: str) -> RefusedError:
    return RefusedError(HTTPStatus.NOT_FOUND, messages.NO_SUCH_ID.of(name=queries.shown(written)))


def _card(iri: str) -> dict[str, Any]:
    """What a small page tells of an entity: its name, what it is, and what tells it apart."""
    found = values.read(site(), [iri], (_NAME, *_TELLING), language()).get(iri, {})
    if _NAME not in found:
        raise _unknown(schema.entity_id(site().base, iri))
    kind, terms = schema.kind_of(iri), reference().terms
    return {
        "name": found[_NAME][0].text,
        "kind": texts.text(f"type_{kind}", language()),
        "facts": [
            (_name(terms[one]), [_spoken(value) for value in found[one][:_VALUES]]) for one in _TELLING if one in found
        ],
        "address": url_for("linked_data.page", kind=kind, slug=iri.rpartition("/")[2], lang=_chosen(), _external=True),
    }


def _spoken(value: Value) -> str:
    return value.text if value.iri else spoken(value.text, value.datatype, language())
