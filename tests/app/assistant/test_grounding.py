"""Whether figures, dates, names, units and denials of a sentence stand in a quote."""

from __future__ import annotations

import pytest
from assistant_fakes import make_evidence, make_passage

from app.assistant.facts.names import NameFinder
from app.assistant.facts.statement import Facts
from app.assistant.grounding import Grounds, objections
from index.glossary import load_glossary

FINDER = NameFinder(load_glossary())


def objected(
    statement: str,
    quote: str,
    *,
    language: str = "nb",
    quoted_in: str = "nb",
    passage: str = "",
    **facts: object,
) -> list[str]:
    cut = make_passage(passage or quote, language=quoted_in, **facts)
    grounds = Grounds.of((make_evidence(cut, quote),), FINDER)
    return list(objections(Facts.of(statement, language, FINDER), grounds))


@pytest.mark.parametrize(
    ("statement", "language", "quote", "quoted_in"),
    [
        ("KDI fikk 24 mill. kroner i 2020.", "nb", "In 2020 KDI received NOK 24 million.", "en"),
        ("It has twenty-five members.", "en", "Den har 25 medlemmer.", "nb"),
        (
            "126 aktiviteter, tre flere enn i 2013.",
            "nb",
            "Activities numbered 126 in 2014, three more than the year before.",
            "en",
        ),
        (
            "En delegasjon på fire reiste i oktober.",
            "nb",
            "V říjnu přijela čtyřčlenná delegace.",
            "cs",
        ),
        ("Avtalen gjaldt i tre år.", "nb", "Avtalen var treårig.", "nb"),
        ("Prosjektet i Tsjekkia er slutt.", "nb", "The Czech project is over.", "en"),
        ("Every prisoner has one hour a day.", "en", "Innsatte har en time om dagen.", "nb"),
        ("The tenth conference was held.", "en", "Den 10. konferansen ble holdt.", "nb"),
        ("Those who travel are not just managers.", "en", "Jezdí nejen vedoucí pracovníci.", "cs"),
        ("Møtet var i Mexico by.", "nb", "The meeting was in Mexico City.", "en"),
        ("De kom fra Vest-Europa.", "nb", "They came from western Europe.", "en"),
        ("The Ministry of Finance pays.", "en", "Finansdepartementet betaler.", "nb"),
        ("One and the same agency gets help.", "en", "Det er etaten som får hjelp.", "nb"),
        ("Fire lot være å svare.", "nb", "Four did not answer.", "en"),
        ("Four failed to answer.", "en", "Fire svarte ikke.", "nb"),
        ("Utsiktene er uforutsigbare.", "nb", "The outlook cannot be predicted.", "en"),
    ],
)
def test_what_stands_in_the_quote_in_another_form_is_not_objected_to(
    statement, language, quote, quoted_in
):
    assert objected(statement, quote, language=language, quoted_in=quoted_in) == []


@pytest.mark.parametrize(
    ("statement", "language", "quote", "quoted_in", "reason"),
    [
        ("KDI fikk 42 mill. kroner.", "nb", "KDI received NOK 24 million.", "en", "number"),
        ("Den har tjueseks medlemmer.", "nb", "It has 25 members.", "en", "number"),
        ("Den tolvte konferansen.", "nb", "The tenth conference.", "en", "number"),
        ("It began in March 2021.", "en", "Det begynte i mars 2022.", "nb", "date"),
        ("It began on 14 May.", "en", "Det begynte 15. mai.", "nb", "date"),
        ("It began on 15 May 2014.", "en", "Det begynte i mai 2014.", "nb", "date"),
        ("En slovensk delegasjon kom.", "nb", "Přijela polská delegace.", "cs", "name"),
        ("Møtet var i Bergen.", "nb", "The meeting was in Oslo.", "en", "name"),
        ("Kari Hansen ledet møtet.", "nb", "Kari Dahl ledet møtet.", "nb", "name"),
        ("KDI fikk 24 millioner euro.", "nb", "KDI fikk 24 millioner kroner.", "nb", "unit"),
        ("Up to 90 contracts.", "en", "Opptil 90 prosent av kontraktene.", "nb", "unit"),
        ("It lasted seven years.", "en", "Det besto av sju prosjekter.", "nb", "unit"),
        ("De møtes én gang i måneden.", "nb", "They meet once a year.", "en", "unit"),
        ("De kan ikke reise.", "nb", "They may travel.", "en", "negation"),
        (
            "Kontakten ble stadig mindre, den sank.",
            "nb",
            "Contacts have increased.",
            "en",
            "negation",
        ),
        ("Norge betaler alene.", "nb", "Norway and Iceland pay.", "en", "negation"),
    ],
)
def test_a_planted_error_is_objected_to(statement, language, quote, quoted_in, reason):
    assert reason in objected(statement, quote, language=language, quoted_in=quoted_in)


def test_the_year_and_country_may_be_those_of_the_document():
    known = {"title": "Norsk bistand i Latvia", "published": "2014"}

    assert objected("I mai 2014 kom de til Latvia.", "De kom i mai.", **known) == []
    assert objected("I mai 2013 kom de til Litauen.", "De kom i mai.", **known) == ["date", "name"]


def test_a_country_of_the_document_does_not_replace_the_one_of_the_quote():
    reasons = objected("Latvia fikk mest.", "Litauen fikk mest.", countries=("LV", "LT"))

    assert reasons == ["name"]


def test_a_name_may_stand_in_the_rest_of_the_passage_a_figure_may_not():
    quote = "Hun ledet møtet."
    passage = f"Kari Dahl fikk 40 stemmer. {quote}"

    assert objected("Det var Dahl som ledet møtet.", quote, passage=passage) == []
    assert objected("Hun ledet møtet med 40 stemmer.", quote, passage=passage) == ["number"]


def test_two_pieces_cited_together_bear_what_neither_bears_alone():
    passage = make_passage("Møtet var i Riga. Det var i 2014.")
    pieces = [make_evidence(passage, quote) for quote in ("Møtet var i Riga.", "Det var i 2014.")]
    stated = Facts.of("Møtet i Riga var i 2014, med 3 land.", "nb", FINDER)

    assert list(objections(stated, Grounds.of(tuple(pieces), FINDER))) == ["number"]


def test_an_age_needs_no_unit():
    assert objected("Unge under 18 år.", "Young people under 18.", quoted_in="en") == []
