"""Places of TERYT are found in GeoNames by their codes, else by name and voivodeship, and never guessed."""

from collections import Counter
from pathlib import Path

import pytest

from esgraph.errors import AuthoringError
from esgraph.reference import teryt
from esgraph.reference.geonames import GeoNames
from esgraph.reference.place import Kind, Place
from esgraph.reference.teryt import Territory


@pytest.fixture(scope="module")
def territory() -> Territory:
    return teryt.read()


def town(territory: Territory, code: str) -> Place:
    (place,) = (one for one in territory.places if code in (one.terc, one.simc))
    return place


def line(number: int, name: str, kind: str, code: str, *units: str, others: str = "") -> str:
    """A line of the dump as GeoNames gives it out."""
    admin = [*units, *[""] * (4 - len(units))]
    cells = [
        str(number),
        name,
        name,
        others,
        "52.1",
        "21.2",
        kind,
        code,
        "PL",
        "",
        *admin,
        "0",
        "",
        "100",
        "Europe/Warsaw",
        "2024-01-01",
    ]
    return "\t".join(cells) + "\n"


def test_units_are_found_by_code_and_nearly_all_towns_by_name(territory: Territory) -> None:
    geonames = GeoNames.read()
    found = Counter((place.kind, len(geonames.of(place))) for place in territory.places)
    assert found[Kind.VOIVODESHIP, 1] == 16
    assert found[Kind.COUNTY, 1] == 314
    assert found[Kind.TOWN, 1] >= 0.98 * sum(place.kind is Kind.TOWN for place in territory.places)
    assert [one.number for one in geonames.of(town(territory, "14"))] == [858787]
    assert [one.number for one in geonames.of(town(territory, "1434"))] == [7530751]
    assert [one.number for one in geonames.of(town(territory, "1434114"))] == [756919]
    assert [one.number for one in geonames.of(town(territory, "1465011"))] == [756135]


def test_a_whole_dump_tells_namesakes_apart_by_gmina(territory: Territory, tmp_path: Path) -> None:
    path = tmp_path / "PL.txt"
    path.write_text(
        line(1, "Powiat wołomiński", "A", "ADM2", "78", "1434")
        + line(2, "Tluszcz", "P", "PPL", "78", "1434", "143411", others="Tłuszcz,Тлущ")
        + line(3, "Tłuszcz", "P", "PPL", "78", "1411", "141102")
        + line(4, "Tłuszcz", "S", "RSTN", "78", "1434", "143411")
        + line(5, "Tłuszcz", "P", "PPL", "99", "0201", "020101"),
        "utf-8",
    )
    assert [one.number for one in GeoNames.read(path).of(town(territory, "1434114"))] == [2]


def test_blank_lines_are_passed_over(territory: Territory, tmp_path: Path) -> None:
    path = tmp_path / "PL.txt"
    path.write_text(line(1, "Powiat wołomiński", "A", "ADM2", "78", "1434") + "\n  \n", "utf-8")
    assert [one.number for one in GeoNames.read(path).of(town(territory, "1434"))] == [1]


def test_a_line_that_is_none_is_told(tmp_path: Path) -> None:
    path = tmp_path / "PL.txt"
    path.write_text(line(1, "Tłuszcz", "P", "PPL", "78") + "geonameid,name\n", "utf-8")
    with pytest.raises(AuthoringError) as error:
        GeoNames.read(path)
    assert error.value.problems[0].where.line == 2


def test_several_features_are_all_told(territory: Territory) -> None:
    assert sorted(one.number for one in GeoNames.read().of(town(territory, "1401014"))) == [776113, 776114]
