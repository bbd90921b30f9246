"""Turns pieces of work of several peers into rows of one table, each with the command that made it."""

import json
import shlex
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tests.benchmarks import environments
from tests.benchmarks.processes import Limits, PeerError, run

ROOT = Path(__file__).parent.parent.parent


@dataclass(frozen=True, slots=True)
class Row:
    """One peer at one piece of work.

    `seconds` and `cpu` (of all processors) are of the work alone where the peer tells, else with the start of the
    process; `load` is the part of them for loading, where it is known; `peak` in MiB; `count` is of the statements or
    results that came out. `absent` says why there is nothing of all this.
    """

    peer: str
    note: str
    command: str
    version: str = ""
    seconds: float = 0.0
    cpu: float = 0.0
    peak: float = 0.0
    count: int | None = None
    load: float | None = None
    absent: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """What a section of the report has of one size: Markdown below its heading, and the same as data for JSON."""

    text: str
    data: Any


@dataclass(frozen=True, slots=True)
class Bench:
    """What holds for every measurement: limits, where things are, whether peers are installed, and who is told."""

    limits: Limits
    work: Path
    cache: Path
    install: bool
    say: Callable[[str], None]

    def ask(self, peer: str, note: str, arguments: Sequence[object], packages: tuple[str, ...] = ()) -> Row:
        """Have a peer of `tests.benchmarks.peers` do its work; with `packages` in an environment of its own."""
        self.say(f"  {peer}")
        shown = self.shown(["python", "-m", "tests.benchmarks.peers", *arguments])
        if packages:
            shown = f"{shown}` in an environment with `{' '.join(packages)}"
        try:
            python = self._python(str(arguments[0]), packages)
            took = run([str(python), "-m", "tests.benchmarks.peers", *map(str, arguments)], self.limits, cwd=ROOT)
        except PeerError as error:
            return Row(peer, note, shown, absent=self._named(_reason(str(error))))
        told = json.loads(took.out.splitlines()[-1])
        peak = max(took.peak, told["peak"])
        return Row(
            peer, note, shown, told["version"], told["seconds"], told["cpu"], peak, told["count"], told["load"]
        )  # fmt: skip

    def shown(self, command: Sequence[object]) -> str:
        """A command as it is told, with names in the place of the directories of this run."""
        return self._named(shlex.join(map(str, command)))

    def _named(self, text: str) -> str:
        for place, name in ((self.work, "$WORK"), (self.cache, "$CACHE"), (ROOT, ".")):
            text = text.replace(str(place), name)
        return text

    def _python(self, name: str, packages: tuple[str, ...]) -> Path:
        if not packages:
            return Path(sys.executable)
        return environments.interpreter(name, packages, self.cache / "environments", install=self.install)


def _reason(text: str) -> str:
    return "not installed" if text.startswith("ModuleNotFoundError: No module named") else text


def part(heading: str, rows: Sequence[Row], what: str, more: Iterable[str] = ()) -> Part:
    """The part of one size: the table of its rows, what else there is to say, and the commands."""
    lines = [f"### {heading}", "", *table(rows, what), "", *more, *commands(rows)]
    return Part("\n".join(lines), [asdict(row) for row in rows])


def table(rows: Sequence[Row], what: str) -> Iterator[str]:
    """The rows as a table in Markdown, the first of them the one that the others are compared with.

    `what` was counted: statements, whose rate is shown, or results.
    """
    rate = what == "statements"
    yield f"| | version | seconds | × the first | processor s | peak MiB | {what} |{' a second |' if rate else ''} |"
    yield f"|---|---|--:|--:|--:|--:|--:|{'--:|' if rate else ''}---|"
    first = rows[0]
    for row in rows:
        yield _line(row, first, rate=rate)


def _line(row: Row, first: Row, *, rate: bool) -> str:
    if row.absent:
        return f"| {row.peer} | {row.version} | – | – | – | – | – |{' – |' if rate else ''} **{row.absent}** |"
    ratio = f"{row.seconds / first.seconds:.2f}" if first.seconds else "–"
    count = "–" if row.count is None else f"{row.count:,}"
    each = f" {row.count / row.seconds:,.0f} |" if row.count is not None else " – |"
    note = row.note if row.load is None else f"{row.note}; loading {row.load:.2f} s of it".removeprefix("; ")
    return (
        f"| {row.peer} | {row.version} | {row.seconds:.2f} | {ratio} | {row.cpu:.2f} | {row.peak:.0f} | {count} |"
        f"{each if rate else ''} {note} |"
    )


def commands(rows: Sequence[Row]) -> Iterator[str]:
    """The command of each row; what several rows are of is told once."""
    for command in dict.fromkeys(row.command for row in rows):
        yield f"* {', '.join(row.peer for row in rows if row.command == command)}: `{command}`"
