"""Turns measured points into a small picture of their growth: SVG with logarithmic axes, for a file of its own."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 360, 260, 56, 16, 32, 40
_HARDLY = 0.02
_STYLE = (
    "text{font:12px sans-serif;fill:#222}line.grid{stroke:#ddd}polyline{fill:none;stroke:#0b5394;stroke-width:2}"
    "polyline.guide{stroke:#999;stroke-width:1;stroke-dasharray:4 3}circle{fill:#0b5394}"
)

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Panel:
    """One quantity over another: its title with the unit, and its points (above zero, in rising order)."""

    title: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Axis:
    """A logarithmic axis from one power of ten to another, on pixels."""

    low: int
    high: int
    start: float
    end: float

    @classmethod
    def of(cls, values: Sequence[float], start: float, end: float) -> "Axis":
        """The axis for some values above zero; it has two powers at least.

        What is hardly beyond a power (as 100,083 is) does not get another one.
        """
        low = math.floor(math.log10(min(values)) + _HARDLY)
        return cls(low, max(low + 1, math.ceil(math.log10(max(values)) - _HARDLY)), start, end)

    def place(self, value: float) -> float:
        """Where a value is, in pixels."""
        return self.start + (math.log10(value) - self.low) / (self.high - self.low) * (self.end - self.start)

    def powers(self) -> list[float]:
        """The powers of ten on the axis."""
        return [10.0**power for power in range(self.low, self.high + 1)]


def svg(panels: Sequence[Panel]) -> str:
    """The panels side by side; in each, a dashed line through the first point grows as the size does."""
    width = _WIDTH * len(panels)
    body = "".join(_panel(panel, _WIDTH * number) for number, panel in enumerate(panels))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {_HEIGHT}" width="{width}" height="{_HEIGHT}" '
        f'role="img"><title>{escape("; ".join(panel.title for panel in panels))}</title><style>{_STYLE}</style>'
        f'<rect width="{width}" height="{_HEIGHT}" fill="#fff"/>{body}</svg>\n'
    )


def _panel(panel: Panel, left: float) -> str:
    across = Axis.of([x for x, _ in panel.points], left + _LEFT, left + _WIDTH - _RIGHT)
    up = Axis.of([y for _, y in panel.points], _HEIGHT - _BOTTOM, _TOP)
    return "".join(_parts(panel, across, up))


def _parts(panel: Panel, across: Axis, up: Axis) -> Iterator[str]:
    yield f'<text x="{across.start}" y="18" font-weight="bold">{escape(panel.title)}</text>'
    for value in across.powers():
        x = across.place(value)
        yield f'<line class="grid" x1="{x:.1f}" x2="{x:.1f}" y1="{up.start}" y2="{up.end}"/>'
        yield f'<text x="{x:.1f}" y="{up.start + 18}" text-anchor="middle">{short(value)}</text>'
    for value in up.powers():
        y = up.place(value)
        yield f'<line class="grid" x1="{across.start}" x2="{across.end}" y1="{y:.1f}" y2="{y:.1f}"/>'
        yield f'<text x="{across.start - 6}" y="{y + 4:.1f}" text-anchor="end">{short(value)}</text>'
    yield _line(proportional(panel.points, 10.0**up.high), across, up, ' class="guide"')
    yield _line(panel.points, across, up)
    for x, y in panel.points:
        yield f'<circle cx="{across.place(x):.1f}" cy="{up.place(y):.1f}" r="3.5"/>'


def proportional(points: Sequence[Point], most: float) -> tuple[Point, Point]:
    """Where something would be at the first and last size if it grew as they do from the first point, up to `most`."""
    (x, y), last = points[0], points[-1][0]
    end = min(last, x * most / y)
    return (x, y), (end, y * end / x)


def _line(points: Sequence[Point], across: Axis, up: Axis, more: str = "") -> str:
    places = " ".join(f"{across.place(x):.1f},{up.place(y):.1f}" for x, y in points)
    return f'<polyline{more} points="{places}"/>'


def short(value: float) -> str:
    """A power of ten as people write it: 0.1, 10, 10 k, 1 M."""
    for size, letter in ((1e6, " M"), (1e3, " k")):
        if value >= size:
            return f"{value / size:g}{letter}"
    return f"{value:g}"
