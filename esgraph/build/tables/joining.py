"""Turns a source and the table beside it into one tree, as if an author had written what the table says.

The part `table` of a source names the `schema` of the table (see `schema`), the `sheet` if a workbook has several, and
what is the `same` as something that has another id: `same: {award/najlepsze-podmioty: award/mmes}`.
"""

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Final

from esgraph.build import authored
from esgraph.build import problems as authoring
from esgraph.build.authored import Node, Scalar, Sequence, items
from esgraph.build.keys import Vocabulary
from esgraph.build.tables import excerpts, headings, problems, rows, schema, sheets, things
from esgraph.build.tables.concepts import Concepts
from esgraph.build.tables.places import Places
from esgraph.build.tables.rows import Context, Found
from esgraph.build.tables.sheets import SUFFIXES, Sheet
from esgraph.build.tables.things import Thing
from esgraph.errors import LANGUAGES, AuthoringError, Language, Location, Problem, Text

#: The part of a source that speaks of its table, and what it may hold.
TABLE: Final = "table"
_KEYS: Final = ("schema", "sheet", "same")
_WORDS: Final[Mapping[Language, Mapping[str, str]]] = {
    "pl": {
        "rows": "{table}: odczytano {used} z {rows} wierszy ({made})",
        "undone": "naprawiono: {undone}",
        "persons": "wiersze pominięte, bo dotyczą osób (RODO): {number}",
        "alike": "uznane za jedno tylko według nazwy (odróżnia kolumna „id”, miejsce lub numer): {names}",
        "unused": "kolumny nieużyte: {names}",
        "as_text": "zapisane słowami tabeli, bo słownik ich nie zna: {names}",
        "others": "inne arkusze tego pliku, nieodczytane: {names}",
        "remarks": "wiersze, które nie są wpisami (sumy, dopiski): {names}",
        "hidden": "wiersze ukryte w arkuszu, odczytane jak inne: {names}",
        "struck": "wiersze z czymś przekreślonym, odczytane jak inne: {names}",
        "more": "i jeszcze {number}",
    },
    "en": {
        "rows": "{table}: {used} of {rows} rows read ({made})",
        "undone": "undone: {undone}",
        "persons": "rows left out, being of persons (GDPR): {number}",
        "alike": "taken for one by name alone (an id, a place or a number tells apart): {names}",
        "unused": "columns not used: {names}",
        "as_text": "kept in the words of the table, since no scheme has them: {names}",
        "others": "other sheets of this file, not read: {names}",
        "remarks": "rows that are no entries (sums, remarks): {names}",
        "hidden": "rows that the sheet hides, read like others: {names}",
        "struck": "rows with something struck out, read like others: {names}",
        "more": "and {number} more",
    },
}
#: Names that a summary lists.
_LISTED: Final = 12
_FORM: Final[Text] = {"pl": "table: {schema: award-list}", "en": "table: {schema: award-list}"}
_WHOLE_FORM: Final[Text] = dict.fromkeys(
    LANGUAGES, "table: {schema: award-list, sheet: 2024, same: {award/a: award/b}}"
)


@dataclass(frozen=True, slots=True)
class Summary:
    """How many of what a table gave: rows, those that were used, things by section, what was undone, what is left out.

    `alike` are the names by which alone organisations of several rows are taken for one, `others` sheets that are not
    read; `rows_told` has the numbers of rows that somebody may want to look at, by what is said of them.
    """

    table: str
    rows: int
    used: int
    things: Mapping[str, int]
    undone: Mapping[str, int]
    unused: tuple[str, ...]
    others: tuple[str, ...]
    alike: tuple[str, ...]
    persons: int
    rows_told: Mapping[str, tuple[int, ...]]
    as_text: Mapping[str, int]

    def text(self, language: Language) -> str:
        """The summary in words, what was left out and what was undone below it."""
        words = _WORDS[language]
        made = ", ".join(f"{name} {number}" for name, number in self.things.items())
        lines = [words["rows"].format(table=self.table, used=self.used, rows=self.rows, made=made)]
        if undone := ", ".join(f"{problems.UNDONE[kind][language]}: {n}" for kind, n in sorted(self.undone.items())):
            lines.append(words["undone"].format(undone=undone))
        if self.persons:
            lines.append(words["persons"].format(number=self.persons))
        numbers = {what: tuple(map(str, some)) for what, some in self.rows_told.items()}
        texts = tuple(f"{text} ({number})" for text, number in self.as_text.items())
        left = {**numbers, "as_text": texts, "alike": self.alike, "unused": self.unused, "others": self.others}
        lines += [words[what].format(names=_listed(names, words)) for what, names in left.items() if names]
        return "\n    ".join(lines)


