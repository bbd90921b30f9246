"""Turns a validated Dataset into the next release of a directory of releases, and makes it current.

The release is written beside the others, put in place under its id and only then linked to, so that whoever reads the
directory sees a whole release at any moment, whenever the build is killed. Nothing else removes what a killed build
left behind but the next one, while it holds the lock of builds.
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import Literal

from esgraph.build import placing
from esgraph.build.dataset import Dataset
from esgraph.build.project import Settings
from esgraph.build.publish import Prepare, check_counts, write
from esgraph.build.report import Report
from esgraph.build.stages import Stages
from esgraph.errors import ReleaseError, Told
from esgraph.history import keeping, leftovers
from esgraph.history.changes import Summary
from esgraph.history.directory import WORK, Directory, check_id
from esgraph.release import Release

#: What became of a build: a new release; nothing, since it is current already; one that was there before and is
#: current again; or the same statements with other files, written by another version of the program.
Outcome = Literal["new", "unchanged", "again", "renewed"]


@dataclass(frozen=True, slots=True)
class Built:
    """The release that a build ended with, what was current before it ("" if nothing), and what changed since.

    `changes` is None where there was nothing before, or where it cannot be read, as `untold` says.
    """

    release: Release
    outcome: Outcome
    before: str
    changes: Summary | None = None
    untold: Told = ""


def build(
    dataset: Dataset,
    report: Report,
    settings: Settings,
    path: Path,
    stages: Stages,
    wait: Callable[[], None] = lambda: None,
    prepare: Prepare | None = None,
) -> Built:
    """Write the release of a dataset into a directory of releases; `wait` is called if another build is at work there.

    `prepare` is that of `publish`. Raises ReleaseError if `path` is something else, or the dataset lost data (see
    `minimumCounts`).
    """
    check_id(f"{settings.version}-0")
    check_counts(dataset, settings)
    directory = Directory.begin(path)
    with directory.building(wait):
        leftovers.clear(directory)
        work = Path(mkdtemp(prefix=WORK, dir=directory.path))
        try:
            fresh = work / "release"
            fresh.mkdir()
            write(dataset, report, settings, fresh, stages, prepare)
            return _put(directory, Release.open(fresh), work, stages)
        finally:
            shutil.rmtree(work, ignore_errors=True)


def _put(directory: Directory, fresh: Release, work: Path, stages: Stages) -> Built:
    """Put a finished release in its place and make it current."""
    name = fresh.manifest.id
    is_same = _is_same(directory, fresh)
    while True:
        before = directory.current
        changes: Summary | None = None
        untold: Told = ""
        if before not in ("", name):
            try:
                with stages.stage("changes"):
                    changes = keeping.keep(directory, before, fresh, work)
            except ReleaseError as error:  # the release before may be of another format; this one is whole
                untold = error.message
        with directory.changing():
            if directory.current != before:  # somebody rolled back meanwhile
                continue
            outcome = _place(directory, fresh, work, is_same=is_same)
            if before != name:
                directory.make_current(name, "build")
        if outcome == "again" and before == name:
            outcome = "unchanged"
        return Built(directory.release(name), outcome, before if before != name else "", changes, untold)


def _place(directory: Directory, fresh: Release, work: Path, *, is_same: bool) -> Outcome:
    """Put a release under its id, unless it is there with the same files; for who is `changing`, so that it stays."""
    name = fresh.manifest.id
    if directory.has(name) and is_same:
        return "again"
    is_new = not directory.has(name)
    (work / leftovers.ASIDE).mkdir()
    placing.put(fresh.path, directory.path / name, work / leftovers.ASIDE / name)
    return "new" if is_new else "renewed"


def _is_same(directory: Directory, fresh: Release) -> bool:
    """Whether the release that is there has every file as this one has it."""
    try:
        there = directory.release(fresh.manifest.id)
    except ReleaseError:
        return False
    return there.manifest == fresh.manifest and not there.damaged()
