"""What a text says of a place finds it in any case and with whatever stands around it; what may be several is not guessed."""

import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from esgraph.build.scaffold import create
from esgraph.cli import main
from esgraph.inflection import dictionary
from esgraph.reference import authored, teryt
from esgraph.reference.gazetteer import Gazetteer
from esgraph.reference.place import Kind
from esgraph.reference.teryt import Territory
from tests.conftest import DATA

_VILLAGES = """\
WOJ;POW;GMI;RODZ_GMI;RM;MZ;NAZWA;SYM;SYMPOD;STAN_NA
14;11;02;2;01;1;Tłuszcz;0508833;0508833;2020-01-01
14;34;11;4;99;1;Nowy Tłuszcz;1060211;0966441;2020-01-01
14;34;11;4;96;1;Tłuszcz;0966441;0966441;2020-01-01
"""


def lemmas(word: str) -> Iterable[str]:
    return (lemma for lemma, _ in dictionary().readings(word))


@pytest.fixture(scope="module")
def territory() -> Territory:
    return teryt.read()


@pytest.fixture(scope="module")
def gazetteer(territory: Territory) -> Gazetteer:
    return Gazetteer(territory, lemmas)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    """With a village and a part of a town that have a town's name."""
    path = tmp_path_factory.mktemp("simc") / "SIMC.csv"
    path.write_text(_VILLAGES, "utf-8")
    return Gazetteer(teryt.read(simc=[path]), lemmas)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Tłuszcz", "1434114"),
        ("w Tłuszczu", "1434114"),
        ("TŁUSZCZ", "1434114"),
        ("tluszcz", "1434114"),
        ("Tłuszcz, pow. wołomiński", "1434114"),
        ("Tłuszcz (powiat wołomiński)", "1434114"),
        ("w Tłuszczu w powiecie wołomińskim", "1434114"),
        ("Tłuszcz, mazowieckie", "1434114"),
        ("m. Tłuszcz", "1434114"),
        ("gmina Tłuszcz", "1434113"),
        ("w gminie Tłuszcz", "1434113"),
        ("gm. Tłuszcz, pow. wołomiński, woj. mazowieckie", "1434113"),
        ("powiat wołomiński", "1434"),
        ("w powiecie wołomińskim", "1434"),
        ("na terenie", ""),
        ("woj. mazowieckie", "14"),
        ("w województwie warmińsko-mazurskim", "28"),
        ("powiat grodziski, woj. wielkopolskie", "3005"),
        ("w Nowym Dworze Mazowieckim", "1414011"),
        ("m. st. Warszawa", "1465011"),
        ("do Łodzi", "1061011"),
        ("w Bielsku-Białej", "2461011"),
        ("Nowe Miasto nad Pilicą", "1406084"),
        ("Miastko", "2201064"),
        ("Ełku", "2805011"),
        ("1434114", "1434114"),
        ("TERC 1434", "1434"),
        ("SIMC: 0966441", "1434114"),
        ("Tłuszcz, powiat węgrowski", ""),
        ("", ""),
        (" , ", ""),
        ("w", ""),
        ("powiat", ""),
        ("gmina Dobra (Szczecińska)", "3211012"),
        ("dzielnica Praga-Południe", "1465078"),
        ("w dzielnicy Praga-Południe", "1465078"),
        ("dzielnica Wawer, Warszawa", "1465148"),
        ("dzielnica Tłuszcz", ""),
        ("Warszawa Praga-Południe", "1465078"),
        ("Warszawa-Wawer", "1465148"),
        ("Warszawa - Wawer", "1465148"),
        ("w Warszawie-Wawrze", "1465148"),
        ("Wrocław-Krzyki", "0264039"),
        ("Radom-Wawer", ""),
        ("mazowieckie", "14"),
        ("Mazowieckie", "14"),
        ("w mazowieckim", "14"),
        ("warmińsko-mazurskie", "28"),
        ("opolskie", "16"),
        ("w opolskim", ""),
        ("opolski", ""),
        ("966441", "1434114"),
        ("SIMC 966441", "1434114"),
        ("TERC 201011", "0201011"),
        ("201", "0201"),
        ("TERC: 2", "02"),
        ("SIMC 201", ""),
        ("999", ""),
        ("143411", "1434113"),
        ("TERC 143411", "1434113"),
        ("146501", "1465011"),
        ("146507", "1465078"),
        ("143499", ""),
        ("05-240 Tłuszcz", "1434114"),
        ("ul. Warszawska 10, 05-240 Tłuszcz", ""),
        ("Tłuszcz 05-240", "1434114"),
        ("05-240", ""),
    ],
)
def test_a_text_finds_its_place(gazetteer: Gazetteer, text: str, code: str) -> None:
    place = gazetteer.resolve(text).place
    assert (place.terc if place else "") == code


