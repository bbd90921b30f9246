"""A list that is a workbook, in the browser: what is read of it, what is told of the rest, and what strangers may send."""

import io
import re
import resource
import zipfile
from collections.abc import Callable
from datetime import date

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from esgraph.serve.matching import sheet_reader, sheets, table
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


def test_the_bounds_of_a_sheet_are_those_of_a_list() -> None:
    """The process that reads sheets loads nothing of the server, so it has them once more."""
    assert (sheet_reader.MOST_BYTES, sheet_reader.COLUMNS) == (table.MOST_BYTES, table.MOST_COLUMNS + 1)


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
        (changed(SHEET, _END, b" " * sheet_reader.MOST_UNPACKED + _END), 413),
        (changed(SHEET, _END, b""), 415),
        (SHEET[: len(SHEET) // 2], 415),
        (workbook(("A", [])), 400),
        (b"PK\x03\x04 xl/worksheets/", 415),
    ],
    ids=["a mark in the last row", "rows", "blanks", "XML", "half", "nothing", "no archive"],
)
def test_what_cannot_be_read_is_refused(body: bytes, status: int) -> None:
    assert refusal(body) == status


def entities(times: int) -> bytes:
    """A sheet with entities of entities, or with one long one very often."""
    names = [f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, times)]
    doctype = f'<!DOCTYPE x [<!ENTITY e0 "{"x" * 50_000}">{"".join(names)}]>'.encode()
    start = b"<worksheet"
    return changed(SHEET, start, doctype + start)


def many(part: str, old: bytes, new: bytes) -> bytes:
    return changed(SHEET, old, new, part)


_SPACES = b'<si><t xml:space="preserve">' + b" " * 2_000_000 + b"</t></si></sst>"
_CELLS = b"".join(b'<row r="%d"><c r="A%d" t="s"><v>2</v></c></row>' % (n, n) for n in range(3, 30_000))


@pytest.mark.parametrize(
    "body",
    [
        changed(entities(10), b"<row", b"<row a='&e9;'"),
        changed(entities(2), b"</row>", b"<c t='inlineStr'><is><t>" + b"&e1;" * 150 + b"</t></is></c></row>"),
        changed(many("xl/sharedStrings.xml", b"</sst>", _SPACES), _END, _CELLS + _END),
        many("xl/workbook.xml", b"</sheets>", b'<sheet name="a" sheetId="1" r:id="rId1"/>' * 40_000 + b"</sheets>"),
        many("xl/styles.xml", b"</cellXfs>", b'<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>' * 60_000 + b"</cellXfs>"),
    ],
    ids=["entities of entities", "an entity", "blanks", "sheets", "styles"],
)  # fmt: skip
def test_a_small_file_takes_no_more_than_its_share(body: bytes) -> None:
    assert len(body) < table.MOST_BYTES
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    try:
        sheets.taken(body)
    except RefusedError as refused:
        assert refused.status in {413, 415}
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < sheet_reader.SECONDS + 2


def test_what_no_spreadsheet_has_worked_out_is_told_with_its_row() -> None:
    with pytest.raises(RefusedError, match="row 3 of the sheet has a formula"):
        sheets.taken(workbook(("A", [["Nazwa"], ["x"], ["=A2"]])))
    worked = changed(SHEET, _END, b'<row r="3"><c r="A3" t="str"><f>A2</f><v></v></c></row>' + _END)
    assert sheets.taken(worked).text.splitlines() == ["Nazwa", "OPS w Tłuszczu"]


def test_what_a_formula_could_not_work_out_is_no_name() -> None:
    body = changed(SHEET, _END, b'<row r="3"><c r="A3" t="e"><v>#N/A</v></c><c r="B3"><v>7</v></c></row>' + _END)
    assert sheets.taken(body).text.splitlines() == ["Nazwa", "OPS w Tłuszczu", "\t7"]


def test_an_encrypted_part_is_refused() -> None:
    body = bytearray(SHEET)
    for found in re.finditer(rb"PK\x01\x02", SHEET):
        body[found.start() + 8] |= 1
    assert refusal(bytes(body)) == 415


@settings(max_examples=15)
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


@settings(max_examples=15)
@given(st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=5))
def test_cells_come_through_as_they_are(rows: list[list[str]]) -> None:
    wanted = [[" ".join(one.split()) for one in row if one] for row in rows if any(row)]
    body = workbook(("A", [[*row] for row in rows]))
    if not wanted:
        assert refusal(body) == 400
    else:
        found = table.read(sheets.taken(body).text, "tab", "no")
        assert [[one for one in row.cells if one] for row in found.rows] == wanted
