"""Turns HTTP requests into SPARQL queries and their answers (SPARQL 1.1 Protocol, section 2.1: query operation)."""

from functools import partial
from http import HTTPStatus
from urllib.parse import unquote_to_bytes

from flask import Blueprint, Response, make_response, render_template, request
from markupsafe import Markup
from werkzeug.datastructures import MultiDict
from werkzeug.urls import iri_to_uri
from werkzeug.wrappers import Response as BaseResponse

from esgraph.errors import QueryError
from esgraph.question import Question, without_head
from esgraph.serve import documents, federation, messages, negotiation, parameters, problem, service_description, tables
from esgraph.serve.conditional import entity_tag, not_modified
from esgraph.serve.negotiation import HTML, Format
from esgraph.serve.problem import RefusedError, not_acceptable
from esgraph.serve.site import Site, language, site
from esgraph.serve.store import Query
from esgraph.serve.syntax import Form, Outline, outline
from esgraph.serve.tokens import normalised
from esgraph.vocabulary import prefixes

blueprint = Blueprint("protocol", __name__)

_FORM = "application/x-www-form-urlencoded"
_DIRECT = "application/sparql-query"
#: Header that names the extension functions of a query that are not known here.
UNKNOWN_FUNCTIONS = "esgraph-unknown-functions"


@blueprint.route("/sparql", methods=["GET", "POST"])
def endpoint() -> BaseResponse:
    """Answer a query; without one, describe the service or show the form."""
    if failed := request.environ.get("esgraph-failed"):  # on its way here it was tried already (`express`)
        raise failed
    _sent_in_utf8(request.query_string)
    query = _read(_posted() if request.method == "POST" else request.args)
    if query is None:
        return _describe()
    return answer(query)


def _posted() -> MultiDict[str, str]:
    """The parameters of a POST: a form, or the query itself as the body (sections 2.1.2 and 2.1.3)."""
    if request.mimetype == _FORM:
        _sent_in_utf8(request.get_data())
        if "update" in request.form:
            raise _read_only()
        if "query" not in request.form:
            raise RefusedError(HTTPStatus.BAD_REQUEST, messages.NO_QUERY_IN_FORM)
        return request.form
    if request.mimetype == _DIRECT:
        parameters: MultiDict[str, str] = MultiDict(request.args)
        parameters["query"] = _utf8(request.get_data())
        return parameters
    if request.mimetype == "application/sparql-update":
        raise _read_only()
    raise RefusedError(
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        messages.NEITHER_FORM_NOR_QUERY,
        remedy=messages.SEND_EITHER.of(form=_FORM, direct=_DIRECT),
    )


