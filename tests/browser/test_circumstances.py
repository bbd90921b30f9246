"""The site in every circumstance of reading: by keyboard, without scripts, on paper, without motion, in either scheme."""

import pytest
from playwright.sync_api import Page, expect

from esgraph.errors import LANGUAGES, Language
from esgraph.serve import texts
from tests.browser.conftest import Visit
from tests.site import KINDS, in_language

# What is focused, in words that a reader would use, and whether one can see that it is.
_FOCUSED = """() => {
    const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect()
    return {text: one.textContent.trim().replace(/\\s+/g, " "), tag: one.localName, inside: !!one.closest("main"),
        visible: box.width > 0 && box.height > 0 && box.right > 0 && box.bottom > 0 &&
            (style.outlineStyle !== "none" || style.boxShadow !== "none")}
}"""


def tabs_to(page: Page, tag: str, text: str, limit: int = 80) -> None:
    """Press Tab until the element has the focus; on the way every focus must be visible."""
    for _ in range(limit):
        page.keyboard.press("Tab")
        focused = page.evaluate(_FOCUSED)
        assert focused["visible"], f"nothing shows that {focused['tag']} “{focused['text'][:60]}” has the focus"
        if focused["tag"] == tag and focused["text"].startswith(text):
            return
    pytest.fail(f"{limit} times Tab do not lead to {tag} “{text}” on {page.url}")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_evidence_and_answers_are_reached_by_keyboard_alone(visit: Visit, language: Language, scheme: str) -> None:
    visitor = visit(color_scheme=scheme)
    page = visitor.page
    visitor.go(in_language(KINDS["organization"], language))
    page.keyboard.press("Tab")
    assert page.evaluate(_FOCUSED) == {
        "text": texts.text("skip", language),
        "tag": "a",
        "inside": False,
        "visible": True,
    }
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(_FOCUSED)["inside"], "the way past the menu does not lead into the page"
    visitor.go(in_language(KINDS["organization"], language))
    tabs_to(page, "summary", "„")
    page.keyboard.press("Enter")
    expect(page.locator("details.evidence[open] p").first).to_be_visible()
    visitor.go(in_language(KINDS["questions"], language))
    title = texts.text("questions", language)
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    tabs_to(page, "a", "Kto otrzymał" if language == "pl" else "Who received")
    page.keyboard.press("Enter")
    page.wait_for_url("**/questions/01-who-received-the-award**")
    tabs_to(page, "button", texts.text("ask", language))
    page.keyboard.press("Enter")
    page.wait_for_url("**edition=**")
    expect(page.get_by_role("main").get_by_role("table")).to_contain_text("Hydro")
    visitor.settle()


@pytest.mark.parametrize("kind", KINDS)
def test_all_is_painted_without_scripts(visit: Visit, kind: str) -> None:
    """What the page is about is there at the first paint; scripts only add to it, and none holds the page up."""
    visitor = visit(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    visitor.go(in_language(KINDS[kind], "pl"))
    page = visitor.page
    for _ in range(200):
        if page.evaluate("performance.getEntriesByName('first-contentful-paint').length"):
            break
        page.wait_for_timeout(50)
    else:
        pytest.fail("nothing was painted")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert len(page.get_by_role("main").inner_text()) > 100
    blocking = page.locator("script[src]:not([type=module], [defer], [async])").count()
    assert blocking == 0


@pytest.mark.parametrize("kind", ["organization", "event", "edition", "cooperation"])
def test_the_words_of_sources_are_on_paper(visit: Visit, kind: str) -> None:
    visitor = visit()
    visitor.go(in_language(KINDS[kind], "pl"))
    evidence = visitor.page.locator("main details.evidence")
    assert evidence.count() > 0
    expect(evidence.locator("p").first).to_be_hidden()
    visitor.page.emulate_media(media="print", color_scheme="dark")
    hidden = evidence.locator("p").evaluate_all(
        "all => all.filter(one => !one.checkVisibility() || !one.offsetHeight).length"
    )
    assert hidden == 0
    expect(visitor.page.get_by_role("navigation", name=texts.text("main_menu", "pl"))).to_be_hidden()
    expect(visitor.page.get_by_role("searchbox").first).to_be_hidden()


def test_paper_is_white_whatever_the_scheme(visit: Visit) -> None:
    visitor = visit(color_scheme="dark")
    visitor.go(in_language(KINDS["organization"], "pl"))
    brightness = """() => {
        const canvas = document.createElement("canvas").getContext("2d")
        canvas.fillStyle = getComputedStyle(document.body).color
        canvas.fillRect(0, 0, 1, 1)
        return canvas.getImageData(0, 0, 1, 1).data[0]
    }"""
    assert visitor.page.evaluate(brightness) > 128
    visitor.page.emulate_media(media="print")
    assert visitor.page.evaluate(brightness) < 128, "light ink, which on paper cannot be read"


@pytest.mark.parametrize("kind", ["home", "search-results", "map", "timeline", "editor"])
def test_nothing_moves_for_who_wants_no_motion(visit: Visit, kind: str) -> None:
    visitor = visit(reduced_motion="reduce")
    visitor.go(in_language(KINDS[kind], "pl"))
    moving = visitor.page.evaluate(
        """() => document.getAnimations().map(one => one.animationName ?? one.transitionProperty)"""
    )
    assert moving == []
    assert visitor.page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
