"""Two releases of the small example, the second with a change of each kind."""

import pytest

from esgraph.release import Release
from tests.history.releases import SECOND, build, edit, example


@pytest.fixture(scope="session")
def first(tmp_path_factory: pytest.TempPathFactory) -> Release:
    folder = tmp_path_factory.mktemp("first")
    return build(example(folder / "data"), folder / "release")


@pytest.fixture(scope="session")
def second(tmp_path_factory: pytest.TempPathFactory) -> Release:
    folder = tmp_path_factory.mktemp("second")
    data = example(folder / "data")
    edit(data, SECOND)
    return build(data, folder / "release")
