"""Turns entities into the rows of their tables (RFC 4180): every value as it is in the graph.

What a spreadsheet might take for a formula stays as it is: these files are for programs.
"""

import csv
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO

from esgraph.build.dumps.tables.columns import WORDS, Column
from esgraph.build.dumps.tables.entities import Entity
from esgraph.build.dumps.tables.model import Table
from esgraph.build.dumps.tables.survey import EVIDENCE, Selectors


def head(columns: Sequence[Column]) -> str:
    """The first row of a table: names."""
    return _written([["iri", *(column.name for column in columns)]])


def of(entities: Iterable[Entity], tables: Mapping[Table, Sequence[Column]], selectors: Selectors) -> dict[str, str]:
    """The rows of each table that has any, by its name, in the order of the entities."""
    by_class = {table.owner: table for table in tables}
    rows: dict[str, list[list[str]]] = {}
    for entity in entities:
        for table in {by_class[one] for one in entity.types if one in by_class}:
            cells = [_cell(entity, column, selectors) for column in tables[table]]
            rows.setdefault(table.name, []).append([entity.iri, *cells])
    return {name: _written(listed) for name, listed in rows.items()}


def _written(rows: Iterable[Sequence[str]]) -> str:
    text = StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue()


def _cell(entity: Entity, column: Column, selectors: Selectors) -> str:
    if column.field == WORDS:
        values = selectors.words(entity.values.get(EVIDENCE, ()))
    elif column.part:
        values = selectors.values(entity.iri, column.part).get(column.field, [])
    else:
        values = entity.values.get(column.field, [])
    return column.separator.join(values)
