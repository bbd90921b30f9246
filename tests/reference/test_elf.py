"""GLEIF's list of legal forms beside the scheme: what is new is given as concepts that a project can use."""

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner
from rdflib import SKOS, Graph, URIRef

from esgraph import resources
from esgraph.build.project import Project
from esgraph.build.tables.concepts import Concepts
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
    """GLEIF's list with other rows, which are made up; they take the place of those with the same codes."""
    with material("refdata").joinpath("gleif_elf_PL_2023-09-28.csv").open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream)
        listed = list(reader)
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, reader.fieldnames or [])
        writer.writeheader()
        kept = [one for one in listed if one["ELF Code"] not in {row["ELF Code"] for row in rows}]
        writer.writerows([*kept, *({**listed[0], **row} for row in rows)])
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
    """What somebody wrote into the file stays; an id that is taken has the code beside it."""
    assert CliRunner().invoke(main, ["new", str(tmp_path / "data")]).exit_code == 0
    written = tmp_path / "data/schemes/legal-forms.ttl"
    rows = [_row("9ZZ9", "zmyślona"), _row("9ZZ8", "Public health care institution")]
    rows += [_row("9ZZ7", "inna"), _row("9ZZ6", "ta sama")]
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
        "zmyslona": "9ZZ9", "public-health-care-institution-9zz8": "9ZZ8", "inna": "9ZZ7", "ta-sama": "9ZZ6"
    }  # fmt: skip
    assert "made up" in {str(name) for name in graph.objects(None, SKOS.prefLabel)}
    refused = CliRunner().invoke(main, ["legal-forms", str(listed), "--write"])
    assert (refused.exit_code, "--write needs DATA" in refused.output) == (2, True)


@pytest.mark.parametrize(
    "prefix", ["", "@prefix s: <http://www.w3.org/2004/02/skos/core#> .", "@prefix skos: <urn:x:> ."]
)
def test_a_file_with_other_prefixes_can_be_added_to(tmp_path: Path, prefix: str) -> None:
    assert CliRunner().invoke(main, ["new", str(tmp_path / "data")]).exit_code == 0
    written = tmp_path / "data/schemes/legal-forms.ttl"
    written.parent.mkdir()
    form = f"{SCHEME}legal-form/"
    written.write_text(f'{prefix}\n<{form}own> <{SKOS.prefLabel}> "własna"@pl .  # ours', "utf-8")
    _written(tmp_path, _row("9ZZ9", "zmyślona"))
    graph = Graph().parse(written)
    assert str(graph.value(URIRef(f"{form}own"), SKOS.prefLabel)) == "własna"
    assert str(graph.value(URIRef(f"{form}zmyslona"), SKOS.notation)) == "9ZZ9"


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


def _written(folder: Path, *rows: dict[str, str], spoken: str = "en") -> tuple[str, str]:
    """What is told of a list that is added to a project, and what the project has of it then."""
    listed = _longer(folder / "elf.csv", *rows)
    told = CliRunner().invoke(main, ["legal-forms", str(listed), str(folder / "data"), "--write", "--lang", spoken])
    assert (told.exit_code, told.stdout) == (0, ""), told.output
    written = folder / "data/schemes/legal-forms.ttl"
    return told.stderr, written.read_text("utf-8") if written.exists() else ""


def test_a_form_with_the_name_of_another_in_use_is_left_out(tmp_path: Path) -> None:
    """By whatever name, in another case or number, or of the same list; the first of these is taken."""
    assert CliRunner().invoke(main, ["new", str(tmp_path / "data")]).exit_code == 0
    rows = [_row("9ZZ1", "FUNDACJA"), _row("9ZZ2", "Cooperative"), _row("9ZZ3", "spółdzielnia socjalna")]
    told, written = _written(tmp_path, *rows, _row("9ZZ4", "fundacje", "INAC"))
    left = "9ZZ1 FUNDACJA (96XK), 9ZZ2 Cooperative (8TOF), 9ZZ3 spółdzielnia socjalna (social-cooperative)"
    assert f"left out, because another form in use has the name: {left}\n" in told
    assert "new: " not in told
    assert written == ""
    told, written = _written(tmp_path, _row("9ZZ5", "ta sama"), _row("9ZZ6", "Ta sama"), spoken="pl")
    assert "pominięte, bo inna używana forma ma tę nazwę: 9ZZ6 Ta sama (9ZZ5)\n" in told
    assert "nowe: 9ZZ5 ta sama\n" in told
    told, again = _written(tmp_path, _row("9ZZ5", "ta sama"), _row("9ZZ6", "Ta sama"))
    assert "left out, because another form in use has the name: 9ZZ6 Ta sama (9ZZ5)\n" in told
    assert again == written


def test_a_form_that_takes_the_place_of_one_that_ended_is_read_by_its_name(tmp_path: Path) -> None:
    assert CliRunner().invoke(main, ["new", str(tmp_path / "data")]).exit_code == 0
    rows = _row("96XK", "fundacja", "INAC"), _row("9ZZ1", "FUNDACJA")
    told, _ = _written(tmp_path, *rows)
    assert "new: 9ZZ1 FUNDACJA\n" in told
    assert "replaced, stated to be owl:deprecated: foundation\n" in told
    schemes = [
        resources.ontology() / "schemes" / "legal-form.ttl",
        tmp_path / "data/schemes/legal-forms.ttl",
    ]
    form = f"{SCHEME}legal-form"
    assert Concepts.read(schemes).find(form, "Fundacja") == ("fundacja",)
    assert Concepts.read(schemes).find(form, "foundation") == ("foundation",)
    assert Concepts.read(schemes[:1]).find(form, "Fundacja") == ("foundation",)
    assert CliRunner().invoke(main, ["check", str(tmp_path / "data")]).exit_code == 0
    again, _ = _written(tmp_path, *rows)
    assert "new: " not in again
    assert "replaced" not in again


def test_a_code_that_stands_twice_is_told_with_both_lines(tmp_path: Path) -> None:
    listed = _longer(tmp_path / "elf.csv", _row("9ZZ1", "jedna"), _row("9ZZ1", "druga"))
    last = len(listed.read_text("utf-8").splitlines())
    told = CliRunner().invoke(main, ["legal-forms", str(listed), "--lang", "en"])
    assert told.exit_code == 1
    where = f"{listed}:{last}: ELF Code: the code 9ZZ1 stands twice in the list, in lines {last - 1} and {last}"
    assert where in told.stderr
