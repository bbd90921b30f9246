"""Turns boxes and the lines between them into places: linked ones near each other, none on top of another.

Forces as Fruchterman and Reingold have them (Graph drawing by force-directed placement, 1991), then boxes that overlap
are pushed apart. No chance is in it: the same boxes and lines have the same places.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

_ROUNDS = 400
_PUSHES = 400
#: How much wider than high the whole should be.
_RATIO = 1.5
#: Units that a page is wide.
_WIDTH = 1000
#: Units between boxes, along either axis.
_GAP_X, _GAP_Y = 44.0, 28.0


@dataclass(slots=True)
class _Body:
    x: float
    y: float
    width: float
    height: float


def arrange(sizes: Sequence[tuple[int, int]], lines: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The middle of each box, from its size; lines are pairs of indexes. Boxes that no line joins stand in rows."""
    bodies = [_Body(0, 0, width, height) for width, height in sizes]
    groups = []
    for indexes in _joined(len(bodies), lines):
        place = {index: number for number, index in enumerate(indexes)}
        group = [bodies[index] for index in indexes]
        _settle(group, [(place[one], place[other]) for one, other in lines if one in place])
        groups.append(group)
    _stack(groups)
    return [(round(body.x), round(body.y)) for body in bodies]


def _joined(number: int, lines: Sequence[tuple[int, int]]) -> list[list[int]]:
    """The indexes that lines join, group by group, the largest first."""
    group = list(range(number))
    for one, other in lines:
        merged, gone = sorted((group[one], group[other]))
        group = [merged if label == gone else label for label in group]
    found: dict[int, list[int]] = {}
    for index, label in enumerate(group):
        found.setdefault(label, []).append(index)
    return sorted(found.values(), key=lambda indexes: (-len(indexes), indexes))


def _settle(bodies: Sequence[_Body], lines: Sequence[tuple[int, int]]) -> None:
    """Let forces act on a group, then make it as narrow as a page, and part what overlaps."""
    for index, body in enumerate(bodies):
        body.x, body.y = _start(index)
    distance = _distance(bodies)
    for number in range(_ROUNDS):
        _pull(bodies, lines, distance, distance * (1 - number / _ROUNDS))
    left, _, right, _ = _frame(bodies)
    share = min(1.0, _WIDTH / (right - left) / _RATIO)
    for body in bodies:
        body.x *= _RATIO * share
        body.y *= share
    for _ in range(_PUSHES):
        if not _push(bodies):
            break


def _stack(groups: Sequence[Sequence[_Body]]) -> None:
    """Put groups beside each other, small ones below each other; a row is no wider than the widest group or a page."""
    frames = [_frame(group) for group in groups]
    widest = max([_WIDTH, *(right - left for left, _, right, _ in frames)])
    # Where the next group of the column begins, how wide the column is, where the row begins and ends.
    x = y = width = top_of_row = end_of_row = 0.0
    for group, (left, top, right, bottom) in zip(groups, frames, strict=True):
        if y + bottom - top > end_of_row:
            x, y, width = x + width, top_of_row, 0.0
            if x and x + right - left > widest:
                x, y = 0.0, end_of_row and end_of_row + 2 * _GAP_Y
                top_of_row = y
        for body in group:
            body.x += x - left
            body.y += y - top
        y += bottom - top
        end_of_row = max(end_of_row, y)
        y += 2 * _GAP_Y
        width = max(width, right - left + 2 * _GAP_X)


def _frame(bodies: Sequence[_Body]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of what bodies cover."""
    return (
        min(body.x - body.width / 2 for body in bodies),
        min(body.y - body.height / 2 for body in bodies),
        max(body.x + body.width / 2 for body in bodies),
        max(body.y + body.height / 2 for body in bodies),
    )


def _start(index: int) -> tuple[float, float]:
    """On a spiral of whole numbers, so that every machine begins with the same."""
    angle, radius = index * 2.4, 60 * math.sqrt(index)
    return float(round(radius * math.cos(angle))), float(round(radius * math.sin(angle)))


def _distance(bodies: Sequence[_Body]) -> float:
    """How long a line should be: about the size of a box and a gap."""
    return sum(body.width / _RATIO + body.height for body in bodies) / (1.6 * len(bodies)) + _GAP_Y


def _pull(bodies: Sequence[_Body], lines: Sequence[tuple[int, int]], distance: float, most: float) -> None:
    """One round: all push each other away, lines pull, and everything tends to the centre; no move over `most`."""
    moves = [[-0.08 * body.x, -0.12 * body.y] for body in bodies]
    for one in range(len(bodies)):
        for other in range(one):
            _move(bodies, moves, (one, other), distance, pulls=False)
    for line in lines:
        _move(bodies, moves, line, distance, pulls=True)
    for body, (dx, dy) in zip(bodies, moves, strict=True):
        length = math.sqrt(dx * dx + dy * dy) or 1.0
        share = min(length, most) / length
        body.x += dx * share
        body.y += dy * share


def _move(
    bodies: Sequence[_Body], moves: list[list[float]], pair: tuple[int, int], distance: float, *, pulls: bool
) -> None:
    """Let two bodies push each other away, the more the nearer they are, or a line pull them, the more the longer."""
    one, other = pair
    dx, dy = bodies[one].x - bodies[other].x, bodies[one].y - bodies[other].y
    length = math.sqrt(dx * dx + dy * dy) or 1.0
    strength = -length / distance if pulls else distance * distance / (length * length)
    for index, sign in ((one, 1), (other, -1)):
        moves[index][0] += sign * dx * strength
        moves[index][1] += sign * dy * strength


def _push(bodies: Sequence[_Body]) -> bool:
    """Part each pair of boxes that overlap, the shorter way; whether there was any."""
    any_overlap = False
    for index, one in enumerate(bodies):
        for other in bodies[:index]:
            over_x = (one.width + other.width) / 2 + _GAP_X - abs(one.x - other.x)
            over_y = (one.height + other.height) / 2 + _GAP_Y - abs(one.y - other.y)
            if over_x <= 0.5 or over_y <= 0.5:
                continue
            any_overlap = True
            if over_x < over_y:
                shift = over_x / 2 if one.x >= other.x else -over_x / 2
                one.x, other.x = one.x + shift, other.x - shift
            else:
                shift = over_y / 2 if one.y >= other.y else -over_y / 2
                one.y, other.y = one.y + shift, other.y - shift
    return any_overlap
