"""A server that is asked without pause, everything at once, fails nobody and does not grow."""

import psutil
import pytest

from esgraph.release import Release
from tests.serve.conftest import running
from tests.serve.soak import slugs_of, soak

pytestmark = pytest.mark.alone


def test_a_server_under_mixed_requests_fails_nobody_and_does_not_grow(release: Release) -> None:
    before = set(psutil.Process().children())
    with running(release.path, "--query-seconds", "1", "--cache", "1") as address:
        (server,) = set(psutil.Process().children()) - before
        course = soak(address, slugs_of(release.path), 12_000, server)
    assert course.wrong == []
    assert course.statuses[503] > 0
    assert course.growth < 1.15
    assert max(course.memory[3:]) < 2 * min(course.memory[3:])
