"""GLEIF's list of legal forms beside the scheme: what is new is given as concepts that a project can use."""

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner
from rdflib import SKOS, Graph, URIRef

from esgraph.build.project import Project
from esgraph.cli import main
from esgraph.errors import AuthoringError
from esgraph.reference import elf
from esgraph.vocabulary import ROV, SCHEME
from tests.conftest import material
from tests.reading import read

#: The one code of the list of 2023 that nobody gets any more.
_ENDED = "no longer in use, and in the scheme: RUCO oddział przedsiębiorcy zagranicznego\n"
_LIST = "refdata/gleif_elf_PL_2023-09-28.csv"


def _longer(path: Path, *rows: dict[str, str]) -> Path:
    """GLEIF's list with rows more, which are made up."""
    with material("refdata").joinpath("gleif_elf_PL_2023-09-28.csv").open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream)
        listed = list(reader)
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, reader.fieldnames or [])
        writer.writeheader()
        writer.writerows([*listed, *({**listed[0], **row} for row in rows)])
    return path


def _row(code: str, name: str, status: str = "ACTV", country: str = "PL") -> dict[str, str]:
    return {
        "ELF Code": code,
        "Country Code (ISO 3166-1)": country,
        "Entity Legal Form name Local name": name,
        "ELF Status ACTV/INAC": status,
    }


def test_the_scheme_has_all_that_the_list_has() -> None:
    told = CliRunner().invoke(main, ["legal-forms", str(material(_LIST)), "--lang", "en"])
    assert (told.exit_code, told.stdout) == (0, "")
    assert told.stderr == f"codes of Poland that are known: 43\n{_ENDED}"


def test_a_new_form_is_a_concept_that_sources_can_name(tmp_path: Path) -> None:
    assert CliRunner().invoke(main, ["new", str(tmp_path / "data")]).exit_code == 0
    listed = _longer(tmp_path / "elf.csv", _row("9ZZ9", "spółdzielnia „zmyślona”"), _row("9ZZ8", "x", country="DE"))
    told = CliRunner().invoke(main, ["legal-forms", str(listed), str(tmp_path / "data"), "--lang", "en"])
    assert told.exit_code == 0, told.output
    assert "new: 9ZZ9 spółdzielnia „zmyślona”\n" in told.stderr
    (tmp_path / "data/schemes").mkdir()
    (tmp_path / "data/schemes/legal-forms.ttl").write_text(told.stdout, "utf-8")
    concept = f"{SCHEME}legal-form/spoldzielnia-zmyslona"
    graph = Graph().parse(data=told.stdout, format="turtle")
    assert str(graph.value(URIRef(concept), SKOS.notation)) == "9ZZ9"
    again = CliRunner().invoke(main, ["legal-forms", str(listed), str(tmp_path / "data"), "--lang", "en"])
    assert (again.stdout, again.stderr) == ("", f"codes of Poland that are known: 44\n{_ENDED}")
    source = next((tmp_path / "data/sources").glob("*.yaml"))
    text = source.read_text("utf-8")
    assert "legalForm: association" in text
    source.write_text(text.replace("legalForm: association", "legalForm: spoldzielnia-zmyslona", 1), "utf-8")
    dataset = read(Project.open(tmp_path / "data"))
    assert concept in {str(one.object)[1:-1] for one in dataset.triples() if one.predicate.value == f"{ROV}orgType"}


def test_new_forms_are_added_to_what_is_there(tmp_path: Path) -> None:
    """What somebody wrote into the file stays; a name that is taken has the code beside it."""
    assert CliRunner().invoke(main, ["new", str(tmp_path / "data")]).exit_code == 0
    written = tmp_path / "data/schemes/legal-forms.ttl"
    rows = [_row("9ZZ9", "zmyślona"), _row("9ZZ8", "Cooperative"), _row("9ZZ7", "ta sama"), _row("9ZZ6", "Ta sama")]
    for upto in (1, 4):
        listed = _longer(tmp_path / "elf.csv", *rows[:upto])
        told = CliRunner().invoke(main, ["legal-forms", str(listed), str(tmp_path / "data"), "--write", "--lang", "en"])
        assert (told.exit_code, told.stdout) == (0, ""), told.output
        assert f"Written: {written}" in told.stderr
        if upto == 1:
            written.write_text(written.read_text("utf-8").replace('"zmyślona"@en', '"made up"@en'), "utf-8")
    graph = Graph().parse(written)
    form = f"{SCHEME}legal-form/"
    assert {str(one).removeprefix(form): str(code) for one, code in graph.subject_objects(SKOS.notation)} == {
        "zmyslona": "9ZZ9", "cooperative-9zz8": "9ZZ8", "ta-sama-9zz7": "9ZZ7", "ta-sama-9zz6": "9ZZ6"
    }  # fmt: skip
    assert "made up" in {str(name) for name in graph.objects(None, SKOS.prefLabel)}
    refused = CliRunner().invoke(main, ["legal-forms", str(listed), "--write"])
    assert (refused.exit_code, "--write needs DATA" in refused.output) == (2, True)


def test_forms_that_ended_and_codes_that_the_list_lost_are_told(tmp_path: Path) -> None:
    listed = _longer(tmp_path / "elf.csv", _row("8TOF", "spółdzielnia", "INAC"), _row("9ZZ7", "dawna", "INAC"))
    found = elf.compare(elf.read(listed), [])
    assert found.known == 0
    assert "9ZZ7" not in {one.code for one in found.new}
    told = CliRunner().invoke(main, ["legal-forms", str(listed), "--lang", "pl"])
    assert "już nieużywane, a w schemacie są: 8TOF spółdzielnia, RUCO " in told.stderr
    short = tmp_path / "short.csv"
    short.write_text("\n".join(listed.read_text("utf-8").splitlines()[:2]), "utf-8")
    told = CliRunner().invoke(main, ["legal-forms", str(short), "--lang", "en"])
    assert "in the scheme, and not in the list: " in told.stderr


def test_what_is_no_list_of_legal_forms_is_told(tmp_path: Path) -> None:
    with pytest.raises(AuthoringError) as caught:
        elf.read(_longer(tmp_path / "elf.csv", _row("9ZZ", "x")))
    assert "ELF Code: “9ZZ” is no ELF code of 4 characters" in caught.value.problems[0].text("en")
    with pytest.raises(AuthoringError) as caught:
        elf.read(_longer(tmp_path / "elf.csv", _row("9ZZ9", "–")))
    assert "“–” is no name of a legal form" in caught.value.problems[0].text("en")
    (tmp_path / "other.csv").write_text("a,b\n1,2\n", "utf-8")
    with pytest.raises(AuthoringError) as caught:
        elf.read(tmp_path / "other.csv")
    assert "the header has no ELF Code" in caught.value.problems[0].text("en")
