"""Turns Eurostat's correspondence of local administrative units with NUTS into the NUTS 3 unit that a place lies in.

Eurostat publishes one workbook a year with a sheet for each country (“EU-27-LAU-2024-NUTS-2024.xlsx”); in that of
Poland the code of a local unit is that of a gmina in TERC. A sheet saved as CSV is read, too.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from esgraph.errors import AuthoringError, Message, Problem
from esgraph.reference import table
from esgraph.reference.place import Place

_UNIT, _LOCAL = "NUTS 3 CODE", "LAU CODE"
_SHEET: Final = "PL"
_NUTS: Final = re.compile(r"PL[0-9]{2}[0-9A-Z]")
#: A code of a gmina, or one whose first digit, a zero, a spreadsheet dropped: voivodeships have even numbers.
_LAU: Final = re.compile(r"[0-9]{7}|[2468][0-9]{5}", re.ASCII)
#: Digits of TERC: of a county, of a gmina without its kind, of a gmina.
_COUNTY, _GMINA, _WHOLE = 4, 6, 7

_NO_UNIT: Final = Message("„{value}” nie jest kodem NUTS 3", "“{value}” is no NUTS 3 code")
_NO_GMINA: Final = Message("„{value}” nie jest kodem gminy (TERC)", "“{value}” is no code of a gmina (TERC)")
_SEVERAL: Final = Message(
    "gmina {gmina} ma tu kod {unit}, a w wierszu {line} {known}",
    "the gmina {gmina} has the code {unit} here, and {known} in line {line}",
)
_LEAVE_ONE: Final = Message("zostaw jeden z tych wierszy", "leave one of these lines")
_AS_GIVEN: Final = Message("podaj plik tak, jak wydaje go Eurostat", "give the file as Eurostat gives it out")


class Nuts:
    """The NUTS 3 units of gminas, and of the counties all of whose gminas are in one."""

    def __init__(self, units: Iterable[tuple[str, str]] = ()) -> None:
        """Begin with codes of gminas and of the units that they are in."""
        self._units: dict[str, set[str]] = defaultdict(set)
        for gmina, unit in units:
            # A town and the gmina around it have codes that differ in the last digit.
            self._units[gmina[:_GMINA]].add(unit)
            self._units[gmina[:_COUNTY]].add(unit)

    @classmethod
    def read(cls, path: Path) -> "Nuts":
        """Read the correspondence. Raises AuthoringError with what is wrong in it."""
        found, problems = [], list[Problem]()
        first = dict[str, tuple[str, int]]()
        for row in table.read(path, (_UNIT, _LOCAL), _SHEET):
            unit, gmina = row[_UNIT].upper(), row[_LOCAL]
            if unit[:2] != "PL" and unit[:2].isalpha():
                continue  # of another country
            digits = gmina.zfill(_WHOLE) if _LAU.fullmatch(gmina) else ""
            if not _NUTS.fullmatch(unit):
                problems.append(row.problem(_UNIT, _NO_UNIT.of(value=unit), _AS_GIVEN))
            if len(digits) != _WHOLE:
                problems.append(row.problem(_LOCAL, _NO_GMINA.of(value=gmina), _AS_GIVEN))
            # Of the codes of a town and the gmina around it, which differ in the last digit, both are the gmina's.
            known, line = first.setdefault(digits[:_GMINA], (unit, row.line))
            if digits and known != unit:
                told = _SEVERAL.of(gmina=gmina, unit=unit, known=known, line=line)
                problems.append(row.problem(_UNIT, told, _LEAVE_ONE))
            found.append((digits, unit))
        if problems:
            raise AuthoringError(problems)
        return cls(found)

    def of(self, place: Place) -> str:
        """The NUTS 3 code of a place, by the nearest unit around it that has one; "" for none, or several."""
        codes = (one.terc for one in (place, *place.around()) if len(one.terc) in (_COUNTY, _WHOLE))
        found = next((self._units[code[:_GMINA]] for code in codes if code[:_GMINA] in self._units), set())
        return next(iter(found)) if len(found) == 1 else ""
