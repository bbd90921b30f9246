"""Turns a row in which all cells are right into things with their values, and with itself as evidence."""

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from uritemplate import URITemplate

from esgraph import polish
from esgraph.build import authored
from esgraph.build.keys import Key, Section, Vocabulary
from esgraph.build.tables import faults, things
from esgraph.build.tables.concepts import Concepts
from esgraph.build.tables.faults import Fault
from esgraph.build.tables.headings import Layout
from esgraph.build.tables.places import Places
from esgraph.build.tables.readings import Read
from esgraph.build.tables.schema import Column, Schema
from esgraph.build.tables.sheets import Sheet
from esgraph.build.tables.things import DiffersError, Thing
from esgraph.cells import Cell, Row
from esgraph.errors import Location, Problem
from esgraph.vocabulary import is_slug, short_slug, slug

#: What tells organisations of one name apart, beside their places.
_NUMBERS: Final = ("krs", "nip", "regon")
#: Words of a cell that are quoted as evidence at most.
_QUOTED: Final = 15
#: Letters of an id at most; a longer one ends with a hash of itself.
_LONGEST: Final = 90


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


class Entry:
    """A row in which all cells are right."""

    def __init__(self, table: Table, row: Row, said: Mapping[str, tuple[int, Read]], place: str) -> None:
        self.table = table
        self.row = row
        self.said = said
        self.place = place
        self.is_new = False
        self.first = 0
        self.variables = self._variables()
        self.expanded: dict[str, str] = {}

    def _variables(self) -> dict[str, str]:
        """The variables of templates (see `schema`)."""
        found: dict[str, str] = {"_source": self.table.source, "_evidence": str(self.row.number)}
        for at, column in self.table.columns.items():
            cell = self.row[at]
            if not is_empty(cell, column):
                found[column.name] = self.said[column.name][1].value if column.name in self.said else cell.text
                if (words := f"{column.name}.slug") in self.table.asked:
                    found[words] = slug(found[column.name])
        return {**found, "_key": self._own_id(found) or self._key(found)}

    def _own_id(self, variables: Mapping[str, str]) -> str:
        """The id that the row gives its organisation; with the kind before it, or as an IRI, of one that there is."""
        path, _, written = variables.get("id", "").rstrip("/").rpartition("/")
        ours = ("", "organization", f"{self.table.context.base}id/organization")
        if variables.get("id") and (not is_slug(written) or path not in ours):
            at = next(at for at, column in self.table.columns.items() if column.name == "id")
            self.table.tell(self.row, at, faults.bad_id(variables["id"]))
            return ""
        return written

    def _name(self, variables: Mapping[str, str]) -> str:
        """What the organisation of the row is called."""
        subject = self.table.schema.subject
        return variables.get(subject.name, "") if subject else ""

    def _key(self, variables: Mapping[str, str]) -> str:
        """By what an organisation is known: its name, and its place unless the name says it."""
        name = self._name(variables)
        stems = {polish.stem(word.text) for word in polish.words(name)}
        in_name = all(polish.stem(part) in stems for part in self.place.split("-"))
        # Of a name in another script nothing is left as a slug.
        own = slug(name) or short_slug(name)
        return _shortened(own if in_name or not self.place else f"{own}-{self.place}") if name else ""

    def put(self) -> None:
        """Put all that the row says."""
        problems_before = len(self.table.out.problems)
        for column in self.table.schema.columns:
            if column.key and (column.key.name == "place" or is_of_evidence(column)):
                continue
            if column.is_virtual and column.key and column.value:
                self._virtual(column, column.key)
            elif column.name in self.said:
                at, read = self.said[column.name]
                self._value(column.about, read.key, read.value, self.table.where(self.row, at))
            if f"{column.name}/text" in self.said and column.key:
                at, read = self.said[f"{column.name}/text"]
                description = self.table.context.vocabulary.keys["description"]
                text = f"{column.title}: {read.value}"
                self._value(column.about, description, text, self.table.where(self.row, at))
        if self.place:
            self._place()
        if len(self.table.out.problems) > problems_before:
            return
        if not self.is_new:
            where = self.table.sheet.where(self.row.number)
            self.table.out.problems.append(faults.said_twice(self.first).at(where))
            return
        self.table.out.used += 1

    def _virtual(self, column: Column, key: Key) -> None:
        value = self._expanded(column.value) if column.value else ""
        if value and (wanted := key.target_kind):
            value = self._same(value).removeprefix(f"{wanted}/")
        elif value and not value.startswith("http"):
            value = self._same(value)
        if value:
            self._value(column.about, key, value, self.table.sheet.where(self.row.number))

    def _place(self) -> None:
        column = next((one for one in self.table.columns.values() if one.key and one.key.name == "place"), None)
        if column and column.key:
            at = next(at for at, one in self.table.columns.items() if one is column)
            self._value(column.about, column.key, self.place, self.table.where(self.row, at))

    def _expanded(self, template: URITemplate) -> str:
        """`kind/slug`; "" if the row has nothing for one of the variables that begin it."""
        # Few templates are those of many columns.
        if template.uri not in self.expanded:
            self.expanded[template.uri] = self._expand(template)
        return self.expanded[template.uri]

    def _expand(self, template: URITemplate) -> str:
        expanded = template.expand(dict[str, Any](self.variables))
        if expanded.startswith(("http://", "https://")):
            return expanded
        kind, _, rest = expanded.partition("/")
        first = next(iter(template.variable_names), "")
        return f"{kind}/{_shortened(slug(rest))}" if self.variables.get(first) else ""

    def _same(self, name: str) -> str:
        return self.table.context.same.get(name, name)

    def _value(self, about: URITemplate, key: Key, value: str, where: Location) -> None:
        expanded = self._expanded(about)
        if not expanded:
            return
        thing = self._thing(expanded, where)
        if key.name == "name" and thing.section.kind == "organization":
            self._compare(thing, value, where)
        try:
            self.is_new |= thing.add(key, value, where)
            if key.name == "name":
                self.is_new |= thing.add(self.table.context.vocabulary.keys["mentionedAs"], value, where)
        except DiffersError as error:
            self.table.out.problems.append(faults.differs(where.key or key.name, error.first).at(where))

    def _compare(self, thing: Thing, name: str, where: Location) -> None:
        """Tell of a name that is not written as an earlier one was, but for capitals and marks: Sąd is not Sad."""
        for known, first in thing.values.get("name", {}).items():
            if _letters(known) != _letters(name) and not self.variables.get("id"):
                self.table.out.problems.append(faults.other_letters(first.line).at(where))

    def _thing(self, expanded: str, where: Location) -> Thing:
        name = self._same(expanded)
        found = self.table.out.things.get(name)
        kind, _, own = name.partition("/")
        if found is None:
            section: Section = self.table.sections[kind]
            is_known = name != expanded or name in self.table.context.known
            is_known |= kind == "organization" and "/" in self.variables.get("id", "")
            found = self.table.out.things[name] = Thing(section, own, where, is_known)
            self.is_new = True
        else:
            self.first = self.first or found.where.line
            is_another = (found.where.line, found.where.sheet) != (self.row.number, self.table.sheet.name)
            if kind == "organization" and is_another and not self._is_told_apart(found):
                self.table.out.alike[self._name(self.variables)] = None
        # What every row names, such as an award, needs no more than the first of them.
        if not found.evidence or kind == "organization" or found.section.holds_claims:
            row = f"{self.table.sheet.name} {self.row.number}"
            found.evidence.setdefault(row, self._evidence())
        return found

    def _is_told_apart(self, found: Thing) -> bool:
        """Whether more than a name says that the row is of this organisation: an id, a place or a number."""
        numbers = {read.value for _, read in self.said.values() if read.key.name in _NUMBERS}
        known = {value for key in _NUMBERS for value in found.values.get(key, ())}
        return bool(self.place or self.variables.get("id") or numbers & known)

    def _evidence(self) -> authored.Mapping:
        """The row, with the words that name what it is about."""
        name = self._name(self.variables) or next(iter(self.row.cells.values())).text
        said = {"row": str(self.row.number), "quote": " ".join(name.split()[:_QUOTED])}
        said |= {"sheet": self.table.sheet.name} if self.table.sheet.name else {}
        said |= {
            self.said[column.name][1].key.name: self.said[column.name][1].value
            for column in self.table.columns.values()
            if column.name in self.said and is_of_evidence(column)
        }
        return things.scalars(said, self.table.sheet.where(self.row.number))


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold()))


def is_empty(cell: Cell, column: Column) -> bool:
    """Whether a cell says nothing: it is empty, or has a word for that."""
    return not cell.is_error and (not cell.text or cell.text.casefold() in column.nulls)


def is_of_evidence(column: Column) -> bool:
    """Whether a column says something of the row as evidence: where it was found, and when."""
    return column.about.uri.startswith("evidence/")


def _shortened(text: str) -> str:
    """A slug that is not too long for an address."""
    if len(text) <= _LONGEST:
        return text
    return f"{text[:_LONGEST].rpartition('-')[0]}-{hashlib.sha256(text.encode()).hexdigest()[:8]}"
