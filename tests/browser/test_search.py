"""The search box in a real browser: suggestions by keyboard and by pointer, spoken and seen; and without JavaScript."""

import pytest
from playwright.sync_api import Route, expect

from tests.browser import axe
from tests.browser.conftest import Visit

_PAGES = [("/?lang=pl", "header"), ("/search?lang=pl", "main")]


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> str:
    return axe.source(tmp_path_factory.mktemp("axe"))


@pytest.mark.parametrize(("path", "within"), _PAGES)
def test_a_suggestion_is_chosen_by_keyboard(visit: Visit, path: str, within: str) -> None:
    visitor = visit()
    visitor.go(path)
    page = visitor.page
    box = page.locator(f"{within} form[role=search]").get_by_role("combobox")
    options = page.locator(f"{within} [role=option]")
    box.press_sequentially("pożyt")
    expect(options).to_have_count(2)
    expect(box).to_have_attribute("aria-expanded", "true")
    assert box.get_attribute("aria-activedescendant") is None, "chosen before the reader chose"
    expect(page.locator(f"{within} [role=status]")).to_have_text("Podpowiedzi: 2. Wybierz strzałkami.")
    box.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert box.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    box.press("ArrowDown")
    box.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")  # round the end
    box.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    box.press("Escape")
    expect(page.locator(f"{within} [role=listbox]")).to_be_hidden()
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("pożyt")
    box.press("ArrowDown")
    expect(options.first).to_be_visible()
    box.press("ArrowDown")
    box.press("Enter")
    page.wait_for_url("**/page/organization/pozytek?lang=pl")


@pytest.mark.parametrize(("path", "kept"), [("/", ""), ("/?lang=en", "?lang=en")])
def test_a_language_is_said_only_where_it_was_chosen(visit: Visit, path: str, kept: str) -> None:
    visitor = visit(locale="en-GB")
    visitor.go(path)
    page = visitor.page
    box = page.get_by_role("combobox")
    with page.expect_request("**/suggest?*") as asked:
        box.press_sequentially("karuzela", delay=5)
    assert ("lang=" in asked.value.url) is bool(kept)
    expect(page.get_by_role("option", name="Karuzela Association")).to_be_visible()
    box.press("ArrowDown")
    box.press("Enter")
    page.wait_for_url(f"**/page/organization/karuzela{kept}")


def test_a_suggestion_is_chosen_by_pointer(visit: Visit) -> None:
    visitor = visit()
    visitor.go("/?lang=en")
    page = visitor.page
    page.get_by_role("combobox").press_sequentially("karuzela")
    page.get_by_role("option", name="Karuzela Association").click()
    page.wait_for_url("**/page/organization/karuzela?lang=en")


@pytest.mark.parametrize("javascript", [True, False])
def test_enter_searches_for_what_was_typed(visit: Visit, *, javascript: bool) -> None:
    visitor = visit(java_script_enabled=javascript)
    visitor.go("/?lang=pl")
    page = visitor.page
    box = page.locator("header input[type=search]")
    box.fill("w Tłuszczu")
    box.press("Enter")
    page.wait_for_url("**/search?q=w+T%C5%82uszczu&lang=pl")
    expect(page.locator("#results")).to_contain_text("6 wyników")
    expect(page.locator("main mark").first).to_have_text("Tłuszcz")


def test_filters_are_put_on_and_taken_off_without_javascript(visit: Visit) -> None:
    visitor = visit(java_script_enabled=False)
    visitor.go("/search?q=T%C5%82uszcz&lang=en")
    page = visitor.page
    page.get_by_role("link", name="organisation", exact=True).click()
    expect(page.locator("#results")).to_contain_text("4 results")
    page.get_by_role("link", name="association", exact=True).click()
    expect(page.locator("#results")).to_contain_text("1 result")
    page.get_by_role("link", name="Remove the filter: Kind of entry: organisation").click()
    expect(page.locator("#results")).to_contain_text("1 result")
    page.get_by_role("link", name="Remove the filter: Kind of organisation: association").click()
    expect(page.locator("#results")).to_contain_text("6 results")


def test_old_answers_do_not_overtake_new_ones(visit: Visit) -> None:
    """The first answer comes last; what is shown is for what stands in the box."""
    visitor = visit()
    visitor.go("/?lang=pl")
    page = visitor.page

    def late(route: Route) -> None:
        page.wait_for_timeout(600)
        route.continue_()

    page.route("**/suggest?q=ka&*", late)
    box = page.get_by_role("combobox")
    box.press_sequentially("ka")
    page.wait_for_timeout(200)
    box.press_sequentially("ruzela", delay=5)
    expect(page.get_by_role("option").first).to_contain_text("Karuzela")
    page.wait_for_timeout(700)
    expect(page.get_by_role("option").first).to_contain_text("Karuzela")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_the_open_list_is_accessible_and_fits(visit: Visit, program: str, width: int, scheme: str) -> None:
    visitor = visit(viewport={"width": width, "height": 800}, color_scheme=scheme)
    visitor.go("/?lang=pl")
    page = visitor.page
    box = page.get_by_role("combobox")
    box.press_sequentially("mazowie")
    expect(page.get_by_role("option").first).to_be_visible()
    box.press("ArrowDown")
    expect(page.get_by_role("option").first).to_have_attribute("aria-selected", "true")
    assert axe.violations(page, program) == ()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
