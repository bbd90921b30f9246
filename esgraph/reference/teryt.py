"""Turns the tables TERC and SIMC of the register TERYT (GUS) into a hierarchy of places on a date.

A gmina that is a town is that town, and has both codes. So is a county that is a town, which lies in its voivodeship at
once. The rural area of a gmina that has a town is no place of its own.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from esgraph.errors import AuthoringError, EsgraphError, Message, Problem
from esgraph.reference import table
from esgraph.reference.place import Kind, Place
from esgraph.reference.table import Row

_FOLDER: Final = Path(__file__).parent / "data"
#: What comes with the program: all units of the country, and its towns, on 2020-01-01.
TERC, SIMC = _FOLDER / "TERC.csv", _FOLDER / "SIMC.csv"

_TERC_COLUMNS: Final = ("WOJ", "POW", "GMI", "RODZ", "NAZWA", "NAZWA_DOD", "STAN_NA")
_SIMC_COLUMNS: Final = ("WOJ", "POW", "GMI", "RODZ_GMI", "RM", "NAZWA", "SYM", "SYMPOD", "STAN_NA")
#: How many digits a code has.
_DIGITS: Final = {"WOJ": 2, "POW": 2, "GMI": 2, "RODZ": 1, "RODZ_GMI": 1, "RM": 2, "SYM": 7, "SYMPOD": 7}
#: Kinds of gminas: a town, rural, urban and rural; of the last the town and the rest; districts.
_TOWN_GMINA, _RURAL, _MIXED, _TOWN_IN_GMINA, _REST, _DISTRICTS = "1", "2", "3", "4", "5", ("8", "9")
_A_TOWN: Final = "96"
#: What localities are (the register's list of kinds).
_LOCALITIES: Final = {
    "00": "część miejscowości", "01": "wieś", "02": "kolonia", "03": "przysiółek", "04": "osada", "05": "osada leśna",
    "06": "osiedle", "07": "schronisko turystyczne", "95": "dzielnica m.st. Warszawy", "96": "miasto",
    "98": "delegatura", "99": "część miasta",
}  # fmt: skip

_NOT_A_CODE: Final = Message("„{value}” nie jest kodem o {digits} cyfrach", "“{value}” is no code of {digits} digits")
_AS_GIVEN: Final = Message(
    "wpisz kod jako tekst, z zerami na początku, tak jak ma go rejestr",
    "write the code as text, with its leading zeros, as the register has it",
)
_NO_DATE: Final = Message("„{value}” nie jest datą", "“{value}” is no date")
_WRITE_DATE: Final = Message("zapisz datę jako RRRR-MM-DD", "write the date as YYYY-MM-DD")
_TOO_EARLY: Final = Message(
    "nie ma stanu rejestru na {day}: najdawniejszy jest z {oldest}",
    "there is no state of the register for {day}: the oldest is that of {oldest}",
)
_GIVE_OLDER: Final = Message(
    "podaj plik TERC z tego czasu (eteryt.stat.gov.pl)", "give a TERC file of that time (eteryt.stat.gov.pl)"
)


@dataclass(frozen=True, slots=True)
class Territory:
    """The places of a register on a date. `is_whole` says whether it knows villages, too, and not towns alone."""

    day: date
    places: tuple[Place, ...] = field(repr=False)
    is_whole: bool


def read(terc: Iterable[Path] = (TERC,), simc: Iterable[Path] = (SIMC,), day: date | None = None) -> Territory:
    """The places on a day, from the latest state that is not after it; without a day from the latest of all.

    Raises AuthoringError with what is wrong in the tables, EsgraphError if all states are of later days.
    """
    problems: list[Problem] = []
    units = [_checked(row, problems) for path in terc for row in table.read(path, _TERC_COLUMNS)]
    localities = [_checked(row, problems) for path in simc for row in table.read(path, _SIMC_COLUMNS)]
    days = sorted({_day(row, problems) for row in (*units, *localities)})
    if problems:
        raise AuthoringError(problems)
    fitting = [one for one in days if day is None or one <= day.isoformat()]
    if not fitting:
        told = _TOO_EARLY.of(day=str(day), oldest=days[0] if days else "–")
        raise EsgraphError(told, remedy=_GIVE_OLDER)
    units, localities = _latest(units, fitting), _latest(localities, fitting)
    places = tuple(_Builder(localities).build(units, localities))
    is_whole = any(row["RM"] != _A_TOWN for row in localities)
    return Territory(date.fromisoformat(fitting[-1]), places, is_whole)


def _latest(rows: list[Row], days: list[str]) -> list[Row]:
    """The rows of the latest of some days; a table of an earlier state goes with a newer one of the other."""
    known = {row["STAN_NA"] for row in rows}
    latest = next((day for day in reversed(days) if day in known), "")
    return [row for row in rows if row["STAN_NA"] == latest]


def _day(row: Row, problems: list[Problem]) -> str:
    try:
        return date.fromisoformat(row["STAN_NA"]).isoformat()
    except ValueError:
        problems.append(row.problem("STAN_NA", _NO_DATE.of(value=row["STAN_NA"]), _WRITE_DATE))
        return ""


def _checked(row: Row, problems: list[Problem]) -> Row:
    """A row with codes that have all their digits: a spreadsheet takes them for numbers and drops the zeros before."""
    for column, digits in _DIGITS.items():
        value = row.values.get(column, "")
        if not value:
            continue
        if not value.isascii() or not value.isdigit() or len(value) > digits:
            problems.append(row.problem(column, _NOT_A_CODE.of(value=value, digits=digits), _AS_GIVEN))
        row.values[column] = value.zfill(digits)
    return row


class _Builder:
    """Puts units into each other, and localities into units."""

    def __init__(self, localities: list[Row]) -> None:
        self._towns = {_unit(row): row["SYM"] for row in localities if row["RM"] == _A_TOWN}
        self._units: dict[str, Place] = {}
        self._localities: dict[str, Place] = {}

    def build(self, units: list[Row], localities: list[Row]) -> Iterator[Place]:
        """All places, those above others first."""
        for row in sorted(units, key=lambda row: (bool(row["POW"]), bool(row["GMI"]), row["RODZ"] != _MIXED)):
            if place := self._of_unit(row):
                self._units[place.terc] = place
        towns = {place.simc: place for place in self._units.values() if place.simc}
        villages = (row for row in localities if row["RM"] != _A_TOWN)
        for row in sorted(villages, key=lambda row: row["SYM"] != row["SYMPOD"]):
            around = self._localities.get(row["SYMPOD"]) or towns.get(row["SYMPOD"]) or self._gmina(_unit(row))
            kind = Kind.LOCALITY if row["SYM"] == row["SYMPOD"] else Kind.PART
            note = _LOCALITIES.get(row["RM"], "miejscowość")
            self._localities[row["SYM"]] = Place(kind, row["NAZWA"], note, simc=row["SYM"], inside=around)
        yield from self._units.values()
        yield from self._localities.values()

    def _of_unit(self, row: Row) -> Place | None:
        """The place that a unit is; None for one that is another place, or none of its own."""
        name, note, kind = row["NAZWA"], row["NAZWA_DOD"], row["RODZ"]
        code = row["WOJ"] + row["POW"] + row["GMI"] + kind
        voivodeship, county = self._units.get(row["WOJ"]), self._units.get(row["WOJ"] + row["POW"])
        if not row["POW"]:
            return Place(Kind.VOIVODESHIP, name.lower(), note, code)
        if not row["GMI"]:
            has_rights = note.startswith("miasto")  # the town itself is its county
            return None if has_rights else Place(Kind.COUNTY, name, note, code, inside=voivodeship)
        if kind in (_RURAL, _MIXED):
            return Place(Kind.GMINA, name, note, code, inside=county)
        if kind in (_TOWN_GMINA, _TOWN_IN_GMINA):
            around = county or voivodeship if kind == _TOWN_GMINA else self._units.get(code[:-1] + _MIXED)
            return Place(Kind.TOWN, name, note, code, self._towns.get(code, ""), around)
        if kind in _DISTRICTS:
            around = self._units.get(f"{row['WOJ']}{row['POW']}01{_TOWN_GMINA}")
            return Place(Kind.PART, name, note, code, inside=around)
        return None

    def _gmina(self, code: str) -> Place | None:
        return self._units.get(code[:-1] + _MIXED if code.endswith(_REST) else code)


def _unit(row: Row) -> str:
    return row["WOJ"] + row["POW"] + row["GMI"] + row["RODZ_GMI"]
