"""Reconciling names as tables write them: inflected, abbreviated, misspelt. The right one is first in 95 of a hundred.

python -m pytest tests/serve/test_reconcile_quality.py -s
"""

from collections.abc import Mapping

import pytest
from flask.testing import FlaskClient

from esgraph.build.project import Project
from esgraph.build.publish import publish
from esgraph.build.report import Report
from esgraph.build.stages import Stages
from esgraph.release import Release
from esgraph.serve.app import create_app
from tests.benchmarks.release import dataset_of
from tests.serve import reconcile_names
from tests.serve.conftest import BufferedClient
from tests.serve.reconcile_names import SEED, TRIPLES

#: How many must be right.
_LEAST = 0.95


@pytest.fixture(scope="module")
def clients(release: Release, report: Report, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, FlaskClient]:
    """Of the first dataset, and of a made-up country of a hundred thousand statements with many namesakes."""
    work = tmp_path_factory.mktemp("country")
    dataset = dataset_of(TRIPLES, work, SEED)
    country = publish(dataset, report, Project.open(work / "data").settings, work / "release", Stages())
    apps = {"first": create_app(release), "country": create_app(country)}
    for app in apps.values():
        app.test_client_class = BufferedClient
    return {name: app.test_client() for name, app in apps.items()}


@pytest.mark.parametrize("part", ["tuned", "held"])
@pytest.mark.parametrize("data", ["first", "country"])
def test_the_right_one_is_first(clients: Mapping[str, FlaskClient], data: str, part: str) -> None:
    names = [one for one in reconcile_names.listed() if (one.data, one.part) == (data, part)]
    assert len(names) >= 12
    missed = list(reconcile_names.missed(clients[data], names))
    print(f"\n{data}, {part}: {len(names)} names, the right one first in {1 - len(missed) / len(names):.1%}")  # noqa: T201 - the result of `-s`
    assert len(missed) <= (1 - _LEAST) * len(names), "\n".join(missed)


def test_a_wrong_one_is_told(clients: Mapping[str, FlaskClient]) -> None:
    one = next(one for one in reconcile_names.listed() if one.data == "first")
    wrong = reconcile_names.Named(one.data, one.part, one.query, "", "Stowarzyszenie „Karuzela”", one.what)
    nobody = reconcile_names.Named(one.data, one.part, "Xyzq", "", one.expected, one.what)
    assert len(list(reconcile_names.missed(clients["first"], [one, wrong, nobody]))) == 2


def test_there_are_enough_of_each() -> None:
    names = reconcile_names.listed()
    assert len(names) >= 50 and len({one.query for one in names}) == len(names)
    assert {"inflected", "abbreviated", "misspelt"} <= {one.what for one in names if one.part == "held"}
