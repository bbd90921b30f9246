"""Turns a refusal before the application into headers and a body: a problem document, or a small page for people.

A client that floods the server is answered from here, on the event loop: a page is one string with a few values in it,
and what a client prefers is worked out once for each way of saying so.
"""

import html
import json
from functools import lru_cache
from http import HTTPStatus
from typing import Final
from urllib.parse import parse_qsl

from werkzeug.datastructures import LanguageAccept, MIMEAccept
from werkzeug.http import parse_accept_header

from esgraph.errors import Language, Message
from esgraph.serve import messages, negotiation, texts
from esgraph.serve.app import SECURITY
from esgraph.serve.negotiation import HTML, Format
from esgraph.serve.sending import Headers
from esgraph.serve.typography import sentence

#: Longer wishes are not looked at: they are what is refused.
_LONGEST: Final = 500
_PROBLEM: Final = Format("application/problem+json", "json", "Problem", ("application/json",))
_CORS: Final = ("access-control-allow-origin", "*")
_EXPOSED: Final = ("access-control-expose-headers", "Retry-After")
_ALWAYS: Final = [("cache-control", "no-store"), ("vary", "Accept, Accept-Language"), _CORS, _EXPOSED]
_PAGE: Final = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{status} – esgraph</title>
</head>
<body>
<main>
<h1>{title}</h1>
{paragraphs}
</main>
</body>
</html>
"""


def answer(
    status: HTTPStatus, what: Message, wait: int, accept: str, accept_language: str, query: str, default: str
) -> tuple[Headers, bytes]:
    """The headers and the body of a refusal; `wait` is after how many seconds to try again, 0 for never.

    `accept` and `accept_language` are the client's headers, `query` what follows `?` in its address, and `default` the
    language of who says nothing.
    """
    remedy = messages.WAIT.of(wait=wait) if wait else None
    own: Headers = [*_ALWAYS, ("retry-after", str(wait))] if wait else [*_ALWAYS]
    if _is_for_people(accept if len(accept) <= _LONGEST else ""):
        spoken = _language(_wanted(query), accept_language if len(accept_language) <= _LONGEST else "", default)
        own += [("content-type", HTML.content_type), *((name.lower(), value) for name, value in SECURITY.items())]
        return own, _page(status, [what, *([remedy] if remedy else [])], spoken).encode()
    document: dict[str, object] = {
        "type": "about:blank", "title": status.phrase, "status": int(status), "detail": str(what),
    }  # fmt: skip
    if remedy:
        document["remedy"] = str(remedy)
    reader = _language("", accept_language if len(accept_language) <= _LONGEST else "", "en")
    if reader != "en":
        document["translated"] = {"language": reader, "detail": what.text(reader)} | (
            {"remedy": remedy.text(reader)} if remedy else {}
        )
    own += [("content-type", _PROBLEM.media_type), ("x-content-type-options", "nosniff")]
    return own, json.dumps(document).encode()


def _page(status: HTTPStatus, told: list[Message], spoken: Language) -> str:
    title = texts.text(f"status_{status.value}", spoken)
    paragraphs = "\n".join(f"<p>{html.escape(sentence(one.text(spoken)))}</p>" for one in told)
    return _PAGE.format(language=spoken, status=status.value, title=html.escape(title), paragraphs=paragraphs)


def _wanted(query: str) -> str:
    """The language that an address asks for."""
    return dict(parse_qsl(query[-_LONGEST:])).get("lang", "") if "lang=" in query else ""


@lru_cache(maxsize=256)
def _is_for_people(accept: str) -> bool:
    return negotiation.choose(parse_accept_header(accept, MIMEAccept), [_PROBLEM, HTML]) is HTML


@lru_cache(maxsize=256)
def _language(wanted: str, accept: str, default: str) -> Language:
    return negotiation.language(wanted, parse_accept_header(accept, LanguageAccept), default)
