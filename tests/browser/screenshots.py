"""Turns each kind of page into pictures to look at: `python -m tests.browser.screenshots RELEASE FOLDER [KIND …]`."""

import sys
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser

from tests.browser.chromium import launched, program
from tests.serve.conftest import running
from tests.site import PAGES, in_language

Scheme = Literal["light", "dark"]

#: Every kind of page in these, pixels wide.
WIDTHS = (1280, 360)
#: What is also looked at in the dark, and in English.
_ALSO = ("home", "organization", "event-in-conflict", "edition", "account", "question", "editor", "map", "timeline", "search",
         "network", "network-of-an-organization", "network-path")  # fmt: skip
#: A picture of a very long page is cut: what comes after looks the same.
_TALLEST = 6000


def take(browser: Browser, address: str, folder: Path, kinds: tuple[str, ...]) -> int:
    """Write `KIND-LANGUAGE-WIDTH-SCHEME.png` for each kind of page; the number of pictures."""
    runs = [(width, scheme, language) for width in WIDTHS for scheme, language in (("light", "pl"), ("dark", "en"))]
    taken = 0
    for width, scheme, language in runs:
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=_scheme(scheme))
        page = context.new_page()
        for kind in kinds:
            if scheme == "dark" and kind not in _ALSO:
                continue
            page.goto(address.rstrip("/") + in_language(PAGES[kind][0], language))
            page.evaluate("document.fonts.ready")
            height = min(_TALLEST, page.evaluate("document.documentElement.scrollHeight"))
            page.screenshot(
                path=folder / f"{kind}-{language}-{width}-{scheme}.png",
                full_page=True,
                clip={"x": 0, "y": 0, "width": width, "height": height},
            )
            taken += 1
        context.close()
    return taken


def _scheme(name: str) -> Scheme:
    return "dark" if name == "dark" else "light"


def main(release: str, folder: str, *kinds: str) -> None:
    """Serve a release and write the pictures of its pages."""
    path = program()
    if not path:
        sys.exit("Chromium is missing: apt-get install chromium")
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    with running(Path(release)) as address, launched(path) as browser:
        taken = take(browser, address, target, kinds or tuple(PAGES))
    print(f"{taken} pictures in {target}/")  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:])
