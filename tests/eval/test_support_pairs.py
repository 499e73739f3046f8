"""What the reader of statements is shown: drawn by chance, true or false whatever the statement."""

from __future__ import annotations

import random

import pytest
from one_hot_words import OneHotWords

from eval.support_pairs import HELD_OUT_ROW, PairMaker, Quoted, SupportPair, Written, worded
from eval.written_claims import parallel_claims, parallel_quotes

HEADING = "A heading"
QUOTED = [
    Quoted(texts={"nb": f"Mentor {n} trener opp betjenter i fengsel {n}.",
                  "en": f"Mentor {n} trains officers in prison {n}."})
    for n in range(HELD_OUT_ROW + 2)
]  # fmt: skip
WRITTEN = [
    Written(row=row, language="en", text=f"{text} {row}.", label=label)
    for row in range(len(QUOTED))
    for text, label in (("Officers are trained by mentor", "true"), ("Officers train", "swap"))
]


@pytest.fixture(scope="module")
def maker() -> PairMaker:
    texts = [(language, text) for one in QUOTED for language, text in one.texts.items()]
    words = worded(OneHotWords(), [*texts, *((one.language, one.text) for one in WRITTEN)])
    near = [[(row + 1) % len(QUOTED)] for row in range(len(QUOTED))]
    return PairMaker(QUOTED, WRITTEN, words, [HEADING], near)


def drawn(maker: PairMaker, *, held_out: bool = False) -> list[SupportPair]:
    return list(maker.draw(random.Random(0), held_out=held_out))


def test_the_same_chance_draws_the_same(maker):
    assert drawn(maker) == drawn(maker)


def test_each_statement_is_drawn_with_quotes_that_say_it_and_quotes_that_do_not(maker):
    by_statement: dict[str, set[bool]] = {}
    for pair in drawn(maker):
        by_statement.setdefault(pair.statement, set()).add(pair.supported)
    own = [one.texts["nb"] for row, one in enumerate(QUOTED) if row % HELD_OUT_ROW]

    assert sum(by_statement.get(text) == {True, False} for text in own) > 2


def test_what_was_written_with_roles_exchanged_is_true_of_itself_only(maker):
    for pair in drawn(maker):
        if pair.made.startswith("swap"):
            assert pair.supported == (pair.made == "swap, itself"), pair


def test_rows_that_are_held_out_are_drawn_only_when_asked_for(maker):
    learned, measured = drawn(maker), drawn(maker, held_out=True)

    def said(pairs: list[SupportPair]) -> set[bool]:
        held_out = [f" {row}." for row in (0, HELD_OUT_ROW)]
        return {
            any(number in one.statement for number in held_out)
            for one in pairs
            if one.made == "said"
        }

    assert said(learned) == {False}
    assert said(measured) == {True}


def test_some_quotes_stand_below_a_heading_or_beside_another_sentence(maker):
    pairs = drawn(maker)

    assert {HEADING in one.quote.context for one in pairs} == {True, False}
    assert {one.quote.text.count(".") > 1 for one in pairs} == {True, False}


def test_statements_of_the_project_are_about_its_sentences():
    written, quoted = parallel_claims(), parallel_quotes()

    assert len({one.text for one in written}) == len(written)
    assert {one.row for one in written} == set(range(len(quoted)))
    assert {one.label for one in written} == {"true", "swap", "addition", "other"}
    assert {one.language for one in written} == {"nb", "en"}
    assert {len(one.texts) for one in quoted} == {6}
