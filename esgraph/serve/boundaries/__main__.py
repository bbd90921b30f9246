"""Turns county and voivodeship boundaries (GeoJSON) and the TERC register into the TopoJSON files beside this module.

    pip install 'esgraph[boundaries]'
    python -m esgraph.serve.boundaries powiaty-min.geojson wojewodztwa-min.geojson TERC_Urzedowy.csv

The boundaries are those of https://github.com/ppatrzyk/polska-geojson at commit 74a22f97 (MIT), made from the State
Register of Borders (PRG) of the Head Office of Geodesy and Cartography; TERC is a register of Statistics Poland (GUS).
The boundaries have names only, and ten names of counties occur twice: a county's code is found by its name among
those of the voivodeship that it lies in.
"""

import csv
import json
import sys
from pathlib import Path
from typing import Any

from shapely.geometry import shape
from topojson.core.topology import Topology

#: Tolerance of the simplification, and steps of the grid: (degrees, positions along either axis). A county on a map of
#: the country needs the first, an outline of a few centimetres the second.
COUNTIES, VOIVODESHIPS = (0.012, 5000), (0.03, 1000)

_SOURCE = (
    "Państwowy Rejestr Granic (PRG), Główny Urząd Geodezji i Kartografii; GeoJSON: "
    "https://github.com/ppatrzyk/polska-geojson at 74a22f97cf822aa1cb49802c1700ccb8b6340eca; "
    "TERC codes: GUS, register TERYT; simplified"
)
_LICENCE = (
    "Boundaries: public data of the State Register of Borders (PRG), free of charge. "
    "Their GeoJSON: "
    "MIT License "
    "Copyright (c) 2019 Piotr Patrzyk "
    "Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated "
    'documentation files (the "Software"), to deal in the Software without restriction, including without '
    "limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of "
    "the Software, and to permit persons to whom the Software is furnished to do so, subject to the following "
    "conditions: "
    "The above copyright notice and this permission notice shall be included in all copies or substantial "
    "portions of the Software. "
    'THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT '
    "LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO "
    "EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN "
    "AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE "
    "OR OTHER DEALINGS IN THE SOFTWARE. "
).strip()

Features = dict[str, dict[str, Any]]


def county_features(counties: Path, voivodeships: Path, terc: Path) -> tuple[Features, Features]:
    """Boundaries by TERC code, of counties (four digits) and voivodeships (two), each with its nominative name."""
    regions = _features(voivodeships)
    codes = _codes(terc)
    region_codes = {name: code for (_, name), code in codes.items() if len(code) == 2}
    outlines = [(shape(one["geometry"]), region_codes[one["properties"]["nazwa"]]) for one in regions]
    found: Features = {}
    for one in _features(counties):
        inside = shape(one["geometry"]).representative_point()
        region = next(code for outline, code in outlines if outline.contains(inside))
        name = one["properties"]["nazwa"].removeprefix("powiat ")
        code = codes[region, name]
        # Cities with county rights are numbered from 61; they are no “powiat”.
        found[code] = _named(one, name if code[2:] > "60" else f"powiat {name}")
    named = {code: _named(one, one["properties"]["nazwa"]) for one, (_, code) in zip(regions, outlines, strict=True)}
    return dict(sorted(found.items())), dict(sorted(named.items()))


def _features(path: Path) -> list[dict[str, Any]]:
    features: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["features"]
    return features


def _codes(terc: Path) -> dict[tuple[str, str], str]:
    """Codes by voivodeship and name; a voivodeship's own by its name in lower case."""
    with terc.open(encoding="utf-8-sig", newline="") as stream:
        rows = [row for row in csv.DictReader(stream, delimiter=";") if not row["GMI"]]
    return {(row["WOJ"], row["NAZWA"] if row["POW"] else row["NAZWA"].lower()): row["WOJ"] + row["POW"] for row in rows}


def _named(feature: dict[str, Any], name: str) -> dict[str, Any]:
    return {"type": "Feature", "properties": {"name": name}, "geometry": feature["geometry"]}


def topology(features: Features, tolerance: float, steps: int) -> str:
    """The TopoJSON text of boundaries: simplified once for both sides of a border, and on a grid."""
    collection = {"type": "FeatureCollection", "features": list(features.values())}
    made = Topology(collection, prequantize=False, object_name="boundaries")
    whole = json.loads(str(made.toposimplify(tolerance, prevent_oversimplify=True).topoquantize(steps).to_json()))
    geometries = whole["objects"]["boundaries"]["geometries"]
    for code, geometry in zip(features, geometries, strict=True):
        geometry["id"] = code
    whole = {"type": "Topology", "source": _SOURCE, "licence": _LICENCE, **whole}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")) + "\n"


def main(arguments: list[str]) -> None:
    """Write both files."""
    counties, voivodeships = county_features(*(Path(argument) for argument in arguments))
    here = Path(__file__).parent
    (here / "counties.topojson").write_text(topology(counties, *COUNTIES), encoding="utf-8")
    (here / "voivodeships.topojson").write_text(topology(voivodeships, *VOIVODESHIPS), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
