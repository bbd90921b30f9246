"""What people slip into when they write a table is told: lost letters, two names in a cell, rows that contradict."""

import re
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
import xlsxwriter
from openpyxl import Workbook

from esgraph import resources
from esgraph.build.tables import naming
from esgraph.build.validation import read_shapes, validate
from esgraph.cells import cell
from tests.tables.test_registers import data, empty, problems_of, read

__all__ = ["data", "empty"]


def _rows(data: Path, *rows: str, headings: str = "Rok;Edycja;Nagroda;Nazwa;Ranga") -> None:
    (data / "sources" / "lista.csv").write_text("\n".join((headings, *rows)) + "\n", "utf-8")


def _told(data: Path, *rows: str) -> list[str]:
    _rows(data, *rows)
    return [problem.text("en").partition("lista.csv:")[2] for problem in problems_of(data)]


def _schema(data: Path, name: str) -> None:
    source = data / "sources" / "lista.yaml"
    source.write_text(source.read_text("utf-8").replace("award-list", name), "utf-8")


@pytest.mark.parametrize(
    "written", ["Sp\ufffdłdzielnia", "Sp?łdzielnia Socjalna ?ółta", "SP?ŁDZIELNIA", "Fundacja „?wit”"]
)
def test_a_name_without_some_of_its_letters_is_told(data: Path, written: str) -> None:
    (told,) = _told(data, f"2020;XIV;Marka;{written};")
    assert told.startswith(f"2: Nazwa: letters of “{written}” are lost")
    assert "write the letters, or export the table again, as UTF-8" in told


@pytest.mark.parametrize(
    "written", ["Fundacja Co dalej?", "Co dalej? Fundacja", "Fundacja Co?Gdzie?", "Fundacja ? i !"]
)
def test_a_question_mark_is_one(written: str) -> None:
    assert naming.lost_letters(cell(written), is_name=True) is None


@pytest.mark.parametrize(
    "written",
    [
        "Spółdzielnia Socjalna Jutro; Fundacja Kos",
        "Spółdzielnia Socjalna J; Fundacja K",
        "Fundacja Kos; Koło Gospodyń Wiejskich w Jutrze",
        "Alfa sp. z o.o.; Beta sp. z o.o.",
        "Spółdzielnia Socjalna Jutro\nFundacja Kos",
        "SPÓŁDZIELNIA SOCJALNA JUTRO\r\nFUNDACJA KOS",
        "1. Fundacja Kos\n2. Stowarzyszenie Jutro",
        "Spółdzielnia Socjalna\nJutro\nFundacja Kos",
        "Fundacja Kos\nFoundation of the Blackbird\nStowarzyszenie Jutro",
        "Fundacja Kos; Blackbird Foundation; Stowarzyszenie Jutro",
        "Stowarzyszenie Kos (dawniej: Fundacja Kos); Fundacja Sowa",
        "1) Fundacja Kos (Radom)\n2) Stowarzyszenie Jutro (Radom)",
    ],
)
def test_two_organisations_in_a_cell_are_told(data: Path, written: str) -> None:
    book = xlsxwriter.Workbook(str(data / "sources" / "lista.xlsx"))
    sheet = book.add_worksheet("Lista")
    sheet.write_row(0, 0, ["Rok", "Nagroda", "Nazwa"])
    sheet.write_row(1, 0, ["2020", "Marka", written])
    book.close()
    (problem,) = problems_of(data)
    assert "lista.xlsx[Lista]:2: Nazwa: there are several organisations in one cell" in problem.text("en")
    assert "każdemu innemu daj własny wiersz" in problem.text("pl")


@pytest.mark.parametrize(
    "written",
    [
        "Spółdzielnia\nSocjalna „Łąka”",
        "Stowarzyszenie Przyjaciół\nFundacji Nadzieja",
        "Fundacja Alfa\nSpółdzielnia Socjalna",
        "Alfa Spółka z o.o.\nSpółka komandytowa",
        "Zakład prowadzony przez\nStowarzyszenie Kos",
        "Fundacja i\nStowarzyszenie Kos",
        "Stowarzyszenie „Razem; lepiej”",
        "Fundacja Wiosna; Foundation Wiosna",
        "Fundacja Pomocy Dzieciom\nFoundation for Children",
        "Fundacja Pomocy\nDzieciom\nFoundation for\nChildren",
        "Fundacja Pomocy Dzieciom; Foundation for Children",
        "Children's Aid Foundation; Fundacja Pomocy Dzieciom",
        "Stowarzyszenie Razem\nAssociation Together",
        "Stowarzyszenie Razem; Association Together",
        "Spółdzielnia Socjalna Jutro; Social Cooperative Tomorrow",
        "Fundacja Współpracy; Stiftung für Zusammenarbeit",
        "Stowarzyszenie Kos (dawniej: Fundacja Kos; Stowarzyszenie Sowa)",
        "Stowarzyszenie Kos (dawniej (do 2010): Fundacja Kos; Stowarzyszenie Sowa)",
        "Stowarzyszenie Kos (dawniej:\nFundacja Kos\nStowarzyszenie Sowa)",
        "Spółdzielnia Socjalna Jutro; ul. Fundacji 5, 05-240 Tłuszcz",
        "Fundacja Kos\nCentrum Integracji Społecznej w Radomiu",
    ],
)
def test_a_long_name_is_one(written: str) -> None:
    assert naming.several(cell(written)) is None