def test_every_place_is_found_by_its_name_and_what_it_lies_in(gazetteer: Gazetteer, territory: Territory) -> None:
    for place in territory.places:
        text = ", ".join(one.title for one in (place, *place.around()))
        found = gazetteer.resolve(text).places
        assert place in found
        same = [one for one in found if one is not place]
        # In Poland a town may lie in a county that has another place of its kind and name: then both are told.
        assert all((one.kind, one.name) == (place.kind, place.name) for one in same)


def test_namesakes_are_told_and_not_guessed(gazetteer: Gazetteer, whole: Gazetteer) -> None:
    counties = gazetteer.resolve("powiat grodziski")
    assert counties.place is None
    assert sorted(place.terc for place in counties.places) == ["1405", "3005"]
    tluszcz = whole.resolve("w Tłuszczu")
    assert tluszcz.place is None
    assert sorted(place.simc for place in tluszcz.places) == ["0508833", "0966441"]
    town, village = (whole.resolve(f"Tłuszcz, pow. {county}").place for county in ("wołomiński", "makowski"))
    assert town
    assert village
    assert (town.simc, village.simc) == ("0966441", "0508833")
    part = whole.resolve("w Nowym Tłuszczu").place
    assert part
    assert part.simc == "1060211"


def test_a_code_that_may_have_lost_its_zeros_in_two_registers_is_not_guessed(tmp_path: Path) -> None:
    path = tmp_path / "SIMC.csv"
    rows = "".join(f"14;11;02;2;01;1;Wieś;{code};{code};2020-01-01\n" for code in ("0000201", "0143411"))
    path.write_text(_VILLAGES + rows, "utf-8")
    gazetteer = Gazetteer(teryt.read(simc=[path]), lemmas)
    found = {text: [one.simc or one.terc for one in gazetteer.resolve(text).places] for text in ("201", "TERC 201")}
    assert found == {"201": ["0201", "0000201"], "TERC 201": ["0201"]}
    # A gmina that is written so is meant before what lost its zero.
    found = {
        text: [one.simc or one.terc for one in gazetteer.resolve(text).places] for text in ("143411", "SIMC 143411")
    }
    assert found == {"143411": ["1434113"], "SIMC 143411": ["0143411"]}


@pytest.mark.parametrize(
    ("text", "may_be"),
    [
        ("Tłuszcz", True), ("Tłusz", True), ("wieś Tłuszcz", True), ("m. Tłuszcz", False), ("powiat wołomiński", False),
        ("powiat nijaki", False), ("gmina Tłuszcz", False), ("mazowieckie", False), ("1434114", False), ("0966441", False),
    ],
)  # fmt: skip
def test_what_may_be_a_village_that_the_register_lacks(gazetteer: Gazetteer, text: str, may_be: bool) -> None:
    assert gazetteer.resolve(text).may_be_village == may_be
    result = _run(text)
    assert ("a village may have the name" in result.stderr) == may_be


def test_a_name_that_is_nowhere_has_those_that_are_alike(gazetteer: Gazetteer) -> None:
    found = gazetteer.resolve("Tłusz")
    assert found.places == ()
    assert [place.title for place in found.near] == ["Tłuszcz"]


def test_without_a_dictionary_names_are_found_by_their_stems(territory: Territory) -> None:
    bare = Gazetteer(territory, lambda _: ())
    assert [place.terc for place in bare.resolve("w Tłuszczu").places] == ["1434114"]
    assert [place.terc for place in bare.resolve("w powiecie wołomińskim").places] == ["1434"]


def test_ids_are_those_of_one_place(territory: Territory) -> None:
    ids = authored.Ids(territory)
    counted = Counter(map(ids.of, territory.places))
    assert [name for name, count in counted.items() if count > 1] == []


def _run(*arguments: str, lines: str = "") -> Result:
    return CliRunner().invoke(main, ["places", *arguments, "--lang", "en"], input=lines)


