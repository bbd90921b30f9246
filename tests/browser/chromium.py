"""Turns the machine's own Chromium into a browser that Playwright drives."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

#: Debian's package and the names that others give the same program.
_PROGRAMS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")

#: What a browser asks of its maker on its own is not asked; root has no sandbox to make.
_OPTIONS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    # Whatever a page asks of another host fails here, before a name is looked up.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--no-first-run",
)


def program() -> str:
    """The path of a Chromium on this machine, or "" where there is none."""
    return next((path for name in _PROGRAMS if (path := shutil.which(name))), "")


@contextmanager
def launched(path: str) -> Iterator[Browser]:
    """A browser without a window. Playwright brings its own driver but no browser: none is ever fetched."""
    options = [*_OPTIONS, "--no-sandbox"] if os.geteuid() == 0 else list(_OPTIONS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, headless=True, args=options)
        try:
            yield browser
        finally:
            browser.close()
