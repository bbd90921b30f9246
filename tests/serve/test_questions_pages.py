"""The questions as people use them: found, asked by name, answered with words and links, taken away as files."""

import csv
import io
import re
from html import unescape
from xml.etree import ElementTree

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph

from esgraph.build import scaffold
from esgraph.build.project import Project
from esgraph.build.publish import publish
from esgraph.build.stages import Stages
from esgraph.build.validation import validate
from esgraph.errors import LANGUAGES, Language
from esgraph.excel import CONVENTIONS
from esgraph.question import Question, literal
from esgraph.release import Release
from esgraph.serve import choices, spreadsheet, tables
from esgraph.serve.app import create_app
from esgraph.serve.collation import alphabetical
from esgraph.serve.settings import Settings
from esgraph.serve.store import Query
from esgraph.serve.tables import Cell, Column, Row, Sheet
from esgraph.vocabulary import XSD
from tests.reading import read
from tests.test_questions import QUESTIONS

BASE = "https://w3id.org/esgraph/id/"
HTML = {"Accept": "text/html"}


def page(client: FlaskClient, path: str, status: int = 200, **arguments: str) -> str:
    response = client.get(f"/questions/{path}", query_string={"lang": "pl"} | arguments, headers=HTML)
    assert response.status_code == status, response.text
    return response.text


def text_of(html: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html)))


def body(html: str) -> list[list[str]]:
    """The cells of the answer's table as text."""
    table = re.search(r"<tbody>(.*?)</tbody>", html, re.S)
    assert table, html
    rows = re.findall(r"<tr>(.*?)</tr>", table[1], re.S)
    return [[text_of(cell).strip() for cell in re.findall(r"<td[^>]*>(.*?)</td>", row, re.S)] for row in rows]


def with_parameter(name: str) -> Question:
    return next(one for one in QUESTIONS if any(parameter.name == name for parameter in one.parameters))


# --- The list ---------------------------------------------------------------------------------------------------------


def test_the_list_is_by_audience_and_can_be_searched_without_javascript(client: FlaskClient) -> None:
    assert page(client, "").count("data-words=") == 25
    found = page(client, "", q="współpraca")
    assert "Kto z kim współpracuje" in text_of(found)
    assert "Wszystkie wydarzenia z datą" not in text_of(found)
    # Without marks, and in another case: the ending is not looked at.
    assert re.findall(r"data-words=.*", found) == re.findall(r"data-words=.*", page(client, "", q="WSPOLPRACY"))
    nothing = page(client, "", q="<b>zzzz")
    assert "Żadne pytanie nie zawiera słów „&lt;b&gt;zzzz”" in nothing
    assert "data-words=" not in nothing


# --- Fields -----------------------------------------------------------------------------------------------------------


def test_fields_list_what_the_graph_has_by_name(client: FlaskClient) -> None:
    html = page(client, "14-do-sources-disagree-on-founders")
    assert re.search(rf'<option value="{BASE}organization/pozytek" selected>\s*Spółdzielnia Socjalna „Pożytek”', html)
    assert '<label for="p-organization">Organizacja</label>' in html
    counties = page(client, "04-counties-with-organisations")
    assert '<option value="14" selected>województwo mazowieckie (14)</option>' in counties


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.slug)
def test_every_parameter_has_values_that_answer(app: Flask, question: Question) -> None:
    with app.test_request_context("/"):
        for parameter in question.parameters:
            if parameter.name == "lang":
                continue
            options = choices.few(app.extensions["esgraph"], parameter, "pl")
            assert options
            assert parameter.default in {option.value for option in options}
            assert all(not option.label.startswith("http") for option in options)
            assert [option.label for option in options] == sorted(
                (option.label for option in options), key=alphabetical
            )


@pytest.mark.parametrize(
    "written",
    [
        f"{BASE}organization/pozytek",
        "organization:pozytek",
        "Spółdzielnia Socjalna „Pożytek”",
        "spółdzielnia socjalna „pożytek”",
        "pożytek",
        "  Pożytek ",
        "Pożytek Social Cooperative",
        "pozytek",
        "spółdzielni Pożytek",
        "pożytke",
    ],
)
def test_a_name_stands_for_its_iri(client: FlaskClient, written: str) -> None:
    assert body(page(client, "13-words-behind-a-headcount", organization=written))[0][1] == "32"


