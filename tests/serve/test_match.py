"""Somebody's list in the browser: how it is read, who is offered and why, what is decided, and the file that comes of it."""

import csv
import io
import re
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from esgraph.errors import LANGUAGES, Language
from esgraph.release import Release
from esgraph.serve import texts
from esgraph.serve.app import create_app
from esgraph.serve.matching import decoding, headings, table
from esgraph.serve.matching.decisions import Decisions
from esgraph.serve.problem import RefusedError
from esgraph.serve.settings import Settings
from tests.serve import forms
from tests.serve.conftest import BufferedClient
from tests.serve.namesakes import KRS, NIP, OTHER_NIP, REGON

PAGE = {"Accept": "text/html"}
OPS, POZYTEK, KARUZELA = "organization/ops-w-tluszczu", "organization/pozytek", "organization/karuzela"
RADOM, PLOCK = "organization/nadzieja-w-radomiu", "organization/nadzieja-w-plocku"


def post(client: FlaskClient, fields: dict[str, Any], language: Language = "pl") -> TestResponse:
    return client.post(f"/match?lang={language}", data=fields, headers=PAGE, content_type="multipart/form-data")


def matched(client: FlaskClient, text: str, language: Language = "pl") -> forms.Form:
    """The form with the rows of a list that was pasted."""
    response = post(client, {"table": text, "go": "read"}, language)
    assert response.status_code == 200, response.text
    return forms.read(response.text)


def chosen(form: forms.Form) -> list[str]:
    """What is chosen in each row that has a choice."""
    return [value for name, value in form.fields.items() if name.startswith("choice-")]


def taken(client: FlaskClient, form: forms.Form, button: str = "excel", **changes: str) -> list[list[str]]:
    """The file of a form, as rows of cells that are as Excel shows them."""
    response = post(client, form.fields | changes | {"go": button})
    assert response.status_code == 200, response.text
    assert response.headers["Content-Disposition"] == 'attachment; filename="esgraph-match.csv"'
    body = response.data.decode("utf-8")
    assert body.startswith("\ufeff") == (button != "csv")
    mark = ";" if button == "excel" else ","
    rows = list(csv.reader(io.StringIO(body.removeprefix("\ufeff"), newline=""), delimiter=mark))
    return [[re.sub(r'^="(.*)"$', r"\1", cell) for cell in row] for row in rows]


LIST = "OPS w Tłuszczu\nSpółdzielnia Socjalna „Pożytek”\nStowarzyszenie Karuzella\nNikt Taki Xyzq\n"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_list_of_names_is_matched_and_taken_along(client: FlaskClient, language: Language) -> None:
    form = matched(client, LIST, language)
    assert chosen(form) == [OPS, POZYTEK, "-"], "what is certain is chosen, what is misspelt is not"
    assert KARUZELA in form.choices["choice-2"]
    rows = taken(client, form, **{"choice-2": KARUZELA})
    assert len(rows) == 5
    words = [row[-1] for row in rows[1:]]
    assert words == [texts.text(f"match_how_{how}", "pl") for how in ("matched", "matched", "chosen", "none")]
    head, ops, *_, nobody = rows
    assert head == ["kolumna 1", "IRI", "identyfikator", "nazwa w grafie", "KRS w grafie", "NIP w grafie",
                    "REGON w grafie", "TERC", "punkty", "skąd wybór"]  # fmt: skip
    assert ops == ["OPS w Tłuszczu", f"https://w3id.org/esgraph/id/{OPS}", OPS,
                   "Ośrodek Pomocy Społecznej w Tłuszczu", "", "", "", "1434114", "100,0", words[0]]  # fmt: skip
    assert nobody == ["Nikt Taki Xyzq", *[""] * 8, words[-1]]