@dataclass(frozen=True, slots=True)
class Joined:
    """A source with what its table says, what is wrong in it, and a summary of each sheet."""

    tree: authored.Mapping
    problems: list[Problem] = field(default_factory=list)
    summaries: tuple[Summary, ...] = ()
    names: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Tables:
    """What the tables of a project need of it. `owners` has for each thing that tables name the source that does."""

    vocabulary: Vocabulary
    concepts: Concepts
    places: Places
    base: str
    owners: Mapping[str, str] = field(default_factory=dict, repr=False)

    @classmethod
    def read(
        cls,
        sources: list[tuple[Path, Path]],
        places: Iterable[Path],
        schemes: Iterable[Path],
        vocabulary: Vocabulary,
        base: str,
    ) -> "Tables":
        """Those of a project whose sources have tables beside them.

        A thing that several tables name has the name that the first of them gives it; the others describe it.
        """
        if not sources:
            return cls(vocabulary, Concepts({}, {}), Places({}, {}, {}), base)
        alone = cls(vocabulary, Concepts.read(schemes), Places.read(places), base)
        owners: dict[str, str] = {}
        # What one table alone names, no other does.
        for path, table in sources if len(sources) > 1 else ():
            try:
                names = alone.join(authored.read(path, path), path, table).names
            except AuthoringError:
                continue  # whoever reads the file will tell
            for name in names:
                owners.setdefault(name, path.stem)
        return replace(alone, owners=owners)

    def told(self, source: str) -> str:
        """A hash of what the table of a source needs of other files."""
        others = sorted(name for name, owner in self.owners.items() if owner != source)
        known = (self.places.by_code, self.places.names, self.places.inside)
        needed = (others, *(sorted(one.items()) for one in known), repr(self.concepts), self.base)
        return hashlib.sha256(repr(needed).encode()).hexdigest()

    def join(self, tree: authored.Mapping, path: Path, table: Path | None) -> Joined:
        """A source with what the table beside it says. Raises AuthoringError for a table that cannot be read at all."""
        said = tree.get(TABLE)
        if said is None:
            if table is None:
                return Joined(tree)
            raise AuthoringError([authoring.wrong_form(tree.where, _FORM)])
        if table is None:
            raise AuthoringError([problems.no_table(Location(path), SUFFIXES)])
        wanted = [_Wanted.read(one) for one in items(said)]
        if not wanted:
            raise AuthoringError([authoring.wrong_form(said.where, _FORM)])
        own = _without(tree)
        found = Joined(own)
        said_of: dict[str, Thing] = {}
        for one in wanted:
            sheets_named = {each.sheet.text for each in wanted if each.sheet}
            found, said_of = self._joined(found, one, path, table, sheets_named, said_of)
        return replace(
            found,
            tree=_signed(_merged(own, said_of.values()), table),
            names=frozenset(name for name, thing in said_of.items() if not thing.is_known),
        )

    def _joined(
        self, before: Joined, wanted: "_Wanted", path: Path, table: Path, named: set[str], said_of: dict[str, Thing]
    ) -> tuple[Joined, dict[str, Thing]]:
        form = schema.find(wanted.schema.text, table.parent, wanted.schema.where, self.vocabulary)
        every = _sheets(table, table.stat().st_mtime_ns)
        sheet = _chosen(every, wanted, table)
        layout = headings.find(sheet, form)
        known = frozenset(name for name, owner in self.owners.items() if owner != path.stem)
        known |= _named(before.tree, self)
        context = Context(self.vocabulary, self.concepts, self.places, self.base, wanted.same, known)
        found = rows.read(sheet, layout, form, path.stem, context, said_of)
        others = tuple(one.name for one in every if one.rows and one is not sheet and one.name not in named)
        summary = _summary(sheet, found, layout.unused, others, said_of.keys())
        joined = Joined(before.tree, before.problems + found.problems, (*before.summaries, summary))
        return joined, found.things


@dataclass(frozen=True, slots=True)
class _Wanted:
    schema: Scalar
    sheet: Scalar | None
    same: Mapping[str, str]

    @classmethod
    def read(cls, said: Node) -> "_Wanted":
        """What an author says of a table. Raises AuthoringError for what cannot be said of one."""
        if not isinstance(said, authored.Mapping):
            raise AuthoringError([authoring.wrong_form(said.where, _FORM)])
        wrong = [authoring.unknown_key(where, key, _KEYS) for key, where, _ in said.entries if key not in _KEYS]
        named, sheet, same = (said.get(key) for key in _KEYS)
        if not isinstance(named, Scalar):
            wrong.append(authoring.wrong_form(said.where, _FORM))
        if wrong or not isinstance(named, Scalar):
            raise AuthoringError(wrong)
        pairs = same.entries if isinstance(same, authored.Mapping) else ()
        others = {key: value.text for key, _, value in pairs if isinstance(value, Scalar)}
        is_plain = (same is None or isinstance(same, authored.Mapping)) and len(others) == len(pairs)
        if not is_plain or not (sheet is None or isinstance(sheet, Scalar)):
            raise AuthoringError([authoring.wrong_form(said.where, _WHOLE_FORM)])
        return cls(named, sheet, others)


