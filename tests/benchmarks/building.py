"""Turns authored files into the times of a build, stage by stage, beside those of other ways from files to statements."""

from collections.abc import Iterator
from dataclasses import replace
from importlib.metadata import version

from esgraph import resources
from tests.benchmarks import flat
from tests.benchmarks.rows import Bench, Part, Row, part
from tests.benchmarks.subject import Build, Subject

TITLE = "Build: from authored files to a release"
#: It wants a pyoxigraph of before 0.4.
MORPH_KGC = ("morph-kgc>=2.10,<3",)
#: The stages that run side by side; their time is that of `files and indexes`.
BESIDE = ("search index", "dumps", "network", "dumps with graphs", "tables")

ABOUT = """\
The first row is from authored YAML to a loaded store (reading, ordering, loading, deriving, counting, loading the graphs): names,
keys, evidence and gaps are checked, every statement knows its line, what the rules derive is there, and the store on disk
has the named graphs and their union; its memory is that of the largest process. **No other row does the same work**:

* *parse only* reads the N-Quads that are the result: no way to the same statements can be quicker;
* *libyaml only* reads the YAML and makes nothing of it;
* *JSON-LD processor* makes only those statements that JSON-LD knows without the shorthands for evidence, claims and gaps;
* *plain loop* and *morph-kgc* are given all statements as CSV files, a table for each class with finished IRIs, into memory:
  nothing is checked, expanded, derived or remembered, and the CSV files had to be made of the release first.

Below it, what each stage took (`--timings`); those with ↳ run side by side, and their time is that of *files and indexes*."""


def measure(subject: Subject, bench: Bench) -> Part:
    """Build a size, and have the peers go their ways over the same. Raises PeerError if the build fails."""
    build = subject.build()
    release, tables = subject.release(), subject.work / "tables"
    flat.write(release.nquads, tables)
    context = resources.ontology() / "context.jsonld"
    ask = bench.ask
    rows = [
        *own(build, bench.shown(subject.command)),
        ask("parse only", "pyoxigraph; the limit", ["parse", release.nquads]),
        # It counts files.
        replace(ask("libyaml only", "makes no statements", ["yaml", subject.data]), count=None),
        ask("JSON-LD processor", "libyaml, then pyoxigraph, into memory", ["json-ld", subject.data, context]),
        ask("plain loop", "CSV to pyoxigraph in memory", ["plain-loop", tables]),
        ask(
            "morph-kgc",
            "CSV to its pyoxigraph in memory, by RML",
            ["morph-kgc", tables / flat.CONFIGURATION],
            MORPH_KGC,
        ),
    ]
    size = f"{build.statements:,} statements of {build.files:,} authored files ({build.size / 1e6:.1f} MB)"
    return part(f"{subject.name}: {size}", rows, "statements", [*stages(build), ""])


def own(build: Build, command: str) -> Iterator[Row]:
    """The rows of `esgraph build`: until the store is loaded, and everything."""
    first, whole = build.loaded, build.whole
    peak = max(whole.peak, build.took.peak)
    known = version("esgraph")
    yield Row(
        "esgraph, store",
        "YAML to a store on disk",
        command,
        known,
        first.seconds,
        first.cpu,
        first.peak,
        build.statements,
    )
    yield Row(
        "esgraph, release",
        "and all that is published",
        command,
        known,
        whole.seconds,
        whole.cpu,
        peak,
        build.statements,
    )


def stages(build: Build) -> Iterator[str]:
    """The stages as a table, with the part of the whole time that each takes."""
    yield "| stage | seconds | of all | processor s | largest process, MiB |"
    yield "|---|--:|--:|--:|--:|"
    for stage in build.stages:
        share = stage.seconds / build.whole.seconds if build.whole.seconds else 0.0
        name = f"↳ {stage.name}" if stage.name in BESIDE else stage.name
        yield f"| {name} | {stage.seconds:.2f} | {share:.0%} | {stage.cpu:.2f} | {stage.peak:.0f} |"
