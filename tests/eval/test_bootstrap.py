from __future__ import annotations

import numpy as np
import pytest

from eval.bootstrap import NO_ESTIMATE, share, statistic
from eval.metrics import NOT_COUNTED, Score

MIXED = [Score(value=1)] * 30 + [Score(value=0)] * 10 + [NOT_COUNTED] * 5


def test_the_value_is_that_of_the_questions_that_count():
    estimate = share(MIXED)

    assert (estimate.value, estimate.n) == (0.75, 40)


def test_the_interval_is_the_same_every_time_and_holds_the_value():
    estimate = share(MIXED)

    assert estimate == share(list(MIXED))
    assert estimate.low < 0.75 < estimate.high


def test_the_interval_is_about_what_the_normal_approximation_says():
    scores = [Score(value=float(number % 2)) for number in range(400)]
    estimate = share(scores)
    half = 1.96 * np.sqrt(0.25 / 400)

    assert estimate.low == pytest.approx(0.5 - half, abs=0.01)
    assert estimate.high == pytest.approx(0.5 + half, abs=0.01)


def test_what_never_varies_has_no_width():
    estimate = share([Score(value=1)] * 7)

    assert (estimate.low, estimate.value, estimate.high) == (1, 1, 1)


def test_weights_make_a_ratio_of_sums():
    # (2 + 1) / (4 + 1), not the mean of 2/4 and 1/1.
    assert share([Score(value=2, weight=4), Score(value=1)]).value == 0.6


def test_where_nothing_counts_there_is_no_value():
    assert share([]) == NO_ESTIMATE
    assert share([NOT_COUNTED]) == NO_ESTIMATE
    assert statistic(0, lambda draw: 1 / 0) == NO_ESTIMATE


def test_a_draw_in_which_nothing_counts_is_passed_over():
    estimate = share([Score(value=1), NOT_COUNTED])

    assert (estimate.value, estimate.low, estimate.high, estimate.n) == (1, 1, 1, 1)


def test_any_statistic():
    taken = np.arange(101.0)
    estimate = statistic(len(taken), lambda draw: float(np.median(taken[draw])))

    assert (estimate.value, estimate.n) == (50, 101)
    assert 35 < estimate.low < 50 < estimate.high < 65


def test_as_json():
    assert share([Score(value=1)] * 3).to_json() == {"value": 1, "low": 1, "high": 1, "n": 3}
    assert NO_ESTIMATE.to_json() == {"value": None, "low": None, "high": None, "n": 0}
