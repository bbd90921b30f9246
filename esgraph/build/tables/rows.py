"""Turns the rows of a sheet into things with their values and evidence, and into what is wrong in which cell."""

import re
from collections.abc import Mapping
from typing import Final

from esgraph import polish
from esgraph.build.tables import disputes, faults, headings, naming, readings
from esgraph.build.tables.entry import Entry, is_empty
from esgraph.build.tables.faults import Fault
from esgraph.build.tables.found import Context, Found, Table
from esgraph.build.tables.headings import Layout
from esgraph.build.tables.places import PARTS, Missing
from esgraph.build.tables.readings import Read
from esgraph.build.tables.schema import Column, Schema
from esgraph.build.tables.sheets import Sheet
from esgraph.build.tables.things import Thing
from esgraph.cells import EMPTY, Cell, Row
from esgraph.errors import Location

#: Kinds that are no organisation.
_PERSONS: Final = frozenset({"person", "supporting-person", "persons-of-the-environment"})
#: Keys whose values may be kept as the table has them.
_OF_AWARD: Final = frozenset({"inCategory", "rank", "position"})
#: What REGON calls natural persons with a business, and their units.
_REGON_PERSONS: Final = frozenset({"F", "LF"})
#: What a row of sums begins with.
_SUMS: Final = frozenset({"razem", "suma", "ogolem", "lacznie", "total"})
_POSTCODE: Final = re.compile(r"^\d\d-\d{3}\s+(?=\D)")


def read(
    sheet: Sheet, layout: Layout, schema: Schema, source: str, context: Context, before: Mapping[str, Thing]
) -> Found:
    """Everything that the rows of a sheet say, in their order; `before` is what other sheets of the source said."""
    reader = _Reader(sheet, layout, schema, source, context, before)
    for row in headings.rows(sheet, layout):
        reader.take(row)
    return reader.finish()


