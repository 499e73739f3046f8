"""Names that have changed places, and orders that are only grammar's."""

from __future__ import annotations

import pytest
from one_hot_words import OneHotWords

from app.assistant.facts.names import NameFinder
from app.assistant.facts.statement import Facts
from app.assistant.places import exchanged
from index.word_vectors import ContextWords

FINDER = NameFinder()


def turned(
    statement: str, language: str, quote: str, quoted_in: str, reader: object = None
) -> bool:
    words = reader or OneHotWords({"the": 3.0, "by": 3.0, "was": 3.0, "of": 3.0, "and": 3.0})
    mine, theirs = words.words([statement, quote])  # type: ignore[attr-defined]
    return exchanged(
        Facts.of(statement, language, FINDER), Facts.of(quote, quoted_in, FINDER), mine, theirs
    )


def test_who_did_what_to_whom():
    assert turned(
        "then Latvia lent Estonia experience", "en", "then Estonia lent Latvia experience", "en"
    )
    assert not turned(
        "then Latvia lent Estonia experience", "en", "then Latvia lent Estonia it", "en"
    )


def test_a_passive_turns_the_words_of_an_active_around():
    active, passive = "then Latvia helped Estonia", "then Estonia was helped by Latvia"

    assert not turned(passive, "en", active, "en")
    assert not turned(active, "en", passive, "en")
    assert turned("then Estonia helped Latvia", "en", active, "en")
    assert turned("then Latvia was helped by Estonia", "en", passive, "en")


@pytest.mark.parametrize(
    ("statement", "quote"),
    [
        # A phrase that is moved as one.
        ("after lunch Latvia met Estonia", "Latvia met Estonia after lunch"),
        ("in Oslo Latvia met guests", "Latvia met guests in Oslo"),
        ("on 3 May 2019 Latvia met Estonia", "Latvia met Estonia on 3 May 2019"),
        # Two sentences, told the other way round.
        (
            "then Latvia came. lunch followed. then Estonia spoke",
            "then Estonia spoke. lunch followed. then Latvia came",
        ),
        # What goes both ways.
        ("then Latvia cooperates with Estonia", "then Estonia cooperates with Latvia"),
        # Two words have no order of three.
        ("Latvia Estonia", "Estonia Latvia"),
        # Other words than names are often built the other way round.
        ("schools helped prisons", "prisons helped schools"),
    ],
)
def test_orders_that_say_the_same(statement, quote):
    assert not turned(statement, "en", quote, "en")


def test_czech_orders_its_words_freely():
    assert not turned("then Latvia met Estonia", "en", "then Estonia met Latvia", "cs")


def test_nothing_is_turned_around_in_nothing():
    assert not turned("", "en", "a b c", "en")
    assert not turned("a b c", "en", "", "en")


@pytest.mark.parametrize(
    ("statement", "language", "quote", "quoted_in", "expected"),
    [
        (
            "Ukrainian professionals help Norwegian authorities develop probation.",
            "en",
            "Norske fagfolk hjelper ukrainske myndigheter med å bygge opp friomsorg.",
            "nb",
            True,
        ),
        (
            "Norwegian professionals help Ukrainian authorities develop probation.",
            "en",
            "Norske fagfolk hjelper ukrainske myndigheter med å bygge opp friomsorg.",
            "nb",
            False,
        ),
        (
            "Ukrainian authorities are helped by Norwegian professionals to develop probation.",
            "en",
            "Norske fagfolk hjelper ukrainske myndigheter med å bygge opp friomsorg.",
            "nb",
            False,
        ),
    ],
)
def test_across_languages_with_the_real_model(
    embedder, statement, language, quote, quoted_in, expected
):
    reader = ContextWords(embedder.model, 8)

    assert turned(statement, language, quote, quoted_in, reader) is expected
