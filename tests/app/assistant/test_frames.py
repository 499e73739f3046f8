"""The assistant's own words in three languages."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from string import Formatter
from typing import get_args

import pytest
from assistant_fakes import make_document

from app.assistant.frames import (
    Frames,
    attribution,
    frames,
    language_name,
    published_date,
    searched,
)
from app.assistant.language import AnswerLanguage

LANGUAGES = get_args(AnswerLanguage)
ENGLISH_WORDS = {"the", "of", "and", "is", "this", "says", "according", "source", "documents"}
PLACES = {
    "columns": {"names"},
    "according_to_agency": {"name", "dated"},
    "according_to_title": {"name", "dated"},
    "foreign_agency": {"name", "dated"},
    "foreign_title": {"name", "dated"},
    "foreign": {"language"},
    "dated": {"date"},
    "searched": {"documents", "in_languages"},
    "in_languages": {"languages"},
    "unanswered_side": {"side"},
}
SOURCE = replace(
    make_document("x").source,
    title="Rok 2014",
    agency="Vězeňská služba",
    language="cs",
    published="2015-01-27",
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [field.name for field in fields(Frames)])
def test_every_frame_is_there_with_its_places(language, name):
    frame = getattr(frames(language), name)
    places = {place for _, place, _, _ in Formatter().parse(frame) if place}

    assert frame.strip()
    assert places == PLACES.get(name, set())


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_no_english_in_norwegian_frames(language):
    said = " ".join(getattr(frames(language), field.name) for field in fields(Frames))

    without_places = re.sub(r"\{\w+\}", " ", said.casefold())

    assert set(re.findall(r"\w+", without_places)) & ENGLISH_WORDS == set()


def test_the_two_norwegians_differ_in_every_sentence_that_can():
    bokmal, nynorsk = frames("nb"), frames("nn")
    same = {f.name for f in fields(Frames) if getattr(bokmal, f.name) == getattr(nynorsk, f.name)}

    assert same == {
        "opening_quote",
        "closing_quote",
        "dated",
        "according_to_title",
        "foreign_title",
        "in_languages",
    }


@pytest.mark.parametrize(
    ("published", "language", "said"),
    [
        ("2015-01-27", "nb", "27. januar 2015"),
        ("2015-01-27", "nn", "27. januar 2015"),
        ("2015-01-27", "en", "27 January 2015"),
        ("2020-08", "nb", "august 2020"),
        ("2020-08", "nn", "august 2020"),
        ("2020-08", "en", "August 2020"),
        ("2019-05-06", "nb", "6. mai 2019"),
        ("2014", "en", "2014"),
        ("2014", "nb", "2014"),
        ("2015-02-30", "nb", "2015-02-30"),
        ("2015-13", "en", "2015-13"),
    ],
)
def test_dates_read_as_the_language_writes_them(published, language, said):
    assert published_date(published, language) == said


@pytest.mark.parametrize(
    ("code", "language", "name"),
    [
        ("en", "nb", "engelsk"),
        ("cs", "nb", "tsjekkisk"),
        ("cs", "nn", "tsjekkisk"),
        ("cs", "en", "Czech"),
        ("nb", "en", "Norwegian"),
        ("nn", "en", "Norwegian"),
        ("xx-unknown", "nb", "xx-unknown"),
    ],
)
def test_languages_have_names(code, language, name):
    assert language_name(code, language) == name


@pytest.mark.parametrize(
    ("language", "quoted", "said"),
    [
        ("nb", "nb", "Ifølge Vězeňská služba (per 27. januar 2015):"),
        ("nn", "nb", "Ifølgje Vězeňská služba (per 27. januar 2015):"),
        ("nb", "nn", "Ifølge Vězeňská služba (per 27. januar 2015):"),
        ("en", "en", "According to Vězeňská služba (as of 27 January 2015):"),
        ("nb", "en", "Dette sier Vězeňská služba (per 27. januar 2015). Kilden er på engelsk:"),
        ("nn", "en", "Dette seier Vězeňská služba (per 27. januar 2015). Kjelda er på engelsk:"),
        ("nb", "sv", "Dette sier Vězeňská služba (per 27. januar 2015). Kilden er på svensk:"),
        ("en", "cs", "Vězeňská služba (as of 27 January 2015) says this. The source is in Czech:"),
        (
            "en",
            "nn",
            "Vězeňská služba (as of 27 January 2015) says this. The source is in Norwegian:",
        ),
        ("nb", "und", "Ifølge Vězeňská služba (per 27. januar 2015):"),
    ],
)
def test_a_quote_is_introduced_by_who_says_it(language, quoted, said):
    assert attribution(SOURCE, language, quote_language=quoted) == said


@pytest.mark.parametrize(
    ("language", "quoted", "said"),
    [
        ("nb", "nb", "I «Rok 2014» står det:"),
        ("nn", "nn", "I «Rok 2014» står det:"),
        ("en", "en", "“Rok 2014” says:"),
        ("nb", "cs", "Dette står i «Rok 2014». Kilden er på tsjekkisk:"),
        ("nn", "cs", "Dette står i «Rok 2014». Kjelda er på tsjekkisk:"),
        ("en", "cs", "“Rok 2014” says this. The source is in Czech:"),
    ],
)
def test_a_source_without_agency_and_date_is_named_by_its_title(language, quoted, said):
    source = replace(SOURCE, agency=None, published=None)

    assert attribution(source, language, quote_language=quoted) == said


def test_braces_in_a_name_are_no_places():
    source = replace(SOURCE, agency="Etat {name} {0}", published=None)

    assert attribution(source, "nb", quote_language="nb") == "Ifølge Etat {name} {0}:"


@pytest.mark.parametrize(
    ("documents", "codes", "language", "said"),
    [
        (1, ["nb"], "nb", "Jeg har lett i 1 dokument på norsk."),
        (2, ["nb", "en"], "nb", "Jeg har lett i 2 dokumenter på norsk og engelsk."),
        (9, ["en", "cs", "en", "sv"], "nb",
         "Jeg har lett i 9 dokumenter på engelsk, tsjekkisk og svensk."),
        (1, ["en"], "nn", "Eg har leita i 1 dokument på engelsk."),
        (2, ["nb", "cs"], "nn", "Eg har leita i 2 dokument på norsk og tsjekkisk."),
        (1, ["cs"], "en", "I have searched 1 document in Czech."),
        (4, ["nn", "cs", "en"], "en",
         "I have searched 4 documents in Norwegian, Czech and English."),
    ],
)  # fmt: skip
def test_a_refusal_says_what_was_searched(documents, codes, language, said):
    assert searched(documents, codes, language) == said


@pytest.mark.parametrize("language", LANGUAGES)
def test_bokmal_and_nynorsk_are_one_language_to_whoever_asks(language):
    one, both = searched(2, ["nb", "en"], language), searched(2, ["nb", "nn", "en"], language)

    assert one == both


@pytest.mark.parametrize(
    ("documents", "codes", "language", "said"),
    [
        (0, [], "nb", "Jeg har lett i 0 dokumenter."),
        (3, ["und"], "nn", "Eg har leita i 3 dokument."),
        (0, [], "en", "I have searched 0 documents."),
        (2, ["und", "en"], "en", "I have searched 2 documents in English."),
    ],
)
def test_languages_that_are_not_known_are_not_named(documents, codes, language, said):
    assert searched(documents, codes, language) == said
