"""TERC and SIMC become a hierarchy of places, and what a spreadsheet did to them is undone or told."""

import csv
import io
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from esgraph.errors import AuthoringError, EsgraphError
from esgraph.reference import teryt
from esgraph.reference.place import Kind, Place
from esgraph.reference.teryt import Territory

_TERC = """\
WOJ;POW;GMI;RODZ;NAZWA;NAZWA_DOD;STAN_NA
02;;;;DOLNOŚLĄSKIE;województwo;{day}
02;01;;;bolesławiecki;powiat;{day}
02;01;04;3;Nowogrodziec;gmina miejsko-wiejska;{day}
02;01;04;4;Nowogrodziec;miasto;{day}
02;01;04;5;Nowogrodziec;obszar wiejski;{day}
02;64;;;Wrocław;miasto na prawach powiatu;{day}
02;64;01;1;Wrocław;gmina miejska;{day}
"""
_SIMC = """\
WOJ;POW;GMI;RODZ_GMI;RM;MZ;NAZWA;SYM;SYMPOD;STAN_NA
02;01;04;4;96;1;Nowogrodziec;0936351;0936351;2020-01-01
02;01;04;5;00;1;Dolna Gościszowa;0191201;0191193;2020-01-01
02;01;04;5;01;1;Gościszów;0191193;0191193;2020-01-01
02;64;01;1;96;1;Wrocław;0986283;0986283;2020-01-01
"""


def written(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def small(
    tmp_path: Path, terc: str = _TERC.format(day="2020-01-01"), simc: str = _SIMC, encoding: str = "utf-8"
) -> Territory:
    tables = written(tmp_path / "TERC.csv", terc, encoding), written(tmp_path / "SIMC.csv", simc, encoding)
    return teryt.read(tables[:1], tables[1:])


def by_name(territory: Territory, title: str) -> Place:
    (place,) = [one for one in territory.places if one.title == title]
    return place


@pytest.fixture(scope="module")
def shipped() -> Territory:
    return teryt.read()


def test_the_register_that_ships_is_whole_but_for_villages(shipped: Territory) -> None:
    counted = Counter(place.kind for place in shipped.places)
    # 66 towns have the rights of a county (GUS, 1 January 2020: 380 counties and such towns, 2,477 gminas, 944 towns).
    assert counted[Kind.VOIVODESHIP] == 16
    assert counted[Kind.COUNTY] == 380 - 66
    assert counted[Kind.TOWN] == 944
    assert (
        counted[Kind.GMINA] + sum(place.kind is Kind.TOWN and place.terc[-1] == "1" for place in shipped.places) == 2477
    )
    assert (shipped.day, shipped.is_whole) == (date(2020, 1, 1), False)
    assert all(place.simc for place in shipped.places if place.kind is Kind.TOWN)


def test_every_place_lies_in_those_that_its_code_says(shipped: Territory) -> None:
    for place in shipped.places:
        around = [one.terc for one in place.around()]
        assert all(place.terc.startswith(code[:2]) for code in around)
        assert len({*around, place.terc}) == len(around) + 1
        if place.kind is not Kind.VOIVODESHIP:
            assert around[-1] == place.terc[:2]
        if place.kind is Kind.GMINA:
            assert around == [place.terc[:4], place.terc[:2]]


def test_a_town_has_one_entry_whatever_it_is_besides(tmp_path: Path) -> None:
    territory = small(tmp_path)
    town, city = by_name(territory, "Nowogrodziec"), by_name(territory, "Wrocław")
    assert (town.terc, town.simc, [one.title for one in town.around()]) == (
        "0201044", "0936351", ["gmina Nowogrodziec", "powiat bolesławiecki", "województwo dolnośląskie"],
    )  # fmt: skip
    assert (city.terc, city.simc, [one.title for one in city.around()]) == (
        "0264011",
        "0986283",
        ["województwo dolnośląskie"],
    )
    assert territory.is_whole


def test_parts_lie_in_what_they_are_parts_of(tmp_path: Path) -> None:
    part = by_name(small(tmp_path), "Dolna Gościszowa")
    assert part.kind is Kind.PART
    assert [one.title for one in part.around()][:2] == ["Gościszów", "gmina Nowogrodziec"]


def _by_spreadsheet(text: str, delimiter: str) -> str:
    """The same table as a spreadsheet saves it that took the codes for numbers, with an empty line at the end."""
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    names = {"NAZWA", "NAZWA_DOD", "STAN_NA"}
    numbers = [number for number, name in enumerate(rows[0]) if name not in names]
    for row in rows[1:]:
        for number in numbers:
            row[number] = row[number].lstrip("0") or row[number][:1]
        row[rows[0].index("NAZWA")] += " "
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows([*rows, [""] * len(rows[0])])
    return out.getvalue()


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1250"])
def test_what_a_spreadsheet_did_is_undone(tmp_path: Path, delimiter: str, encoding: str) -> None:
    (tmp_path / "as-it-is").mkdir()
    terc = _by_spreadsheet(_TERC.format(day="2020-01-01"), delimiter)
    damaged = small(tmp_path, terc, _by_spreadsheet(_SIMC, delimiter), encoding)
    assert damaged == small(tmp_path / "as-it-is")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("02;01;04;3", "02;01;4a;3", "“4a” is no code of 2 digits"),
        ("02;01;04;3", "02;001;04;3", "“001” is no code of 2 digits"),
        ("gmina miejsko-wiejska;2020-01-01", "gmina miejsko-wiejska;01.01.2020", "“01.01.2020” is no date"),
        ("Nowogrodziec;miasto;", "Nowogrodziec;", "6 cells, where the header has 7"),
        ("WOJ;POW;GMI;RODZ;", "WOJ;POW;GMI;TYP;", "the header has no RODZ"),
    ],
)
def test_what_cannot_be_undone_is_told_with_its_line(tmp_path: Path, old: str, new: str, told: str) -> None:
    text = _TERC.format(day="2020-01-01")
    assert old in text
    with pytest.raises(AuthoringError) as error:
        small(tmp_path, text.replace(old, new, 1))
    (problem,) = error.value.problems
    assert told in problem.what["en"]
    assert problem.where.file.name == "TERC.csv"
    assert problem.where.line == text[: text.index(old)].count("\n") + 1
    assert problem.remedy["pl"]
    assert problem.remedy["en"]


def test_codes_are_those_of_the_day(tmp_path: Path) -> None:
    old = _TERC.format(day="2010-01-01").replace("bolesławiecki", "dawny")
    tables = written(tmp_path / "old.csv", old), written(tmp_path / "new.csv", _TERC.format(day="2020-01-01"))
    simc = [written(tmp_path / "SIMC.csv", _SIMC)]
    then, now = (teryt.read(tables, simc, day) for day in (date(2015, 6, 1), None))
    assert [place.name for place in then.places if place.kind is Kind.COUNTY] == ["dawny"]
    assert [place.name for place in now.places if place.kind is Kind.COUNTY] == ["bolesławiecki"]
    assert (then.day, now.day) == (date(2010, 1, 1), date(2020, 1, 1))
    with pytest.raises(EsgraphError, match="the oldest is that of 2010-01-01"):
        teryt.read(tables, simc, date(2009, 12, 31))
