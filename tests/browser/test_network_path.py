"""The fields that ask for two organisations, in a real browser: names are completed, and the address says who was meant."""

import json

from playwright.sync_api import Route, expect

from tests.browser.conftest import Visit
from tests.browser.watch import Visitor


def asking(visit: Visit, *, query: str = "") -> Visitor:
    visitor = visit(locale="pl-PL")
    visitor.go(f"/network/path?lang=pl{query}")
    return visitor


def test_names_are_completed_and_the_way_is_found(visit: Visit) -> None:
    page = asking(visit).page
    one, other = page.get_by_label("Od", exact=True), page.get_by_label("Do", exact=True)
    one.press_sequentially("karuz")
    expect(page.get_by_role("option")).to_have_count(1)
    one.press("ArrowDown")
    one.press("Enter")
    expect(one).to_have_value("Stowarzyszenie „Karuzela”")
    other.press_sequentially("powiat leg")
    page.get_by_role("option", name="Powiat Legionowski").first.click()
    page.get_by_role("button", name="Znajdź").click()
    page.wait_for_url("**/network/path?lang=pl&from=karuzela&to=powiat-legionowski")


def test_of_two_with_the_same_name_the_chosen_one_is_meant(visit: Visit) -> None:
    visitor = asking(visit, query="&from=ab-ovo")
    page = visitor.page

    def two(route: Route) -> None:
        given = [
            {"iri": f"https://w3id.org/esgraph/id/organization/{slug}", "label": "Most", "kind": "", "place": place}
            for slug, place in (("ops-w-tluszczu", "Tłuszcz"), ("pozytek", "Legionowo"))
        ]
        route.fulfill(body=json.dumps(given), content_type="application/json")

    page.route("**/suggest?*", two)
    field = page.get_by_label("Do", exact=True)
    field.press_sequentially("mo")
    page.get_by_role("option").nth(1).click()
    with page.expect_request("**/network/path?*to=pozytek*"):
        page.get_by_role("button", name="Znajdź").click()


def test_a_name_that_was_changed_after_it_was_chosen_is_taken_as_it_is(visit: Visit) -> None:
    page = asking(visit, query="&from=ab-ovo").page
    field = page.get_by_label("Do", exact=True)
    field.press_sequentially("karuz")
    page.get_by_role("option").first.click()
    field.fill("Pożytek")
    with page.expect_request("**/network/path?*to=Po%C5%BCytek*"):
        page.get_by_role("button", name="Znajdź").click()
