"""Turns a cell that should be a name into what is wrong with it: lost letters, several organisations in it."""

import re
from typing import Final

from esgraph import legal_names, polish
from esgraph.build.tables.faults import Fault
from esgraph.cells import Cell
from esgraph.comparison import names

#: What stands for a letter that could not be read.
_REPLACED: Final = "\ufffd"
_SMALL, _CAPITAL = "a-ząćęłńóśźż", "A-ZĄĆĘŁŃÓŚŹŻ"
#: Question marks where a program had no letter: between letters of one word, or before its first. “Co dalej?Gdzie?” has
#: none, since no word goes on with a capital.
_QUESTIONS: Final = re.compile(
    rf"[{_SMALL}]\?+[{_SMALL}]|[{_CAPITAL}]\?+[{_CAPITAL}{_SMALL}]|(?<![^\s„”\"'(–-])\?+[{_SMALL}{_CAPITAL}]"
)
#: What a list within a cell begins each of its lines with.
_COUNTED: Final = re.compile(r"^(?:\d+[.)]|[-–—•*])\s*")
#: A form that a name begins with when it is the subject, and not a part of another: Przyjaciele Fundacji X.
_NOMINATIVE: Final = frozenset({
    "fundacja", "foundation", "stowarzyszenie", "association", "spoldzielnia", "cooperative", "spolka", "company", "ss",
    "sp", "stow", "fund", "social", "spoldz",
})  # fmt: skip
#: Words of forms in other languages: a name may be there in two of them.
_FOREIGN: Final = frozenset({
    "foundation", "association", "cooperative", "co", "operative", "social", "company", "limited", "liability",
    "stiftung", "verein",
})  # fmt: skip
#: Words that make out a kind which bodies have that are of no legal form of their own.
_KINDS: Final = tuple(one for one in legal_names.ABBREVIATIONS if one.is_acronym)

SEVERAL: Final = Fault(
    {"pl": "w jednej komórce jest kilka podmiotów", "en": "there are several organisations in one cell"},
    {
        "pl": "zostaw jeden podmiot w wierszu, a każdemu innemu daj własny wiersz",
        "en": "leave one organisation in the row, and give each of the others a row of its own",
    },
)


def lost_letters(cell: Cell, *, is_name: bool) -> Fault | None:
    """What is wrong with a text of which letters are lost; a question mark in what is no name may be one."""
    if _REPLACED in cell.text or (is_name and _QUESTIONS.search(cell.text)):
        return _lost(cell.text)
    return None


def several(cell: Cell) -> Fault | None:
    """What is wrong with a cell that names two organisations: lines, or parts divided by semicolons, of two forms.

    Long names are written in several lines, and have the names of others in them: each part must be a name by itself.
    """
    lines = [_COUNTED.sub("", line) for line in cell.lines]
    for at in range(1, len(lines)):
        if _are_two(" ".join(lines[:at]), " ".join(lines[at:]), by_form_first=True):
            return SEVERAL
    parts = [part.strip() for part in cell.text.split(";")]
    for at in range(1, len(parts)):
        if _are_two("; ".join(parts[:at]), "; ".join(parts[at:]), by_form_first=False):
            return SEVERAL
    return None


def _are_two(before: str, after: str, *, by_form_first: bool) -> bool:
    """Whether both are names of organisations, and not of the same one."""
    # Within brackets are former names.
    if _is_open(before) and ")" in after:
        return False
    first, second = names.read(before), names.read(after.partition(";")[0])
    if first.core == second.core or {_is_foreign(before), _is_foreign(after.partition(";")[0])} == {True, False}:
        return False
    if by_form_first:
        is_whole = polish.words(before)[-1:] and polish.words(before)[-1].text not in polish.JOINING
        return bool(is_whole) and _begins_with_form(before, first) and _begins_with_form(after, second)
    return all(
        bool(name.core) and (bool(name.form) or _begins_with_kind(text))
        for name, text in ((first, before), (second, after))
    )


def _is_open(text: str) -> bool:
    """Whether a bracket of a text is not closed in it; one that closes none counts lines, as in “1)”."""
    depth = 0
    for mark in text:
        depth += {"(": 1, ")": -min(depth, 1)}.get(mark, 0)
    return depth > 0


def _is_foreign(text: str) -> bool | None:
    """Whether the form of a name is in another language than Polish; None if it has none, or one in each."""
    core = names.divide(text).core
    if not core:
        return None
    form = [word.text for word in polish.words(text) if word.end <= core[0].start or word.start >= core[-1].end]
    found = {word in _FOREIGN for word in form}
    return found.pop() if len(found) == 1 else None


def _begins_with_form(text: str, name: names.Name) -> bool:
    words = polish.words(text)
    return bool(name.form and name.core) and words[0].text in _NOMINATIVE


def _begins_with_kind(text: str) -> bool:
    words = tuple(word.text for word in polish.words(text))
    return any(words[: len(kind)] == kind for one in _KINDS for kind in (one.short, one.full))


def _lost(written: str) -> Fault:
    """A text that went through a program which had not all of its letters."""
    return Fault(
        {
            "pl": f"w „{written}” przepadły litery: na ich miejscu są znaki „?” albo „{_REPLACED}”",
            "en": f"letters of “{written}” are lost: there are “?” or “{_REPLACED}” in their places",
        },
        {
            "pl": "wpisz te litery albo wyeksportuj tabelę jeszcze raz, w kodowaniu UTF-8",
            "en": "write the letters, or export the table again, as UTF-8",
        },
    )
