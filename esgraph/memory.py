"""Turns what the system has of memory into whether a graph may be held in it, and gives back what was freed."""

import ctypes
import os
import resource
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

#: Bytes that a statement of a union takes in memory, with what is asked of it: ten million took up to 5.3 GB.
STATEMENT: Final = 550
_INFORMATION: Final = Path("/proc/meminfo")
#: The pages of addresses that this process has (proc(5)).
_SIZE: Final = Path("/proc/self/statm")
#: What a control group may have, and has (cgroup v2, memory.max, memory.current).
_GROUP: Final = Path("/sys/fs/cgroup")


def fits(statements: int) -> bool:
    """Whether a union of so many statements may be held in memory: it may take half of what is free."""
    return statements * STATEMENT * 2 <= free()


def free() -> int:
    """Bytes that this process may still take: of the system, of its control group, and of its own limit (ulimit -v)."""
    return max(min(_bounds()), 0)


def give_back() -> None:
    """Give back to the system what this process has freed: glibc keeps most of it, which other processes then lack."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)


def _bounds() -> Iterator[int]:
    if _INFORMATION.exists():
        lines = (line.split() for line in _INFORMATION.read_text(encoding="ascii").splitlines())
        yield {name: int(value) * 1024 for name, value, *_ in lines}["MemAvailable:"]
    else:
        yield os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2
    with suppress(OSError, ValueError):  # no such group, or one without a limit ("max")
        most, now = ((_GROUP / f"memory.{name}").read_text(encoding="ascii") for name in ("max", "current"))
        yield int(most) - int(now)
    limit, _ = resource.getrlimit(resource.RLIMIT_AS)
    if limit != resource.RLIM_INFINITY:
        pages = int(_SIZE.read_text(encoding="ascii").split()[0]) if _SIZE.exists() else 0
        yield limit - pages * os.sysconf("SC_PAGE_SIZE")
