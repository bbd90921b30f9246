"""Turns a complete response into one that takes fewer bytes on its way, for a client that takes gzip (RFC 9110, 8.4.1).

It stands around the application, which knows of one representation only: a validator that a client sends back loses
what was added to it here before the application compares it.
"""

import gzip
from functools import lru_cache
from typing import Any

from flask import Flask
from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

from esgraph.serve import bridge
from esgraph.serve.sending import Headers

#: Shorter bodies fit a packet or two as they are.
_LEAST = 1_400
#: More effort takes twice the time for a hundredth of the bytes.
_LEVEL = 5
_MARK = "-gzip"
_KNOWN = "HTTP_IF_NONE_MATCH"
_TYPES = ("json", "xml", "javascript", "n-triples", "n-quads", "trig", "sparql-query")


def call(app: Flask, variables: dict[str, Any]) -> bridge.Result:
    """Run the application as `bridge.call` does, and compress what it gives where that is wanted and of use."""
    wanted = is_accepted(variables.get("HTTP_ACCEPT_ENCODING", ""))
    known = variables.get(_KNOWN, "")
    if known:
        variables[_KNOWN] = known.replace(f'{_MARK}"', '"')
    status, headers, body = bridge.call(app, variables)
    if status == 304 and (tag := dict(headers).get("etag", "")):
        # What is asked about is another form of it, and so is what is told of it.
        return status, _varied(_with(headers, {"etag": _as_known(tag, known)})), body
    if status != 200 or not isinstance(body, bytes) or not _is_text(headers):
        return status, headers, body
    headers = _varied(headers)
    if not wanted:
        return status, headers, body
    if variables["REQUEST_METHOD"] == "HEAD":
        return status, _as_of_get(headers), body
    return status, *compressed(headers, body)


def is_accepted(header: str) -> bool:
    """Whether a client takes gzip and would not rather have nothing done to it, by its Accept-Encoding."""
    return preferred(header, ("gzip",)) != ""


@lru_cache(maxsize=256)
def preferred(header: str, codings: tuple[str, ...]) -> str:
    """The coding that a client likes best of these, the first of equals, by its Accept-Encoding; "" for none of them.

    (RFC 9110, section 12.5.3.) `*` means gzip only: not everybody who writes it knows what has come since.
    """
    accepted = parse_accept_header(header.lower(), Accept)
    named = dict(accepted)
    liked = {coding: named.get(coding, accepted.quality("*") if coding == "gzip" else 0) for coding in codings}
    best = max(codings, key=liked.__getitem__)
    # `identity` is always acceptable, but liked better only where a client says so.
    return best if liked[best] > 0 and liked[best] >= named.get("identity", 0) else ""


def compressed(headers: Headers, body: bytes) -> tuple[Headers, bytes]:
    """A body and its headers in gzip; as they are if they are compressed already, or too short to gain by it."""
    told = dict(headers)
    if len(body) < _LEAST or not _is_compressible(told):
        return headers, body
    # Without the time of day: the same answer is the same bytes.
    small = gzip.compress(body, _LEVEL, mtime=0)
    more = {"content-encoding": "gzip", "content-length": str(len(small))}
    if tag := told.get("etag"):
        more["etag"] = _marked(tag)  # another representation has another validator (RFC 9110, section 8.8.3.3)
    return _with(headers, more), small


def _as_of_get(headers: Headers) -> Headers:
    """The headers that GET would have, but for the length, which is not known before (RFC 9110, section 9.3.2)."""
    told = dict(headers)
    length = told.get("content-length", "")
    if not length.isdigit() or not _LEAST <= int(length) <= bridge.WHOLE or not _is_compressible(told):
        return headers
    more = {"content-encoding": "gzip"} | ({"etag": _marked(told["etag"])} if "etag" in told else {})
    return _with([pair for pair in headers if pair[0] != "content-length"], more)


def _is_compressible(told: dict[str, str]) -> bool:
    return "content-encoding" not in told and "no-transform" not in told.get("cache-control", "")


def _is_text(headers: Headers) -> bool:
    media_type = dict(headers).get("content-type", "").partition(";")[0]
    return media_type.startswith("text/") or media_type.endswith(_TYPES)


def _marked(tag: str) -> str:
    return f'{tag[:-1]}{_MARK}"' if tag.endswith('"') else tag


def _as_known(tag: str, known: str) -> str:
    """The validator by which a client knows what it has: the marked one, unless it names the plain one."""
    named = {part.strip().removeprefix("W/") for part in known.split(",")}
    plain = tag.removeprefix("W/")
    return _marked(tag) if plain not in named and _marked(plain) in named else tag


def _varied(headers: Headers) -> Headers:
    vary = dict(headers).get("vary", "")
    if "accept-encoding" in vary.lower():
        return headers
    return _with(headers, {"vary": f"{vary}, Accept-Encoding" if vary else "Accept-Encoding"})


def _with(headers: Headers, new: dict[str, str]) -> Headers:
    """The headers with others in place of those of the same name."""
    return [pair for pair in headers if pair[0] not in new] + list(new.items())
