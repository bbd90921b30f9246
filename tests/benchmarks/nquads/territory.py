"""Turns numbers of voivodeships, counties and communes into the places of a made-up country."""

from dataclasses import dataclass
from random import Random

from esgraph.vocabulary import DCTERMS, GEO, SCHEMA, VOID, XSD, graph, slug
from tests.benchmarks.nquads.names import Town, town
from tests.benchmarks.nquads.statements import BASE, MENTIONS, TYPE, labels, node, own

_GRAPH = f"<{graph(BASE, 'places')}>"
_INSIDE = f"<{SCHEMA}containedInPlace>"
_CITY, _AREA, _PLACE = f"<{SCHEMA}City>", f"<{SCHEMA}AdministrativeArea>", f"<{SCHEMA}Place>"

#: Type of a commune, the last digit of its TERC code: urban, rural, mixed. Rural ones are most frequent.
_TYPES = ("1", "2", "2", "2", "2", "3", "3")


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune and its seat; in an urban one both are the same place."""

    name: Town
    place: str
    seat: str
    number: int


@dataclass(frozen=True, slots=True)
class Territory:
    """A county: its place, its seat's name, and its communes, the seat's first."""

    number: int
    place: str
    name: Town
    communes: tuple[Commune, ...]
    voivodeship: str


def header() -> list[str]:
    """What the graph of places says of itself."""
    return [
        f"{_GRAPH} {TYPE} <{VOID}Dataset>",
        *labels(_GRAPH, "Miejsca zmyślonego kraju", "Places of a made-up country"),
        f'{_GRAPH} <{DCTERMS}description> "Nazwy, kody i współrzędne są zmyślone."@pl',
        f'{_GRAPH} <{DCTERMS}description> "Names, codes and coordinates are made up."@en',
    ]


def voivodeship(number: int) -> tuple[str, list[str]]:
    """The place of a voivodeship (from 0) and its rows."""
    name = town(number * 190 + 3)
    it = node("place", f"woj-{slug(name.adjective)}-{number + 1}")
    rows = _described(it, _AREA, f"województwo {name.adjective}e", f"{name.name} Voivodeship", _code(number))
    return it, rows


def county(
    number: int, place_of: int, within: int, voivodeship_place: str, communes: int
) -> tuple[Territory, list[str]]:
    """County `number` of the country, the `within`-th (from 1) of voivodeship `place_of`, and its rows."""
    random = Random(f"territory/{number}")
    code = f"{_code(place_of)}{within:02}"
    name = town(number * 8)
    it = node("place", f"powiat-{slug(name.adjective)}-{code}")
    nuts = f"PL{900 + place_of * 4 + within % 4}"
    rows = _described(it, _AREA, f"powiat {name.adjective}", f"{name.name} County", code)
    rows += (f"{it} {_INSIDE} {voivodeship_place}", f'{it} {own("nuts")} "{nuts}"')
    made = [_commune(random, number, index, code, it, rows) for index in range(communes)]
    return Territory(number, it, name, tuple(made), voivodeship_place), rows


def _commune(random: Random, county_number: int, index: int, code: str, inside: str, rows: list[str]) -> Commune:
    number = county_number * 8 + index
    name = town(number)
    # The seat of a county is a town.
    kind = "1" if index == 0 else random.choice(_TYPES)
    terc = f"{code}{index + 1:02}{kind}"
    seat = node("place", f"{slug(name.name)}-{terc[:6]}")
    if kind == "1":
        place = seat
        rows += _described(seat, _CITY, name.name, name.name, terc)
    else:
        place = node("place", f"gmina-{slug(name.name)}-{terc[:6]}")
        rows += _described(place, _AREA, f"gmina {name.name}", f"commune of {name.name}", terc)
        rows.append(f"{place} {_INSIDE} {inside}")
        rows += _described(
            seat,
            _CITY if kind == "3" else _PLACE,
            name.name,
            name.name,
            f"{code}{index + 1:02}4" if kind == "3" else "",
        )
    latitude, longitude = random.randrange(49_000, 54_500), random.randrange(14_500, 23_500)
    # The last decimal is never 0: the store would keep a shorter form of the number.
    rows += (
        f"{seat} {_INSIDE} {inside if kind == '1' else place}",
        f'{seat} {own("simc")} "{number % 10_000_000:07}"',
        f'{seat} <{GEO}lat> "{latitude / 1000:.3f}{random.randrange(10)}{random.randrange(1, 10)}"^^<{XSD}decimal>',
        f'{seat} <{GEO}long> "{longitude / 1000:.3f}{random.randrange(10)}{random.randrange(1, 10)}"^^<{XSD}decimal>',
    )
    return Commune(name, place, seat, number)


def _described(it: str, kind: str, polish: str, english: str, terc: str) -> list[str]:
    rows = [
        f"{it} {TYPE} <{DCTERMS}Location>",
        f"{it} {TYPE} {kind}",
        *labels(it, polish, english),
        f"{_GRAPH} {MENTIONS} {it}",
    ]
    if terc:
        rows.append(f'{it} {own("terc")} "{terc}"')
    return rows


def _code(number: int) -> str:
    """TERC code of a voivodeship: even numbers, as in the register."""
    return f"{2 * number + 2:02}"
