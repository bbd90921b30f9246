"""Turns the headers of a request into what they say with all their lines, or into what is wrong with them.

A header may come in several lines (RFC 9110, section 5.3). Who reads the first one only decides by something else than
the application, which reads them all.
"""

import re
from http import HTTPStatus

from granian.rsgi import Scope

from esgraph.errors import Message
from esgraph.serve import messages
from esgraph.serve.settings import Settings

#: Longer ones nobody sends who means it, and reading them takes its time.
_LONGEST_WISH = 2_000
_WISHES = ("accept", "accept-language", "accept-encoding", "accept-charset")

_HOST = re.compile(r"(?:[A-Za-z0-9._~-]{1,255}|\[[0-9A-Fa-f:.]{2,45}\])(?::\d{1,5})?")
_PREFIX = re.compile(r"(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*/?")

Fault = tuple[HTTPStatus, Message]


def joined(scope: Scope, name: str) -> str | None:
    """The value of a header, its lines joined as the application has them; None without one."""
    lines = scope.headers.get_all(name)  # type: ignore[attr-defined]  # its stub lacks it
    if not lines:
        return None
    return lines[0] if len(lines) == 1 else ",".join(lines)


def fault(scope: Scope, settings: Settings) -> Fault | None:
    """What is wrong with a request whatever it asks for; the server below is more lenient."""
    if not scope.method.isupper():
        return HTTPStatus.NOT_IMPLEMENTED, messages.SMALL_METHOD
    return (
        _host_fault(scope) or _wish_fault(scope) or (_forwarding_fault(scope, settings) if settings.proxies else None)
    )


def _host_fault(scope: Scope) -> Fault | None:
    hosts = scope.headers.get_all("host")  # type: ignore[attr-defined]
    if len(hosts) > 1 or (scope.http_version == "1.1" and not hosts):
        return HTTPStatus.BAD_REQUEST, messages.ONE_HOST.of(number=len(hosts))
    if hosts and hosts[0] and not _HOST.fullmatch(hosts[0]):
        return HTTPStatus.BAD_REQUEST, messages.NO_HOST
    return None


def _wish_fault(scope: Scope) -> Fault | None:
    for name in _WISHES:
        if len(joined(scope, name) or "") > _LONGEST_WISH:
            told = messages.HEADER_TOO_LONG.of(name=name, most=_LONGEST_WISH)
            return HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, told
    return None


def _forwarding_fault(scope: Scope, settings: Settings) -> Fault | None:
    """What a proxy passes on makes every link of a page: let it be what it has to be."""
    checked = [("x-forwarded-proto", re.compile("https?"))]
    if settings.forwarded_host:
        checked.append(("x-forwarded-host", _HOST))
    if settings.forwarded_prefix:
        checked.append(("x-forwarded-prefix", _PREFIX))
    for name, pattern in checked:
        value = joined(scope, name)
        if value and not all(pattern.fullmatch(part.strip()) for part in value.split(",")):
            return HTTPStatus.BAD_REQUEST, messages.BAD_HEADER.of(name=name)
    return None
