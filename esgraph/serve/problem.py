"""Turns whatever went wrong into an HTTP answer: a problem document for machines, a page for people."""

import logging
from collections.abc import Callable, Iterable
from http import HTTPStatus

from flask import Flask, Response, current_app, g, jsonify, make_response, render_template, request
from markupsafe import Markup, escape
from werkzeug.exceptions import HTTPException, InternalServerError
from werkzeug.wrappers import Response as BaseResponse

from esgraph.errors import (
    BackendError,
    English,
    EsgraphError,
    Language,
    LimitError,
    Message,
    QueryError,
    QuestionError,
    ReleaseError,
    StoreError,
    Told,
)
from esgraph.serve import messages, negotiation
from esgraph.serve.site import language
from esgraph.serve.typography import sentence

#: The one table from error to status.
STATUS: dict[type[EsgraphError], HTTPStatus] = {
    QueryError: HTTPStatus.BAD_REQUEST,
    QuestionError: HTTPStatus.BAD_REQUEST,
    ReleaseError: HTTPStatus.SERVICE_UNAVAILABLE,
    StoreError: HTTPStatus.BAD_GATEWAY,
    EsgraphError: HTTPStatus.INTERNAL_SERVER_ERROR,
}

#: Turns status, what and remedy into a page, both told in the reader's language.
ErrorPage = Callable[[HTTPStatus, Markup, Markup], str]

_PROBLEM = negotiation.Format("application/problem+json", "json", "Problem", ("application/json",))


class RefusedError(EsgraphError):
    """A request that is understood and not carried out; carries its own status."""

    def __init__(self, status: HTTPStatus, what: Message, *, remedy: Told = "") -> None:
        super().__init__(what, remedy=remedy)
        self.status = status


def not_acceptable(offers: Iterable[negotiation.Format]) -> RefusedError:
    """The refusal of a request that accepts none of the offers; it lists them (RFC 9110, section 15.5.7)."""
    return RefusedError(
        HTTPStatus.NOT_ACCEPTABLE,
        messages.NOT_ACCEPTABLE,
        remedy=messages.ASK_FOR.of(offers=", ".join(offer.media_type for offer in offers)),
    )


def tell_on(page: ErrorPage) -> None:
    """Tell people what goes wrong with this request on a page of its own."""
    g.error_page = page


#: Headers of an error that tell a program what to ask instead.
_KEPT = ("Allow", "Content-Range", "Retry-After")


def install(app: Flask) -> None:
    """Answer every error of the application in one way."""
    app.register_error_handler(EsgraphError, esgraph_error)
    app.register_error_handler(HTTPException, http_error)
    app.register_error_handler(Exception, _defect)


def esgraph_error(error: EsgraphError) -> BaseResponse:
    """The answer to what one of us refuses, or cannot do."""
    if isinstance(error, RefusedError):
        return _answer(error.status, error.message, error.advice, {})
    if isinstance(error, LimitError):
        request.environ["esgraph-limit"] = error.limit
        retry = {"Retry-After": str(error.retry_after)}
        return _answer(HTTPStatus.SERVICE_UNAVAILABLE, error.message, error.advice, retry)
    if isinstance(error, BackendError):
        current_app.logger.error("no answer from the store: %s", error)
        return _answer(HTTPStatus.BAD_GATEWAY, messages.NO_ANSWER, messages.IN_A_MOMENT, {})
    status = next(status for kind, status in STATUS.items() if isinstance(error, kind))
    if isinstance(error, QueryError) and error.line:
        place = {"line": error.line, "column": error.column}
        told = error.message if isinstance(error.message, Message) else English(error.message)
        return _answer(status, messages.AT_PLACE.of(**place, what=told), error.advice, {}, place)
    return _answer(status, error.message, error.advice, {})


def http_error(error: HTTPException) -> BaseResponse:
    """The answer to what the framework, or a page by its means, refuses."""
    if isinstance(error.response, BaseResponse):  # a redirect
        return error.response
    status = HTTPStatus(error.code or 500)
    headers = {name: value for name, value in error.get_headers(request.environ) if name in _KEPT}
    return _answer(status, messages.of_status(status), "", headers)


def _defect(error: Exception) -> BaseResponse:
    # The details belong in the operator's log, never in an answer.
    current_app.logger.log(logging.ERROR, "defect while answering %s", request.path, exc_info=error)
    return http_error(InternalServerError())


def _answer(
    status: HTTPStatus, what: Told, remedy: Told, headers: dict[str, str], details: dict[str, int] | None = None
) -> Response:
    chosen = negotiation.choose(request.accept_mimetypes, [_PROBLEM, negotiation.HTML])
    if chosen is negotiation.HTML:
        # A page that can say what is wrong beside what was written is of more use than one that only says it.
        page: ErrorPage = g.get("error_page", _page)
        told = [sentence(said(one, language())) for one in (what, remedy)]
        response = make_response(page(status, *told))
    else:
        document: dict[str, object] = {
            "type": "about:blank",
            "title": status.phrase,
            "status": int(status),
            "detail": str(what),
        }
        if remedy:
            document["remedy"] = str(remedy)
        document |= details or {}
        spoken = negotiation.language(None, request.accept_languages, "en")
        if isinstance(what, Message) and spoken != "en":
            document["translated"] = _translated(what, remedy, spoken)
        response = jsonify(document)
        response.mimetype = _PROBLEM.media_type
    response.status_code = status
    response.headers.update(headers)
    response.vary.update(["Accept", "Accept-Language"])
    return response


def _translated(what: Message, remedy: Told, spoken: Language) -> dict[str, str]:
    """The same in the language of a program's reader, beside the English on which programs rely."""
    told = {"language": spoken, "detail": what.text(spoken)}
    return told | ({"remedy": remedy.text(spoken)} if isinstance(remedy, Message) else {})


def _page(status: HTTPStatus, what: Markup, remedy: Markup) -> str:
    return render_template("error.html", status=status, what=what, remedy=remedy)


def said(told: Told, spoken: Language) -> Markup:
    """What is told, for a page in a language; words that stay English in it say that they are."""
    if isinstance(told, Message):
        words = escape(told.template(spoken))
        return words.format(
            **{
                name: said(one, spoken) if isinstance(one, Message | English) else one
                for name, one in told.values.items()
            }
        )
    if spoken == "en" or not told:
        return escape(told)
    return Markup('<span lang="en">{}</span>').format(told)
