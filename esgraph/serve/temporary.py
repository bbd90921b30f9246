"""Turns files that are needed for a while into a directory that goes with whoever needs it, however that ends."""

import fcntl
import os
import shutil
import tempfile
import weakref
from pathlib import Path
from typing import Final

PREFIX: Final = "esgraph-changes-"


class TemporaryFolder:
    """A directory that is removed when nothing refers to this any more.

    A lock on it ends with the process: without one it is left of a server that was killed, and `clear` removes it.
    """

    def __init__(self) -> None:
        while True:
            path = Path(tempfile.mkdtemp(prefix=PREFIX))
            descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            if os.fstat(descriptor).st_nlink:
                break
            os.close(descriptor)  # who just began to clear took it for one that was left
        self.path = path
        #: Removes it now.
        self.remove = weakref.finalize(self, _remove, path, descriptor)


def _remove(path: Path, descriptor: int) -> None:
    shutil.rmtree(path, ignore_errors=True)
    os.close(descriptor)


def clear() -> None:
    """Remove the directories of servers that were killed; those of others that are at work stay."""
    for path in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
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
