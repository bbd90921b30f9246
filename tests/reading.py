"""Reads data directories for tests; what is read goes when the tests end."""

from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

from esgraph.build import dataset
from esgraph.build.dataset import Dataset
from esgraph.build.project import Project

FOLDER = TemporaryDirectory(prefix="esgraph-tests-", ignore_cleanup_errors=True)


def read(project: Project, texts: Path | None = None) -> Dataset:
    """The dataset of a project."""
    return dataset.read(project, Path(mkdtemp(dir=FOLDER.name)), texts)
