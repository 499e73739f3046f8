"""The assistant's own words, in bokmål, nynorsk and English; everything else is quoted."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list

from app.assistant.language import AnswerLanguage
from ingest.document import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Frames:
    """Sentences with places to fill in."""

    opening_quote: str
    closing_quote: str
    according_to_agency: str
    according_to_title: str
    dated: str
    foreign_agency: str
    foreign_title: str
    foreign: str
    same_source: str
    not_found: str
    nearest: str
    nothing_near: str
    searched: str
    in_languages: str
    disagree: str
    newest_first: str
    columns: str
    incomplete: str
    unanswered_side: str


_FRAMES: dict[AnswerLanguage, Frames] = {
    "nb": Frames(
        opening_quote="«",
        closing_quote="»",
        according_to_agency="Ifølge {name}{dated}:",
        according_to_title="I «{name}»{dated} står det:",
        dated=" (per {date})",
        foreign_agency="Dette sier {name}{dated}.",
        foreign_title="Dette står i «{name}»{dated}.",
        foreign="Kilden er på {language}:",
        same_source="Samme kilde:",
        not_found="Dokumentene gir ikke svar på dette spørsmålet.",
        nearest="Dette er det nærmeste de kommer:",
        nothing_near="Ingen avsnitt ligner på det du spør om.",
        searched="Jeg har lett i {documents}{in_languages}.",
        in_languages=" på {languages}",
        disagree="Kildene er ikke enige.",
        newest_first="Den nyeste står først.",
        columns="kolonnene er {names}",
        incomplete="Svaret er satt sammen fra flere steder og kan mangle noe.",
        unanswered_side="Dokumentene gir ikke svar på dette for {side}.",
    ),
    "nn": Frames(
        opening_quote="«",
        closing_quote="»",
        according_to_agency="Ifølgje {name}{dated}:",
        according_to_title="I «{name}»{dated} står det:",
        dated=" (per {date})",
        foreign_agency="Dette seier {name}{dated}.",
        foreign_title="Dette står i «{name}»{dated}.",
        foreign="Kjelda er på {language}:",
        same_source="Same kjelda:",
        not_found="Dokumenta gir ikkje svar på dette spørsmålet.",
        nearest="Dette er det næraste dei kjem:",
        nothing_near="Ingen avsnitt liknar på det du spør om.",
        searched="Eg har leita i {documents}{in_languages}.",
        in_languages=" på {languages}",
        disagree="Kjeldene er ikkje samde.",
        newest_first="Den nyaste står først.",
        columns="kolonnane er {names}",
        incomplete="Svaret er sett saman frå fleire stader og kan mangle noko.",
        unanswered_side="Dokumenta gir ikkje svar på dette for {side}.",
    ),
    "en": Frames(
        opening_quote="“",
        closing_quote="”",
        according_to_agency="According to {name}{dated}:",
        according_to_title="“{name}”{dated} says:",
        dated=" (as of {date})",
        foreign_agency="{name}{dated} says this.",
        foreign_title="“{name}”{dated} says this.",
        foreign="The source is in {language}:",
        same_source="The same source:",
        not_found="The documents do not answer this question.",
        nearest="This is the nearest they come:",
        nothing_near="No passage resembles what you ask about.",
        searched="I have searched {documents}{in_languages}.",
        in_languages=" in {languages}",
        disagree="The sources disagree.",
        newest_first="The newest comes first.",
        columns="the columns are {names}",
        incomplete="This answer is put together from several places and may lack something.",
        unanswered_side="The documents do not answer this for {side}.",
    ),
}
_NORWEGIAN = frozenset({"nb", "nn"})
# In Europe an English date begins with the day.
_DATE_LOCALES: dict[AnswerLanguage, str] = {"nb": "nb", "nn": "nn", "en": "en_GB"}


def frames(language: AnswerLanguage) -> Frames:
    """Return the sentences of one language."""
    return _FRAMES[language]


def language_name(code: str, language: AnswerLanguage) -> str:
    """Return the name of a language as running text has it: `engelsk`, `tsjekkisk`, `Czech`."""
    # In English both written forms are "Norwegian" to most readers.
    code = "no" if code in _NORWEGIAN and language == "en" else code
    try:
        name = Locale.parse(language).languages.get(code)
    except ValueError:
        name = None
    return name or code


def searched(documents: int, codes: Collection[str], language: AnswerLanguage) -> str:
    """Return the sentence that says in how many documents, of which languages, was looked."""
    forms: dict[AnswerLanguage, tuple[str, str]] = {
        "nb": ("dokument", "dokumenter"),
        "nn": ("dokument", "dokument"),
        "en": ("document", "documents"),
    }
    one, several = forms[language]
    # Both written forms of Norwegian are one language to whoever asks where was looked.
    spoken = ("no" if code in _NORWEGIAN else code for code in codes if code != "und")
    names = dict.fromkeys(language_name(code, language) for code in spoken)
    counted = f"{documents} {one if documents == 1 else several}"
    own = _FRAMES[language]
    listed = format_list(list(names), locale=_DATE_LOCALES[language])
    return own.searched.format(
        documents=counted,
        in_languages=own.in_languages.format(languages=listed) if listed else "",
    )


def published_date(published: str, language: AnswerLanguage) -> str:
    """Return an ISO date of reduced precision in words: `august 2020`, `27. januar 2015`."""
    parts = [int(part) for part in published.split("-")]
    locale = _DATE_LOCALES[language]
    if len(parts) == 1:
        return published
    try:
        if len(parts) == 2:
            return str(format_skeleton("yMMMM", date(parts[0], parts[1], 1), locale=locale))
        return str(format_date(date(*parts), format="long", locale=locale))
    except ValueError:
        return published


def attribution(source: Source, language: AnswerLanguage, *, quote_language: str) -> str:
    """Return what introduces a quote: who says it, as of when, and in which foreign language."""
    own = _FRAMES[language]
    dated = (
        own.dated.format(date=published_date(source.published, language))
        if source.published
        else ""
    )
    name = source.agency or source.title
    if not is_foreign(quote_language, language):
        form = own.according_to_agency if source.agency else own.according_to_title
        return form.format(name=name, dated=dated)
    form = own.foreign_agency if source.agency else own.foreign_title
    foreign = own.foreign.format(language=language_name(quote_language, language))
    return f"{form.format(name=name, dated=dated)} {foreign}"


def is_foreign(quote_language: str, language: AnswerLanguage) -> bool:
    """Tell whether a reader of `language` must be told that a quote is in another one."""
    if quote_language in _NORWEGIAN and language in _NORWEGIAN:
        return False
    return quote_language not in (language, "und")
