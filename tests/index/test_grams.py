from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from index.grams import first_words, grams, words

LETTERS = "abcdefghijklmnopqrstuvwxyzæøåäöüéčšž"
WORD = st.text(LETTERS, min_size=1, max_size=30)


@given(text=st.text())
def test_every_word_gives_at_least_one_gram(text):
    found = words(text)

    assert len(grams(text)) >= len(found)
    assert all(grams(word) for word in found)


@given(text=st.text())
def test_grams_are_of_five_characters_or_a_whole_short_word(text):
    for gram in grams(text):
        assert len(gram) == 5 or (len(gram) < 5 and gram[0] == "^" and gram[-1] == "$")


@given(text=st.text())
def test_composed_and_decomposed_text_has_the_same_words(text):
    assert words(unicodedata.normalize("NFD", text)) == words(unicodedata.normalize("NFC", text))


@given(word=WORD)
def test_case_makes_no_difference(word):
    assert grams(word.upper()) == grams(word) == grams(word.capitalize())


@given(text=st.one_of(st.text(), st.text("ae\u0301½- ", min_size=100, max_size=200)))
def test_the_first_words_are_those_of_the_whole_text(text):
    assert first_words(text) == tuple(words(text)[:8])


def test_a_text_that_begins_with_much_else_is_read_on():
    assert first_words("—" * 500 + "one (two)") == ("one", "two")


def test_compatibility_forms_are_folded():
    assert words("ﬁre ２０２３ ½") == ["fire", "2023", "1", "2"]


@given(word=st.text(LETTERS, min_size=8, max_size=40), data=st.data())
def test_one_wrong_letter_leaves_grams_to_find_the_word_by(word, data):
    place = data.draw(st.integers(0, len(word) - 1))
    wrong = word[:place] + data.draw(st.sampled_from(LETTERS)) + word[place + 1 :]

    assert set(grams(word)) & set(grams(wrong))


def test_a_compound_shares_grams_with_its_parts():
    compound = set(grams("straffegjennomføringstjenesten"))

    assert len(compound & set(grams("gjennomføring"))) >= 8
    assert len(compound & set(grams("tjenesten"))) >= 5


def test_an_endless_word_gives_a_bounded_number_of_grams():
    assert 0 < len(grams("x9" * 50_000)) <= 60


def test_punctuation_and_emoji_are_no_words():
    assert words("…!? – 👩‍🚀 «»") == []
    assert grams("👍👍") == []
