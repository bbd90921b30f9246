"""Turns a TopoJSON file of boundaries into lines and polygons of longitudes and latitudes, every border once."""

import json
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

#: Longitude and latitude in degrees (WGS 84).
Position = tuple[float, float]


class Topology:
    """A TopoJSON file (specification 1.0), read: every border once, areas by code."""

    def __init__(self, name: str) -> None:
        text = (files("esgraph.serve") / "boundaries" / f"{name}.topojson").read_text(encoding="utf-8")
        whole = json.loads(text)
        self.source: str = whole["source"]
        (scale_x, scale_y), (left, bottom) = whole["transform"]["scale"], whole["transform"]["translate"]
        self._arcs: list[list[Position]] = []
        for arc in whole["arcs"]:
            x = y = 0
            line = []
            for step_x, step_y in arc:
                x, y = x + step_x, y + step_y
                line.append((x * scale_x + left, y * scale_y + bottom))
            self._arcs.append(line)
        self._geometries: dict[str, dict[str, Any]] = {
            one["id"]: one for one in whole["objects"]["boundaries"]["geometries"]
        }

    def names(self) -> dict[str, str]:
        """Names by code, in the order of the codes."""
        return {code: one["properties"]["name"] for code, one in self._geometries.items()}

    def polygons(self, code: str) -> list[list[list[Position]]]:
        """Rings (longitude, latitude) of each polygon of an area, the outer ring first."""
        geometry = self._geometries[code]
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        return [[self._joined(ring) for ring in polygon] for polygon in polygons]

    def borders(self, digits: int) -> list[list[Position]]:
        """The lines where the first `digits` of the code change, and the border of the country."""
        sides: dict[int, list[str]] = {}
        for code, geometry in self._geometries.items():
            for index in _flat(geometry["arcs"]):
                sides.setdefault(index if index >= 0 else ~index, []).append(code[:digits])
        return [self._arcs[index] for index, codes in sorted(sides.items()) if len(codes) == 1 or len(set(codes)) > 1]

    def _joined(self, indexes: list[int]) -> list[Position]:
        ring: list[Position] = []
        for index in indexes:
            arc = self._arcs[index] if index >= 0 else self._arcs[~index][::-1]
            ring += arc[1:] if ring else arc
        return ring


def _flat(nested: list[Any]) -> Iterable[int]:
    for one in nested:
        if isinstance(one, int):
            yield one
        else:
            yield from _flat(one)


@cache
def topology(name: str) -> Topology:
    """The boundaries of `counties` or, much simplified, of `voivodeships`."""
    return Topology(name)
