"""Whether the probabilities that answers come with can be believed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

BINS = 10
_STEPS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """The questions with a probability in one stretch of [0, 1]: how many, and how they fared."""

    low: float
    high: float
    count: int
    predicted: float
    right: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """What answering only from `threshold` on would give.

    `coverage` is the share of questions answered and `risk` the share of those that is wrong.
    """

    threshold: float
    coverage: float
    risk: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """What answering only from `threshold` on would win and cost.

    `answered_right` is the share of the answerable questions whose best piece answers and is shown;
    `answered_wrongly` that of the others which get an answer all the same.
    """

    threshold: float
    answered_right: float
    answered_wrongly: float


def reliability(probabilities: Sequence[float], right: Sequence[bool]) -> list[Bin]:
    """Return the bins that hold anything, from low to high: a reliability diagram.

    DeGroot & Fienberg 1983, "The comparison and evaluation of forecasters", The Statistician 32;
    ten stretches of equal width as in Guo et al. 2017, "On Calibration of Modern Neural Networks",
    ICML.
    """
    predicted, outcomes = np.asarray(probabilities, float), np.asarray(right, float)
    numbers = _bin_numbers(predicted)
    bins = []
    for number in range(BINS):
        inside = numbers == number
        if inside.any():
            bins.append(
                Bin(
                    low=number / BINS,
                    high=(number + 1) / BINS,
                    count=int(inside.sum()),
                    predicted=float(predicted[inside].mean()),
                    right=float(outcomes[inside].mean()),
                )
            )
    return bins


def calibration_error(predicted: NDArray[np.float64], right: NDArray[np.float64]) -> float:
    """Return the expected calibration error: the gap in each bin, weighed by its questions.

    Naeini et al. 2015, "Obtaining Well Calibrated Probabilities Using Bayesian Binning", AAAI.
    """
    gaps = np.bincount(_bin_numbers(predicted), weights=predicted - right, minlength=BINS)
    return float(np.abs(gaps).sum() / len(predicted))


def risk_coverage(probabilities: Sequence[float], right: Sequence[bool]) -> list[Point]:
    """Return one point for each threshold that makes a difference, the highest first.

    El-Yaniv & Wiener 2010, "On the Foundations of Noise-free Selective Classification", JMLR 11.
    """
    order = sorted(zip(probabilities, right, strict=True), key=lambda pair: -pair[0])
    points, wrong = [], 0
    for taken, (probability, is_right) in enumerate(order, start=1):
        wrong += not is_right
        # Questions of the same probability are answered together.
        if taken == len(order) or order[taken][0] < probability:
            points.append(
                Point(threshold=probability, coverage=taken / len(order), risk=wrong / taken)
            )
    return points


def threshold_curve(
    probabilities: Sequence[float], right: Sequence[bool], answerable: Sequence[bool]
) -> list[Threshold]:
    """Return what every threshold from 0 to 1 would give, in steps of a fiftieth.

    The two shares are the axes of a receiver operating characteristic (Egan 1975, "Signal Detection
    Theory and ROC Analysis"), drawn over the threshold because that is what one sets.
    """
    predicted = np.asarray(probabilities, float)
    outcomes, has_answer = np.asarray(right, bool), np.asarray(answerable, bool)
    with_answer, without = max(1, int(has_answer.sum())), max(1, int((~has_answer).sum()))
    curve = []
    for step in range(_STEPS + 1):
        answered = predicted >= step / _STEPS
        curve.append(
            Threshold(
                threshold=step / _STEPS,
                answered_right=int((answered & outcomes & has_answer).sum()) / with_answer,
                answered_wrongly=int((answered & ~has_answer).sum()) / without,
            )
        )
    return curve


def area_under_risk(predicted: NDArray[np.float64], right: NDArray[np.float64]) -> float:
    """Return the mean risk over all coverages; lower is better, 0 is never wrong.

    Geifman et al. 2019, "Bias-Reduced Uncertainty Estimation for Deep Neural Classifiers", ICLR.
    """
    order = np.argsort(-predicted, kind="stable")
    wrong = np.cumsum(1 - right[order])
    return float((wrong / np.arange(1, len(wrong) + 1)).mean())


def _bin_numbers(predicted: NDArray[np.float64]) -> NDArray[np.int64]:
    return np.minimum((predicted * BINS).astype(np.int64), BINS - 1)
