"""Turns the union of a release's graphs into its tables, in two readings: which columns there are, then the rows."""

from pathlib import Path
from tempfile import TemporaryDirectory

from esgraph.build.dumps.tables import entities, metadata, rows
from esgraph.build.dumps.tables.columns import columns
from esgraph.build.dumps.tables.model import Model
from esgraph.build.dumps.tables.survey import selectors, survey
from esgraph.build.project import Settings


def write(union: Path, settings: Settings, folder: Path, model: Model | None = None) -> None:
    """Write a table of every main class that has an entity to a new folder, and what is in them.

    Memory holds one entity at a time. Raises ReleaseError where no sign can stand between the values of a cell.
    """
    folder.mkdir()
    model = model or Model.read()
    with TemporaryDirectory(prefix=".tables-", dir=union.parent) as scratch, selectors(Path(scratch)) as kept:
        found = survey(entities.read(union), model.tables, kept)
        tables = {table: columns(table, model, found) for table in model.tables if table.name in found.fields}
        rows.write(entities.read(union), tables, kept, folder)
    text = metadata.document(tables, model, settings)
    (folder / metadata.FILE).write_text(text, encoding="utf-8")
