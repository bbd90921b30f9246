"""Files of registers that are damaged, through the command line as people start it: where, what and what to do."""

import subprocess
import sys
from pathlib import Path

import pytest

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
    for line, column, *what in problems:
        where = f"{path}:{line}: {column}: " if column else f"{path}:{line}: "
        assert f"{where}{what[spoken == 'en']}" in told.stderr
    assert told.stderr.count("    → ") == len(problems)
    summary = {"pl": f"Do poprawienia: {len(problems)}.", "en": f"{len(problems)} to mend."}
    assert summary[spoken] in told.stderr
    assert "Traceback" not in told.stderr
