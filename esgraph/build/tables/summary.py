"""Turns what was found in a sheet into a summary: how many of what, what was undone, and what was left out."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from esgraph.build.tables import faults
from esgraph.build.tables.found import Found
from esgraph.build.tables.sheets import Sheet
from esgraph.errors import Language

_WORDS: Final[Mapping[Language, Mapping[str, str]]] = {
    "pl": {
        "rows": "{table}: odczytano {used} z {rows} wierszy ({made})",
        "made": "{name}: {number}",
        "undone": "naprawiono: {undone}",
        "persons": "wiersze pominięte, bo dotyczą osób (RODO): {number}",
        "alike": "uznane za jedno tylko według nazwy (odróżnia kolumna „id”, miejsce lub numer): {names}",
        "numbered": "edycje różnych lat o jednym numerze (w nawiasach wiersze): {names}",
        "unused": "kolumny nieużyte: {names}",
        "as_text": "zapisane słowami tabeli, bo nie ma ich w słowniku ani nie są numerem: {names}",
        "others": "inne arkusze tego pliku, nieodczytane: {names}",
        "remarks": "wiersze, które nie są wpisami (sumy, dopiski): {names}",
        "hidden": "wiersze ukryte w arkuszu, odczytane jak inne: {names}",
        "struck": "wiersze z czymś przekreślonym, odczytane jak inne: {names}",
        "more": "i jeszcze {number}",
    },
    "en": {
        "rows": "{table}: {used} of {rows} rows read ({made})",
        "made": "{name} {number}",
        "undone": "undone: {undone}",
        "persons": "rows left out, being of persons (GDPR): {number}",
        "alike": "taken for one by name alone (an id, a place or a number tells apart): {names}",
        "numbered": "editions of different years with one number (rows in brackets): {names}",
        "unused": "columns not used: {names}",
        "as_text": "kept in the words of the table, being in no scheme and no number: {names}",
        "others": "other sheets of this file, not read: {names}",
        "remarks": "rows that are no entries (sums, remarks): {names}",
        "hidden": "rows that the sheet hides, read like others: {names}",
        "struck": "rows with something struck out, read like others: {names}",
        "more": "and {number} more",
    },
}
#: What the sections of a source are called where that is not what their keys are.
_SECTIONS: Final[Mapping[str, str]] = {
    "organizations": "organizacje",
    "posts": "urzędy",
    "persons": "osoby",
    "events": "wydarzenia",
    "works": "dzieła",
    "awards": "nagrody",
    "editions": "edycje",
    "places": "miejsca",
    "conferrals": "przyznania",
    "participations": "udziały",
    "cooperations": "współprace",
    "foundations": "założenia",
    "headcounts": "stany zatrudnienia",
    "hypotheses": "hipotezy",
}
#: Names that a summary lists.
_LISTED: Final = 12


@dataclass(frozen=True, slots=True)
class Summary:
    """How many of what a table gave: rows, those that were used, things by section, what was undone, what is left out.

    `alike` are the names by which alone organisations of several rows are taken for one, `others` sheets that are not
    read, `numbered_alike` editions of several years with one number; `rows_told` has the numbers of rows that somebody
    may want to look at, by what is said of them.
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
    numbered_alike: tuple[str, ...] = ()

    def text(self, language: Language) -> str:
        """The summary in words, what was left out and what was undone below it."""
        words = _WORDS[language]
        made = ", ".join(
            words["made"].format(name=_called(name, language), number=n) for name, n in self.things.items()
        )
        lines = [words["rows"].format(table=self.table, used=self.used, rows=self.rows, made=made)]
        if undone := ", ".join(f"{faults.UNDONE[kind][language]}: {n}" for kind, n in sorted(self.undone.items())):
            lines.append(words["undone"].format(undone=undone))
        if self.persons:
            lines.append(words["persons"].format(number=self.persons))
        numbers = {what: tuple(map(str, some)) for what, some in self.rows_told.items()}
        texts = tuple(f"{text} ({number})" for text, number in self.as_text.items())
        left = {
            **numbers,
            "as_text": texts,
            "alike": self.alike,
            "numbered": self.numbered_alike,
            "unused": self.unused,
            "others": self.others,
        }
        lines += [words[what].format(names=_listed(names, words)) for what, names in left.items() if names]
        return "\n    ".join(lines)


def summarise(
    sheet: Sheet, found: Found, unused: tuple[str, ...], others: tuple[str, ...], before: Collection[str]
) -> Summary:
    """The summary of a sheet; `before` has what other sheets of the source said."""
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
        found.numbered_alike,
    )


def _called(section: str, language: Language) -> str:
    return _SECTIONS.get(section, section) if language == "pl" else section


def _listed(names: tuple[str, ...], words: Mapping[str, str]) -> str:
    more = (words["more"].format(number=len(names) - _LISTED),) if len(names) > _LISTED else ()
    return ", ".join((*names[:_LISTED], *more))
