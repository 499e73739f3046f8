"""Two maps, of Europe and of the world, on which countries carry numbers.

The outlines lie beside this file (`make_countries.py` made them), as no map may be fetched. The
land is a picture; the numbers are text of the page over it, which readers hear and can select.
"""

from __future__ import annotations

import base64
import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path

from app.locales import country_name, format_count
from app.ui.texts import Texts

Projection = Callable[[float, float], tuple[float, float]]

_OUTLINES = Path(__file__).with_name("countries.json")
_STYLE = (
    ".land{fill:#e4e0d6;stroke:#fdfcfa;stroke-width:.7}.has{fill:#9dbdc6}"
    "@media (prefers-color-scheme:dark){.land{fill:#2a3337;stroke:#14191b}.has{fill:#38606c}}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Country:
    at: tuple[float, float]
    rings: tuple[tuple[tuple[float, float], ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frame:
    """A window on a projected world, from its upper left corner; `scale` is units a picture."""

    projection: Projection
    left: float
    top: float
    width: float
    height: float
    scale: float

    def place(self, longitude: float, latitude: float) -> tuple[float, float] | None:
        """Return how far to the right and down a place lies, from 0 to 1; None if outside."""
        x, y = self.projection(longitude, latitude)
        x, y = (x - self.left) / self.width, (self.top - y) / self.height
        return (x, y) if 0 < x < 1 and 0 < y < 1 else None


def maps_html(counts: Mapping[str, int], texts: Texts) -> str:
    """Return both maps; a country that Europe's map shows has its number there only."""
    shelf = texts.shelf
    near = _placed(counts, _EUROPE)
    far = _placed({code: n for code, n in counts.items() if code not in near}, _WORLD)
    lost = [country_name(code, texts.language) for code in counts if code not in near | far]
    outside = (
        f'<p class="sv-limits">{escape(shelf.map_outside.format(names=", ".join(lost)))}</p>'
        if lost
        else ""
    )
    return (
        '<div class="sv-maps">'
        + _map_html(shelf.map_europe, _EUROPE, near, counts, texts)
        + _map_html(shelf.map_world, _WORLD, far, counts, texts)
        + f"</div>{outside}"
    )


def _placed(counts: Mapping[str, int], frame: _Frame) -> dict[str, tuple[float, float]]:
    countries = _countries()
    places = {
        code: place
        for code in counts
        if code in countries and (place := frame.place(*countries[code].at)) is not None
    }
    # From north to south and so drawn and read; a lower one lies over a higher one.
    return dict(sorted(places.items(), key=lambda item: item[1][1]))


def _map_html(
    heading: str,
    frame: _Frame,
    places: Mapping[str, tuple[float, float]],
    counts: Mapping[str, int],
    texts: Texts,
) -> str:
    language = texts.language
    most = max(counts.values(), default=1)
    dots = ""
    for code, (x, y) in places.items():
        name, number = country_name(code, language), counts[code]
        told = format_count(number, texts.document, texts.documents, language)
        size = 1 + 0.6 * math.sqrt(number / most)
        dots += (
            f'<li style="left:{100 * x:.1f}%;top:{100 * y:.1f}%;--sv-size:{size:.2f}"'
            f' title="{escape(name)}: {escape(told)}"><span class="sv-unseen">{escape(name)}: '
            f"</span>{number}</li>"
        )
    picture = base64.b64encode(_svg(frame, frozenset(counts)).encode()).decode()
    return (
        f'<figure class="sv-map"><figcaption>{escape(heading)}</figcaption>'
        f'<div class="sv-map-land" style="aspect-ratio:{frame.width:.3f}/{frame.height:.3f}">'
        f'<img alt="" src="data:image/svg+xml;base64,{picture}"><ul>{dots}</ul></div></figure>'
    )


@cache
def _svg(frame: _Frame, marked: frozenset[str]) -> str:
    width, height = frame.width * frame.scale, frame.height * frame.scale
    shapes = ""
    for code, country in _countries().items():
        path = "".join(_path(ring, frame, width, height) for ring in country.rings)
        if path:
            shapes += f'<path class="land{" has" if code in marked else ""}" d="{path}"/>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}">'
        f"<style>{_STYLE}</style>{shapes}</svg>"
    )


def _path(ring: Sequence[tuple[float, float]], frame: _Frame, width: float, height: float) -> str:
    points: list[tuple[int, int]] = []
    for longitude, latitude in ring:
        x, y = frame.projection(longitude, latitude)
        point = (round((x - frame.left) * frame.scale), round((frame.top - y) * frame.scale))
        if not points or point != points[-1]:
            points.append(point)
    seen = any(0 <= x <= width and 0 <= y <= height for x, y in points)
    if not seen or len(points) < 3:
        return ""
    return "M" + "L".join(f"{x} {y}" for x, y in points) + "Z"


@cache
def _countries() -> dict[str, _Country]:
    read = json.loads(_OUTLINES.read_text("utf-8"))["countries"]
    return {
        code: _Country(
            at=(facts["at"][0] / 10, facts["at"][1] / 10),
            rings=tuple(
                tuple((x / 10, y / 10) for x, y in zip(ring[::2], ring[1::2], strict=True))
                for ring in facts["rings"]
            ),
        )
        for code, facts in read.items()
    }


def _equal_area(longitude: float, latitude: float) -> tuple[float, float]:
    """Project around the middle of Europe (Lambert's azimuthal equal-area projection)."""
    around, across = math.radians(longitude - 14), math.radians(latitude)
    middle = math.radians(53)
    spread = 1 + math.sin(middle) * math.sin(across)
    spread += math.cos(middle) * math.cos(across) * math.cos(around)
    k = math.sqrt(2 / max(spread, 1e-3))
    y = math.cos(middle) * math.sin(across) - math.sin(middle) * math.cos(across) * math.cos(around)
    return k * math.cos(across) * math.sin(around), k * y


def _equal_earth(longitude: float, latitude: float) -> tuple[float, float]:
    """Project the whole world (Šavrič, Patterson and Jenny, 2018: the Equal Earth projection)."""
    a = (1.340264, -0.081106, 0.000893, 0.003796)
    theta = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    slope = a[0] + 3 * a[1] * theta**2 + theta**6 * (7 * a[2] + 9 * a[3] * theta**2)
    x = 2 * math.sqrt(3) * math.radians(longitude) * math.cos(theta) / (3 * slope)
    return x, theta * (a[0] + a[1] * theta**2 + theta**6 * (a[2] + a[3] * theta**2))


_EUROPE = _Frame(projection=_equal_area, left=-0.40, top=0.345, width=0.80, height=0.68, scale=800)
_WORLD = _Frame(projection=_equal_earth, left=-2.5, top=1.32, width=5.2, height=2.3, scale=160)
