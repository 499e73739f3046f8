from __future__ import annotations

import numpy as np
import pytest

from eval.calibration import (
    Bin,
    Point,
    area_under_risk,
    calibration_error,
    reliability,
    risk_coverage,
    threshold_curve,
)

PREDICTED = [0.05, 0.85, 0.95, 0.95, 1.0]
RIGHT = [False, False, True, True, True]


def test_bins_hold_what_was_promised_and_what_came():
    low, middle, high = reliability(PREDICTED, RIGHT)

    assert low == Bin(low=0.0, high=0.1, count=1, predicted=0.05, right=0.0)
    assert (middle.count, middle.predicted, middle.right) == (1, 0.85, 0.0)
    # Certainty belongs to the last bin.
    assert (high.count, high.right) == (3, 1.0)
    assert high.predicted == pytest.approx(2.9 / 3)
    assert reliability([], []) == []


def test_the_error_weighs_each_gap_by_its_questions():
    # Gaps .05, .85 and 1 - 2.9/3, of 1, 1 and 3 questions of 5.
    expected = (0.05 + 0.85 + 0.1) / 5

    assert calibration_error(np.array(PREDICTED), np.array(RIGHT, float)) == pytest.approx(expected)


def test_a_forecast_that_keeps_its_word_has_no_error():
    assert calibration_error(np.full(4, 0.75), np.array([1.0, 1, 1, 0])) == 0


def test_risk_and_coverage_step_by_step():
    points = risk_coverage([0.9, 0.5, 0.9, 0.1], [True, False, False, True])

    assert points == [
        Point(threshold=0.9, coverage=0.5, risk=0.5),
        Point(threshold=0.5, coverage=0.75, risk=2 / 3),
        Point(threshold=0.1, coverage=1.0, risk=0.5),
    ]
    assert risk_coverage([], []) == []


def test_the_area_is_the_mean_risk():
    # Surest first: right, wrong, right: risks 0, 1/2, 1/3.
    area = area_under_risk(np.array([0.1, 0.9, 0.5]), np.array([1.0, 1, 0]))

    assert area == pytest.approx((0 + 1 / 2 + 1 / 3) / 3)


def test_what_a_threshold_wins_and_costs():
    curve = threshold_curve([0.9, 0.4, 0.6], [True, True, False], [True, True, False])
    at = {point.threshold: (point.answered_right, point.answered_wrongly) for point in curve}

    assert at[0.0] == (1.0, 1.0)
    assert at[0.5] == (0.5, 1.0)
    assert at[0.7] == (0.5, 0.0)
    assert at[1.0] == (0.0, 0.0)


def test_a_curve_without_unanswerable_questions():
    assert threshold_curve([0.9], [True], [True])[0].answered_wrongly == 0
