"""Turns a data directory into a page for its owner: the open proposals, and a form to decide each of them.

It is made for this machine alone. A decision is taken only from a form of this very page: it carries a token that no
other site can read, comes from this origin, and was asked of this host by its own name, so that no name of a stranger
can stand for it.
"""

import hmac
import secrets
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from flask import Flask, Response, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from esgraph.errors import EsgraphError, Language
from esgraph.linking import wording
from esgraph.linking.review import decisions
from esgraph.linking.review.decisions import ANSWERS, Decision, Proposal
from esgraph.linking.review.texts import TEXTS

_POLICY: Final = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
_HOSTS: Final = ("127.0.0.1", "localhost")
#: Proposals on a page.
_PAGE: Final = 20


@dataclass(slots=True)
class _Session:
    """What is remembered while the page is served: the token of its forms, who decided last, and what was said."""

    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    by: str = ""
    told: str = ""


def create_app(data: Path) -> Flask:
    """The application for a data directory."""
    app = Flask(__name__)
    session = _Session()
    # A file is read, changed and written whole.
    one_by_one = threading.Lock()

    @app.before_request
    def only_here() -> None:
        # A browser leaves the port out where it is that of HTTP.
        if urlsplit(f"//{request.host}").hostname not in _HOSTS:
            abort(403)

    @app.after_request
    def keep_to_itself(response: Response) -> Response:
        response.headers |= {
            "Content-Security-Policy": _POLICY,
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "same-origin",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
        }
        return response

    @app.errorhandler(EsgraphError)
    def unreadable(error: EsgraphError) -> tuple[str, int, dict[str, str]]:
        told = f"{error.text(_language())}\n{_t('mend')}\n"
        return told, 500, {"Content-Type": "text/plain; charset=utf-8"}

    @app.get("/")
    def index() -> str:
        return _page(data, session)

    @app.post("/decide")
    def decide() -> AnyResponse | tuple[str, int]:
        if not _is_ours(session.token):
            return _page(data, session, _t("refused")), 403
        try:
            with one_by_one:
                name = _decide(data, request.form, session)
        except (EsgraphError, ValueError, KeyError) as error:
            told = error.text(_language()) if isinstance(error, EsgraphError) else str(error)
            return _page(data, session, f"{_t('wrong')} {told}"), 409
        session.told = name
        # The same place of the list, whose next proposal has moved up.
        return redirect(url_for("index", lang=_language(), start=request.form.get("start", "0")), 303)

    return app


def _is_ours(token: str) -> bool:
    """Whether a request is of a form of this page, as far as a browser tells."""
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    origin = request.headers.get("Origin", request.host_url.rstrip("/"))
    is_here = site == "same-origin" and origin == request.host_url.rstrip("/")
    return is_here and hmac.compare_digest(request.form.get("token", "").encode(), token.encode())


def _decide(data: Path, form: Mapping[str, str], session: _Session) -> str:
    """Write what a form says; what it is about, in words."""
    proposal = next(
        (one for one in decisions.proposals(data) if (str(one.file), one.name) == (form["file"], form["name"])), None
    )
    if proposal is None or proposal.candidate != form["candidate"] or form["answer"] not in ANSWERS:
        raise EsgraphError(decisions.GONE, where=form["name"], remedy=decisions.LOOK)
    session.by = form["by"].strip()
    day = date.fromisoformat(form["on"])
    # It may be tomorrow already where whoever decides is.
    if day > date.today() + timedelta(days=1):  # noqa: DTZ011 - the day of whoever decides
        raise EsgraphError(decisions.LATER, where=form["on"], remedy=decisions.A_DAY)
    decision = Decision(form["answer"], session.by, day, form.get("reason", ""), _language())
    decisions.decide(proposal, decision)
    return _t("done").format(file=proposal.file.name, name=proposal.name)


def _page(data: Path, session: _Session, wrong: str = "") -> str:
    found = decisions.proposals(data)
    start = max(0, request.values.get("start", 0, type=int))
    start = min(start, max(0, len(found) - 1)) // _PAGE * _PAGE
    told, session.told = session.told, ""
    language = _language()
    return render_template(
        "review.html",
        t=_t,
        language=language,
        other="en" if language == "pl" else "pl",
        count=len(found),
        start=start,
        size=_PAGE,
        proposals=[(one, *_read(one, language)) for one in found[start : start + _PAGE]],
        answers=tuple(ANSWERS),
        by=session.by,
        today=date.today().isoformat(),  # noqa: DTZ011 - the day of whoever decides
        token=session.token,
        told=told,
        wrong=wrong,
    )


def _read(one: Proposal, language: Language) -> tuple[str, list[wording.Told]]:
    return wording.read(one.description[language], language)


def _language() -> Language:
    asked = request.values.get("lang") or request.accept_languages.best_match(["pl", "en"])
    return "en" if asked == "en" else "pl"


def _t(name: str) -> str:
    return TEXTS[name][_language()]
