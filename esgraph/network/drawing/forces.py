"""Turns boxes and the lines between them into places: linked ones near each other, none on top of another.

Forces as Fruchterman and Reingold have them (Graph drawing by force-directed placement, 1991), then boxes that overlap
are pushed apart. It begins in several ways, and the one counts that ends with the fewest crossings. No chance is in it:
the same boxes and lines have the same places.
"""

import math
from collections.abc import Sequence

from esgraph.network.drawing.bodies import GAP_Y, SPREAD, Body, Lines, around, distances, move, part, places
from esgraph.network.drawing.clearing import clear, tangle

#: In how many ways a group begins, and for how many rounds forces act on it.
_STARTS = 3
_ROUNDS = 130
#: With more lines to a box than these, boxes stand in a ring, and how large a ring is at first.
_ABUNDANT = 3
_RING = 40.0
#: Units between boxes of a ring: lines leave it inwards.
_RING_GAP = 14.0
#: How much wider than high the whole should be.
_RATIO = 1.5
#: Units between groups, along either axis.
_APART_X, _APART_Y = 90.0, 60.0
#: Units that a page is wide.
_WIDTH = 1000


def arrange(sizes: Sequence[tuple[int, int]], lines: Lines) -> list[tuple[int, int]]:
    """The middle of each box, from its size; lines are pairs of indexes. Boxes that no line joins stand in rows."""
    bodies = [Body(width, height) for width, height in sizes]
    groups = []
    for indexes in _joined(len(bodies), lines):
        place = {index: number for number, index in enumerate(indexes)}
        group = [bodies[index] for index in indexes]
        _settle(group, [(place[one], place[other]) for one, other in lines if one in place])
        groups.append(group)
    _stack(groups)
    return [(round(body.x), round(body.y)) for body in bodies]


def _joined(number: int, lines: Lines) -> list[list[int]]:
    """The indexes that lines join, group by group, the largest first."""
    group = list(range(number))
    for one, other in lines:
        merged, gone = sorted((group[one], group[other]))
        group = [merged if label == gone else label for label in group]
    found: dict[int, list[int]] = {}
    for index, label in enumerate(group):
        found.setdefault(label, []).append(index)
    return sorted(found.values(), key=lambda indexes: (-len(indexes), indexes))


def _settle(bodies: Sequence[Body], lines: Lines) -> None:
    """Give a group its places: the best of those that it comes to from each start, or a ring where lines abound."""
    if len(lines) > _ABUNDANT * len(bodies):
        _ring(bodies)
        return
    tried = []
    for start in range(_STARTS if len(bodies) > 3 else 1):
        _place(bodies, lines, start)
        frame = around(bodies)
        size = (frame.right - frame.left) * (frame.bottom - frame.top)
        tried.append((tangle(bodies, lines), size, start, places(bodies)))
    move(bodies, min(tried)[-1])
    clear(bodies, lines)


def _ring(bodies: Sequence[Body]) -> None:
    """Put boxes around an ellipse, where few lines of two run through a third; as small as they have room on."""
    size, number = _RING, len(bodies)
    while any(apart < _RING_GAP for apart in distances(bodies)):
        for index, body in enumerate(bodies):
            angle = 2 * math.pi * index / number - math.pi / 2
            body.x, body.y = float(round(size * _RATIO * math.cos(angle))), float(round(size * math.sin(angle)))
        size *= SPREAD


def _place(bodies: Sequence[Body], lines: Lines, start: int) -> None:
    """Let forces act on a group, then make it as narrow as a page, and part what overlaps."""
    for index, body in enumerate(bodies):
        body.x, body.y = _spiral(index, start)
    distance = _distance(bodies)
    for number in range(_ROUNDS):
        _pull(bodies, lines, distance, distance * (1 - number / _ROUNDS))
    frame = around(bodies)
    share = min(1.0, _WIDTH / (frame.right - frame.left) / _RATIO)
    for body in bodies:
        body.x *= _RATIO * share
        body.y *= share
    part(bodies)


def _stack(groups: Sequence[Sequence[Body]]) -> None:
    """Put groups beside each other, small ones below each other; a row is no wider than the widest group or a page."""
    frames = [around(group) for group in groups]
    widest = max([_WIDTH, *(frame.right - frame.left for frame in frames)])
    # Where the next group of the column begins, how wide the column is, where the row begins and ends.
    x = y = width = top_of_row = end_of_row = 0.0
    for group, (left, top, right, bottom, _) in zip(groups, frames, strict=True):
        if y + bottom - top > end_of_row:
            x, y, width = x + width, top_of_row, 0.0
            if x and x + right - left > widest:
                x, y = 0.0, end_of_row and end_of_row + _APART_Y
                top_of_row = y
        for body in group:
            body.x += x - left
            body.y += y - top
        y += bottom - top
        end_of_row = max(end_of_row, y)
        y += _APART_Y
        width = max(width, right - left + _APART_X)


def _spiral(index: int, start: int) -> tuple[float, float]:
    """On a spiral of whole numbers, so that every machine begins with the same; the first stands in the middle."""
    angle, radius = index * (2.4 + 0.7 * start), 60 * math.sqrt(index)
    return float(round(radius * math.cos(angle))), float(round(radius * math.sin(angle)))


def _distance(bodies: Sequence[Body]) -> float:
    """How long a line should be: about the size of a box and a gap."""
    return sum(body.width / _RATIO + body.height for body in bodies) / (1.6 * len(bodies)) + GAP_Y


def _pull(bodies: Sequence[Body], lines: Lines, distance: float, most: float) -> None:
    """One round: all push each other away, lines pull, and everything tends to the centre; no move over `most`."""
    xs, ys = [body.x for body in bodies], [body.y for body in bodies]
    move_x, move_y = [-0.08 * x for x in xs], [-0.12 * y for y in ys]
    square = distance * distance
    # The nearer two are, the more they push each other away. Written out, since most of the time is spent here.
    for one, (x, y) in enumerate(zip(xs, ys, strict=True)):
        sum_x = sum_y = 0.0
        for other in range(one):
            dx, dy = x - xs[other], y - ys[other]
            strength = square / (dx * dx + dy * dy or 1.0)
            dx *= strength
            dy *= strength
            sum_x += dx
            sum_y += dy
            move_x[other] -= dx
            move_y[other] -= dy
        move_x[one] += sum_x
        move_y[one] += sum_y
    # The longer a line is, the more it pulls.
    for one, other in lines:
        dx, dy = xs[one] - xs[other], ys[one] - ys[other]
        strength = math.sqrt(dx * dx + dy * dy) / distance
        move_x[one] -= dx * strength
        move_y[one] -= dy * strength
        move_x[other] += dx * strength
        move_y[other] += dy * strength
    for body, dx, dy in zip(bodies, move_x, move_y, strict=True):
        length = math.sqrt(dx * dx + dy * dy) or 1.0
        share = min(length, most) / length
        body.x += dx * share
        body.y += dy * share
