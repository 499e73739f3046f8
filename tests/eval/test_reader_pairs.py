"""What a training step of the reader is shown: cut, typed and batched by chance."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reader_examples_made import PLAIN, QUESTION, example, pairs_of

from eval import reader_pairs
from eval.reader_pairs import Pair, TrainSettings, window
from index.reader_input import Read
from ingest.sentences import sentence_spans

SENTENCES = [
    "Katten sover. ",
    "Det kom 42 gjester i 2014 og 12 fra Latvia. ",
    "Været 🦊 er fint!\n\n",
    "- KDI leder arbeidet\n",
    "mange innsatte leser bøker",
    "Hvor? ",
]


TEXTS = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=12).map("".join)


@given(TEXTS, st.data(), st.integers(1, 400), st.randoms(use_true_random=False))
def test_a_window_keeps_the_words_of_the_answer(text, data, size, chance):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    shown, moved = window(Read(context="C", text=text), (start, end), size, chance)

    assert shown.text[slice(*moved)] == text[start:end]
    assert 0 <= moved[0] < moved[1] <= len(shown.text)
    assert shown.context == "C"


@given(TEXTS, st.booleans(), st.integers(1, 400), st.randoms(use_true_random=False))
def test_a_window_is_whole_sentences_of_about_its_size(text, answered, size, chance):
    spans = sentence_spans(text)
    answer = spans[len(spans) // 2] if answered else None
    shown, moved = window(Read(context="", text=text), answer, size, chance)
    places = [
        (first, last)
        for first, _ in spans
        for _, last in spans
        if first < last and text[first:last] == shown.text
    ]

    assert places
    assert min(size, len(text)) <= len(shown.text) <= size + max(end - at for at, end in spans)
    assert (moved is None) == (answer is None)


def test_the_answer_is_not_always_at_the_same_place_of_its_window():
    read = Read(context="", text="".join(SENTENCES[:2] * 10))
    answer = (len(read.text) // 2, len(read.text) // 2 + 1)
    places = {window(read, answer, 200, random.Random(seed))[1][0] // 50 for seed in range(40)}

    assert len(places) > 2


def typed(seed: int, **shares: float) -> str:
    settings = TrainSettings(**{"typing_errors": 0.0, "careless": 0.0, **shares})
    return reader_pairs.as_typed(QUESTION, settings, random.Random(seed))


def test_a_question_is_typed_as_it_stands_unless_errors_are_asked_for():
    assert {typed(seed) for seed in range(20)} == {QUESTION}


def test_a_careless_question_has_neither_capitals_nor_a_question_mark():
    assert typed(0, careless=1.0) == "hvor mange innsatte leser bøker i latvia"


def test_a_typing_error_is_one_letter_inside_one_longer_word():
    forms = {typed(seed, typing_errors=1.0) for seed in range(200)}

    for form in forms:
        before, after = QUESTION.split(), form.split()
        differing = [pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]]
        # Two equal letters that change places are no error.
        assert len(differing) <= 1
        for old, new in differing:
            assert len(old) >= 5
            assert abs(len(old) - len(new)) <= 1
            assert old[0] == new[0]
            assert set(new) <= set(old)
    lengths = {len(form) - len(QUESTION) for form in forms}
    assert lengths == {-1, 0, 1}


def test_the_errors_are_as_frequent_as_the_settings_say():
    forms = [typed(seed, typing_errors=0.25) for seed in range(400)]

    assert sum(form != QUESTION for form in forms) / 400 == pytest.approx(0.25, abs=0.07)


def test_the_answering_passage_comes_first_and_the_negatives_after_it():
    one = example(1)
    first, *others = pairs_of(one)

    assert first == Pair(question=one.question, read=one.positive, answer=one.answer)
    assert len(others) == 3
    assert {pair.answer for pair in others} == {None}
    assert {pair.read for pair in others} <= set(one.negatives)


def test_a_twisted_question_takes_the_place_of_one_negative():
    one = example(1, twisted="hvor mange bøker kom det")
    first, *negatives, last = pairs_of(one)

    assert len(negatives) == 2
    assert last == Pair(question=one.twisted, read=first.read, answer=None)


def test_a_passage_without_a_heading_gets_one_now_and_then():
    always = TrainSettings(typing_errors=0, careless=0, headed=1)
    first, *others = pairs_of(example(1), always)

    assert first.read.context == "Katten sover. Det kom 42 gjester."
    assert {pair.read.context for pair in others} == {"Norge"}


def test_what_is_cut_still_holds_its_answer():
    narrow = TrainSettings(typing_errors=0, careless=0, headed=0, window=10)
    first, *others = pairs_of(example(1), narrow, "window")

    assert first.read.text == "Det kom 42 gjester. "
    assert first.read.text[slice(*first.answer)] == "42"
    assert all(pair.read.text for pair in others)


def test_single_sentences_are_the_answering_one_its_neighbours_and_others():
    one = example(1, twisted="hvor mange bøker kom det")
    settings = replace(PLAIN, sentences_a_question=5)
    first, *others, last = pairs_of(one, settings, "sentences")

    assert first.read.text == "Det kom 42 gjester. "
    assert first.read.text[slice(*first.answer)] == "42"
    texts = [pair.read.text for pair in others]
    assert len(texts) == 4
    assert {"Katten sover. ", "Været er fint."} <= set(texts)
    assert first.read.text not in texts
    assert {pair.answer for pair in others} == {None}
    assert last == Pair(question=one.twisted, read=first.read, answer=None)


def test_passages_are_shown_whole_in_windows_and_in_sentences_as_the_shares_say():
    chance = random.Random(0)
    settings = TrainSettings(whole=0.2, sentences=0.3)
    drawn = [reader_pairs.shown(settings, chance) for _ in range(2000)]

    assert drawn.count("whole") / 2000 == pytest.approx(0.2, abs=0.04)
    assert drawn.count("sentences") / 2000 == pytest.approx(0.3, abs=0.04)
    assert set(drawn) == {"whole", "window", "sentences"}


def test_as_many_batches_as_steps_each_question_once_a_pass():
    every = [example(number) for number in range(10)]
    batches = list(reader_pairs.batches(every, PLAIN, random.Random(0), 6))

    assert len(batches) == 6
    assert sorted(len(batch) for batch in batches[:3]) == [2, 4, 4]
    assert {id(one) for batch in batches[:3] for one in batch} == {id(one) for one in every}
