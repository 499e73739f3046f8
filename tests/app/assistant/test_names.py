"""Names, and which of them are one name."""

from __future__ import annotations

import pytest

from app.assistant.facts.names import NameFinder
from app.assistant.facts.peoples import country_of, is_place
from app.assistant.facts.spelling import initials, stands_in
from index.glossary import load_glossary

FINDER = NameFinder(load_glossary())


def keys(text: str, language: str = "nb") -> set[str]:
    return {key for name in FINDER.names(text, language) for key in name.keys}


@pytest.mark.parametrize(
    "name",
    [
        "Tsjekkia",
        "Czech Republic",
        "Česko",
        "Česká republika",
        "českých",
        "tsjekkiske",
        "tsjekkerne",
        "Tjeckien",
        "Czechs",
    ],
)
def test_a_country_is_one_whatever_it_is_called(name):
    assert "country:CZ" in keys(f"alt om {name}", "nb")


@pytest.mark.parametrize(
    ("one", "language", "other", "foreign"),
    [
        ("KDI", "nb", "Kriminalomsorgsdirektoratet", "nb"),
        ("FN", "nb", "the UN", "en"),
        ("EØS", "nb", "the EEA Grants", "en"),
        ("Kriminalvården", "sv", "the Swedish Prison and Probation Service", "en"),
        ("Europarådet", "nb", "konference Rady Evropy", "cs"),
        ("København", "nb", "in Copenhagen", "en"),
        ("Praha", "cs", "in Prague", "en"),
        ("i Helsingfors", "nb", "v Helsinkách", "cs"),
        ("nordiske", "nb", "the Nordic", "en"),
    ],
)
def test_one_thing_has_one_key(one, language, other, foreign):
    assert keys(f"alt om {one}", language) & keys(f"the {other}", foreign)


def test_different_things_have_different_keys():
    assert not keys("i Latvia") & keys("i Litauen")
    assert not keys("i Oslo") & keys("i Bergen")


@pytest.mark.parametrize("text", ["Prosjektet er slutt.", "En dag. Programmet starter.", "ei elv"])
def test_the_first_word_of_a_sentence_is_no_name_of_its_own(text):
    assert FINDER.names(text, "nb") == []


def test_persons_and_places_no_list_knows_are_names():
    names = [name.text for name in FINDER.names("Der møtte Pavel Ondrášek folk i Kroměříž", "nb")]

    assert names == ["Pavel", "Ondrášek", "Kroměříž"]


def test_abbreviations_are_names_also_at_the_start():
    assert [name.text for name in FINDER.names("MECR er et forum.", "nb")] == ["MECR"]


def test_parts_of_names_that_are_translated_say_so():
    by_text = {name.text: name for name in FINDER.names("the Ministry in Halden", "en")}

    assert by_text["Ministry"].translated
    assert not by_text["Halden"].translated


def test_months_weekdays_and_currencies_are_no_names():
    assert FINDER.names("on Monday in March, EUR and NOK", "en") == []


@pytest.mark.parametrize(
    ("name", "words", "there"),
    [
        ("Ondrášek", ["Ondráška"], True),
        ("Dvořák", ["Dvorak"], True),
        ("Amend", ["Amends"], True),
        ("KDI", ["KDIs"], True),
        ("Halden", ["Halmstad"], False),
        ("Hansen", ["Jansen"], False),
        ("Bastøy", ["Berg"], False),
    ],
)
def test_a_name_stands_there_inflected_or_transcribed(name, words, there):
    assert stands_in(name, words) is there


@pytest.mark.parametrize(
    ("text", "named", "keys"),
    [
        ("Regningen for Norge-midlene deles.", "Norge", {"country:NO"}),
        ("De fikk EU-finansierte kurs.", "EU", {"region:europe"}),
        ("De sendte E-posten.", "E-posten", set()),
    ],
)
def test_a_compound_is_named_by_its_first_part(text, named, keys):
    (name,) = NameFinder().names(text)

    assert (name.text, name.keys) == (named, keys)


def test_initials_of_a_run_of_words():
    assert "MECR" in initials("the Middle European Corrections Roundtable")


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("lotyšských", "LV"),
        ("Hungarians", "HU"),
        ("slovakiske", "SK"),
        ("slovenske", "SI"),
        ("Norges", "NO"),
        ("finner", ""),
        ("us", ""),
        ("US", "US"),
        ("fengsel", ""),
    ],
)
def test_countries_by_what_is_made_from_their_names(word, code):
    assert country_of(word) == code


def test_a_place_is_told_from_its_people():
    assert is_place("Maďarsko")
    assert is_place("Norge")
    assert not is_place("ungarsk")
    assert not is_place("Hungarian")