def test_a_name_in_a_field_of_codes(client: FlaskClient) -> None:
    by_name = page(client, "20-organisations-below-terc", area="powiat wołomiński")
    assert body(by_name) == body(page(client, "20-organisations-below-terc", area="1434"))
    assert len(body(by_name)) == 5


def test_a_name_that_several_things_have_asks_which(client: FlaskClient) -> None:
    html = page(client, "08-within-two-steps", 400, start="Centrum")
    assert "„Centrum” pasuje do kilku nazw" in html
    candidates = re.findall(r'<a href="([^"]*start=[^"]*)">([^<]*)</a>', html)
    assert "Centrum Pomocy Społecznej w Tłuszczu" in [text.replace("\N{NO-BREAK SPACE}", " ") for _, text in candidates]
    for address, _ in candidates:
        assert client.get(unescape(address), headers=HTML).status_code == 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_name_that_nothing_has_is_told_at_its_field(client: FlaskClient, language: Language) -> None:
    html = page(client, "13-words-behind-a-headcount", 400, organization='x" } #<script>', lang=language)
    assert f'<html lang="{language}">' in html
    assert {"pl": "Organizacja: nic nie nazywa się „", "en": "Organisation: nothing is called “"}[language] in html
    assert '<a href="#p-organization">' in html
    assert 'aria-invalid="true" aria-describedby="p-organization-trouble"' in html
    assert "<script>" not in re.sub(r'<script (type="module"|defer)', "", html)
    assert "<tbody>" not in html


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("organisation", "Może chodziło o „organization”?"),
        ("zzz", "Jego parametry: organization."),
    ],
)
def test_a_misspelt_parameter_is_an_error_and_never_another_answer(client: FlaskClient, name: str, told: str) -> None:
    assert told in page(client, "13-words-behind-a-headcount", 400, **{name: "pożytek"})
    machine = client.get("/questions/13-words-behind-a-headcount.csv", query_string={name: "x", "lang": "en"})
    assert machine.status_code == 400
    assert machine.mimetype == "application/problem+json"
    assert f"no parameter “{name}”" in machine.get_json()["detail"]
    assert "nie ma parametrów" in page(client, "18-normalised-names", 400, **{name: "x"})


def test_two_values_are_one_too_many(client: FlaskClient) -> None:
    response = client.get("/questions/13-words-behind-a-headcount?organization=a&organization=b&lang=en", headers=HTML)
    assert response.status_code == 400
    assert "more than one value" in response.text


def test_an_empty_field_means_the_default(client: FlaskClient) -> None:
    html = page(client, "13-words-behind-a-headcount", organization="")
    assert body(html) == body(page(client, "13-words-behind-a-headcount"))


def test_where_there_are_many_the_field_completes(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choices, "FEW", 3)
    html = page(client, "08-within-two-steps", start="powiat legionowski")
    assert re.search(r'<input id="p-start" name="start" value="Powiat Legionowski"[^>]* list="p-start-list"', html)
    address = re.search(r'data-choices="([^"]*)"', html)
    assert address
    offered = client.get(f"{unescape(address[1])}&q=tłuszcz")
    assert {"value": f"{BASE}organization/gmina-tluszcz", "label": "Gmina Tłuszcz"} in offered.get_json()
    assert client.get("/questions/08-within-two-steps/choices?parameter=lang&q=x").status_code == 400


@pytest.fixture(scope="module")
def another(shapes: Graph, tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """A site of the data that `esgraph new` starts with, which has none of what the questions' defaults name."""
    home = tmp_path_factory.mktemp("another")
    scaffold.create(home / "data")
    project = Project.open(home / "data")
    dataset = read(project)
    published = publish(dataset, validate(dataset, shapes), project.settings, home / "release", Stages())
    return create_app(published).test_client()


def test_on_another_graph_the_first_value_is_asked_for(another: FlaskClient) -> None:
    html = page(another, "13-words-behind-a-headcount")
    assert ">Spółdzielnia Socjalna „Wiosna”</option>" in html
    assert body(html)[0][0] == "Spółdzielnia Socjalna „Wiosna”"
    assert "spoldzielnia-wiosna" in another.get("/questions/13-words-behind-a-headcount.csv").text


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.slug)
def test_every_question_can_be_asked_on_another_graph(another: FlaskClient, question: Question) -> None:
    page(another, question.slug)


