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
        ("Ikke vent med å bestille time.", "nb", "Bestill time med en gang.", "nb"),
        ("Glem ikke vakten.", "nb", "Hils også på vakten.", "nb"),
        ("Ikke mer enn ni tideler.", "nb", "Opptil 90 prosent.", "nb"),
        ("No country sent more delegations than Latvia.", "en", "Latvia sent the most.", "en"),
        ("Foruten lederen er det ingen som får lønn.", "nb", "Bare lederen får lønn.", "nb"),
        ("Only promise a date once it is sure.", "en", "Ikke lov en dato før den er sikker.", "nb"),
        ("Nobody leaves without a contract.", "en", "Everyone who leaves has a contract.", "en"),
        ("Ingen av regionene står utenfor.", "nb", "Alle regionene er med.", "nb"),
        ("Etter en måned undrer du deg ikke lenger.", "nb", "Då har du slutta å undre deg.", "nn"),
        ("One comparison a day is the limit.", "en", "Do not compare more than once.", "en"),
        ("Just five of them came from here.", "en", "Pět z nich vzniklo zde.", "cs"),
        ("Det er ikke noe i veien for det.", "nb", "Det er tillatt.", "nb"),
    ],
)
def test_a_denial_said_by_an_opposite_word_turns_nothing(statement, language, quote, quoted_in):
    assert not is_turned(statement, language, quote, quoted_in)


@pytest.mark.parametrize(
    ("statement", "language", "quote", "quoted_in"),
    [
        ("Rollen fritar KDI for ansvar.", "nb", "Rollen innebærer at KDI har ansvar.", "nb"),
        ("Sjefen slipper å tolke.", "nb", "Kontorsjefen tolkar òg.", "nn"),
        ("Reformer er overflødige der.", "nb", "Reform is needed there.", "en"),
        ("The handbook contradicts it.", "en", "Håndboken utfyller den.", "nb"),
        ("JCS frarådet å redusere trengselen.", "nb", "JCS advised on decongestion.", "en"),
    ],
)
def test_a_word_that_denies_by_its_meaning_turns_a_sentence(statement, language, quote, quoted_in):
    assert is_turned(statement, language, quote, quoted_in)
    assert not is_turned(statement, language, f"{statement} {quote}", language)


@pytest.mark.parametrize(
    ("statement", "language", "quote", "quoted_in"),
    [
        # Of the words that may deny, each only in its own language: `nettet` is no Czech denial.
        ("They are not together.", "en", "De er sammen når nettet virker.", "nb"),
        ("The directors never discussed it.", "en", "The directors discussed the mission.", "en"),
        ("There is no need to find out before that.", "en", "Finn ut kven dei er før det.", "nn"),
    ],
)
def test_what_only_looks_like_a_hidden_denial_excuses_none(statement, language, quote, quoted_in):
    assert is_turned(statement, language, quote, quoted_in)


def test_a_sentence_may_leave_the_denying_clause_of_its_quote_out():
    quote = "The measure requires the consent of the offender, and a breach should not mean prison."

    assert not is_turned("The offender has to agree to the measure.", "en", quote, "en")
    assert is_turned(
        "The measure requires the consent of the offender, and a breach should mean prison.",
        "en",
        quote,
        "en",
    )
