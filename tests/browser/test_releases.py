"""Pages that there are only where there is a past, in a real browser: accessible, narrow enough, without complaint."""

import pytest
from playwright.sync_api import Browser

from tests.browser import axe
from tests.browser.sweep import sweep
from tests.history.releases import three
from tests.serve.conftest import running


def test_pages_about_the_past_are_for_everybody(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> None:
    directory = three(tmp_path_factory.mktemp("history"))
    last, second, first = directory.ids()
    pages = {
        "releases": ("/releases/", 200),
        "earlier": (f"/releases/{first}", 200),
        "changes": (f"/releases/{first}...{second}", 200),
        "changes-of-a-kind": (f"/releases/{second}...{last}?kind=event&what=removed", 200),
        "with-a-past": ("/page/headcount/wiosna-7", 200),
        "withdrawn": ("/page/event/nastepne", 404),
    }
    with running(directory.path) as address:
        sights = sweep(browser, address, axe.source(tmp_path_factory.mktemp("axe")), pages)
    wrong = [
        f"{kind} {sight.language} {sight.width}: {line}"
        for kind, found in sights.items()
        for sight in found
        for line in (*sight.violations, *sight.sideways, *sight.complaints)
    ]
    if wrong:
        pytest.fail("\n".join(wrong), pytrace=False)
    assert all(sight.html_bytes > 2_000 for found in sights.values() for sight in found)
