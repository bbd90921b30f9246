"""Turns the N-Quads of a release into the times that stores take to load them."""

import shutil
import time
from importlib.metadata import version
from pathlib import Path

from tests.benchmarks.processes import PeerError, Watch, run
from tests.benchmarks.rows import Bench, Part, Row, part
from tests.benchmarks.servers import ServerError, beside
from tests.benchmarks.subject import Subject
from tests.benchmarks.virtuoso import started

TITLE = "Load: N-Quads into a store"
ABOUT = """\
All load `esgraph.nq` of the same release into named graphs, from an empty store to its last statement written. esgraph's build does what
the first row does, and loads the union into the default graph as well, on another thread (the stages *loading* and *loading the graphs*
above). `oxigraph load` is timed with the start of its process; Virtuoso's server has been started before, and its time ends
with a checkpoint. Virtuoso loads one file on one thread."""

#: rdflib needs 1.3 kB for each.
MOST_FOR_RDFLIB = 1_000_000
#: Virtuoso wants a graph for each file, also where every statement names its own.
_NO_GRAPH = "urn:none"


def measure(subject: Subject, bench: Bench) -> Part:
    """Load the release of a size into each store."""
    release = subject.release()
    quads, count = release.nquads, release.manifest.counts["quads"]
    work = subject.work / "stores"
    work.mkdir()
    rows = [
        bench.ask("pyoxigraph, disk", "bulk loader of esgraph's build", ["load-disk", quads, work / "pyoxigraph"]),
        bench.ask("pyoxigraph, memory", "bulk loader", ["load-memory", quads]),
        _oxigraph(quads, work, bench),
        _virtuoso(quads, work, bench),
        _rdflib(quads, count, bench),
    ]
    shutil.rmtree(work)
    return part(
        f"{subject.name}: {count:,} statements, {quads.stat().st_size / 1e6:,.1f} MB",
        rows,
        "statements",
        warnings(rows),
    )


def warnings(rows: list[Row]) -> list[str]:
    """What makes the comparison doubtful: stores that hold another number of statements."""
    counts = {row.peer: row.count for row in rows if row.count is not None}
    if len(set(counts.values())) > 1:
        return [f"**WARNING**: the stores do not hold the same number of statements: {counts}", ""]
    return []


def _rdflib(quads: Path, count: int, bench: Bench) -> Row:
    arguments = ["load-rdflib", quads]
    if count > MOST_FOR_RDFLIB * 1.02:
        command = bench.shown(["python", "-m", "tests.benchmarks.peers", *arguments])
        return Row("rdflib", "memory", command, absent=f"not asked: more than {MOST_FOR_RDFLIB:,} statements")
    return bench.ask("rdflib", "memory", arguments)


def _oxigraph(quads: Path, work: Path, bench: Bench) -> Row:
    bench.say("  oxigraph load")
    load = ["oxigraph", "load", "--location", str(work / "oxigraph"), "--file", str(quads)]
    dump = ["dump", "--location", str(work / "oxigraph"), "--file", str(work / "dump.nq")]
    peer, command = "oxigraph load", bench.shown(load)
    try:
        program = beside("oxigraph")
        took = run([program, *load[1:]], bench.limits)
        run([program, *dump], bench.limits)
    except (PeerError, ServerError) as error:
        return Row(peer, "disk", command, absent=str(error))
    with (work / "dump.nq").open("rb") as lines:
        count = sum(1 for _ in lines)
    return Row(peer, "disk", command, version("oxigraph"), took.seconds, took.cpu, took.peak, count)


def _virtuoso(quads: Path, work: Path, bench: Bench) -> Row:
    bench.say("  Virtuoso")
    statements = (
        f"ld_dir('{bench.shown([quads.parent])}', '{quads.name}', '{_NO_GRAPH}'); rdf_loader_run(); checkpoint;"
    )
    peer, command = "Virtuoso", f'isql-vt PORT dba dba EXEC="{statements}"'
    try:
        with started(work) as server, Watch(server.process.pid, bench.limits) as watch:
            held, used, begun = server.statements(), server.processors(), time.perf_counter()
            try:
                server.load(quads, _NO_GRAPH, bench.limits.seconds)
            except ServerError as error:
                raise PeerError(watch.over or str(error)) from error
            seconds, cpu = time.perf_counter() - begun, server.processors() - used
            count = server.statements() - held
            return Row(peer, "disk", command, server.version, seconds, cpu, watch.peak, count)
    except (PeerError, ServerError) as error:
        return Row(peer, "disk", command, absent=str(error))
