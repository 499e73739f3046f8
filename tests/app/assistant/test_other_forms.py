"""Figures that a quote gives in another form, and those that only come near."""

from __future__ import annotations

import pytest
from test_grounding import objected

from app.assistant.facts.names import NameFinder
from app.assistant.facts.rates import rates
from app.assistant.facts.statement import Facts
from index.glossary import load_glossary

FINDER = NameFinder(load_glossary())


@pytest.mark.parametrize(
    ("statement", "language", "quote", "quoted_in"),
    [
        ("Two dozen people came.", "en", "24 personer kom.", "nb"),
        ("Two thirds of them answered.", "en", "67 prosent av dem svarte.", "nb"),
        ("En tredel av reglene.", "nb", "A third of the rules.", "en"),
        ("Innen førtiåtte timer.", "nb", "Within two days.", "en"),
        ("Every three months.", "en", "Hvert kvartal.", "nb"),
        ("Knapt 2,3 millioner euro.", "nb", "2 294 118 euro.", "nb"),
        ("Over én million kroner.", "nb", "1,2 millioner kroner.", "nb"),
        ("Den varte i tre år.", "nb", "Od 1. srpna 2020 do 31. července 2023.", "cs"),
        ("Tre land deltok.", "nb", "Latvia, Lithuania and Poland took part.", "en"),
        ("Three areas are named.", "en", "Arbeid, skole og fritid er nevnt.", "nb"),
        ("De tretten millionene.", "nb", "13 million.", "en"),
    ],
)
def test_an_amount_in_another_form_is_not_objected_to(statement, language, quote, quoted_in):
    assert objected(statement, quote, language=language, quoted_in=quoted_in) == []


@pytest.mark.parametrize(
    ("statement", "language", "quote", "quoted_in"),
    [
        ("Three dozen people came.", "en", "24 personer kom.", "nb"),
        ("Two thirds of them answered.", "en", "77 prosent av dem svarte.", "nb"),
        ("Innen førtiåtte timer.", "nb", "Within three days.", "en"),
        ("Knapt 2,3 millioner euro.", "nb", "2 354 118 euro.", "nb"),
        ("Den varte i fire år.", "nb", "Od 1. srpna 2020 do 31. července 2023.", "cs"),
        ("Fire land deltok.", "nb", "Latvia, Lithuania and Poland took part.", "en"),
    ],
)
def test_an_amount_that_only_comes_near_is_objected_to(statement, language, quote, quoted_in):
    assert objected(statement, quote, language=language, quoted_in=quoted_in)


@pytest.mark.parametrize(
    ("statement", "language", "quote", "quoted_in"),
    [
        ("58.8 prisoners per million.", "en", "58,8 innsatte per 100 000.", "nb"),
        ("Delegater fra 24 land.", "nb", "24 people came.", "en"),
        ("After half a decade.", "en", "After half a century.", "en"),
    ],
)
def test_another_unit_of_the_same_figure_is_objected_to(statement, language, quote, quoted_in):
    assert "unit" in objected(statement, quote, language=language, quoted_in=quoted_in)


def test_a_rate_is_counted_of_what_follows_it():
    facts = Facts.of("106 per million, 3 av 100 000", "nb", FINDER)

    assert facts.rates == rates(facts.text, "nb", facts.amounts) == {1e6, 1e5}
