"""Turns files that are needed for a while into a directory that goes with whoever needs it, however that ends."""

import fcntl
import os
import shutil
import tempfile
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class TemporaryFolder:
    """A directory that is removed when nothing refers to this any more.

    A lock on it ends with the process: without one it is left of a process that was killed, and `clear` removes it.
    """

    def __init__(self, prefix: str, parent: Path | None = None) -> None:
        while True:
            path = Path(tempfile.mkdtemp(prefix=prefix, dir=parent))
            descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            if os.fstat(descriptor).st_nlink:
                break
            os.close(descriptor)  # who just began to clear took it for one that was left
        self.path = path
        #: Removes it now.
        self.remove = weakref.finalize(self, _remove, path, descriptor)


def _remove(path: Path, descriptor: int) -> None:
    try:
        shutil.rmtree(path, ignore_errors=True)
    except BaseException:  # Ctrl-C: nobody would come back to what is half removed
        shutil.rmtree(path, ignore_errors=True)
        raise
    finally:
        os.close(descriptor)


def clear(prefix: str, parent: Path | None = None) -> None:
    """Remove the directories of processes that were killed; those of others that are at work stay."""
    for path in (parent or Path(tempfile.gettempdir())).glob(f"{prefix}*"):
        try:
            descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
        except OSError:  # somebody else's, or gone by now
            continue
        try:
            if os.fstat(descriptor).st_uid == os.geteuid():
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(path, ignore_errors=True)
        except BlockingIOError:
            continue
        finally:
            os.close(descriptor)


@contextmanager
def workplace(parent: Path, prefix: str) -> Iterator[Path]:
    """A new directory in `parent`, removed at the end; what killed work left there is removed at the beginning."""
    parent.mkdir(parents=True, exist_ok=True)
    clear(prefix, parent)
    folder = TemporaryFolder(prefix, parent)
    try:
        yield folder.path
    finally:
        folder.remove()
