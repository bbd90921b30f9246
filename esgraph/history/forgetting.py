"""Turns releases of a directory, with all that was kept of their changes, into nothing but their ids on the list."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from esgraph.errors import ReleaseError
from esgraph.history import keeping, leftovers, lineage, messages
from esgraph.history.directory import CHANGES, WORK, Directory


def forget(directory: Directory, releases: Sequence[str], wait: Callable[[], None] = lambda: None) -> Iterator[str]:
    """Remove releases, and every change that was kept of them; gives the id of each when it is gone.

    Since when things are is told by changes: where these are gone, history begins anew, in every file that remains.
    What killed builds left is removed as well. `wait` is called if a build is at work, whose end is waited for: it
    carries on what is known of the past.
    Raises ReleaseError, and removes nothing, if one of them is not here or is current.
    """
    with _alone(directory, wait):
        for release in releases:
            _check(directory, release)
        for path in sorted((directory.path / CHANGES).glob("*...*")):
            # What this program cannot read it cannot rid of what is to be gone.
            if not {*releases}.isdisjoint(path.name.split("...")) or keeping.kept(path) is None:
                shutil.rmtree(path)
        work = Path(mkdtemp(prefix=WORK, dir=directory.path))
        try:
            _begin_anew(directory, work)
            for release in releases:
                # Out of the way at once, so that nobody finds a half of it.
                (directory.path / release).rename(work / release)
                directory.note_forgotten(release)
                shutil.rmtree(work / release)
                yield release
        finally:
            shutil.rmtree(work)


def earlier(directory: Directory) -> list[str]:
    """Every release but the current one, those of killed builds too, which never were it."""
    return [one for one in (*directory.ids(), *directory.never_current()) if one != directory.current]


@contextmanager
def _alone(directory: Directory, wait: Callable[[], None]) -> Iterator[None]:
    with directory.building(wait):
        leftovers.clear(directory)
        with directory.changing():
            yield


def _check(directory: Directory, release: str) -> None:
    if not directory.has(release):
        directory.release(release)
    if release == directory.current:
        raise ReleaseError(
            messages.IS_CURRENT.of(id=release), where=str(directory.path), remedy=messages.MAKE_ANOTHER_CURRENT
        )


def _begin_anew(directory: Directory, work: Path) -> None:
    """Write what is known of the past again, from the changes that remain: each file carries on the one before."""
    came = {entry.release: entry.sequence for entry in reversed(directory.log())}
    pairs = [path.name.split("...") for path in (directory.path / CHANGES).glob("*...*")]
    for old, new in sorted(pairs, key=lambda pair: (came.get(pair[0], 0), pair)):
        folder, fresh = directory.changes(old, new), work / keeping.LINEAGE
        earlier = directory.changes(directory.predecessor(old), old) / keeping.LINEAGE
        lineage.carry_on(earlier if earlier.is_file() else None, folder / keeping.ENTITIES, old, new, fresh)
        fresh.replace(folder / keeping.LINEAGE)
