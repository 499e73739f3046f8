"""The assistant's own words in three languages."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from string import Formatter
from typing import get_args

import pytest
from assistant_fakes import make_document

from app.assistant.frames import Frames, attribution, frames, language_name, published_date
from app.assistant.language import AnswerLanguage

LANGUAGES = get_args(AnswerLanguage)
ENGLISH_WORDS = {"the", "of", "and", "is", "this", "says", "according", "source", "documents"}
PLACES = {
    "according_to_agency": {"name", "dated"},
    "according_to_title": {"name", "dated"},
    "foreign_agency": {"name", "dated"},
    "foreign_title": {"name", "dated"},
    "foreign": {"language"},
    "dated": {"date"},
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

    assert set(re.findall(r"\w+", said.casefold())) & ENGLISH_WORDS == set()


def test_the_two_norwegians_differ_in_every_sentence_that_can():
    bokmal, nynorsk = frames("nb"), frames("nn")
    same = {f.name for f in fields(Frames) if getattr(bokmal, f.name) == getattr(nynorsk, f.name)}

    assert same == {
        "opening_quote",
        "closing_quote",
        "dated",
        "according_to_title",
        "foreign_title",
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
        ("nb", "nb", "Ifølge Vězeňská služba (27. januar 2015):"),
        ("nn", "nb", "Ifølgje Vězeňská služba (27. januar 2015):"),
        ("nb", "nn", "Ifølge Vězeňská služba (27. januar 2015):"),
        ("en", "en", "According to Vězeňská služba (27 January 2015):"),
        ("nb", "en", "Dette sier Vězeňská služba (27. januar 2015). Kilden er på engelsk:"),
        ("nn", "en", "Dette seier Vězeňská služba (27. januar 2015). Kjelda er på engelsk:"),
        ("nb", "sv", "Dette sier Vězeňská služba (27. januar 2015). Kilden er på svensk:"),
        ("en", "cs", "Vězeňská služba (27 January 2015) says this. The source is in Czech:"),
        ("en", "nn", "Vězeňská služba (27 January 2015) says this. The source is in Norwegian:"),
        ("nb", "und", "Ifølge Vězeňská služba (27. januar 2015):"),
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
