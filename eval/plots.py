"""The plots of the report: intervals, reliability, risk and coverage, thresholds, latency."""

from __future__ import annotations

import math
from collections.abc import Sequence

from eval.bootstrap import Estimate
from eval.calibration import Bin, Point, Threshold
from eval.svg import Place, Scale, box, dot, drawing, line, path, text

_TICKS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
_LABELS, _ROW = 230, 26
_SIDE = 380
_EDGES = (60.0, 20.0, 360.0, 320.0)  # left, top, right, bottom of a square plot
_BARS = 20


def intervals(title: str, rows: Sequence[tuple[str, Estimate]]) -> str:
    """Draw shares as points, one a row, each with its 95 % interval."""
    width, height = 640, 50 + _ROW * len(rows)
    across = Scale(low=0, high=1, start=_LABELS, end=width - 90)
    bottom = height - 34.0
    shapes = []
    for tick in _TICKS:
        shapes.append(line((across.at(tick), 8), (across.at(tick), bottom), "grid"))
        shapes.append(text((across.at(tick), bottom + 18), f"{tick:.1f}", "middle"))
    for number, (name, estimate) in enumerate(rows):
        y = 8 + _ROW * (number + 0.5)
        shapes.append(text((_LABELS - 12, y + 4), f"{name} ({estimate.n})", "end"))
        if estimate.value is None or estimate.low is None or estimate.high is None:
            continue
        low, high = across.at(estimate.low), across.at(estimate.high)
        shapes.append(line((low, y), (high, y), "whisker"))
        shapes += [line((x, y - 4), (x, y + 4), "whisker") for x in (low, high)]
        shapes.append(dot((across.at(estimate.value), y)))
        shapes.append(text((width - 78, y + 4), f"{estimate.value:.3f}"))
    return drawing(width, height, title, shapes)


def reliability_plot(bins: Sequence[Bin]) -> str:
    """Draw the share that is right against the probability; larger points are more questions."""
    left, top, right, bottom = _EDGES
    across = Scale(low=0, high=1, start=left, end=right)
    up = Scale(low=0, high=1, start=bottom, end=top)
    most = max((one.count for one in bins), default=1)
    places = [(across.at(one.predicted), up.at(one.right)) for one in bins]
    shapes = _axes(across, up, "probability that is shown", "share that is right")
    shapes.append(line((left, bottom), (right, top), "dashed"))
    shapes.append(path(places, "curve"))
    for (x, y), one in zip(places, bins, strict=True):
        shapes.append(dot((x, y), 3 + 7 * math.sqrt(one.count / most)))
        # Below the point where there is no room above it.
        shapes.append(text((x, y - 14 if y > top + 20 else y + 24), str(one.count), "middle"))
    return drawing(_SIDE, _SIDE, "Reliability: probability against share right", shapes)


def risk_plot(points: Sequence[Point], now: Place | None) -> str:
    """Draw the share of wrong answers against the share answered; `now` is how it is today."""
    left, top, right, bottom = _EDGES
    across = Scale(low=0, high=1, start=left, end=right)
    up = Scale(low=0, high=1, start=bottom, end=top)
    shapes = _axes(across, up, "share of questions answered", "share of answers wrong")
    shapes.append(path([(across.at(one.coverage), up.at(one.risk)) for one in points], "curve"))
    if now:
        place = across.at(now[0]), up.at(now[1])
        shapes.append(dot(place, 6, hollow=True))
        shapes.append(text((place[0] - 10, place[1] - 10), "as it answers now", "end"))
    return drawing(_SIDE, _SIDE, "Risk against coverage", shapes)


def threshold_plot(thresholds: Sequence[Threshold], now: float | None) -> str:
    """Draw what a higher threshold would win and cost; `now` is the one of this run."""
    left, top, right, bottom = _EDGES
    across = Scale(low=0, high=1, start=left, end=right)
    up = Scale(low=0, high=1, start=bottom, end=top)
    shapes = _axes(across, up, "threshold", "share of questions")
    for look, values in (
        ("curve", [one.answered_right for one in thresholds]),
        ("curve dashed", [one.answered_wrongly for one in thresholds]),
    ):
        places = [
            (across.at(one.threshold), up.at(value))
            for one, value in zip(thresholds, values, strict=True)
        ]
        shapes.append(path(places, look))
    if now is not None:
        shapes.append(line((across.at(now), bottom), (across.at(now), top), "axis"))
        shapes.append(text((across.at(now) + 4, top + 10), "now"))
    return drawing(_SIDE, _SIDE, "What a threshold wins and costs", shapes)


def latency_plot(milliseconds: Sequence[float]) -> str:
    """Draw how many questions took how long."""
    left, top, right, bottom = 60.0, 20.0, 600.0, 200.0
    longest = max(milliseconds, default=0.0) or 1.0
    counts = [0] * _BARS
    for taken in milliseconds:
        counts[min(_BARS - 1, int(taken / longest * _BARS))] += 1
    across = Scale(low=0, high=longest, start=left, end=right)
    up = Scale(low=0, high=max(counts) or 1, start=bottom, end=top)
    shapes = [
        box((across.at(n * longest / _BARS) + 1, bottom), (across.at((n + 1) * longest / _BARS), y))
        for n, count in enumerate(counts)
        if count
        for y in [up.at(count)]
    ]
    shapes.append(line((left, bottom), (right, bottom), "axis"))
    for part in range(5):
        at = longest * part / 4
        shapes.append(text((across.at(at), bottom + 18), f"{at:.0f}", "middle"))
    shapes.append(text(((left + right) / 2, bottom + 40), "milliseconds to the answer", "middle"))
    shapes.append(text((left - 8, top + 8), str(max(counts)), "end"))
    shapes.append(text((left - 8, bottom), "0", "end"))
    return drawing(640, 260, "Latency", shapes)


def _axes(across: Scale, up: Scale, below: str, beside: str) -> list[str]:
    shapes = []
    for tick in _TICKS:
        x, y = across.at(tick), up.at(tick)
        shapes.append(line((x, up.start), (x, up.end), "grid"))
        shapes.append(line((across.start, y), (across.end, y), "grid"))
        shapes.append(text((x, up.start + 18), f"{tick:.1f}", "middle"))
        shapes.append(text((across.start - 8, y + 4), f"{tick:.1f}", "end"))
    shapes.append(line((across.start, up.start), (across.end, up.start), "axis"))
    shapes.append(line((across.start, up.start), (across.start, up.end), "axis"))
    middle = (across.start + across.end) / 2
    shapes.append(text((middle, up.start + 42), below, "middle", strong=True))
    shapes.append(text((16, (up.start + up.end) / 2), beside, "middle", strong=True, up=True))
    return shapes
