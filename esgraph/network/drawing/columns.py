"""Turns boxes that have a column each into places: columns from left to right, who is bound to whom at like heights."""

from collections.abc import Sequence

from esgraph.network.drawing.bodies import GAP_Y, Body, Lines

#: Units between columns.
_APART = 90.0


def arrange(columns: Sequence[int], sizes: Sequence[tuple[int, int]], lines: Lines) -> list[tuple[int, int]]:
    """The middle of each box, from its column (0 is at the left) and its size; lines are pairs of indexes."""
    bodies = [Body(width, height) for width, height in sizes]
    left = 0.0
    for column in sorted(set(columns)):
        here = [index for index, one in enumerate(columns) if one == column]
        heights = {index: _height(index, bodies, columns, lines) for index in here}
        here.sort(key=lambda index: (heights[index], index))
        width = max(bodies[index].width for index in here)
        top = -(sum(bodies[index].height for index in here) + GAP_Y * (len(here) - 1)) / 2
        for index in here:
            body = bodies[index]
            body.x, body.y = left + width / 2, top + body.height / 2
            top += body.height + GAP_Y
        left += width + _APART
    return [(round(body.x), round(body.y)) for body in bodies]


def _height(index: int, bodies: Sequence[Body], columns: Sequence[int], lines: Lines) -> float:
    """How high those of the column before are that a box is bound to, on an average."""
    bound = [one if other == index else other for one, other in lines if index in (one, other)]
    before = [bodies[one].y for one in bound if columns[one] == columns[index] - 1]
    return sum(before) / len(before) if before else 0.0
