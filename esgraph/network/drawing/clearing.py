"""Turns places where lines run through boxes and cross each other into places where they do so less."""

from collections.abc import Sequence

from esgraph.network.drawing.bodies import Body, Lines, move, part, places
from esgraph.network.drawing.geometry import across, cross, crosses, nearest

#: How often boxes are pushed off lines, how often without getting better, and how far from a line they shall be.
_CLEARINGS = 30
_PATIENCE = 8
_CLEARANCE = 6.0
#: How many crossings of two lines are as bad as a line that runs through a box.
_THROUGH = 3


def clear(bodies: Sequence[Body], lines: Lines) -> None:
    """Push boxes off the lines that run through them; of all that this comes to, the least tangled counts."""
    tried = []
    for number in range(_CLEARINGS):
        found = meetings(bodies, lines)
        tried.append((_crossings(bodies, lines) + _THROUGH * len(found), number, places(bodies)))
        # What was no use for so long will be none.
        if not found or number - min(tried)[1] > _PATIENCE:
            break
        for line, index in found:
            _push_off(bodies[index], bodies[line[0]], bodies[line[1]])
        part(bodies)
    move(bodies, min(tried)[-1])


def tangle(bodies: Sequence[Body], lines: Lines) -> int:
    """How hard to follow the lines are: how often they cross, and run through boxes."""
    return _crossings(bodies, lines) + _THROUGH * len(meetings(bodies, lines))


def _push_off(body: Body, one: Body, other: Body) -> None:
    """Move a box to the side of a line that runs through it, and the ends of the line to the other side."""
    ends = (one.x, one.y), (other.x, other.y)
    side_x, side_y = across(*ends)
    x, y = nearest(*ends, (body.x, body.y))
    aside = (body.x - x) * side_x + (body.y - y) * side_y
    reach = abs(side_x) * body.width / 2 + abs(side_y) * body.height / 2 + 2 * _CLEARANCE
    shift = max(reach - abs(aside), 0.0) * (1 if aside >= 0 else -1)
    for moved, share in ((body, 0.5), (one, -0.25), (other, -0.25)):
        moved.x += side_x * shift * share
        moved.y += side_y * shift * share


def meetings(bodies: Sequence[Body], lines: Lines) -> list[tuple[tuple[int, int], int]]:
    """Which lines run through which boxes."""
    frames = [body.frame.grown(_CLEARANCE) for body in bodies]
    found = []
    for one, other in lines:
        first, last = (bodies[one].x, bodies[one].y), (bodies[other].x, bodies[other].y)
        (left, right), (top, bottom) = sorted((first[0], last[0])), sorted((first[1], last[1]))
        for index, frame in enumerate(frames):
            # Most are far from each other, which is quickly seen.
            is_near = frame.left < right and frame.right > left and frame.top < bottom and frame.bottom > top
            if is_near and index not in (one, other) and crosses(first, last, frame):
                found.append(((one, other), index))
    return found


def _crossings(bodies: Sequence[Body], lines: Lines) -> int:
    """How often lines cross each other."""
    ends = [((bodies[one].x, bodies[one].y), (bodies[other].x, bodies[other].y)) for one, other in lines]
    return sum(cross(*line, *other) for number, line in enumerate(ends) for other in ends[:number])