class _Reader(Table):
    def __init__(
        self, sheet: Sheet, layout: Layout, schema: Schema, source: str, context: Context, before: Mapping[str, Thing]
    ) -> None:
        super().__init__(sheet, layout, schema, source, context, before)
        #: Places that the project has not: their names by their codes, and the first row that has one.
        self.missing: dict[str, str] = {}
        self.first_missing = 0
        #: What schemes do not have: where it stands first, and in which other rows.
        self.unknown: dict[tuple[str, str], tuple[Location, Fault, list[int]]] = {}
        self.unknown_rows: set[int] = set()
        self.places: dict[tuple[str, ...], str | Missing | Fault] = {}

    def finish(self) -> Found:
        """What was found, with names for editions, and the places that are to be added told together."""
        for thing in list(self.out.things.values()):
            if thing.section.kind == "edition" and not thing.is_known:
                self._name(thing)
        self.out.numbered_alike = tuple(disputes.numbered_alike(self.out.things, self.sheet.name))
        if self.missing:
            where = self.sheet.where(self.first_missing)
            self.out.problems.append(faults.places_missing(self.missing).at(where))
        for where, fault, again in self.unknown.values():
            self.out.problems.append(faults.also_in(fault, again).at(where))
        return self.out

    def _name(self, edition: Thing) -> None:
        """Call an edition as its award is, with the year."""
        award = self.out.things.get(f"award/{_only(edition, 'editionOf')}")
        if award and "name" not in edition.values:
            name = f"{_only(award, 'name')} {_only(edition, 'year')}".strip()
            edition.add(self.context.vocabulary.keys["name"], name, edition.where)

    def take(self, row: Row) -> None:
        """Take what a row says, or nothing of it if something in it is wrong."""
        self.out.rows += 1
        if self.is_remark(row):
            self.out.remarks.append(row.number)
            return
        if self.is_person(row):
            self.out.persons += 1
            return
        before = len(self.out.problems)
        said = self.said(row)
        place = self.place(row)
        if len(self.out.problems) > before or row.number in self.unknown_rows or place is None:
            return
        for at in row.cells.keys() - self.headings.keys():
            self.out.nameless[headings.letter(at)] += 1
        self.out.undone.update(kind for one in row.cells.values() for kind in one.undone)
        self.out.undone.update(kind for _, one in said.values() for kind in one.undone)
        Entry(self, row, said, place).put()

    def is_remark(self, row: Row) -> bool:
        """Whether a row is no entry: a sum, or words alone where the name of an entry would not be."""
        subject = next((at for at, one in self.columns.items() if one is self.schema.subject), None)
        if subject is None:
            return False
        first = polish.words(next(iter(row.cells.values())).text)
        named = [word.text for word in polish.words(row[subject].text)]
        if first and first[0].text in _SUMS and not any(map(str.isalpha, "".join(named))):
            return True
        return (len(named) == 1 and named[0] in _SUMS) or (row[subject] == EMPTY and len(row.cells) == 1)

    def is_person(self, row: Row) -> bool:
        """Whether a row is of a natural person, by its kind, its category, or what REGON calls a person."""
        for at, column in self.columns.items():
            if column.name == "typ_regon" and row[at].text in _REGON_PERSONS:
                return True
            if column.key and column.key.scheme:
                found = self.context.concepts.find(column.key.scheme, row[at].text)
                if _PERSONS.intersection(found):
                    return True
        return False

    def not_in_scheme(self, row: Row, at: int, fault: Fault) -> None:
        """Tell of what a scheme does not have, once for all rows."""
        key = self.headings.get(at, ""), row[at].text
        self.unknown_rows.add(row.number)
        if key in self.unknown:
            self.unknown[key][2].append(row.number)
        else:
            self.unknown[key] = self.where(row, at), fault, []

    def said(self, row: Row) -> dict[str, tuple[int, Read]]:
        """What the cells say, by the names of their columns, with where they are."""
        found: dict[str, tuple[int, Read]] = {}
        for at, column in self.columns.items():
            cell = row[at]
            if cell.is_error:
                self.tell(row, at, faults.UNWORKED_CELL if cell.is_unworked else faults.ERROR_CELL)
            elif is_empty(cell, column):
                if column.is_required:
                    self.tell(row, at, faults.REQUIRED)
            elif fault := self.damage(cell, column):
                self.tell(row, at, fault)
            elif column.key and column.key.name != "place":
                read = readings.read(cell, column.key, self.context.vocabulary, self.context.concepts)
                if isinstance(read, Fault) and column.key.name in _OF_AWARD and not read.near:
                    # Each award has categories and ranks of its own, and counts its editions as it will.
                    self.out.as_text[f"{column.title}: {cell.text}"] += 1
                    found[f"{column.name}/text"] = at, Read(column.key, cell.text)
                elif isinstance(read, Fault) and column.key.scheme:
                    self.not_in_scheme(row, at, read)
                elif isinstance(read, Fault):
                    self.tell(row, at, read)
                else:
                    found[column.name] = at, read
        return found

    def damage(self, cell: Cell, column: Column) -> Fault | None:
        """What is wrong with the text of a cell, whatever it is to be read as."""
        if column.key is None or column.key.name == "place":
            return None
        is_name = column.key.is_language_map or bool(column.key.scheme)
        several = naming.several(cell) if column is self.schema.subject else None
        return naming.lost_letters(cell, is_name=is_name) or several

    def place(self, row: Row) -> str | None:
        """The id of the place of a row; "" if it names none, None if it is not known."""
        cells = {one.name: (at, row[at]) for at, one in self.columns.items() if one.name in PARTS}
        parts = {
            name: _POSTCODE.sub("", cell.text) for name, (at, cell) in cells.items()
            if not is_empty(cell, self.columns[at])
        }  # fmt: skip
        if not parts:
            return ""
        key = tuple(parts.get(part, "") for part in PARTS)
        if key not in self.places:
            self.places[key] = self.context.places.find(parts)
        match self.places[key]:
            case Missing(name, code):
                self.missing.setdefault(code, name)
                self.first_missing = self.first_missing or row.number
                return None
            case Fault() as fault:
                blamed = fault.part or next(name for name in PARTS if name in parts)
                self.tell(row, cells[blamed][0], fault)
                return None
            case found:
                return found


def _only(thing: Thing, key: str) -> str:
    return next(iter(thing.values.get(key, {})), "")
