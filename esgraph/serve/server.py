"""Turns a release into a listening server, until it is told to stop; a new release at its place takes over."""

import asyncio
import logging
import math
import os
import resource
import signal
import socket
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

from granian.constants import HTTPModes, Interfaces, Loops, RuntimeModes
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.rsgi import HTTPProtocol, Scope
from granian.server import Server

from esgraph import temporary
from esgraph.errors import EsgraphError
from esgraph.history.directory import Directory
from esgraph.release import MANIFEST, Release, located
from esgraph.serve import oxigraph, past
from esgraph.serve.access_log import AccessLog
from esgraph.serve.front import Front
from esgraph.serve.generation import Generation
from esgraph.serve.settings import Settings

_LOG = logging.getLogger("esgraph")

#: Seconds until a release that could not be opened is tried again.
_PAUSES = (2.0, 5.0, 10.0, 30.0, 60.0)
#: Bytes of a request before its body, and of a response that waits for its client; long queries are for POST.
_HTTP1 = HTTP1Settings(header_read_timeout=15_000, max_buffer_size=2**16)

Ready = Callable[[Release, str], None]


class Service:
    """The release at a path, served; what the server calls in its one worker process."""

    def __init__(
        self, path: Path, settings: Settings, log: AccessLog | None, announce: Callable[[Release], None]
    ) -> None:
        self._path = path
        self._settings = settings
        self._supervisor = os.getppid()
        self._stamp = _stamp(path)
        self._failed: tuple[int, ...] | None = None
        self._failures = 0
        self._next_try = 0.0
        temporary.clear(past.FOLDERS)
        # Every query from outside may hold a thread; as many again are for pages and files.
        self._threads = ThreadPoolExecutor(2 * settings.queries_at_once, thread_name_prefix="esgraph")
        self._front = Front(self._open(), settings, self._threads, log)
        self._announce = announce
        self._log = log
        self._loader = ThreadPoolExecutor(1, thread_name_prefix="esgraph-release")
        self._tasks: set[asyncio.Task[None]] = set()

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        """Start to watch the path."""
        self._end_with(self._supervisor, loop)
        loop.add_signal_handler(signal.SIGHUP, self._begin, loop, self.reload)
        if self._settings.watch_seconds:
            self._begin(loop, self._watch)
        loop.run_in_executor(self._loader, self._announce, self._front.current.release)

    def _end_with(self, supervisor: int, loop: asyncio.AbstractEventLoop) -> None:
        """Stop when the supervisor is gone, killed perhaps: nobody could stop this process, or start it anew."""

        def end() -> None:
            loop.remove_reader(handle)
            _LOG.error("the supervising process is gone; ending, too")
            loop.call_later(patience(self._settings), os._exit, 1)
            os.kill(os.getpid(), signal.SIGTERM)

        try:
            handle = os.pidfd_open(supervisor)
        except ProcessLookupError:
            os._exit(1)
        loop.add_reader(handle, end)

    def _begin(self, loop: asyncio.AbstractEventLoop, what: Callable[[], Any]) -> None:
        task = loop.create_task(what())
        self._tasks.add(task)

        def ended(task: asyncio.Task[None]) -> None:
            self._tasks.discard(task)
            if not task.cancelled() and (error := task.exception()):
                _LOG.critical("a defect ended what looks for new releases; it begins anew", exc_info=error)
                loop.call_later(_PAUSES[-1], self._begin, loop, what)

        task.add_done_callback(ended)

    async def __rsgi__(self, scope: Scope, protocol: HTTPProtocol) -> None:
        """Answer one request."""
        await self._front(scope, protocol)

    def __rsgi_del__(self, _loop: asyncio.AbstractEventLoop) -> None:
        """End everything."""
        self._loader.shutdown(wait=False, cancel_futures=True)
        self._front.close()
        if self._log:
            self._log.close()

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(self._settings.watch_seconds)
            await asyncio.get_running_loop().run_in_executor(self._loader, self._front.current.check)
            stamp = _stamp(self._path)
            if stamp in (None, self._stamp):
                continue
            if stamp != self._failed:
                self._failed, self._failures, self._next_try = stamp, 0, 0.0
            if time.monotonic() >= self._next_try and not await self.reload():
                # It may be whole, or its store be given it, a little later, and nothing at the path tell of that.
                pause = _PAUSES[min(self._failures, len(_PAUSES) - 1)]
                self._failures, self._next_try = self._failures + 1, time.monotonic() + pause

    async def reload(self) -> bool:
        """Take over the release that is at the path now; if it cannot be opened, the one before goes on."""
        loop = asyncio.get_running_loop()
        stamp = _stamp(self._path)
        try:
            generation = await loop.run_in_executor(self._loader, self._open)
        except (EsgraphError, OSError) as error:
            self._front.metrics.reloads.labels("failed").inc()
            _LOG.error("the release before goes on: %s", error)
            return False
        self._stamp = stamp
        self._front.take_over(generation)
        self._front.metrics.reloads.labels("done").inc()
        _LOG.warning("serving release %s", generation.release.manifest.id)
        return True

    def _open(self) -> Generation:
        return Generation(Release.open(self._path), self._settings, self._threads)


