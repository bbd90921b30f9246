"""Turns a release into a running Virtuoso with the union of its graphs in one graph, which is the default."""

import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
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


@contextmanager
def virtuoso(release: Release, work: Path) -> Iterator[Server]:
    """Virtuoso with about 3 GB of buffers. Raises ServerError where it is not installed."""
    program, client = shutil.which("virtuoso-t"), shutil.which("isql-vt")
    if not program or not client:
        raise ServerError("not installed: Debian package virtuoso-opensource")
    place = work / "virtuoso"
    place.mkdir()
    sql, http, begun, log = free_port(), free_port(), time.monotonic(), work / "virtuoso.log"
    settings = place / "virtuoso.ini"
    values = {"sql": sql, "http": http, "buffers": _BUFFERS, "dirty": _BUFFERS * 3 // 4}
    settings.write_text(_SETTINGS.format(work=place, union=_UNION, **values), encoding="utf-8")
    # As N-Triples, since it keeps the escapes of prefixed names in Turtle.
    (place / "union.nt").symlink_to(release.path / UNION)
    command = [program, "+configfile", str(settings), "+foreground", "+wait"]
    with running(command, log, cwd=place) as process:
        wait_for(answers(http, "/sparql"), process, log)
        _load(client, sql, place)
        yield Server("Virtuoso", _version(program), http, "/sparql", process.pid, time.monotonic() - begun)


def _load(client: str, port: int, place: Path) -> None:
    statements = f"ld_dir('{place}', 'union.nt', '{_UNION}'); rdf_loader_run(); checkpoint; "
    statements += "SELECT ll_error FROM DB.DBA.load_list WHERE ll_error IS NOT NULL;"
    done = subprocess.run(
        [client, f"127.0.0.1:{port}", "dba", "dba", "VERBOSE=OFF", f"EXEC={statements}"],
        capture_output=True, text=True, check=False, timeout=1800,
    )  # fmt: skip
    if done.returncode or "Error" in done.stderr or "rror" in done.stdout.replace("ll_error", ""):
        raise ServerError(f"loading failed: {(done.stderr + done.stdout)[-500:]}")


def _version(program: str) -> str:
    done = subprocess.run([program, "-?"], capture_output=True, text=True, check=False)
    found = re.search(r"Version (\d[\w.]*)", done.stdout + done.stderr)
    return found[1] if found else "?"
