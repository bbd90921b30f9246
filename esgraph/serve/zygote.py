"""Turns a release into worker processes: loads it once, then forks a worker for every connection that it is handed.

Workers share the loaded store, in memory or with its files open, so a new one answers within milliseconds, also when
another release has taken its place on disk. (A store that is only read needs none of its own threads, which a fork
does not have.) This process runs nobody's query; when the server is gone, so are it and its workers.
"""

import gc
import os
import signal
import sys
from multiprocessing.connection import Connection
from multiprocessing.reduction import recv_handle
from pathlib import Path

from esgraph.errors import EsgraphError
from esgraph.release import Release
from esgraph.serve import channel, worker
from esgraph.serve.oxigraph import OxigraphStore
from esgraph.serve.settings import Settings


def main() -> None:
    """Serve the connection whose descriptor is the only argument."""
    control: Connection = Connection(int(sys.argv[1]))
    path, release_id, settings = control.recv()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the workers, so the kernel buries them
    try:
        store = _open(path, release_id, settings)
    except EsgraphError as error:
        control.send(str(error))
        return
    control.send(store.graphs())
    gc.freeze()
    try:
        while True:
            _fork(control, recv_handle(control), store, settings)
    except (EOFError, RuntimeError, OSError):
        # The server ended or was killed. Its workers may be deep in a query and would not notice.
        os.killpg(0, signal.SIGKILL)


def _fork(control: Connection, descriptor: int, store: OxigraphStore, settings: Settings) -> None:
    if os.fork():
        os.close(descriptor)
        return
    try:
        control.close()
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        worker.serve(channel.of(descriptor), store, settings)
    except (BrokenPipeError, ConnectionResetError):
        pass  # the server did not wait for the outcome
    finally:
        # Without the clean-up of a process that the parent will do itself.
        os._exit(0)


def _open(path: Path, release_id: str, settings: Settings) -> OxigraphStore:
    release = Release.open(path)
    if release.manifest.id != release_id:
        raise EsgraphError("another release has taken the place of the one to be served", where=str(path))
    return OxigraphStore(release, settings)


if __name__ == "__main__":
    main()
