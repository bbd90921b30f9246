"""Turns two releases that follow each other into the files about what changed, which are kept beside them."""

import shutil
from pathlib import Path

from esgraph.errors import ReleaseError
from esgraph.history import gathering, lineage, patch, reading
from esgraph.history.changes import Summary
from esgraph.history.directory import CHANGES, Directory
from esgraph.history.quads import differences, lines
from esgraph.release import Release

PATCH = f"patch{patch.SUFFIX}.gz"
ENTITIES = "changes.sqlite"
LINEAGE = "lineage.sqlite"


def keep(directory: Directory, old: str, new: Release, work: Path) -> Summary:
    """See to it that the changes from a release to the one after it are there; `work` is where they are written.

    Raises ReleaseError if one of the two cannot be read.
    """
    target = directory.changes(old, new.manifest.id)
    if (summary := kept(target)) is not None:
        return summary
    before = directory.release(old)
    folder = work / CHANGES
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    with patch.written(folder / PATCH) as stream:
        changes = differences(lines(before.nquads), lines(new.nquads))
        stream.writelines(patch.write(patch.header(before, new), changes))
    gathering.gather(before, new, folder / ENTITIES)
    earlier = directory.changes(directory.predecessor(old), old) / LINEAGE
    lineage.carry_on(
        earlier if is_readable(earlier) else None, folder / ENTITIES, old, new.manifest.id, folder / LINEAGE
    )
    folder.chmod(0o755)
    target.parent.mkdir(exist_ok=True)
    shutil.rmtree(target, ignore_errors=True)  # of another version of this program
    folder.rename(target)
    with reading.opened(target / ENTITIES) as read:
        return read.summary


def kept(folder: Path) -> Summary | None:
    """The summary of changes that are kept; None if there are none that this program can read."""
    if not (folder / PATCH).is_file() or not is_readable(folder / LINEAGE):
        return None
    try:
        with reading.opened(folder / ENTITIES) as changes:
            return changes.summary
    except ReleaseError:
        return None


def is_readable(file: Path) -> bool:
    """Whether there are pasts in a file that this program can read."""
    try:
        with lineage.opened(file):
            return True
    except ReleaseError:
        return False
