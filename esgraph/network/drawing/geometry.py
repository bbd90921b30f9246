"""Turns points and rectangles into whether and where they meet; y grows downwards."""

import math
from typing import NamedTuple

Point = tuple[float, float]


class Frame(NamedTuple):
    """A rectangle by its edges, and how round its corners are."""

    left: float
    top: float
    right: float
    bottom: float
    radius: float = 0.0

    @property
    def middle(self) -> Point:
        """The point in its middle."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def grown(self, by: float) -> "Frame":
        """The same with a margin around it, and square corners."""
        return Frame(self.left - by, self.top - by, self.right + by, self.bottom + by)


def crosses(one: Point, other: Point, frame: Frame) -> bool:
    """Whether a segment has a part inside a rectangle (Liang and Barsky, 1984)."""
    entering, leaving = 0.0, 1.0
    for start, end, low, high in (
        (one[0], other[0], frame.left, frame.right),
        (one[1], other[1], frame.top, frame.bottom),
    ):
        if start == end:
            if not low < start < high:
                return False
            continue
        near, far = (low - start) / (end - start), (high - start) / (end - start)
        if near > far:
            near, far = far, near
        entering, leaving = max(entering, near), min(leaving, far)
    return entering < leaving


def leaving(inside: Point, towards: Point, frame: Frame) -> Point:
    """Where the way from a point inside a rectangle leaves it."""
    (x, y), dx, dy = inside, towards[0] - inside[0], towards[1] - inside[1]
    shares = []
    if dx:
        shares.append(((frame.right if dx > 0 else frame.left) - x) / dx)
    if dy:
        shares.append(((frame.bottom if dy > 0 else frame.top) - y) / dy)
    share = min(shares, default=0.0)
    left_x, left_y = x + dx * share, y + dy * share
    # The middle of the circle that the corner is a part of: where the way leaves by no corner, the point itself.
    corner_x = min(max(left_x, frame.left + frame.radius), frame.right - frame.radius)
    corner_y = min(max(left_y, frame.top + frame.radius), frame.bottom - frame.radius)
    if corner_x == left_x or corner_y == left_y:
        return left_x, left_y
    a, b = dx * dx + dy * dy, (x - corner_x) * dx + (y - corner_y) * dy
    c = (x - corner_x) ** 2 + (y - corner_y) ** 2 - frame.radius**2
    share = (math.sqrt(max(b * b - a * c, 0.0)) - b) / a
    return x + dx * share, y + dy * share


def cross(one: Point, other: Point, third: Point, fourth: Point) -> bool:
    """Whether two segments cross; that they share an end is no crossing."""
    return (
        _side(one, other, third) * _side(one, other, fourth)
        < 0
        > _side(third, fourth, one) * _side(third, fourth, other)
    )


def _side(one: Point, other: Point, third: Point) -> float:
    return (other[0] - one[0]) * (third[1] - one[1]) - (other[1] - one[1]) * (third[0] - one[0])


def across(one: Point, other: Point) -> Point:
    """The direction square to a segment, of length 1; the same whichever end comes first."""
    dx, dy = other[0] - one[0], other[1] - one[1]
    if (dx, dy) < (0, 0):
        dx, dy = -dx, -dy
    length = math.sqrt(dx * dx + dy * dy) or 1.0
    return -dy / length, dx / length


def nearest(one: Point, other: Point, point: Point) -> Point:
    """The point of a segment that is nearest to another point."""
    dx, dy = other[0] - one[0], other[1] - one[1]
    along = ((point[0] - one[0]) * dx + (point[1] - one[1]) * dy) / (dx * dx + dy * dy or 1.0)
    share = min(max(along, 0.0), 1.0)
    return one[0] + dx * share, one[1] + dy * share
