"""Turns rows that contradict each other into problems: of the fewer ones, with what the others say and where."""

from collections.abc import Iterator, Mapping
from typing import Final

from esgraph.build.tables.faults import Fault
from esgraph.build.tables.things import Thing
from esgraph.errors import Location, Problem, Text

#: Rows that a problem lists.
_LISTED: Final = 5
#: What to do with rows that contradict each other, by the kind of what they are of.
_MEND: Final[Mapping[str, Text]] = {
    "organization": {
        "pl": "popraw jeden z nich; różnym podmiotom o jednej nazwie nadaj identyfikatory w kolumnie „id”",
        "en": "mend one of them; if these are different organisations of one name, give them ids in a column “id”",
    },
    "edition": {
        "pl": "popraw wiersz, który się myli: edycja to jedna nagroda w jednym roku i ma jeden numer",
        "en": "mend the row that is wrong: an edition is one award in one year, and has one number",
    },
}
_MEND_ANY: Final[Text] = {"pl": "popraw wiersz, który się myli", "en": "mend the row that is wrong"}


def problems(thing: Thing, key: str, *, has_ids: bool) -> Iterator[Problem]:
    """What is wrong with the rows that have another value for a key of a thing than most have; if as many, the later.

    `has_ids` says that the table may have a column with ids, which tell organisations apart.
    """
    values = thing.rows(key)
    # Words alone, where the number of an edition would be, contradict nothing.
    if len(values) < 2 or key not in thing.values:
        return
    most = max(values, key=lambda value: len(values[value]))
    kind = thing.section.kind if has_ids or thing.section.kind != "organization" else ""
    for value, places in values.items():
        for where in places if value != most else ():
            others = [told(other, where) for other in values[most][:_LISTED]]
            fault = _differs(where.key or key, others, len(values[most]), (most, value), kind)
            yield fault.at(where)


def told(row: Location, where: Location) -> str:
    """A row by its number, and by its sheet if that is another."""
    return f"{row.line}" if row.sheet == where.sheet else f"{row.line} [{row.sheet}]"


def numbered_alike(things: Mapping[str, Thing], sheet: str) -> Iterator[str]:
    """Editions of one award with one number and different years, each year with a row; one of them is of a sheet."""
    found: dict[tuple[str, str], list[Thing]] = {}
    for thing in things.values():
        for number in thing.values.get("position", ()) if thing.section.kind == "edition" else ():
            for award in thing.values.get("editionOf", ()):
                found.setdefault((award, number), []).append(thing)
    for (award, number), editions in found.items():
        here = next((one.where for one in editions if one.where.sheet == sheet), None)
        if len(editions) > 1 and here:
            named = things.get(f"award/{award}")
            name = next(iter(named.values.get("name", ())), award) if named else award
            years = (item for one in editions for item in one.values.get("year", {}).items())
            yield f"{name} {number}: {', '.join(f'{year} ({told(where, here)})' for year, where in years)}"


def _differs(key: str, rows: list[str], number: int, values: tuple[str, str], kind: str) -> Fault:
    """Another value than other rows have of the same thing: the values are theirs and that of the row itself."""
    listed = ", ".join(rows) + (f" (+{number - len(rows)})" if number > len(rows) else "")
    others, own = values
    pl, en = ("wiersz", "row") if number == 1 else ("wiersze", "rows")
    has_pl, has_en = ("podaje", "has") if number == 1 else ("podają", "have")
    return Fault(
        {
            "pl": f"{pl} {listed} {has_pl} dla tego samego inną wartość ({key}): {others}, a ten {own}",
            "en": f"{en} {listed} {has_en} another value for the same ({key}): {others}, and this one {own}",
        },
        _MEND.get(kind, _MEND_ANY),
    )


def said_twice(first: str) -> Fault:
    """A row that says what an earlier one does."""
    return Fault(
        {"pl": f"wiersz powtarza wiersz {first}", "en": f"the row repeats row {first}"},
        {"pl": "usuń jeden z nich", "en": "remove one of them"},
    )


def other_letters(first: int, *, has_ids: bool) -> Fault:
    """A name that differs in letters from an earlier one of the same id; a table may have no ids of its own."""
    ids: Text = {
        "pl": "; różnym podmiotom nadaj identyfikatory w kolumnie „id”",
        "en": "; give different organisations ids in a column “id”",
    }
    return Fault(
        {
            "pl": f"ta nazwa różni się literami od nazwy z wiersza {first}",
            "en": f"row {first} has this name with other letters",
        },
        {
            "pl": f"popraw jedną z nich{ids['pl'] if has_ids else ''}",
            "en": f"mend one of them{ids['en'] if has_ids else ''}",
        },
    )
