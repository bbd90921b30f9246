"""Turns a data directory into a Project: its settings from `dataset.yaml` and the authored files in order."""

from dataclasses import dataclass
from pathlib import Path

from esgraph.build import settings
from esgraph.build.settings import SETTINGS
from esgraph.build.settings import Settings as Settings


@dataclass(frozen=True, slots=True)
class AuthoredFile:
    """An authored file and the name of the graph it becomes."""

    path: Path
    graph: str


@dataclass(frozen=True, slots=True)
class Project:
    """A data directory: settings, authored files, and concept schemes of one's own."""

    directory: Path
    settings: Settings
    files: tuple[AuthoredFile, ...]
    schemes: tuple[Path, ...]

    @classmethod
    def open(cls, directory: Path) -> "Project":
        """Open a data directory.

        Raises EsgraphError if it has no `dataset.yaml`, and AuthoringError with every mistake in the one it has.
        """
        known = settings.read(directory / SETTINGS)
        files = [AuthoredFile(path, f"source/{path.stem}") for path in _yaml(directory / "sources")]
        files += [AuthoredFile(path, "places") for path in _yaml(directory / "places")]
        files += [AuthoredFile(path, "identity") for path in _yaml(directory / "identity")]
        return cls(directory, known, tuple(files), tuple(sorted((directory / "schemes").glob("*.ttl"))))


def _yaml(stem: Path) -> list[Path]:
    """The files of a directory, or the one file of that name: `places.yaml` may grow into `places/*.yaml`."""
    alone = [path for path in (stem.with_suffix(".yaml"), stem.with_suffix(".yml")) if path.is_file()]
    return alone + sorted([*stem.glob("*.yaml"), *stem.glob("*.yml")])
