"""Turns the TopoJSON boundaries of Poland into paths for SVG by TERC code, projected and on a grid of whole numbers.

The grid is `WIDTH` units wide. The projection is the transverse Mercator on the meridian of 19° E (that of EPSG:2180),
on a sphere: at the scale of a page it differs from the one on the ellipsoid by less than the width of a line.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from esgraph.serve.topology import Position, Topology, topology

Point = tuple[int, int]

#: Units of the grid from the westernmost to the easternmost point of the country.
WIDTH = 1000

_MERIDIAN = 19.0
#: Candidates for the middle of an area, along either axis of its box.
_STEPS = 14


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of the grid."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        """Units from left to right."""
        return self.right - self.left

    @property
    def height(self) -> int:
        """Units from top to bottom."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Area:
    """A county (TERC code of four digits) or a voivodeship (two): its Polish name and its rings, holes among them."""

    code: str
    name: str
    rings: tuple[tuple[Point, ...], ...]

    @property
    def path(self) -> str:
        """Path data, to be filled by the even-odd rule."""
        return "".join(_line(ring) + "z" for ring in self.rings)

    @property
    def box(self) -> Box:
        """The rectangle around it."""
        return _box(point for ring in self.rings for point in ring)


@dataclass(frozen=True, slots=True)
class Locator:
    """A small map: where an area lies in the country."""

    area: Area
    outline: str
    middle: Point
    box: Box


@cache
def counties() -> dict[str, Area]:
    """All counties by code."""
    return _areas(topology("counties"))


@cache
def voivodeships() -> dict[str, Area]:
    """All voivodeships by code, much simplified."""
    return _areas(topology("voivodeships"))


@cache
def borders() -> str:
    """Path data of the voivodeship borders as they are between counties, and of the border of the country."""
    return "".join(_line(_snapped(line)) for line in topology("counties").borders(2))


@cache
def outline() -> str:
    """Path data of the voivodeship borders, much simplified."""
    return "".join(_line(_snapped(line)) for line in topology("voivodeships").borders(2))


@cache
def country() -> Box:
    """The rectangle around the country."""
    return _box(point for area in counties().values() for ring in area.rings for point in ring)


def extent(voivodeship: str) -> Box:
    """The rectangle around the counties of a voivodeship."""
    inside = (area for code, area in counties().items() if code.startswith(voivodeship))
    return _box(point for area in inside for ring in area.rings for point in ring)


def area(terc: str) -> Area | None:
    """The voivodeship of a code of two digits, the county of a longer one; None where there is no such."""
    return voivodeships().get(terc) if len(terc) == 2 else counties().get(terc[:4])


def locator(terc: str) -> Locator | None:
    """A small map of the country in which the county (or, for two digits, the voivodeship) of a code stands out.

    None for a code that no map has, and for "".
    """
    found = area(terc)
    return Locator(found, outline(), middle(found.code), country()) if found else None


@cache
def middle(code: str) -> Point:
    """The point of an area that is farthest from its border: where a number fits best."""
    found = area(code)
    if found is None:
        raise KeyError(code)
    box = found.box
    edges = [edge for ring in found.rings for edge in zip(ring, (*ring[1:], ring[0]), strict=True)]
    candidates = [
        (box.left + box.width * (2 * i + 1) // (2 * _STEPS), box.top + box.height * (2 * j + 1) // (2 * _STEPS))
        for i in range(_STEPS)
        for j in range(_STEPS)
    ]
    return max((point for point in candidates if _inside(point, edges)), key=lambda point: _distance(point, edges))


def geometry(code: str) -> dict[str, Any] | None:
    """A county as a GeoJSON geometry, outer rings counterclockwise, holes clockwise (RFC 7946, section 3.1.6)."""
    if code not in counties():
        return None
    polygons = [
        [_wound(ring, outer=place == 0) for place, ring in enumerate(polygon)]
        for polygon in topology("counties").polygons(code)
    ]
    if len(polygons) == 1:
        return {"type": "Polygon", "coordinates": polygons[0]}
    return {"type": "MultiPolygon", "coordinates": polygons}


def _wound(ring: list[Position], *, outer: bool) -> list[list[float]]:
    """A ring in the right direction, with the digits that the boundaries have."""
    doubled = sum((x2 - x1) * (y2 + y1) for (x1, y1), (x2, y2) in pairwise(ring))
    positions = ring if (doubled < 0) == outer else ring[::-1]
    return [[round(x, 4), round(y, 4)] for x, y in positions]


def _inside(point: Point, edges: list[tuple[Point, Point]]) -> bool:
    """Whether a point is in an area, by the even-odd rule."""
    x, y = point
    crossed = sum((y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1 for (x1, y1), (x2, y2) in edges)
    return crossed % 2 == 1


def _distance(point: Point, edges: list[tuple[Point, Point]]) -> float:
    """Units to the nearest edge."""
    nearest = math.inf
    x, y = point
    for (x1, y1), (x2, y2) in edges:
        dx, dy = x2 - x1, y2 - y1
        along = max(0.0, min(1.0, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy)))
        nearest = min(nearest, math.hypot(x - x1 - along * dx, y - y1 - along * dy))
    return nearest


def _areas(source: Topology) -> dict[str, Area]:
    return {
        code: Area(
            code,
            name,
            tuple(
                snapped
                for polygon in source.polygons(code)
                for ring in polygon
                if len(snapped := _snapped(ring)[:-1]) > 2
            ),
        )
        for code, name in source.names().items()
    }


def _snapped(line: list[Position]) -> tuple[Point, ...]:
    """A line on the grid, without points that fall on the one before."""
    points: list[Point] = []
    for longitude, latitude in line:
        point = grid(longitude, latitude)
        if not points or point != points[-1]:
            points.append(point)
    return tuple(points)


def grid(longitude: float, latitude: float) -> Point:
    """Where a position (degrees, WGS 84) is on the grid."""
    left, top, scale = _frame()
    east, north = _project(longitude, latitude)
    return round((east - left) * scale), round((top - north) * scale)


@cache
def _frame() -> tuple[float, float, float]:
    """Left and top of the country on the plane, and grid units for one unit of the plane."""
    source = topology("counties")
    points = [
        _project(*position)
        for code in source.names()
        for polygon in source.polygons(code)
        for ring in polygon
        for position in ring
    ]
    left, right = min(east for east, _ in points), max(east for east, _ in points)
    return left, max(north for _, north in points), WIDTH / (right - left)


def _project(longitude: float, latitude: float) -> Position:
    """Transverse Mercator on a sphere of radius 1 (Snyder, Map Projections, equations 8-1 to 8-3)."""
    turn, height = math.radians(longitude - _MERIDIAN), math.radians(latitude)
    return math.atanh(math.cos(height) * math.sin(turn)), math.atan2(math.tan(height), math.cos(turn))


def _box(points: Iterable[Point]) -> Box:
    listed = list(points)
    xs, ys = [x for x, _ in listed], [y for _, y in listed]
    return Box(min(xs), min(ys), max(xs), max(ys))


def _line(points: tuple[Point, ...]) -> str:
    """Path data: where the line starts, then step by step."""
    (x, y), *rest = points
    written = [f"M{x} {y}l"]
    for next_x, next_y in rest:
        for step in (next_x - x, next_y - y):
            written.append(str(step) if step < 0 or written[-1].endswith("l") else f" {step}")
        x, y = next_x, next_y
    return "".join(written) if rest else ""
