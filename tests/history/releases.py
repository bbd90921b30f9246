"""Releases that follow each other, made of the small example by edits of its files."""

from pathlib import Path

from esgraph.build import series
from esgraph.build.project import Project
from esgraph.build.publish import publish
from esgraph.build.report import Report
from esgraph.build.scaffold import create
from esgraph.build.stages import Stages
from esgraph.history.directory import Directory
from esgraph.release import Release
from tests.reading import read

SOURCE = "sources/przyklad-2024-05-12.yaml"
BASE = "https://example.org/es/"

#: File → what is written in it → what is written instead.
Edits = dict[str, dict[str, str]]

#: A second version with a change of each kind.
SECOND: Edits = {
    "dataset.yaml": {"version: 0.1.0": "version: 0.2.0", "modified: 2024-05-20": "modified: 2024-06-20"},
    SOURCE: {
        "Most Association": "Bridge Association",
        "    legalForm: association\n": "    legalForm: association\n    place: przykladowo\n",
        "      place: {pl: Siedziba nie jest podana., en: The seat is not given.}\n  ops": (
            "      url: {pl: Adres nie jest podany., en: The address is not given.}\n  ops"
        ),
        "    count: 7\n": "    count: 8\n",
        "    outcome: wiosna\n    status: founded\n": "    outcome: wiosna\n",
        "{quote: odbyło się spotkanie lokalnych organizacji, start: 36, end: 78}\n\n": (
            "{quote: odbyło się spotkanie lokalnych organizacji, start: 36, end: 78}\n"
            "  nastepne:\n    name: {pl: Następne spotkanie, en: Next meeting}\n"
            "    evidence: {quote: W dniu 12.05.2024 r., start: 0, end: 20}\n"
            "    notStated:\n      date: {pl: Brak daty., en: No date.}\n\n"
        ),
    },
}


#: The third release takes back what the second one added.
THIRD: Edits = {
    "dataset.yaml": {"version: 0.2.0": "version: 0.3.0", "modified: 2024-06-20": "modified: 2024-07-20"},
    SOURCE: {
        "  nastepne:\n    name: {pl: Następne spotkanie, en: Next meeting}\n"
        "    evidence: {quote: W dniu 12.05.2024 r., start: 0, end: 20}\n"
        "    notStated:\n      date: {pl: Brak daty., en: No date.}\n": "",
    },
}


def example(folder: Path) -> Path:
    """The small example as a data directory."""
    create(folder)
    return folder


def edit(data: Path, edits: Edits) -> None:
    """Write something else in files of a data directory."""
    for name, changes in edits.items():
        text = (data / name).read_text("utf-8")
        for old, new in changes.items():
            assert old in text, old
            text = text.replace(old, new)
        (data / name).write_text(text, "utf-8")


def build(data: Path, target: Path) -> Release:
    """The release of a data directory."""
    project = Project.open(data)
    return publish(read(project), Report((), ""), project.settings, target, Stages())


def add(data: Path, place: Path) -> str:
    """Put the release of a data directory into a directory of releases; returns its id."""
    project = Project.open(data)
    return series.build(read(project), Report((), ""), project.settings, place, Stages()).release.manifest.id


def three(folder: Path) -> Directory:
    """A directory of three releases."""
    data = example(folder / "data")
    for edits in ({}, SECOND, THIRD):
        edit(data, edits)
        add(data, folder / "releases")
    return Directory.open(folder / "releases")
