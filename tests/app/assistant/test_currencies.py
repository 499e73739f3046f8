"""Whose kroner are meant: the Norwegian, the Swedish, the Danish or the Czech."""

from __future__ import annotations

import pytest

from app.assistant.facts.amounts import amounts
from app.assistant.facts.units import crowns, same_unit, units_named
from app.assistant.figures import figure


@pytest.mark.parametrize(
    ("text", "language", "currency"),
    [
        ("100 kroner", "nb", "NOK"),
        ("100 kroner", "nn", "NOK"),
        ("100 kronor", "sv", "SEK"),
        ("100 kroner", "da", "DKK"),
        ("100 korun", "cs", "CZK"),
        ("100 svenske kroner", "nb", "SEK"),
        ("100 norska kronor", "sv", "NOK"),
        ("100 kroner", "en", "crowns"),
    ],
)
def test_the_language_tells_whose_kroner_unless_it_is_said(text, language, currency):
    assert crowns(language, text) == currency


@pytest.mark.parametrize(
    ("one", "in_one", "other", "in_other", "conflict"),
    [
        ("100 kroner", "nb", "NOK 100", "en", False),
        ("100 kroner", "nb", "200 NOK", "nb", True),
        ("100 kroner", "en", "NOK 200", "nb", True),
        # Another currency says nothing against a figure.
        ("100 kroner", "nb", "200 kronor", "sv", False),
        ("100 kroner", "nb", "200 kroner", "da", False),
        ("100 kroner", "nb", "200 svenske kroner", "nb", False),
        ("100", "nb", "200 kronor", "sv", True),
    ],
)
def test_figures_disagree_only_in_one_currency(one, in_one, other, in_other, conflict):
    mine, theirs = figure(one, in_one), figure(other, in_other)

    assert mine
    assert theirs
    assert mine.disagrees(theirs) is conflict
    assert theirs.disagrees(mine) is conflict


@pytest.mark.parametrize(
    ("text", "language", "unit"),
    [
        ("5 miljoner kronor", "sv", "SEK"),
        ("5 millioner kroner", "da", "DKK"),
        ("5 miljoner norska kronor", "sv", "NOK"),
        # Norwegians write `kroner` of their neighbours' money too.
        ("5 millioner kroner", "nb", "crowns"),
    ],
)
def test_the_unit_of_an_amount_is_the_currency_of_its_language(text, language, unit):
    assert [amount.unit for amount in amounts(text, language)] == [unit]
    assert unit in units_named(text, language)


def test_norwegian_money_is_not_what_a_swedish_text_counts_in():
    assert not same_unit("NOK", *units_named("5 miljoner kronor", "sv"))
    assert same_unit("NOK", *units_named("5 millioner kroner", "nb"))
