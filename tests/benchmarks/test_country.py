"""The made-up country: the build takes it, the shapes find what was broken and nothing else, the size is as asked."""

import inspect
import json
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from rdflib import SH, Graph, URIRef

from esgraph.build import evidence_problems, problems
from esgraph.build.dataset import Dataset
from esgraph.build.project import Project
from esgraph.build.validation import validate
from esgraph.errors import AuthoringError, EsgraphError
from esgraph.vocabulary import CV, ESG, FOAF, OA, ORG, SCHEMA, SHAPE
from tests.benchmarks.country import __main__ as command
from tests.benchmarks.country import faults, project, territory
from tests.benchmarks.country.faults import Faults
from tests.benchmarks.country.source import both
from tests.benchmarks.country.yaml_text import scalar
from tests.reading import read

#: Constraints on what no author can write: derived statements, schemes, nodes and data that no key makes, and values that
#: the reader refuses.
_OUT_OF_REACH = {
    "ClaimShape-predicate", "ClaimShape-stated", "ClaimShape-subject", "ConceptShape-scheme", "ConflictShape-iri",
    "ContactDataShape", "CooperatesWithShape-derived", "CooperatesWithShape-symmetric", "DefinitionLanguageShape-language",
    "DerivedGroundShape-kind", "DerivedShape-from", "DescriptionLanguageShape-language", "EditionNumberLanguageShape-language",
    "EditionShape-year", "EventShape-date", "EventShape-endDate", "EvidenceLinkShape-class", "EvidenceRangeShape",
    "EvidenceShape-accessed", "EvidenceShape-source", "FragmentShape-row", "FragmentShape-sheet",
    "HypothesisShape-address", "GapPropertyDomainShape", "GapShape-property", "GapShape-source", "GapShape-subject",
    "GapSubjectDomainShape", "HistoryNoteLanguageShape-language", "MappingShape", "MentionedAsLanguageShape-language",
    "NameLanguageShape-language", "NoBlankNodeShape", "NoBlankValueShape", "OtherNameLanguageShape-language",
    "ParaphraseLanguageShape-language", "PositionShape-end", "QuoteShape-exact", "ReferenceShape", "SameAsShape-confirmed",
    "SourceShape-url", "TieKindInSchemeShape-member",
}  # fmt: skip

#: Problems of `dataset.yaml`, of texts, of a list of withdrawals and of a directory without sources.
_ELSEWHERE = {
    "too_early", "missing_key", "undefined_code", "withdrawn", "nothing_to_read", "words_elsewhere", "words_absent", "text_unsigned",
    "text_changed",
}  # fmt: skip


def country(directory: Path, triples: int, errors: int = 0, mistakes: int = 0) -> tuple[Path, list[dict[str, Any]]]:
    """A country and the list of its faults."""
    project.write(directory, triples, faults=Faults(errors, mistakes))
    listed = directory / faults.MANIFEST
    return directory, json.loads(listed.read_text("utf-8")) if listed.exists() else []


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Dataset, int]:
    """A country of 10,000 statements as the build reads it, and how many statements the generator says it has."""
    directory = tmp_path_factory.mktemp("country")
    made = project.write(directory, 10_000)
    assert made.files == sum(1 for path in directory.rglob("*") if path.is_file())
    return read(Project.open(directory)), made.statements


def test_the_shapes_find_nothing(written: tuple[Dataset, int], shapes: Graph) -> None:
    report = validate(written[0], shapes)
    assert [finding.text("en") for finding in report.findings] == []


def test_the_statements_are_counted_as_the_build_makes_them(written: tuple[Dataset, int], tmp_path: Path) -> None:
    assert written[0].quads == written[1]
    made = project.write(tmp_path, 40_000, seed=3)
    dataset = read(Project.open(tmp_path))
    assert dataset.quads == made.statements
    assert max(count.triples for iri, count in dataset.counts.graphs.items() if "/source/" in iri) <= 1_500


@pytest.mark.parametrize(("triples", "seed"), [(6_000, 1), (10_000, 1), (10_000, 2), (60_000, 1), (200_000, 5)])
def test_the_size_is_as_asked(tmp_path: Path, triples: int, seed: int) -> None:
    assert project.write(tmp_path, triples, seed).statements == pytest.approx(triples, rel=0.02)


def test_it_has_everything_that_the_model_has(written: tuple[Dataset, int]) -> None:
    counts = written[0].counts.classes
    names = (
        "Source", "Evidence", "Claim", "NotStated", "Cooperation", "Foundation", "HeadcountReport", "DerivedStatement",
        "IdentityHypothesis", "Award", "AwardEdition", "AwardConferral", "Tie",
    )  # fmt: skip
    classes = [ESG + name for name in names]
    classes += [CV + "Participation", ORG + "Post", FOAF + "Person", SCHEMA + "City", OA + "TextQuoteSelector"]
    assert [name for name in classes if name not in counts] == []


