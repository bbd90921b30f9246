"""Turns two directories into what a build finds of the release before, and leaves for the next one."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Handover:
    """A directory with what the build before left, if it did, and one for what this build leaves."""

    before: Path | None
    after: Path
