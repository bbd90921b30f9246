"""Turns sizes and sections into one report: this project and its peers side by side, at the same work on the same data.

python -m tests.benchmarks.run --size 10k --size 1m --only build --only load
"""

import argparse
import datetime
import os
import shlex
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks import building, growth, loading, opening, rebuilding, release, serving, validation
from tests.benchmarks.load import wrk_version
from tests.benchmarks.processes import Limits, PeerError
from tests.benchmarks.report import Report, Section, machine
from tests.benchmarks.rows import Bench, Part
from tests.benchmarks.subject import Subject, statements


def say(text: str) -> None:
    """Progress, apart from the result."""
    print(text, file=sys.stderr, flush=True)  # noqa: T201


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what is asked for, and write the report after every part of it; its place is printed."""
    options = _options(arguments)
    asking = serving.Asking(
        tuple(options.server or serving.SERVERS), options.seconds, options.attackers, options.attack_seconds
    )
    every = sections(asking)
    chosen = [name for name in every if not options.only or name in options.only]
    command = f"python -m tests.benchmarks.run {shlex.join(sys.argv[1:] if arguments is None else arguments)}".strip()
    head = machine(command, datetime.datetime.now(datetime.UTC).date(), wrk_version())
    report = Report(head, {name: every[name] for name in chosen}, options.report)
    with tempfile.TemporaryDirectory(prefix="esgraph-bench-", dir=options.work) as work:
        bench = Bench(Limits(options.limit, options.memory), Path(work), options.cache, options.install, say)
        for size in dict.fromkeys(options.size or ["10k", "100k"]):
            subject = Subject(size, Path(work) / size, bench)
            subject.work.mkdir()
            for name in chosen:
                say(f"{size}: {name}")
                report.add(name, _part(every[name], subject, bench))
            shutil.rmtree(subject.work)
    print(report.path)  # noqa: T201
    return 0


def sections(asking: serving.Asking) -> dict[str, Section]:
    """The sections of the report by the names that the command line has for them, in the order of the report."""
    return {
        "build": Section(building.TITLE, building.ABOUT, building.measure),
        "rebuild": Section(rebuilding.TITLE, rebuilding.ABOUT, rebuilding.measure),
        "load": Section(loading.TITLE, loading.ABOUT, loading.measure),
        "validation": Section(validation.TITLE, validation.ABOUT, validation.measure),
        "growth": Section(growth.TITLE, growth.ABOUT, growth.measure, growth.summary, (growth.PICTURE, growth.picture)),
        "first": Section(opening.TITLE, opening.ABOUT, opening.measure),
        "servers": Section(serving.TITLE, serving.ABOUT, asking.measure),
    }


def _part(section: Section, subject: Subject, bench: Bench) -> Part:
    try:
        return section.measure(subject, bench)
    except PeerError as error:
        return Part(f"### {subject.name}\n\nNot measured: **{error}**", {"absent": str(error)})


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.run", description=(__doc__ or "").partition("\n")[0]
    )
    again = "may be given again"
    parser.add_argument(
        "--size", action="append", type=_size, help=f"real, 10k, 1m, 4000 …; {again}; default: 10k and 100k"
    )
    parser.add_argument(
        "--only", action="append", choices=sections(serving.Asking()), help=f"a section; {again}; default: all"
    )
    parser.add_argument(
        "--report", type=Path, default=Path("bench/report.md"), help="the file to write; others go beside it"
    )
    parser.add_argument("--limit", type=float, default=120.0, help="seconds that each peer may take")
    parser.add_argument("--memory", type=int, default=8192, help="MiB that each peer may take")
    parser.add_argument(
        "--cache", type=Path, default=release.cache_home(), help="keeps releases and environments of peers"
    )
    parser.add_argument(
        "--work", type=Path, help="where there is room for what is measured; default: that of temporary files"
    )
    parser.add_argument(
        "--no-install",
        dest="install",
        action="store_false",
        help="leave out peers that need an environment of their own",
    )
    parser.add_argument(
        "--server", action="append", choices=serving.SERVERS, help=f"of the servers; {again}; default: all"
    )
    parser.add_argument("--seconds", type=int, default=3, help="length of each measurement of a server")
    parser.add_argument("--attackers", type=int, default=2 * (os.cpu_count() or 1), help="hostile clients")
    parser.add_argument("--attack-seconds", type=int, default=15)
    return parser.parse_args(arguments)


def _size(text: str) -> str:
    statements(text)
    return text


if __name__ == "__main__":
    sys.exit(main())
