"""Every measure on examples worked out by hand, from its definition."""

from __future__ import annotations

import math

import pytest

from eval.metrics import (
    NOT_COUNTED,
    Score,
    answer_words,
    exact_match,
    ndcg_at,
    recall_at,
    reciprocal_rank_at,
    refusal_precision,
    refusal_recall,
    span_f1,
    wrongly_refused,
)


def test_recall_is_the_share_of_what_is_needed_that_is_found_in_time():
    ranks = [1, 5, 6, None]

    assert [recall_at(depth, ranks) for depth in (1, 5, 10)] == [1 / 4, 2 / 4, 3 / 4]


def test_the_reciprocal_rank_is_that_of_the_first():
    assert reciprocal_rank_at(10, [False, False, True, True]) == 1 / 3
    assert reciprocal_rank_at(2, [False, False, True]) == 0
    assert reciprocal_rank_at(10, []) == 0


def test_ndcg_by_hand():
    # Relevant at ranks 1 and 3 of three that there are: gains 1 and 1/2; ideal 1 + 1/log2(3) + 1/2.
    ideal = 1 + 1 / math.log2(3) + 1 / 2

    assert ndcg_at(10, [True, False, True, False], 3) == pytest.approx(1.5 / ideal)
    assert ndcg_at(10, [True, True, True], 3) == pytest.approx(1)
    assert ndcg_at(2, [False, True, True], 3) == pytest.approx(
        (1 / math.log2(3)) / (1 + 1 / math.log2(3))
    )
    assert ndcg_at(10, [False, False], 0) == 0
    assert ndcg_at(10, [], 5) == 0


def test_finding_more_than_was_counted_is_no_more_than_perfect():
    assert ndcg_at(10, [True, True], 1) == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Prison Service!", ["prison", "service"]),
        ("«Et fengsel» i den andre enden", ["fengsel", "i", "andre", "enden"]),
        ("ei løysing", ["løysing"]),
        ("1,528,343", ["1528343"]),
        ("ﬁne", ["fine"]),
        ("the", []),
    ],
)
def test_the_words_of_an_answer(text, words):
    assert answer_words(text) == words


def test_exact_match_needs_any_accepted_answer_whole():
    assert exact_match("The Hague.", ["Oslo", "hague"]) == 1
    assert exact_match("The Hague", ["Hague city"]) == 0
    assert exact_match("", []) == 0


def test_f1_is_that_of_the_answer_that_fits_best():
    # Two of two words right, two of four found: precision 1, recall 1/2, F1 2/3.
    assert span_f1("Czech prisons", ["2 Czech prisons there", "nothing"]) == pytest.approx(2 / 3)
    assert span_f1("Oslo", ["Bergen"]) == 0
    assert span_f1("", ["Bergen"]) == 0
    assert span_f1("the", ["a"]) == 1
    assert span_f1("Oslo", []) == 0


def test_a_word_that_comes_twice_counts_twice():
    # One word in common; precision 1/2, recall 1, F1 2/3.
    assert span_f1("ti ti", ["ti"]) == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("refused", "answerable", "precision", "recall", "wrong"),
    [
        (True, False, Score(value=1), Score(value=1), NOT_COUNTED),
        (True, True, Score(value=0), NOT_COUNTED, Score(value=1)),
        (False, True, NOT_COUNTED, NOT_COUNTED, Score(value=0)),
        (False, False, NOT_COUNTED, Score(value=0), NOT_COUNTED),
    ],
)
def test_what_each_question_says_of_refusing(refused, answerable, precision, recall, wrong):
    assert refusal_precision(refused=refused, answerable=answerable) == precision
    assert refusal_recall(refused=refused, answerable=answerable) == recall
    assert wrongly_refused(refused=refused, answerable=answerable) == wrong
