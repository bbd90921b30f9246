"""Turns a source and the table beside it into one tree, as if an author had written what the table says.

The part `table` of a source names the `schema` of the table (see `schema`), the `sheet` if a workbook has several, and
what is the `same` as something that has another id: `same: {award/najlepsze-podmioty: award/mmes}`.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Final

from esgraph.build import authored
from esgraph.build import problems as authoring
from esgraph.build.authored import Node, Scalar, items
from esgraph.build.keys import Vocabulary
from esgraph.build.tables import disputes, excerpts, headings, problems, rows, schema, sheets, things
from esgraph.build.tables.concepts import Concepts
from esgraph.build.tables.found import Context
from esgraph.build.tables.merging import merged
from esgraph.build.tables.places import Places
from esgraph.build.tables.sheets import SUFFIXES, Sheet
from esgraph.build.tables.summary import Summary, summarise
from esgraph.build.tables.things import Thing
from esgraph.errors import LANGUAGES, AuthoringError, Location, Problem, Text

#: The part of a source that speaks of its table, and what it may hold.
TABLE: Final = "table"
_KEYS: Final = ("schema", "sheet", "same")
_FORM: Final[Text] = {"pl": "table: {schema: award-list}", "en": "table: {schema: award-list}"}
_WHOLE_FORM: Final[Text] = dict.fromkeys(
    LANGUAGES, "table: {schema: award-list, sheet: 2024, same: {award/a: award/b}}"
)


@dataclass(frozen=True, slots=True)
class Joined:
    """A source with what its table says, what is wrong in it, and a summary of each sheet."""

    tree: authored.Mapping
    problems: list[Problem] = field(default_factory=list)
    summaries: tuple[Summary, ...] = ()
    names: frozenset[str] = frozenset()
    #: What rows contradict each other about, of which is told once all sheets are read.
    disputed: Mapping[tuple[str, str], None] = field(default_factory=dict)


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
            problems=_sorted([*found.problems, *_disputes(found, said_of, table)], table),
            tree=_signed(merged(own, said_of.values()), table),
            names=frozenset(name for name, thing in said_of.items() if not thing.is_known),
        )

    def _joined(
        self, before: Joined, wanted: "_Wanted", path: Path, table: Path, named: set[str], said_of: dict[str, Thing]
    ) -> tuple[Joined, dict[str, Thing]]:
        form = schema.find(wanted.schema.text, table.parent, wanted.schema.where, self.vocabulary)
        every = _sheets(table, table.stat().st_mtime_ns)
        sheet = _chosen(every, wanted, table)
        if sheet.is_answer:
            excerpts.check(sheet, form.name)
        layout = headings.find(sheet, form)
        known = frozenset(name for name, owner in self.owners.items() if owner != path.stem)
        known |= _named(before.tree, self)
        context = Context(self.vocabulary, self.concepts, self.places, self.base, wanted.same, known)
        found = rows.read(sheet, layout, form, path.stem, context, said_of)
        others = tuple(one.name for one in every if one.rows and one is not sheet and one.name not in named)
        summary = summarise(sheet, found, layout.unused, others, said_of.keys())
        joined = Joined(
            before.tree,
            before.problems + found.problems,
            (*before.summaries, summary),
            disputed={**before.disputed, **found.disputed},
        )
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


def _disputes(joined: Joined, said_of: Mapping[str, Thing], table: Path) -> Iterator[Problem]:
    """The rows that contradict each other, of all sheets: which are the fewer is known when all are read."""
    has_ids = table.suffix.lower() not in excerpts.SUFFIXES
    for name, key in joined.disputed:
        yield from disputes.problems(said_of[name], key, has_ids=has_ids)


def _sorted(found: list[Problem], table: Path) -> list[Problem]:
    """Problems by sheets, as the file has them, and by rows."""
    order = {sheet.name: at for at, sheet in enumerate(_sheets(table, table.stat().st_mtime_ns))}
    return sorted(found, key=lambda problem: (order[problem.where.sheet], problem.where.line))


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
