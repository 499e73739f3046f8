"""Names and figures that have changed places."""

from __future__ import annotations

import pytest

from app.assistant.facts.names import NameFinder
from app.assistant.facts.statement import Facts
from app.assistant.relations import swapped
from index.glossary import load_glossary

FINDER = NameFinder(load_glossary())


def reasons(statement: str, language: str, quote: str, quoted_in: str) -> list[str]:
    return list(swapped(Facts.of(statement, language, FINDER), Facts.of(quote, quoted_in, FINDER)))


@pytest.mark.parametrize(
    ("statement", "language", "quote", "quoted_in"),
    [
        (
            "17 units had a partner in Slovakia and 19 had one in Poland.",
            "en",
            "Na Slovensku mělo partnera 19 jednotek a v Polsku 17.",
            "cs",
        ),
        (
            "Flest, 16, kom fra Polen, fulgt av Slovakia med 12.",
            "nb",
            "Slovakia sent the most, 16, followed by Poland with 12.",
            "en",
        ),
        (
            "63 enheter sendte ansatte, på i alt 32 reiser.",
            "nb",
            "32 units sent staff, on 63 trips.",
            "en",
        ),
        (
            "The team was nine Norwegian and four Ukrainian colleagues.",
            "en",
            "Laget var fire norske og ni ukrainske kolleger.",
            "nb",
        ),
        (
            "En ungarsk delegasjon besøkte Tsjekkia.",
            "nb",
            "A Czech delegation visited Hungary.",
            "en",
        ),
        ("Kolleger kom fra Oslo til Riga.", "nb", "Colleagues came from Riga to Oslo.", "en"),
    ],
)
def test_what_has_changed_places_is_seen(statement, language, quote, quoted_in):
    assert reasons(statement, language, quote, quoted_in)


@pytest.mark.parametrize(
    ("statement", "language", "quote", "quoted_in"),
    [
        (
            "I Polen hadde 17 en partner, i Slovakia 19.",
            "nb",
            "Na Slovensku mělo partnera 19 jednotek a v Polsku 17.",
            "cs",
        ),
        (
            "Hungary was visited by a Czech delegation.",
            "en",
            "En tsjekkisk delegasjon besøkte Ungarn.",
            "nb",
        ),
        (
            "Samarbeidet mellom Latvia og Norge.",
            "nb",
            "Cooperation between Norway and Latvia.",
            "en",
        ),
        ("Til Oslo kom kolleger fra Riga.", "nb", "Colleagues came from Riga to Oslo.", "en"),
        (
            "On 63 trips, 32 units sent staff.",
            "en",
            "32 enheter sendte ansatte på 63 reiser.",
            "nb",
        ),
    ],
)
def test_the_same_said_in_another_order_is_no_swap(statement, language, quote, quoted_in):
    assert reasons(statement, language, quote, quoted_in) == []
