"""Sentences that deny or turn what a quote says, and those that only say it in other words."""

from __future__ import annotations

import pytest

from app.assistant.facts.names import NameFinder
from app.assistant.facts.statement import Facts
from app.assistant.turned import turned
from index.glossary import load_glossary

FINDER = NameFinder(load_glossary())


def is_turned(statement: str, language: str, quote: str, quoted_in: str) -> bool:
    return turned(Facts.of(statement, language, FINDER), Facts.of(quote, quoted_in, FINDER))


@pytest.mark.parametrize(
    ("statement", "language", "quote", "quoted_in"),
    [
        ("De lærer sammen.", "nb", "Vzdělávají se odděleně.", "cs"),
        ("The circle is formally constituted.", "en", "Kretsen er uformell.", "nb"),
        ("Livet inne avviker fra livet ute.", "nb", "Life inside resembles life outside.", "en"),
        ("Nemnda roste ledelsen.", "nb", "The board criticised the management.", "en"),
        ("Söknaden avvisades.", "sv", "The application was approved.", "en"),
        ("They got poorer conditions.", "en", "Forholdene ble bedre.", "nb"),
        ("The council must answer.", "en", "Rådet kan svare.", "nb"),
    ],
)
def test_the_opposite_word_turns_a_sentence(statement, language, quote, quoted_in):
    assert is_turned(statement, language, quote, quoted_in)


@pytest.mark.parametrize(
    ("statement", "quote"),
    [
        ("Varetekt er fengsling etter at dommen er falt.", "Varetekt er fengsling før dom."),
        ("Straffen sones i fengsel.", "Straffen sones utenfor fengsel."),
        ("Han sonet første del av straffen.", "Han sonet siste del av straffen."),
    ],
)
def test_common_opposites_turn_a_sentence_if_one_word_follows_both(statement, quote):
    assert is_turned(statement, "nb", quote, "nb")
    assert not is_turned(quote, "nb", quote, "nb")


@pytest.mark.parametrize(
    ("statement", "language", "quote", "quoted_in"),
    [
        ("Before the visit they met.", "en", "After the meeting they travelled.", "en"),
        ("Small prisons differ.", "en", "Large differences between prisons.", "en"),
    ],
)
def test_common_opposites_before_other_words_turn_nothing(statement, language, quote, quoted_in):
    assert not is_turned(statement, language, quote, quoted_in)


@pytest.mark.parametrize(
    ("statement", "language", "quote", "quoted_in"),
    [
        ("At most five years are needed.", "en", "Det kreves minst fem år.", "nb"),
        ("Nejvýše 40 osob.", "cs", "40 personer eller mer.", "sv"),
    ],
)
def test_the_other_side_of_one_figure_turns_a_sentence(statement, language, quote, quoted_in):
    assert is_turned(statement, language, quote, quoted_in)


@pytest.mark.parametrize(
    ("statement", "language", "quote", "quoted_in"),
    [
        ("22 hours or more a day.", "en", "Minst 22 timer i døgnet.", "nb"),
        ("No more than 15 days.", "en", "Høyst 15 dager.", "nb"),
        ("It took over two days.", "en", "Det pågick under två dagar.", "sv"),
    ],
)
def test_the_same_side_of_a_figure_in_other_words_turns_nothing(
    statement, language, quote, quoted_in
):
    assert not is_turned(statement, language, quote, quoted_in)


@pytest.mark.parametrize(
    ("statement", "language", "quote", "quoted_in"),
    [
        ("The body has yet to gain that status.", "en", "It has that status.", "en"),
        ("Direktoratet står utenfor prosjektet.", "nb", "Direktoratet deltar i prosjektet.", "nb"),
    ],
)
def test_a_denial_without_a_word_for_not_is_one(statement, language, quote, quoted_in):
    assert is_turned(statement, language, quote, quoted_in)


@pytest.mark.parametrize(
    ("statement", "language", "quote", "quoted_in"),
    [
        ("En straff uten fastsatt lengde.", "nb", "En tidsubestemt straff.", "nb"),
        ("Det manglet plasser.", "nb", "Det var ont om platser.", "sv"),
        ("Tilsyn uten forvarsel.", "nb", "Uanmeldte tilsyn.", "nb"),
        ("They must never be used.", "en", "They may never be used.", "en"),
        ("Consent is required to publish.", "en", "No one may publish without consent.", "en"),
        ("Only a handful came.", "en", "Et fåtall kom.", "nb"),
        ("It should not be dependent on them.", "en", "It should be independent of them.", "en"),
    ],
)
def test_a_denial_said_by_an_opposite_word_turns_nothing(statement, language, quote, quoted_in):
    assert not is_turned(statement, language, quote, quoted_in)


def test_a_sentence_may_leave_the_denying_clause_of_its_quote_out():
    quote = "The measure requires the consent of the offender, and a breach should not mean prison."

    assert not is_turned("The offender has to agree to the measure.", "en", quote, "en")
    assert is_turned(
        "The measure requires the consent of the offender, and a breach should mean prison.",
        "en",
        quote,
        "en",
    )
