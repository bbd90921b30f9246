"""Turns the cut-out of the register TERYT (`territory.csv`) into counties with their communes, and into places."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from pathlib import Path

from esgraph.vocabulary import slug
from tests.benchmarks.country.source import Entry, Sheet, both
from tests.benchmarks.country.yaml_text import scalar

_REGISTER = Path(__file__).with_name("territory.csv")

#: Statements of what the graph of places says of itself: its type, its names and its description.
HEAD_STATEMENTS = 5
HEAD = (
    f"name: {both('Miejsca: TERYT i GeoNames', 'Places: TERYT and GeoNames')}",
    "description:",
    "  pl: Nazwy i kody z rejestru TERYT (GUS, stan na 2020-01-01), współrzędne z GeoNames (CC BY 4.0).",
    "  en: Names and codes from the TERYT register (GUS, state of 2020-01-01), coordinates from GeoNames (CC BY 4.0).",
)


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune by its TERC code, whose last digit is its type (1 urban, 2 rural, 3 both), and the town in it.

    `locative`, `simc`, `latitude` and `longitude` are "" where the register's cut-out has none.
    """

    terc: str
    name: str
    locative: str
    simc: str
    latitude: str
    longitude: str

    @property
    def has_town(self) -> bool:
        """Whether a town is in it; the town of an urban commune is the commune."""
        return self.terc[-1] != "2"

    @property
    def place(self) -> str:
        """Slug of the commune itself."""
        return self.seat if self.terc[-1] == "1" else f"gmina-{slug(self.name)}-{self.terc}"

    @property
    def seat(self) -> str:
        """Slug of the place where its organisations are: the town, else the commune."""
        return f"{slug(self.name)}-{self.terc[:-1]}{self.terc[-1].replace('3', '4')}" if self.has_town else self.place

    @property
    def within(self) -> str:
        """In it, as running text has it: „we Wrocławiu”, or „w gminie Warta Bolesławiecka”."""
        if not self.locative:
            return f"w gminie {self.name}"
        hard = self.locative[0] in "WF" and self.locative[1] not in "aeioóuyąę"
        return f"{'we' if hard else 'w'} {self.locative}"


@dataclass(frozen=True, slots=True)
class County:
    """A county by its TERC code, with its communes; the name of a land county is an adjective."""

    terc: str
    name: str
    communes: tuple[Commune, ...]

    @property
    def is_city(self) -> bool:
        """Whether it is a city with the rights of a county, which is its only commune."""
        return self.name[0].isupper()

    @property
    def place(self) -> str:
        """Slug of the county."""
        return self.communes[0].seat if self.is_city else f"powiat-{slug(self.name)}-{self.terc}"

    @property
    def body(self) -> str:
        """The local government of it: „Powiat Wołomiński”, „Miasto Radom”."""
        return f"Miasto {self.name}" if self.is_city else f"Powiat {self.name.title()}"

    @property
    def body_genitive(self) -> str:
        """The same in the genitive: „Powiatu Wołomińskiego”, „Miasta Radom”."""
        if self.is_city:
            return f"Miasta {self.name}"
        words = (f"{word.removesuffix('y')}ego" for word in self.name.title().split())
        return f"Powiatu {' '.join(words)}"

    @property
    def english(self) -> str:
        """The name in English, after the town that the adjective is most like."""
        if self.is_city:
            return f"City of {self.name}"
        return f"{max(self.communes, key=self._likeness).name} County"

    def _likeness(self, commune: Commune) -> tuple[int, bool]:
        pairs = zip(slug(commune.name), slug(self.name), strict=False)
        return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs)), commune.has_town


@cache
def voivodeships() -> dict[str, str]:
    """Names of the voivodeships (adjectives) by TERC code."""
    return {terc: name for terc, name, *_ in _rows() if len(terc) == 2}


@cache
def counties() -> tuple[County, ...]:
    """All counties, in the order of their codes."""
    names: dict[str, str] = {}
    communes: dict[str, list[Commune]] = {}
    for terc, name, *rest in _rows():
        if len(terc) == 4:
            names[terc] = name
        elif len(terc) == 7:
            communes.setdefault(terc[:4], []).append(Commune(terc, name, *rest))
    # Those with a town first: what is met most stands in front.
    return tuple(
        County(terc, name, tuple(sorted(communes[terc], key=lambda one: (not one.has_town, one.terc))))
        for terc, name in names.items()
    )


#: What leads to another dataset is stated in the graph of the linkset, too.
_LINK = 2


def _rows() -> Iterator[list[str]]:
    for line in _REGISTER.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            cells = line.split(";")
            yield [*cells, *[""] * (6 - len(cells))]


def voivodeship(terc: str) -> str:
    """Slug of a voivodeship."""
    return f"woj-{slug(voivodeships()[terc])}"


def country(codes: Sequence[str]) -> Sheet:
    """The voivodeships with these codes, as places."""
    sheet = Sheet()
    for terc in codes:
        name = voivodeships()[terc]
        entry = _area(voivodeship(terc), f"województwo {name}", f"{name.title()} Voivodeship", terc, "")
        sheet.add("places", entry)
    return sheet


def places(county: County) -> Sheet:
    """A county, its communes and their towns, as places."""
    sheet = Sheet()
    outer = voivodeship(county.terc[:2])
    if not county.is_city:
        sheet.add("places", _area(county.place, f"powiat {county.name}", county.english, county.terc, outer))
        outer = county.place
    for commune in county.communes:
        inside = outer
        if commune.terc[-1] != "1":
            inside = commune.place
            name, english = f"gmina {commune.name}", f"commune of {commune.name}"
            sheet.add("places", _area(inside, name, english, commune.terc, outer))
        if commune.has_town:
            sheet.add("places", _town(commune, inside))
    return sheet


def _area(key: str, polish: str, english: str, terc: str, inside: str) -> Entry:
    entry = Entry(key)
    entry.set("type", "AdministrativeArea")
    entry.name(polish, english)
    entry.set("terc", f'"{terc}"', _LINK)
    if inside:
        entry.set("inside", inside)
    return entry


def _town(commune: Commune, inside: str) -> Entry:
    entry = Entry(commune.seat)
    entry.set("type", "City")
    entry.name(commune.name, commune.name)
    entry.set("terc", f'"{commune.terc[:-1]}{commune.terc[-1].replace("3", "4")}"', _LINK)
    if commune.simc:
        entry.set("simc", f'"{commune.simc}"', _LINK)
    if commune.latitude:
        entry.set("latitude", scalar(commune.latitude))
        entry.set("longitude", scalar(commune.longitude))
    entry.set("inside", inside)
    return entry
