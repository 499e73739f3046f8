"""Numbers in words, in the five languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.assistant.facts.number_words import small_number_words
from app.assistant.facts.numerals import spelled_numbers

_UNITS = {
    "nb": "null en to tre fire fem seks sju åtte ni".split(),
    "sv": "noll ett två tre fyra fem sex sju åtta nio".split(),
    "en": "zero one two three four five six seven eight nine".split(),
    "cs": "nula jeden dva tři čtyři pět šest sedm osm devět".split(),
}
_TENS = {
    "nb": "tjue tretti førti femti seksti sytti åtti nitti".split(),
    "sv": "tjugo trettio fyrtio femtio sextio sjuttio åttio nittio".split(),
    "en": "twenty thirty forty fifty sixty seventy eighty ninety".split(),
    "cs": "dvacet třicet čtyřicet padesát šedesát sedmdesát osmdesát devadesát".split(),
}
_HUNDREDS = {"nb": "{} hundre", "sv": "{}hundra", "en": "{} hundred", "cs": "{} set"}
_AND = {"nb": " og ", "sv": "", "en": " and ", "cs": " "}


def in_words(number: int, language: str) -> str:
    """Write 20 to 999 as each language does; Swedish in one word."""
    units, tens = _UNITS[language], _TENS[language]
    hundreds, rest = divmod(number, 100)
    ten, unit = divmod(rest, 10)
    joint = {"nb": "", "sv": "", "en": "-", "cs": " "}[language]
    below = ""
    if rest >= 20:
        below = tens[ten - 2] + (joint + units[unit] if unit else "")
    above = _HUNDREDS[language].format(units[hundreds]) if hundreds > 1 else ""
    return _AND[language].join(part for part in (above, below) if part)


@given(
    number=st.integers(20, 99)
    | st.builds(lambda h, r: 100 * h + r, st.integers(5, 9), st.integers(20, 99)),
    language=st.sampled_from(["nb", "sv", "en", "cs"]),
)
def test_any_number_in_words_is_its_value(number, language):
    found = spelled_numbers(f"({in_words(number, language)})", language)

    assert [spelled.value for spelled in found] == [number]


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("tohundreogfemti ansatte", "nb", [250]),
        ("tretti og førti", "nb", [30, 40]),
        ("to tusen tre hundre og fire", "nb", [2304]),
        ("ein treårig avtale", "nn", [1, 3]),
        ("sju fengsel og åtte land", "nn", [7, 8]),
        ("seks og et halvt årsverk", "nb", [6.5]),
        ("two and a half years", "en", [2.5]),
        ("en million kroner", "nb", [1e6]),
        ("a hundred and fifty", "en", [150]),
        ("five hundred thousand two hundred", "en", [500_200]),
        ("between five and twenty", "en", [5, 20]),
        ("millions of people", "en", []),
        ("pětadvacet osob, dvaadvacet dní", "cs", [25, 22]),
        ("tři sta pět", "cs", [305]),
        ("se třemi zeměmi", "cs", [3]),
    ],
)
def test_compounds_and_inflected_forms(text, language, values):
    assert [spelled.value for spelled in spelled_numbers(text, language)] == values


def test_a_numeral_of_one_language_is_a_word_of_another():
    assert spelled_numbers("to the fire of set times", "en") == []
    assert spelled_numbers("ten, ti a ta", "cs") == []


@pytest.mark.parametrize("text", ["one of the aims", "no one came", "one another", "a prison"])
def test_what_may_be_an_article_claims_no_number(text):
    assert all(spelled.weak for spelled in spelled_numbers(text, "en"))


def test_spans_are_where_the_words_stand():
    text = "om lag tjuefem ansatte"
    (found,) = spelled_numbers(text, "nb")

    assert text[found.start : found.end] == "tjuefem"


def test_small_numbers_are_those_to_twelve():
    assert set(small_number_words().values()) == set(range(1, 13))
