"""Turns a directory in which a run left its dataset into the baseline of the next one."""

import hashlib
import json
import sys
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import esgraph
from esgraph import resources
from esgraph.build import placing, withdrawal
from esgraph.build.catalogue.counting import Counts
from esgraph.build.handover import Handover
from esgraph.build.incremental import recount
from esgraph.build.origins import Known
from esgraph.build.project import Project
from esgraph.errors import EsgraphError
from esgraph.locking import locked
from esgraph.release import NQUADS, STORE
from esgraph.temporary import workplace
from esgraph.zstandard import zstd

#: The table of what each file said.
FILES = "files.sqlite"
_ABOUT, _FORMAT = "baseline.json", 1
_DATASET, _LOCK = "dataset", ".esgraph-cache"
#: In a dataset, what its release left for the next one.
_LEFT = "release"
#: Libraries that a dataset is made with, and what its release leaves for the next one.
_LIBRARIES = (
    "pyoxigraph", "PyYAML", "rdflib", "openpyxl", "csvw", "uritemplate", "morfeusz2", "networkx", "rustworkx",
)  # fmt: skip
#: And what its release is compressed with.
_COMPRESSORS = (zlib.ZLIB_RUNTIME_VERSION, zstd.zstd_version)
#: How the name of what is being read begins.
_READING = ".reading-"

#: The focus nodes of each check that have results, as N-Triples writes them; a check by its name.
Focuses = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Baseline:
    """The dataset that a run left: its directory, its numbers, what was found in it, and where."""

    path: Path
    counts: Counts = field(repr=False)
    focuses: Focuses = field(repr=False)
    places: Known = field(repr=False)

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
        self._fingerprint = ""
        self._is_valid = False
        #: Where the dataset of this run is to be made.
        self.dataset = work / _DATASET

    def baseline(self, project: Project) -> Baseline | None:
        """The baseline of a project; None if there is none, it was made otherwise, or its files are not as they were.

        To be asked for before anything is read, since what changes meanwhile must be seen by the next run.
        """
        self._fingerprint = _fingerprint(project)
        path = self._directory / _DATASET
        try:
            raw = json.loads((path / _ABOUT).read_text(encoding="utf-8"))
            if [raw["format"], raw["fingerprint"], raw["files"]] != [_FORMAT, self._fingerprint, _files(path)]:
                return None
            focuses = {name: tuple(nodes) for name, nodes in raw["focuses"].items()}
            found = Baseline(path, recount.from_json(raw["counts"]), focuses, raw["places"])
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None
        self._is_valid = True
        return found

    @property
    def handover(self) -> Handover:
        """What the release before left for this one, of the same program and with nothing that is withdrawn since."""
        return Handover(self._directory / _DATASET / _LEFT if self._is_valid else None, self.dataset / _LEFT)

    def keep(self, counts: Counts, focuses: Focuses, places: Known) -> None:
        """Make the dataset of this run, which is valid and will not be looked at any more, the baseline."""
        before, after = self.handover.before, self.handover.after
        if before and before.is_dir() and not after.exists():  # no release was made: the next one may still copy
            before.rename(after)
        about = {
            "format": _FORMAT,
            "fingerprint": self._fingerprint,
            "files": _files(self.dataset),
            "counts": recount.to_json(counts),
            "focuses": focuses,
            "places": places,
        }
        (self.dataset / _ABOUT).write_text(json.dumps(about), encoding="utf-8")
        placing.put(self.dataset, self._directory / _DATASET, self._work / "aside")


def _files(directory: Path) -> dict[str, list[int]]:
    """Size and time of change of every file: what is damaged, or written to, does not have them any more."""
    paths = (path for path in sorted(directory.rglob("*")) if path.is_file() and path.name != _ABOUT)
    states = ((path.relative_to(directory).as_posix(), path.stat()) for path in paths)
    return {name: [state.st_size, state.st_mtime_ns] for name, state in states}


@contextmanager
def opened(directory: Path, waiting: Callable[[], object] = lambda: None) -> Iterator[Cache]:
    """A cache, for this run alone: another one waits, and calls `waiting` before.

    Raises EsgraphError if there is something else at its place.
    """
    if directory.exists() and not (directory / _LOCK).exists() and (not directory.is_dir() or any(directory.iterdir())):
        raise EsgraphError(
            "there is something here that is not a cache; it is left as it is",
            where=str(directory),
            remedy="name another directory with --cache",
        )
    directory.mkdir(parents=True, exist_ok=True)
    with locked(directory / _LOCK, waiting), workplace(directory, _READING) as work:
        yield Cache(directory, work)


def _fingerprint(project: Project) -> str:
    """A hash of what a dataset depends on besides its files: this program, its ontology, shapes and rules, the base.

    And of what is withdrawn: a store from which something was taken still has the bytes of its names, so that the first
    one without a thing that is withdrawn has to be made anew.
    """
    parts = [_PACKAGE, resources.ontology(), resources.shapes()]
    versions = (sys.version, *map(_version, _LIBRARIES), *_COMPRESSORS)
    hashed = hashlib.sha256("\n".join((project.settings.base, *versions, "")).encode())
    withdrawn = project.directory / withdrawal.FILE
    hashed.update(withdrawn.read_bytes() if withdrawn.is_file() else b"")
    for part in parts:
        for path in sorted(path for path in part.rglob("*") if path.suffix != ".pyc" and path.is_file()):
            hashed.update(f"{path.relative_to(part).as_posix()}\n".encode() + path.read_bytes())
    return hashed.hexdigest()


#: All of this program, of which a dataset and its release are made by many parts (prefixes, formats, questions).
_PACKAGE = Path(esgraph.__file__).parent


def _version(library: str) -> str:
    """The version of a library; "" of one that this platform does not have."""
    try:
        return version(library)
    except PackageNotFoundError:
        return ""
