"""Turns a directory of releases into their history: which there are, which is current, which was before it.

The directory has a release under each id, none of which is changed any more; `current`, a link to one of them; and
`history.json`, a list of what became current, to which entries are added and from which none is taken. Changes between
a release and the one before it lie in `changes/`, beside the releases and not in them: a release is known by its
statements alone, and the same data released elsewhere has another past.
"""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from esgraph.errors import ReleaseError
from esgraph.history import messages
from esgraph.locking import locked
from esgraph.release import CURRENT, MANIFEST, Release

LOG = "history.json"
CHANGES = "changes"
#: How the name of what is being written begins; what is left of it belongs to a build that was killed.
WORK = ".build-"
#: The same of what is read to be built.
READING = ".reading-"
_LOCK, _BUILDING = ".lock", ".building"
#: What grows with each release that is removed: who has the directory open sees by it that something is gone.
_FORGOTTEN = ".forgotten"
#: What an id may be: the name of a directory, and of two on both sides of `...` (`between`).
_ID = re.compile(r"(?!\.)(?!.*\.\.)[A-Za-z0-9._+~-]+(?<!\.)")

By = Literal["build", "rollback"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A release became current: as the how-manieth since the beginning (from 1), with the date of its data, by what."""

    sequence: int
    release: str
    modified: str
    by: By


def check_id(release: str) -> None:
    """Raise ReleaseError if an id cannot name a directory, since it begins with the version that an author wrote."""
    if not _ID.fullmatch(release):
        raise ReleaseError(
            messages.NO_NAME.of(id=repr(release)), where="dataset.yaml: version", remedy=messages.WRITE_VERSION
        )


def between(old: str, new: str) -> str:
    """What the change from one release to another is called."""
    return f"{old}...{new}"


class Directory:
    """A directory of releases. Whatever changes it holds a lock (`changing`, `building`)."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def open(cls, path: Path) -> "Directory":
        """Open one that there is. Raises ReleaseError if nothing is current there."""
        if not (path / CURRENT).is_symlink():
            raise ReleaseError(messages.NO_DIRECTORY, where=str(path), remedy=messages.BEGIN_ONE)
        return cls(path.resolve())

    @classmethod
    def begin(cls, path: Path) -> "Directory":
        """Open or make one. Raises ReleaseError if there is something else at the path."""
        if (path / MANIFEST).exists():
            raise ReleaseError(messages.A_RELEASE, where=str(path), remedy=messages.NAME_ANOTHER_OR_REPLACE)
        if path.exists() and not path.is_dir():
            raise ReleaseError(messages.A_FILE, where=str(path), remedy=messages.NAME_A_DIRECTORY)
        own = {CURRENT, CHANGES, LOG}
        strange = (
            [one.name for one in path.iterdir() if one.name not in own and not _is_ours(one)] if path.exists() else []
        )
        if strange:
            raise ReleaseError(
                messages.STRANGE.of(names=", ".join(sorted(strange)[:3])),
                where=str(path),
                remedy=messages.NAME_ANOTHER_OR_REMOVE,
            )
        path.mkdir(parents=True, exist_ok=True)
        return cls(path.resolve())

    @classmethod
    def around(cls, release: Release) -> "Directory | None":
        """The directory of releases that a release is part of."""
        parent = release.path.parent
        is_part = release.path.name == release.manifest.id and (parent / CURRENT).is_symlink()
        return cls(parent) if is_part else None

    @property
    def current(self) -> str:
        """The id of the current release; "" before there is one."""
        link = self.path / CURRENT
        return link.readlink().name if link.is_symlink() else ""

    def has(self, release: str) -> bool:
        """Whether a release is here."""
        return bool(_ID.fullmatch(release)) and (self.path / release / MANIFEST).is_file()

    def release(self, name: str) -> Release:
        """Open a release by its id. Raises ReleaseError if there is none, or it cannot be read."""
        if not self.has(name):
            raise ReleaseError(messages.NO_RELEASE.of(id=repr(name)), where=str(self.path), remedy=messages.LISTED)
        return Release.open(self.path / name)

    def log(self) -> tuple[Entry, ...]:
        """What became current, the first first. Raises ReleaseError if the list cannot be read."""
        found, current = _read(self.path / LOG), self.current
        if not current or (found and found[-1].release == current):
            return tuple(found)
        # The new list is ready before the link is moved, and takes its place after that: here somebody was killed in
        # between. Without it somebody moved the link by hand.
        ready = self.path / f".{LOG}"
        if ready.exists() and (pending := _read(ready)) and pending[-1].release == current:
            return tuple(pending)
        return (*found, self._entry(found, current, "build"))

    def _entry(self, before: Sequence[Entry], release: str, by: By) -> Entry:
        try:
            modified = Release.open(self.path / release).manifest.modified
        except ReleaseError:  # of another format, or removed by hand: it was current all the same
            modified = ""
        return Entry(len(before) + 1, release, modified, by)

    def ids(self) -> list[str]:
        """The releases that were current and are still here, the one that came last first."""
        first = dict.fromkeys(entry.release for entry in self.log())
        return [release for release in reversed(first) if self.has(release)]

    def never_current(self) -> list[str]:
        """Releases of builds that were killed before they became current."""
        known = {entry.release for entry in self.log()}
        found = (path.parent.name for path in self.path.glob(f"*/{MANIFEST}"))
        return sorted(name for name in found if name not in known and name != CURRENT)

    def predecessor(self, release: str) -> str:
        """The release that was current before this one came, here or not any more; "" for the first."""
        before = ""
        for entry in self.log():
            if entry.release == release:
                return before
            before = entry.release
        return before  # of one that has not come yet

    def before_current(self) -> str:
        """Where a rollback leads: to what was current before, rollbacks undone; "" where nothing was."""
        chain: list[str] = []
        for entry in self.log():
            if entry.by == "rollback" and entry.release in chain:
                del chain[chain.index(entry.release) :]
            chain.append(entry.release)
        kept = [release for release in chain[:-1] if self.has(release) and release != chain[-1]]
        return kept[-1] if kept else ""

    def changes(self, old: str, new: str) -> Path:
        """Where the changes between two releases lie, if they were kept."""
        return self.path / CHANGES / between(old, new)

    def make_current(self, release: str, by: By) -> None:
        """Move the link to a release, and write it down; for who is `changing`."""
        log = list(self.log())
        log.append(self._entry(log, release, by))
        link, text = self.path / f".{CURRENT}", self.path / f".{LOG}"
        text.write_text(json.dumps([asdict(entry) for entry in log], indent=1) + "\n", encoding="utf-8")
        link.unlink(missing_ok=True)
        link.symlink_to(release)
        link.replace(self.path / CURRENT)
        text.replace(self.path / LOG)

    @property
    def forgotten(self) -> int:
        """What is another number after a release was removed from here."""
        try:
            return (self.path / _FORGOTTEN).stat().st_size
        except FileNotFoundError:
            return 0

    def note_forgotten(self, release: str) -> None:
        """Let who has the directory open see that a release is gone."""
        with (self.path / _FORGOTTEN).open("a", encoding="utf-8") as file:
            file.write(f"{release}\n")

    @contextmanager
    def changing(self) -> Iterator[None]:
        """While the link and the list are changed: a moment, for which others wait."""
        with locked(self.path / _LOCK):
            yield

    @contextmanager
    def building(self, wait: Callable[[], None]) -> Iterator[None]:
        """While a release is built: one build at a time; `wait` is called if another one is at work."""
        with locked(self.path / _BUILDING, wait):
            yield


def _read(file: Path) -> list[Entry]:
    try:
        raw: list[dict[str, Any]] = json.loads(file.read_text(encoding="utf-8")) if file.exists() else []
        return [Entry(**one) for one in raw]
    except (ValueError, TypeError) as error:
        raise ReleaseError(messages.UNREADABLE.of(why=str(error)), where=str(file), remedy=messages.MEND) from error


def _is_ours(path: Path) -> bool:
    return (
        path.name.startswith((WORK, READING, _LOCK, _BUILDING, _FORGOTTEN, f".{CURRENT}", f".{LOG}"))
        or (path / MANIFEST).is_file()
    )


def roll_back(directory: Directory, release: str = "") -> str:
    """Make an earlier release current, by default the one before; returns its id.

    Raises ReleaseError if it is not here, is current already, or if there was none before.
    """
    with directory.changing():
        wanted = release or directory.before_current()
        if not wanted:
            raise ReleaseError(messages.NONE_BEFORE, where=str(directory.path), remedy=messages.NAME_ONE)
        if wanted == directory.current:
            raise ReleaseError(messages.CURRENT_ALREADY.of(id=wanted), where=str(directory.path))
        directory.release(wanted)  # what cannot be opened cannot be served
        directory.make_current(wanted, "rollback")
    return wanted
