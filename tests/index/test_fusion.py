from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fusion import fuse

NUMBER = st.integers(1, 40)
COSINES = st.dictionaries(NUMBER, st.floats(-1, 1), max_size=20)
BM25 = st.floats(0, 50, allow_subnormal=False)
LANGUAGES = ("nb", "en", "cs")


@st.composite
def legs(draw):
    """Draw a dense leg and a lexical leg; a passage is in one language only."""
    lexical = draw(st.dictionaries(NUMBER, BM25, max_size=20))
    return draw(COSINES), {
        language: {n: score for n, score in lexical.items() if n % 3 == place}
        for place, language in enumerate(LANGUAGES)
    }


def fused(dense, lexical, share=0.6, spread=0.2):
    return fuse(
        list(dense.items()),
        {language: list(scored.items()) for language, scored in lexical.items()},
        dense_weight=share if callable(share) else lambda number: share,
        spread=spread,
    )


@given(legs=legs(), share=st.floats(0, 1), spread=st.floats(1e-3, 2))
def test_scores_lie_between_zero_and_one_best_first(legs, share, spread):
    found = fused(*legs, share=share, spread=spread)

    assert all(0 <= one.score <= 1 + 1e-9 for one in found)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


@given(legs=legs())
def test_everything_either_leg_found_is_there_once(legs):
    dense, lexical = legs
    found = [one.number for one in fused(dense, lexical)]

    assert len(found) == len(set(found))
    assert set(found) == set(dense).union(*lexical.values())


@given(legs=legs(), random=st.randoms(use_true_random=False))
def test_the_order_of_the_legs_makes_no_difference(legs, random):
    def shuffled(mapping):
        items = list(mapping.items())
        random.shuffle(items)
        return dict(items)

    dense, lexical = legs
    other = fused(shuffled(dense), {key: shuffled(lexical[key]) for key in reversed(LANGUAGES)})

    assert other == fused(dense, lexical)


@given(legs=legs())
def test_the_best_of_each_language_has_the_same_lexical_score(legs):
    _, lexical = legs
    scores = {one.number: one.score for one in fused({}, lexical, share=0.0)}

    for scored in lexical.values():
        if scored and max(scored.values()) > 0:
            assert scores[max(scored, key=lambda n: scored[n])] == pytest.approx(1)


@given(legs=legs(), share=st.floats(0.01, 1))
def test_of_two_passages_the_words_cannot_tell_apart_the_nearer_is_not_below(legs, share):
    dense, _ = legs
    order = [one.number for one in fused(dense, {}, share=share)]
    score = {one.number: one.score for one in fused(dense, {}, share=share)}

    for above, below in pairwise(order):
        assert dense[above] >= dense[below] or score[above] == score[below]


@given(legs=legs(), share=st.floats(0, 0.99))
def test_more_words_never_lower_a_passage(legs, share):
    _, lexical = legs
    before = {one.number: one.score for one in fused({}, lexical, share=share)}
    for language, scored in lexical.items():
        for number in scored:
            more = {**lexical, language: {**scored, number: scored[number] + 1}}
            after = {one.number: one.score for one in fused({}, more, share=share)}
            assert after[number] >= before[number] - 1e-9


@given(legs=legs(), rise=st.floats(0, 1))
def test_coming_nearer_never_lowers_a_passage(legs, rise):
    dense, lexical = legs
    before = {one.number: one.score for one in fused(dense, lexical)}
    for number, cosine in dense.items():
        after = fused({**dense, number: cosine + rise}, lexical)
        assert {one.number: one.score for one in after}[number] >= before[number] - 1e-9


def test_ties_go_to_the_lower_number():
    found = fused({9: 0.5, 3: 0.5, 7: 0.5}, {"nb": {4: 2.0, 1: 2.0}}, share=0.5)

    assert [one.number for one in found] == [1, 3, 4, 7, 9]
    assert [one.dense[0] for one in found if one.dense] == [1, 2, 3]


def test_signals_carry_rank_and_raw_score_of_each_leg():
    first, second = fused({1: 0.9, 2: 0.8}, {"nb": {2: 7.5}})

    assert (first.number, first.dense, first.lexical) == (2, (2, 0.8), (1, 7.5))
    assert (second.number, second.dense, second.lexical) == (1, (1, 0.9), None)


def test_the_dense_share_may_depend_on_the_passage():
    found = fused({1: 1.0, 2: 1.0}, {}, share=lambda number: 0.9 if number == 2 else 0.6)

    assert [(one.number, one.score) for one in found] == [(2, 0.9), (1, 0.6)]


def test_nothing_found_is_nothing_fused():
    assert fused({}, {}) == []
    assert [one.score for one in fused({}, {"nb": {1: 0.0}}, share=0.0)] == [0.0]
