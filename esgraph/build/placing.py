"""Turns finished directories and files into those at another place, in one step where the system can do that."""

import ctypes
import errno
import os
import shutil
from pathlib import Path

_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


def put(fresh: Path, target: Path, aside: Path) -> None:
    """Put `fresh` at `target`; what was there goes to `aside`, which lies on the same file system and is not there yet.

    On Linux there is no moment without a directory at `target`. Elsewhere there is one, and whoever is killed in it
    leaves the old directory at `aside`.
    """
    if not target.exists():
        fresh.rename(target)
    elif _exchange(fresh, target):
        fresh.rename(aside)
    else:
        target.rename(aside)
        try:
            fresh.rename(target)
        except BaseException:
            aside.rename(target)
            raise


def link(source: Path, target: Path) -> None:
    """The same file at another place: neither is ever changed. Another file system gets a copy."""
    try:
        target.hardlink_to(source)
    except OSError as error:
        if error.errno not in (errno.EXDEV, errno.EPERM, errno.EMLINK, errno.ENOTSUP):
            raise
        shutil.copyfile(source, target)


def _exchange(one: Path, other: Path) -> bool:
    """Let two directories change places (renameat2(2)); False where the system or the file system cannot."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    paths = os.fsencode(one), os.fsencode(other)
    return rename(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _RENAME_EXCHANGE) == 0  # type: ignore[no-any-return]
