"""Turns an empty directory into a data directory of one's own, with a small worked example that is valid."""

import shutil
from pathlib import Path

from esgraph.errors import EsgraphError

_TEMPLATE = Path(__file__).parent / "template"


def create(directory: Path) -> list[Path]:
    """Write the example and return its files, relative to the directory.

    Raises EsgraphError if the directory exists and is not empty.
    """
    if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
        raise EsgraphError(
            "there is something here already; nothing was written",
            where=str(directory),
            remedy="name a directory that does not exist yet",
        )
    shutil.copytree(_TEMPLATE, directory, dirs_exist_ok=True)
    return sorted(path.relative_to(directory) for path in directory.rglob("*") if path.is_file())