def test_few_take_part_in_much_and_many_once(tmp_path: Path) -> None:
    project.write(tmp_path, 100_000)
    texts = (path.read_text("utf-8") for path in (tmp_path / "sources").iterdir())
    lines = (line.split() for text in texts for line in text.splitlines())
    who = Counter(words[1] for words in lines if words and words[0] == "participant:")
    often = sorted(who.values())
    assert often[-1] > 40 * often[len(often) // 2]
    assert sum(times <= 2 for times in often) > len(often) / 3


def test_the_seed_alone_decides_the_bytes(tmp_path: Path) -> None:
    def content(name: str, seed: int) -> dict[Path, bytes]:
        project.write(tmp_path / name, 30_000, seed, Faults(50, 20, seed))
        paths = [path for path in (tmp_path / name).rglob("*") if path.is_file()]
        return {path.relative_to(tmp_path / name): path.read_bytes() for path in paths}

    assert content("one", 1) == content("again", 1)
    assert content("one more", 2) != content("other", 3)


def test_every_error_is_found_where_it_is_and_nothing_else(tmp_path: Path, shapes: Graph) -> None:
    directory, told = country(tmp_path, 5_000, errors=len(faults.kinds("errors")))
    found = []
    for finding in validate(read(Project.open(directory)), shapes).findings:
        assert finding.where, finding
        where = finding.where
        found.append((where.file.relative_to(directory).as_posix(), where.key, finding.shape.removeprefix(SHAPE)))
    assert sorted(found) == sorted((one["file"], one["key"], one["finds"]) for one in told)
    assert len({one["file"] for one in told}) > 10


def test_every_mistake_is_told_where_it_is_and_nothing_else(tmp_path: Path) -> None:
    directory, told = country(tmp_path, 6_000, mistakes=2 * len(faults.kinds("mistakes")))
    hides = {one["file"] for one in told if one.get("hides")}
    hidden = [one for one in told if one.get("hidden")]
    assert hides
    assert hidden
    assert _problems(directory) == sorted(_place(one) for one in told if one not in hidden)
    for name in hides:
        (directory / name).unlink()
    assert _problems(directory) == sorted(_place(one) for one in told if one["file"] not in hides)


def _problems(directory: Path) -> list[tuple[str, str]]:
    with pytest.raises(AuthoringError) as caught:
        read(Project.open(directory))
    places = [problem.where for problem in caught.value.problems]
    return sorted((where.file.relative_to(directory).as_posix(), where.key) for where in places)


def _place(one: dict[str, Any]) -> tuple[str, str]:
    return one["file"], one["key"]


def test_there_is_an_error_for_every_constraint_that_an_author_can_break(shapes: Graph) -> None:
    named = {str(node).removeprefix(SHAPE) for node in shapes.subjects(SH.message) if isinstance(node, URIRef)}
    named = {name for name in named if not name.startswith("Tie")} | {"TieKindInSchemeShape-member"}
    assert {name for kind in faults.kinds("errors") for name in kind.finds} == named - _OUT_OF_REACH


def test_there_is_a_mistake_for_every_problem_of_a_source() -> None:
    known: set[str] = set()
    for module in (problems, evidence_problems):
        made = inspect.getmembers(module, inspect.isfunction)
        known |= {name for name, made in made if made.__module__ == module.__name__ and name[0] != "_"}
    known.discard("nearest")
    assert {name for kind in faults.kinds("mistakes") for name in kind.finds} == known - _ELSEWHERE


def test_places_have_their_names_in_running_text() -> None:
    counties = {county.terc: county for county in territory.counties()}
    communes = {commune.terc: commune for county in counties.values() for commune in county.communes}
    assert (len(territory.voivodeships()), len(counties), len(communes)) == (16, 380, 2477)
    assert counties["1434"].body_genitive == "Powiatu Wołomińskiego"
    assert counties["1434"].english == "Wołomin County"
    assert counties["1463"].body_genitive == "Miasta Radom"
    assert communes["1434113"].within == "w Tłuszczu"
    assert communes["0264011"].within == "we Wrocławiu"
    assert communes["0201062"].within == "w gminie Warta Bolesławiecka"


@given(st.text(st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp")), min_size=1))
def test_a_scalar_reads_back_unchanged(text: str) -> None:
    node = yaml.compose(f"key: {scalar(text)}\nother: {both(text, text)}\n", Loader=yaml.CSafeLoader)
    assert isinstance(node, yaml.MappingNode)
    values = [node.value[0][1], *(value for _, value in node.value[1][1].value)]
    assert [value.value for value in values] == [text] * 3


def test_most_names_need_no_quotes() -> None:
    for text in ("Spółdzielnia Socjalna „Pożytek”", "IV Targi – Łódź", "w dniu 08.06.2018 r."):
        assert scalar(text) == unicodedata.normalize("NFC", text)


def test_a_directory_that_holds_something_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "note").write_text("mine", encoding="utf-8")
    with pytest.raises(EsgraphError):
        project.write(tmp_path, 4_000)
    monkeypatch.setattr("sys.argv", ["country", str(tmp_path)])
    assert command.main() == 1
    assert "not empty" in capsys.readouterr().err
    monkeypatch.setattr("sys.argv", ["country", str(tmp_path / "new"), "--triples", "4000", "--errors", "3"])
    assert command.main() == 0
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["note"]
    assert (tmp_path / "new" / faults.MANIFEST).exists()
