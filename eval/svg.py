"""The few shapes that our plots are drawn with, as SVG inside a page.

Shapes differ by outline and dash, never by colour alone, so that a plot printed in black and white
says the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal

Anchor = Literal["start", "middle", "end"]
Place = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Maps values from `low` to `high` onto coordinates from `start` to `end`."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Return the coordinate of a value; those outside stand at the edge."""
        share = (value - self.low) / (self.high - self.low) if self.high > self.low else 0.0
        return self.start + min(1.0, max(0.0, share)) * (self.end - self.start)


def drawing(width: int, height: int, title: str, shapes: Sequence[str]) -> str:
    """Return a drawing; `title` is read to those who cannot see it."""
    name = escape(title)
    return (
        f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        f'aria-label="{name}"><title>{name}</title>{"".join(shapes)}</svg>'
    )


def text(
    place: Place, words: str, anchor: Anchor = "start", *, strong: bool = False, up: bool = False
) -> str:
    """Return words at a place; `up` turns them to read from below."""
    x, y = place
    turned = f' transform="rotate(-90 {_n(x)} {_n(y)})"' if up else ""
    weight = ' font-weight="600"' if strong else ""
    return (
        f'<text x="{_n(x)}" y="{_n(y)}" text-anchor="{anchor}"{weight}{turned}>'
        f"{escape(words)}</text>"
    )


def line(start: Place, end: Place, look: str = "") -> str:
    """Return a line; `look` is a class of the style sheet: `axis`, `grid`, `dashed`."""
    (x1, y1), (x2, y2) = start, end
    return f'<line x1="{_n(x1)}" y1="{_n(y1)}" x2="{_n(x2)}" y2="{_n(y2)}" class="{escape(look)}"/>'


def path(places: Sequence[Place], look: str = "") -> str:
    """Return a line through several places."""
    through = " ".join(f"{_n(x)},{_n(y)}" for x, y in places)
    return f'<polyline points="{through}" class="{escape(look)}"/>'


def dot(place: Place, radius: float = 4, *, hollow: bool = False) -> str:
    """Return a point."""
    x, y = place
    look = "hollow" if hollow else "full"
    return f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}" class="{look}"/>'


def box(start: Place, end: Place) -> str:
    """Return a filled box between two corners."""
    left, right = sorted((start[0], end[0]))
    top, bottom = sorted((start[1], end[1]))
    return (
        f'<rect x="{_n(left)}" y="{_n(top)}" width="{_n(right - left)}" '
        f'height="{_n(bottom - top)}" class="bar"/>'
    )


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
