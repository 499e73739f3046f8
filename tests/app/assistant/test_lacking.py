"""What one text names and another does not: figures, dates and names, however they are written."""

from __future__ import annotations

import pytest

from app.assistant.facts.names import NameFinder
from app.assistant.facts.statement import Facts
from app.assistant.lacking import lacking
from index.glossary import load_glossary

FINDER = NameFinder(load_glossary())
PARTNERS = "19 institutions have partners in Slovakia and 17 have partners in Poland."
STAFF = "Internasjonal Stab (IS) er KDI direktørs nærmeste rådgiver i internasjonale spørsmål."


def facts(text: str, language: str) -> Facts:
    return Facts.of(text, language, FINDER)


def both_ways(
    one: str, in_one: str, other: str, in_other: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    mine, theirs = facts(one, in_one), facts(other, in_other)
    return lacking(mine, [theirs]), lacking(theirs, [mine])


@pytest.mark.parametrize(
    ("quote", "spoken", "translation", "into"),
    [
        (PARTNERS, "en", "19 institusjoner har partnere i Slovakia og 17 i Polen.", "nb"),
        (PARTNERS, "en", "Nitten anstalter har partnere i Slovakia, sytten i Polen.", "nb"),
        (STAFF, "nb", "The International Staff (IS) is the closest adviser of KDI's head.", "en"),
        (
            "On 27 January 2015 the EEA Grants allocated EUR 1,200,000 to Latvia.",
            "en",
            "27.1.2015 tildelte EØS-midlene 1,2 millioner euro til Latvia.",
            "nb",
        ),
        (
            "V roce 2014 se uskutečnilo 126 aktivit, z toho 45 % na Slovensku.",
            "cs",
            "I 2014 ble det gjennomført 126 aktiviteter, av dem 45 prosent i Slovakia.",
            "nb",
        ),
        (
            "Mr. Ondrášek met General Director Petr Dohnal in Prague on Monday.",
            "en",
            "Ondrášek møtte generaldirektør Petr Dohnal i Praha mandag.",
            "nb",
        ),
        (
            "The Ministry of Justice signed with the Prison Service of the Czech Republic.",
            "en",
            "Justisdepartementet signerte med den tsjekkiske fengselsetaten.",
            "nb",
        ),
    ],
)
def test_the_same_facts_in_another_language_are_the_same(quote, spoken, translation, into):
    assert both_ways(quote, spoken, translation, into) == ((), ())


@pytest.mark.parametrize(
    ("translation", "missing", "added"),
    [
        ("19 anstalter har partnere i Slovakia og 71 i Polen.", ("17",), ("71",)),
        ("19 anstalter har partnere i Slovakia og 17 i Tyskland.", ("Poland",), ("Tyskland",)),
        ("19 anstalter har partnere i Slovakia.", ("17", "Poland"), ()),
        ("19 anstalter har partnere i Slovakia og 17 i Polen, sier Hansen.", (), ("Hansen",)),
        ("I 2014 hadde 19 partnere i Slovakia og 17 i Polen.", (), ("2014",)),
    ],
)
def test_what_only_one_of_them_names_is_told_as_it_stands_there(translation, missing, added):
    assert both_ways(PARTNERS, "en", translation, "nb") == (missing, added)


def test_another_currency_and_another_day_are_other_facts():
    quote = "On 27 January 2015 Latvia got EUR 1,200,000."
    missing, added = both_ways(quote, "en", "28. januar 2015 fikk Latvia 1 200 000 kroner.", "nb")

    assert missing == ("27 January 2015", "1,200,000")
    assert added == ("28. januar 2015", "1 200 000")


def test_several_texts_may_hold_what_one_names():
    stated = facts("Hvor mange ansatte har KDI i Latvia i 2014?", "nb")
    given = [facts(text, "nb") for text in ("Hva gjør KDI i 2014?", "Og i Latvia?")]

    assert lacking(stated, given) == ()
    assert lacking(stated, given[:1]) == ("Latvia",)
