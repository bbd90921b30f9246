"""One browser and one server for all tests here; each test has a window of its own, which must end without complaint."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from playwright.sync_api import Browser

from esgraph.release import Release
from tests.browser.chromium import launched, program
from tests.browser.watch import Visitor, watched
from tests.serve.conftest import running
from tests.servers import missing

Visit = Callable[..., Visitor]


# Not for the whole session: while Playwright runs, no other event loop can.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    path = program()
    if not path:
        missing("chromium", "apt-get install chromium")
    with launched(path) as browser:
        yield browser


@pytest.fixture(scope="package")
def address(release: Release) -> Iterator[str]:
    """A real server of the first dataset's release."""
    with running(release.path) as address:
        yield address


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    """Make visitors, by options of a browser context; at the end none may have had anything to complain of."""
    with ExitStack() as stack:
        visitors: list[Visitor] = []

        def visit(**options: Any) -> Visitor:
            visitors.append(stack.enter_context(watched(browser.new_context(**options), address)))
            return visitors[-1]

        yield visit
    complaints = [complaint for visitor in visitors for complaint in dict.fromkeys(visitor.watch.complaints)]
    if complaints:
        pytest.fail("\n".join(complaints), pytrace=False)
