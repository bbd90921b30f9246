"""Turns a row in which all cells are right into things with their values, and with itself as evidence."""

import hashlib
from collections.abc import Mapping
from typing import Any, Final

from uritemplate import URITemplate

from esgraph import polish
from esgraph.build import authored
from esgraph.build.keys import Key, Section
from esgraph.build.tables import disputes, faults, things
from esgraph.build.tables.found import Table
from esgraph.build.tables.readings import Read
from esgraph.build.tables.schema import Column
from esgraph.build.tables.things import DiffersError, Thing
from esgraph.cells import Cell, Row
from esgraph.errors import Location
from esgraph.vocabulary import is_slug, short_slug, slug

#: What tells organisations of one name apart, beside their places.
_NUMBERS: Final = ("krs", "nip", "regon")
#: Of these no two organisations have one.
_TELLING_APART: Final = ("krs", "regon")
#: Words of a cell that are quoted as evidence at most.
_QUOTED: Final = 15
#: Letters of an id at most; a longer one ends with a hash of itself.
_LONGEST: Final = 90


class Entry:
    """A row in which all cells are right."""

    def __init__(self, table: Table, row: Row, said: Mapping[str, tuple[int, Read]], place: str) -> None:
        self.table = table
        self.row = row
        self.said = said
        self.place = place
        self.is_new = False
        self.is_disputed = False
        #: Where what the row is of was first.
        self.first: Location | None = None
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
        return self._numbered(_shortened(own if in_name or not self.place else f"{own}-{self.place}")) if name else ""

    def _numbered(self, key: str) -> str:
        """The key with a number, if a register has two bodies by it: what it answers has no column for an id."""
        known = self.table.out.things.get(self._same(f"organization/{key}"))
        for register in _TELLING_APART if known and self.table.sheet.is_answer else ():
            numbers = {read.value for _, read in self.said.values() if read.key.name == register}
            if known and numbers and (others := known.values.get(register)):
                return key if numbers & others.keys() else f"{key}-{min(numbers)}"
        return key

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
                self._in_words(column, read.value, self.table.where(self.row, at))
        if self.place:
            self._place()
        if len(self.table.out.problems) > problems_before or self.is_disputed:
            return
        if not self.is_new:
            where = self.table.sheet.where(self.row.number)
            fault = disputes.said_twice(disputes.told(self.first, where)) if self.first else faults.REQUIRED
            self.table.out.problems.append(fault.at(where))
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
                known = {_letters(one) for one in thing.values.get("mentionedAs", ())}
                is_added = thing.add(self.table.context.vocabulary.keys["mentionedAs"], value, where)
                # In capitals a name is no other one.
                self.is_new |= is_added and _letters(value) not in known
        except DiffersError:
            self.is_disputed = True
            self.table.out.disputed[f"{thing.section.kind}/{thing.slug}", key.name] = None

    def _in_words(self, column: Column, words: str, where: Location) -> None:
        """Note that the row has words where another may have the number of the same edition."""
        expanded = self._expanded(column.about)
        if column.key and column.key.name == "position" and expanded:
            thing = self._thing(expanded, where)
            thing.note(column.key.name, words, where)
            self.table.out.disputed[f"{thing.section.kind}/{thing.slug}", column.key.name] = None

    def _compare(self, thing: Thing, name: str, where: Location) -> None:
        """Tell of a name that is not written as an earlier one was, but for capitals and marks: Sąd is not Sad."""
        for known, first in thing.values.get("name", {}).items():
            if _letters(known) != _letters(name) and not self.variables.get("id"):
                fault = disputes.other_letters(first.line, has_ids=not self.table.sheet.is_answer)
                self.table.out.problems.append(fault.at(where))

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
            self.first = found.where if self.first is None else max(self.first, found.where, key=self._nearness)
            is_another = (found.where.line, found.where.sheet) != (self.row.number, self.table.sheet.name)
            if kind == "organization" and is_another and not self._is_told_apart(found):
                self.table.out.alike[self._name(self.variables)] = None
        # What every row names, such as an award, needs no more than the first of them.
        if not found.evidence or kind == "organization" or found.section.holds_claims:
            row = f"{self.table.sheet.name} {self.row.number}"
            found.evidence.setdefault(row, self._evidence())
        return found

    def _nearness(self, where: Location) -> tuple[bool, int]:
        """How near a row is: its edition and award are in rows before the one that it repeats."""
        return where.sheet == self.table.sheet.name, where.line

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
