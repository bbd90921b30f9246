"""Turns a directory in which a run left its dataset into the baseline of the next one."""

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from esgraph import resources
from esgraph.build import placing
from esgraph.build.catalogue.counting import Counts
from esgraph.build.incremental import recount
from esgraph.errors import EsgraphError
from esgraph.release import NQUADS, STORE
from esgraph.temporary import workplace

#: The table of what each file said.
FILES = "files.sqlite"
_ABOUT, _FORMAT = "baseline.json", 1
_DATASET, _LOCK = "dataset", ".lock"
#: How the name of what is being read begins.
_READING = ".reading-"

#: The focus nodes of each check that have results, as N-Triples writes them; a check by its name.
Focuses = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Baseline:
    """The dataset that a run left: its directory, its numbers, and what was found in it."""

    path: Path
    counts: Counts = field(repr=False)
    focuses: Focuses = field(repr=False)

    @property
    def nquads(self) -> Path:
        """Its statements, sorted."""
        return self.path / NQUADS

    @property
    def store(self) -> Path:
        """Its store."""
        return self.path / STORE

    @property
    def files(self) -> Path:
        """The table of what each file said."""
        return self.path / FILES


class Cache:
    """A directory with a baseline, and room for the dataset that is to take its place."""

    def __init__(self, directory: Path, work: Path) -> None:
        self._directory = directory
        self._work = work
        #: Where the dataset of this run is to be made.
        self.dataset = work / _DATASET

    def baseline(self, base: str) -> Baseline | None:
        """The baseline of a dataset with this base; None if there is none, or it was made by other rules."""
        path = self._directory / _DATASET
        try:
            raw = json.loads((path / _ABOUT).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        if (raw.get("format"), raw.get("fingerprint")) != (_FORMAT, _fingerprint(base)):
            return None
        focuses = {name: tuple(nodes) for name, nodes in raw["focuses"].items()}
        return Baseline(path, recount.from_json(raw["counts"]), focuses)

    def keep(self, base: str, counts: Counts, focuses: Focuses) -> None:
        """Make the dataset of this run, which is valid and will not be looked at any more, the baseline."""
        about = {
            "format": _FORMAT,
            "fingerprint": _fingerprint(base),
            "counts": recount.to_json(counts),
            "focuses": focuses,
        }
        (self.dataset / _ABOUT).write_text(json.dumps(about), encoding="utf-8")
        placing.put(self.dataset, self._directory / _DATASET, self._work / "aside")


@contextmanager
def opened(directory: Path) -> Iterator[Cache]:
    """A cache, for this run alone: another one waits.

    Raises EsgraphError if there is something else at its place.
    """
    if directory.exists() and not (directory / _LOCK).exists() and (not directory.is_dir() or any(directory.iterdir())):
        raise EsgraphError(
            "there is something here that is not a cache; it is left as it is",
            where=str(directory),
            remedy="name another directory with --cache, or remove this one",
        )
    directory.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(directory / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        with workplace(directory, _READING) as work:
            yield Cache(directory, work)
    finally:
        os.close(descriptor)


def _fingerprint(base: str) -> str:
    """A hash of what a dataset depends on besides its files: this program, its ontology, shapes and rules, the base."""
    parts = [_PACKAGE, resources.ontology(), resources.shapes()]
    hashed = hashlib.sha256(f"{base}\n{ox.__version__}\n".encode())
    for part in parts:
        for path in sorted(path for path in part.rglob("*") if path.suffix != ".pyc" and path.is_file()):
            hashed.update(f"{path.relative_to(part).as_posix()}\n".encode() + path.read_bytes())
    return hashed.hexdigest()


_PACKAGE = Path(__file__).parent.parent
