"""Entries of places are added to a file that has some, or it stays as it is; a feature that may be several is no place's."""

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from esgraph.cli import main
from tests.reference.test_geonames import line

_NO_BLOCK = "no entries one below the other", "leave `places:` alone"
_NO_CODE = "an entry of this id, but without a code"
_CITY = "    # Ours.\n    name: {pl: Radom, en: Radom}\n"


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["places", *arguments, "--lang", "en"])


@pytest.mark.parametrize(
    ("text", "where", "told", "remedy"),
    [
        ("places:\n  a: {terc: '14'}\nname: {pl: x}\n", ":1:1", "`places` is not the last one", "move it to the end"),
        ("name: {pl: x}\nplaces: {}\n", ":2:1", *_NO_BLOCK),
        ("places: {a: {terc: '14'}}\n", ":1:1", *_NO_BLOCK),
        ("places:\n  - a\n", ":1:1", *_NO_BLOCK),
        ("places: ''\n", ":1:1", *_NO_BLOCK),
        ("places: null\n", ":1:1", *_NO_BLOCK),
        ("- places\n", ":1:1", *_NO_BLOCK),
        ("{places: {}}\n", ":1:1", *_NO_BLOCK),
        ("places:\n  a: {}\nplaces:\n  b: {}\n", ":3:1", "a second time", "leave one, with the entries of both"),
        ("places:\n  a: {}\n...\n", "", "would say something else", "add them to the part `places` by hand"),
        (f"places:\n  a: {{}}\n  radom:\n{_CITY}", ":3:3: places.radom", _NO_CODE, 'add terc: "1463011", simc: "0972750"'),
        ("places:\n  woj-mazowieckie:\n", ":2:3: places.woj-mazowieckie", _NO_CODE, 'add terc: "14" to it'),
    ],
)  # fmt: skip
def test_what_a_file_cannot_take_is_printed(tmp_path: Path, text: str, where: str, told: str, remedy: str) -> None:
    path = tmp_path / "places.yaml"
    path.write_text(text, "utf-8")
    result = _run("Radom", "--append", str(path))
    assert result.exit_code == 1
    assert f"{path}{where}: " in result.stderr
    assert told in result.stderr
    assert remedy in result.stderr
    assert "  radom:\n    type: City\n" in result.stdout
    assert path.read_text("utf-8") == text


def test_a_file_in_another_encoding_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "places.yaml"
    content = "places:\n  a: {name: {pl: Łódź}, terc: '1061011'}\n".encode("cp1250")
    path.write_bytes(content)
    result = _run("Radom", "--append", str(path))
    assert result.exit_code == 1
    assert f"{path}:2: the file is not in UTF-8\n    → save the file" in result.stderr
    assert path.read_bytes() == content


def test_an_id_that_another_place_has_by_its_codes_is_left_to_it(tmp_path: Path) -> None:
    """A locality may have the number of a unit; entries are indented as those that there are."""
    path = tmp_path / "places.yaml"
    path.write_text(
        "places:\n    radom: {name: {pl: Radom, en: Radom}, simc: 123456}\n    a: {simc: '1463011'}\n", "utf-8"
    )
    assert _run("Radom", "--append", str(path)).exit_code == 0
    places = yaml.safe_load(path.read_text("utf-8"))["places"]
    assert list(places) == ["radom", "a", "woj-mazowieckie", "radom-mazowieckie"]
    assert places["radom-mazowieckie"]["terc"] == "1463011"


@pytest.mark.parametrize("text", ["", "places:\n", "# Ours.\nname: {pl: x}", "places:\n  # None yet.\n"])
def test_a_file_without_places_gets_some(tmp_path: Path, text: str) -> None:
    path = tmp_path / "places.yaml"
    path.write_text(text, "utf-8")
    assert _run("Radom", "--append", str(path)).exit_code == 0
    assert path.read_text("utf-8").count("places:") == 1
    assert yaml.safe_load(path.read_text("utf-8"))["places"]["radom"]["terc"] == "1463011"


