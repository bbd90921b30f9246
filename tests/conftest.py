"""What the tests share: the first dataset, read, validated and released once, and the material beside the project."""

import os
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import settings
from rdflib import Graph

from esgraph import resources
from esgraph.build.dataset import Dataset
from esgraph.build.project import Project
from esgraph.build.publish import publish
from esgraph.build.report import Report
from esgraph.build.stages import Stages
from esgraph.build.validation import read_shapes, to_rdflib, validate
from esgraph.release import Release
from esgraph.serve.preparing import prepare
from tests.reading import read

# How long an example takes says how much else the machine has to do.
settings.register_profile("esgraph", deadline=None)
settings.load_profile("esgraph")

ROOT = Path(__file__).parent.parent
DATA = ROOT / "data"


def material(name: str) -> Path:
    """Conformance material beside the checkout; its absence skips a test, except in CI, where it fails."""
    path = ROOT.parent / "shared" / name
    if path.exists():
        return path
    if os.environ.get("CI"):
        pytest.fail(f"../shared/{name} is absent, and CI must not skip this test")
    pytest.skip(f"../shared/{name} is not beside this checkout")


@pytest.fixture(scope="session")
def project() -> Project:
    return Project.open(DATA)


@pytest.fixture(scope="session")
def dataset(project: Project) -> Dataset:
    return read(project)


@pytest.fixture(scope="session")
def shapes() -> Graph:
    return read_shapes(resources.shapes())


@pytest.fixture(scope="session")
def report(dataset: Dataset, shapes: Graph) -> Report:
    return validate(dataset, shapes)


@pytest.fixture(scope="session")
def release(project: Project, dataset: Dataset, report: Report, tmp_path_factory: pytest.TempPathFactory) -> Release:
    target = tmp_path_factory.mktemp("release") / "release"
    return publish(dataset, report, project.settings, target, Stages(), prepare)


@pytest.fixture(scope="session")
def store(release: Release) -> ox.Store:
    """The release's own store, as the server opens it."""
    return ox.Store.read_only(str(release.store))


@pytest.fixture(scope="session")
def union_graph(dataset: Dataset) -> Graph:
    """All graphs together; tests that change it work on a copy."""
    return to_rdflib(dataset.triples())
