"""A list that is a workbook, in the browser: what is read of it, what is told of the rest, and what strangers may send."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from esgraph.serve.matching import sheets, table
from esgraph.serve.problem import RefusedError
from tests.serve import forms
from tests.serve.namesakes import KRS
from tests.serve.test_match import OPS, RADOM, chosen, post, taken

_ANY = "A1:XFD1048576"


def workbook(*pages: tuple[str, list[list[object]]], change: Callable[[Worksheet], None] | None = None) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in pages:
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
    if change:
        change(book.worksheets[0])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def changed(content: bytes, old: bytes, new: bytes, part: str = "xl/worksheets/sheet1.xml") -> bytes:
    """A workbook with something else in one of its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as read, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
        for name in read.namelist():
            body = read.read(name)
            assert name != part or old in body
            written.writestr(name, body.replace(old, new) if name == part else body)
    return out.getvalue()


def refusal(body: bytes) -> int:
    with pytest.raises(RefusedError) as refused:
        table.read(sheets.taken(body).text, "tab")
    return refused.value.status


def test_the_first_sheet_with_rows_is_matched_and_others_are_named(namesakes: FlaskClient) -> None:
    body = workbook(
        ("Pusty", []),
        ("Lista", [["Lp.", "Nazwa", "Miejscowość"], [1, "Stowarzyszenie „Nadzieja”", "Radom"]]),
        ("Inne", [["x"]]),
    )
    response = post(namesakes, {"file": (io.BytesIO(body), "lista.xlsx"), "table": ""})
    assert response.status_code == 200, response.text
    text = re.sub(r"<[^>]*>", "", response.text)
    assert "arkusz „Lista” skoroszytu" in text and "inne arkusze: Inne." in text
    form = forms.read(response.text)
    assert chosen(form) == [RADOM]
    again = post(namesakes, form.fields | {"go": "read"})
    assert "arkusz „Lista” skoroszytu" in again.text, "how it was read stays told"
    assert taken(namesakes, form)[1][:3] == ["1", "Stowarzyszenie „Nadzieja”", "Radom"]


def test_excels_damage_does_not_count(namesakes: FlaskClient) -> None:
    body = workbook(("A", [["Nazwa", "KRS"], ["  Stowarzyszenie „Nadzieja”\u00a0", int(KRS)]]))
    response = post(namesakes, {"file": (io.BytesIO(body), "lista.xlsx"), "table": ""})
    assert chosen(forms.read(response.text)) == [RADOM], "a number has lost its zeros"


@pytest.mark.parametrize("name", ["OPS w Tłuszczu", '"OPS" w Tłuszczu'])
def test_one_column_is_names(client: FlaskClient, name: str) -> None:
    body = workbook(("A", [[name], ["Nikt; taki"], [None], ["Nikt, taki"]]))
    form = forms.read(post(client, {"file": (io.BytesIO(body), "lista.xlsx"), "table": ""}).text)
    assert chosen(form)[0] == OPS
    assert [row[0] for row in taken(client, form)[-3:]] == [name, "Nikt; taki", "Nikt, taki"]


def test_what_is_merged_across_rows_holds_for_each() -> None:
    rows: list[list[object]] = [
        ["Powiat", "Nazwa"],
        ["wołomiński", "A"],
        [None, "B"],
        [None, "C"],
        [None, None],
        [None, "D"],
    ]
    body = workbook(("A", rows), change=lambda page: page.merge_cells("A2:A3"))
    assert sheets.taken(body).text.splitlines() == ["Powiat\tNazwa", "wołomiński\tA", "wołomiński\tB", "\tC", "", "\tD"]


def test_hidden_sheets_come_last_and_dates_are_dates() -> None:
    def hide(page: Worksheet) -> None:
        page.sheet_state = "hidden"

    body = workbook(("Ukryty", [["x"]]), ("Lista", [[date(2024, 5, 12), 1.5, True]]), change=hide)
    assert sheets.taken(body) == ("2024-05-12\t1,5\ttak\n", ("Lista", "Ukryty"))


def test_lines_are_rows_of_the_spreadsheet() -> None:
    body = workbook(("A", [["Nazwa"], [None], [None], ["x" * (table.MOST_CHARACTERS + 1)]]))
    with pytest.raises(RefusedError) as refused:
        table.read(sheets.taken(body).text, "tab")
    assert "4" in str(refused.value)


SHEET = workbook(("A", [["Nazwa"], ["OPS w Tłuszczu"]]))
_END = b"</sheetData>"


@pytest.mark.parametrize(
    "added",
    [
        f'<mergeCells count="1"><mergeCell ref="{_ANY}"/></mergeCells>',
        f'<hyperlinks><hyperlink ref="{_ANY}" location="x"/></hyperlinks>',
        '<cols><col min="1" max="16384" width="9"/></cols>',
        '<mergeCells><mergeCell ref="A1:A1048576"/></mergeCells>' * 2_000,
    ],
)
def test_areas_without_end_take_no_memory(added: str) -> None:
    assert sheets.taken(changed(SHEET, _END, _END + added.encode())).text.splitlines() == ["Nazwa", "OPS w Tłuszczu"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (changed(SHEET, _END, b'<row r="1048576"><c r="A1048576"><v>1</v></c></row>' + _END), 413),
        (changed(SHEET, _END, b"<row><c><v>1</v></c></row>" * 140_000 + _END), 413),
        (changed(SHEET, _END, b" " * sheets.MOST_UNPACKED + _END), 413),
        (changed(SHEET, _END, b""), 415),
        (SHEET[: len(SHEET) // 2], 415),
        (workbook(("A", [])), 400),
        (b"PK\x03\x04 xl/worksheets/", 415),
    ],
    ids=["a mark in the last row", "rows", "blanks", "XML", "half", "nothing", "no archive"],
)
def test_what_cannot_be_read_is_refused(body: bytes, status: int) -> None:
    assert refusal(body) == status


def test_entities_are_not_multiplied() -> None:
    names = [f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10)]
    doctype = f'<!DOCTYPE x [<!ENTITY e0 "{"x" * 100}">{"".join(names)}]>'.encode()
    start = b"<worksheet"
    body = changed(SHEET, start, doctype + start)
    assert refusal(changed(body, b"<row", b"<row a='&e9;'")) == 415


@settings(max_examples=60)
@given(st.data())
def test_no_workbook_breaks_it(data: st.DataObject) -> None:
    """One that was damaged on its way is read, or refused, and nothing else."""
    at = data.draw(st.integers(0, len(SHEET) - 1))
    body = SHEET[:at] + data.draw(st.binary(max_size=8)) + SHEET[at + data.draw(st.integers(0, 8)) :]
    try:
        sheets.taken(body)
    except RefusedError as refused:
        assert refused.status in {400, 413, 415}


CELLS = st.text("aĄź „”\"';,#<&0", max_size=8).map(str.strip)


@given(st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=5))
def test_cells_come_through_as_they_are(rows: list[list[str]]) -> None:
    wanted = [[" ".join(one.split()) for one in row if one] for row in rows if any(row)]
    body = workbook(("A", [[*row] for row in rows]))
    if not wanted:
        assert refusal(body) == 400
    else:
        found = table.read(sheets.taken(body).text, "tab", "no")
        assert [[one for one in row.cells if one] for row in found.rows] == wanted
