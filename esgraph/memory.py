"""Turns what the system has of memory into whether a graph may be held in it, and gives back what was freed."""

import ctypes
import os
import resource
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

#: Bytes that a statement of a union takes in memory besides its text, with what is asked of it: ten million, whose text
#: is 1.6 GB, took up to 5.8 with all else that the process has.
STATEMENT: Final = 400
_INFORMATION: Final = Path("/proc/meminfo")
#: The pages of addresses that this process has (proc(5)).
_SIZE: Final = Path("/proc/self/statm")
#: The control groups of this process (cgroups(7)), and where the system shows them.
_OWN: Final = Path("/proc/self/cgroup")
_GROUPS: Final = Path("/sys/fs/cgroup")
#: What a group may have, what it has, and what of this are pages of files, which the system takes back when it needs
#: them: in version 2 of control groups, and in version 1.
_LIMITS: Final = (
    ("memory.max", "memory.current", "inactive_file"),
    ("memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file"),
)


def fits(statements: int, size: int) -> bool:
    """Whether a union of so many statements may be held in memory, which are a file of `size` bytes.

    It may take half of what is free.
    """
    return (statements * STATEMENT + size) * 2 <= free()


def free() -> int:
    """Bytes that this process may still take: of the system, of its control group, and of its own limit (ulimit -v)."""
    return max(min(_bounds()), 0)


def give_back() -> None:
    """Give back to the system what this process has freed: glibc keeps most of it, which other processes then lack."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)


def _bounds() -> Iterator[int]:
    yield _available()
    for group in _groups():
        with suppress(OSError, ValueError):  # no such group, or one without a limit ("max")
            yield _left_to(group)
    limit, _ = resource.getrlimit(resource.RLIMIT_AS)
    if limit != resource.RLIM_INFINITY:
        pages = int(_SIZE.read_text(encoding="ascii").split()[0]) if _SIZE.exists() else 0
        yield limit - pages * os.sysconf("SC_PAGE_SIZE")


def _available() -> int:
    """What the system says is available; half of all where it does not say (Linux before 3.14, other systems)."""
    if _INFORMATION.exists():
        lines = (line.split() for line in _INFORMATION.read_text(encoding="ascii").splitlines())
        amounts = {name: int(value) * 1024 for name, value, *_ in lines}
        if "MemAvailable:" in amounts:
            return amounts["MemAvailable:"]
    return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2


def _groups() -> Iterator[Path]:
    """The groups whose limits hold for this process: its own, and those that they lie in."""
    yield _GROUPS
    with suppress(OSError):
        for line in _OWN.read_text(encoding="utf-8").splitlines():
            _, controllers, path = line.split(":", 2)
            if controllers and "memory" not in controllers.split(","):
                continue
            top = _GROUPS / "memory" if controllers else _GROUPS
            own = top / path.lstrip("/")
            yield from (group for group in (own, *own.parents) if group.is_relative_to(top))


def _left_to(group: Path) -> int:
    """Bytes that the processes of a group may still take. Raises OSError or ValueError if it has no limit."""
    most, now, reclaimed = _LIMITS[(group / _LIMITS[1][0]).exists()]
    limit, used = (int((group / name).read_text(encoding="ascii")) for name in (most, now))
    with suppress(OSError):
        lines = (line.split() for line in (group / "memory.stat").read_text(encoding="ascii").splitlines())
        used -= sum(int(value) for name, value in lines if name == reclaimed)
    return limit - used
