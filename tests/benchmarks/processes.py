"""Turns a command into what it took, of time, processors and memory, bounded in time and memory with all it starts."""

import os
import resource
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

#: Shortest time between two looks at the memory, in seconds; a look that takes long is followed by a longer rest.
_REST, _REST_OF_LOOK = 0.02, 20


class PeerError(Exception):
    """A peer is not there, broke down, or went over a limit; the message is what its row says."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a command may take: seconds by the clock, and MiB of all its processes together."""

    seconds: float
    memory: int


@dataclass(frozen=True, slots=True)
class Took:
    """What a command took: seconds by the clock and of processors, MiB at the peak; and what it printed."""

    seconds: float
    cpu: float
    peak: float
    out: str = ""
    err: str = ""


class Watch:
    """Looks again and again at a process and all below it while it is entered, and ends them over a limit.

    `peak` is the most that they had together, in MiB; `over` says which limit was passed, if one was. The process must
    be the first of its group.
    """

    def __init__(self, pid: int, limits: Limits) -> None:
        self.peak, self.over = 0.0, ""
        self._pid, self._limits = pid, limits
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> "Watch":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _look(self) -> None:
        end = time.monotonic() + self._limits.seconds
        while not self.over:
            begun = time.monotonic()
            found = memory(self._pid)
            self.peak = max(self.peak, found, _largest(self._pid))
            if found > self._limits.memory:
                self.over = f"over the limit of {self._limits.memory:,} MiB"
            elif begun > end:
                self.over = f"not done after {self._limits.seconds:g} s"
            # To add up the pages of a large process holds it up, so the looks are to be a small part of the time.
            elif self._ended.wait(max(_REST, _REST_OF_LOOK * (time.monotonic() - begun))):
                return
        with suppress(ProcessLookupError):
            os.killpg(self._pid, signal.SIGKILL)


def run(command: Sequence[str], limits: Limits, cwd: Path | None = None, env: Mapping[str, str] | None = None) -> Took:
    """Run a command to its end. Raises PeerError where it is not there, goes over a limit, or ends with an error."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        begun, used = time.perf_counter(), _processors()
        try:
            process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=out, stderr=err, cwd=cwd, start_new_session=True,
                env=None if env is None else {**os.environ, **env},
            )  # fmt: skip
        except FileNotFoundError as error:
            raise PeerError("not installed") from error
        with Watch(process.pid, limits) as watch:
            try:
                process.wait()
                seconds = time.perf_counter() - begun
            finally:
                # What it left behind, and itself where the benchmark is interrupted.
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        out.seek(0)
        err.seek(0)
        took = Took(seconds, _processors() - used, watch.peak, _text(out.read()), _text(err.read()))
    if watch.over:
        raise PeerError(watch.over)
    if process.returncode:
        raise PeerError(_last(took.err) or f"ended with {process.returncode}")
    return took


def memory(pid: int) -> float:
    """Proportional set size of a process and all below it, in MiB: shared pages are counted once."""
    return sum(_status(one, "smaps_rollup", "Pss") for one in _tree(pid)) / 1024


def _largest(pid: int) -> float:
    """The most that one of the processes has had so far, in MiB, which may have been between two looks."""
    return max((_status(one, "status", "VmHWM") for one in _tree(pid)), default=0) / 1024


def _tree(pid: int) -> Iterator[int]:
    yield pid
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from _tree(int(child))
    except OSError:
        # The process ended while it was looked at.
        return


def _status(pid: int, file: str, field: str) -> int:
    """A field of what the system tells of a process, in KiB; 0 for one that has ended."""
    try:
        text = Path(f"/proc/{pid}/{file}").read_text()
    except OSError:
        return 0
    return int((text.partition(f"\n{field}:")[2].split(maxsplit=1) or ["0"])[0])


def _processors() -> float:
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return ended.ru_utime + ended.ru_stime


def _text(content: bytes) -> str:
    return content.decode("utf-8", errors="replace")


def _last(text: str) -> str:
    """The last line of what went wrong, short enough for a cell of a table."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1][:160].replace("|", "/") if lines else ""