def test_a_row_that_repeats_another_in_capitals_is_told(data: Path) -> None:
    told = _told(
        data,
        "2020;XIV;Marka;Fundacja Kos;",
        "2020;XIV;Marka;Spółdzielnia Socjalna Róża;",
        "2020;XIV;Marka;SPÓŁDZIELNIA SOCJALNA „RÓŻA”;",
    )
    assert [one.partition("\n")[0] for one in told] == ["4: the row repeats row 3"]


def test_a_name_in_capitals_is_no_other_organisation(data: Path) -> None:
    _rows(data, "2020;XIV;Marka;Spółdzielnia Socjalna Róża;", "2021;XV;Marka;SPÓŁDZIELNIA SOCJALNA RÓŻA;")
    (summary,) = read(data).summaries
    assert (summary.used, summary.things["organizations"], summary.things["conferrals"]) == (2, 1, 2)


def test_of_rows_that_contradict_each_other_the_fewer_are_told(data: Path) -> None:
    """The earlier rows have faults of their own."""
    faulty = [f"2020;XIV;Marka;Fundacja {name};laureatt" for name in ("Kos", "Szpak")]
    right = [f"2020;XIV;Marka;Fundacja {name};" for name in ("Świt", "Mgła", "Łąka", "Ćma")]
    told = _told(data, *faulty, "2020;XV;Marka;Fundacja Róża;", *right)
    scheme, edition = told
    assert scheme.startswith("2: Ranga: the scheme does not have “laureatt”")
    assert edition.startswith(
        "4: Edycja: rows 5, 6, 7, 8 have another value for the same (Edycja): 14, and this one 15"
    )
    assert "mend the row that is wrong: an edition is one award in one year" in edition


def test_of_as_many_rows_both_values_are_told(data: Path) -> None:
    (told,) = _told(data, "2020;XIV;Marka;Fundacja Kos;", "2020;XV;Marka;Fundacja Szpak;")
    assert told.startswith("3: Edycja: row 2 has another value for the same (Edycja): 14, and this one 15")


def test_a_dispute_is_told_once_for_all_sheets(data: Path) -> None:
    """The row that two sheets agree on is right, though in its own sheet it stands against as many."""
    source = data / "sources" / "lista.yaml"
    two = "table: [{schema: award-list, sheet: A}, {schema: award-list, sheet: B}]"
    source.write_text(source.read_text("utf-8").replace("table: {schema: award-list}", two), "utf-8")
    book = xlsxwriter.Workbook(str(data / "sources" / "lista.xlsx"))
    names = iter(("Fundacja Kos", "Fundacja Szpak", "Fundacja Łąka", "Fundacja Róża"))
    for title, editions in {"A": ("XIV", "XV"), "B": ("XVI", "XV")}.items():
        sheet = book.add_worksheet(title)
        sheet.write_row(0, 0, ["Rok", "Edycja", "Nagroda", "Nazwa"])
        for number, edition in enumerate(editions, 1):
            sheet.write_row(number, 0, ["2020", edition, "Marka", next(names)])
    book.close()
    told = [problem.text("en").partition("lista.xlsx")[2].partition("\n")[0] for problem in problems_of(data)]
    assert told == [
        "[A]:2: Edycja: rows 3, 3 [B] have another value for the same (Edycja): 15, and this one 14",
        "[B]:2: Edycja: rows 3 [A], 3 have another value for the same (Edycja): 15, and this one 16",
    ]


def test_a_number_of_an_edition_that_cannot_be_read_contradicts_one(data: Path) -> None:
    (told,) = _told(
        data, "2020;IIII;Marka;Fundacja Kos;", "2020;XIV;Marka;Fundacja Szpak;", "2020;14;Marka;Fundacja Łąka;"
    )
    assert told.startswith("2: Edycja: rows 3, 4 have another value for the same (Edycja): 14, and this one IIII")


