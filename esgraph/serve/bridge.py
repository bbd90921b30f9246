"""Turns a request of the server (RSGI) into a call of the application (WSGI), and its result into a response."""

import asyncio
import string
import sys
from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any
from urllib.parse import quote

from flask import Flask
from granian.rsgi import HTTPProtocol, Scope

from esgraph.serve.sending import Headers

#: Status, headers, and the body: whole, or to be taken bit by bit.
Result = tuple[int, Headers, bytes | Iterable[bytes]]

#: A body of at most so many bytes is sent whole, and may be remembered.
WHOLE = 1 << 20


#: What stays as it is in an address.
_ASCII = string.printable


class TooLargeError(Exception):
    """A body with more bytes than are read."""


async def read(protocol: HTTPProtocol, most: int, seconds: float) -> bytes:
    """The body of a request. Raises TooLargeError beyond `most` bytes, TimeoutError if it takes too long."""
    body = bytearray()
    async with asyncio.timeout(seconds):
        async for chunk in protocol:
            body += chunk
            if len(body) > most:
                raise TooLargeError
    return bytes(body)


def environ(scope: Scope, body: bytes) -> dict[str, Any]:
    """The request as WSGI has it (PEP 3333)."""
    host, _, port = scope.server.rpartition(":")
    variables: dict[str, Any] = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": _latin(scope.path),
        "QUERY_STRING": _escaped(scope.query_string),
        "SERVER_NAME": host.strip("[]"),
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": address(scope),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    for name, value in scope.headers.items():
        _add_header(variables, name, value)
    variables["CONTENT_LENGTH"] = str(len(body))
    # How the body came does not matter any more.
    for name in ("HTTP_CONTENT_LENGTH", "HTTP_TRANSFER_ENCODING"):
        variables.pop(name, None)
    if scope.authority:  # a request by absolute address: Host counts no more (RFC 9112, section 3.2.2)
        variables["HTTP_HOST"] = scope.authority
    return variables


def _add_header(variables: dict[str, Any], name: str, value: str) -> None:
    # `X_Forwarded_For` would be taken for `X-Forwarded-For`.
    if "_" in name:
        return
    key = name.upper().replace("-", "_")
    if key != "CONTENT_TYPE":
        key = f"HTTP_{key}"
    value = _latin(value)
    variables[key] = f"{variables[key]},{value}" if key in variables else value


def _escaped(query: str) -> str:
    """What follows `?` in an address, in ASCII: programs write letters as they are, and mean their UTF-8 (RFC 3987)."""
    return query if query.isascii() else quote(query.encode("utf-8", "surrogateescape"), safe=_ASCII)


def _latin(text: str) -> str:
    """Bytes of UTF-8 as characters, which is what PEP 3333 calls a native string."""
    return text.encode("utf-8", "surrogateescape").decode("latin-1")


def address(scope: Scope) -> str:
    """The address of who is connected, without the port."""
    return scope.client.rpartition(":")[0].strip("[]")


def call(app: Flask, variables: dict[str, Any]) -> Result:
    """Run the application: status, headers, and the body, whole if it is small, else to be taken bit by bit."""
    started: list[Any] = []

    def start_response(status: str, headers: Headers, _exc_info: Any = None) -> Callable[[bytes], object]:
        started[:] = status, headers
        return _no_write

    body = app(variables, start_response)
    status, headers = int(started[0].partition(" ")[0]), [(name.lower(), value) for name, value in started[1]]
    length = dict(headers).get("content-length", "")
    if variables["REQUEST_METHOD"] == "HEAD" or (length.isdigit() and int(length) <= WHOLE):
        try:
            return status, headers, b"".join(body)
        finally:
            close(body)
    return status, headers, body


def _no_write(_data: bytes) -> object:
    raise NotImplementedError("no part of this application writes instead of returning a body")


def close(body: object) -> None:
    """End a body that is not taken to its end."""
    if end := getattr(body, "close", None):
        end()
