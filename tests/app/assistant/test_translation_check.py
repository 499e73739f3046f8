"""What a translation says otherwise: figures in another order, a denial dropped or added."""

from __future__ import annotations

import pytest

from app.assistant.facts.names import NameFinder
from app.assistant.facts.statement import Facts
from app.assistant.translation_check import differences
from index.glossary import load_glossary
from index.projection import parallel_sentences

FINDER = NameFinder(load_glossary())


def found(
    original: str, spoken: str, translation: str, into: str = "nb"
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return differences(Facts.of(original, spoken, FINDER), Facts.of(translation, into, FINDER))


@pytest.mark.parametrize(
    ("original", "spoken", "translation"),
    [
        ("19 of 22 prisons took part.", "en", "22 av 19 fengsler deltok."),
        ("Na Slovensku 19 jednotek a v Polsku 22.", "cs", "22 enheter i Slovakia og 19 i Polen."),
        ("Nitton av 22 anstalter deltog.", "sv", "22 av nitten anstalter deltok."),
    ],
)
def test_figures_that_have_changed_places(original, spoken, translation):
    missing, added = found(original, spoken, translation)

    assert len(missing) == len(added) == 1
    assert missing[0].split(" … ") == added[0].split(" … ")[::-1] or "nitt" in added[0]


def test_figures_are_shown_in_the_order_they_stand_in():
    assert found("19 of 22 prisons took part.", "en", "22 av 19 fengsler deltok.") == (
        ("19 … 22",),
        ("22 … 19",),
    )


DENIED = [
    ("The officers may not carry weapons.", "en", "Betjentene {} bære våpen.", "not"),
    ("Innsette får ikkje ta bilete.", "nn", "Innsatte {} ta bilder.", "ikkje"),
    ("De intagna får inte ta bilder.", "sv", "Innsatte {} ta bilder.", "inte"),
    ("De indsatte må ikke tage billeder.", "da", "Innsatte {} ta bilder.", "ikke"),
    ("Vězni nesmí fotografovat.", "cs", "Innsatte {} ta bilder.", "nesmí"),
    ("Ieslodzītie nedrīkst fotografēt.", "lv", "Innsatte {} ta bilder.", "nedrīkst"),
    ("Заключённым нельзя фотографировать.", "ru", "Innsatte {} ta bilder.", "нельзя"),
    ("Ув'язненим не дозволено знімати.", "uk", "Innsatte {} ta bilder.", "не"),
    ("Gefangene dürfen nicht fotografieren.", "de", "Innsatte {} ta bilder.", "nicht"),
]


@pytest.mark.parametrize(("original", "spoken", "translation", "word"), DENIED)
def test_a_denial_that_is_dropped(original, spoken, translation, word):
    assert found(original, spoken, translation.format("kan")) == ((word,), ())
    assert found(original, spoken, translation.format("kan ikke")) == ((), ())


@pytest.mark.parametrize(
    ("original", "spoken"),
    [
        ("The officers carry weapons.", "en"),
        ("Die Beamten tragen Waffen.", "de"),
        ("Tjänstemännen bär vapen.", "sv"),
        ("Сотрудники носят оружие.", "ru"),
        ("Darbinieki nēsā ieročus.", "lv"),
    ],
)
def test_a_denial_that_is_added(original, spoken):
    assert found(original, spoken, "Betjentene bærer ikke våpen.")[1] == ("ikke",)


def test_a_denial_in_one_of_two_sentences():
    original = "The officers may not smoke. They may eat."

    assert found(original, "en", "Betjentene kan ikke røyke. De kan spise.") == ((), ())
    assert found(original, "en", "Betjentene kan røyke. De kan ikke spise.") == (
        ("not",),
        ("ikke",),
    )


@pytest.mark.parametrize(
    ("original", "spoken", "translation"),
    [
        ("An unknown number escaped.", "en", "Det er ikke kjent hvor mange som rømte."),
        ("Not only prisons took part.", "en", "Også andre enn fengsler deltok."),
        ("Ei tea midagi.", "et", "De vet ingenting."),
        ("In 2014, 19 units took part in 63 trips.", "en", "19 enheter deltok i 63 reiser i 2014."),
    ],
)
def test_what_says_the_same(original, spoken, translation):
    assert found(original, spoken, translation) == ((), ())


@pytest.mark.parametrize("spoken", ["en", "sv", "cs", "nn"])
def test_few_of_our_own_translations_look_turned_around_or_denied(spoken):
    sentences = parallel_sentences()
    pairs = zip(sentences[spoken], sentences["nb"], strict=True)
    compared = [found(original, spoken, translation) for original, translation in pairs]
    differing = [one for one in compared if any(one)]

    assert len(differing) < 0.08 * len(compared), differing
