"""Turns the files of a release into what the manifest says of them, and into the list that `sha256sum -c` checks."""

from pathlib import Path

from esgraph import release
from esgraph.release import FileEntry


def write(work: Path) -> dict[str, FileEntry]:
    """Write the list of checksums of all files that are in `work`; returns size and hash of each, the list too."""
    files = {
        path.relative_to(work).as_posix(): entry
        for path in sorted(work.rglob("*"))
        if (entry := release.file_entry(path)) is not None
    }
    # Two spaces: bytes are bytes, whatever the machine takes for the end of a line.
    lines = [f"{entry.sha256}  {name}\n" for name, entry in sorted(files.items())]
    target = work / release.CHECKSUMS
    target.write_text("".join(lines), encoding="utf-8")
    if entry := release.file_entry(target):
        files[release.CHECKSUMS] = entry
    return dict(sorted(files.items()))
