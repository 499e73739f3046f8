"""Make `countries.json`, the outlines of the map, from the sources named in it.

Run it from the project's root, with the file `countries-110m.json` of the npm package
`world-atlas` (Natural Earth, public domain) and the file `zone.tab` of the time zone database
(public domain), which the Python package `tzdata` carries:

    python -m app.ui.documents.make_countries countries-110m.json zone.tab
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ingest.countries import country_code

Point = tuple[float, float]

TARGET = Path(__file__).with_name("countries.json")
_SOURCE = (
    "Outlines: Natural Earth 1:110m, public domain, from the npm package world-atlas 2.0.2, in "
    "tenths of a degree. Places of countries too small for it: zone.tab of the IANA time zone "
    "database, public domain."
)
# As Natural Earth shortens them.
_NAMES = {
    "W. Sahara": "EH", "Dem. Rep. Congo": "CD", "Dominican Rep.": "DO", "Falkland Is.": "FK",
    "Fr. S. Antarctic Lands": "TF", "Côte d'Ivoire": "CI", "Central African Rep.": "CF",
    "Congo": "CG", "Eq. Guinea": "GQ", "Myanmar": "MM", "Turkey": "TR", "Solomon Is.": "SB",
    "N. Cyprus": "CY", "Somaliland": "SO", "Bosnia and Herz.": "BA", "Trinidad and Tobago": "TT",
    "S. Sudan": "SS",
}  # fmt: skip
# Where the middle of the largest piece of land is not where a reader looks.
_PLACES = {"RU": (376, 558), "US": (-980, 395), "NO": (100, 615), "CA": (-1060, 560)}
_ZONE = re.compile(r"([+-])(\d{2})(\d{2})(?:\d{2})?([+-])(\d{3})(\d{2})(?:\d{2})?")


def make(topology: dict[str, Any], zones: str) -> dict[str, Any]:
    """Return what `countries.json` holds."""
    arcs = _arcs(topology)
    countries: dict[str, dict[str, Any]] = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        name = shape["properties"]["name"]
        code = _NAMES.get(name) or country_code(name)
        if code == "AQ":
            continue
        if code is None:
            raise ValueError(f"no code for {name}")
        several = shape["type"] == "MultiPolygon"
        polygons = shape["arcs"] if several else [shape["arcs"]]
        rings = [_ring(polygon[0], arcs) for polygon in polygons]
        known = countries.setdefault(code, {"rings": []})
        known["rings"] += [[round(10 * n) for point in ring for n in point] for ring in rings]
        known.setdefault("at", _middle(max(rings, key=_area)))
    for code, place in _zone_places(zones).items():
        countries.setdefault(code, {"rings": [], "at": place})
    for code, (x, y) in _PLACES.items():
        countries[code]["at"] = [x, y]
    return {"source": _SOURCE, "countries": dict(sorted(countries.items()))}


def _arcs(topology: dict[str, Any]) -> list[list[Point]]:
    scale_x, scale_y = topology["transform"]["scale"]
    move_x, move_y = topology["transform"]["translate"]
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        arc = []
        for step_x, step_y in steps:
            x, y = x + step_x, y + step_y
            arc.append((x * scale_x + move_x, y * scale_y + move_y))
        arcs.append(arc)
    return arcs


def _ring(numbers: Sequence[int], arcs: list[list[Point]]) -> list[Point]:
    ring: list[Point] = []
    for number in numbers:
        # A number below zero names an arc that is walked backwards.
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring += arc[1:] if ring else arc
    return _unbroken(ring)


def _unbroken(ring: list[Point]) -> list[Point]:
    """Return a ring that goes on over the date line instead of jumping around the world."""
    longitudes = [ring[0][0]]
    for longitude, _ in ring[1:]:
        turns = round((longitudes[-1] - longitude) / 360)
        longitudes.append(longitude + 360 * turns)
    turns = round(sum(longitudes) / len(longitudes) / 360)
    return [(x - 360 * turns, y) for x, (_, y) in zip(longitudes, ring, strict=True)]


def _area(ring: list[Point]) -> float:
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairs)) / 2


def _middle(ring: list[Point]) -> list[int]:
    """Return the centre of gravity of a ring."""
    total = x = y = 0.0
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = ax * by - bx * ay
        total, x, y = total + cross, x + (ax + bx) * cross, y + (ay + by) * cross
    return [round(10 * x / (3 * total)), round(10 * y / (3 * total))]


def _zone_places(zones: str) -> dict[str, list[int]]:
    """Return where the first city of each country lies."""
    places: dict[str, list[int]] = {}
    for line in zones.splitlines():
        if line.startswith("#"):
            continue
        code, coordinates, *_ = line.split("\t")
        found = _ZONE.fullmatch(coordinates)
        if found is None:
            raise ValueError(f"no coordinates in {line!r}")
        north, degrees_y, minutes_y, east, degrees_x, minutes_x = found.groups()
        y = (int(degrees_y) + int(minutes_y) / 60) * (1 if north == "+" else -1)
        x = (int(degrees_x) + int(minutes_x) / 60) * (1 if east == "+" else -1)
        places.setdefault(code, [round(10 * x), round(10 * y)])
    return places


if __name__ == "__main__":
    atlas, zone_file = map(Path, sys.argv[1:3])
    made = make(json.loads(atlas.read_text("utf-8")), zone_file.read_text("utf-8"))
    TARGET.write_text(json.dumps(made, separators=(",", ":")) + "\n", "utf-8")
