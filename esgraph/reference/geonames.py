"""Turns the dump of a country in GeoNames into its features, and a place of a register into the feature that is it.

The dump is a table without a header: nineteen columns divided by tabs (https://download.geonames.org/export/dump/readme.txt).
In Poland its code of a county (admin2) is that of TERC, and so is its code of a gmina (admin3) without the last digit.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from esgraph import polish
from esgraph.errors import LANGUAGES, AuthoringError, Location, Message, Problem
from esgraph.reference import archive
from esgraph.reference.place import Kind, Place

#: What comes with the program: voivodeships, counties, and populated places of 500 people and more.
PLACES: Final = Path(__file__).parent / "data" / "GEONAMES.txt"

_COLUMNS: Final = 19
_COUNTY, _VOIVODESHIP, _POPULATED = "ADM2", "ADM1", "P"
_DEGREES: Final = re.compile(r"-?[0-9]{1,3}(\.[0-9]+)?")
_NORTH, _EAST = 90, 180

_NO_FEATURE: Final = Message(
    "to nie jest wiersz z GeoNames: kolumn jest {cells}, a ma być {columns}, pierwsza z liczbą",
    "this is no line of GeoNames: it has {cells} columns, of {columns} of which the first is a number",
)
_NO_TEXT: Final = Message("tego wiersza nie da się odczytać w UTF-8", "this line cannot be read as UTF-8")
_EMPTY: Final = Message("plik jest pusty", "the file is empty")
_NO_DEGREES: Final = Message(
    "„{value}” nie jest liczbą stopni od -{most} do {most}, z kropką",
    "“{value}” is no number of degrees from -{most} to {most}, with a point",
)
_AS_GIVEN: Final = Message(
    "podaj PL.zip z https://download.geonames.org/export/dump/PL.zip albo plik PL.txt z niego",
    "give PL.zip of https://download.geonames.org/export/dump/PL.zip, or the file PL.txt in it",
)


@dataclass(frozen=True, slots=True)
class Feature:
    """A feature of GeoNames: its number, folded names, place on the globe (WGS 84, degrees), and codes of its units."""

    number: int
    names: frozenset[str]
    latitude: str
    longitude: str
    kind: str
    code: str
    admin1: str
    admin2: str
    admin3: str


class GeoNames:
    """The features of a country, found by what they share with a place of TERYT."""

    def __init__(self, features: Iterable[Feature]) -> None:
        self._counties: dict[str, Feature] = {}
        self._voivodeships: dict[str, Feature] = {}
        self._populated: dict[str, list[Feature]] = defaultdict(list)
        for one in features:
            if one.code == _COUNTY and one.admin2:
                self._counties[one.admin2] = one
            elif one.code == _VOIVODESHIP:
                self._voivodeships[one.admin1] = one
            elif one.kind == _POPULATED:
                for name in one.names:
                    self._populated[name].append(one)
        #: By GeoNames' code of a voivodeship that of TERC, with which those of its counties begin.
        self._terc = {one.admin1: one.admin2[:2] for one in self._counties.values()}

    @classmethod
    def read(cls, path: Path = PLACES) -> "GeoNames":
        """Read a dump. Raises AuthoringError for a line that is none of it."""
        return cls(_features(path))

    def of(self, place: Place) -> list[Feature]:
        """The features that a place may be: by code, else by name and the narrowest unit that GeoNames gives."""
        if place.kind is Kind.COUNTY:
            return [self._counties[place.terc]] if place.terc in self._counties else []
        if place.kind is Kind.VOIVODESHIP:
            return [one for code, one in self._voivodeships.items() if self._terc.get(code) == place.terc]
        if place.kind not in (Kind.TOWN, Kind.LOCALITY):
            return []
        return [one for one in self._populated.get(polish.fold(place.name), ()) if self._lies_in(one, place)]

    def told_apart(self, feature: Feature, place: Place, namesakes: Iterable[Place]) -> bool:
        """Whether a feature that may be a place can be none of its namesakes, as far as its codes tell.

        Of several the town is meant, if one is: each is the seat of a gmina, and GeoNames has all of these, but not all
        villages.
        """
        others = [one for one in namesakes if one != place and place not in one.around()]
        others = [one for one in others if self._lies_in(feature, one)]
        return not any(place.kind is not Kind.TOWN or one.kind is Kind.TOWN for one in others)

    def _lies_in(self, feature: Feature, place: Place) -> bool:
        """Whether a feature lies in the units of a place, by the narrowest code that it has."""
        units = [one.terc for one in (place, *place.around()) if one.terc]
        narrow = feature.admin3 or feature.admin2
        return self._terc.get(feature.admin1) in units and any(code.startswith(narrow) for code in units)


def _features(path: Path) -> Iterator[Feature]:
    content = archive.read(path, ".txt")
    problems = list[Problem]()
    for number, line in enumerate(content.body.splitlines(), 1):
        if not line.strip():
            continue  # the end of the file, as some programs write it
        where = Location(path, number, sheet=content.member)
        try:
            cells = line.decode("utf-8-sig").split("\t")
        except UnicodeDecodeError as error:
            raise AuthoringError([_problem(where, _NO_TEXT)]) from error
        if len(cells) != _COLUMNS or not cells[0].isdigit():
            raise AuthoringError([_problem(where, _NO_FEATURE.of(cells=len(cells), columns=_COLUMNS))])
        identifier, name, _, others, latitude, longitude, kind, code, _, _, admin1, admin2, admin3, *_ = cells
        problems.extend(_off_globe(where, latitude, longitude))
        names = frozenset(map(polish.fold, filter(None, (name, *others.split(",")))))
        yield Feature(int(identifier), names, latitude, longitude, kind, code, admin1, admin2, admin3)
    if not content.body.strip():
        problems.append(_problem(Location(path, 1, sheet=content.member), _EMPTY))
    if problems:
        raise AuthoringError(problems)


def _off_globe(where: Location, latitude: str, longitude: str) -> Iterator[Problem]:
    """What is no degree of latitude or longitude; some features have neither."""
    if not latitude and not longitude:
        return
    for key, value, most in (("latitude", latitude, _NORTH), ("longitude", longitude, _EAST)):
        if not _DEGREES.fullmatch(value) or abs(float(value)) > most:
            yield _problem(where._replace(key=key), _NO_DEGREES.of(value=value, most=most))


def _problem(where: Location, what: Message) -> Problem:
    return Problem(where, *({language: told.text(language) for language in LANGUAGES} for told in (what, _AS_GIVEN)))