def test_codes_that_lost_their_zeros_are_those_of_the_register(tmp_path: Path) -> None:
    path = tmp_path / "places.yaml"
    text = "places:\n  wroclaw: {terc: {value: 264011}}\n  dolny: {terc: 2}\n  stolica: {simc: 918123}\n"
    path.write_text(text, "utf-8")
    result = _run("Wrocław", "Warszawa", "--append", str(path))
    assert result.exit_code == 0
    assert list(yaml.safe_load(path.read_text("utf-8"))["places"]) == ["wroclaw", "dolny", "stolica", "woj-mazowieckie"]


def test_units_have_the_english_names_of_the_map() -> None:
    printed = yaml.safe_load(_run("woj. łódzkie", "woj. wielkopolskie", "m.st. Warszawa").stdout)["places"]
    assert {name: entry["name"]["en"] for name, entry in printed.items()} == {
        "woj-lodzkie": "Łódź Voivodeship",
        "woj-wielkopolskie": "Greater Poland Voivodeship",
        "woj-mazowieckie": "Mazovian Voivodeship",
        "warszawa": "Warsaw",
    }


_NAMESAKES = """\
WOJ;POW;GMI;RODZ_GMI;RM;MZ;NAZWA;SYM;SYMPOD;STAN_NA
14;34;09;5;01;1;Prędocin;0000101;0000101;2020-01-01
14;12;14;2;01;1;Prędocin;0000102;0000102;2020-01-01
14;34;09;5;00;1;Żyrzyn;0000103;0000101;2020-01-01
06;14;11;2;01;1;Żyrzyn;0000104;0000104;2020-01-01
14;12;14;2;01;1;Zwoleń;0000106;0000106;2020-01-01
14;36;05;4;96;1;Zwoleń;0974096;0974096;2020-01-01
14;34;09;5;01;1;Stara Wieś;0000107;0000107;2020-01-01
14;34;09;5;00;1;Stara Wieś;0000108;0000107;2020-01-01
14;12;14;2;01;1;Nowa Wieś;0000109;0000109;2020-01-01
14;34;09;5;00;1;Nowa Wieś;0000110;0000107;2020-01-01
"""


def _features(folder: Path, *codes: str, dump: str = "") -> list[str]:
    """Which features of GeoNames the places with some codes are; with a question mark where they may be it."""
    simc, features = folder / "SIMC.csv", folder / "PL.txt"
    simc.write_text(_NAMESAKES, "utf-8")
    features.write_text(dump, "utf-8")
    result = _run("--simc", str(simc), *codes, *(("--geonames", str(features)) if dump else ()))
    assert result.exit_code == 0, result.output
    found = []
    for code in codes:
        entry = result.stdout.partition(f'simc: "{code}"')[2].partition("type:")[0]
        feature = next(
            (one.rpartition("GeoNames")[2].strip(" :") for one in entry.splitlines() if "GeoNames" in one), ""
        )
        assert ("latitude" in entry) == bool(feature and not feature.endswith("?"))
        found.append(feature)
    return found


def test_a_feature_that_may_be_several_places_is_none_of_them(tmp_path: Path) -> None:
    """Villages of one name in one voivodeship; one in another does not count, and a town is meant before villages."""
    assert _features(tmp_path, "0000101", "0000102") == ["752939?", "752939?"]
    assert _features(tmp_path, "0000101") == ["752939?"]
    assert _features(tmp_path, "0000104") == ["752963"]
    assert _features(tmp_path, "0974096", "0000106") == ["753004", "753004?"]


def test_a_feature_with_the_code_of_a_county_is_told_apart_by_it(tmp_path: Path) -> None:
    county = line(1, "Powiat wołomiński", "A", "ADM2", "78", "1434")
    for units in (("1434",), ("1434", "143409")):
        dump = county + line(2, "Prędocin", "P", "PPL", "78", *units)
        assert _features(tmp_path, "0000101", "0000102", dump=dump) == ["2", ""]


def test_a_part_counts_but_not_one_of_the_place_itself(tmp_path: Path) -> None:
    county = line(1, "Powiat wołomiński", "A", "ADM2", "78", "1434")
    dump = county + line(3, "Stara Wieś", "P", "PPL", "78") + line(4, "Nowa Wieś", "P", "PPL", "78")
    assert _features(tmp_path, "0000107", "0000109", dump=dump) == ["3", "4?"]
