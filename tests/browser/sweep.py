"""Turns every kind of page, in each language and at each width, into what a reader's browser saw of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from playwright.sync_api import Browser, Page, ViewportSize
from playwright.sync_api import Error as BrowserError

from esgraph.errors import LANGUAGES
from tests.browser import axe
from tests.browser.watch import Visitor, watched
from tests.site import PAGES, in_language

#: Pixels of a desk's window and of the narrowest that WCAG 2.2 asks for (success criterion 1.4.10, Reflow).
WIDTHS = (1280, 320)
#: A desk's window at 200 % (1.4.4, Resize Text) is one half as wide.
_ZOOMED = ViewportSize(width=640, height=450)
_HEIGHT = 900
_SCHEMES: Mapping[Literal["light", "dark"], tuple[str, ...]] = {"light": (), "dark": axe.COLOURS}

# What readers may set for themselves (1.4.12, Text Spacing); a constructed sheet is no inline style.
_SPACING = """() => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
        p { margin-bottom: 2em !important }`)
    document.adoptedStyleSheets.push(sheet)
}"""
# The page as a whole must not scroll sideways; the elements that make it do so, to know what to mend.
_WIDE = """() => {
    const window = document.documentElement.clientWidth
    if (document.scrollingElement.scrollWidth <= window) return []
    const wide = [...document.body.querySelectorAll("*")].filter(one => one.getBoundingClientRect().right > window + 1
        && !one.closest(".scroll, pre"))
    return [`${document.scrollingElement.scrollWidth} px in ${window}`, ...wide.slice(0, 5).map(
        one => `<${one.localName} class="${one.className.baseVal ?? one.className}"> ${one.textContent.trim().slice(0, 40)}`)]
}"""


@dataclass(frozen=True, slots=True)
class Sight:
    """One kind of page in one language at one width; whatever is wrong is a line of words, which says in which state."""

    kind: str
    language: str
    width: int
    violations: tuple[str, ...]
    sideways: tuple[str, ...]
    complaints: tuple[str, ...]
    declared_language: str
    html_bytes: int
    transferred_bytes: int


def sweep(
    browser: Browser, address: str, program: str, pages: Mapping[str, tuple[str, int]] = PAGES
) -> dict[str, list[Sight]]:
    """What was seen of each kind of page (kind → path, status), each in a browser that has nothing in its cache."""
    return {
        kind: [
            _look(browser, address, kind, page, language, width, program) for language in LANGUAGES for width in WIDTHS
        ]
        for kind, page in pages.items()
    }


def _look(
    browser: Browser, address: str, kind: str, page: tuple[str, int], language: str, width: int, program: str
) -> Sight:
    path, status = page
    context = browser.new_context(viewport={"width": width, "height": _HEIGHT}, color_scheme="light")
    with watched(context, address) as visitor:
        try:
            html = visitor.go(in_language(path, language), status).body()
            transferred = visitor.watch.transferred()
            violations = _violations(visitor, program)
            sideways = _sideways(visitor.page, width)
            declared = visitor.page.evaluate("document.documentElement.lang")
        except (AssertionError, BrowserError) as error:  # the others are looked at all the same
            return Sight(kind, language, width, (), (), (*visitor.watch.complaints, str(error)), "", 0, 0)
        complaints = tuple(dict.fromkeys(visitor.watch.complaints))
    return Sight(kind, language, width, violations, sideways, complaints, declared, len(html), transferred)


def _violations(visitor: Visitor, program: str) -> tuple[str, ...]:
    """What all rules find by day, and by night those that colours decide: nothing else is different then."""
    found = []
    for scheme, rules in _SCHEMES.items():
        visitor.page.emulate_media(color_scheme=scheme)
        found += [f"{scheme}: {line}" for line in axe.violations(visitor.page, program, rules)]
    return tuple(found)


def _sideways(page: Page, width: int) -> tuple[str, ...]:
    found = [f"at {width} px: {line}" for line in page.evaluate(_WIDE)]
    if width == WIDTHS[0]:
        page.set_viewport_size(_ZOOMED)
        found += [f"at 200 %: {line}" for line in page.evaluate(_WIDE)]
    page.evaluate(_SPACING)
    return (*found, *(f"with text spaced: {line}" for line in page.evaluate(_WIDE)))
