"""Confidence intervals by the bootstrap, over questions.

Efron & Tibshirani 1993, "An Introduction to the Bootstrap", chapter 13: the percentile interval.
The draws are seeded, so that the same answers give the same interval in every run.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from eval.metrics import Score

RESAMPLES = 1000
_SEED = 0
_PERCENTILES = (2.5, 97.5)
Draw = NDArray[np.intp]


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A value with its 95 % interval; `n` is how many questions counted; None where none did."""

    value: float | None
    low: float | None
    high: float | None
    n: int

    def to_json(self) -> dict[str, float | int | None]:
        """Return the estimate in the shape of `samsvar eval --json`."""
        shown = {
            name: None if number is None else round(number, 4)
            for name, number in (("value", self.value), ("low", self.low), ("high", self.high))
        }
        return {**shown, "n": self.n}


NO_ESTIMATE = Estimate(value=None, low=None, high=None, n=0)


def share(scores: Sequence[Score], *, resamples: int = RESAMPLES) -> Estimate:
    """Return the sum of the values over the sum of the weights, with its interval.

    A question of weight 0 is drawn like any other: how many count is a matter of chance too.
    """
    counted = sum(score.weight > 0 for score in scores)
    if not counted:
        return NO_ESTIMATE
    values = np.array([score.value for score in scores])
    weights = np.array([score.weight for score in scores])
    draws = _draws(len(scores), resamples)
    drawn_weights = weights[draws].sum(axis=1)
    drawn = values[draws].sum(axis=1)[drawn_weights > 0] / drawn_weights[drawn_weights > 0]
    return _estimate(float(values.sum() / weights.sum()), drawn, counted)


def statistic(
    count: int, compute: Callable[[Draw], float], *, resamples: int = RESAMPLES
) -> Estimate:
    """Return any statistic of `count` questions, with its interval.

    Parameters
    ----------
    compute
        Given the positions of the questions to take, some of them several times.
    """
    if not count:
        return NO_ESTIMATE
    drawn = np.array([compute(draw) for draw in _draws(count, resamples)])
    return _estimate(compute(np.arange(count)), drawn, count)


def _estimate(value: float, drawn: NDArray[np.float64], counted: int) -> Estimate:
    low, high = np.percentile(drawn, _PERCENTILES)
    return Estimate(value=value, low=float(low), high=float(high), n=counted)


@lru_cache(maxsize=4)
def _draws(count: int, resamples: int) -> Draw:
    """Return `resamples` draws of `count` positions with replacement, shape (resamples, count)."""
    return np.random.default_rng(_SEED).integers(0, count, (resamples, count))
