"""Turns what killed builds left in a directory of releases into nothing, but for a release that comes back."""

import shutil
from typing import Final

from esgraph.history.directory import WORK, Directory
from esgraph.release import MANIFEST

#: Where a release waits, in the directory of the build and under its id, until the one that renews it is in its place.
ASIDE: Final = "aside"


def clear(directory: Directory) -> None:
    """Remove what is left, for who is `building`; a release that was being renewed goes back to its place."""
    for left in directory.path.glob(f"{WORK}*"):
        for aside in left.glob(f"{ASIDE}/*"):
            if (aside / MANIFEST).is_file() and not directory.has(aside.name):
                aside.rename(directory.path / aside.name)
        shutil.rmtree(left)