def test_the_reasons_are_told_in_words(namesakes: FlaskClient) -> None:
    text = f"Nazwa;Miejscowość;NIP\nStowarzyszenie Nadzieja;Płock;{OTHER_NIP}\nFundacja Jutrzenka;;\n"
    page = post(namesakes, {"table": text}).text.replace("\N{NO-BREAK SPACE}", " ")
    for words in (
        "Ta sama nazwa; miejsce się zgadza; NIP się zgadza.",
        "Ta sama nazwa; miejsce jest inne; NIP jest inny.",
        "Ta sama nazwa, ale inna forma prawna.",
    ):
        assert words in page
    english = post(namesakes, {"table": text}, "en").text.replace("\N{NO-BREAK SPACE}", " ")
    assert "The same name; the place agrees; the NIP agrees." in english


@pytest.mark.parametrize(
    ("head", "row", "expected"),
    [
        ("Nazwa", "Stowarzyszenie Nadzieja", "-"),
        ("Nazwa;Miejscowość", "Stowarzyszenie Nadzieja;w Radomiu", RADOM),
        ("Powiat;Nazwa podmiotu", "wołomiński;Stowarzyszenie Nadzieja", "-"),
        ("Województwo;Miejscowość;Nazwa", "mazowieckie;Radom;Stowarzyszenie Nadzieja", RADOM),
        ("Name;Town", "Stowarzyszenie Nadzieja;Płock", PLOCK),
        ("Organizacja;NIP", f"Stowarzyszenie Nadzieja;{NIP}", RADOM),
        ("Organizacja;Nr KRS", f"Stowarzyszenie Nadzieja;{KRS.lstrip('0')}", RADOM),
        ("Nazwa;REGON", f"Jutrzenki;{REGON}", "organization/jutrzenka"),
        ("Lp.;NIP", f"1;{OTHER_NIP}", PLOCK),
        ("Nazwa;Rodzaj", "Fundacja Nadzieja;fundacja", "organization/nadzieja-fundacja"),
        ("Nazwa;Rodzaj", "Fundacja Nadzieja;stowarzyszenie", "-"),
        # What is no kind of the graph's says nothing, as does what stands for nothing.
        ("Nazwa;Typ;NIP", "Fundacja Nadzieja;NGO;brak", "organization/nadzieja-fundacja"),
        ("Nazwa;Uwagi", "Fundacja Nadzieja;Radom", "organization/nadzieja-fundacja"),
    ],
)
def test_columns_tell_namesakes_apart(namesakes: FlaskClient, head: str, row: str, expected: str) -> None:
    form = matched(namesakes, f"{head}\n{row}\n")
    assert chosen(form) == [expected]


def test_what_columns_are_can_be_changed(namesakes: FlaskClient) -> None:
    form = matched(namesakes, "Nazwa;Gdzie\nStowarzyszenie Nadzieja;Płock\n")
    assert chosen(form) == ["-"]
    assert form.fields["column-0"] == "name" and form.fields["column-1"] == ""
    again = forms.read(post(namesakes, form.fields | {"column-1": "place", "go": "read"}).text)
    assert chosen(again) == [PLOCK] and again.fields["column-1"] == "place"
    # The first row may be a name that looks like a heading, and the other way round.
    both = forms.read(post(namesakes, again.fields | {"head": "no", "go": "read"}).text)
    assert len([name for name in both.choices if name.startswith("choice-")]) >= 1
    assert both.fields["head"] == "no"
    whole = forms.read(post(namesakes, again.fields | {"separator": "none", "go": "read"}).text)
    assert "column-1" not in whole.fields


