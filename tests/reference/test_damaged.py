"""Files of registers that are damaged, through the command line as people start it: where, what and what to do."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner, Result

from esgraph.cli import main
from tests.reference.test_geonames import line

_TERC = "WOJ;POW;GMI;RODZ;NAZWA;NAZWA_DOD;STAN_NA\n"
_SIMC = "WOJ;POW;GMI;RODZ_GMI;RM;MZ;NAZWA;SYM;SYMPOD;STAN_NA\n"
_ELF = "ELF Code,Country Code (ISO 3166-1),Entity Legal Form name Local name,ELF Status ACTV/INAC\n"

#: The command and its option → a file, two wrong lines of it, and what is told of each in Polish and English.
_DAMAGED = {
    "--terc": (
        f"{_TERC}14;;;;MAZOWIECKIE;województwo;2020-01-01\n14;3x;;;a;powiat;2020-01-01\n14;;;;b;c;dziś\n",
        [(3, "POW", "„3x” nie jest kodem", "“3x” is no code"), (4, "STAN_NA", "„dziś” nie jest datą", "“dziś” is no date")],
    ),
    "--simc": (
        f"{_SIMC}14;34;11;4;96;1;Tłuszcz;9x;9x;2020-01-01\n",
        [(2, "SYM", "„9x” nie jest kodem", "“9x” is no code"), (2, "SYMPOD", "„9x” nie jest kodem", "“9x” is no code")],
    ),
    "--geonames": ("756919\tTłuszcz\n", [(1, "", "to nie jest wiersz z GeoNames", "this is no line of GeoNames")]),
    "--nuts": (
        "NUTS 3 CODE,LAU CODE\nPL91,1434113\nPL912,x\n",
        [
            (2, "NUTS 3 CODE", "„PL91” nie jest kodem NUTS 3", "“PL91” is no NUTS 3 code"),
            (3, "LAU CODE", "„x” nie jest kodem gminy", "“x” is no code of a gmina"),
        ],
    ),
    "LIST": (
        f"{_ELF}9ZZ,PL,a,ACTV\n9ZZ9,PL,–,ACTV\n",
        [
            (2, "ELF Code", "„9ZZ” nie jest czteroznakowym kodem ELF", "“9ZZ” is no ELF code"),
            (3, "Entity Legal Form name Local name", "„–” nie jest nazwą", "“–” is no name"),
        ],
    ),
}  # fmt: skip


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "esgraph", *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.mark.parametrize("spoken", ["pl", "en"])
@pytest.mark.parametrize("option", _DAMAGED)
def test_every_problem_of_a_file_is_printed(tmp_path: Path, option: str, spoken: str) -> None:
    text, problems = _DAMAGED[option]
    path = tmp_path / "given.csv"
    path.write_text(text, "utf-8")
    asked = ["legal-forms", str(path)] if option == "LIST" else ["places", "Tłuszcz", option, str(path)]
    told = run(*asked, "--lang", spoken)
    assert (told.returncode, told.stdout) == (1, "")
    for row, column, *what in problems:
        where = f"{path}:{row}: {column}: " if column else f"{path}:{row}: "
        assert f"{where}{what[spoken == 'en']}" in told.stderr
    assert told.stderr.count("    → ") == len(problems)
    summary = {"pl": f"Do poprawienia: {len(problems)}.", "en": f"{len(problems)} to mend."}
    assert summary[spoken] in told.stderr
    assert "Traceback" not in told.stderr


def _asked(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["places", *arguments])


def _zip(path: Path, files: Mapping[str, str]) -> Path:
    with ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path


_UNITS = f"""{_TERC}14;;;;MAZOWIECKIE;województwo;2021-01-01
14;34;;;wołomiński;powiat;2021-01-01
14;34;11;3;Tłuszcz;gmina miejsko-wiejska;2021-01-01
14;34;11;4;Tłuszcz;miasto;2021-01-01
"""
_TOWNS = f"{_SIMC}14;34;11;4;96;1;Tłuszcz;0966441;0966441;2021-01-01\n"
_FEATURES = line(1, "Powiat wołomiński", "A", "ADM2", "78", "1434") + line(5, "Tłuszcz", "P", "PPL", "78", "1434")


def test_archives_are_read_as_they_are_given_out(tmp_path: Path) -> None:
    terc = _zip(tmp_path / "TERC.zip", {"TERC_Urzedowy.csv": _UNITS})
    simc = _zip(tmp_path / "SIMC.zip", {"folder/": "", "folder/SIMC.CSV": _TOWNS})
    features = _zip(tmp_path / "PL.zip", {"readme.txt": "See the site.", "PL.txt": _FEATURES})
    told = _asked("Tłuszcz", "--terc", str(terc), "--simc", str(simc), "--geonames", str(features))
    assert told.exit_code == 0, told.stderr
    assert "stan na 2021-01-01" in told.stdout
    assert "# GeoNames 5\n" in told.stdout


@pytest.mark.parametrize(
    ("text", "where", "told"),
    [
        ("WOJ;POW\n14;\n", ":1", "the header has no GMI"),
        (f"{_TERC}14;;\n", ":2", "3 cells, where the header has 7"),
    ],
)
def test_a_table_in_an_archive_that_is_none_is_told_with_its_file(
    tmp_path: Path, text: str, where: str, told: str
) -> None:
    terc = _zip(tmp_path / "TERC.zip", {"TERC.csv": text})
    result = _asked("1434", "--terc", str(terc), "--lang", "en")
    assert f"{terc}[TERC.csv]{where}: {told}" in result.stderr


def test_what_a_mac_puts_beside_a_file_is_passed_over(tmp_path: Path) -> None:
    aside = {"__MACOSX/._TERC.csv": "x", "__MACOSX/TERC.csv": "x", "folder/._TERC.csv": "x", ".DS_Store": "x"}
    terc = _zip(tmp_path / "TERC.zip", {"folder/TERC.csv": _UNITS, **aside})
    told = _asked("1434", "--terc", str(terc))
    assert told.exit_code == 0, told.stderr
    terc = _zip(tmp_path / "TERC.zip", {"TERC.xml": "<a/>", **aside})
    told = _asked("1434", "--terc", str(terc), "--lang", "en")
    assert "is to have one file .csv, but has: TERC.xml\n" in told.stderr


def test_what_is_wrong_in_an_archive_is_told_with_its_file(tmp_path: Path) -> None:
    terc = _zip(tmp_path / "TERC.zip", {"TERC.csv": _UNITS.replace("14;34;11;4", "14;3x;11;4")})
    told = _asked("Tłuszcz", "--terc", str(terc), "--lang", "en")
    assert f"{terc}[TERC.csv]:5: POW: “3x” is no code" in told.stderr
    features = _zip(tmp_path / "PL.zip", {"PL.txt": f"{_FEATURES}756919\n"})
    told = _asked("Tłuszcz", "--geonames", str(features), "--lang", "en")
    assert f"{features}[PL.txt]:3: this is no line of GeoNames" in told.stderr


@pytest.mark.parametrize(
    ("option", "files", "pl", "en"),
    [
        ("--terc", {"TERC.xml": "<a/>"}, "ma być jeden plik .csv, a są: TERC.xml", "one file .csv, but has: TERC.xml"),
        ("--simc", {"a.csv": _TOWNS, "b.csv": _TOWNS}, "a są: a.csv, b.csv", "but has: a.csv, b.csv"),
        ("--geonames", {"readme.txt": "x"}, "plik .txt, a są: readme.txt", "one file .txt, but has: readme.txt"),
        ("--geonames", {}, "a są: –", "but has: –"),
    ],
)
def test_an_archive_without_the_one_file_is_refused(
    tmp_path: Path, option: str, files: Mapping[str, str], pl: str, en: str
) -> None:
    """Also one whose name does not say that it is one."""
    for path in (_zip(tmp_path / "given.zip", files), _zip(tmp_path / "given", files)):
        for spoken, words in (("pl", pl), ("en", en)):
            told = _asked("Tłuszcz", option, str(path), "--lang", spoken)
            assert (told.exit_code, told.stdout) == (1, "")
            assert f"{path}: " in told.stderr
            assert words in told.stderr
            assert {"pl": "rozpakuj go i podaj sam plik", "en": "unpack it, and give the file itself"}[
                spoken
            ] in told.stderr


@pytest.mark.parametrize("option", ["--terc", "--simc", "--geonames", "--nuts"])
def test_a_damaged_archive_is_told(tmp_path: Path, option: str) -> None:
    whole = _zip(tmp_path / "whole.zip", {"PL.txt": _FEATURES, "PL.csv": _TOWNS}).read_bytes()
    mixed = whole.replace("Tłuszcz".encode(), "Tłuszcx".encode())
    for content in (whole[: len(whole) // 2], mixed, b"no archive", b""):
        path = tmp_path / "given.zip"
        path.write_bytes(content)
        told = _asked("Tłuszcz", option, str(path), "--lang", "en")
        assert (told.exit_code, told.stdout) == (1, "")
        assert f"{path}: the ZIP archive cannot be read: " in told.stderr
        assert "    → fetch the file again\n" in told.stderr


@pytest.mark.parametrize(
    ("option", "content", "where", "told"),
    [
        ("--terc", _TERC.encode(), ":1: ", "there is no row below the header"),
        ("--simc", _SIMC.encode(), ":1: ", "there is no row below the header"),
        ("--terc", b"", ":1: ", "the header has no WOJ"),
        ("--geonames", b"", ":1: ", "the file is empty"),
        ("--geonames", _FEATURES.encode("cp1250"), ":1: ", "this line cannot be read as UTF-8"),
        (
            "--geonames",
            _FEATURES.replace("52.1", "fifty").encode(),
            ":1: latitude: ",
            "“fifty” is no number of degrees",
        ),
        (
            "--geonames",
            _FEATURES.replace("52.1", "52,43").encode(),
            ":2: latitude: ",
            "“52,43” is no number of degrees",
        ),
        ("--geonames", _FEATURES.replace("21.2", "181").encode(), ":2: longitude: ", "“181” is no number of degrees"),
        ("--geonames", _FEATURES.replace("21.2", "").encode(), ":2: longitude: ", "“” is no number of degrees"),
        (
            "--nuts",
            b"NUTS 3 CODE,LAU CODE\nPL912,1434113\nPL912,1434113\nPL911,1434113\n",
            ":4: NUTS 3 CODE: ",
            "the gmina 1434113 has the code PL911 here, and PL912 in line 2",
        ),
    ],
)
def test_what_cannot_be_used_is_told_with_its_line(
    tmp_path: Path, option: str, content: bytes, where: str, told: str
) -> None:
    path = tmp_path / "given"
    path.write_bytes(content)
    result = _asked("Tłuszcz", option, str(path), "--lang", "en")
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"{path}{where}{told}" in result.stderr
    assert "    → " in result.stderr
