"""Turns the directory around the release that is served into its past: releases, what changed, since when things are.

A release by itself has no past: it is the only one there is.
"""

import logging
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Final

from cachetools import LRUCache

from esgraph.errors import LimitError, ReleaseError
from esgraph.history import keeping, lineage, reading
from esgraph.history.changes import Summary
from esgraph.history.directory import Directory
from esgraph.history.reading import Changes
from esgraph.release import NQUADS, Manifest, Release
from esgraph.serve import messages
from esgraph.serve.memo import kept, remembered
from esgraph.serve.problem import RefusedError
from esgraph.serve.site import Site
from esgraph.temporary import TemporaryFolder

#: How the directories of comparisons on request are called.
FOLDERS: Final = "esgraph-changes-"
_LOG = logging.getLogger("esgraph")

#: Of two releases that do not follow each other: bytes of their N-Quads together, and statements that changed, up to
#: which they are compared on request. That takes a second or two of the one processor that answers everybody.
MOST_BYTES = 64 * 2**20
MOST_STATEMENTS = 10_000
#: So many comparisons are remembered, in files; and seconds that one waits while another is made.
_REMEMBERED = 16
_PATIENCE = 5.0


@dataclass(frozen=True, slots=True)
class Known:
    """A release of the directory, without what is long: `before` is the id of the one before it ("" for the first).

    `changes` since then are None where nothing is known of them. One that `is_rolled_back` came later than the one that
    is current now.
    """

    id: str
    version: str
    issued: str
    modified: str
    statements: int
    graphs: int
    before: str
    changes: Summary | None
    is_served: bool
    is_rolled_back: bool = False

    @classmethod
    def of(
        cls, manifest: Manifest, before: str, changes: Summary | None, *, is_served: bool, is_rolled_back: bool = False
    ) -> "Known":
        """What is kept of a manifest."""
        counts = manifest.counts
        return cls(
            manifest.id, manifest.version, manifest.issued, manifest.modified, counts["quads"], counts["graphs"],
            before, changes, is_served, is_rolled_back,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class OfEntity:
    """Since when an entity is here, and when it last changed: in which release that was.

    `since` is the oldest release that is known: without `appeared` the entity was in it, without `changed` it is as it
    was then.
    """

    since: Known
    appeared: Known | None
    changed: Known | None
    is_gone: bool


def releases(site: Site) -> tuple[Known, ...]:
    """The releases that there are, the latest first; one that is removed is gone from here at once."""
    directory = Directory.around(site.release)
    return _releases(site, directory.forgotten if directory else 0)


@remembered
def _releases(site: Site, _forgotten: int) -> tuple[Known, ...]:
    directory, served = Directory.around(site.release), site.release.manifest
    if directory is None:
        return (Known.of(served, "", None, is_served=True),)
    found = []
    ids = directory.ids()
    later = ids[: ids.index(served.id)] if directory.current == served.id and served.id in ids else []
    for name in ids if served.id in ids else [served.id, *ids]:
        try:
            manifest = served if name == served.id else directory.release(name).manifest
        except ReleaseError as error:
            _LOG.warning("a release of the past cannot be read: %s", error)
            continue
        before = directory.predecessor(name)
        changes = keeping.kept(directory.changes(before, name)) if before else None
        flags = {"is_served": name == served.id, "is_rolled_back": name in later}
        found.append(Known.of(manifest, before, changes, **flags))
    return tuple(found)


def known(site: Site, name: str) -> Known | None:
    """A release by its id, or the one that is served as `latest`."""
    wanted = site.release.manifest.id if name == "latest" else name
    return next((one for one in releases(site) if one.id == wanted), None)


def release(site: Site, name: str) -> Release | None:
    """Open a release by its id; None if there is none of this id that can be read."""
    if known(site, name) is None:
        return None
    if name in ("latest", site.release.manifest.id):
        return site.release
    directory = Directory.around(site.release)
    try:
        return directory.release(name) if directory else None
    except ReleaseError:  # it was removed since
        return None


@dataclass(frozen=True, slots=True)
class Folder:
    """Files of changes; those that were made on request are there as long as this is."""

    path: Path
    made: TemporaryFolder | None = field(default=None, repr=False)


class _Compared:
    """What was compared on request, for one site."""

    def __init__(self) -> None:
        self.folders: LRUCache[tuple[str, str], Folder] = LRUCache(_REMEMBERED)
        self.lock = threading.Lock()


@kept
def _compared(_site: Site) -> _Compared:
    return _Compared()


def close(site: Site) -> None:
    """Remove what was compared on request, but for what is being sent."""
    compared = _compared(site)
    with compared.lock:
        compared.folders.clear()


def changes(site: Site, old: str, new: str) -> Folder | None:
    """The files of changes between two releases: those that are kept, else made now; None if there is no such release.

    Raises RefusedError with 413 for too much of them, LimitError while too many others are made.
    """
    directory, ends = Directory.around(site.release), (release(site, old), release(site, new))
    if directory and keeping.kept(directory.changes(old, new)):
        return Folder(directory.changes(old, new))
    before, after = ends
    if before is None or after is None:
        return None
    compared = _compared(site)
    if not compared.lock.acquire(timeout=_PATIENCE):
        raise LimitError(messages.TOO_MANY_WAIT, remedy=messages.IN_A_MOMENT, retry_after=int(_PATIENCE))
    try:
        folder = compared.folders.get((old, new))
        if folder is None:
            folder = compared.folders[old, new] = _compare(before, after)
        return folder
    finally:
        compared.lock.release()


def _compare(old: Release, new: Release) -> Folder:
    ids = {"old": old.manifest.id, "new": new.manifest.id}
    too_much = RefusedError(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE, messages.TOO_MUCH_CHANGED.of(**ids), remedy=messages.COMPARE_YOURSELF
    )
    if sum(one.manifest.files[NQUADS].size for one in (old, new)) > MOST_BYTES:
        raise too_much
    made = TemporaryFolder(FOLDERS)
    with ExitStack() as failed:
        failed.callback(made.remove)
        try:
            keeping.compare(old, new, made.path, MOST_STATEMENTS)
        except keeping.TooManyChangesError as error:
            raise too_much from error
        failed.pop_all()
    return Folder(made.path, made)


@contextmanager
def opened(folder: Folder) -> Iterator[Changes]:
    """What is told of changes, entity by entity."""
    with reading.opened(folder.path / keeping.ENTITIES) as found:
        yield found


def of_entity(site: Site, iri: str) -> OfEntity | None:
    """The past of an entity; None where there is none to tell of."""
    served = next(one for one in releases(site) if one.is_served)
    directory = Directory.around(site.release)
    if directory is None or not served.before:
        return None
    by_id = {one.id: one for one in releases(site)}
    file = directory.changes(served.before, served.id) / keeping.LINEAGE
    if not file.is_file():  # forgotten with the release before
        return None
    try:
        with lineage.opened(file) as found:
            since, past = by_id.get(found.since), found.of(iri)
    except ReleaseError as error:
        _LOG.warning("the past of an entity cannot be read: %s", error)
        return None
    if since is None:
        return None
    return OfEntity(since, by_id.get(past.appeared), by_id.get(past.changed), past.is_gone)