def test_decisions_stay_until_they_are_taken_back(namesakes: FlaskClient) -> None:
    """Over pages and other columns; what nobody touched follows the columns."""
    names = ["Stowarzyszenie Nadzieja", "Fundacja Nadzieja", *[f"Nikt {number}" for number in range(60)], "Jutrzenka"]
    form = matched(namesakes, "Nazwa;Miasto\n" + "\n".join(f"{name};" for name in names))
    assert "page-2" in form.buttons and "choice-62" not in form.fields
    second = forms.read(post(namesakes, form.fields | {"choice-0": PLOCK, "choice-1": "-", "go": "page-2"}).text)
    assert second.fields["choice-62"] == "organization/jutrzenka" and "choice-0" not in second.fields
    first = forms.read(post(namesakes, second.fields | {"go": "page-1"}).text)
    assert (first.fields["choice-0"], first.fields["choice-1"]) == (PLOCK, "-")
    hows = [row[-1] for row in taken(namesakes, first)]
    assert hows[1:3] == ["wybrane ręcznie", "odrzucone ręcznie"] and hows[63] == "dopasowane automatycznie"
    back = forms.read(post(namesakes, first.fields | {"choice-0": "-", "go": "read"}).text)
    assert back.fields["choice-0"] == "-"
    assert taken(namesakes, back)[1][-1] == "bez dopasowania"


def test_what_nobody_touched_follows_the_columns(namesakes: FlaskClient) -> None:
    form = matched(namesakes, f"Nazwa;Numer\nStowarzyszenie Nadzieja;{NIP}\n")
    assert chosen(form) == [RADOM], "a column is known by its numbers, too"
    without = forms.read(post(namesakes, form.fields | {"column-1": "", "go": "read"}).text)
    assert chosen(without) == ["-"]
    assert taken(namesakes, without)[1][-1] == "bez dopasowania"


def test_what_is_no_candidate_cannot_be_chosen(client: FlaskClient) -> None:
    form = matched(client, LIST)
    rows = taken(client, form, **{"choice-0": KARUZELA, "choice-9": KARUZELA, "chosen": "77 x\n-1 y\nno line"})
    assert rows[1][2] == OPS


@pytest.mark.parametrize("button", ["excel", "excel-en", "csv"])
def test_cells_come_back_as_they_were(client: FlaskClient, button: str) -> None:
    cells = [
        "0000123456",
        "=HYPERLINK(1)",
        "-5",
        "12",
        "+48 22",
        "@x",
        "Ala „ma” kota; i psa",
        "1,50",
        "2018-06-08",
        "007",
    ]
    text = "Nazwa\t" + "\t".join(f"k{n}" for n in range(len(cells))) + "\nOPS w Tłuszczu\t" + "\t".join(cells) + "\n"
    row = taken(client, matched(client, text), button)[1]
    shown = [cell.removeprefix("'") for cell in row[1 : len(cells) + 1]]
    assert shown == cells
    if button != "csv":
        risky = [cell for cell in row if cell[:1] in ("=", "+", "@", "\t")]
        assert risky == [], "a formula that would run"


def test_numbers_stay_numbers_and_codes_stay_codes(client: FlaskClient) -> None:
    text = "Nazwa;Kwota;Kod\nOPS w Tłuszczu;1250,50;05240\n"
    form = matched(client, text)
    line = post(client, form.fields | {"go": "excel"}).data.decode().splitlines()[1]
    assert ';1250,50;"=""05240""";' in line
    assert '"=""1434114"""' in line


@pytest.mark.parametrize(
    ("encoding", "told"),
    [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("utf-16", "UTF-16"), ("utf-16-le", "UTF-16"), ("cp1250", "Windows-1250"),
     ("iso8859-2", "ISO 8859-2")],
)  # fmt: skip
@pytest.mark.parametrize("mark", [";", "\t", ","])
def test_files_are_read_in_the_encodings_of_spreadsheets(
    client: FlaskClient, encoding: str, told: str, mark: str
) -> None:
    text = f'Nazwa{mark}Miejscowość\r\n"Ośrodek Pomocy Społecznej w Tłuszczu"{mark}Tłuszcz\r\nŹdźbło ą{mark}\r\n'
    response = post(client, {"file": (io.BytesIO(text.encode(encoding)), "lista.csv"), "table": ""})
    assert response.status_code == 200, response.text
    assert f"kodowanie pliku: {told}" in response.text
    form = forms.read(response.text)
    assert chosen(form)[0] == OPS
    assert form.fields["encoding"] == told
    assert taken(client, form)[2][0] == "Ździebło ą".replace("Ździebło", "Źdźbło")


