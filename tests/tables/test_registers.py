"""Lists of a thousand made-up rows become the same graph whatever a spreadsheet did to them, or each damage is told."""

import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pyoxigraph as ox
import pytest
import xlsxwriter
from click.testing import CliRunner
from openpyxl import Workbook

from esgraph import resources
from esgraph.build import dataset as datasets
from esgraph.build.dataset import Dataset
from esgraph.build.incremental.baseline import Cache
from esgraph.build.project import Project
from esgraph.build.scaffold import create
from esgraph.build.validation import read_shapes, validate
from esgraph.cli import main
from esgraph.errors import AuthoringError, Problem
from esgraph.reference import authored, teryt
from esgraph.reference.gazetteer import Gazetteer
from esgraph.reference.geonames import PLACES, GeoNames
from tests.tables import registers

_SOURCE = """\
name: {pl: Zmyślona lista, en: A made-up list}
url: https://example.org/list
language: pl
table: {schema: award-list}
"""
_ROWS = 1000
#: ISO 8859-2 has no other quotation marks, and N-Triples escapes these.
_PLAIN_QUOTES = {ord(mark): "'" for mark in '„”"'} | {ord("\\"): ""}


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with the places of the registers, and no source that has a table."""
    directory = tmp_path_factory.mktemp("registers") / "data"
    create(directory)
    territory = teryt.read()
    gazetteer = Gazetteer(territory, lambda _: ())
    names = [f"{town}, powiat {county}" if county.islower() else town for town, county in registers.PLACES.items()]
    found = [place for name in names for place in gazetteer.resolve(name).places]
    assert len(found) == len(names)
    file = directory / "places.yaml"
    before = authored.File.read(file)
    new = authored.entries(found, territory, GeoNames.read(PLACES), before)
    file.write_text(before.added(new), "utf-8")
    return directory


@pytest.fixture
def data(empty: Path, tmp_path: Path) -> Path:
    """A copy of that project with a source that has a table beside it."""
    shutil.copytree(empty, tmp_path / "data")
    (tmp_path / "data" / "sources" / "lista.yaml").write_text(_SOURCE, "utf-8")
    return tmp_path / "data"


def read(data: Path, name: str = "work", cache: Cache | None = None) -> Dataset:
    return datasets.read(Project.open(data), cache.dataset if cache else data.parent / name, cache=cache)


def said(dataset: Dataset) -> set[str]:
    """What the source says, but for which row says it and in what file."""
    left = {quad for quad in dataset.graph("source/lista") if "/id/evidence/" not in str(quad)}
    kept = (
        str(one)
        for one in left
        if not str(one.predicate).endswith(("#tableSha256>", "#fileName>")) and "#mentionedAs" not in str(one.predicate)
    )
    return set(kept)


@pytest.fixture(scope="session")
def true() -> list[registers.Row]:
    return registers.rows(Random(1), _ROWS)  # noqa: S311


@pytest.fixture(scope="session")
def expected(empty: Path, true: list[registers.Row], tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """What the undamaged list says, as a plain CSV file."""
    directory = tmp_path_factory.mktemp("true") / "data"
    shutil.copytree(empty, directory)
    (directory / "sources" / "lista.yaml").write_text(_SOURCE, "utf-8")
    registers.write_csv(directory / "sources" / "lista.csv", true)
    dataset = read(directory)
    assert validate(dataset, read_shapes(resources.shapes())).valid
    (summary,) = dataset.summaries
    assert (summary.rows, summary.used, summary.undone) == (_ROWS, _ROWS, {})
    assert summary.unused == ("Lp.",)
    found = said(dataset)
    # Every cell but those of the row's own evidence is there.
    for row in true:
        assert any(f'def#krs> "{row["KRS"]}"' in one for one in found)
    return found


@pytest.mark.parametrize(("seed", "title"), [(0, False), (1, True), (2, True)])
def test_what_a_spreadsheet_did_is_undone(
    data: Path, true: list[registers.Row], expected: set[str], seed: int, title: bool
) -> None:
    made = registers.damaged(Random(seed), true, registers.UNDONE, part=0.4)  # noqa: S311
    registers.write_xlsx(data / "sources" / "lista.xlsx", made.given, title=title)
    dataset = read(data)
    assert said(dataset) == expected
    (summary,) = dataset.summaries
    assert (summary.rows, summary.used) == (_ROWS, _ROWS)
    assert dict(summary.undone) == {kind: number for kind, number in made.undone.items() if kind}


def test_merged_cells_hold_for_each_row(data: Path, true: list[registers.Row], expected: set[str]) -> None:
    registers.write_xlsx(data / "sources" / "lista.xlsx", true, merged=True)
    dataset = read(data)
    assert said(dataset) == expected
    (summary,) = dataset.summaries
    years = {str(row["Rok"]) for row in true}
    assert summary.undone == {"merged": _ROWS - len(years)}


@pytest.mark.parametrize(
    ("encoding", "delimiter"),
    [("utf-8-sig", ";"), ("utf-16", "\t"), ("cp1250", "|"), ("iso8859-2", ";"), ("utf-8", ",")],
)
def test_any_encoding_and_delimiter(
    data: Path, true: list[registers.Row], expected: set[str], encoding: str, delimiter: str
) -> None:
    plain = [{**row, "Nazwa": str(row["Nazwa"]).translate(_PLAIN_QUOTES)} for row in true]
    registers.write_csv(data / "sources" / "lista.csv", plain if encoding == "iso8859-2" else true, encoding, delimiter)
    dataset = read(data)
    assert {one.translate(_PLAIN_QUOTES) for one in said(dataset)} == {one.translate(_PLAIN_QUOTES) for one in expected}
    (summary,) = dataset.summaries
    names = {"cp1250": "Windows-1250", "iso8859-2": "ISO 8859-2"}
    assert summary.undone == ({names[encoding]: 1} if encoding in names else {})


def problems_of(data: Path) -> list[Problem]:
    with pytest.raises(AuthoringError) as caught:
        read(data)
    return list(caught.value.problems)


def test_each_damage_that_cannot_be_undone_is_told_with_its_place(data: Path, true: list[registers.Row]) -> None:
    assert len(registers.LOST) == registers.KINDS
    made = registers.spoilt(Random(2), true)  # noqa: S311
    place = registers.write_xlsx(data / "sources" / "lista.xlsx", made.given, title=True)
    found = problems_of(data)
    told = [(one.where.sheet, one.where.line, one.where.key) for one in found]
    assert told == [("Laureaci", place[at], damage.column) for at, damage in made.lost]
    for problem, (_, damage) in zip(found, made.lost, strict=True):
        assert damage.told in problem.text("en"), problem.text("en")
        assert problem.remedy["pl"]
        assert problem.remedy["en"]
        assert "lista.xlsx[Laureaci]:" in problem.text("pl")


@pytest.fixture
def few() -> list[registers.Row]:
    """Some rows, which are written as a table when the test has changed them."""
    return registers.rows(Random(3), 5)  # noqa: S311


def _wrong(data: Path, rows: list[registers.Row]) -> list[str]:
    registers.write_csv(data / "sources" / "lista.csv", rows)
    return [problem.text("en") for problem in problems_of(data)]


def test_a_row_that_repeats_another_is_told(data: Path, few: list[registers.Row]) -> None:
    (told,) = _wrong(data, [*few, {**few[1], "Lp.": "6"}])
    assert "lista.csv:7: the row repeats row 3" in told


def test_two_numbers_of_one_organisation_are_told(data: Path, few: list[registers.Row]) -> None:
    (told,) = _wrong(data, [*few, {**few[1], "Rok": "2024", "KRS": "0000777777"}])
    assert "lista.csv:7: KRS: row 3 has another value" in told


def test_a_place_of_several_is_told_with_all(data: Path, few: list[registers.Row]) -> None:
    few[2] |= {"Miejscowość": "", "Powiat": "grodziski"}
    (told,) = _wrong(data, few)
    assert "Powiat: “powiat grodziski” is several places" in told
    assert "wielkopolskie" in told
    assert "mazowieckie" in told


@pytest.mark.parametrize("written", ["w trakcie rejestracji 2020", "RHC 2145", "ul. Długa 5", "2019-05-12 r."])
def test_what_is_no_number_is_not_made_one(data: Path, few: list[registers.Row], written: str) -> None:
    few[1]["KRS"] = written
    (told,) = _wrong(data, few)
    assert f"KRS: “{written}” is no KRS number" in told


def test_names_in_other_letters_are_two(data: Path, few: list[registers.Row]) -> None:
    few[1]["Nazwa"], few[2]["Nazwa"] = "Fundacja „Sąd”", "Fundacja „Sad”"
    few[2] |= {"Miejscowość": few[1]["Miejscowość"], "Powiat": few[1]["Powiat"]}
    told = _wrong(data, few)
    assert any("lista.csv:4: Nazwa: row 3 has this name with other letters" in one for one in told)


def test_a_name_in_another_script_is_a_name(data: Path, few: list[registers.Row]) -> None:
    few[1]["Nazwa"] = "Фундація"
    registers.write_csv(data / "sources" / "lista.csv", few)
    found = [str(one) for one in read(data).graph("source/lista")]
    assert any('prefLabel> "Фундація"@pl' in one for one in found)
    assert sum("#recipient>" in one for one in found) == len(few)


def test_sheets_of_a_source_may_not_contradict_each_other(data: Path) -> None:
    book = xlsxwriter.Workbook(str(data / "sources" / "lista.xlsx"))
    for name, krs in (("A 1", "0000123456"), ("A-1", "0000654321")):
        sheet = book.add_worksheet(name)
        sheet.write_row(0, 0, ["Rok", "Nagroda", "Nazwa", "KRS"])
        sheet.write_row(1, 0, ["2020" if name == "A 1" else "2021", "Marka", "Fundacja Świt", krs])
    book.close()
    _source(data, "{schema: award-list}", "[{schema: award-list, sheet: A 1}, {schema: award-list, sheet: A-1}]")
    (told,) = problems_of(data)
    assert "lista.xlsx[A-1]:2: KRS: row 2 [A 1] has another value" in told.text("en")


def test_a_formula_that_nobody_worked_out_is_told(data: Path) -> None:
    book = Workbook()
    sheet = book.create_sheet("Lista", 0)
    sheet.append(["Rok", "Nagroda", "Nazwa", "KRS"])
    sheet.append(["2020", "Marka_x000D_", "Fundacja Świt", '="0000"&"123456"'])
    book.save(data / "sources" / "lista.xlsx")
    _source(data, "award-list", "award-list, sheet: Lista")
    (told,) = problems_of(data)
    assert "KRS: the cell has a formula that was never worked out" in told.text("en")


def test_an_iri_of_somebody_else_is_no_id(data: Path) -> None:
    text = "id;Rok;Nagroda;Nazwa\nhttps://other.example/foo/organization/bar;2020;Marka;Fundacja Świt\n"
    (data / "sources" / "lista.csv").write_text(text, "utf-8")
    (told,) = problems_of(data)
    assert "is no id" in told.text("en")


def test_places_that_lie_in_each_other_end(data: Path, few: list[registers.Row]) -> None:
    path = data / "places.yaml"
    ring = (
        "  wies-a:\n    name: {pl: Wieś A, en: A}\n    inside: wies-b\n"
        "  wies-b:\n    name: {pl: Wieś B, en: B}\n    inside: wies-a\n"
    )
    path.write_text(path.read_text("utf-8") + ring, "utf-8")
    few[1] |= {"Miejscowość": "Wieś A", "Powiat": "wołomiński"}
    (told,) = _wrong(data, few)
    assert "Wieś A" in told


@pytest.mark.parametrize("town", ["Warszawa", "M.ST. WARSZAWA"])
def test_districts_of_warsaw_are_in_it(data: Path, town: str) -> None:
    rows = f"2020;Marka;Fundacja Świt;{town};Ochota;m. st. Warszawa"
    (data / "sources" / "lista.csv").write_text(f"Rok;Nagroda;Nazwa;Miejscowość;Gmina;Powiat\n{rows}\n", "utf-8")
    (told,) = problems_of(data)
    assert "does not have these places: Warszawa" in told.text("en")


def test_a_part_of_an_address_that_does_not_fit_is_told(data: Path, few: list[registers.Row]) -> None:
    few[1] |= {"Miejscowość": "Tłuszcz", "Powiat": "wegrowskii"}
    (told,) = _wrong(data, few)
    assert "Powiat: “wegrowskii” does not fit the place" in told
    assert "powiat wołomiński" in told


def test_what_a_scheme_does_not_have_is_told_once(data: Path, few: list[registers.Row]) -> None:
    for row in few[1:4]:
        row["Typ"] = "zrzeszenie lokalne"
    (told,) = _wrong(data, few)
    assert "“zrzeszenie lokalne” (in these rows, too: 4, 5)" in told


def test_categories_that_no_scheme_has_are_kept_as_text(data: Path, few: list[registers.Row]) -> None:
    for row in few:
        row |= {"Kategoria": "Debiut roku", "Ranga": "I miejsce"}
    registers.write_csv(data / "sources" / "lista.csv", few)
    dataset = read(data)
    assert validate(dataset, read_shapes(resources.shapes())).valid
    assert dataset.summaries[0].as_text == {"kategoria: Debiut roku": 5, "ranga: I miejsce": 5}
    told = [str(one.object) for one in dataset.graph("source/lista") if "description" in str(one.predicate)]
    assert '"W tabeli: kategoria: Debiut roku; ranga: I miejsce"@pl' in told


def test_sums_remarks_and_cells_without_a_heading_are_told(data: Path, few: list[registers.Row]) -> None:
    registers.write_csv(data / "sources" / "lista.csv", few)
    table = data / "sources" / "lista.csv"
    lines = table.read_text("utf-8").splitlines()
    lines[2] += ";obok;jeszcze"
    lines += ["Razem;5", "* stan na 1 listopada", ";;;;;;Sporządził wydział"]
    table.write_text("\n".join(lines), "utf-8")
    # A name alone is an entry without what it needs.
    assert {(one.where.line, one.where.key) for one in problems_of(data)} == {(9, "Rok"), (9, "Nagroda")}
    table.write_text("\n".join(lines[:-1]), "utf-8")
    (summary,) = read(data, "mended").summaries
    assert (summary.rows, summary.used) == (7, 5)
    assert summary.rows_told["remarks"] == (7, 8)
    assert summary.unused == ("Lp.", "P (1)", "Q (1)")


@pytest.mark.parametrize("written", ["2018", "wiosenna", "x", "4/2018", "XL", "218"])
def test_an_edition_that_is_no_number_is_kept_in_words(data: Path, few: list[registers.Row], written: str) -> None:
    """Many lists have the year there."""
    registers.write_csv(data / "sources" / "lista.csv", [{**few[0], "Edycja": written}])
    dataset = read(data)
    assert validate(dataset, read_shapes(resources.shapes())).valid
    assert dataset.summaries[0].as_text == {f"edycja: {written}": 1}
    said = [one for one in dataset.graph("source/lista") if "/id/edition/" in str(one.subject)]
    assert not [one for one in said if "position" in str(one.predicate)]
    assert {str(one.object) for one in said if "description" in str(one.predicate)} == {
        f'"W tabeli: edycja: {written}"@pl', f'"In the table: edycja: {written}"@en'
    }  # fmt: skip


def test_other_sheets_hidden_rows_and_what_is_struck_out_are_told(data: Path, few: list[registers.Row]) -> None:
    book = xlsxwriter.Workbook(str(data / "sources" / "lista.xlsx"))
    for name in ("2024", "2023"):
        sheet = book.add_worksheet(name)
        sheet.write_row(0, 0, registers.HEADINGS)
        for at, row in enumerate(few, 1):
            struck = book.add_format({"font_strikeout": True}) if at == 2 else None
            sheet.write_row(at, 0, [str(row[heading]) for heading in registers.HEADINGS], struck)
        sheet.set_row(3, None, None, {"hidden": True})
    book.close()
    _source(data, "award-list", "award-list, sheet: '2024'")
    (summary,) = read(data).summaries
    assert summary.others == ("2023",)
    assert summary.rows_told == {"remarks": (), "hidden": (4,), "struck": (3,)}
    told = summary.text("pl")
    assert "inne arkusze tego pliku, nieodczytane: 2023" in told
    assert "wiersze ukryte w arkuszu, odczytane jak inne: 4" in told


def test_a_new_id_names_an_organisation(data: Path) -> None:
    table = data / "sources" / "lista.csv"
    same = "2020;Marka;Spółdzielnia Wiosna;Radom"
    table.write_text(f"id;Rok;Nagroda;Nazwa;Miejscowość\nwiosna-1;{same}\nwiosna-2;{same}\n", "utf-8")
    found = {str(one) for one in read(data).graph("source/lista")}
    for one in ("wiosna-1", "wiosna-2"):
        assert any(f"organization/{one}> <http://www.w3.org/2004/02/skos/core#prefLabel>" in each for each in found)
    table.write_text(f"id;Rok;Nagroda;Nazwa;Miejscowość\nplace/radom;{same}\n", "utf-8")
    (told,) = problems_of(data)
    assert "“place/radom” is no id" in told.text("en")


def test_places_that_are_to_be_added_are_told_together(data: Path, few: list[registers.Row]) -> None:
    few[1] |= {"Miejscowość": "Gdynia", "Powiat": ""}
    few[3] |= {"Miejscowość": "Wieliczka", "Powiat": "wielicki"}
    (told,) = _wrong(data, few)
    assert "does not have these places: Gdynia, Wieliczka" in told
    codes = told.partition("esgraph places ")[2].partition(" --append")[0].split()
    done = CliRunner().invoke(main, ["places", *codes, "--append", str(data / "places.yaml")])
    assert done.exit_code == 0, done.output
    assert read(data, "mended").summaries[0].used == len(few)


def test_an_id_leads_to_what_there_is(data: Path) -> None:
    """Such as `/match` puts beside a name: the row describes the organisation, and does not name another one."""
    source = data / "sources" / "lista.yaml"
    source.write_text(_SOURCE + "organizations:\n  swit:\n    name: {pl: Świt, en: Świt}\n    kind: foundation\n"
                      "    evidence: {paraphrase: {pl: x, en: x}}\n", "utf-8")  # fmt: skip
    text = "\ufeffid;Rok;Nagroda;Nazwa;Miejscowość\nhttps://example.org/es/id/organization/swit;2020;Marka;Fundacja Świt;Radom\n"
    (data / "sources" / "lista.csv").write_text(text, "utf-8")
    found = {str(one) for one in read(data).graph("source/lista")}
    base = "<https://example.org/es/id/"
    assert f'{base}organization/swit> <http://www.w3.org/2004/02/skos/core#prefLabel> "Świt"@pl' in found
    assert f"{base}organization/swit> <https://schema.org/location> {base}place/radom>" in found
    assert any(
        "conferral" in one and "#recipient> <https://example.org/es/id/organization/swit>" in one for one in found
    )
    assert not any('prefLabel> "Fundacja Świt"' in one for one in found)


def test_persons_are_left_out_and_names_alone_are_told(data: Path, few: list[registers.Row]) -> None:
    few[1] |= {"Nazwa": "Jan Zmyślony", "Typ": "osoba"}
    bare = {
        "Nazwa": "Koło Gospodyń Wiejskich",
        "Typ": "",
        "Miejscowość": "",
        "Powiat": "",
        "NIP": "",
        "REGON": "",
        "KRS": "",
    }
    registers.write_csv(data / "sources" / "lista.csv", [*few, {**few[0], **bare}, {**few[0], **bare, "Rok": "2024"}])
    dataset = read(data)
    assert not any("Jan Zmy" in str(one) for one in dataset.graph("source/lista"))
    (summary,) = dataset.summaries
    assert (summary.rows, summary.used, summary.persons) == (7, 6, 1)
    assert summary.alike == ("Koło Gospodyń Wiejskich",)
    assert "Koło Gospodyń Wiejskich" in summary.text("pl")


def test_one_of_two_tables_names_what_both_have(data: Path, few: list[registers.Row]) -> None:
    other = data / "sources" / "nowa.yaml"
    other.write_text(_SOURCE, "utf-8")
    registers.write_csv(data / "sources" / "lista.csv", few)
    changed = [{**row, "Nazwa": str(row["Nazwa"]).upper(), "Rok": "2025", "Edycja": "15"} for row in few]
    registers.write_csv(data / "sources" / "nowa.csv", changed)
    dataset = read(data)
    assert validate(dataset, read_shapes(resources.shapes())).valid
    names = [one for one in dataset.graph("source/nowa") if "#prefLabel" in str(one.predicate)]
    assert all("/id/edition/" in str(one.subject) or "/id/source/" in str(one.subject) for one in names)


def test_what_has_another_id_is_the_same(data: Path, few: list[registers.Row]) -> None:
    source = data / "sources" / "lista.yaml"
    source.write_text(_SOURCE.replace("award-list}", "award-list, same: {award/zmyslona-marka: award/marka}}")
                      + "awards:\n  marka:\n    name: {pl: Marka, en: Brand}\n    evidence: {paraphrase: {pl: x, en: x}}\n", "utf-8")  # fmt: skip
    registers.write_csv(data / "sources" / "lista.csv", few)
    found = {str(one) for one in read(data).graph("source/lista")}
    assert not any("award/zmyslona-marka" in one for one in found)
    assert any("#editionOf> <https://example.org/es/id/award/marka>" in one for one in found)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda data: (data / "sources" / "lista.yaml").unlink(), "there is no lista.yaml"),
        (lambda data: (data / "sources" / "lista.csv").rename(data / "sources" / "inna.csv"), "there is no inna.yaml"),
        (lambda data: (data / "sources" / "lista.csv").unlink(), "there is no table of this source"),
        (lambda data: (data / "sources" / "lista.tsv").write_text("a"), "has a table already"),
        (lambda data: _source(data, "award-list", "award-lst"), "there is no table schema “award-lst”"),
        (lambda data: _source(data, "{schema: award-list}", "award-list"), "award-list"),
        (lambda data: _source(data, "award-list", "award-list, sheet: X"), "there is no sheet “X”"),
        (lambda data: _source(data, "award-list", "award-list, shet: X"), "unknown key “shet”"),
        (lambda data: _source(data, "award-list", "award-list, sheet: [X]"), "sheet: 2024"),
        (lambda data: _source(data, "award-list", "award-list, same: {a: [b]}"), "sheet: 2024"),
        (lambda data: _source(data, "{schema: award-list}", "[]"), "schema: award-list"),
        (lambda data: _source(data, "award-list", "../sources/x.json"), "there is no table schema"),
        (lambda data: _source(data, "table: {schema: award-list}\n", ""), "table: {schema: award-list}"),
        (lambda data: _table(data, "Nazwa;", "Kto;"), "columns are missing: nazwa / nazwa podmiotu"),
        (lambda data: _table(data, "Nazwa;", "Kto;"), "this row has: Lp., Rok, Edycja, Nagroda, Kategoria, Ranga, Kto"),
        (lambda data: (data / "sources" / "lista.xls").write_bytes(b""), "files of .xls are not read"),
        (lambda data: (data / "sources" / "lista.csv").write_text("Rok;Nagroda;Nazwa\n"), "no rows below the headings"),
        (lambda data: _table(data, "Ranga;", "Rok edycji;"), "two columns mean “rok”"),
        (lambda data: _table(data, "Zmyślona", '"Zmyślona'), "this is not valid CSV"),
        (lambda data: (data / "sources" / "lista.csv").write_text(""), "columns are missing"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_table_is_told(data: Path, few: list[registers.Row], change: Any, told: str) -> None:
    registers.write_csv(data / "sources" / "lista.csv", few)
    change(data)
    with pytest.raises(AuthoringError) as caught:
        read(data)
    assert any(told in problem.text("en") for problem in caught.value.problems), caught.value.problems


def _source(data: Path, before: str, after: str) -> None:
    path = data / "sources" / "lista.yaml"
    path.write_text(path.read_text("utf-8").replace(before, after), "utf-8")


def _table(data: Path, before: str, after: str) -> None:
    path = data / "sources" / "lista.csv"
    path.write_text(path.read_text("utf-8").replace(before, after, 1), "utf-8")


def test_a_file_that_is_no_workbook_is_told(data: Path) -> None:
    (data / "sources" / "lista.xlsx").write_bytes(b"PK\x03\x04 and no more")
    (told,) = problems_of(data)
    assert "this is no XLSX workbook" in told.text("en")


def test_a_table_that_changed_is_read_again(data: Path, few: list[registers.Row], tmp_path: Path) -> None:
    """And so is one whose places changed; else the baseline is what a full reading gives."""
    from esgraph.build.incremental.baseline import opened

    table = data / "sources" / "lista.csv"
    registers.write_csv(table, few)
    changes: list[Callable[[], None]] = [
        lambda: registers.write_csv(table, few[:3]),
        lambda: None,
        lambda: _rename(data),
        lambda: None,
    ]
    for change in changes:
        with opened(tmp_path / "cache", lambda: None) as cache:
            dataset = read(data, cache=cache)
            report = validate(dataset, read_shapes(resources.shapes()))
            assert report.valid
            kept = dataset.nquads.read_bytes()
            cache.keep(dataset.counts, report.focuses, dataset.origins.asked)
        anew = tmp_path / "anew"
        shutil.rmtree(anew, ignore_errors=True)
        assert datasets.read(Project.open(data), anew).nquads.read_bytes() == kept
        change()


def _rename(data: Path) -> None:
    path = data / "places.yaml"
    path.write_text(path.read_text("utf-8").replace("\n  radom:", "\n  miasto-radom:"), "utf-8")


def test_a_schema_of_ones_own(data: Path) -> None:
    (data / "sources" / "moja.json").write_text(
        """{"@context": "http://www.w3.org/ns/csvw", "aboutUrl": "organization/{_key}", "columns": [
        {"name": "podmiot", "titles": {"pl": ["Podmiot"]}, "propertyUrl": "skos:prefLabel", "required": true},
        {"name": "strona", "titles": {"pl": "WWW"}, "propertyUrl": "foaf:homepage"},
        {"name": "rodzaj", "virtual": true, "propertyUrl": "http://www.w3.org/ns/org#classification",
         "valueUrl": "https://w3id.org/esgraph/scheme/kind/foundation"}]}""",
        "utf-8",
    )
    _source_text = _SOURCE.replace("award-list", "moja.json")
    (data / "sources" / "lista.yaml").write_text(_source_text, "utf-8")
    (data / "sources" / "lista.csv").write_text("Podmiot;WWW\nFundacja Łąka;www.example.org\n", "utf-8")
    found = {str(one) for one in read(data).graph("source/lista")}
    subject = "<https://example.org/es/id/organization/fundacja-laka>"
    assert f"{subject} <http://xmlns.com/foaf/0.1/homepage> <https://www.example.org>" in found
    assert any(f"{subject} <http://www.w3.org/ns/org#classification>" in one for one in found)


def test_evidence_points_to_sheet_and_row(data: Path, few: list[registers.Row]) -> None:
    place = registers.write_xlsx(data / "sources" / "lista.xlsx", few, title=True)
    store = read(data).store()
    query = """
      PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX esg: <https://w3id.org/esgraph/def#>
      PREFIX spdx: <http://spdx.org/rdf/terms#> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> PREFIX dcterms: <http://purl.org/dc/terms/>
      SELECT ?krs ?fragment ?sheet ?words ?file {
        ?who esg:krs ?krs ; esg:evidence ?evidence . ?evidence oa:hasSource ?source ; oa:hasSelector ?part, ?quote .
        ?part dcterms:conformsTo <http://tools.ietf.org/rfc/rfc7111> ; rdf:value ?fragment ; esg:sheet ?sheet .
        ?quote oa:exact ?words . ?source spdx:fileName ?file }"""
    found = store.query(query)
    assert isinstance(found, ox.QuerySolutions)
    told = {tuple(value.value for value in solution if isinstance(value, ox.Literal)) for solution in found}
    assert told == {
        (row["KRS"], f"row={place[at]}", "Laureaci", row["Nazwa"], "lista.xlsx") for at, row in enumerate(few)
    }  # fmt: skip
