"""Turns a change of one source into the time until the dataset is valid again, beside the time of a run that reads all."""

import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from esgraph.release import NQUADS
from tests.benchmarks.processes import Limits, Took, run
from tests.benchmarks.rows import ROOT, Bench, Part
from tests.benchmarks.subject import Stage, Subject, stages, statements

TITLE = "Rebuild: after one source changed"
ABOUT = """\
`esgraph check` reads all sources and validates what they say, and leaves that in the directory of `--cache`. Then an entry of one source
gets another name, and the same command is run again: *dataset* is the time of its stages, up to a dataset that is written, loaded and
validated; *process* that of the command, which also lists every person named, with file and line. *Same bytes* compares the
sorted statements with those of a run without a cache."""

_NAME = re.compile(r"\bpl: [\"']?(?=\w)")
#: The first run reads all, so it gets more time, by this many statements a second.
_SLOWEST = 10_000


@dataclass(frozen=True, slots=True)
class Run:
    """One run of `esgraph check`: its stages, and what the process took."""

    stages: tuple[Stage, ...]
    took: Took

    @property
    def dataset(self) -> float:
        """Seconds of all stages."""
        return sum(stage.seconds for stage in self.stages[:-1])


def measure(subject: Subject, bench: Bench) -> Part:
    """Check a size, change one source, check again. Raises PeerError if a run fails."""
    data, cache = subject.work / "changing", subject.work / "cache"
    shutil.copytree(subject.data, data)
    whole = _check(data, cache, bench, subject)
    changed = _change(sorted((data / "sources").glob("*.yaml")))
    again = _check(data, cache, bench, subject)
    anew = subject.work / "anew"
    _check(data, anew, bench, subject)
    is_same = (cache / "dataset" / NQUADS).read_bytes() == (anew / "dataset" / NQUADS).read_bytes()
    size = sum(path.stat().st_size for path in data.rglob("*.yaml"))
    heading = f"{subject.name}: one source of {changed / 1e3:.0f} kB, of {size / 1e6:.1f} MB"
    lines = [f"### {heading}", "", *_table(whole, again), "", f"Same bytes: **{'yes' if is_same else 'no'}**.", ""]
    command = bench.shown(["esgraph", *_arguments(data, cache)])
    figures = {"whole": whole.dataset, "again": again.dataset, "changed": changed, "size": size, "same": is_same}
    return Part("\n".join([*lines, f"* each run: `{command}`"]), figures)


def _change(sources: list[Path]) -> int:
    """Give something another name in a source in the middle; returns the size of the source in bytes."""
    for path in sources[len(sources) // 2 :]:
        text = path.read_text("utf-8")
        if found := _NAME.search(text, text.find("organizations:")):
            path.write_text(f"{text[: found.end()]}Nowe {text[found.end() :]}", "utf-8")
            return path.stat().st_size
    raise ValueError("no source has a name to change")


def _arguments(data: Path, cache: Path) -> list[str]:
    return ["check", str(data), "--cache", str(cache), "--timings"]


def _check(data: Path, cache: Path, bench: Bench, subject: Subject) -> Run:
    bench.say(f"  esgraph check, {'again' if cache.exists() else 'all'}")
    limits = Limits(bench.limits.seconds + statements(subject.name) / _SLOWEST, bench.limits.memory)
    took = run([sys.executable, "-m", "esgraph", *_arguments(data, cache)], limits, cwd=ROOT)
    return Run(stages(took.err), took)


def _table(whole: Run, again: Run) -> Iterator[str]:
    yield "| | dataset, s | process, s | peak MiB |"
    yield "|---|--:|--:|--:|"
    for name, one in (("all sources", whole), ("one source", again)):
        yield f"| {name} | {one.dataset:.2f} | {one.took.seconds:.2f} | {one.took.peak:.0f} |"
    yield f"| × | {whole.dataset / again.dataset:.0f} | {whole.took.seconds / again.took.seconds:.0f} | |"