BIG = "x" * 400
BAD = [
    ({"table": ""}, 400, "na liście nic nie ma"),
    ({"table": " \n\n"}, 400, "na liście nic nie ma"),
    ({"table": "Nazwa;NIP\n"}, 400, "na liście są tylko nagłówki"),
    ({"table": "\n".join(f"n{number}" for number in range(1_002))}, 413, "wierszy: 1002, a przyjmowanych jest najwyżej 1000; pierwszy ponad to stoi w linii 1001"),
    ({"table": "\n".join([BIG] * 1_300)}, 413, "lista ma więcej niż 500 kB"),
    ({"table": "Nazwa\n" + "\t".join("x" * 41)}, 413, "linia 2: komórek jest 41"),
    ({"table": "a\nb\n" + "x" * 5_001}, 413, "linia 3: komórka ma więcej niż 5000 znaków"),
    ({"table": 'Nazwa;NIP\nA;1\n"B;2\nC;3;4\n'}, 400, "linia 3: cudzysłów"),
    ({"file": b"PK\x03\x04 a workbook"}, 415, "stary skoroszyt albo skoroszyt z hasłem, dokument albo archiwum"),
    ({"file": b"%PDF-1.7"}, 415, "PDF"),
    ({"file": "Zażółć\n".encode() + b"\x81\x83\xff\x00"}, 400, "linia 2: są tu znaki"),
    ({"file": b"x" * 500_001}, 413, "lista ma więcej niż 500 kB"),
    ({"table": "A", "separator": "pipe"}, 400, "separator"),
    ({"table": "A", "type": "unicorn"}, 400, "type"),
    ({"table": "A", "head": "maybe"}, 400, "head"),
    ({"table": "A", "encoding": "<b>"}, 400, "encoding"),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "status", "told"), BAD, ids=range(len(BAD)))
def test_what_is_wrong_with_a_list_is_told_with_its_place(
    client: FlaskClient, fields: dict[str, Any], status: int, told: str
) -> None:
    def sent(language: Language, accept: str) -> TestResponse:
        body = {name: (io.BytesIO(one), "x.csv") if isinstance(one, bytes) else one for name, one in fields.items()}
        return client.post("/match", data=body, headers={"Accept": accept, "Accept-Language": language})

    page = sent("pl", "text/html")
    plain = re.sub(r"<[^>]*>", "", page.text).replace("\N{NO-BREAK SPACE}", " ")
    assert page.status_code == status
    assert told.casefold() in plain.casefold()
    form = forms.read(page.text)
    if (pasted := fields.get("table", "")) and len(pasted) < 1_000:
        assert form.fields["table"].split() == pasted.split(), "nobody should lose what was pasted"
    document = sent("en", "application/json").json or {}
    assert document["status"] == status and document["detail"] not in plain


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"data": "{}", "content_type": "application/json"}, 400),
        ({"data": {f"x{number}": "y" for number in range(1_500)}, "content_type": "multipart/form-data"}, 413),
        ({"data": b"--x\r\nbroken", "content_type": "multipart/form-data; boundary=x"}, 400),
        ({"data": b"x", "content_type": "multipart/form-data"}, 400),
    ],
)
def test_what_is_no_form_is_refused(client: FlaskClient, sent: dict[str, Any], status: int) -> None:
    response = client.post("/match", headers=PAGE, **sent)
    assert (response.status_code, response.mimetype) == (status, "text/html")
    assert client.put("/match").status_code == 405


def test_nothing_of_a_list_is_kept(client: FlaskClient) -> None:
    response = post(client, {"table": LIST})
    assert response.headers["Cache-Control"] == "no-store"
    assert "ETag" not in response.headers
    assert client.get("/match").headers["Cache-Control"] != "no-store"
    for language in LANGUAGES:
        words = texts.text("match_privacy", language)
        pages = client.get(f"/match?lang={language}"), post(client, {"table": LIST}, language)
        assert all(words[:30] in page.text.replace("\N{NO-BREAK SPACE}", " ") for page in pages)


