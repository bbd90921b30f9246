"""Turns files of RDF into a running Virtuoso that holds them: of a release the union of its graphs, as the default graph."""

import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from esgraph.release import UNION, Release
from tests.benchmarks.servers import Server, ServerError, answers, free_port, running, wait_for

_UNION = "urn:union"
#: Pages of 8 KiB that it keeps in memory: about 3 GB with what belongs to each.
_BUFFERS = 340_000

_SETTINGS = """\
[Database]
DatabaseFile = {work}/virtuoso.db
ErrorLogFile = {work}/errors.log
LockFile = {work}/virtuoso.lck
TransactionFile = {work}/virtuoso.trx
xa_persistent_file = {work}/virtuoso.pxa
FileExtend = 200
MaxCheckpointRemap = 2000
Striping = 0
TempStorage = TempDatabase

[TempDatabase]
DatabaseFile = {work}/temp.db
TransactionFile = {work}/temp.trx
MaxCheckpointRemap = 2000
Striping = 0

[Parameters]
ServerPort = 127.0.0.1:{sql}
LiteMode = 0
DisableUnixSocket = 1
DisableTcpSocket = 0
ServerThreads = 100
CheckpointInterval = 0
O_DIRECT = 0
CaseMode = 2
MaxStaticCursorRows = 5000
AllowOSCalls = 0
SchedulerInterval = 10
DirsAllowed = {work}
ThreadsPerQuery = 2
AsyncQueueMaxThreads = 10
NumberOfBuffers = {buffers}
MaxDirtyBuffers = {dirty}

[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 80
MaxKeepAlives = 80
KeepAliveTimeout = 60
EnabledGzipContent = 0

[SPARQL]
ResultSetMaxRows = 10000000
MaxConstructTriples = 10000000
MaxQueryExecutionTime = 120
DefaultGraph = {union}
"""


@dataclass(frozen=True, slots=True)
class Virtuoso:
    """A running Virtuoso: its version, the client for SQL, its ports on 127.0.0.1, its process, and its directory."""

    version: str
    client: str
    sql: int
    http: int
    process: subprocess.Popen[bytes]
    place: Path

    def load(self, file: Path, graph: str, limit: float = 1800) -> None:
        """Have its bulk loader read a file into a graph (N-Quads name their own), until that is safe on disk.

        Raises ServerError if it fails, or takes more than `limit` seconds.
        """
        name = f"load{file.suffix}"
        (self.place / name).symlink_to(file)
        statements = f"ld_dir('{self.place}', '{name}', '{graph}'); rdf_loader_run(); checkpoint; "
        statements += "SELECT ll_error FROM DB.DBA.load_list WHERE ll_error IS NOT NULL;"
        told = self._ask(statements, limit)
        if "rror" in told.replace("ll_error", ""):
            raise ServerError(f"loading failed: {told[-500:]}")

    def statements(self) -> int:
        """How many statements it holds, with its own."""
        told = self._ask("SELECT COUNT(*) FROM DB.DBA.RDF_QUAD;", 600)
        found = re.search(r"^\s*(\d+)\s*$", told, re.MULTILINE)
        return int(found[1]) if found else 0

    def processors(self) -> float:
        """Seconds of all processors that it has had."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def _ask(self, statements: str, limit: float) -> str:
        command = [self.client, f"127.0.0.1:{self.sql}", "dba", "dba", "VERBOSE=OFF", f"EXEC={statements}"]
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=limit)
        except subprocess.TimeoutExpired as error:
            raise ServerError(f"not done after {limit:,.0f} s") from error
        if done.returncode or "Error" in done.stderr:
            raise ServerError(f"failed: {(done.stderr + done.stdout)[-500:]}")
        return done.stdout


@contextmanager
def started(work: Path) -> Iterator[Virtuoso]:
    """An empty Virtuoso with about 3 GB of buffers. Raises ServerError where it is not installed."""
    program, client = shutil.which("virtuoso-t"), shutil.which("isql-vt")
    if not program or not client:
        raise ServerError("not installed: Debian package virtuoso-opensource")
    place = work / "virtuoso"
    place.mkdir()
    sql, http, log = free_port(), free_port(), work / "virtuoso.log"
    settings = place / "virtuoso.ini"
    values = {"sql": sql, "http": http, "buffers": _BUFFERS, "dirty": _BUFFERS * 3 // 4}
    settings.write_text(_SETTINGS.format(work=place, union=_UNION, **values), encoding="utf-8")
    command = [program, "+configfile", str(settings), "+foreground", "+wait"]
    with running(command, log, cwd=place) as process:
        wait_for(answers(http, "/sparql"), process, log)
        yield Virtuoso(_version(program), client, sql, http, process, place)


@contextmanager
def virtuoso(release: Release, work: Path) -> Iterator[Server]:
    """Virtuoso with the union of a release's graphs. Raises ServerError where it is not installed."""
    begun = time.monotonic()
    with started(work) as one:
        # As N-Triples, since it keeps the escapes of prefixed names in Turtle.
        one.load(release.path / UNION, _UNION)
        yield Server("Virtuoso", one.version, one.http, "/sparql", one.process.pid, time.monotonic() - begun)


def _version(program: str) -> str:
    done = subprocess.run([program, "-?"], capture_output=True, text=True, check=False)
    found = re.search(r"Version (\d[\w.]*)", done.stdout + done.stderr)
    return found[1] if found else "?"
