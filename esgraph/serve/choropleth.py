"""Turns counts by county into a map: which paths to draw, in which of at most five steps of a scale."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from esgraph.serve import atlas
from esgraph.serve.atlas import Box, Point

#: A scale has no more steps: so many tones of one colour can be told apart.
STEPS = 5
#: With more counties than this, numbers would lie on top of each other.
_NUMBERS = 60
#: Tones of a scale, by the number of its steps: as far apart as can be.
_TONES = {1: (4,), 2: (2, 5), 3: (1, 3, 5), 4: (1, 2, 4, 5), 5: (1, 2, 3, 4, 5)}
_MARGIN = 12


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a scale: its tone (1, the palest, to 5), its counts, from `low` to `high` (None: all above)."""

    tone: int
    low: int
    high: int | None


@dataclass(frozen=True, slots=True)
class Shape:
    """One county with its count."""

    code: str
    count: int
    tone: int
    path: str
    middle: Point


@dataclass(frozen=True, slots=True)
class Picture:
    """A map: counties that have something, the outline of all others as one path, and borders of voivodeships."""

    box: Box
    shapes: tuple[Shape, ...]
    empty: str
    borders: str
    steps: tuple[Step, ...]
    has_numbers: bool


def scale(highest: int) -> tuple[Step, ...]:
    """Steps that grow by about the same factor, from 1 up to the highest count; lower bounds are round numbers.

    >>> [(step.low, step.high) for step in scale(900)]
    [(1, 4), (5, 19), (20, 49), (50, 199), (200, None)]
    """
    if highest < 1:
        return ()
    if highest <= STEPS:
        return tuple(Step(tone, low, low) for low, tone in enumerate(_TONES[highest], start=1))
    factor = highest ** (1 / STEPS)
    lows = sorted({_round(factor**power) for power in range(STEPS)})
    highs = [*(low - 1 for low in lows[1:]), None]
    return tuple(Step(*step) for step in zip(_TONES[len(lows)], lows, highs, strict=True))


def _round(number: float) -> int:
    """The nearest, as a ratio, of 1, 2, 3, 5 and these times a power of ten."""
    unit: int = 10 ** int(math.log10(number))
    return min((digit * unit for digit in (1, 2, 3, 5, 10)), key=lambda round_one: abs(math.log(round_one / number)))


def picture(counts: Mapping[str, int], voivodeship: str = "") -> Picture:
    """The map of the country, or of one voivodeship; counts of codes that no map has are not drawn."""
    areas = {code: area for code, area in atlas.counties().items() if code.startswith(voivodeship)}
    shown = {code: counts[code] for code in areas if counts.get(code)}
    steps = scale(max(shown.values(), default=0))
    shapes = tuple(
        Shape(code, count, _tone(count, steps), areas[code].path, atlas.middle(code)) for code, count in shown.items()
    )
    empty = "".join(area.path for code, area in areas.items() if code not in shown)
    box = _widened(atlas.extent(voivodeship) if voivodeship else atlas.country())
    return Picture(box, shapes, empty, atlas.borders(), steps, len(shapes) <= _NUMBERS)


def _tone(count: int, steps: tuple[Step, ...]) -> int:
    return max(step.tone for step in steps if step.low <= count)


def _widened(box: Box) -> Box:
    return Box(box.left - _MARGIN, box.top - _MARGIN, box.right + _MARGIN, box.bottom + _MARGIN)