def test_what_is_pasted_is_no_markup(client: FlaskClient) -> None:
    evil = "</textarea><script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    page = post(client, {"table": f"Nazwa;x\n{evil};{evil}\n"}).text
    assert "<script>alert" not in page and "<img" not in page
    assert forms.read(page).fields["table"].endswith(f"{evil};{evil}\r\n")


def test_a_list_that_takes_too_long_is_ended_with_what_to_do(release: Release) -> None:
    app = create_app(release, replace(Settings(), query_seconds=1e-9))
    app.test_client_class = BufferedClient
    response = app.test_client().post("/match?lang=en", data={"table": LIST * 6}, headers=PAGE)
    assert response.status_code == 503 and int(response.headers["Retry-After"]) > 0
    assert "ivide the list into parts of 5 rows at most" in response.text
    assert "Karuzella" in forms.read(response.text).fields["table"]


def test_of_many_lists_at_once_some_must_wait(app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("esgraph.serve.matching.asking._WAIT", 0.01)
    seats = app.extensions["esgraph-matching"]
    while seats.acquire(blocking=False):
        pass
    try:
        response = post(client, {"table": LIST}, "en")
    finally:
        seats.release()
        seats.release()
    assert response.status_code == 503 and "Too many lists at once" in response.text
    assert post(client, {"table": LIST}).status_code == 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_is_matched(client: FlaskClient, language: Language) -> None:
    response = client.get(f"/match?example=1&lang={language}", headers=PAGE)
    form = forms.read(response.text)
    assert len(chosen(form)) == 4 and chosen(form)[0] == "organization/ab-ovo"
    assert texts.text("match_state_nothing", language) in response.text
    assert post(client, form.fields | {"go": "excel"}).status_code == 200


def test_readers_find_it(client: FlaskClient) -> None:
    for path in ("/downloads", "/catalogue", "/search"):
        assert 'href="/match"' in client.get(path, headers=PAGE).text, path


# How lists are read


@pytest.mark.parametrize(
    ("text", "separator", "rows"),
    [
        ("A\nB\r\nC\rD", "none", [["A"], ["B"], ["C"], ["D"]]),
        ("Stowarzyszenie X, Tłuszcz\nFundacja Y, Radom", "none", [["Stowarzyszenie X, Tłuszcz"], ["Fundacja Y, Radom"]]),
        ("Nazwa,Miejscowość\nX,Tłuszcz\n", "comma", [["X", "Tłuszcz"]]),
        ("A;1\nB;2", "semicolon", [["A", "1"], ["B", "2"]]),
        ("A;1\nB", "none", [["A;1"], ["B"]]),
        ("Nazwa;x\nA;1\nB", "semicolon", [["A", "1"], ["B", ""]]),
        ("A\t1\nB", "tab", [["A", "1"], ["B", ""]]),
        ("sep=;\nNazwa;NIP\nA;1\n", "semicolon", [["A", "1"]]),
        ('Nazwa;Adres\n"A ""B""";"ul. X\nRadom"\n', "semicolon", [['A "B"', "ul. X\nRadom"]]),
        ('Nazwa;x\nStowarzyszenie "A";1\n"B" Fundacja;2\n', "semicolon", [['Stowarzyszenie "A"', "1"], ['"B" Fundacja', "2"]]),
        ('"A"\n"B ""C"" D"\n"E" i "F"', "none", [["A"], ['B "C" D'], ['"E" i "F"']]),
        ("\ufeffA\n\n \nB", "none", [["A"], ["B"]]),
    ],
)  # fmt: skip
def test_what_divides_cells_is_found_out(text: str, separator: str, rows: list[list[str]]) -> None:
    read = table.read(text)
    assert (read.separator, [list(row.cells) for row in read.rows]) == (separator, rows)


def test_rows_know_their_lines(client: FlaskClient) -> None:
    read = table.read('sep=;\nNazwa;x\n\n"A\nB";1\nC;2;3\n')
    assert [row.line for row in read.rows] == [4, 6]
    assert read.uneven is not None and read.uneven.line == 6
    page = post(client, {"table": "Nazwa;x\nA;1;2\n"}).text
    assert "Wiersz 2 ma więcej komórek niż nagłówki" in page.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("heading", "role"),
    [("Nazwa", "name"), ("Nazwa organizacji", "name"), ("Pełna nazwa oferenta", "name"), ("Organisation name", "name"), ("Entity", "name"),
     ("Nazwa gminy", "place"), ("Miejscowość", "place"), ("Powiat", "place"), ("City", "place"), ("Kod TERYT", "place"),
     ("NIP organizacji", "nip"), ("Nr KRS", "krs"), ("regon", "regon"), ("Forma prawna", "kind"), ("Typ podmiotu", "kind"),
     ("Uwagi", None), ("", None), ("Kwota", None)],
)  # fmt: skip
def test_headings_are_understood(heading: str, role: str | None) -> None:
    assert headings.role(heading) == role


