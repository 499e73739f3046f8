"""The whole of a run: every measure over all questions, by pair of languages, and by kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from eval.bootstrap import Draw, Estimate, share, statistic
from eval.calibration import (
    Bin,
    Point,
    Threshold,
    area_under_risk,
    calibration_error,
    reliability,
    risk_coverage,
    threshold_curve,
)
from eval.claims import MeasuredClaims
from eval.judge import Judged
from eval.measures import AVERAGED, RETRIEVAL
from eval.metrics import NOT_COUNTED, Score

Table = Mapping[str, Estimate]


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """What another retriever finds for the same questions."""

    metrics: Table
    by_pair: Mapping[str, Table]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """Everything measured in one run, and every question it was measured on.

    `machine` and `when` say where and when; `index` and `files`, on what; `notes`, what was not
    measured and why. `claims` are there if a language model's sentences were the question.
    """

    machine: str
    when: str
    index: Mapping[str, str | int]
    files: tuple[str, ...]
    judged: tuple[Judged, ...]
    metrics: Table
    by_pair: Mapping[str, Table]
    by_kind: Mapping[str, Table]
    baselines: Mapping[str, Baseline]
    bins: tuple[Bin, ...]
    points: tuple[Point, ...]
    thresholds: tuple[Threshold, ...]
    claims: tuple[MeasuredClaims, ...] = ()
    notes: tuple[str, ...] = ()


def evaluate(
    judged: Sequence[Judged],
    *,
    machine: str,
    when: str,
    index: Mapping[str, str | int],
    files: Sequence[str],
    claims: Sequence[MeasuredClaims] = (),
    notes: Sequence[str] = (),
) -> Evaluation:
    """Compute every measure of these questions."""
    probabilities = [one.shown.probability for one in judged if one.shown]
    right = [one.shown.right for one in judged if one.shown]
    answerable = [one.case.answerable for one in judged if one.shown]
    names = list(judged[0].baselines) if judged else []
    return Evaluation(
        machine=machine,
        when=when,
        index=index,
        files=tuple(files),
        judged=tuple(judged),
        metrics=measures(judged),
        by_pair=_by(judged, lambda one: one.pair, measures),
        by_kind=_by(judged, lambda one: one.case.kind, measures),
        baselines={
            name: Baseline(
                metrics=_retrieval(judged, name),
                by_pair=_by(judged, lambda one: one.pair, partial(_retrieval, name=name)),
            )
            for name in names
        },
        bins=tuple(reliability(probabilities, right)),
        points=tuple(risk_coverage(probabilities, right)),
        thresholds=tuple(threshold_curve(probabilities, right, answerable)),
        claims=tuple(claims),
        notes=tuple(notes),
    )


def measures(judged: Sequence[Judged]) -> dict[str, Estimate]:
    """Return every measure of these questions, by its name."""
    averaged = {
        measure.name: share([one.scores.get(measure.name, NOT_COUNTED) for one in judged])
        for measure in AVERAGED
    }
    return averaged | _calibration(judged) | _latency(judged)


def questions_by(judged: Sequence[Judged], key: Callable[[Judged], str]) -> dict[str, list[Judged]]:
    """Return the questions in groups, in the order of the groups' names."""
    groups: dict[str, list[Judged]] = {}
    for one in judged:
        groups.setdefault(key(one), []).append(one)
    return dict(sorted(groups.items()))


def _by(
    judged: Sequence[Judged],
    key: Callable[[Judged], str],
    measure: Callable[[Sequence[Judged]], Table],
) -> dict[str, Table]:
    return {name: measure(group) for name, group in questions_by(judged, key).items()}


def _retrieval(judged: Sequence[Judged], name: str) -> dict[str, Estimate]:
    def scores(measure: str) -> list[Score]:
        return [one.baselines[name].get(measure, NOT_COUNTED) for one in judged]

    return {measure.name: share(scores(measure.name)) for measure in RETRIEVAL}


def _calibration(judged: Sequence[Judged]) -> dict[str, Estimate]:
    shown = [one.shown for one in judged if one.shown]
    predicted = np.array([one.probability for one in shown], float)
    right = np.array([one.right for one in shown], float)

    def error(draw: Draw) -> float:
        return calibration_error(predicted[draw], right[draw])

    def area(draw: Draw) -> float:
        return area_under_risk(predicted[draw], right[draw])

    return {
        "calibration_error": statistic(len(shown), error),
        "area_under_risk": statistic(len(shown), area),
    }


def _latency(judged: Sequence[Judged]) -> dict[str, Estimate]:
    taken = np.array([one.reply.milliseconds for one in judged if one.reply.answer], float)

    def at(percentile: float) -> Callable[[Draw], float]:
        return lambda draw: float(np.percentile(taken[draw], percentile))

    return {
        f"latency_p{percentile}": statistic(len(taken), at(percentile)) for percentile in (50, 95)
    }
