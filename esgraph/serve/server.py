"""Turns an application into a listening server, until it is told to stop."""

import signal
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

from waitress.server import create_server

from esgraph.errors import EsgraphError
from esgraph.release import Release
from esgraph.serve.app import create_app, max_body
from esgraph.serve.isolation import IsolatedStore
from esgraph.serve.oxigraph import OxigraphStore
from esgraph.serve.settings import Settings


def serve(
    path: Path, host: str, port: int, ready: Callable[[Release, str], None], settings: Settings | None = None
) -> None:
    """Serve a release and call `ready` with it and the address once the server listens; port 0 takes a free one.

    Raises EsgraphError if the address cannot be taken.
    """
    release = Release.open(path)
    chosen = settings or Settings()
    store = OxigraphStore(release, chosen)
    public = IsolatedStore(release, chosen, store.graphs())
    app = create_app(release, chosen, store, public)
    try:
        # Every query from outside may hold a thread; the rest are for pages.
        threads = chosen.queries_at_once + 8
        server = create_server(
            app, host=host, port=port, threads=threads, ident=None, max_request_body_size=2 * max_body(chosen)
        )
    except (OSError, ValueError) as error:  # waitress has a ValueError for a host that has no address
        public.close()
        reason = error.strerror if isinstance(error, OSError) else "there is no such host"
        raise EsgraphError(
            f"cannot listen on {host}:{port}: {reason}",
            remedy="choose another port with --port (make serve: PORT=8080 make serve)",
        ) from error
    signal.signal(signal.SIGTERM, _stop)
    ready(release, _address(host, server))
    try:
        server.run()
    finally:
        server.close()
        public.close()


def _address(host: str, server: Any) -> str:
    # A name with several addresses gives a server with several sockets, which has no port of its own.
    port = server.effective_port if hasattr(server, "effective_port") else server.effective_listen[0][1]
    # An IPv6 address stands in brackets (RFC 3986, section 3.2.2).
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def _stop(_signal: int, _frame: FrameType | None) -> None:
    # Ends the loop the way Ctrl-C does, so that both close the socket.
    raise KeyboardInterrupt
