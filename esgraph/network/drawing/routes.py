"""Turns two boxes, and what stands around them, into the lines between the two: straight, or bent around a third."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from esgraph.network.drawing.geometry import Frame, Point, across, crosses, leaving

#: Between lines of the same two boxes, so that the sign on one of them covers no other; and between a line and a box
#: that it is no line of.
_GAP = 18.0
_CLEARANCE = 5.0
#: A line that ends at a round corner is so far inside the square around it, at most.
_INSIDE = 8.0
#: How far the control point of a bent line lies from the straight one; the line itself goes half as far.
_BENDS = (0.0, 40.0, -40.0, 80.0, -80.0, 130.0, -130.0, 200.0, -200.0, 280.0, -280.0)
#: No bend beyond this share of the length: it would be a detour.
_STEEPEST = 0.9
_STEPS = 8
_HEAD_LENGTH, _HEAD_WIDTH = 11.0, 4.5
#: What stands at the end of a line: the tip of an arrow, a diamond (whose the other is), a dot (who takes part alike).
Head = Literal["arrow", "diamond", "dot"]
_DOT = 4.0


@dataclass(frozen=True, slots=True)
class Curve:
    """A line from the border of one box to that of another: straight, or a quadratic curve with a control point."""

    start: Point
    end: Point
    control: Point | None = None

    @property
    def path(self) -> str:
        """The line as the `d` of an SVG path."""
        bend = f"Q{_pair(self.control)} " if self.control else "L"
        return f"M{_pair(self.start)}{bend}{_pair(self.end)}"

    @property
    def middle(self) -> Point:
        """The point half-way."""
        return self.at(0.5)

    def at(self, share: float) -> Point:
        """The point after a share of the way."""
        (x, y), (end_x, end_y), rest = self.start, self.end, 1 - share
        if not self.control:
            return x * rest + end_x * share, y * rest + end_y * share
        by_start, by_control, by_end = rest * rest, 2 * rest * share, share * share
        return (
            x * by_start + self.control[0] * by_control + end_x * by_end,
            y * by_start + self.control[1] * by_control + end_y * by_end,
        )

    def head(self, *, at_end: bool, form: Head = "arrow") -> str:
        """What stands at one of its ends, as the `d` of an SVG path."""
        tip = self.end if at_end else self.start
        before = self.control or (self.start if at_end else self.end)
        side = across(before, tip)
        # Square to the square: along the line, away from the tip.
        along = (side[1], -side[0])
        if (before[0] - tip[0]) * along[0] + (before[1] - tip[1]) * along[1] < 0:
            along = (-along[0], -along[1])
        if form == "dot":
            middle = tip[0] + along[0] * _DOT, tip[1] + along[1] * _DOT
            arc = f"a{_DOT:g} {_DOT:g} 0 1 0"
            return f"M{_pair((middle[0] - _DOT, middle[1]))}{arc} {2 * _DOT:g} 0{arc} {-2 * _DOT:g} 0z"
        long = _HEAD_LENGTH if form == "arrow" else 0.8 * _HEAD_LENGTH
        x, y = tip[0] + along[0] * long, tip[1] + along[1] * long
        points = [(x + side[0] * sign * _HEAD_WIDTH, y + side[1] * sign * _HEAD_WIDTH) for sign in (1, -1)]
        if form == "diamond":
            points.insert(1, (x + along[0] * long, y + along[1] * long))
        return f"M{_pair(tip)}L{' '.join(map(_pair, points))}z"


def route(one: Frame, other: Frame, count: int, obstacles: Sequence[Frame]) -> list[Curve]:
    """So many lines beside each other; `obstacles` are the boxes of others, which lines go around if they can."""
    smallest = min(min(frame.right - frame.left, frame.bottom - frame.top) for frame in (one, other))
    gap = min(_GAP, (smallest - 8) / max(count - 1, 1))
    bend = _bend(one, other, obstacles)
    return [_curve(one, other, (number - (count - 1) / 2) * gap, bend) for number in range(count)]


def _bend(one: Frame, other: Frame, obstacles: Sequence[Frame]) -> float:
    """The least bend that meets the fewest boxes."""
    # Nor may a bent line come back into one of its own boxes.
    shut = [*obstacles, one.grown(-_INSIDE - _CLEARANCE), other.grown(-_INSIDE - _CLEARANCE)]
    length = max(abs(a - b) for a, b in zip(one.middle, other.middle, strict=True))
    tried = []
    for order, bend in enumerate(_BENDS):
        if abs(bend) > length * _STEEPEST:
            break
        met = _met(_curve(one, other, 0, bend), shut)
        tried.append((met, order, bend))
        if not met:
            break
    return min(tried)[-1]


def _met(curve: Curve, frames: Sequence[Frame]) -> int:
    """How many boxes a line runs through or touches."""
    xs, ys = zip(curve.start, curve.end, curve.control or curve.start, strict=True)
    left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
    steps = _STEPS if curve.control else 1
    points = [curve.at(number / steps) for number in range(steps + 1)]
    # Most boxes are far from a line, which is quickly seen.
    near = (
        frame.grown(_CLEARANCE)
        for frame in frames
        if left < frame.right + _CLEARANCE
        and right > frame.left - _CLEARANCE
        and top < frame.bottom + _CLEARANCE
        and bottom > frame.top - _CLEARANCE
    )
    return sum(any(crosses(*segment, frame) for segment in pairwise(points)) for frame in near)


def _curve(one: Frame, other: Frame, shift: float, bend: float) -> Curve:
    """A line shifted sideways from the one between the middles."""
    across_x, across_y = across(one.middle, other.middle)
    first, last = ((x + across_x * shift, y + across_y * shift) for x, y in (one.middle, other.middle))
    start, end = leaving(first, last, one), leaving(last, first, other)
    if not bend:
        return Curve(_rounded(start), _rounded(end))
    control = (start[0] + end[0]) / 2 + across_x * bend, (start[1] + end[1]) / 2 + across_y * bend
    return Curve(_rounded(leaving(first, control, one)), _rounded(leaving(last, control, other)), _rounded(control))


def _rounded(point: Point) -> Point:
    # Zero is added since a zero may be negative.
    return round(point[0], 1) + 0.0, round(point[1], 1) + 0.0


def _pair(point: Point) -> str:
    return " ".join(f"{round(value, 1) + 0.0:g}" for value in point)
