"""What a question says and a passage does not is told of every word."""

from __future__ import annotations

import numpy as np
from fake_reader import unheard
from hypothesis import given
from hypothesis import strategies as st
from tiny_model import tiny_tokenizer

from index.reader_input import PairEncoder, Read, question_words
from index.reading import PassageReading, echoes


def reading(cosines: np.ndarray, context: np.ndarray, offsets: list[list[int]]) -> PassageReading:
    nothing = np.zeros(len(offsets), np.float32)
    return PassageReading(
        relevance=0.0,
        answerable=0.0,
        offsets=np.array(offsets, np.int64).reshape(-1, 2),
        starts=nothing,
        ends=nothing,
        null=0.0,
        cosines=cosines,
        context=context,
    )


def test_a_word_is_echoed_by_the_nearest_token_of_the_part_or_of_the_context():
    found = reading(
        np.array([[0.9, 0.2, 0.4], [0.1, 0.3, 0.2]], np.float32),
        np.array([0.1, 0.25], np.float32),
        [[0, 3], [4, 7], [8, 12]],
    )

    np.testing.assert_allclose(found.echoed(0, 12), [0.9, 0.3])
    np.testing.assert_allclose(found.echoed(4, 12), [0.4, 0.3])
    np.testing.assert_allclose(found.echoed(8, 12), [0.4, 0.25])
    np.testing.assert_allclose(found.echoed(12, 20), [0.1, 0.25])


def test_a_question_without_words_echoes_nothing():
    found = reading(**unheard(2), offsets=[[0, 1], [1, 2]])

    assert found.echoed(0, 2).shape == (0,)


@given(st.text(), st.text(max_size=200), st.text(max_size=200))
def test_there_is_a_cosine_for_every_word_and_every_token_of_the_passage(question, context, text):
    (encoded,) = PairEncoder(tiny_tokenizer()).encode(question, [Read(context=context, text=text)])
    states = np.random.default_rng(0).normal(size=(len(encoded.ids), 8)).astype(np.float32)
    cosines, around = echoes(states, encoded)

    assert cosines.shape == (len(encoded.asked), len(encoded.offsets))
    assert around.shape == (len(encoded.asked),)
    assert len(encoded.asked) <= len(question_words(question))
    assert np.isfinite(cosines).all()
    assert np.abs(cosines).max(initial=0) < 1.001


def test_words_and_context_stand_for_their_own_tokens():
    tokenizer = tiny_tokenizer()
    (encoded,) = PairEncoder(tokenizer).encode(
        "hvor mange innsatte", [Read(context="Norge 2014", text="det")]
    )

    def shown(numbers: list[int]) -> str:
        return "".join(tokenizer.id_to_token(encoded.ids[number]) for number in numbers)

    assert question_words("hvor mange innsatte") == ["hvor", "mange", "innsatte"]
    assert shown(encoded.asked[0]) == "▁hvor"
    assert shown(encoded.asked[2]) == "▁innsatte"
    assert shown(list(encoded.context)) == "▁Norge▁2014"
