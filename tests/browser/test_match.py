"""A list of one's own in a real browser: pasted, uploaded, decided and taken along, with and without JavaScript."""

import csv
import io
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import axe
from tests.browser.conftest import Visit

LIST = "Nazwa\tMiejscowość\nOPS w Tłuszczu\tTłuszcz\nStowarzyszenie Karuzella\t\nNikt Taki\tRadom\n"


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> str:
    return axe.source(tmp_path_factory.mktemp("axe"))


def _pasted(page: Page, text: str) -> None:
    page.get_by_label("Lista: jedna nazwa w wierszu").fill(text)
    page.get_by_role("button", name="Dopasuj", exact=True).click()
    expect(page.get_by_role("heading", name="Dopasowanie listy")).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_list_is_pasted_decided_and_taken_along(visit: Visit, *, javascript: bool) -> None:
    visitor = visit(java_script_enabled=javascript, accept_downloads=True)
    visitor.go("/match?lang=pl")
    page = visitor.page
    _pasted(page, LIST)
    ops = page.get_by_role("group", name="1 OPS w Tłuszczu")
    expect(ops.get_by_role("radio", name="Ośrodek Pomocy Społecznej w Tłuszczu")).to_be_checked()
    expect(ops).to_contain_text("Ta sama nazwa; miejsce się zgadza.")
    other = page.get_by_role("group", name="2 Stowarzyszenie Karuzella")
    expect(other.get_by_role("radio", name="żadne z tych")).to_be_checked()
    other.get_by_role("radio", name="Stowarzyszenie „Karuzela”").check()
    page.get_by_label("To są").select_option("")
    page.get_by_role("button", name="Dopasuj ponownie").click()
    expect(page.get_by_role("group", name="2 Stowarzyszenie Karuzella")).to_contain_text("wybrane przez Ciebie")
    with page.expect_download() as taken:
        page.get_by_role("button", name="CSV do Excela", exact=True).click()
    body = Path(taken.value.path()).read_text(encoding="utf-8")
    assert taken.value.suggested_filename == "esgraph-match.csv"
    rows = list(csv.reader(io.StringIO(body.removeprefix("\ufeff"), newline=""), delimiter=";"))
    assert [row[3] for row in rows[1:3]] == ["organization/ops-w-tluszczu", "organization/karuzela"]
    assert [row[-1] for row in rows[2:]] == ["wybrane ręcznie", "bez dopasowania"]


def test_a_file_of_excel_is_uploaded(visit: Visit) -> None:
    visitor = visit()
    visitor.go("/match?lang=pl")
    page = visitor.page
    body = "Nazwa;NIP\r\nOśrodek Pomocy Społecznej w Tłuszczu;brak\r\n".encode("cp1250")
    page.get_by_label("albo plik").set_input_files({"name": "lista.csv", "mimeType": "text/csv", "buffer": body})
    page.get_by_role("button", name="Dopasuj", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("kodowanie pliku: Windows-1250")
    expect(page.get_by_role("radio", name="Ośrodek Pomocy Społecznej w Tłuszczu")).to_be_checked()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_rows_and_troubles_are_accessible_and_fit(visit: Visit, program: str, width: int, scheme: str) -> None:
    visitor = visit(viewport={"width": width, "height": 800}, color_scheme=scheme)
    visitor.go("/match?lang=pl")
    page = visitor.page
    _pasted(page, LIST + "Spółdzielnia\tTłuszcz\n" + "x" * 300 + "\tRadom\n")
    for summary in page.locator("details summary").all():
        summary.click()
    assert axe.violations(page, program) == ()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    visitor.go("/match?lang=pl")
    page.get_by_label("Lista: jedna nazwa w wierszu").fill('Nazwa;x\n"A;1\nB;2;3\n')
    visitor.watch.failing.add(page.url)
    page.get_by_role("button", name="Dopasuj", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Linia 2: cudzysłów")
    expect(page.get_by_label("Lista: jedna nazwa w wierszu")).to_have_value('Nazwa;x\n"A;1\nB;2;3\n')
    assert axe.violations(page, program) == ()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
