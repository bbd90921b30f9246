"""Turns two releases that follow each other into the files about what changed, which are kept beside them."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO

from esgraph.errors import EsgraphError, ReleaseError
from esgraph.history import gathering, lineage, patch, reading
from esgraph.history.changes import Summary, document
from esgraph.history.directory import CHANGES, Directory
from esgraph.history.quads import Change, differences, lines
from esgraph.release import Release

PATCH = f"patch{patch.SUFFIX}.gz"
ADDED, REMOVED = "added.nq.gz", "removed.nq.gz"
ENTITIES = "changes.sqlite"
#: The same for programs, written once: to write much of it takes longer than a request may.
JSON = "changes.json.gz"
LINEAGE = "lineage.sqlite"


class TooManyChangesError(EsgraphError):
    """Two releases that differ by more than was asked for."""


def keep(directory: Directory, old: str, new: Release, work: Path) -> Summary:
    """See to it that the changes from a release to the one after it are there; `work` is where they are written.

    Raises ReleaseError if one of the two cannot be read.
    """
    target = directory.changes(old, new.manifest.id)
    if (summary := kept(target)) is not None:
        return summary
    folder = work / CHANGES
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    compare(directory.release(old), new, folder)
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


def compare(old: Release, new: Release, folder: Path, most: int | None = None) -> None:
    """Write the files of changes, but that of the past, into a folder.

    Raises TooManyChangesError for more than `most` statements, ReleaseError if one of the releases cannot be read.
    """
    with ExitStack() as files:
        patch_file, added, removed = (
            files.enter_context(patch.written(folder / name)) for name in (PATCH, ADDED, REMOVED)
        )
        for sign, quad in _whole_patch(old, new, most, patch_file):
            (added if sign == "A" else removed).write(quad + b"\n")
    gathering.gather(old, new, folder / ENTITIES)
    with reading.opened(folder / ENTITIES) as changes, patch.written(folder / JSON) as file:
        file.writelines(part.encode() for part in document(changes.summary, changes.entities()))


def _whole_patch(old: Release, new: Release, most: int | None, target: IO[bytes]) -> Iterator[Change]:
    """Write the patch, and pass its changes on."""
    passed: list[Change] = []

    def changes() -> Iterator[Change]:
        for number, change in enumerate(differences(lines(old.nquads), lines(new.nquads)), 1):
            if most is not None and number > most:
                raise TooManyChangesError(f"more than {most} statements changed")
            passed.append(change)
            yield change

    for row in patch.write(patch.header(old, new), changes()):
        target.write(row)
        yield from passed
        passed.clear()


def kept(folder: Path) -> Summary | None:
    """The summary of changes that are kept; None if there are none that this program can read."""
    files = (PATCH, ADDED, REMOVED, JSON)
    if not all((folder / name).is_file() for name in files) or not is_readable(folder / LINEAGE):
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
