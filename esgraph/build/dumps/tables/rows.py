"""Turns entities into the rows of their tables (RFC 4180): UTF-8, a header of names, every value as it is in the graph.

What a spreadsheet might take for a formula stays as it is: these files are for programs.
"""

import csv
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from esgraph.build.dumps.tables.columns import WORDS, Column
from esgraph.build.dumps.tables.entities import Entity
from esgraph.build.dumps.tables.model import Table
from esgraph.build.dumps.tables.survey import EVIDENCE, Selectors


def write(
    entities: Iterable[Entity], tables: Mapping[Table, Sequence[Column]], selectors: Selectors, folder: Path
) -> None:
    """Write a file for each table, rows in the order of the entities' IRIs."""
    by_class = {table.owner: table for table in tables}
    with ExitStack() as opened:
        writers = {}
        for table, columns in tables.items():
            stream = opened.enter_context((folder / table.file).open("w", encoding="utf-8", newline=""))
            writers[table] = csv.writer(stream)
            writers[table].writerow(["iri", *(column.name for column in columns)])
        for entity in entities:
            for table in {by_class[one] for one in entity.types if one in by_class}:
                cells = [_cell(entity, column, selectors) for column in tables[table]]
                writers[table].writerow([entity.iri, *cells])


def _cell(entity: Entity, column: Column, selectors: Selectors) -> str:
    if column.field == WORDS:
        values = selectors.words(entity.values.get(EVIDENCE, ()))
    elif column.part:
        values = selectors.values(entity.iri, column.part).get(column.field, [])
    else:
        values = entity.values.get(column.field, [])
    return column.separator.join(values)