@lru_cache(4)
def _sheets(path: Path, _modified: int) -> list[Sheet]:
    return [excerpts.read(path)] if path.suffix.lower() in excerpts.SUFFIXES else sheets.read(path)


def _chosen(every: list[Sheet], wanted: _Wanted, table: Path) -> Sheet:
    names = [sheet.name for sheet in every]
    if wanted.sheet:
        named = wanted.sheet
        found = next((sheet for sheet in every if sheet.name == named.text), None)
        if found is None:
            raise AuthoringError([problems.no_sheet(named.where, named.text, names)])
        return found
    seen = [sheet for sheet in every if sheet.rows and not sheet.is_hidden]
    if len(every) == 1:
        return every[0]
    if len(seen) != 1:
        raise AuthoringError([problems.which_sheet(Location(table), names)])
    return seen[0]


def _without(tree: authored.Mapping) -> authored.Mapping:
    return authored.Mapping(tuple(entry for entry in tree.entries if entry[0] != TABLE), tree.where)


def _signed(tree: authored.Mapping, table: Path) -> authored.Mapping:
    """A source that says which file its rows are of."""
    signs = {"tableFile": table.name, "tableSha256": hashlib.sha256(table.read_bytes()).hexdigest()}
    return authored.Mapping((*tree.entries, *things.scalars(signs, tree.where).entries), tree.where)


def _named(tree: authored.Mapping, tables: Tables) -> frozenset[str]:
    """What a source names itself, which its table then describes."""
    found = set()
    for name, section in tables.vocabulary.sections.items():
        part = tree.get(name)
        entries = part.entries if isinstance(part, authored.Mapping) else ()
        found |= {f"{section.kind}/{slug}" for slug, _, entry in entries if isinstance(entry, authored.Mapping)}
    return frozenset(found)


def _merged(tree: authored.Mapping, found: Iterable[Thing]) -> authored.Mapping:
    """A source with more entries in its sections; of an entry that is there the author's values are kept."""
    sections: dict[str, dict[str, tuple[Location, Node]]] = {}
    for thing in found:
        sections.setdefault(thing.section.name, {})[thing.slug] = (thing.where, thing.entry())
    entries = []
    for name, where, value in tree.entries:
        more = sections.pop(name, {})
        entries.append((name, where, _section(value, more) if isinstance(value, authored.Mapping) else value))
    for name, more in sections.items():
        where = next(iter(more.values()))[0]
        entries.append((name, where, _section(authored.Mapping((), where), more)))
    return authored.Mapping(tuple(entries), tree.where)


def _section(section: authored.Mapping, more: Mapping[str, tuple[Location, Node]]) -> authored.Mapping:
    left = dict(more)
    entries = [
        (slug, where, _both(entry, left.pop(slug)[1]) if slug in left else entry)
        for slug, where, entry in section.entries
    ]
    entries += [(slug, where, entry) for slug, (where, entry) in left.items()]
    return authored.Mapping(tuple(entries), section.where)


def _both(own: Node, other: Node) -> Node:
    if not (isinstance(own, authored.Mapping) and isinstance(other, authored.Mapping)):
        return own
    return authored.Mapping(tuple(_entries(own, other)), own.where)


def _entries(own: authored.Mapping, other: authored.Mapping) -> Iterator[tuple[str, Location, Node]]:
    for key, where, value in own.entries:
        again = other.get(key)
        if key == "evidence" and again is not None:
            yield key, where, Sequence((*items(value), *items(again)), where)
        else:
            yield key, where, value
    yield from (entry for entry in other.entries if entry[0] not in own and entry[0] != "notStated")


def _listed(names: tuple[str, ...], words: Mapping[str, str]) -> str:
    more = (words["more"].format(number=len(names) - _LISTED),) if len(names) > _LISTED else ()
    return ", ".join((*names[:_LISTED], *more))


def _summary(
    sheet: Sheet, found: Found, unused: tuple[str, ...], others: tuple[str, ...], before: Collection[str]
) -> Summary:
    kinds = Counter(thing.section.name for name, thing in found.things.items() if name not in before)
    table = f"{sheet.file.name}[{sheet.name}]" if sheet.name else sheet.file.name
    nameless = tuple(f"{letter} ({number})" for letter, number in sorted(found.nameless.items()))
    told = {"remarks": tuple(found.remarks), "hidden": sheet.hidden, "struck": sheet.struck}
    left = (*unused, *nameless)
    return Summary(
        table,
        found.rows,
        found.used,
        kinds,
        found.undone,
        left,
        others,
        tuple(found.alike),
        found.persons,
        told,
        found.as_text,
    )
