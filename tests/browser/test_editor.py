"""The query editor as people use it: by keyboard, with suggestions, in tabs that stay, and asking nobody but this server."""

import json
import re
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import Page, expect

from esgraph.serve.texts.editor import LIBRARY
from tests.browser.conftest import Visit
from tests.browser.watch import Visitor

WHO = "SELECT ?who ?partner { ?who esg:cooperatesWith ?partner } ORDER BY ?who"


def asking(query: str, language: str = "pl") -> str:
    return "/sparql?" + urlencode({"query": query, "lang": language})


def write(page: Page, text: str) -> None:
    """Write in the place of what the editor holds, as hands do."""
    page.locator("#editor .tabPanel.active .CodeMirror").click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.keyboard.type(text)


def written(page: Page) -> str:
    return str(page.evaluate("document.querySelector('#editor .tabPanel.active .CodeMirror').CodeMirror.getValue()"))


def answer(page: Page) -> list[list[str]]:
    rows = page.locator("#editor .tabPanel.active .yasr_results tbody tr")
    rows.first.wait_for()
    return [row.locator("td").all_inner_texts() for row in rows.all()]


@pytest.fixture
def reader(visit: Visit) -> Visitor:
    return visit(locale="pl-PL")


def test_without_javascript_the_form_asks_and_answers(visit: Visit) -> None:
    reader = visit(java_script_enabled=False)
    reader.go("/sparql?lang=pl")
    reader.page.get_by_label("Zapytanie").fill(WHO)
    reader.page.get_by_role("button", name="Wykonaj").click()
    expect(reader.page.get_by_role("link", name="Powiat Legionowski").first).to_be_visible()
    expect(reader.page.locator("#editor")).to_be_hidden()


def test_a_query_is_written_run_and_answered_with_names_that_lead_to_pages(reader: Visitor) -> None:
    reader.go("/sparql?lang=pl")
    write(reader.page, WHO)
    reader.page.keyboard.press("Control+Enter")
    rows = answer(reader.page)
    reader.settle()
    assert ["Powiat Legionowski", "Centrum Integracji Społecznej w Legionowie"] in answer(reader.page)
    assert len(rows) == 4
    reader.page.get_by_role("link", name="Powiat Legionowski").first.click()
    assert urlsplit(reader.page.url).path == "/page/organization/powiat-legionowski"


def test_prefixes_of_the_dataset_are_no_mistake_and_a_mistake_is_marked(reader: Visitor) -> None:
    reader.go("/sparql?lang=pl")
    write(reader.page, WHO)
    expect(reader.page.locator("#editor .parseErrorIcon")).to_have_count(0)
    reader.page.keyboard.type(" }")
    mark = reader.page.locator("#editor .parseErrorIcon")
    expect(mark).to_have_attribute("title", re.compile("nie jest poprawnym SPARQL"))
    mark.hover()


@pytest.mark.parametrize(
    ("language", "title", "told"),
    [
        ("en", "The query was not answered", r"line 1, column \d+: the query is not valid SPARQL"),
        ("pl", "Zapytania nie wykonano", r"wiersz 1, kolumna \d+: zapytanie nie jest poprawne"),
    ],
)
def test_an_error_is_told_with_its_place(reader: Visitor, language: str, title: str, told: str) -> None:
    reader.go(f"/sparql?lang={language}")
    write(reader.page, "SELECT ?x { ?x nobody:knows ?y }")
    base = reader.watch.address
    reader.watch.failing.add(base + "sparql?" + urlencode({"query": "SELECT ?x { ?x nobody:knows ?y }"}))
    reader.page.keyboard.press("Control+Enter")
    alert = reader.page.locator("#editor [role=alert]")
    expect(alert).to_contain_text(title)
    expect(alert.locator(f'p[lang="{language}"]')).to_contain_text(re.compile(told))


@pytest.mark.parametrize(
    ("text", "accepted"),
    [
        ("SELECT * { ?x esg:cooperatesW", "esg:cooperatesWith"),
        ("SELECT * { ?x współpracuj", "esg:cooperatesWith"),
        ("SELECT * { ?x a współprac", "esg:Cooperation"),
        ("SELECT * { ?x ?p poży", "organization:pozytek"),
        ("SELECT * { ?x ?p tluszcz", "place:tluszcz"),
        ("SELECT * { ?x ?p organization:hydro", "organization:hydro-truck"),
    ],
)
def test_names_are_completed_from_ontology_and_data(reader: Visitor, text: str, accepted: str) -> None:
    reader.go("/sparql?lang=pl")
    write(reader.page, text)
    reader.page.keyboard.press("Control+Space")
    hints = reader.page.locator(".CodeMirror-hints")
    hints.wait_for()
    expect(hints.locator("li", has_text=accepted).first).to_be_visible()
    for _ in range(20):
        if accepted in hints.locator("li.CodeMirror-hint-active").inner_text():
            break
        reader.page.keyboard.press("ArrowDown")
    reader.page.keyboard.press("Enter")
    start = text.rpartition(" ")[0]
    # The editor closes the brace that was opened.
    assert written(reader.page).startswith(f"{start} {accepted}")


