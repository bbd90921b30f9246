"""Turns the headings of somebody's columns, in Polish or English, into what the columns say; else their cells."""

from collections.abc import Iterable, Sequence
from typing import Final, Literal

from esgraph import polish
from esgraph.comparison.numbers import digits

#: What a column may say. Several may say a place: a town, and the commune and the county that it lies in.
Role = Literal["name", "place", "krs", "nip", "regon", "kind"]
ROLES: Final[tuple[Role, ...]] = ("name", "place", "krs", "nip", "regon", "kind")

#: Words in headings → what they say. The first role counts of which a heading has a word: “nazwa gminy” is a place, and
#: “NIP organizacji” a number.
_WORDS: Final[dict[Role, str]] = {
    "krs": "krs",
    "nip": "nip vat tax",
    "regon": "regon",
    "place": "miejscowość miasto gmina powiat województwo siedziba lokalizacja miejsce terc teryt simc town city place"
    " commune municipality county voivodeship location seat",
    "kind": "rodzaj typ kind type forma form status",
    "name": "nazwa name names organizacja organisation organization organisations podmiot instytucja institution entity"
    " beneficjent beneficiary oferent wnioskodawca applicant partner wykonawca zleceniobiorca realizator",
}
#: What stands beside them in a heading.
_BESIDE: Final = (
    "pełny krótki skrócony prawny organizacyjny własny numer nr id no number of the full short legal kod code i and"
)


def _stems(words: str) -> frozenset[str]:
    return frozenset(polish.stem(polish.fold(word)) for word in words.split())


_STEMS: Final = {role: _stems(words) for role, words in _WORDS.items()}
_OF_HEADINGS: Final = frozenset().union(_stems(_BESIDE), *_STEMS.values())
#: Numbers by which a column without a heading is known, if so much of it is one, and the length of each.
_KNOWN: Final[tuple[tuple[Role, int], ...]] = (("krs", 10), ("nip", 10), ("regon", 9), ("regon", 14))
_MOST_OF_IT: Final = 0.6


def role(heading: str) -> Role | None:
    """What a heading says of its column; None if it says nothing that is known."""
    words = _of(heading)
    return next((one for one, stems in _STEMS.items() if not stems.isdisjoint(words)), None)


def is_head(cells: Sequence[str]) -> bool:
    """Whether a first row has headings: one has known words alone, as no name has, and none is a number."""
    if any(cell and not any(map(str.isalpha, cell)) for cell in map(str.strip, cells)):
        return False
    return any(role(cell) and _OF_HEADINGS.issuperset(_of(cell)) for cell in cells)


def _of(heading: str) -> list[str]:
    return [polish.stem(word.text) for word in polish.words(heading)]


def guessed(headings: Sequence[str], columns: Sequence[Sequence[str]]) -> tuple[Role | None, ...]:
    """What each column says, by its heading, else by its cells; a number at most one column each, and a name."""
    found: list[Role | None] = [role(heading) for heading in headings]
    found = [found[at] if found[at] else _by_cells(cells) for at, cells in enumerate(columns)]
    for one in ROLES:
        if one != "place":
            found = _once(found, one)
    if "name" not in found and (free := [at for at, one in enumerate(found) if one is None]):
        best = max(free, key=lambda at: (_letters(columns[at]), -at))
        if _letters(columns[best]):
            found[best] = "name"
    return tuple(found)


def _once(found: Iterable[Role | None], wanted: Role) -> list[Role | None]:
    """The same with one role for the first column alone that has it."""
    result: list[Role | None] = []
    for one in found:
        result.append(None if one == wanted and wanted in result else one)
    return result


def _by_cells(cells: Sequence[str]) -> Role | None:
    filled = [cell for cell in cells if cell.strip()]
    for one, length in _KNOWN:
        if filled and sum(_is_number(cell, one, length) for cell in filled) >= _MOST_OF_IT * len(filled):
            return one
    return None


def _is_number(cell: str, register: str, length: int) -> bool:
    """Whether a cell is a whole number of a register; those of the court register begin with zeros."""
    written = "".join(number.text for number in polish.numbers(cell)[:1])
    if any(map(str.isalpha, cell)) or len(written) != length or not digits(cell, register):
        return False
    return register != "krs" or written.startswith("000")


def _letters(cells: Sequence[str]) -> int:
    return sum(map(str.isalpha, "".join(cells)))
