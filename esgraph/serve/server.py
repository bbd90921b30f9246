"""Turns an application into a listening server, until it is told to stop."""

import signal
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from waitress.server import create_server

from esgraph.errors import EsgraphError
from esgraph.release import Release
from esgraph.serve.app import create_app
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
        server = create_server(app, host=host, port=port, threads=threads, ident=None)
    except OSError as error:
        public.close()
        raise EsgraphError(
            f"cannot listen on {host}:{port}: {error.strerror}",
            remedy="choose another port with --port (make serve: PORT=8080 make serve)",
        ) from error
    signal.signal(signal.SIGTERM, _stop)
    ready(release, f"http://{host}:{server.effective_port}/")
    try:
        server.run()
    finally:
        server.close()
        public.close()


def _stop(_signal: int, _frame: FrameType | None) -> None:
    # Ends the loop the way Ctrl-C does, so that both close the socket.
    raise KeyboardInterrupt
