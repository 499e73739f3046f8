"""Which way a text points."""

from __future__ import annotations

import pytest

from app.assistant.facts.polarity import clearly_opposed, opposed, polarity


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("De kan ikke reise", "nb"),
        ("Dei kan ikkje reise", "nn"),
        ("De får inte resa", "sv"),
        ("They cannot travel", "en"),
        ("They don’t travel", "en"),
        ("Nemohou cestovat", "cs"),
        ("Necestovali", "cs"),
        ("bez oprávnění", "cs"),
    ],
)
def test_a_denial_is_seen(text, language):
    assert polarity(text, language).negations == 1


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("ikke bare ledere", "nb"),
        ("not only managers", "en"),
        ("nejen vedoucí", "cs"),
        ("nemocnice a neděle", "cs"),
        ("bez ohledu na vyznání", "cs"),
        ("fengselet i nord", "nb"),
    ],
)
def test_what_only_looks_like_a_denial_is_none(text, language):
    assert polarity(text, language).negations == 0


@pytest.mark.parametrize(
    ("one", "language", "other", "foreign"),
    [
        ("Tallet økte", "nb", "The number fell", "en"),
        ("three more", "en", "tre færre", "nb"),
        ("oftest", "nb", "seldom", "en"),
        ("behåller sin anställning", "sv", "lose their employment", "en"),
    ],
)
def test_opposite_poles_across_languages(one, language, other, foreign):
    assert clearly_opposed(opposed(polarity(one, language), polarity(other, foreign)))


def test_a_text_at_both_poles_is_opposed_to_nothing():
    both = polarity("Tallet økte, og så sank det", "nb")

    assert opposed(both, polarity("Tallet sank", "nb")) == frozenset()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("De bør unngås.", "nb"),
        ("Det kan undvikas.", "sv"),
        ("Vissa länder undantas.", "sv"),
        ("De fikk dispensasjon.", "nb"),
        ("It was disallowed.", "en"),
        ("Bylo to zakázáno.", "cs"),
    ],
)
def test_a_word_may_carry_a_denial(text, language):
    assert polarity(text, language).may_deny


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Ungdomsavdelinga ligg i Ungarn.", "nn"),
        ("Ungefär tio kom.", "sv"),
        ("They wore a tie.", "en"),
        ("V tom roce přijeli.", "cs"),
    ],
)
def test_words_of_other_languages_carry_no_denial(text, language):
    assert not polarity(text, language).may_deny
