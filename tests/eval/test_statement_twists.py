"""Changes by rule to a statement and its quote: to both alike, or to one of them."""

from __future__ import annotations

import random

import pytest
from one_hot_words import OneHotWords

from eval import statement_twists as twists
from eval.aligned_words import Aligned, Edit, Worded

CHANCE = random.Random(0)
COMMON = dict.fromkeys("the in of on and for to is have a".split(), 3.0)


def text(words: str, language: str = "en", reader: OneHotWords | None = None) -> Worded:
    (read,) = (reader or OneHotWords(COMMON)).words([words])
    return Worded(text=words, language=language, words=read)


def aligned(statement: str, quote: str, language: str = "en") -> Aligned:
    reader = OneHotWords(COMMON)
    return Aligned.of(text(statement, language, reader), text(quote, language, reader))


def test_words_are_matched_with_their_own():
    pair = aligned("The mentors train officers.", "Officers are trained by the mentors.")

    assert pair.matches == ((1, 5), (3, 0))


def test_the_same_two_words_are_exchanged_in_both():
    pair = aligned("The mentors train new officers.", "New officers meet the mentors daily.")

    assert twists.exchange(pair, CHANCE) == (
        "The officers train new mentors.",
        "New mentors meet the officers daily.",
    )


@pytest.mark.parametrize(
    "sentence",
    ["Mentors and officers meet.", "They cooperate with mentors through officers."],
)
def test_what_stands_in_one_list_or_works_together_is_not_exchanged(sentence):
    assert twists.exchange(aligned(sentence, sentence), CHANCE) is None


def test_words_of_other_kinds_do_not_take_each_others_places():
    assert twists.exchange(aligned("Mentors train 12.", "Mentors train 12."), CHANCE) is None


def test_a_word_is_replaced_in_both_by_another_of_its_kind():
    pair = aligned("The mentors speak.", "Speaking is for the mentors.")
    other = aligned("The drivers speak.", "Speaking is for the drivers.")

    assert twists.replace(pair, [other], random.Random(1)) == (
        "The drivers speak.",
        "Speaking is for the drivers.",
    )


def test_a_phrase_is_left_out_of_a_text():
    sentence = text("The mentors train officers in two old prisons, and they speak.")

    assert list(twists.phrases(sentence)) == [(4, 8)]
    assert twists.shorten(sentence, CHANCE) == "The mentors train officers, and they speak."
    assert twists.shorten(text("Mentors train officers."), CHANCE) is None


def test_what_the_quote_loses_is_what_the_statement_says():
    pair = aligned("Mentors train in two prisons.", "Mentors train in two prisons.")

    assert twists.shorten_quote(pair, CHANCE) == ("Mentors train.", "two prisons")
    other = aligned("Mentors train.", "Mentors train in two prisons.")
    assert twists.shorten_quote(other, CHANCE) is None


def test_a_phrase_of_another_text_is_added():
    longer = twists.lengthen(
        text("Mentors train officers."), text("They work in two prisons."), CHANCE
    )

    assert longer == "Mentors train officers in two prisons."
    assert twists.lengthen(text("Mentors train."), text("They work."), CHANCE) is None


@pytest.mark.parametrize(
    ("language", "sentence", "denied"),
    [
        ("en", "They may speak.", "They may not speak."),
        ("nb", "De kan snakke.", "De kan ikke snakke."),
        ("nn", "Dei kan snakke.", "Dei kan ikkje snakke."),
        ("cs", "Mohou mluvit.", None),
        ("en", "They speak.", None),
    ],
)
def test_a_denial_is_put_in_where_there_is_a_place_for_one(language, sentence, denied):
    assert twists.deny(text(sentence, language)) == denied


def test_a_text_begins_with_a_capital_whatever_is_put_first():
    sentence = text("Officers meet mentors .")

    assert sentence.edited(sentence.put(0, "mentors")) == "Mentors meet mentors."
    assert sentence.edited(Edit(start=0, end=9, text="")) == "Meet mentors."
    assert sentence.within(0) == "officers"
    assert text("NATO meets.").within(0) == "NATO"
