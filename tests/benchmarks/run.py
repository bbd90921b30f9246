"""Turns sizes and servers into one run of the whole benchmark: the same data and queries, one server after the other.

python -m tests.benchmarks.run --size real --size 1m
"""

import argparse
import json
import os
import platform
import shlex
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from esgraph import resources
from esgraph.build.project import Project
from esgraph.build.publish import publish
from esgraph.build.stages import Stages
from esgraph.build.validation import read_shapes, validate
from esgraph.release import Release
from tests.benchmarks import release as country_release
from tests.benchmarks.attack import under_attack
from tests.benchmarks.load import answer, measure, wrk_version
from tests.benchmarks.queries import Query, queries
from tests.benchmarks.servers import Server, ServerError, Start, esgraph, gunicorn, oxigraph, rdflib_endpoint
from tests.benchmarks.table import Row, Run, summary
from tests.benchmarks.virtuoso import virtuoso
from tests.reading import read

SIZES = {"real": 0, "10k": 10_000, "100k": 100_000, "1m": 1_000_000, "10m": 10_000_000}
SERVERS: dict[str, Start] = {
    "oxigraph": oxigraph, "virtuoso": virtuoso, "rdflib-endpoint": rdflib_endpoint, "gunicorn": gunicorn,
    "esgraph": esgraph,
}  # fmt: skip
_DATA = Path(__file__).parent.parent.parent / "data"
#: rdflib needs 1.3 kB a triple, and is asked for the ego network only.
_MOST_FOR_RDFLIB = 1_000_000


def say(text: str) -> None:
    """Progress, apart from the result."""
    print(text, file=sys.stderr, flush=True)  # noqa: T201


def main() -> int:
    """Run the benchmark; 1 if wrk, without which nothing can be measured, is missing."""
    options = _options()
    if not (wrk := wrk_version()):
        say("wrk is not installed, and nothing can be measured without it: Debian package wrk (apt-get install wrk)")
        return 1
    runs = []
    for size in options.size or ["real", "1m"]:
        with tempfile.TemporaryDirectory(prefix="esgraph-bench-") as work:
            say(f"{size}: making the release")
            runs.append(_measure_size(size, _release(size, Path(work), options), Path(work), options))
    print(f"{_machine(wrk)}\n\n{summary(runs)}")  # noqa: T201
    if options.json:
        document = {"machine": _machine(wrk), "runs": [asdict(run) for run in runs]}
        options.json.write_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--size", action="append", choices=SIZES, help="may be given again; default: real and 1m")
    parser.add_argument("--server", action="append", choices=SERVERS, help="may be given again; default: all")
    parser.add_argument("--seconds", type=int, default=10, help="length of each measurement")
    parser.add_argument("--attackers", type=int, default=2 * (os.cpu_count() or 1), help="hostile clients")
    parser.add_argument("--attack-seconds", type=int, default=15)
    parser.add_argument("--cache", type=Path, default=country_release.cache_home(), help="keeps synthetic releases")
    parser.add_argument("--json", type=Path, help="write the figures to this file too")
    return parser.parse_args()


def _machine(wrk: str) -> str:
    command = f"python -m tests.benchmarks.run {shlex.join(sys.argv[1:])}".strip()
    return (
        f"# Benchmark\n\n`{command}` · {os.cpu_count()} cores, {platform.machine()}, {platform.system()}, "
        f"Python {platform.python_version()}, {wrk}. Cold: every request has another text; repeated: five texts."
    )


def _release(size: str, work: Path, options: argparse.Namespace) -> Release:
    if SIZES[size]:
        return country_release.build(SIZES[size], options.cache, say)
    project = Project.open(_DATA)
    dataset = read(project)
    report = validate(dataset, read_shapes(resources.shapes()))
    return publish(dataset, report, project.settings, work / "release", Stages())


def _measure_size(size: str, release: Release, work: Path, options: argparse.Namespace) -> Run:
    counts = release.manifest.counts
    run = Run(size, counts["quads"])
    asked = queries(release)
    for name in options.server or SERVERS:
        if name == "rdflib-endpoint" and counts["triples"] > _MOST_FOR_RDFLIB:
            run.absent[name] = f"more than {_MOST_FOR_RDFLIB:,} triples do not fit its memory"
            continue
        say(f"{size}: starting {name}")
        try:
            with SERVERS[name](release, work) as server:
                _measure_server(run, server, asked, options)
        except ServerError as error:
            run.absent[name] = str(error)
            say(f"{size}: {name}: {error}")
    return run


def _measure_server(run: Run, server: Server, asked: list[Query], options: argparse.Namespace) -> None:
    before = server.memory()
    run.versions[server.name], run.start[server.name] = server.version, server.start_seconds
    for query in _suitable(server, run, asked):
        items = query.encoded()
        probed = [answer(server, query, items[index * (len(items) - 1) // 3]) for index in range(4)]
        results = tuple(count for count, _ in probed)
        # The first answer may have read the disk; the slowest of the others tells how long to measure.
        probe = max(seconds for _, seconds in probed[1:])
        for cold in (True, False):
            found = measure(server, query, cold=cold, seconds=options.seconds, probe=probe)
            run.rows.append(Row(query.name, cold, server.name, found, results))
            say(
                f"{run.size}: {server.name}: {query.name}, {'cold' if cold else 'repeated'}: {found.rate:,.1f}/s, "
                f"p50 {found.p50:.1f} ms, p99 {found.p99:.1f} ms, {found.errors} errors"
            )
    run.memory[server.name] = (before, server.memory())
    if server.name == "esgraph":
        say(f"{run.size}: esgraph under attack")
        run.attackers = options.attackers
        run.attack = under_attack(server, asked[0], options.attack_seconds, options.attackers)


def _suitable(server: Server, run: Run, asked: list[Query]) -> Iterator[Query]:
    for query in asked:
        if query.is_page and server.name not in ("esgraph", "under gunicorn"):
            continue
        # The slow queries of the slowest server would take most of the run, and tell nothing more.
        if server.name == "rdflib-endpoint" and run.size != "real" and query.name != "ego network":
            continue
        yield query


if __name__ == "__main__":
    sys.exit(main())