def test_the_entries_that_are_printed_are_those_of_the_first_dataset() -> None:
    """Ids, codes, coordinates, names; but English ones of counties, which are there after their seats."""
    result = _run("Tłuszcz", "Legionowo", "Warszawa", "w Węgrowie")
    assert result.exit_code == 0
    printed = yaml.safe_load(result.stdout)["places"]
    known = yaml.safe_load((DATA / "places.yaml").read_text("utf-8"))["places"]
    assert printed.keys() >= {"woj-mazowieckie", "powiat-wolominski", "gmina-tluszcz", "tluszcz", "legionowo"}
    for name, entry in printed.items():
        if name in known:
            assert {key: entry.get(key) for key in ("type", "terc", "simc")} == {
                key: known[name].get(key) for key in ("type", "terc", "simc")
            }
            assert entry["name"]["pl"] == known[name]["name"]["pl"]
            if not name.startswith("powiat-"):
                assert entry["name"]["en"] == known[name]["name"]["en"]
            # From GeoNames, as those of the first dataset are.
            for key in ("latitude", "longitude"):
                assert entry.get(key) == known[name].get(key)


def test_what_is_printed_is_a_valid_file_of_places(tmp_path: Path, territory: Territory) -> None:
    data = tmp_path / "data"
    create(data)
    towns = [place.simc for place in territory.places if place.kind is Kind.TOWN][::40]
    result = _run(lines="\n".join(towns))
    assert result.exit_code == 0
    before = (data / "places.yaml").read_text("utf-8")
    (data / "places.yaml").write_text(before + result.stdout.removeprefix("places:\n"), "utf-8")
    checked = subprocess.run(
        [sys.executable, "-m", "esgraph", "check", str(data), "--lang", "en"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_what_is_not_told_is_said_and_ends_in_an_error() -> None:
    result = _run("powiat grodziski", "Tłusz", "w Tłuszczu")
    assert result.exit_code == 1
    assert "tluszcz:" in result.stdout
    assert "powiat grodziski: 2 places; add the county or the voivodeship" in result.stderr
    assert "TERC 1405" in result.stderr
    assert "Tłusz: the register has no such place; alike: Tłuszcz" in result.stderr
    assert "knows towns alone" in result.stderr


def test_entries_are_added_to_a_file_that_has_some(tmp_path: Path) -> None:
    path = tmp_path / "places.yaml"
    path.write_text(
        "# Ours.\nname: {pl: Miejsca, en: Places}\nplaces:\n"
        "  mazowsze: {name: {pl: województwo mazowieckie, en: Mazovia}, terc: 14}\n"
        "  legionowo: {name: {pl: Legionowo, en: Legionowo}, simc: '0920806'}",
        "utf-8",
    )
    first = _run("w Tłuszczu", "Legionowo", "--append", str(path))
    assert first.exit_code == 0
    text = path.read_text("utf-8")
    assert text.startswith("# Ours.\n")
    places = yaml.safe_load(text)["places"]
    # What authors have keeps its id, and is what the new ones lie in; of what lies around Legionowo all is told.
    assert list(places)[:2] == ["mazowsze", "legionowo"]
    assert places["powiat-wolominski"]["inside"] == places["powiat-legionowski"]["inside"] == "mazowsze"
    assert places["tluszcz"]["inside"] == "gmina-tluszcz"
    again = _run("Tłuszcz", "--append", str(path))
    assert (again.exit_code, again.stdout) == (0, "")
    line = text[: text.index("  tluszcz:")].count("\n") + 1
    assert f"{path}: nothing to add; it has already: tluszcz (line {line})\n" in again.stderr
    assert path.read_text("utf-8") == text
    new = tmp_path / "new.yaml"
    assert _run("Tłuszcz", "--append", str(new)).exit_code == 0
    assert yaml.safe_load(new.read_text("utf-8"))["places"]["tluszcz"]["terc"] == "1434114"


@pytest.mark.parametrize("text", ["places:\n  a: {terc: '14'}\nname: {pl: x}\n", "places: [\n"])
def test_a_file_that_cannot_be_added_to_stays_as_it_is(tmp_path: Path, text: str) -> None:
    path = tmp_path / "places.yaml"
    path.write_text(text, "utf-8")
    result = _run("Tłuszcz", "--append", str(path))
    assert result.exit_code == 1
    assert str(path) in result.stderr
    assert path.read_text("utf-8") == text