@given(st.text())
def test_no_text_gets_out_of_its_literal(text: str) -> None:
    written = literal(text)
    assert re.fullmatch(r'"(?:[^"\\\n\r]|\\.)*"', written, re.S)


# --- Answers ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.slug)
def test_the_columns_have_words(client: FlaskClient, question: Question, language: Language) -> None:
    html = page(client, question.slug, lang=language)
    if "<thead>" not in html:
        assert "CONSTRUCT" in question.text
        return
    headings = [text_of(one).strip() for one in re.findall(r"<th [^>]*>(.*?)</th>", html, re.S)]
    variables = re.search(r"SELECT (?:DISTINCT )?(.*?) WHERE", question.text, re.S)
    assert variables
    assert not set(headings) & set(re.findall(r"\?(\w+)", variables[1]))
    assert headings and len(set(headings)) == len(headings)
    assert not re.search(r"<td[^>]*>\s*(?:<a [^>]*>)?https://w3id\.org/esgraph/id/", html)


def test_names_lead_to_pages_and_codes_keep_their_names(client: FlaskClient) -> None:
    html = page(client, "07-who-cooperates-with-whom")
    assert '<a href="/page/organization/powiat-legionowski?lang=pl">Powiat Legionowski</a>' in html
    counties = body(page(client, "04-counties-with-organisations"))
    assert counties[2] == ["1434", "powiat wołomiński", "5"]


def test_words_of_a_source_are_quoted_and_a_paraphrase_is_not(client: FlaskClient) -> None:
    html = page(client, "14-do-sources-disagree-on-founders")
    assert '<q lang="pl">dzięki współpracy powołali Spółdzielnię Socjalną „Pożytek”</q>' in html
    assert re.search(r'<td>\s*<span lang="pl">Spółdzielnię powołały do życia .*?</span> <small>\(parafraza\)', html)
    assert "kwiecień 2017" in html


def test_numbers_dates_and_truths_are_in_the_readers_language(client: FlaskClient) -> None:
    polish, english = (body(page(client, "19-events-on-a-map", lang=one)) for one in LANGUAGES)
    assert polish[0][1:] == ["8 czerwca 2018", "Warszawa", "52,22977", "21,01178"]
    assert english[0][1:] == ["8 June 2018", "Warsaw", "52.22977", "21.01178"]
    assert body(page(client, "01-who-received-the-award"))[0][1] == "nie"


def test_an_empty_answer_says_so(client: FlaskClient) -> None:
    html = page(client, "13-words-behind-a-headcount", organization=f"{BASE}organization/hydro-truck")
    assert "Graf nie ma na to odpowiedzi" in html
    assert f'<option value="{BASE}organization/hydro-truck" selected>' in html


def test_a_long_answer_says_that_it_is_cut(release: Release) -> None:
    client = create_app(release, Settings(max_html_rows=3)).test_client()
    html = page(client, "23-outside-identifiers")
    assert "Pokazano pierwsze 3 z 27 wierszy" in html.replace("\N{NO-BREAK SPACE}", " ")
    assert len(body(html)) == 3


def test_a_chart_says_what_the_table_says(client: FlaskClient) -> None:
    html = page(client, "04-counties-with-organisations")
    found = re.search(r"<svg.*?</svg>", html, re.S)
    assert found
    drawing = ElementTree.fromstring(found[0])  # noqa: S314
    assert drawing.get("role") == "img"
    names = {drawing[0].get("id"), drawing[1].get("id")}
    assert names == set((drawing.get("aria-labelledby") or "").split())
    lengths = [float((bar.get("width") or "").rstrip("%")) for bar in drawing.iter("rect") if bar.get("class") == "bar"]
    amounts = [int(row[2]) for row in body(html)]
    assert lengths == [20 * amount for amount in amounts]
    assert [text_of("".join(one.itertext())).strip() for one in drawing.iter("text")] == [
        f"{row[1]} {row[2]}" for row in body(html)
    ]
    assert "<figcaption>Liczba organizacji. Jeden słupek to jeden wiersz tabeli poniżej.</figcaption>" in html
    assert "<svg" not in page(client, "18-normalised-names")


