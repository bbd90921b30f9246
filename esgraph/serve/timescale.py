"""Turns counts by month into the picture of a timeline: a lane for each sort of things, a column for a month or year.

Months are drawn where they have room: in one year, or where everything lies within a few years. Then what is known by
its year alone is a band as wide as the year.
"""

from collections.abc import Mapping
from dataclasses import dataclass

#: Units of the picture: its width, the head of a lane with its name, its highest bar, a band, what is below all lanes.
WIDTH = 1000
_HEAD, _BARS, _BAND, _FOOT = 48, 70, 18, 34
#: Years whose months are drawn, and years that are drawn at all.
_MONTHLY, _MOST_YEARS = 4, 120
#: Numbers stand over bars that are as wide as this.
_ROOM = 22
_LABELS = 22


@dataclass(frozen=True, slots=True)
class Bar:
    """What one month or year has: where it is and how high; `is_band` if only the year is known of these."""

    when: str
    count: int
    x: float
    y: float
    width: float
    height: float
    is_band: bool = False


@dataclass(frozen=True, slots=True)
class Lane:
    """One sort of things, its bars, where it begins and where they stand."""

    name: str
    top: int
    base: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """A year or a month below the lanes."""

    when: str
    x: float
    is_labelled: bool


@dataclass(frozen=True, slots=True)
class Scale:
    """The picture; `before` counts what is earlier than its first year."""

    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    height: int
    is_monthly: bool
    has_numbers: bool
    before: int


def draw(counts: Mapping[str, Mapping[str, int]], year: str = "") -> Scale | None:
    """The picture of counts (sort → month or year → number), of all years or of one; None if there is nothing."""
    named = {name: periods for name, periods in counts.items() if any(_year(when) for when in periods)}
    years = sorted({_year(when) for periods in named.values() for when in periods} - {0})
    if year:
        years = [int(year)]
    if not years:
        return None
    first, last = max(years[0], years[-1] - _MOST_YEARS + 1), years[-1]
    is_monthly = last - first < _MONTHLY
    columns = [
        when
        for number in range(first, last + 1)
        for when in ([f"{number:04}-{month:02}" for month in range(1, 13)] if is_monthly else [f"{number:04}"])
    ]
    shown = {name: _gathered(periods, is_monthly=is_monthly, first=first, last=last) for name, periods in named.items()}
    highest = max((n for periods in shown.values() for when, n in periods.items() if when in columns), default=1)
    lanes: list[Lane] = []
    height = 0
    for name, periods in shown.items():
        # One scale for all lanes, and no more room than the highest bar of each needs.
        most = max((number for when, number in periods.items() if when in columns), default=0)
        base = height + _HEAD + (round(_BARS * most / highest) if most else -20)
        lanes.append(Lane(name, height, base, _bars(periods, columns, base, highest)))
        height = base + _BAND + 8
    width = WIDTH / len(columns)
    before = sum(n for periods in named.values() for when, n in periods.items() if 0 < _year(when) < first)
    ticks = _ticks(columns, width, is_monthly=is_monthly, is_one=bool(year))
    return Scale(tuple(lanes), ticks, height + _FOOT, is_monthly, width >= _ROOM, 0 if year else before)


def _year(when: str) -> int:
    """The year of a date; 0 for one that is not of our era, or no date."""
    return int(when[:4]) if when[:4].isdecimal() and len(when[:4]) == 4 else 0


def _gathered(periods: Mapping[str, int], *, is_monthly: bool, first: int, last: int) -> dict[str, int]:
    """Counts of what is drawn, by column."""
    found: dict[str, int] = {}
    for when, number in periods.items():
        if first <= _year(when) <= last:
            column = when if is_monthly else when[:4]
            found[column] = found.get(column, 0) + number
    return found


def _bars(periods: Mapping[str, int], columns: list[str], base: int, highest: int) -> tuple[Bar, ...]:
    width = WIDTH / len(columns)
    bars = []
    for when, number in sorted(periods.items()):
        if when in columns:
            height = round(max(4.0, _BARS * number / highest), 1)
            x = round((columns.index(when) + 0.12) * width, 1)
            bars.append(Bar(when, number, x, round(base - height, 1), round(width * 0.76, 1), height))
        elif f"{when}-01" in columns:  # a date in any other form is in the list alone
            x = round(columns.index(f"{when}-01") * width + 2, 1)
            bars.append(Bar(when, number, x, base + 3, round(12 * width - 4, 1), _BAND, is_band=True))
    return tuple(bars)


def _ticks(columns: list[str], width: float, *, is_monthly: bool, is_one: bool) -> tuple[Tick, ...]:
    if is_one:
        return tuple(Tick(when, round((place + 0.5) * width, 1), True) for place, when in enumerate(columns))
    size = 12 if is_monthly else 1
    years = [(when[:4], (place + size / 2) * width) for place, when in enumerate(columns) if place % size == 0]
    every = 1 if len(years) <= _LABELS else 5 if len(years) <= 5 * _LABELS else 10
    return tuple(Tick(when, round(x, 1), int(when) % every == 0) for when, x in years)
