"""Turns a release into running servers, one at a time: esgraph and what it is compared with, on the same data."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from urllib.parse import quote

from esgraph.release import Release
from tests.benchmarks.processes import memory

#: Longest wait for a server to answer, in seconds: rdflib reads about 20,000 triples a second.
_START = 900


class ServerError(Exception):
    """A server is not installed, or did not start; the benchmark goes on without it."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: its port on 127.0.0.1, the path of its SPARQL endpoint, and its first process."""

    name: str
    version: str
    port: int
    path: str
    pid: int
    start_seconds: float

    def memory(self) -> float:
        """Proportional set size of the process and all below it, in MiB: shared pages are counted once."""
        return memory(self.pid)


Start = Callable[[Release, Path], AbstractContextManager[Server]]


def free_port() -> int:
    """A port on 127.0.0.1 that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(command: list[str], log: Path, cwd: Path | None = None) -> Iterator[subprocess.Popen[bytes]]:
    """A process in a group of its own, ended with everything below it."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, stdout=output, stderr=subprocess.STDOUT, cwd=cwd, start_new_session=True,
            env=os.environ | {"PYTHONUNBUFFERED": "1"},
        )  # fmt: skip
        try:
            yield process
        finally:
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=20)
            # Whatever it started and left behind, and itself if it did not end.
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def wait_for(ready: Callable[[], bool], process: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until the server answers. Raises ServerError with the end of its log if it does not."""
    end = time.monotonic() + _START
    while time.monotonic() < end and process.poll() is None:
        if ready():
            return
        time.sleep(0.1)
    raise ServerError(f"did not start: {log.read_text(errors='replace')[-500:]}")


def answers(port: int, path: str) -> Callable[[], bool]:
    """Whether an endpoint answers a query."""

    def ask() -> bool:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}{path}?query={quote('ASK {}')}", timeout=10).close()
        except OSError:
            return False
        return True

    return ask


@contextmanager
def esgraph(release: Release, work: Path) -> Iterator[Server]:
    """The project itself, as an operator starts it."""
    log, begun = work / "esgraph.log", time.monotonic()
    command = [sys.executable, "-m", "esgraph", "serve", str(release.path), "--port", "0"]
    with running(command, log) as process:
        found: list[int] = []

        def ready() -> bool:
            if match := re.search(r"http://127\.0\.0\.1:(\d+)/", log.read_text(errors="replace")):
                found[:] = [int(match[1])]
            return bool(found) and answers(found[0], "/sparql")()

        wait_for(ready, process, log)
        yield Server("esgraph", version("esgraph"), found[0], "/sparql", process.pid, time.monotonic() - begun)


@contextmanager
def gunicorn(release: Release, work: Path) -> Iterator[Server]:
    """The project's application, workers and memory of answers under gunicorn: the other candidate for a server."""
    log, begun, port = work / "gunicorn.log", time.monotonic(), free_port()
    command = [beside("gunicorn"), "--bind", f"127.0.0.1:{port}", "--worker-class", "gthread", "--threads", "64"]
    with running([*command, f"tests.benchmarks.wsgi:make({str(release.path)!r})"], log) as process:
        wait_for(answers(port, "/sparql"), process, log)
        yield Server("under gunicorn", version("gunicorn"), port, "/sparql", process.pid, time.monotonic() - begun)


@contextmanager
def oxigraph(release: Release, work: Path) -> Iterator[Server]:
    """`oxigraph serve` over a store on disk, with the union of all graphs as its default graph."""
    program = beside("oxigraph")
    location, log, begun = work / "oxigraph", work / "oxigraph.log", time.monotonic()
    load = [program, "load", "--location", str(location), "--file", str(release.turtle)]
    _prepare(load)
    _prepare([program, "optimize", "--location", str(location)])
    port = free_port()
    with running([program, "serve", "--location", str(location), "--bind", f"127.0.0.1:{port}"], log) as process:
        wait_for(answers(port, "/query"), process, log)
        yield Server("oxigraph serve", version("oxigraph"), port, "/query", process.pid, time.monotonic() - begun)


@contextmanager
def rdflib_endpoint(release: Release, work: Path) -> Iterator[Server]:
    """`rdflib-endpoint` over rdflib's memory."""
    log, begun, port = work / "rdflib.log", time.monotonic(), free_port()
    # Its command tells the format by the ending alone, and reads Turtle by default.
    command = [beside("rdflib-endpoint"), "serve", str(release.turtle), "--host", "127.0.0.1", "--port", str(port)]
    with running(command, log) as process:
        wait_for(answers(port, "/"), process, log)
        yield Server("rdflib-endpoint", version("rdflib-endpoint"), port, "/", process.pid, time.monotonic() - begun)


def beside(name: str) -> str:
    """A program of the `bench` extra: beside this Python, or on the path. Raises ServerError if it is not installed."""
    own = Path(sys.executable).with_name(name)
    found = str(own) if own.is_file() else shutil.which(name)
    try:
        version(name)
    except PackageNotFoundError:
        found = None
    if not found:
        raise ServerError("not installed: pip install '.[bench]'")
    return found


def _prepare(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=_START)
    if done.returncode:
        raise ServerError(f"{' '.join(command[:2])} failed: {done.stderr[-500:]}")