def test_tab_leads_out_of_the_editor(reader: Visitor) -> None:
    reader.go("/sparql?lang=pl")
    write(reader.page, "SELECT * { }")
    inside = "document.activeElement.matches('.CodeMirror textarea')"
    assert reader.page.evaluate(inside)
    assert reader.page.evaluate("document.activeElement.getAttribute('aria-label')") == "Edytor zapytań SPARQL"
    reader.page.keyboard.press("Tab")
    assert not reader.page.evaluate(inside)
    reader.page.keyboard.press("Shift+Tab")
    reader.page.keyboard.press("Shift+Tab")
    assert not reader.page.evaluate(inside)


def test_everything_can_be_done_by_keyboard_alone(reader: Visitor) -> None:
    reader.go(asking(WHO))
    answer(reader.page)
    # The way down the page passes the tab, the editor, its buttons, the views, the answer and the files.
    seen = []
    for _ in range(60):
        reader.page.keyboard.press("Tab")
        seen.append(
            reader.page.evaluate(
                "(e => e.getAttribute('aria-label') || e.textContent.trim().slice(0, 40))(document.activeElement)"
            )
        )
    for name in ("Nowe zapytanie", "Edytor zapytań SPARQL", "Wykonaj zapytanie", "Tabela", "Surowy wynik", "CSV"):
        assert name in seen, seen


def test_examples_open_as_queries_of_their_own(reader: Visitor) -> None:
    reader.go("/sparql?lang=pl")
    reader.page.get_by_role("link", name="Kto z kim współpracuje i jakie słowa to potwierdzają?").click()
    assert answer(reader.page)
    assert "?cooperation esg:evidence ?evidence" in written(reader.page)
    assert len(reader.page.get_by_role("tab").all()) == 2


def test_what_was_written_stays_in_this_browser_and_answers_do_not(reader: Visitor) -> None:
    reader.go("/sparql?lang=pl")
    write(reader.page, "# moje\nSELECT ?who { ?who a org:Post }")
    reader.page.keyboard.press("Control+Enter")
    assert len(answer(reader.page)) == 2
    reader.go("/sparql?lang=pl")
    assert written(reader.page).startswith("# moje")
    kept = reader.page.evaluate("JSON.stringify(localStorage)")
    assert "starosta-legionowski" not in kept
    assert reader.page.context.cookies() == []


def test_the_address_is_that_of_the_query_and_can_be_shared(reader: Visitor, visit: Visit) -> None:
    reader.go("/sparql?lang=pl")
    write(reader.page, WHO)
    reader.page.keyboard.press("Control+Enter")
    answer(reader.page)
    assert parse_qs(urlsplit(reader.page.url).query)["query"] == [WHO]
    reader.page.get_by_role("button", name="Udostępnij zapytanie").click()
    shared = reader.page.get_by_label("Adres tego zapytania").input_value()
    assert shared == reader.page.url
    other = visit(locale="pl-PL")
    other.go(shared.removeprefix(other.watch.address.rstrip("/")))
    assert len(answer(other.page)) == 4
    assert written(other.page) == WHO


def test_a_stored_tab_cannot_send_queries_elsewhere(reader: Visitor) -> None:
    reader.go("/sparql?lang=pl")
    write(reader.page, WHO)
    reader.page.keyboard.press("Control+Enter")
    answer(reader.page)
    changed = reader.page.evaluate(
        """() => { for (const key of Object.keys(localStorage))
             localStorage[key] = localStorage[key].replaceAll(new URL('sparql', location).href, 'https://example.org/sparql');
           return JSON.stringify(localStorage) }"""
    )
    assert "https://example.org/sparql" in json.loads(json.dumps(changed))
    reader.go("/sparql?lang=pl")
    reader.page.locator("#editor .tabPanel.active .CodeMirror").click()
    reader.page.keyboard.press("Control+Enter")
    assert len(answer(reader.page)) == 4  # and the visitor would complain of a request to another host


def test_the_polish_page_has_no_english_of_the_library(reader: Visitor) -> None:
    reader.go(asking(WHO))
    answer(reader.page)
    reader.page.get_by_role("tab").first.click(button="right")
    reader.page.locator(".context-menu-item").first.wait_for()
    said = reader.page.evaluate(
        """() => [...document.querySelectorAll('#editor, #editor *')].filter(one => one.checkVisibility()).flatMap(
             one => [one.title, one.ariaLabel, one.childElementCount ? '' : one.textContent.trim()]).filter(Boolean)"""
    )
    assert "Zmień nazwę karty" in said
    assert not set(said) & set(LIBRARY)


def test_a_graph_is_shown_as_statements_and_offered_as_files(reader: Visitor) -> None:
    reader.go(asking("CONSTRUCT { ?who esg:cooperatesWith ?partner } WHERE { ?who esg:cooperatesWith ?partner }"))
    assert len(answer(reader.page)) == 4
    assert reader.page.locator("#editor th").all_inner_texts() == ["Podmiot", "Orzeczenie", "Dopełnienie"]
    address = reader.page.get_by_role("link", name="Turtle", exact=True).get_attribute("href")
    taken = reader.page.request.get(address or "")
    assert taken.headers["content-type"].startswith("text/turtle")
    assert "cooperatesWith" in taken.text()
