"""The tables hold what the graph says of their things, no more and no less, and another reader of CSVW takes them."""

import csv
import json
import shutil
from collections import defaultdict
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

import pyoxigraph as ox
import pytest
from csvw import CSVW
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from esgraph.build.dumps.tables import rows as table_rows
from esgraph.build.dumps.tables import writer
from esgraph.build.dumps.tables.model import Model
from esgraph.build.handover import Handover
from esgraph.build.project import Project
from esgraph.dumps import pieces
from esgraph.errors import ReleaseError
from esgraph.release import Release
from esgraph.vocabulary import DEFAULT_BASE, ESG, OA, ORG, RDF, SKOS
from tests.benchmarks.release import dataset_of
from tests.build import csvw_rdf
from tests.build.csvw_rdf import Statement
from tests.conftest import DATA

ORGANIZATION = f"{DEFAULT_BASE}id/organization/"
TYPE = f"{RDF}type"


@pytest.fixture(scope="session")
def tables(release: Release) -> Path:
    return release.path / "tables"


@pytest.fixture(scope="module")
def of_a_country(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The union of a made-up country, in a folder with its tables."""
    country = dataset_of(12_000, tmp_path_factory.mktemp("country"))
    writer.write(country.union, Project.open(country.work.parent / "data").settings, country.work / "tables")
    return country.union


def statements(union: Path) -> set[Statement]:
    return {
        (quad.subject.value, quad.predicate.value, _value(quad.object))
        for quad in ox.parse(path=union, format=ox.RdfFormat.N_TRIPLES)
        if isinstance(quad.subject, ox.NamedNode)
    }


def _value(term: object) -> str | tuple[str, str, str]:
    if isinstance(term, ox.Literal):
        return term.value, term.language or "", "" if term.language else term.datatype.value
    assert isinstance(term, ox.NamedNode)
    return term.value


def rows(folder: Path, name: str) -> dict[str, dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return {row["iri"]: row for row in csv.DictReader(stream, strict=True)}


def schema(folder: Path, name: str) -> dict[str, dict[str, object]]:
    group = json.loads((folder / "csv-metadata.json").read_text("utf-8"))
    table = next(table for table in group["tables"] if table["url"] == f"{name}.csv")
    return {column["name"]: column for column in table["tableSchema"]["columns"]}


@pytest.mark.parametrize("of", ["the first dataset", "a country"])
def test_what_csvw_makes_of_the_tables_is_in_the_graph(release: Release, of_a_country: Path, of: str) -> None:
    union = of_a_country if of == "a country" else release.path / "esgraph.nt"
    made = set(csvw_rdf.read(union.parent / "tables/csv-metadata.json"))
    assert len(made) > 1_000
    assert made - statements(union) == set()


@pytest.mark.parametrize("of", ["the first dataset", "a country"])
def test_everything_that_is_said_of_a_thing_of_a_table_is_in_it(release: Release, of_a_country: Path, of: str) -> None:
    union = of_a_country if of == "a country" else release.path / "esgraph.nt"
    said = statements(union)
    owners = {table.owner for table in Model.read().tables}
    things = {subject for subject, prop, value in said if prop == TYPE and value in owners}
    selectors = {f"{thing}{part}" for thing in things for part in ("#quote", "#position")}
    expected = {one for one in said if one[0] in things or (one[0] in selectors and one[1] != TYPE)}
    assert set(csvw_rdf.read(union.parent / "tables/csv-metadata.json", links=True)) == expected


@pytest.mark.parametrize("of", ["the first dataset", "a country"])
def test_another_reader_of_csvw_finds_nothing_wrong(release: Release, of_a_country: Path, of: str) -> None:
    """Datatypes of every cell, primary and foreign keys; a warning would be an error here."""
    folder = (of_a_country if of == "a country" else release.path / "esgraph.nt").parent / "tables"
    read = CSVW(str(folder / "csv-metadata.json"), validate=True)
    assert read.is_valid, read.warnings
    assert read.tablegroup.check_referential_integrity()
    keys = {
        (table.url.string, key.columnReference[0])
        for table in read.tablegroup.tables
        for key in table.tableSchema.foreignKeys
    }
    assert keys >= {
        ("conferrals.csv", "edition"),
        ("editions.csv", "editionOf"),
        ("posts.csv", "in"),
        ("evidence.csv", "source"),
    }


def test_another_reader_notices_a_link_to_nothing(release: Release, tmp_path: Path) -> None:
    for path in (release.path / "tables").iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    editions = tmp_path / "editions.csv"
    editions.write_text(editions.read_text("utf-8").replace("/id/edition/mmes-2018,", "/id/edition/other,"), "utf-8")
    with pytest.raises(ValueError, match=r"not found in table editions\.csv"):
        assert CSVW(str(tmp_path / "csv-metadata.json"), validate=True).is_valid


def test_a_table_reads_as_a_person_expects(tables: Path) -> None:
    row = rows(tables, "organizations")[f"{ORGANIZATION}ab-ovo"]
    assert list(row)[:4] == ["iri", "type", "name_pl", "name_en"]
    assert row["name_en"] == "AB OVO Association for Organising Local Communities in Tłuszcz"
    assert row["kind"] == "https://w3id.org/esgraph/scheme/kind/association"
    assert row["words"] == row["mentionedAs_pl"]
    headcount = rows(tables, "headcounts")[f"{DEFAULT_BASE}id/headcount/pozytek-32"]
    assert (headcount["count"], headcount["headcountOf"]) == ("32", f"{ORGANIZATION}pozytek")
    assert headcount["words"] == "Spółdzielnię Socjalną „Pożytek” zatrudniającą 32 osoby"
    founding = rows(tables, "foundations")[f"{DEFAULT_BASE}id/foundation/pozytek-2017"]
    assert founding["foundedInMonth"] == "2017-04"
    assert founding["founder"].split("|") == [f"{ORGANIZATION}gmina-tluszcz", f"{ORGANIZATION}powiat-wolominski"]


def test_rows_are_in_order_and_each_thing_has_one(tables: Path) -> None:
    names = sorted(path.stem for path in tables.glob("*.csv"))
    assert {"organizations", "posts", "places", "events", "claims", "gaps", "evidence", "sources", "concepts"} <= set(
        names
    )
    for name in names:
        with (tables / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
            iris = [row[0] for row in csv.reader(stream)][1:]
        assert iris == sorted(set(iris), key=lambda iri: f"<{iri}>")


def test_columns_say_what_they_hold_in_both_languages(tables: Path) -> None:
    columns = schema(tables, "organizations")
    assert columns["place"]["titles"] == {"pl": "miejsce", "en": "place", "und": "place"}
    assert columns["name_pl"]["titles"] == {"pl": "nazwa (pl)", "en": "name (pl)", "und": "name_pl"}
    assert (columns["name_pl"]["propertyUrl"], columns["name_pl"]["lang"]) == (f"{SKOS}prefLabel", "pl")
    assert schema(tables, "places")["latitude"]["datatype"] == "decimal"
    for path in tables.glob("*.csv"):
        for column in schema(tables, path.stem).values():
            if not column.get("virtual") and column["name"] != "iri":
                titles = column["titles"]
                assert isinstance(titles, dict)
                assert set(titles) == {"pl", "en", "und"}, column


def test_what_a_class_is_declared_to_have_has_a_column_before_it_is_used(tables: Path) -> None:
    """So that programs find the same columns in every release."""
    assert all(row["krs"] == "" for row in rows(tables, "organizations").values())
    assert "separator" in schema(tables, "organizations")["otherName_pl"]
    edition = schema(tables, "conferrals")["edition"]
    assert "separator" not in edition
    assert (edition["required"], edition["dc:references"]) == (True, {"@id": "editions.csv"})


def _tables(work: Path, project: Project, triples: set[ox.Triple]) -> Path:
    lines = sorted(f"{triple} .\n".encode() for triple in triples)
    (work / "esgraph.nt").write_bytes(b"".join(lines))
    writer.write(work / "esgraph.nt", project.settings, work / "tables")
    return work / "tables"


def _named(names: list[str]) -> set[ox.Triple]:
    thing, name = ox.NamedNode(f"{ORGANIZATION}a"), ox.NamedNode(f"{SKOS}altLabel")
    triples = {ox.Triple(thing, name, ox.Literal(text, language="pl")) for text in names}
    return triples | {ox.Triple(thing, ox.NamedNode(TYPE), ox.NamedNode(f"{ORG}Organization"))}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sets(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0‖␟"), min_size=1), min_size=1, max_size=4
    )
)
def test_odd_texts_come_back(project: Project, tmp_path_factory: pytest.TempPathFactory, names: set[str]) -> None:
    folder = _tables(tmp_path_factory.mktemp("odd"), project, _named(sorted(names)))
    found = [one for one in csvw_rdf.read(folder / "csv-metadata.json") if one[1] == f"{SKOS}altLabel"]
    assert sorted(value[0] for _, _, value in found) == sorted(names)
    table = CSVW(str(folder / "csv-metadata.json")).tablegroup.tables[0]
    assert sorted(next(iter(table))["otherName_pl"]) == sorted(names)


def test_the_separator_is_a_sign_that_no_value_has(project: Project, tmp_path: Path) -> None:
    for names, sign in ((["a", "b"], "|"), (["a|b", "c"], "¦"), (["a|b", "c¦d"], "‖")):
        (tmp_path / sign).mkdir()
        folder = _tables(tmp_path / sign, project, _named(names))
        assert schema(folder, "organizations")["otherName_pl"]["separator"] == sign
        assert rows(folder, "organizations")[f"{ORGANIZATION}a"]["otherName_pl"] == sign.join(names)
    with pytest.raises(ReleaseError, match="otherName_pl” cannot be written"):
        _tables(tmp_path, project, _named(["|¦‖␟", "c"]))


def test_words_are_those_of_the_evidence(tables: Path, release: Release) -> None:
    said = defaultdict(list)
    for subject, prop, value in statements(release.path / "esgraph.nt"):
        if prop in (f"{ESG}evidence", f"{OA}exact"):
            said[subject, prop].append(value if isinstance(value, str) else value[0])
    claims = rows(tables, "claims")
    assert any(row["words"] for row in claims.values())
    for iri, row in claims.items():
        words = [word for one in sorted(said[iri, f"{ESG}evidence"]) for word in said[f"{one}#quote", f"{OA}exact"]]
        assert row["words"] == "|".join(words)


#: One subject in so many begins a piece here, so that a small country has many.
_SUBJECTS = 50


def _written(union: Path, handover: Handover | None = None, subjects: int = _SUBJECTS) -> dict[str, bytes]:
    """The tables of a union, by their names."""
    folder = union.with_name(f"{union.name}-tables")
    shutil.rmtree(folder, ignore_errors=True)
    writer.write(union, Project.open(union.parent / "data").settings, folder, Model.read(), handover, subjects)
    return {path.name: path.read_bytes() for path in folder.iterdir()}


class _Edited:
    """A union in a folder that changes; `hands` is where what was made of it is handed over to the next time."""

    def __init__(self, country: Path, work: Path) -> None:
        self.union = work / "union.nt"
        self.lines = country.read_bytes().splitlines(keepends=True)
        (work / "data").mkdir()
        shutil.copy(country.parent.parent / "data/dataset.yaml", work / "data/dataset.yaml")
        self._handovers = count()

    def tables(self, subjects: int = _SUBJECTS) -> dict[str, bytes]:
        self.union.write_bytes(b"".join(sorted(self.lines)))
        number = next(self._handovers)
        before, after = (self.union.with_name(f"left-{one}") for one in (number - 1, number))
        return _written(self.union, Handover(before if number else None, after), subjects)

    def change(self, what: bytes) -> None:
        """Change the value of the first statement that has this in it."""
        place = next(place for place, line in enumerate(self.lines) if what in line)
        self.lines[place] = self.lines[place].replace(b'> "', b'> "7', 1)


def test_tables_after_random_edits_are_those_that_are_made_from_nothing(of_a_country: Path, tmp_path: Path) -> None:
    edited, random = _Edited(of_a_country, tmp_path), Random(11)  # noqa: S311 - the same edits every time
    before = edited.tables()
    for number in range(8):
        place = random.randrange(len(edited.lines))
        line = edited.lines[place]
        match number % 4:
            case 0:  # something is not said any more
                del edited.lines[place]
            case 1:  # nor is anything of a thing
                subject = line.partition(b" ")[0] + b" "
                edited.lines = [one for one in edited.lines if not one.startswith(subject)]
            case 2:  # words change, of which rows elsewhere may have a copy
                place = random.choice([n for n, one in enumerate(edited.lines) if b'#exact> "' in one])
                edited.lines[place] = edited.lines[place].replace(b'> "', b'> "Oto ', 1)
            case _:  # a column becomes another one, since a value has what stood between values
                place = random.choice([n for n, one in enumerate(edited.lines) if b"#altLabel>" in one])
                edited.lines[place] = edited.lines[place].replace(b'> "', b'> "|', 1)
        tables = edited.tables()
        assert tables == _written(edited.union)
        assert (tables["csv-metadata.json"] == before["csv-metadata.json"]) is (number != 3)
        before = tables


def test_after_a_change_only_the_rows_near_it_are_made_again(
    of_a_country: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edited = _Edited(of_a_country, tmp_path)
    made: list[dict[str, str]] = []

    def noted(*given: Any) -> dict[str, str]:
        made.append(rows_of(*given))
        return made[-1]

    rows_of = table_rows.of
    monkeypatch.setattr(table_rows, "of", noted)
    edited.tables()
    assert len(made) > 30
    made.clear()
    edited.tables()
    assert made == []
    place = next(n for n, one in enumerate(edited.lines) if b"/organization/" in one and b"#prefLabel>" in one)
    edited.lines[place] = edited.lines[place].replace(b'> "', b'> "Nowe ', 1)
    edited.tables()
    assert len(made) == 1
    assert any("Nowe" in text for text in made[0].values())
    # The words of evidence stand in the rows of whatever it is the evidence for.
    made.clear()
    place = next(n for n, one in enumerate(edited.lines) if b'#exact> "' in one)
    edited.lines[place] = edited.lines[place].replace(b'> "', b'> "Oto ', 1)
    edited.tables()
    assert 1 <= len(made) <= 5
    assert any("Oto " in text for one in made for text in one.values())


@pytest.mark.parametrize("said", [b'#exact> "', b'#start> "', b'#end> "'])
def test_rows_follow_selectors_that_stand_in_other_pieces(of_a_country: Path, tmp_path: Path, said: bytes) -> None:
    edited = _Edited(of_a_country, tmp_path)
    before = edited.tables(subjects=1)
    edited.change(said)
    after = edited.tables(subjects=1)
    assert after["evidence.csv"] != before["evidence.csv"]
    assert after == _written(edited.union)


def _union(work: Path, lines: list[str]) -> Path:
    """A union of some lines, in a folder with settings."""
    (work / "data").mkdir(exist_ok=True)
    shutil.copy(DATA / "dataset.yaml", work / "data/dataset.yaml")
    (work / "union.nt").write_text("".join(sorted(f"{line} .\n" for line in lines)), "utf-8")
    return work / "union.nt"


def _organization(slug: str, *names: str) -> list[str]:
    thing = f"<{ORGANIZATION}{slug}>"
    return [f"{thing} <{TYPE}> <{ORG}Organization>", *(f'{thing} <{SKOS}altLabel> "{name}"@pl' for name in names)]


def test_rows_are_made_again_when_another_sign_stands_between_values(tmp_path: Path) -> None:
    one = _organization("a", "x", "y")
    before = _written(_union(tmp_path, one + _organization("b", "z")), Handover(None, tmp_path / "1"), 1)
    union = _union(tmp_path, one + _organization("b", "z|z"))
    after = _written(union, Handover(tmp_path / "1", tmp_path / "2"), 1)
    assert b"x|y" in before["organizations.csv"]
    assert b"x\xc2\xa6y" in after["organizations.csv"]
    assert after == _written(union)


def test_a_thing_of_very_many_statements_has_one_row(tmp_path: Path) -> None:
    names = [f"name {number:05}" for number in range(pieces.LONG * 2)]
    union = _union(tmp_path, _organization("a", *names))
    with union.open("rb") as lines:
        assert len(list(pieces.cut(lines))) > 1
    _written(union)
    (row,) = rows(union.with_name("union.nt-tables"), "organizations").values()
    assert names == row["otherName_pl"].split("|")
