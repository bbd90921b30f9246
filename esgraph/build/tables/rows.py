"""Turns the rows of a sheet into things with their values and evidence, and into what is wrong in which cell."""

import hashlib
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from uritemplate import URITemplate

from esgraph import polish
from esgraph.build import authored
from esgraph.build.keys import Key, Section, Vocabulary
from esgraph.build.tables import headings, problems, readings, things
from esgraph.build.tables.concepts import Concepts
from esgraph.build.tables.headings import Layout
from esgraph.build.tables.places import PARTS, Missing, Places
from esgraph.build.tables.problems import Wrong
from esgraph.build.tables.readings import Read
from esgraph.build.tables.schema import Column, Schema
from esgraph.build.tables.sheets import EMPTY, Cell, Row, Sheet
from esgraph.build.tables.things import DiffersError, Thing
from esgraph.errors import Location, Problem
from esgraph.vocabulary import is_slug, short_slug, slug

#: What tells organisations of one name apart, beside their places.
_NUMBERS: Final = ("krs", "nip", "regon")
#: Kinds that are no organisation.
_PERSONS: Final = frozenset({"person", "supporting-person", "persons-of-the-environment"})
#: Keys whose values may be kept as the table has them.
_OF_AWARD: Final = frozenset({"inCategory", "rank"})
#: What REGON calls natural persons with a business, and their units.
_REGON_PERSONS: Final = frozenset({"F", "LF"})
#: What a row of sums begins with.
_SUMS: Final = frozenset({"razem", "suma", "ogolem", "lacznie", "total"})
_POSTCODE: Final = re.compile(r"^\d\d-\d{3}\s+(?=\D)")
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
    how many rows have a category or rank that no scheme has.
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


def read(
    sheet: Sheet, layout: Layout, schema: Schema, source: str, context: Context, before: Mapping[str, Thing]
) -> Found:
    """Everything that the rows of a sheet say, in their order; `before` is what other sheets of the source said."""
    reader = _Reader(sheet, layout, schema, source, context)
    reader.out.things |= before
    for row in headings.rows(sheet, layout):
        reader.take(row)
    return reader.finish()


class _Reader:
    def __init__(self, sheet: Sheet, layout: Layout, schema: Schema, source: str, context: Context) -> None:
        self.sheet = sheet
        self.columns = layout.columns
        self.headings = layout.headings
        self.schema = schema
        self.source = source
        self.context = context
        #: The variables that templates have.
        self.asked = {
            name for one in schema.columns for template in (one.about, one.value) if template
            for name in template.variable_names
        }  # fmt: skip
        self.sections = {section.kind: section for section in context.vocabulary.sections.values()}
        self.out = Found(undone=Counter(sheet.damage))
        #: Places that the project has not: their names by their codes, and the first row that has one.
        self.missing: dict[str, str] = {}
        self.first_missing = 0
        #: What schemes do not have: where it stands first, and in which other rows.
        self.unknown: dict[tuple[str, str], tuple[Location, Wrong, list[int]]] = {}
        self.unknown_rows: set[int] = set()
        self.places: dict[tuple[str, ...], str | Missing | Wrong] = {}

    def finish(self) -> Found:
        """What was found, with names for editions, and the places that are to be added told together."""
        for thing in list(self.out.things.values()):
            if thing.section.kind == "edition" and not thing.is_known:
                self._name(thing)
        if self.missing:
            where = self.sheet.where(self.first_missing)
            self.out.problems.append(problems.places_missing(self.missing).at(where))
        for where, wrong, again in self.unknown.values():
            self.out.problems.append(problems.also_in(wrong, again).at(where))
        self.out.problems.sort(key=lambda problem: problem.where.line)
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
        _Row(self, row, said, place).put()

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

    def wrong(self, row: Row, at: int, wrong: Wrong) -> None:
        """Tell of what is wrong in a cell."""
        self.out.problems.append(wrong.at(self.where(row, at)))

    def not_in_scheme(self, row: Row, at: int, wrong: Wrong) -> None:
        """Tell of what a scheme does not have, once for all rows."""
        key = self.headings.get(at, ""), row[at].text
        self.unknown_rows.add(row.number)
        if key in self.unknown:
            self.unknown[key][2].append(row.number)
        else:
            self.unknown[key] = self.where(row, at), wrong, []

    def where(self, row: Row, at: int) -> Location:
        """The place of a cell."""
        return self.sheet.where(row.number, self.headings.get(at, ""))

    def said(self, row: Row) -> dict[str, tuple[int, Read]]:
        """What the cells say, by the names of their columns, with where they are."""
        found: dict[str, tuple[int, Read]] = {}
        for at, column in self.columns.items():
            cell = row[at]
            if cell.is_error:
                self.wrong(row, at, problems.ERROR_CELL)
            elif is_empty(cell, column):
                if column.is_required:
                    self.wrong(row, at, problems.REQUIRED)
            elif column.key and column.key.name != "place":
                read = readings.read(cell, column.key, self.context.vocabulary, self.context.concepts)
                if isinstance(read, Wrong) and column.key.name in _OF_AWARD and not read.near:
                    # Each award has categories and ranks of its own; there is no scheme of all of them.
                    self.out.as_text[f"{column.title}: {cell.text}"] += 1
                    found[f"{column.name}/text"] = at, Read(column.key, cell.text)
                elif isinstance(read, Wrong) and column.key.scheme:
                    self.not_in_scheme(row, at, read)
                elif isinstance(read, Wrong):
                    self.wrong(row, at, read)
                else:
                    found[column.name] = at, read
        return found

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
            case Wrong() as wrong:
                blamed = wrong.part or next(name for name in PARTS if name in parts)
                self.wrong(row, cells[blamed][0], wrong)
                return None
            case found:
                return found


