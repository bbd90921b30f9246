"""Turns a table schema (CSVW metadata, W3C 2015) into Columns: by which heading each is known and what its cells say.

Of a schema are read `columns` with `name`, `titles`, `propertyUrl`, `aboutUrl`, `valueUrl`, `virtual`, `required`,
`null`, `suppressOutput` (Metadata Vocabulary for Tabular Data, section 5.6 and 5.7). IRIs are relative:
`organization/{_key}` is an entity of the dataset. Beside the names of columns (section 5.1.3) there are the variables
`_source`, the id of the source; `_key`, by which the organisation of a row is known; `_evidence`, the row; and
`{column.slug}`, the words of a cell with hyphens between them.
"""

import json
import re
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from uritemplate import URITemplate

from esgraph import polish
from esgraph.build.keys import Key, Vocabulary
from esgraph.build.tables import schema_problems
from esgraph.errors import AuthoringError, Location
from esgraph.vocabulary import PREFIXES

_FOLDER: Final = Path(__file__).parent / "schemas"
#: Columns by whose names it is known what they are: the id of the organisation, and the parts of a place.
_PARTS: Final = frozenset({"id", "typ_regon", "miejscowosc", "gmina", "powiat", "wojewodztwo"})
#: What templates may name beside columns.
_VARIABLES: Final = ("_key", "_source", "_evidence")
_COMPACT: Final = re.compile(r"([a-z]+):([A-Za-z]\w*)")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the authoring key that its cells have values for, and of what thing; None if they have none.

    `about` and `value` are templates of `kind/slug`; a virtual column has no cells, but a `value`. `is_part` says that
    its cells are a part of something: of a place, or of an id.
    """

    name: str
    headings: frozenset[str]
    titles: tuple[str, ...]
    key: Key | None
    about: URITemplate
    value: URITemplate | None = None
    is_virtual: bool = False
    is_required: bool = False
    nulls: frozenset[str] = frozenset()
    is_part: bool = False

    @property
    def title(self) -> str:
        """What it is called first."""
        return self.titles[0]


@dataclass(frozen=True, slots=True)
class Schema:
    """The columns of a kind of table; `name` is what it is called."""

    name: str
    columns: tuple[Column, ...] = field(repr=False)

    def known(self, heading: str) -> Column | None:
        """The column that a heading is of."""
        folded = simplified(heading)
        return next((one for one in self.columns if not one.is_virtual and folded in one.headings), None)

    @property
    def subject(self) -> Column | None:
        """The column with the names of the organisations that rows are of."""
        named = (one for one in self.columns if one.key and one.key.name == "name")
        return next((one for one in named if "_key" in one.about.variable_names), None)


def names() -> list[str]:
    """The schemas that there are."""
    return sorted(path.stem for path in _FOLDER.glob("*.json"))


def find(named: str, beside: Path, where: Location, vocabulary: Vocabulary) -> Schema:
    """A schema of a name, or the one of a file beside the table. Raises AuthoringError if there is neither."""
    path = _FOLDER / f"{named}.json" if named in names() else beside / named
    # Of another directory nobody would know that it changed.
    if Path(named).name != named or not path.is_file():
        raise AuthoringError([schema_problems.no_schema(where, named, names())])
    return read(path, vocabulary)


def read(path: Path, vocabulary: Vocabulary) -> Schema:
    """A schema of a file. Raises AuthoringError for one that is none, or that says what no key can."""
    text = path.read_text(encoding="utf-8")
    try:
        return _read(path, text, vocabulary)
    except json.JSONDecodeError as error:
        raise AuthoringError([schema_problems.no_csvw(Location(path, error.lineno, error.colno), error.msg)]) from error
    except (ValueError, KeyError, TypeError, AttributeError, UserWarning) as error:
        raise AuthoringError([schema_problems.no_csvw(Location(path), str(error))]) from error


def _read(path: Path, text: str, vocabulary: Vocabulary) -> Schema:
    # The package takes long to begin with and is asked for by those alone who have tables.
    csvw = import_module("csvw.metadata")
    document: dict[str, Any] = json.loads(text)
    with warnings.catch_warnings():
        # What it only warns of, such as two columns of one name, is a mistake.
        warnings.simplefilter("error")
        found = csvw.Schema.fromvalue(document.get("tableSchema", document))
    if not found.columns:
        raise AuthoringError([schema_problems.no_columns(Location(path, key="columns"))])
    by_predicate = _keys(vocabulary)
    templates = (one.inherit(name) for one in found.columns for name in ("aboutUrl", "valueUrl"))
    used = {name.partition(".")[0] for one in templates if one for name in URITemplate(one.uri).variable_names}
    parts = used | _PARTS
    kinds = frozenset({"evidence", *(section.kind for section in vocabulary.sections.values())})
    _check(path, found.columns)
    return Schema(path.stem, tuple(_column(path, one, by_predicate, parts, kinds) for one in found.columns))


def _column(
    path: Path, column: Any, by_predicate: Mapping[str, Key], parts: set[str], kinds: frozenset[str]
) -> Column:  # it has no types
    said = column.propertyUrl and column.propertyUrl.uri
    key = by_predicate.get(_expanded(said)) if said and not column.suppressOutput else None
    if said and key is None and not column.suppressOutput:
        raise AuthoringError([schema_problems.no_key(Location(path), column.name, said)])
    titles = tuple(_titles(column.titles)) or (column.name,)
    # The package gives each column a default of its own, which hides what the schema says.
    nulls = column.null if column.null != [""] else column._parent.null
    value = column.inherit("valueUrl")
    about = column.inherit("aboutUrl")
    for template, is_value in ((about, False), (value, True)):
        kind = template.uri.partition("/")[0] if template else "evidence"
        if kind not in kinds and not (is_value and template.uri.startswith("http")):
            raise AuthoringError([schema_problems.no_kind(Location(path), column.name, template.uri, sorted(kinds))])
    return Column(
        column.name,
        frozenset(map(simplified, (*titles, column.name))),
        titles,
        key,
        # One that is only there for others to name is of nothing.
        URITemplate(about.uri if about else ""),
        URITemplate(value.uri) if value else None,
        column.virtual,
        bool(column.inherit("required")),
        frozenset(map(str.casefold, [nulls] if isinstance(nulls, str) else nulls)),
        column.name in parts,
    )


def _check(path: Path, columns: Any) -> None:
    """Raises AuthoringError for a column that is of nothing, or for a variable that no row has."""
    named = [one.name for one in columns if one.name and not one.virtual]
    known = [*_VARIABLES, *named]
    # Words are those of a cell: what no cell has needs none.
    given = {*known, *(f"{name}.slug" for name in named)}
    wrong = []
    for at, column in enumerate(columns):
        about, value = (Location(path, key=f"columns[{at}].{key}") for key in ("aboutUrl", "valueUrl"))
        templates = {about: column.inherit("aboutUrl"), value: column.inherit("valueUrl")}
        if not column.name:
            wrong.append(schema_problems.no_name(about._replace(key=f"columns[{at}].name")))
        elif templates[about] is None and not column.suppressOutput:
            wrong.append(schema_problems.no_about(about, column.name))
        wrong += [
            schema_problems.no_variable(where, column.name, name, known)
            for where, template in templates.items() if template
            for name in URITemplate(template.uri).variable_names
            if name not in given
        ]  # fmt: skip
    if wrong:
        raise AuthoringError(wrong)


def _titles(titles: Any) -> Iterator[str]:
    for each in (titles or {}).values():
        yield from [each] if isinstance(each, str) else each


def _expanded(iri: str) -> str:
    compact = _COMPACT.fullmatch(iri)
    return f"{PREFIXES[compact[1]]}{compact[2]}" if compact and compact[1] in PREFIXES else iri


def _keys(vocabulary: Vocabulary) -> dict[str, Key]:
    """The first key of each predicate."""
    found: dict[str, Key] = {}
    for key in vocabulary.keys.values():
        found.setdefault(key.predicate, key)
    return found


@lru_cache(10_000)
def simplified(heading: str) -> str:
    """A heading by its letters and digits alone: “Nr KRS:” is “nr krs”."""
    return " ".join(word.text for word in polish.words(heading.replace("_", " ")))
