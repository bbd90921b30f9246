"""Turns a temporary directory into a real SPARQL server on a free port of this machine, for as long as a test needs it."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import urllib3

_SECONDS_TO_START = 60
_VIRTUOSO_INI = """
[Database]
DatabaseFile = {directory}/virtuoso.db
ErrorLogFile = {directory}/virtuoso.log
LockFile = {directory}/virtuoso.lck
TransactionFile = {directory}/virtuoso.trx
xa_persistent_file = {directory}/virtuoso.pxa
FileExtend = 200

[TempDatabase]
DatabaseFile = {directory}/virtuoso-temp.db
TransactionFile = {directory}/virtuoso-temp.trx

[Parameters]
ServerPort = 127.0.0.1:{sql_port}
DisableUnixSocket = 1
NumberOfBuffers = 4000
MaxDirtyBuffers = 3000
MaxClientConnections = 20
CaseMode = 2
DirsAllowed = {directory}
SchedulerInterval = 10
MaxQueryMem = 256M
VectorSize = 1000
ThreadsPerQuery = 2
AsyncQueueMaxThreads = 4

[HTTPServer]
ServerPort = 127.0.0.1:{http_port}
ServerRoot = {directory}
ServerThreads = 12
MaxKeepAlives = 12
KeepAliveTimeout = 60
Charset = UTF-8
EnabledGzipContent = 0

[SPARQL]
ResultSetMaxRows = {rows}
"""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: what it is, where it answers queries, takes updates and graphs, and who may change it."""

    name: str
    version: str
    query: str
    update: str
    graph_store: str
    user: str = ""
    password: str = ""

    def with_login(self, url: str) -> str:
        """An address with the name and password of who may change the server."""
        return url.replace("//", f"//{self.user}:{self.password}@") if self.user else url


def missing(program: str, remedy: str) -> None:
    """Skip, saying what is missing; in CI, where everything must run, fail."""
    if os.environ.get("CI"):
        pytest.fail(f"{program} is missing, and CI must not skip this test: {remedy}")
    pytest.skip(f"{program} is missing: {remedy}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def oxigraph(directory: Path) -> Iterator[Server]:
    """`oxigraph serve`, the server program of the embedded store's engine."""
    program = Path(sys.executable).with_name("oxigraph")
    if not program.exists():
        missing("oxigraph", "pip install 'esgraph[test]'")
    version = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout.strip()
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    command: list[str | Path] = [
        program,
        "serve",
        "--location",
        str(directory / "oxigraph"),
        "--bind",
        f"127.0.0.1:{port}",
    ]
    with _running(command, directory, lambda: _answers(f"{address}/query?query=ASK%7B%7D")):
        yield Server("oxigraph", version, f"{address}/query", f"{address}/update", f"{address}/store")


@contextmanager
def virtuoso(directory: Path, rows: int = 10_000_000) -> Iterator[Server]:
    """Virtuoso with small buffers, whose endpoints for changes ask for a password (HTTP digest)."""
    program = shutil.which("virtuoso-t")
    if program is None or shutil.which("isql-vt") is None:
        missing("virtuoso-t", "apt-get install virtuoso-opensource-7")
    assert program is not None
    sql_port, http_port = free_port(), free_port()
    ini = directory / "virtuoso.ini"
    ini.write_text(_VIRTUOSO_INI.format(directory=directory, sql_port=sql_port, http_port=http_port, rows=rows))
    address = f"http://127.0.0.1:{http_port}"
    command = [program, "+foreground", "+configfile", str(ini)]
    with _running(command, directory, lambda: _answers(f"{address}/sparql?query=ASK%7B%7D")):
        version = _isql(sql_port, "SELECT sys_stat('st_dbms_ver');")
        _isql(sql_port, "GRANT SPARQL_UPDATE TO \"SPARQL\"; DB.DBA.RDF_DEFAULT_USER_PERMS_SET('nobody', 1);")
        yield Server(
            "virtuoso", version.split()[0], f"{address}/sparql", f"{address}/sparql-auth",
            f"{address}/sparql-graph-crud-auth", "dba", "dba",
        )  # fmt: skip


def _isql(port: int, statements: str) -> str:
    command = [
        "isql-vt",
        f"127.0.0.1:{port}",
        "dba",
        "dba",
        "VERBOSE=OFF",
        "BANNER=OFF",
        "PROMPT=OFF",
        f"EXEC={statements}",
    ]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout.strip()


def _answers(address: str) -> bool:
    try:
        return urllib3.request("GET", address, timeout=2, retries=False).status == 200
    except urllib3.exceptions.HTTPError:
        return False


@contextmanager
def _running(command: Sequence[str | Path], directory: Path, is_ready: Callable[[], bool]) -> Iterator[None]:
    """A process from when it is ready until it is told to end; what it says is in the failure if it does not start."""
    log = directory / "output.log"
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=directory, stdout=output, stderr=subprocess.STDOUT)
        try:
            deadline = time.monotonic() + _SECONDS_TO_START
            while not is_ready():
                if process.poll() is not None or time.monotonic() > deadline:
                    pytest.fail(f"{command[0]} did not start:\n{log.read_text(errors='replace')[-2000:]}")
                time.sleep(0.1)
            yield
        finally:
            process.terminate()
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