def test_a_graph_is_shown_from_its_beginning(client: FlaskClient) -> None:
    html = page(client, "21-everything-one-source-says")
    shown = re.search(r'<pre tabindex="0" class="turtle"><code>(.*?)</code>', html, re.S)
    assert shown and len(unescape(shown[1])) <= 40_000
    assert "Pokazano początek" in html
    assert 'href="/questions/21-everything-one-source-says.ttl?' in html


# --- Files ------------------------------------------------------------------------------------------------------------


def workbook(client: FlaskClient, path: str, separator: str, **arguments: str) -> list[list[str]]:
    response = client.get(f"/questions/{path}", query_string={"lang": "pl"} | arguments)
    assert response.status_code == 200
    assert response.data.startswith(b"\xef\xbb\xbf")
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    text = response.data.decode("utf-8-sig")
    assert text.endswith("\r\n") and "\n" not in text.replace("\r\n", "")
    return list(csv.reader(io.StringIO(text), delimiter=separator))


def test_a_file_for_excel(client: FlaskClient) -> None:
    rows = workbook(client, "20-organisations-below-terc.csv", ";", excel="1")
    assert rows[0] == ["Organizacja", "Organizacja (IRI)", "Rodzaj", "Miejsce", "Kod TERC"]
    assert [
        "Gmina Tłuszcz",
        f"{BASE}organization/gmina-tluszcz",
        "gmina (samorząd)",
        "gmina Tłuszcz",
        '="1434113"',
    ] in rows
    events = workbook(client, "19-events-on-a-map.csv", ";", excel="1")
    assert events[1][2:] == ["2018-06-08", "Warszawa", "52,22977", "21,01178"]
    english = workbook(client, "19-events-on-a-map.csv", ",", excel="en", lang="en")
    assert english[0][2:] == ["Date", "Place", "Latitude", "Longitude"]
    assert english[1][2:] == ["2018-06-08", "Warsaw", "52.22977", "21.01178"]
    months = workbook(client, "14-do-sources-disagree-on-founders.csv", ";", excel="1")
    assert '="2017-04"' in {row[months[0].index("Data")] for row in months}


def test_the_page_leads_to_its_files(client: FlaskClient) -> None:
    html = page(client, "13-words-behind-a-headcount", organization="pożytek")
    listed = html.partition('<ul class="files">')[2].partition("</ul>")[0]
    files = [unescape(one) for one in re.findall(r'href="([^"]+)"', listed)]
    assert [re.search(r"\.(\w+)\?", one)[1] for one in files] == ["csv", "csv", "json", "tsv", "rq"]  # type: ignore[index]
    for address in files:
        assert client.get(address).status_code == 200
        assert "pozytek" in client.get(address).text
    assert [one for one in files if "excel=1" in one]


def test_the_plain_file_is_the_result_as_it_is(client: FlaskClient) -> None:
    for question in QUESTIONS:
        if question.number != 21:
            response = client.get(f"/questions/{question.slug}.csv?lang=pl")
            assert list(csv.reader(io.StringIO(response.text))) == list(csv.reader(io.StringIO(question.expected)))


def test_a_wrong_wish_for_excel_is_told(client: FlaskClient) -> None:
    response = client.get("/questions/19-events-on-a-map.csv?excel=yes&lang=en")
    assert response.status_code == 400
    assert "semicolon" in response.get_json()["detail"]
    assert client.get("/questions/19-events-on-a-map.json?excel=1").status_code == 400
    assert client.get("/questions/21-everything-one-source-says.csv?excel=1").status_code == 404


