"""Turns a size into what is measured: a project directory, its build with the time of every stage, and its release."""

import re
import sys
from dataclasses import dataclass, field
from pathlib import Path

from esgraph.release import Release
from tests.benchmarks import release as country_release
from tests.benchmarks.country import project
from tests.benchmarks.processes import Limits, Took, run
from tests.benchmarks.rows import ROOT, Bench

REAL = "real"
_LETTERS = {"k": 1_000, "m": 1_000_000}
#: The build is what all else needs, so it gets more time, by this many statements a second.
_SLOWEST = 2_000
_STAGE = re.compile(
    r"^\| (?P<name>[^|]+?) \| (?P<seconds>[\d.]+) \| (?P<cpu>[\d.]+) \| (?P<peak>\d+) MiB \|", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of a build: seconds by the clock and of all processors, and the largest process in MiB."""

    name: str
    seconds: float
    cpu: float
    peak: float


@dataclass(frozen=True, slots=True)
class Build:
    """One `esgraph build`: its stages, what it took from outside, and what went in and came out."""

    stages: tuple[Stage, ...]
    took: Took
    files: int
    size: int
    statements: int

    @property
    def whole(self) -> Stage:
        """Everything, but for the start of the interpreter."""
        return self.stages[-1]

    @property
    def loaded(self) -> Stage:
        """From authored files to a loaded store with what is derived: all stages before the validation."""
        names = [stage.name for stage in self.stages]
        first = self.stages[: names.index("validating")]
        seconds, cpu = sum(stage.seconds for stage in first), sum(stage.cpu for stage in first)
        return Stage("until the store is loaded", seconds, cpu, max(stage.peak for stage in first))


@dataclass(slots=True)
class Subject:
    """A size by its name (`real`, `10k`, `1m`), and what is made of it in the directory `work`, once each."""

    name: str
    work: Path
    bench: Bench
    _build: Build | None = field(default=None, repr=False)
    _release: Release | None = field(default=None, repr=False)

    @property
    def data(self) -> Path:
        """The project directory."""
        if self.name == REAL:
            return ROOT / "data"
        directory = self.work / "data"
        if not directory.exists():
            project.write(directory, statements(self.name))
        return directory

    @property
    def command(self) -> list[str]:
        """How the release is built, by a program that prints its stages."""
        return ["esgraph", "build", str(self.data), "-o", str(self.work / "release"), "--timings"]

    def build(self) -> Build:
        """Build the release as a user does. Raises PeerError if that fails."""
        if not self._build:
            self.bench.say(f"{self.name}: esgraph build")
            limits = Limits(self.bench.limits.seconds + statements(self.name) / _SLOWEST, self.bench.limits.memory)
            took = run([sys.executable, "-m", *self.command], limits, cwd=ROOT)
            sources = [path for path in self.data.rglob("*.yaml") if path.is_file()]
            self._release = Release.open(self.work / "release")
            size = sum(path.stat().st_size for path in sources)
            counts = self._release.manifest.counts
            self._build = Build(stages(took.err), took, len(sources), size, counts["quads"])
        return self._build

    def release(self) -> Release:
        """The release: the one that was built, or one that was kept of a run before."""
        if not self._release and self.name != REAL:
            self._release = country_release.build(statements(self.name), self.bench.cache, self.bench.say)
        if not self._release:
            self.build()
        assert self._release
        return self._release


def statements(name: str) -> int:
    """The number that a size stands for (`10k`, `1m`, `4000`), 0 for the real data. Raises ValueError for anything else."""
    if name == REAL:
        return 0
    number, letter = (name[:-1], name[-1]) if name[-1:] in _LETTERS else (name, "")
    return int(number) * _LETTERS.get(letter, 1)


def stages(text: str) -> tuple[Stage, ...]:
    """The stages in what `esgraph build --timings` prints."""
    found = _STAGE.finditer(text)
    return tuple(Stage(one["name"], float(one["seconds"]), float(one["cpu"]), float(one["peak"])) for one in found)
