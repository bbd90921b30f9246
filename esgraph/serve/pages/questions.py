"""Turns the named queries of a release into pages and files: the question, its parameters, its answer."""

from http import HTTPStatus
from typing import IO, cast

from flask import Blueprint, Response, abort, jsonify, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from esgraph.errors import Message, together
from esgraph.excel import Convention
from esgraph.question import Question, without_head
from esgraph.serve import chart, choices, fields, negotiation, parameters, protocol, spreadsheet, tables, texts
from esgraph.serve.excerpt import Bounds
from esgraph.serve.fields import Asked
from esgraph.serve.problem import RefusedError
from esgraph.serve.rows import as_csv
from esgraph.serve.site import language, site
from esgraph.serve.store import Query
from esgraph.vocabulary import slug as folded

blueprint = Blueprint("questions", __name__)

#: More rows than these are for the file .csv; a million is what Excel holds, and nobody reads.
_FOR_EXCEL = Bounds(rows=20_000, cells=200_000, size=2**23)
_FILES = {True: ("ttl", "jsonld", "nt", "rq"), False: ("csv", "json", "tsv", "rq")}


@blueprint.route("/questions/")
def index() -> str:
    """The named queries, by whom they serve; with `q` those alone that have the words."""
    written = parameters.text("q").strip()
    groups: dict[str, list[tuple[Question, str]]] = {}
    for question in site().questions:
        words = _words(question)
        if all(stem in words for stem in _stems(written)):
            groups.setdefault(question.audience, []).append((question, words))
    return render_template("questions.html", groups=groups, written=written)


def _words(question: Question) -> str:
    """What a question is found by, folded: its words in the reader's language and what its answer tells."""
    told = [question.words, *question.columns.values(), *(one.label for one in question.parameters)]
    return " ".join(folded(text[language()]) for text in told)


def _stems(written: str) -> list[str]:
    """Words without their endings, since Polish nouns and verbs change them: the same as `questions.js` does."""
    return [word[: max(4, len(word) - 2)] for word in folded(written).split("-") if word]


@blueprint.route("/questions/<slug>")
def question(slug: str) -> BaseResponse:
    """One named query: its words, its parameters, its answer; the query and the answer as files by suffix."""
    stem, dot, suffix = slug.rpartition(".") if "." in slug else (slug, "", "")
    if (numbered := _numbered(stem)) is not None:
        address = url_for(".question", slug=f"{numbered.slug}{dot}{suffix}", lang=None)
        query = request.query_string.decode("latin-1")
        return redirect(f"{address}?{query}" if query else address, HTTPStatus.SEE_OTHER)
    found = _named(stem)
    also = [spreadsheet.PARAMETER] if suffix == "csv" else []
    asked = fields.read(site(), found, request.args, language(), also)
    if not dot:
        return _page(asked)
    if not asked.is_clear:
        raise RefusedError(HTTPStatus.BAD_REQUEST, together(_troubles(asked)))
    response = _as_file(asked, suffix)
    # The names in it are in the reader's language, unless the address says which.
    response.vary.add("Accept-Language")
    return response


def _as_file(asked: Asked, suffix: str) -> BaseResponse:
    if suffix == "rq":
        response = make_response(asked.text)
        response.headers["Content-Type"] = "application/sparql-query"
        return response
    if suffix == "csv" and (convention := spreadsheet.wanted()):
        return _workbook(asked, convention)
    return _file(asked.text, suffix)


@blueprint.route("/questions/<slug>/choices")
def completions(slug: str) -> BaseResponse:
    """Values for a parameter whose names have the words of `q` in them, for fields that complete."""
    found = _named(slug)
    offering = {one.name: one for one in found.parameters if one.choices}
    parameter = offering.get(parameters.choice("parameter", offering))
    if parameter is None:
        raise parameters.wrong("parameter", "", parameters.one_of(offering))
    offered = choices.matching(site(), parameter, parameters.text("q").strip(), language())
    response = jsonify([{"value": one.value, "label": one.label} for one in offered])
    response.vary.add("Accept-Language")
    return response


def _named(slug: str) -> Question:
    found = next((one for one in site().questions if one.slug == slug), None)
    if found is None:
        abort(HTTPStatus.NOT_FOUND)
    return found


def _numbered(slug: str) -> Question | None:
    """The question whose number stands in place of its name, as people remember it."""
    is_number = slug.isascii() and slug.isdecimal() and len(slug) < 5
    return next((one for one in site().questions if is_number and one.number == int(slug)), None)


def _troubles(asked: Asked) -> list[Message]:
    return [*asked.troubles, *(field.trouble for field in asked.fields if field.trouble)]


def _file(text: str, suffix: str) -> BaseResponse:
    offers = negotiation.formats_of(protocol.check(Query(text), site()).form)
    # `.json` is what people type for results in JSON.
    chosen = negotiation.by_suffix("srj" if suffix == "json" else suffix, offers)
    if chosen is None:
        abort(HTTPStatus.NOT_FOUND)
    return protocol.respond(Query(text), chosen)


def _workbook(asked: Asked, convention: Convention) -> Response:
    if _is_graph(asked):
        abort(HTTPStatus.NOT_FOUND)
    sheet = tables.read_long(site(), Query(asked.text), language(), _headings(asked), _FOR_EXCEL)
    if sheet.total > sheet.shown:
        raise RefusedError(
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            texts.message("excel_too_long", total=sheet.total, shown=sheet.shown),
        )
    # Whole before anything is sent: a file that ends early would look whole.
    spool = site().settings.spool()
    spreadsheet.write(sheet, convention, texts.text("iri_word", language()), cast("IO[bytes]", spool))
    return as_csv(spool.finish(), asked.question.slug)


def _headings(asked: Asked) -> dict[str, str]:
    chosen = language()
    names = [*asked.question.columns, *(f"{name}Label" for name in asked.question.columns)]
    return {
        name: asked.question.heading(name if name in asked.question.columns else name.removesuffix("Label"), chosen)
        for name in names
    }


def _is_graph(asked: Asked) -> bool:
    return protocol.check(Query(asked.text), site()).form in ("CONSTRUCT", "DESCRIBE")


def _page(asked: Asked) -> Response:
    table, turtle, is_cut, is_graph = None, None, False, _is_graph(asked)
    if asked.is_clear and is_graph:
        turtle, is_cut = tables.read_graph(site(), Query(asked.text))
    elif asked.is_clear:
        table = tables.read(site(), Query(asked.text), language(), _headings(asked))
    page = render_template(
        "question.html", asked=asked, question=asked.question, table=table, turtle=turtle, is_cut=is_cut,
        bars=chart.bars(asked.question.chart, table) if table else None,
        query=without_head(asked.text), text=asked.text, files=_FILES[is_graph],
    )  # fmt: skip
    response = protocol.dated(
        make_response(page, HTTPStatus.OK if asked.is_clear else HTTPStatus.BAD_REQUEST), Query(asked.text)
    )
    response.vary.update(["Accept-Language"])
    return response
