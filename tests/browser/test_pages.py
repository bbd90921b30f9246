"""Every kind of page in a real browser: accessible, narrow enough, light enough, and at peace with its own policy."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from esgraph.errors import LANGUAGES
from tests.browser import axe
from tests.browser.sweep import Sight, sweep
from tests.site import PAGES

#: Bytes of the HTML of a page about one thing, and of all that one page makes a browser fetch.
_HTML = 60_000
_PAGE = 300_000
#: The editor is a program; the page is for who wants it.
_PROGRAMS = ("editor", "editor-with-an-answer", "malformed-query")

Sights = dict[str, list[Sight]]

each_kind = pytest.mark.parametrize("kind", PAGES)


@pytest.fixture(scope="package")
def sights(browser: Browser, address: str, tmp_path_factory: pytest.TempPathFactory) -> Sights:
    return sweep(browser, address, axe.source(tmp_path_factory.mktemp("axe")))


def _judge(sights: list[Sight], name: str) -> None:
    """Fail with every line of what is wrong, and where it is."""
    where: dict[str, list[str]] = {}
    for sight in sights:
        for line in getattr(sight, name):
            where.setdefault(line, []).append(f"{sight.language} {sight.width} px")
    if where:
        pytest.fail("\n".join(f"{line} ({', '.join(places)})" for line, places in where.items()), pytrace=False)


@each_kind
def test_axe_finds_no_violation(sights: Sights, kind: str) -> None:
    _judge(sights[kind], "violations")


@each_kind
def test_nothing_goes_wrong_and_nothing_is_asked_of_another_host(sights: Sights, kind: str) -> None:
    _judge(sights[kind], "complaints")


@each_kind
def test_the_page_does_not_scroll_sideways(sights: Sights, kind: str) -> None:
    _judge(sights[kind], "sideways")


@each_kind
def test_the_page_is_in_the_language_asked_for(sights: Sights, kind: str) -> None:
    assert {(sight.language, sight.declared_language) for sight in sights[kind]} == {(one, one) for one in LANGUAGES}


@each_kind
def test_the_page_keeps_its_budget(sights: Sights, kind: str) -> None:
    for sight in sights[kind]:
        if PAGES[kind][0].startswith("/page/"):
            assert sight.html_bytes < _HTML
        if kind not in _PROGRAMS:
            assert sight.transferred_bytes < _PAGE
        assert sight.transferred_bytes > sight.html_bytes / 20


def test_axe_finds_what_is_wrong(browser: Browser, tmp_path: Path) -> None:
    page = browser.new_page()
    page.set_content('<title>x</title><main><h1>x</h1><img src="data:,"><p style="color:#999">pale</p></main>')
    found = axe.violations(page, axe.source(tmp_path))
    page.close()
    assert {line.partition(":")[0] for line in found} >= {"image-alt", "color-contrast", "html-has-lang"}
