"""Eurostat's workbook of local units gives NUTS 3 codes to places by TERC, and what is wrong in it is told."""

from collections.abc import Sequence
from pathlib import Path

import pytest
import xlsxwriter
from click.testing import CliRunner

from esgraph.cli import main
from esgraph.errors import AuthoringError
from esgraph.reference import teryt
from esgraph.reference.nuts import Nuts
from esgraph.reference.place import Place
from esgraph.reference.teryt import Territory

#: Headings as Eurostat has them; the rows are made up but for codes of TERC.
HEAD = ("NUTS 3 CODE", "LAU CODE", "LAU NAME NATIONAL", "LAU NAME LATIN")
ROWS = [
    ("PL912", "1434113", "Tłuszcz"),
    ("PL912", "1434011", "Kobyłka"),
    ("PL911", "1465011", "Warszawa"),
    ("PL922", "1402011", "Ciechanów"),
    ("PL923", "1402022", "Ciechanów"),
    ("PL22A", "2469011", "Katowice"),
]


@pytest.fixture(scope="module")
def territory() -> Territory:
    return teryt.read()


def _place(territory: Territory, code: str) -> Place:
    (place,) = (one for one in territory.places if code in (one.terc, one.simc))
    return place


def _book(path: Path, rows: Sequence[tuple[object, ...]], sheet: str = "PL") -> Path:
    book = xlsxwriter.Workbook(str(path))
    book.add_worksheet("Overview").write_row(0, 0, ["Country"])
    page = book.add_worksheet(sheet)
    page.write_row(0, 0, HEAD)
    for number, row in enumerate(rows, 1):
        page.write_row(number, 0, row)
    book.close()
    return path


def _csv(path: Path, rows: Sequence[tuple[str, ...]]) -> Path:
    lines = [",".join(HEAD), *(",".join((*row, row[2])) for row in rows)]
    path.write_text("\n".join(lines), "utf-8")
    return path


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_a_place_is_in_the_unit_of_its_gmina(territory: Territory, tmp_path: Path, form: str) -> None:
    """A town by the gmina around it, a county where all its gminas are in one unit; a voivodeship is in none."""
    write = _book if form == "xlsx" else _csv
    nuts = Nuts.read(write(tmp_path / f"lau.{form}", ROWS))
    codes = ("1434113", "1434114", "1434", "1465011", "1465028", "1402011", "1402", "14", "1408", "2469011")
    assert {code: nuts.of(_place(territory, code)) for code in codes} == {
        "1434113": "PL912", "1434114": "PL912", "1434": "PL912", "1465011": "PL911", "1465028": "PL911", "1402011": "PL922", "1402": "",
        "14": "", "1408": "", "2469011": "PL22A",
    }  # fmt: skip


def test_zeros_that_a_spreadsheet_dropped_are_put_back_and_other_countries_passed_over(
    territory: Territory, tmp_path: Path
) -> None:
    rows: list[tuple[object, ...]] = [("PL514", 201011, "Bolesławiec"), ("DE300", "11000000", "Berlin")]
    assert Nuts.read(_book(tmp_path / "lau.xlsx", rows)).of(_place(territory, "0201011")) == "PL514"


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (("PL91", "1434113", "x"), "[PL]:3: NUTS 3 CODE: “PL91” is no NUTS 3 code"),
        (("PL912", "Tłuszcz", "x"), "[PL]:3: LAU CODE: “Tłuszcz” is no code of a gmina (TERC)"),
        (("PL912", "14341130", "x"), "[PL]:3: LAU CODE: “14341130” is no code of a gmina (TERC)"),
        (("PL912", "143411", "x"), "[PL]:3: LAU CODE: “143411” is no code of a gmina (TERC)"),
        (("PL912", "", "x"), "[PL]:3: LAU CODE: “” is no code of a gmina (TERC)"),
    ],
)
def test_what_is_wrong_is_told_with_sheet_row_and_column(tmp_path: Path, row: tuple[str, ...], told: str) -> None:
    with pytest.raises(AuthoringError) as caught:
        Nuts.read(_book(tmp_path / "lau.xlsx", [ROWS[0], row]))
    assert told in caught.value.problems[0].text("en")


def test_another_workbook_is_told(tmp_path: Path) -> None:
    with pytest.raises(AuthoringError) as caught:
        Nuts.read(_book(tmp_path / "lau.xlsx", [], "DE"))
    assert "there is no sheet “PL” (there are: Overview, DE)" in caught.value.problems[0].text("en")
    (tmp_path / "text.xlsx").write_text("no workbook", "utf-8")
    with pytest.raises(AuthoringError) as caught:
        Nuts.read(tmp_path / "text.xlsx")
    assert "the workbook cannot be read" in caught.value.problems[0].text("en")


def test_the_command_gives_the_codes(tmp_path: Path) -> None:
    told = CliRunner().invoke(
        main, ["places", "--nuts", str(_book(tmp_path / "lau.xlsx", ROWS)), "w Tłuszczu", "--lang", "en"]
    )
    assert told.exit_code == 0, told.output
    assert told.output.count("    nuts: PL912\n") == 3  # the town, its gmina, its county
