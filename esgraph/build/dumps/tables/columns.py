"""Turns what the model declares and the data use into the Columns of a table."""

from dataclasses import dataclass, replace
from typing import Final

from esgraph.build.dumps.tables.entities import TYPE, Field
from esgraph.build.dumps.tables.model import LINK, TEXT, Model, Table
from esgraph.build.dumps.tables.survey import EVIDENCE, SELECTORS, SEPARATORS, Survey, Use
from esgraph.errors import LANGUAGES, Language, Message, ReleaseError
from esgraph.vocabulary import ESG, XSD

#: The field of a column that is joined from elsewhere: the words of the evidence that a claim has.
WORDS: Final = ("words", f"{XSD}string")
_TITLE_OF_WORDS: Final[dict[Language, str]] = {"pl": "słowa źródeł", "en": "words of the sources"}
_NO_SEPARATOR: Final = Message(
    "kolumny „{name}” nie da się zapisać: w wartościach są wszystkie znaki, które mogłyby je rozdzielać ({signs})",
    "the column “{name}” cannot be written: its values have every sign that could stand between them ({signs})",
)
_REPLACE: Final = Message(
    "zastąp jeden z tych znaków w tekstach innym", "put something else for one of these signs in the texts"
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what it holds of an entity, or of a part of it (`part`); `separator` is "" where there is one value.

    `target` is the table that its links lead to; `is_required` where every entity must have one, and has.
    """

    name: str
    field: Field
    titles: dict[Language, str]
    separator: str = ""
    target: Table | None = None
    part: str = ""
    is_required: bool = False

    @property
    def held(self) -> tuple[Field, str, str]:
        """What is written of it, whatever it is called: of which field and part, and what stands between values."""
        return self.field, self.part, self.separator

    @property
    def kind(self) -> str:
        """The kind of its values."""
        return self.field[1]


def columns(table: Table, model: Model, found: Survey) -> tuple[Column, ...]:
    """The columns of a table after its first, `iri`: those of authoring keys in their order, then the others by name.

    What the class is declared to have is there in every release, what the data have besides in those that need it.
    Raises ReleaseError where no sign can stand between the values of a cell.
    """
    fields = (set(found.fields[table.name]) | _declared(table, model)) - {TYPE}
    made = [_column(table, model, one, fields, found) for one in sorted(fields, key=_order)]
    own = [Column("type", TYPE, model.texts(TYPE[0]), SEPARATORS[0])]
    own += [column for _, column in sorted(made, key=lambda pair: pair[0])]
    if EVIDENCE in fields:
        own.append(Column("words", WORDS, _TITLE_OF_WORDS, _separator("words", found.words)))
    if table.owner == f"{ESG}Evidence":
        own += [_part(table, model, part, one) for part, said in SELECTORS.items() for one in said]
    return _unique(own)


def _order(one: Field) -> tuple[str, bool, int, str]:
    """Links, then texts in our languages, then others, then values."""
    prop, kind = one
    language = kind.removeprefix(TEXT) if kind.startswith(TEXT) else kind
    return prop, not kind.startswith(TEXT), [*LANGUAGES, language].index(language), kind


def _declared(table: Table, model: Model) -> set[Field]:
    """The fields of what the class is declared to have, where it is known what kind of values that is."""
    fields: set[Field] = set()
    for prop in model.properties(table):
        kinds = list(model.keys(table, prop))
        if kinds == [TEXT]:
            fields.update((prop, f"{TEXT}{language}") for language in LANGUAGES)
        elif len(kinds) == 1:
            fields.add((prop, kinds[0]))
    return fields


def _column(table: Table, model: Model, one: Field, fields: set[Field], found: Survey) -> tuple[int, Column]:
    """A column and its place among the others."""
    use = found.fields[table.name].get(one, Use())
    prop, kind = one
    language = kind.removeprefix(TEXT) if kind.startswith(TEXT) and kind != LINK else ""
    key = model.keys(table, prop).get(TEXT if language else kind)
    local = prop[max(prop.rfind("#"), prop.rfind("/")) + 1 :]
    ending = language.replace("-", "_") or ("" if key else _ending(local, one, fields))
    name = "_".join(filter(None, (key.name if key else local, ending)))
    titles = {told: f"{model.texts(prop).get(told, local)}{f' ({ending})' if ending else ''}" for told in LANGUAGES}
    separator = "" if model.is_single(table, prop) and use.most <= 1 else _separator(name, use)
    place = model.position(key.name) if key else 1_000
    target = model.target(prop, key) if kind == LINK else None
    is_required = model.is_required(table, prop) and use.entities == found.rows[table.name]
    return place, Column(name, one, titles, separator, target, is_required=is_required and kind == LINK)


def _part(table: Table, model: Model, part: str, one: Field) -> Column:
    """The column of what is said of a part."""
    return Column(model.keys(table, one[0])[one[1]].name, one, model.texts(one[0]), part=part)


def _ending(local: str, one: Field, fields: set[Field]) -> str:
    """What tells the column of a datatype from others of the same property."""
    prop, kind = one
    datatype = kind[max(kind.rfind("#"), kind.rfind("/")) + 1 :]
    is_plain = kind in (LINK, f"{XSD}{local}") or (kind == f"{XSD}string" and (prop, LINK) not in fields)
    return "" if is_plain else datatype


def _separator(name: str, use: Use) -> str:
    for sign in SEPARATORS:
        if sign not in use.taken:
            return sign
    raise ReleaseError(_NO_SEPARATOR.of(name=name, signs=" ".join(SEPARATORS)), where="tables", remedy=_REPLACE)


def _unique(made: list[Column]) -> tuple[Column, ...]:
    """The columns; what has the name of one before it gets a number."""
    taken = {"iri": 1}
    result = []
    for column in made:
        taken[column.name] = number = taken.get(column.name, 0) + 1
        result.append(column if number == 1 else replace(column, name=f"{column.name}_{number}"))
    return tuple(result)