class _Row:
    """A row in which all cells are right."""

    def __init__(self, reader: _Reader, row: Row, said: Mapping[str, tuple[int, Read]], place: str) -> None:
        self.reader = reader
        self.row = row
        self.said = said
        self.place = place
        self.is_new = False
        self.first = 0
        self.variables = self._variables()
        self.expanded: dict[str, str] = {}

    def _variables(self) -> dict[str, str]:
        """The variables of templates (see `schema`)."""
        found: dict[str, str] = {"_source": self.reader.source, "_evidence": str(self.row.number)}
        for at, column in self.reader.columns.items():
            cell = self.row[at]
            if not is_empty(cell, column):
                found[column.name] = self.said[column.name][1].value if column.name in self.said else cell.text
                if (words := f"{column.name}.slug") in self.reader.asked:
                    found[words] = slug(found[column.name])
        return {**found, "_key": self._own_id(found) or self._key(found)}

    def _own_id(self, variables: Mapping[str, str]) -> str:
        """The id that the row gives its organisation; with the kind before it, or as an IRI, of one that there is."""
        path, _, written = variables.get("id", "").rstrip("/").rpartition("/")
        ours = ("", "organization", f"{self.reader.context.base}id/organization")
        if variables.get("id") and (not is_slug(written) or path not in ours):
            at = next(at for at, column in self.reader.columns.items() if column.name == "id")
            self.reader.wrong(self.row, at, problems.bad_id(variables["id"]))
            return ""
        return written

    def _name(self, variables: Mapping[str, str]) -> str:
        """What the organisation of the row is called."""
        subject = self.reader.schema.subject
        return variables.get(subject.name, "") if subject else ""

    def _key(self, variables: Mapping[str, str]) -> str:
        """By what an organisation is known: its name, and its place unless the name says it."""
        name = self._name(variables)
        stems = {polish.stem(word.text) for word in polish.words(name)}
        in_name = all(polish.stem(part) in stems for part in self.place.split("-"))
        # Of a name in another script nothing is left as a slug.
        own = slug(name) or short_slug(name)
        return shortened(own if in_name or not self.place else f"{own}-{self.place}") if name else ""

    def put(self) -> None:
        """Put all that the row says."""
        problems_before = len(self.reader.out.problems)
        for column in self.reader.schema.columns:
            if column.key and (column.key.name == "place" or is_of_evidence(column)):
                continue
            if column.is_virtual and column.key and column.value:
                self._virtual(column, column.key)
            elif column.name in self.said:
                at, read = self.said[column.name]
                self._value(column.about, read.key, read.value, self.reader.where(self.row, at))
            if f"{column.name}/text" in self.said and column.key:
                at, read = self.said[f"{column.name}/text"]
                description = self.reader.context.vocabulary.keys["description"]
                text = f"{column.title}: {read.value}"
                self._value(column.about, description, text, self.reader.where(self.row, at))
        if self.place:
            self._place()
        if len(self.reader.out.problems) > problems_before:
            return
        if not self.is_new:
            where = self.reader.sheet.where(self.row.number)
            self.reader.out.problems.append(problems.said_twice(self.first).at(where))
            return
        self.reader.out.used += 1

    def _virtual(self, column: Column, key: Key) -> None:
        value = self._expanded(column.value) if column.value else ""
        if value and (wanted := key.target_kind):
            value = self._same(value).removeprefix(f"{wanted}/")
        elif value and not value.startswith("http"):
            value = self._same(value)
        if value:
            self._value(column.about, key, value, self.reader.sheet.where(self.row.number))

    def _place(self) -> None:
        column = next((one for one in self.reader.columns.values() if one.key and one.key.name == "place"), None)
        if column and column.key:
            at = next(at for at, one in self.reader.columns.items() if one is column)
            self._value(column.about, column.key, self.place, self.reader.where(self.row, at))

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
        return f"{kind}/{shortened(slug(rest))}" if self.variables.get(first) else ""

    def _same(self, name: str) -> str:
        return self.reader.context.same.get(name, name)

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
                self.is_new |= thing.add(self.reader.context.vocabulary.keys["mentionedAs"], value, where)
        except DiffersError as error:
            self.reader.out.problems.append(problems.differs(where.key or key.name, error.first).at(where))

    def _compare(self, thing: Thing, name: str, where: Location) -> None:
        """Tell of a name that is not written as an earlier one was, but for capitals and marks: Sąd is not Sad."""
        for known, first in thing.values.get("name", {}).items():
            if _letters(known) != _letters(name) and not self.variables.get("id"):
                self.reader.out.problems.append(problems.other_letters(first.line).at(where))

    def _thing(self, expanded: str, where: Location) -> Thing:
        name = self._same(expanded)
        found = self.reader.out.things.get(name)
        kind, _, own = name.partition("/")
        if found is None:
            section: Section = self.reader.sections[kind]
            is_known = name != expanded or name in self.reader.context.known
            is_known |= kind == "organization" and "/" in self.variables.get("id", "")
            found = self.reader.out.things[name] = Thing(section, own, where, is_known)
            self.is_new = True
        else:
            self.first = self.first or found.where.line
            is_another = (found.where.line, found.where.sheet) != (self.row.number, self.reader.sheet.name)
            if kind == "organization" and is_another and not self._is_told_apart(found):
                self.reader.out.alike[self._name(self.variables)] = None
        # What every row names, such as an award, needs no more than the first of them.
        if not found.evidence or kind == "organization" or found.section.holds_claims:
            row = f"{self.reader.sheet.name} {self.row.number}"
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
        said |= {"sheet": self.reader.sheet.name} if self.reader.sheet.name else {}
        said |= {
            self.said[column.name][1].key.name: self.said[column.name][1].value
            for column in self.reader.columns.values()
            if column.name in self.said and is_of_evidence(column)
        }
        return things.scalars(said, self.reader.sheet.where(self.row.number))


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold()))


def _only(thing: Thing, key: str) -> str:
    return next(iter(thing.values.get(key, {})), "")


def is_empty(cell: Cell, column: Column) -> bool:
    """Whether a cell says nothing: it is empty, or has a word for that."""
    return not cell.is_error and (not cell.text or cell.text.casefold() in column.nulls)


def is_of_evidence(column: Column) -> bool:
    """Whether a column says something of the row as evidence: where it was found, and when."""
    return column.about.uri.startswith("evidence/")


def shortened(text: str) -> str:
    """A slug that is not too long for an address."""
    if len(text) <= _LONGEST:
        return text
    return f"{text[:_LONGEST].rpartition('-')[0]}-{hashlib.sha256(text.encode()).hexdigest()[:8]}"
