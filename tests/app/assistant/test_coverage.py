"""What counts as covered by a quote, word for word."""

from __future__ import annotations

import pytest
from one_hot_words import OneHotWords

from app.assistant.coverage import NOTHING, Coverage, coverage
from ingest.document import Span


def covered(statement: str, quote: str, beside: str = "", **rest: object) -> Coverage:
    words = OneHotWords(rest.pop("rarities", None))  # type: ignore[arg-type]
    return coverage(*words.words([statement, quote, beside]), **rest)  # type: ignore[arg-type]


def test_what_the_quote_says_is_covered_in_any_order():
    found = covered("a b c d e f", "f e d c b a")

    assert (found.whole, found.weakest) == (1.0, 1.0)


def test_an_added_clause_is_where_it_is_covered_least():
    found = covered("a b c d e v w x y z", "a b c d e")

    assert found.whole == pytest.approx(0.5)
    assert found.weakest == 0.0


def test_an_addition_in_a_short_sentence_is_less_than_the_whole():
    found = covered("a b c z", "a b c")

    assert (found.whole, found.weakest) == (pytest.approx(3 / 4), pytest.approx(2 / 3))


def test_function_words_weigh_nothing():
    assert covered("a b c the of", "a b c", rarities={"the": 3.0, "of": 4.0}).whole == 1.0


def test_what_the_headings_say_counts_a_little_less():
    assert covered("a b", "a", "b").whole == pytest.approx(0.975)


def test_a_name_compared_elsewhere_is_covered_whatever_it_is_called():
    found = covered("Norge", "Norway", compared=[Span(start=0, end=5)])

    assert found.whole == pytest.approx(0.7)


def test_nothing_covers_and_nothing_is_covered_by_nothing():
    assert covered("a b", "") == NOTHING
    assert covered("", "a b") == NOTHING