def _stamp(path: Path) -> tuple[int, ...] | None:
    """What changes when another release takes the place, or one beside it is removed; None while there is none."""
    place = located(path)
    try:
        found = (place / MANIFEST).stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ino, found.st_size, Directory(place.resolve().parent).forgotten


def serve(
    path: Path, host: str, port: int, ready: Ready, settings: Settings | None = None, log: AccessLog | None = None
) -> None:
    """Serve a release and call `ready` with it and the address once the server listens; port 0 takes a free one.

    Raises EsgraphError if the release cannot be opened or the address not be taken.
    """
    chosen = settings or Settings()
    release = Release.open(path)
    if not chosen.store:
        oxigraph.check(release)  # what is wrong with it is better told here than by a worker that ends
    ip, number = _free(host, port)
    _allow_many_files()

    def announce(release: Release) -> None:
        _wait_until_listening(ip, number)
        _end_stalled(number, chosen.send_seconds)
        ready(release, _address(host, number))

    def load(_target: str) -> Any:
        # In the worker process, which must not outlive an error that only the operator can mend.
        try:
            return Service(path, chosen, log, announce)
        except EsgraphError as error:
            print(f"esgraph: {error}", file=sys.stderr, flush=True)  # noqa: T201
            os._exit(1)

    server = Server(
        "esgraph", address=ip, port=number, interface=Interfaces.RSGI, workers=1, loop=Loops.uvloop,
        http=HTTPModes.http1, websockets=False,
        backlog=2048, backpressure=10_000, http1_settings=_HTTP1,
        # One thread for the connections, beside that of the event loop: a second one would look for work and find none.
        runtime_mode=RuntimeModes.st,
        log_level=LogLevels.warning, respawn_failed_workers=True, workers_kill_timeout=patience(chosen),
    )  # fmt: skip
    # The server would replace its worker, and close connections; the worker takes over a release by itself.
    server.on_startup(lambda: signal.signal(signal.SIGHUP, lambda *_: _pass_on(server)))
    server.serve(target_loader=load)


def patience(settings: Settings) -> int:
    """Seconds in which every query under way has ended: quickly, or waiting for its turn, then as a slow one."""
    return math.ceil(settings.quick_seconds + 2 * settings.query_seconds) + 5


def _pass_on(server: Any) -> None:
    for worker in server.wrks:
        os.kill(worker.inner.pid, signal.SIGHUP)


def _free(host: str, port: int) -> tuple[str, int]:
    """The IP address of a host name, and a port that is free. Raises EsgraphError if there is none."""
    try:
        family, kind, _, _, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(where)
            taken = probe.getsockname()
    except OSError as error:
        reason = "there is no such host" if isinstance(error, socket.gaierror) else error.strerror
        raise EsgraphError(
            f"cannot listen on {host}:{port}: {reason}",
            remedy="choose another port with --port (make serve: PORT=8080 make serve)",
        ) from error
    return taken[0], taken[1]


def _allow_many_files() -> None:
    """Every connection is a file; shells allow few by default, and the kernel many more."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 65_536 if hard == resource.RLIM_INFINITY else min(65_536, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, wanted), hard))


def _wait_until_listening(ip: str, port: int) -> None:
    where = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(ip, ip)  # noqa: S104 - compared, not bound
    for _ in range(200):
        try:
            socket.create_connection((where, port), timeout=1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return


def _end_stalled(port: int, seconds: float) -> None:
    """Let the kernel end every connection that takes nothing of what is sent to it (tcp(7), TCP_USER_TIMEOUT)."""
    for name in Path("/proc/self/fd").iterdir():
        if not name.is_socket():
            continue
        with suppress(OSError), socket.socket(fileno=os.dup(int(name.name))) as ours:
            if ours.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN) and ours.getsockname()[1] == port:
                # Who is accepted by it inherits it.
                ours.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, int(seconds * 1000))


def _address(host: str, port: int) -> str:
    # An IPv6 address stands in brackets (RFC 3986, section 3.2.2).
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
