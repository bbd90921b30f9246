"""Turns a release and a request into validators, so that nothing is sent, or computed, twice (RFC 9110, section 13)."""

import hashlib
from functools import cache
from importlib.metadata import version

from flask import Response, request
from werkzeug.wrappers import Response as BaseResponse

from esgraph.serve.site import site

#: How long a client may use what it has without asking; a new release may come at any time.
_AGE = "public, max-age=60"


@cache
def _program() -> str:
    return version("esgraph")


def entity_tag(*parts: str) -> str:
    """A strong validator of what this release answers to a request that consists of these parts."""
    return tag_of(site().release.manifest.id, *parts)


def tag_of(release: str, *parts: str) -> str:
    """The same of any release. It names the program's version too, which may write the same answer in other bytes."""
    told = "\x00".join((_program(), release, *parts))
    return hashlib.blake2b(told.encode(), digest_size=16).hexdigest()


def not_modified(tag: str, *, weak: bool = False) -> Response | None:
    """The answer to a client that has the current representation already; None for any other.

    By weak comparison (RFC 9110, section 13.1.2). `*` is left for `finish`, when it is known that there is one.
    """
    known = request.if_none_match
    if request.method not in ("GET", "HEAD") or known.star_tag or not known.contains_weak(tag):
        return None
    response = Response(status=304)
    del response.headers["Content-Type"]  # what it has is not told anew (RFC 9110, section 15.4.5)
    response.set_etag(tag, weak=weak)
    return response


def finish(response: BaseResponse) -> None:
    """Give a complete answer its validator and its age, and leave its body out where the client has it."""
    if request.method not in ("GET", "HEAD") or response.status_code not in (200, 304):
        return
    response.headers.setdefault("Cache-Control", _AGE)
    if response.cache_control.no_store or response.status_code == 304:
        return
    if "ETag" not in response.headers:
        if not response.is_sequence:
            return
        response.set_etag(hashlib.blake2b(response.get_data(), digest_size=16).hexdigest())
    if request.if_none_match or request.if_modified_since:
        response.make_conditional(request)
