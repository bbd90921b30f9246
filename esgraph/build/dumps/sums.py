"""Turns the files of a release into what the manifest says of them, and into the list that `sha256sum -c` checks."""

from collections.abc import Iterable
from pathlib import Path

from esgraph import release
from esgraph.release import FileEntry


def entries(paths: Iterable[Path], work: Path) -> dict[str, FileEntry]:
    """Size and hash of files by their names in the release; what is no file is passed over."""
    found = ((path.relative_to(work).as_posix(), release.file_entry(path)) for path in sorted(paths))
    return {name: entry for name, entry in found if entry is not None}


def write(work: Path, files: dict[str, FileEntry]) -> dict[str, FileEntry]:
    """Write the list of checksums of some files that are in `work`; returns them with the list."""
    # Two spaces: bytes are bytes, whatever the machine takes for the end of a line.
    lines = [f"{entry.sha256}  {name}\n" for name, entry in sorted(files.items())]
    target = work / release.CHECKSUMS
    target.write_text("".join(lines), encoding="utf-8")
    return dict(sorted((files | entries([target], work)).items()))
