"""The questions in a browser: the list shortened and a field completed while one writes."""

import re
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import expect

from esgraph.release import Release
from esgraph.serve import choices
from esgraph.serve.app import create_app
from tests.browser.conftest import Visit


@pytest.mark.parametrize("written", ["Założyciel", "powiatów", "kto z kim"])
def test_the_list_shortens_while_one_writes_to_what_the_server_would_list(visit: Visit, written: str) -> None:
    plain = visit(java_script_enabled=False)
    plain.go("/questions/?lang=pl&q=" + quote(written))
    expected = plain.page.locator(".audience li a").all_inner_texts()
    assert 0 < len(expected) < 25

    reader = visit(locale="pl-PL")
    reader.go("/questions/?lang=pl")
    field = reader.page.get_by_role("searchbox", name="Szukaj wśród pytań")
    field.press_sequentially(written)
    expect(reader.page.locator(".audience li:visible")).to_have_count(len(expected))
    assert reader.page.locator(".audience li:visible a").all_inner_texts() == expected
    field.fill("nic takiego")
    expect(reader.page.locator(".nothing")).to_be_visible()
    field.fill("")
    expect(reader.page.locator(".audience li:visible")).to_have_count(25)
    expect(reader.page.locator(".nothing")).to_be_hidden()


@pytest.fixture
def page_with_a_field(release: Release, monkeypatch: pytest.MonkeyPatch) -> str:
    """The page of a question as it is where the graph has more values than a list takes."""
    monkeypatch.setattr(choices, "FEW", 3)
    client: FlaskClient = create_app(release).test_client()
    return client.get("/questions/08-within-two-steps?lang=pl", headers={"Accept": "text/html"}).text


def test_a_field_completes_and_a_name_is_asked_for(visit: Visit, page_with_a_field: str) -> None:
    reader = visit(locale="pl-PL")
    reader.page.route(
        re.compile(r"/08-within-two-steps\?lang=pl$"),
        lambda route: route.fulfill(body=page_with_a_field, content_type="text/html; charset=utf-8"),
    )
    reader.go("/questions/08-within-two-steps?lang=pl")
    field = reader.page.get_by_label("Organizacja")
    expect(field).to_have_value("Powiat Legionowski")
    field.fill("")
    field.press_sequentially("integracji")
    reader.page.locator("datalist option").first.wait_for(state="attached")
    offered = [option.get_attribute("value") for option in reader.page.locator("datalist option").all()]
    assert offered == [
        "Centrum Integracji Społecznej w Legionowie",
        "Powiatowe Centrum Integracji Społecznej w Legionowie",
    ]
    field.fill(offered[0] or "")
    field.press("Enter")
    expect(reader.page.locator("table.answer")).to_contain_text("Powiat Legionowski")
