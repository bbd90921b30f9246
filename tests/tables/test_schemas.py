"""What is wrong with a table schema of one's own is told with its file and key."""

import json
from pathlib import Path

import pytest

from esgraph.build.keys import Vocabulary
from esgraph.build.tables import schema
from esgraph.errors import AuthoringError, Problem
from esgraph.resources import ontology

_NAME = {"name": "podmiot", "titles": {"pl": ["Podmiot"]}, "propertyUrl": "skos:prefLabel", "required": True}


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary.read(ontology() / "context.jsonld")


def _problems(path: Path, vocabulary: Vocabulary, document: object) -> list[Problem]:
    path.write_text(json.dumps(document), "utf-8")
    with pytest.raises(AuthoringError) as caught:
        schema.read(path, vocabulary)
    return list(caught.value.problems)


@pytest.mark.parametrize(
    ("document", "key", "told"),
    [
        ({"columns": [_NAME]}, "columns[0].aboutUrl", "column “podmiot”: there is no `aboutUrl`"),
        ({"aboutUrl": "organization/{nope}", "columns": [_NAME]}, "columns[0].aboutUrl", "there is no variable {nope}"),
        ({"aboutUrl": "organization/{nope.slug}", "columns": [_NAME]}, "columns[0].aboutUrl", "variable {nope.slug}"),
        ({"aboutUrl": "organization/{_key.slug}", "columns": [_NAME]}, "columns[0].aboutUrl", "variable {_key.slug}"),
        ({"aboutUrl": "award/{_source.slug}", "columns": [_NAME]}, "columns[0].aboutUrl", "variable {_source.slug}"),
        ({"aboutUrl": "evidence/{_evidence.slug}", "columns": [_NAME]}, "columns[0].aboutUrl", "{_evidence.slug}"),
        (
            {"aboutUrl": "organization/{_key}", "columns": [_NAME, {**_NAME, "name": "x", "virtual": True, "valueUrl": "kind/{y}"}]},
            "columns[1].valueUrl",
            "column “x”: there is no variable {y}",
        ),
        ({"aboutUrl": "organization/{_key}", "columns": [_NAME, {"titles": "WWW"}]}, "columns[1].name", "has no name"),
        ({"aboutUrl": "organization/{_key}", "columns": []}, "columns", "the table schema has no columns"),
        ({"aboutUrl": "organization/{_key}"}, "columns", "the table schema has no columns"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_schema_is_told_with_its_key(
    tmp_path: Path, vocabulary: Vocabulary, document: dict[str, object], key: str, told: str
) -> None:
    (problem,) = _problems(tmp_path / "moja.json", vocabulary, {"@context": "http://www.w3.org/ns/csvw", **document})
    assert (problem.where.file.name, problem.where.key) == ("moja.json", key)
    assert told in problem.what["en"]
    assert problem.remedy["pl"]
    assert problem.remedy["en"]


def test_a_column_of_which_nothing_is_used_need_not_be_of_anything(tmp_path: Path, vocabulary: Vocabulary) -> None:
    about = {"aboutUrl": "organization/{_key}"}
    columns = [{**_NAME, **about}, {"name": "uwagi", "suppressOutput": True}]
    (tmp_path / "moja.json").write_text(
        json.dumps({"@context": "http://www.w3.org/ns/csvw", "columns": columns}), "utf-8"
    )
    _, column = schema.read(tmp_path / "moja.json", vocabulary).columns
    assert (column.name, column.key) == ("uwagi", None)


@pytest.mark.parametrize("name", schema.names())
def test_the_schemas_that_ship_are_right(vocabulary: Vocabulary, name: str) -> None:
    from esgraph.errors import Location

    assert schema.find(name, Path(), Location(Path()), vocabulary).columns