def _utf8(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RefusedError(HTTPStatus.BAD_REQUEST, messages.NOT_UTF8) from error


def _sent_in_utf8(encoded: bytes) -> None:
    """Refuse parameters whose bytes are no UTF-8: the framework would replace them, and answer another query."""
    _utf8(unquote_to_bytes(encoded))


def _read(parameters: MultiDict[str, str]) -> Query | None:
    texts = parameters.getlist("query")
    if "update" in parameters:
        raise _read_only()
    if not texts:
        return None
    if len(texts) > 1:
        raise RefusedError(HTTPStatus.BAD_REQUEST, messages.SEVERAL_QUERIES)
    return Query(
        texts[0],
        tuple(parameters.getlist("default-graph-uri")),
        tuple(parameters.getlist("named-graph-uri")),
        base=request.base_url,
    )


def _read_only() -> RefusedError:
    return RefusedError(HTTPStatus.FORBIDDEN, messages.READ_ONLY)


def check(query: Query, site: Site) -> Outline:
    """Refuse what must not reach the engine: too long, too deep, an update, a service, a graph from elsewhere.

    Raises RefusedError with 413, 400 or 403, QueryError for a text that is empty or may be read in two ways.
    """
    limits = site.settings
    if len(query.text) > limits.max_query_chars:
        raise RefusedError(
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            messages.QUERY_TOO_LONG.of(length=len(query.text), most=limits.max_query_chars),
        )
    if not normalised(query.text)[0]:
        raise QueryError(messages.EMPTY_QUERY)
    found = outline(query.text)
    if found.update:
        raise _read_only()
    if refusal := federation.refusal(found, federation.entries_of(site.public)):
        raise RefusedError(HTTPStatus.FORBIDDEN, refusal)
    if found.nesting > limits.max_nesting:
        raise RefusedError(
            HTTPStatus.BAD_REQUEST,
            messages.TOO_DEEP.of(depth=found.nesting, most=limits.max_nesting),
        )
    asked = (*found.from_graphs, *query.default_graphs, *query.named_graphs)
    if strangers := sorted(set(asked) - site.store.graphs()):
        raise RefusedError(
            HTTPStatus.FORBIDDEN,
            messages.OTHER_GRAPHS.of(graphs=", ".join(strangers)),
            remedy=messages.LIST_GRAPHS,
        )
    if found.doubt:
        raise found.doubt.error()
    return found


def answer(query: Query) -> BaseResponse:
    """Answer a query in the media type that the client likes best; a table on a page if that is HTML."""
    problem.tell_on(partial(_trouble, query.text))
    form = check(query, site()).form
    offers = negotiation.formats_of(form)
    wanted = request.values.get("format", "").strip()
    chosen = _named(wanted, offers) if wanted else None
    chosen = chosen or negotiation.choose(request.accept_mimetypes, [*offers, HTML])
    if chosen is None:
        raise not_acceptable(offers)
    response = _page(query, form) if chosen is HTML else respond(query, chosen)
    response.vary.add("Accept")
    if chosen is not HTML:
        request.environ["esgraph-base"] = query.base
    return response


def _named(wanted: str, offers: tuple[Format, ...]) -> Format | None:
    """The format of a name in the address; None for one that leaves the choice to Accept.

    Raises RefusedError with 400 for a name that means nothing here, with 406 for one of another form of query.
    """
    chosen = negotiation.by_name(wanted, [*offers, HTML])
    if chosen is not None or negotiation.leaves_to_accept(wanted):
        return chosen
    names = [*(offer.suffix for offer in offers), HTML.suffix]
    if negotiation.by_name(wanted, negotiation.EVERY) is None:
        raise parameters.wrong("format", wanted, parameters.one_of(names))
    raise RefusedError(
        HTTPStatus.NOT_ACCEPTABLE,
        messages.NOT_OF_THIS_FORM.of(name=wanted),
        remedy=messages.ASK_FOR.of(offers=", ".join(names)),
    )


def respond(query: Query, chosen: Format) -> BaseResponse:
    """The answer in a format, or word that the client has it already."""
    text, volatile = normalised(query.text)
    tag = entity_tag(*identity(text, query, chosen))
    weak = varies(query.text)
    if not volatile and (response := not_modified(tag, weak=weak)):
        return response
    answer = site().public.query(query, chosen.media_type)
    response = Response(answer.body if isinstance(answer.body, bytes) else answer.body.chunks())
    response.content_length = answer.size
    response.headers["Content-Type"] = chosen.content_type
    if answer.unknown_functions:
        response.headers[UNKNOWN_FUNCTIONS] = listed(answer.unknown_functions)
    if not volatile:
        response.set_etag(tag, weak=weak)
    return dated(response, query)


def dated(response: Response, query: Query) -> Response:
    """The response, not to be kept by anybody if the answer may change by itself."""
    if normalised(query.text)[1]:
        response.headers["Cache-Control"] = "no-store"
    return response


def varies(text: str) -> bool:
    """Whether an answer may be written in other bytes each time, which a strong validator must not pass over.

    The template of a CONSTRUCT may have blank nodes, which are new ones for every evaluation; brackets of another kind
    do not matter: a weak validator costs little.
    """
    return outline(text).form == "CONSTRUCT" and any(mark in text for mark in ("_:", "[", "("))


def identity(text: str, query: Query, chosen: Format) -> tuple[str, ...]:
    """All that an answer depends on within a release; `text` is the query's, normalised."""
    return text, *query.default_graphs, "", *query.named_graphs, "", query.base, chosen.content_type


def listed(functions: tuple[str, ...]) -> str:
    """IRIs of functions as the value of a header."""
    return ", ".join(map(iri_to_uri, functions))


def _page(query: Query, form: Form | None) -> Response:
    formats = negotiation.formats_of(form)
    if form in ("SELECT", "ASK"):
        return dated(_editor(_form(query.text, result=tables.read(site(), query, language()), formats=formats)), query)
    turtle, is_cut = tables.read_graph(site(), query)
    return dated(_editor(_form(query.text, turtle=turtle, is_cut=is_cut, formats=formats)), query)


def _trouble(text: str, status: HTTPStatus, what: Markup, remedy: Markup) -> str:
    """The form with a query that cannot be answered, and why: nobody should lose what was written."""
    return _form(text, trouble=(status, what, remedy))


def _form(text: str = "", **more: object) -> str:
    """The form with a query, if any, and the named queries as examples."""
    examples = [
        (question, without_head(question.bind(_in_language(question))).strip()) for question in site().questions
    ]
    return render_template("sparql.html", text=text, examples=examples, prefixes=prefixes(site().base), **more)


def _editor(page: str) -> Response:
    response = make_response(page)
    response.vary.update(["Accept", "Accept-Language"])
    return response


def _in_language(question: Question) -> dict[str, str]:
    return {"lang": language()} if any(parameter.name == "lang" for parameter in question.parameters) else {}


def _describe() -> BaseResponse:
    offers = [*negotiation.GRAPHS, HTML]
    chosen = negotiation.choose(request.accept_mimetypes, offers)
    if chosen is None:
        raise not_acceptable(offers)
    if chosen is HTML:
        return _editor(_form())
    response = make_response(service_description.describe(site(), request.base_url, chosen.media_type))
    response.headers["Content-Type"] = chosen.content_type
    response.vary.update(["Accept", "Accept-Language"])
    return documents.lead_to_description(response)
