"""The page's texts are complete in both languages, and dates and names follow the language."""

from __future__ import annotations

import string
from dataclasses import fields, is_dataclass

import pytest

from app.locales import (
    country_name,
    format_count,
    format_number,
    format_published,
    format_share,
    format_years,
    language_name,
)
from app.ui.texts import BOKMAL, ENGLISH, TEXTS, Texts, page_language


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def assert_complete(bokmal: object, english: object) -> None:
    assert type(bokmal) is type(english)
    assert bokmal
    if is_dataclass(bokmal):
        for field in fields(bokmal):
            assert_complete(getattr(bokmal, field.name), getattr(english, field.name))
    elif isinstance(bokmal, dict):
        assert isinstance(english, dict)
        assert list(bokmal) == list(english)
        for key in bokmal:
            assert_complete(bokmal[key], english[key])
    elif isinstance(bokmal, tuple):
        assert isinstance(english, tuple)
        assert len(bokmal) == len(english)
        assert all(bokmal)
        assert all(english)
    else:
        assert isinstance(bokmal, str)
        assert isinstance(english, str)
        assert english
        assert placeholders(bokmal) == placeholders(english)


@pytest.mark.parametrize("field", [field.name for field in fields(Texts)])
def test_every_text_stands_in_both_languages(field: str) -> None:
    assert_complete(getattr(BOKMAL, field), getattr(ENGLISH, field))


def test_the_languages_are_told_apart_by_their_key() -> None:
    assert {language: texts.language for language, texts in TEXTS.items()} == {
        "nb": "nb",
        "en": "en",
    }
    assert min(len(texts.samples) for texts in TEXTS.values()) >= 4


@pytest.mark.parametrize(
    ("locale", "language"),
    [("nb-NO", "nb"), ("nn", "nb"), ("no", "nb"), (None, "nb"), ("en-GB", "en"), ("cs_CZ", "en")],
)
def test_the_first_language_is_the_browsers(locale: str | None, language: str) -> None:
    assert page_language(locale) == language


@pytest.mark.parametrize(
    ("published", "language", "written"),
    [
        ("2014", "nb", "2014"),
        ("2014-05", "nb", "mai 2014"),
        ("2014-05", "en", "May 2014"),
        ("2019-12-06", "nb", "6. desember 2019"),
        ("2019-12-06", "en", "6 December 2019"),
        ("2019-13", "nb", "2019-13"),
        ("0000", "nb", "0000"),
    ],
)
def test_dates_keep_their_precision(published: str, language: str, written: str) -> None:
    assert format_published(published, language) == written


def test_numbers_and_names_follow_the_language() -> None:
    assert format_number(1200, "en") == "1,200"
    assert format_number(1200, "nb").split() == ["1", "200"]
    assert format_count(1, "dokument", "dokumenter", "nb") == "1 dokument"
    assert format_count(2, "document", "documents", "en") == "2 documents"
    assert (language_name("en", "nb"), language_name("en", "en")) == ("engelsk", "English")
    assert (country_name("CZ", "nb"), country_name("CZ", "en")) == ("Tsjekkia", "Czechia")
    assert (language_name("xx", "nb"), country_name("QQ", "en")) == ("xx", "QQ")


@pytest.mark.parametrize(
    ("share", "bokmal", "english"),
    [
        (0.7754, "78 %", "78%"),
        (1.0, "100 %", "100%"),
        (0.0, "0 %", "0%"),
        (0.9955, "99,6 %", "99.6%"),
        (0.004, "0,4 %", "0.4%"),
        (0.0267, "3 %", "3%"),
    ],
)
def test_what_is_nearly_all_is_not_rounded_to_all(share, bokmal, english) -> None:
    assert format_share(share, "nb").replace("\N{NO-BREAK SPACE}", " ") == bokmal
    assert format_share(share, "en") == english


def test_years_span_what_is_known() -> None:
    assert format_years(["2014-05", "2009", "2014"]) == "2009–2014"
    assert format_years(["2014"]) == "2014"
    assert format_years([]) == ""