def saved(terms: dict[str, dict[str, str]], wish: str) -> list[str]:
    """The cells of the one row of a workbook with these terms."""
    row = Row(tuple(Cell(term["value"]) for term in terms.values()), terms)
    sheet = Sheet(tuple(Column(name, name) for name in terms), (False,) * len(terms), iter([row]), 1, 1)
    target = io.BytesIO()
    spreadsheet.write(sheet, CONVENTIONS[wish], "IRI", target)
    text = io.StringIO(target.getvalue().decode("utf-8-sig"), newline="")
    return list(csv.reader(text, delimiter=CONVENTIONS[wish].separator))[1]


def test_of_too_many_values_the_first_are_taken(app: Flask) -> None:
    pattern = "?value a org:Organization ."
    with app.test_request_context("/"):
        site = app.extensions["esgraph"]
        everything = sorted(row["value"]["value"] for row in site.select(f"SELECT ?value {{ {pattern} }}"))
        some = choices._first(site, pattern, 3, "pl")
    assert len(everything) > 3
    assert sorted(choice.value for choice in some) == everything[:3]


@given(st.lists(st.text(), min_size=1, max_size=4), st.sampled_from(sorted(CONVENTIONS)))
def test_no_cell_of_a_workbook_runs_and_none_is_lost(values: list[str], wish: str) -> None:
    """Whatever the graph says, what Excel calculates from a cell is the text that was there."""
    written = saved({f"c{place}": {"type": "literal", "value": value} for place, value in enumerate(values)}, wish)
    for cell, value in zip(written, values, strict=True):
        if formula := re.fullmatch(r'="([0-9 .,:/+eE-]*)"', cell):
            assert formula[1] == value
        else:
            harmless = [
                not line or line[0] not in "=+-@\t\uff1d\uff0b\uff0d\uff20" for line in re.split("[\r\n]", cell)
            ]
            assert all(harmless)
            assert not cell.startswith("\r")
            # Nothing but apostrophes is put in.
            assert cell.replace("'", "") == value.replace("'", "")


@pytest.mark.parametrize(
    ("datatype", "value", "written"),
    [
        ("integer", "-32", "-32"),
        ("integer", "12345678901234567890", '="12345678901234567890"'),
        ("decimal", "52.5", "52,5"),
        ("double", "1.0E400", '="1.0E400"'),
        ("string", "0000123456", '="0000123456"'),
        ("string", "1/2", '="1/2"'),
        ("string", "=1+1", "'=1+1"),
        ("string", "\uff1d1+1", "'\uff1d1+1"),
        ("string", "co?\n=1+1", "co?\n'=1+1"),
        ("string", "co?\r\n@SUM(A1)", "co?\r\n'@SUM(A1)"),
        ("string", "\t=1+1", "'\t=1+1"),
        ("string", "kto-co, a=b", "kto-co, a=b"),
        ("date", "2018-06-08", "2018-06-08"),
        ("gYearMonth", "2017-04", '="2017-04"'),
    ],
)
def test_values_in_a_workbook(datatype: str, value: str, written: str) -> None:
    assert saved({"v": {"type": "literal", "value": value, "datatype": XSD + datatype}}, "1") == [written]


def test_the_label_of_what_is_no_link_is_a_column(app: Flask) -> None:
    with app.test_request_context("/"):
        table = tables.read(app.extensions["esgraph"], Query('SELECT ("1" AS ?x) ("one" AS ?xLabel) {}'), "en")
    assert [column.name for column in table.columns] == ["x", "xLabel"]


def test_vocabularies_and_licences_have_their_names(client: FlaskClient) -> None:
    assert "CC BY 4.0" in unescape(page(client, "25-about-this-graph", lang="en")).replace("\N{NO-BREAK SPACE}", " ")
    query = "SELECT ?v { VALUES ?v { <http://data.europa.eu/m8g/> <http://www.w3.org/ns/shacl#> } }"
    shown = client.get("/sparql", query_string={"query": query, "lang": "en"}, headers={"Accept": "text/html"}).text
    for name in ("Core Vocabularies (SEMIC)", "SHACL (W3C)"):
        assert name in unescape(shown).replace("\N{NO-BREAK SPACE}", " ")
