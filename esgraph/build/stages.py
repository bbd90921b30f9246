"""Turns the stages of long work into what is shown meanwhile, and into a table of time and memory afterwards."""

import resource
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from esgraph import memory

#: Told how much more has been done.
Advance = Callable[[int], None]
#: Shows a stage with its name, how much there is to do (0: not known) and in what (`B` for bytes).
Show = Callable[[str, int, str], AbstractContextManager[Advance]]

#: Linux begins to count the peak anew when 5 is written here (proc(5)).
_CLEAR, _STATUS = Path("/proc/self/clear_refs"), Path("/proc/self/status")


@dataclass(frozen=True, slots=True)
class Stage:
    """How long a stage took, in seconds by the clock and of all processors, and the largest process, in bytes.

    `amount` is how much was done, in `unit`.
    """

    name: str
    seconds: float
    cpu: float
    peak: int
    amount: int = 0
    unit: str = ""


@contextmanager
def _silently(_name: str, _total: int, _unit: str) -> Iterator[Advance]:
    yield lambda _: None


@dataclass(slots=True)
class Stages:
    """The stages of one piece of work, in the order in which they ended."""

    show: Show = _silently
    done: list[Stage] = field(default_factory=list)

    @contextmanager
    def stage(self, name: str, total: int = 0, unit: str = "") -> Iterator[Advance]:
        """Show and measure a stage; those that end meanwhile are parts of it, and have begun to count the peak anew."""
        before = len(self.done)

        def keep(one: Stage) -> None:
            self.done.append(replace(one, peak=max([one.peak, *(part.peak for part in self.done[before:])])))

        with self.show(name, total, unit) as advance, measured(name, keep, total, unit):
            yield advance


@contextmanager
def measured(name: str, keep: Callable[[Stage], object], amount: int = 0, unit: str = "") -> Iterator[None]:
    """Measure what is done, of this process and of those that it waits for, without what was freed before."""
    memory.give_back()
    _begin_peak()
    begun, used = time.perf_counter(), _cpu()
    yield
    keep(Stage(name, time.perf_counter() - begun, _cpu() - used, _peak(), amount, unit))


def _cpu() -> float:
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + ended.ru_utime + ended.ru_stime


def _begin_peak() -> None:
    try:
        _CLEAR.write_text("5", encoding="ascii")
    except OSError:
        return  # not Linux, or not allowed: the peak is then that of the process so far


def _peak() -> int:
    """The largest memory of this process since the stage began, in bytes."""
    if _STATUS.exists():
        lines = dict(line.split(":", 1) for line in _STATUS.read_text(encoding="ascii").splitlines() if ":" in line)
        return int(lines["VmHWM"].split()[0]) * 1024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def table(stages: list[Stage]) -> str:
    """The stages as a table in Markdown."""
    rows = ["| stage | seconds | processor | largest process | |", "|---|--:|--:|--:|---|"]
    for one in stages:
        rate = f"{one.amount / one.seconds / 1e6:.1f} M{one.unit}/s" if one.amount and one.seconds else ""
        rows.append(f"| {one.name} | {one.seconds:.2f} | {one.cpu:.2f} | {one.peak / 2**20:.0f} MiB | {rate} |")
    return "\n".join(rows)
