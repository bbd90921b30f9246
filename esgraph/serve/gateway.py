"""Turns requests of the engine, on this machine only, into calls of one function."""

import socket
import threading
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import cast

from esgraph.serve.outbound import RemoteError, Reply

#: Path, query and Accept header → the answer. Raises RemoteError for none.
Call = Callable[[str, bytes, str], Reply]


class LocalServer:
    """Listens on a free port of 127.0.0.1 until closed; queries longer than `query_bytes` are not passed on."""

    def __init__(self, call: Call, query_bytes: int) -> None:
        self._server = _Server(call, query_bytes)
        self.address = f"http://127.0.0.1:{self._server.server_port}/"
        self._thread = threading.Thread(target=self._server.serve_forever, args=[0.1], name="gateway", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Listen no more."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, call: Call, query_bytes: int) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.call = call
        self.query_bytes = query_bytes

    def handle_error(self, request: socket.socket | tuple[bytes, socket.socket], client_address: object) -> None:
        """Say nothing: a worker that was killed has hung up."""


class _Handler(BaseHTTPRequestHandler):
    timeout = 30  # seconds for the engine to send its request

    def do_POST(self) -> None:
        """Pass a query on (SPARQL 1.1 Protocol, section 2.1.3: what Oxigraph sends)."""
        server = cast("_Server", self.server)
        length = self.headers.get("Content-Length", "")
        size = int(length) if length.isascii() and length.isdigit() else 0
        if self.headers.get_content_type() != "application/sparql-query" or not 0 < size <= server.query_bytes:
            self._send(HTTPStatus.BAD_REQUEST, "text/plain", b"not a query that is passed on")
            return
        try:
            reply = server.call(self.path, self.rfile.read(size), self.headers.get("Accept", "*/*"))
        except RemoteError as error:
            self._send(HTTPStatus.BAD_GATEWAY, "text/plain", error.what.encode())
        else:
            self._send(HTTPStatus.OK, reply.media_type, reply.body)

    def _send(self, status: HTTPStatus, media_type: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing: the operator's log is that of the server."""
