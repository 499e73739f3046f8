"""Amounts and their units, as they are written in five languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.assistant.facts.amounts import amounts, numeral_values
from app.assistant.facts.moments import moments


def found(text: str, language: str = "nb") -> list[tuple[float, str]]:
    return [
        (max(amount.values), amount.unit)
        for amount in amounts(text, language, moments(text))
        if not amount.weak
    ]


@given(
    number=st.integers(0, 10**10),
    separator=st.sampled_from(["", ",", ".", " ", "\u00a0", "\u202f", "\u2009"]),
)
def test_any_whole_number_in_any_form_is_the_same_value(number, separator):
    written = f"{number:,}".replace(",", separator)

    assert float(number) in numeral_values(written)
    (amount,) = amounts(f"({written})", "nb")
    assert float(number) in amount.values


@given(whole=st.integers(0, 99_999), decimals=st.integers(0, 99), sign=st.sampled_from(".,"))
def test_any_decimal_with_comma_or_point_is_the_same_value(whole, decimals, sign):
    assert float(f"{whole}.{decimals:02}") in numeral_values(f"{whole}{sign}{decimals:02}")


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("24 mill. kroner", "nb", [(24e6, "crowns")]),
        ("1,5 mrd. NOK", "nb", [(1.5e9, "NOK")]),
        ("338 milliarder euro", "nb", [(338e9, "EUR")]),
        ("EUR 13 million", "en", [(13e6, "EUR")]),
        ("€24m and 3 billion", "en", [(24e6, "EUR"), (3e9, "")]),
        ("2 000 norske kroner", "nb", [(2000, "NOK")]),
        ("8,604,400", "en", [(8_604_400, "")]),
        ("132 %", "cs", [(132, "%")]),
        ("36 per cent of 12 prisons", "en", [(36, "%"), (12, "prison")]),
        ("15–20 prosent", "nb", [(15, "%"), (20, "%")]),
        ("15 til 20 innsatte", "nb", [(15, "prisoner"), (20, "prisoner")]),
        ("a three-year plan", "en", [(3, "year")]),
        ("treårig avtale", "nb", [(3, "year")]),
        ("po dvou letech", "cs", [(2, "year")]),
        ("tjue nye fengsler", "nb", [(20, "prison")]),
        ("2000 EUR", "en", [(2000, "EUR")]),
    ],
)
def test_values_and_units(text, language, expected):
    assert found(text, language) == expected


def test_the_low_end_of_a_range_takes_the_scale_of_its_high_end():
    low, high = amounts("15–20 mill. kroner", "nb")

    assert 15e6 in low.values
    assert 20e6 in high.values


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("den tolvte konferansen", "nb"),
        ("the 12th conference", "en"),
        ("12. konference", "cs"),
        ("twelfth", "en"),
        ("tolfte", "sv"),
    ],
)
def test_ordinals_are_no_figures_but_can_be_compared(text, language):
    assert found(text, language) == [(12, "ordinal")]


@pytest.mark.parametrize("text", ["COVID-19", "BG15", "i 2014", "15. mars 2022", "14.3.2022"])
def test_figures_within_names_and_dates_are_no_amounts(text):
    assert found(text) == []


def test_both_and_half_give_a_number_but_claim_none():
    assert found("begge fengslene, halvparten") == []
    assert {max(amount.values) for amount in amounts("begge, halvparten", "nb")} == {2, 50}
