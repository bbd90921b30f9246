"""Turns whatever went wrong into an HTTP answer: a problem document for machines, a page for people."""

import logging
from collections.abc import Callable, Iterable
from http import HTTPStatus

from flask import Flask, Response, current_app, g, jsonify, make_response, render_template, request
from werkzeug.exceptions import HTTPException, InternalServerError
from werkzeug.wrappers import Response as BaseResponse

from esgraph.errors import (
    BackendError,
    EsgraphError,
    Language,
    LimitError,
    QueryError,
    QuestionError,
    ReleaseError,
    StoreError,
)
from esgraph.serve import negotiation

#: The one table from error to status.
STATUS: dict[type[EsgraphError], HTTPStatus] = {
    QueryError: HTTPStatus.BAD_REQUEST,
    QuestionError: HTTPStatus.BAD_REQUEST,
    ReleaseError: HTTPStatus.SERVICE_UNAVAILABLE,
    StoreError: HTTPStatus.BAD_GATEWAY,
    EsgraphError: HTTPStatus.INTERNAL_SERVER_ERROR,
}

#: Turns status, what and remedy into a page.
ErrorPage = Callable[[HTTPStatus, str, str], str]

_PROBLEM = negotiation.Format("application/problem+json", "json", "Problem", ("application/json",))


class RefusedError(EsgraphError):
    """A request that is understood and not carried out; carries its own status and headers.

    `spoken` is the language of its words: English for machines, the reader's where a page asks for nonsense.
    """

    def __init__(
        self,
        status: HTTPStatus,
        what: str,
        *,
        remedy: str = "",
        headers: dict[str, str] | None = None,
        spoken: Language = "en",
    ) -> None:
        super().__init__(what, remedy=remedy)
        self.status = status
        self.headers = headers or {}
        self.spoken = spoken


def not_acceptable(offers: Iterable[negotiation.Format]) -> RefusedError:
    """The refusal of a request that accepts none of the offers; it lists them (RFC 9110, section 15.5.7)."""
    return RefusedError(
        HTTPStatus.NOT_ACCEPTABLE,
        "none of the accepted media types can be had",
        remedy=f"ask for: {', '.join(offer.media_type for offer in offers)}",
    )


def tell_on(page: ErrorPage) -> None:
    """Tell people what goes wrong with this request on a page of its own."""
    g.error_page = page


def install(app: Flask) -> None:
    """Answer every error of the application in one way."""
    app.register_error_handler(EsgraphError, _esgraph_error)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _defect)


def _esgraph_error(error: EsgraphError) -> BaseResponse:
    if isinstance(error, RefusedError):
        g.spoken = error.spoken
        return _answer(error.status, error.what, error.remedy, error.headers)
    if isinstance(error, LimitError):
        request.environ["esgraph-limit"] = error.limit
        retry = {"Retry-After": str(error.retry_after)}
        return _answer(HTTPStatus.SERVICE_UNAVAILABLE, error.what, error.remedy, retry)
    if isinstance(error, BackendError):
        current_app.logger.error("no answer from the store: %s", error)
        return _answer(
            HTTPStatus.BAD_GATEWAY, "the store behind this server gave no answer", "try again in a moment", {}
        )
    status = next(status for kind, status in STATUS.items() if isinstance(error, kind))
    place = {"line": error.line, "column": error.column} if isinstance(error, QueryError) and error.line else {}
    what = f"{error.where}: {error.what}" if isinstance(error, QueryError) and error.where else error.what
    return _answer(status, what, error.remedy, {}, place)


def _http_error(error: HTTPException) -> BaseResponse:
    if isinstance(error.response, BaseResponse):  # a redirect
        return error.response
    status = HTTPStatus(error.code or 500)
    headers = {name: value for name, value in error.get_headers(request.environ) if name in ("Allow", "Retry-After")}
    return _answer(status, status.description or status.phrase, "", headers)


def _defect(error: Exception) -> BaseResponse:
    # The details belong in the operator's log, never in an answer.
    current_app.logger.log(logging.ERROR, "defect while answering %s", request.path, exc_info=error)
    return _http_error(InternalServerError())


def _answer(
    status: HTTPStatus, what: str, remedy: str, headers: dict[str, str], details: dict[str, int] | None = None
) -> Response:
    chosen = negotiation.choose(request.accept_mimetypes, [_PROBLEM, negotiation.HTML])
    if chosen is negotiation.HTML:
        # A page that can say what is wrong beside what was written is of more use than one that only says it.
        own: ErrorPage | None = g.get("error_page")
        page = (
            own(status, what, remedy) if own else render_template("error.html", status=status, what=what, remedy=remedy)
        )
        response = make_response(page)
    else:
        document: dict[str, str | int] = {
            "type": "about:blank",
            "title": status.phrase,
            "status": int(status),
            "detail": what,
        }
        if remedy:
            document["remedy"] = remedy
        document |= details or {}
        response = jsonify(document)
        response.mimetype = _PROBLEM.media_type
    response.status_code = status
    response.headers.update(headers)
    response.vary.update(["Accept", "Accept-Language"])
    return response
