"""Turns the named queries of a release into pages and files: the question, its parameters, its answer."""

from http import HTTPStatus

from flask import Blueprint, Response, abort, make_response, render_template, request
from werkzeug.wrappers import Response as BaseResponse

from esgraph.question import Question, without_head
from esgraph.serve import negotiation, protocol, tables
from esgraph.serve.site import language, site
from esgraph.serve.store import Query

blueprint = Blueprint("questions", __name__)


@blueprint.route("/questions/")
def index() -> str:
    """The named queries, by whom they serve."""
    groups: dict[str, list[Question]] = {}
    for question in site().questions:
        groups.setdefault(question.audience, []).append(question)
    return render_template("questions.html", groups=groups)


@blueprint.route("/questions/<slug>")
def question(slug: str) -> BaseResponse:
    """One named query: its words, its parameters, its answer; the query and the answer as files by suffix."""
    stem, dot, suffix = slug.rpartition(".")
    name = stem if dot else slug
    found = next((one for one in site().questions if one.slug == name), None)
    if found is None:
        abort(HTTPStatus.NOT_FOUND)
    values = {parameter.name: parameter.default for parameter in found.parameters}
    if "lang" in values:
        values["lang"] = language()
    values |= {name: value for name, value in request.args.items() if name in values and value}
    text = found.bind(values)
    if suffix == "rq":
        response = make_response(text)
        response.headers["Content-Type"] = "application/sparql-query"
        return response
    form = protocol.check(Query(text), site()).form
    if dot:
        return _file(text, suffix, negotiation.formats_of(form))
    return _question_page(found, values, text, is_graph=form in ("CONSTRUCT", "DESCRIBE"))


def _file(text: str, suffix: str, offers: tuple[negotiation.Format, ...]) -> BaseResponse:
    # `.json` is what people type for results in JSON.
    chosen = negotiation.by_suffix("srj" if suffix == "json" else suffix, offers)
    if chosen is None:
        abort(HTTPStatus.NOT_FOUND)
    return protocol.respond(Query(text), chosen)


def _question_page(found: Question, values: dict[str, str], text: str, *, is_graph: bool) -> Response:
    result, turtle = None, None
    if is_graph:
        turtle = site().public.query(Query(text), negotiation.GRAPHS[0].media_type).read().decode()
    else:
        result = tables.read(site(), Query(text), language())
    suffixes = ["ttl", "nt", "jsonld"] if is_graph else ["csv", "json", "tsv"]
    page = render_template(
        "question.html", question=found, values=values, text=text, query=without_head(text), result=result,
        turtle=turtle, suffixes=["rq", *suffixes],
    )  # fmt: skip
    response = make_response(page)
    response.vary.update(["Accept-Language"])
    return response