def test_one_number_of_two_editions_is_in_the_summary(data: Path) -> None:
    _rows(
        data,
        "2020;XIV;Marka;Fundacja Kos;",
        "2021;XIV;Marka;Fundacja Szpak;",
        "2021;XIV;Inna;Fundacja Szpak;",
        "2022;XV;Marka;Fundacja Szpak;",
    )
    (summary,) = read(data).summaries
    assert summary.numbered_alike == ("Marka 14: 2020 (2), 2021 (3)",)
    assert "edycje różnych lat o jednym numerze (w nawiasach wiersze): Marka 14: 2020 (2), 2021 (3)" in summary.text(
        "pl"
    )


def test_one_krs_number_of_two_organisations_is_warned_of(data: Path) -> None:
    rows = ("Fundacja Kos;0000123456;014000006", "Fundacja Szpak;0000123456;", "Fundacja Łąka;;014000006")
    _schema(data, "social-enterprises")
    _rows(data, *rows, headings="Nazwa;KRS;REGON")
    report = validate(read(data), read_shapes(resources.shapes()))
    assert report.valid
    told = [(one.where.line, one.where.key, one.text("en")) for one in report.findings if one.where]
    assert sorted((line, key) for line, key, _ in told) == [(3, "KRS"), (4, "REGON")]
    assert all("warning: Another organisation has this" in text and "fundacja-kos" in text for *_, text in told)


def test_columns_of_which_nothing_is_used_may_be_several(data: Path) -> None:
    _schema(data, "cis-register")
    _rows(data, "CIS Kos;ul. Długa 5;26-600;Radom", headings="Nazwa;Adres;Kod pocztowy;Miejscowość")
    (summary,) = read(data).summaries
    assert (summary.used, summary.unused) == (1, ("Adres", "Kod pocztowy"))


def test_a_summary_is_in_the_language(data: Path) -> None:
    _rows(data, "2020;XIV;Marka;Fundacja Kos;")
    (summary,) = read(data).summaries
    assert "z 1 wierszy (edycje: 1, nagrody: 1, organizacje: 1, przyznania: 1)" in summary.text("pl")
    assert "1 of 1 rows read (editions 1, awards 1, organizations 1, conferrals 1)" in summary.text("en")


def test_a_formula_without_a_value_is_no_error_of_one(data: Path) -> None:
    book = Workbook()
    sheet = book.create_sheet("Lista", 0)
    sheet.append(["Rok", "Nagroda", "Nazwa", "KRS"])
    sheet.append(["2020", "Marka", "Fundacja Świt", '="0000"&"123456"'])
    book.remove(book.worksheets[1])
    book.save(data / "sources" / "lista.xlsx")
    (problem,) = problems_of(data)
    assert "KRS: the cell has a formula that was never worked out" in problem.text("en")
    assert "otwórz plik w arkuszu kalkulacyjnym i zapisz go" in problem.text("pl")


def test_a_formula_that_gives_nothing_is_an_empty_cell(data: Path) -> None:
    book = xlsxwriter.Workbook(str(data / "sources" / "lista.xlsx"))
    sheet = book.add_worksheet("Lista")
    sheet.write_row(0, 0, ["Rok", "Nagroda", "Nazwa", "KRS"])
    sheet.write_row(1, 0, ["2020", "Marka", "Fundacja Świt"])
    sheet.write_formula(1, 3, '=IF(A2="","",A2)', None, "nothing")
    book.close()
    _rewrite(data / "sources" / "lista.xlsx", lambda part: part.replace(b"<v>nothing</v>", b"<v></v>"))
    (summary,) = read(data).summaries
    assert (summary.rows, summary.used) == (1, 1)


def test_an_encrypted_workbook_is_none(data: Path) -> None:
    book = xlsxwriter.Workbook(str(data / "sources" / "lista.xlsx"))
    book.add_worksheet("Lista")
    book.close()
    content = (data / "sources" / "lista.xlsx").read_bytes()
    # The first bit of what the directory of the archive says of each member.
    encrypted = re.sub(rb"(PK\x01\x02.{4}).", lambda found: found[1] + b"\x01", content, flags=re.DOTALL)
    (data / "sources" / "lista.xlsx").write_bytes(encrypted)
    (problem,) = problems_of(data)
    assert problem.where.file.name == "lista.xlsx"
    assert "encrypted" in problem.text("en")


def _rewrite(book: Path, change: Callable[[bytes], bytes]) -> None:
    with ZipFile(book) as archive:
        parts = {name: change(archive.read(name)) for name in archive.namelist()}
    with ZipFile(book, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)


def test_the_beginning_of_an_address_is_told_as_undone(data: Path) -> None:
    (data / "sources" / "lista.csv").write_text(
        "Rok;Nagroda;Nazwa;Źródło\n2020;Marka;Fundacja Kos;WWW.EXAMPLE.ORG\n2020;Marka;Fundacja Szpak;https://example.org/a\n",
        "utf-8",
    )
    (summary,) = read(data).summaries
    assert summary.undone == {"address": 1}
    assert "addresses without https://, or in capitals: 1" in summary.text("en")
