"""Turns a place where something is being built into a directory that goes when the work ends, however it ends."""

import fcntl
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

_LOCK = ".at-work"
#: Seconds in which one who has just begun takes the lock.
_BEGINNING = 60


@contextmanager
def workplace(parent: Path, prefix: str) -> Iterator[Path]:
    """A new directory in `parent`, removed at the end; what killed work left there is removed at the beginning."""
    parent.mkdir(parents=True, exist_ok=True)
    for left in parent.glob(f"{prefix}*"):
        if _is_left(left):
            shutil.rmtree(left, ignore_errors=True)
    work = Path(mkdtemp(prefix=prefix, dir=parent))
    with (work / _LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        try:
            yield work
        finally:
            shutil.rmtree(work, ignore_errors=True)


def _is_left(work: Path) -> bool:
    """Whether nobody is at work in a directory any more; a lock ends with the process that holds it."""
    lock = work / _LOCK
    try:
        # Who has just begun has made the directory and does not hold the lock yet.
        if time.time() - (lock if lock.exists() else work).stat().st_mtime < _BEGINNING:
            return False
        with lock.open() as held:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        # It was left before there was a lock, or somebody else is removing it.
        return True
    except BlockingIOError:
        return False
    return True
