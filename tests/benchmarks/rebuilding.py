"""Turns a change of one source into the time until a release is there again, beside that of a build that reads all."""

import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from esgraph.release import STORE, Release
from tests.benchmarks.processes import Limits, Took, run
from tests.benchmarks.rows import ROOT, Bench, Part
from tests.benchmarks.subject import Stage, Subject, stages, statements

TITLE = "Rebuild: after one source changed"
ABOUT = """\
`esgraph build` reads all sources, and leaves in the directory of `--cache` what they say, the dumps, the rows of the tables and what
was counted of the network. Then an entry of one source gets another name, and the same command is run again: *dataset* is the time of
the stages up to a dataset that is written, loaded and validated; *dumps* the processor time of every format, compressed, too;
*release* all of it. *Same bytes* compares every file of the release but its store with those of a build without what was left."""

_NAME = re.compile(r"\bpl: [\"']?(?=\w)")
#: The first run reads all, so it gets more time, by this many statements a second.
_SLOWEST = 2_000


@dataclass(frozen=True, slots=True)
class Run:
    """One run of `esgraph build`: its stages, and what the process took."""

    stages: tuple[Stage, ...]
    took: Took

    @property
    def dataset(self) -> float:
        """Seconds of the stages up to a valid dataset."""
        names = [stage.name for stage in self.stages]
        return sum(stage.seconds for stage in self.stages[: names.index("validating") + 1])

    @property
    def dumps(self) -> float:
        """Seconds of processor for the dumps."""
        return sum(stage.cpu for stage in self.stages if stage.name.startswith("dumps"))

    @property
    def release(self) -> float:
        """Seconds of all."""
        return self.stages[-1].seconds


def measure(subject: Subject, bench: Bench) -> Part:
    """Build a size, change one source, build again. Raises PeerError if a run fails."""
    data, cache = subject.work / "changing", subject.work / "cache"
    shutil.copytree(subject.data, data)
    whole = _build(data, "again", cache, bench, subject)
    changed = _change(sorted((data / "sources").glob("*.yaml")))
    again = _build(data, "again", cache, bench, subject)
    shutil.rmtree(cache)
    _build(data, "anew", cache, bench, subject)
    is_same = _hashes(subject.work / "again") == _hashes(subject.work / "anew")
    size = sum(path.stat().st_size for path in data.rglob("*.yaml"))
    heading = f"{subject.name}: one source of {changed / 1e3:.0f} kB, of {size / 1e6:.1f} MB"
    lines = [f"### {heading}", "", *_table(whole, again), "", f"Same bytes: **{'yes' if is_same else 'no'}**.", ""]
    command = bench.shown(["esgraph", *_arguments(data, subject.work / "again", cache)])
    figures = {"whole": whole.dataset, "again": again.dataset, "changed": changed, "size": size, "same": is_same}
    return Part("\n".join([*lines, f"* each run: `{command}`"]), figures)


def _hashes(release: Path) -> dict[str, str]:
    """Of every file that a release tells of; the store is none of them."""
    return {name: entry.sha256 for name, entry in Release.open(release).manifest.files.items() if name != STORE}


def _change(sources: list[Path]) -> int:
    """Give something another name in a source in the middle; returns the size of the source in bytes."""
    for path in sources[len(sources) // 2 :]:
        text = path.read_text("utf-8")
        if found := _NAME.search(text, text.find("organizations:")):
            path.write_text(f"{text[: found.end()]}Nowe {text[found.end() :]}", "utf-8")
            return path.stat().st_size
    raise ValueError("no source has a name to change")


def _arguments(data: Path, release: Path, cache: Path) -> list[str]:
    return ["build", str(data), "-o", str(release), "--cache", str(cache), "--timings"]


def _build(data: Path, name: str, cache: Path, bench: Bench, subject: Subject) -> Run:
    bench.say(f"  esgraph build, {'one source' if cache.exists() else 'all sources'}")
    limits = Limits(bench.limits.seconds + statements(subject.name) / _SLOWEST, bench.limits.memory)
    took = run([sys.executable, "-m", "esgraph", *_arguments(data, subject.work / name, cache)], limits, cwd=ROOT)
    return Run(stages(took.err), took)


def _table(whole: Run, again: Run) -> Iterator[str]:
    yield "| | dataset, s | dumps, processor s | release, s | peak MiB |"
    yield "|---|--:|--:|--:|--:|"
    for name, one in (("all sources", whole), ("one source", again)):
        yield f"| {name} | {one.dataset:.2f} | {one.dumps:.2f} | {one.release:.2f} | {one.took.peak:.0f} |"
    times = whole.dataset / again.dataset, whole.dumps / again.dumps, whole.release / again.release
    yield f"| × | {times[0]:.0f} | {times[1]:.1f} | {times[2]:.1f} | |"
