"""Turns the files of a release into ones that can be read as long as it is served, whatever takes its place on disk."""

import os
import weakref
from dataclasses import dataclass
from pathlib import Path

from esgraph.errors import ReleaseError
from esgraph.release import MANIFEST, FileEntry, Release, file_entry
from esgraph.serve import messages


@dataclass(frozen=True, slots=True)
class HeldFile:
    """An open file; `path` opens it anew, also when it has no name any more."""

    descriptor: int
    size: int
    modified: int

    @property
    def path(self) -> Path:
        """Where this process can open it."""
        return Path(f"/proc/self/fd/{self.descriptor}")

    @property
    def is_as_it_was(self) -> bool:
        """Whether nobody wrote to it since."""
        found = os.fstat(self.descriptor)
        return (found.st_size, found.st_mtime_ns) == (self.size, self.modified)


class HeldFiles:
    """The files that a release's manifest names, and the manifest, open until nothing refers to this object.

    Raises ReleaseError if another release takes the place in the middle of it.
    """

    def __init__(self, release: Release) -> None:
        self._files: dict[str, HeldFile] = {}
        weakref.finalize(self, _close, self._files)
        for name, entry in release.manifest.files.items():
            self._open(release.path / name, name, entry)
        self._open(release.path / MANIFEST, MANIFEST, None)
        if Release.open(release.path).manifest != release.manifest:
            raise ReleaseError("another release has taken the place of the one to be served", where=str(release.path))
        self.manifest_entry = file_entry(self.path(MANIFEST))

    def _open(self, path: Path, name: str, entry: FileEntry | None) -> None:
        try:
            descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        except OSError:
            return  # told to whom asks for it; a release of which one file is missing answers all else
        found = os.fstat(descriptor)
        if entry and found.st_size != entry.size:
            os.close(descriptor)
            return
        self._files[name] = HeldFile(descriptor, found.st_size, found.st_mtime_ns)

    def below(self, folder: str) -> list[str]:
        """The Turtle files of a folder (`shapes/`), whatever is deeper in it too, by name."""
        return sorted(name for name in self._files if name.startswith(folder) and name.endswith(".ttl"))

    def path(self, name: str) -> Path:
        """Where a file can be opened. Raises ReleaseError if it is not the one that the manifest names."""
        file = self._files.get(name)
        if file is None or not file.is_as_it_was:
            raise ReleaseError(messages.RELEASE_CHANGED, remedy=messages.RESTART)
        return file.path


def _close(files: dict[str, HeldFile]) -> None:
    while files:
        os.close(files.popitem()[1].descriptor)