@pytest.mark.parametrize(
    "first", ["Gmina Tłuszcz", "Fundacja Miasto", "Stowarzyszenie Nazwa", "Powiat Legionowski", "5250001003", "Lp."]
)
def test_names_are_no_headings(first: str) -> None:
    assert not headings.is_head([first])
    assert not headings.is_head([first, "x"])


LETTERS = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029\x85")


@given(
    cells=st.lists(st.lists(st.text(LETTERS, min_size=1, max_size=20).map(lambda one: f"x{one.strip()}x"), min_size=2, max_size=5),
                   min_size=1, max_size=6),
    mark=st.sampled_from(["tab", "semicolon", "comma"]),
)  # fmt: skip
def test_a_table_is_read_as_it_was_written(cells: list[list[str]], mark: str) -> None:
    target = io.StringIO()
    csv.writer(target, delimiter=table.SEPARATORS[mark]).writerows(cells)
    read = table.read(target.getvalue(), mark, "no")
    width = max(map(len, cells))
    assert [list(row.cells) for row in read.rows] == [[*row, *[""] * (width - len(row))] for row in cells]


@settings(max_examples=300)
@given(body=st.binary(max_size=200))
def test_no_file_breaks_it(body: bytes) -> None:
    try:
        read = table.read(decoding.decode(body).text)
    except RefusedError as error:
        assert error.status in (400, 413, 415)
        assert error.message and error.advice
    else:
        assert all(len(row.cells) == len(read.headings) for row in read.rows)
        guessed = headings.guessed(read.headings, [read.column(at) for at in range(len(read.headings))])
        assert len(guessed) == len(read.headings)


@given(
    text=st.text(st.sampled_from("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ abc;\n"), max_size=40),
    encoding=st.sampled_from(["utf-8", "cp1250", "utf-16"]),
)
def test_polish_is_read_in_any_encoding(text: str, encoding: str) -> None:
    assert decoding.decode(text.encode(encoding)).text == text


@given(st.dictionaries(st.integers(0, 10_000), st.from_regex(r"(?a:[a-z]+/[a-z0-9.~-]+)", fullmatch=True), max_size=5))
def test_decisions_travel_in_the_form(decided: dict[int, str]) -> None:
    travelled = Decisions.read([("chosen", Decisions(decided).written().replace("\n", "\r\n"))])
    assert travelled.by_row == decided


@settings(max_examples=60, deadline=None)
@given(
    fields=st.dictionaries(
        st.sampled_from(["table", "chosen", "matched", "manner", "head", "separator", "type", "page", "go", "column-0", "choice-0"]),
        st.text(max_size=30) | st.sampled_from(["A;B", "0 x", "none.no.1", "page-9", "-", "csv", "name"]),
    )
)  # fmt: skip
def test_no_form_breaks_it(namesakes: FlaskClient, fields: dict[str, str]) -> None:
    assert post(namesakes, fields).status_code in (200, 400)
