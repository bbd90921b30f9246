"""Holds what a table is read with and what was found in it so far: its project, its columns, things and problems."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from esgraph.build.keys import Vocabulary
from esgraph.build.tables.concepts import Concepts
from esgraph.build.tables.faults import Fault
from esgraph.build.tables.headings import Layout
from esgraph.build.tables.places import Places
from esgraph.build.tables.schema import Schema
from esgraph.build.tables.sheets import Sheet
from esgraph.build.tables.things import Thing
from esgraph.cells import Row
from esgraph.errors import Location, Problem


@dataclass(frozen=True, slots=True)
class Context:
    """What a table needs of its project: the keys, concepts and places, and ids that mean others (`same`).

    `known` are the things that another file names.
    """

    vocabulary: Vocabulary
    concepts: Concepts
    places: Places
    base: str
    same: Mapping[str, str] = field(default_factory=dict)
    known: frozenset[str] = frozenset()


@dataclass(slots=True)
class Found:
    """What the rows of a sheet say: things by `kind/slug`, problems, and counts for a summary.

    `persons` are rows of natural persons, which are left out: the graph has persons in public functions alone;
    `remarks` the rows that are no entries; `nameless` has how many cells stand in columns without a heading, `as_text`
    how many rows have a category or rank that no scheme has, or an edition that is no number.
    """

    things: dict[str, Thing] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    undone: Counter[str] = field(default_factory=Counter)
    rows: int = 0
    used: int = 0
    persons: int = 0
    remarks: list[int] = field(default_factory=list)
    nameless: Counter[str] = field(default_factory=Counter)
    as_text: Counter[str] = field(default_factory=Counter)
    #: Organisations of several rows that only their names say to be one.
    alike: dict[str, None] = field(default_factory=dict)
    #: Editions of several years that have one number.
    numbered_alike: tuple[str, ...] = ()
    #: Things, with a key each, of which rows may say what contradicts another, here or in another sheet.
    disputed: dict[tuple[str, str], None] = field(default_factory=dict)


class Table:
    """A sheet while it is read: where its headings stand, what its schema says, and what was found so far."""

    def __init__(
        self, sheet: Sheet, layout: Layout, schema: Schema, source: str, context: Context, before: Mapping[str, Thing]
    ) -> None:
        self.sheet = sheet
        self.columns = layout.columns
        self.headings = layout.headings
        self.schema = schema
        self.source = source
        self.context = context
        self.out = Found(dict(before), undone=Counter(sheet.damage))
        #: The variables that templates have.
        self.asked = {
            name for one in schema.columns for template in (one.about, one.value) if template
            for name in template.variable_names
        }  # fmt: skip
        self.sections = {section.kind: section for section in context.vocabulary.sections.values()}

    def tell(self, row: Row, at: int, fault: Fault) -> None:
        """Tell of what is wrong in a cell."""
        self.out.problems.append(fault.at(self.where(row, at)))

    def where(self, row: Row, at: int) -> Location:
        """The place of a cell."""
        return self.sheet.where(row.number, self.headings.get(at, ""))
