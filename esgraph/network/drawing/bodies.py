"""Turns boxes that overlap into boxes that do not: they are pushed apart, the shorter way."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from esgraph.network.drawing.geometry import Frame, Point

#: Pairs of indexes of bodies.
Lines = Sequence[tuple[int, int]]

#: Units between boxes, along either axis: room for a line, an arrowhead and a sign on it.
GAP_X, GAP_Y = 50.0, 42.0
#: In how many rounds boxes are pushed apart before all of them are moved away from each other, by this factor.
_PUSHES = 60
SPREAD = 1.15


@dataclass(slots=True)
class Body:
    """A box by its size and its middle."""

    width: float
    height: float
    x: float = 0.0
    y: float = 0.0

    @property
    def frame(self) -> Frame:
        """The box by its edges."""
        wide, high = self.width / 2, self.height / 2
        return Frame(self.x - wide, self.y - high, self.x + wide, self.y + high)


def around(bodies: Sequence[Body]) -> Frame:
    """What bodies cover."""
    frames = [body.frame for body in bodies]
    return Frame(
        min(frame.left for frame in frames),
        min(frame.top for frame in frames),
        max(frame.right for frame in frames),
        max(frame.bottom for frame in frames),
    )


def places(bodies: Sequence[Body]) -> list[Point]:
    """Where bodies are."""
    return [(body.x, body.y) for body in bodies]


def move(bodies: Sequence[Body], to: Sequence[Point]) -> None:
    """Put bodies elsewhere."""
    for body, (x, y) in zip(bodies, to, strict=True):
        body.x, body.y = x, y


def distances(bodies: Sequence[Body]) -> Iterator[float]:
    """How far apart every two boxes are, along the axis along which they are farther."""
    for one, other in combinations(bodies, 2):
        yield max(
            abs(one.x - other.x) - (one.width + other.width) / 2,
            abs(one.y - other.y) - (one.height + other.height) / 2,
        )


def part(bodies: Sequence[Body]) -> None:
    """Push boxes apart until none overlaps; where there is no end to it, there must be more room."""
    while all(_push(bodies) for _ in range(_PUSHES)):
        for body in bodies:
            body.x *= SPREAD
            body.y *= SPREAD


def _push(bodies: Sequence[Body]) -> bool:
    """Part each pair of boxes that overlap, the shorter way; whether there was any."""
    any_overlap = False
    for index, one in enumerate(bodies):
        reach_x, reach_y = one.width / 2 + GAP_X - 0.5, one.height / 2 + GAP_Y - 0.5
        for other in bodies[:index]:
            over_x = reach_x + other.width / 2 - abs(one.x - other.x)
            if over_x <= 0:
                continue
            over_y = reach_y + other.height / 2 - abs(one.y - other.y)
            if over_y <= 0:
                continue
            any_overlap = True
            over_x += 0.5
            over_y += 0.5
            if over_x < over_y:
                shift = over_x / 2 if one.x >= other.x else -over_x / 2
                one.x, other.x = one.x + shift, other.x - shift
            else:
                shift = over_y / 2 if one.y >= other.y else -over_y / 2
                one.y, other.y = one.y + shift, other.y - shift
    return any_overlap
