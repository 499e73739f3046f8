"""What sort of answer a question asks for, and where such a thing stands in a text."""

from __future__ import annotations

import re
from typing import Literal

from app.assistant.facts.number_words import small_number_words
from ingest.dates import MONTH_NUMBERS
from ingest.document import Span

Expected = Literal["number", "date", "person", "other"]

_DATE = re.compile(
    r"\b(?:når|(?:i )?(?:hvilket|kva|kva for eit) år|hvilken dato|kva dato|hvilken måned|"
    r"when|what year|which year|what date|which date|since when|what month)\b"
)
_NUMBER = re.compile(
    r"\b(?:hvor (?:mange|mye|stor|stort|store|lenge|ofte|høy|høyt|lang|langt|"
    r"gammel|gammelt)|hvormange|kormange|"
    r"kor (?:mange|mykje|stor|stort|store|lenge|ofte|høg|høgt|lang|langt|"
    r"gammal|gammalt)|"
    r"how (?:many|much|long|often|large|big|high|old)|antall|antallet|talet på|"
    r"(?:hva|kva|what)\s+(?:er|var|is|was)\s+(?:budsjettet|beløpet|summen|andelen|prosenten|"
    r"the (?:budget|amount|sum|share|number|percentage|total))|hvilket beløp|kva beløp|"
    r"what (?:share|percentage|amount|sum|number)|budsjett|budget|prosent|percent|"
    r"koster|kostet|kostar|kosta|costs?)\b"
)
_PERSON = re.compile(
    r"\b(?:hvem|kven|who|whom|hva heter|kva heiter|what is the name|navnet på|namnet på)\b"
)

_NUMERAL = re.compile(
    r"(?:(?<=\s)|(?<=^)|(?<=[(«“\"–~]))"
    r"(?:(?:USD|EUR|NOK|SEK|CZK|€|\$)\s?)?"
    # Of numbers side by side only thousands belong together: `10 000`, but `in 2014 42 visits`.
    r"(?:\d{1,3}(?:[\u00a0\u202f ]\d{3})+(?!\d)|\d+)(?:[.,]\d+)*"
    r"(?:\s?(?:%|prosent|percent|per cent|procent))?"
    r"(?:\s(?:mill\.|millioner|millionar|million|millions|mrd\.|milliarder|miljoner|milionů|mil\.))?"
    r"(?:\s(?:EUR|NOK|SEK|CZK|USD|euro|kroner|koron|kronor))?"
)
_SPELLED = re.compile(
    rf"\b(?:{'|'.join(word for word, value in small_number_words().items() if value > 1)})\b",
    re.IGNORECASE,
)
# Numerals of one language that are everyday words of another, and what tells that it is that one.
_ENGLISH = r"\b(?:the|of|and|by|with|from|was|were|is|are)\b"
_CZECH = r"[ěščřžýůťďň]"
_NO_NUMERALS = {
    "to": re.compile(rf"{_ENGLISH}|{_CZECH}", re.IGNORECASE),
    "sex": re.compile(_ENGLISH, re.IGNORECASE),
    "ten": re.compile(_CZECH, re.IGNORECASE),
}
_ITEM_NUMBER = re.compile(r"^[^\S\n]*\d{1,2}[.)]\s", re.MULTILINE)
# Short forms are words of their own elsewhere: `des`, `mar`.
_MONTHS = "|".join(
    word
    for word in MONTH_NUMBERS
    if len(word) > 4
    or word in ("mai", "maj", "may", "mars", "juni", "july", "juli", "june", "září", "únor")
)
_WHEN = re.compile(
    rf"\b(?:\d{{1,2}}\.?\s?(?:{_MONTHS})(?:\s\d{{4}})?|(?:{_MONTHS})(?:\s\d{{1,2}},?)?\s\d{{4}}|"
    rf"\d{{1,2}}\.\s?\d{{1,2}}\.\s?\d{{4}}|\d{{4}}[–-]\d{{4}}|(?:19|20)\d{{2}}|"
    rf"(?:i|in|v|per)\s(?:{_MONTHS})(?!\s\d))\b",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"[A-ZÆØÅÄÖČŘŠŽÁÉÍÝÚĎŤŇ][\w’'-]*(?:\s(?:of|the|and|og|for|i|av|de|van|von)(?=\s[A-ZÆØÅÄÖČŘŠŽ])"
    r"|\s[A-ZÆØÅÄÖČŘŠŽÁÉÍÝÚĎŤŇ][\w’'-]*)*"
)


def expected(question: str) -> Expected:
    """Return the sort of thing that would answer `question`: what it asks for first."""
    folded = question.casefold()
    sorts: tuple[tuple[Expected, re.Pattern[str]], ...] = (
        ("number", _NUMBER),
        ("date", _DATE),
        ("person", _PERSON),
    )
    places = [(match.start(), sort) for sort, form in sorts if (match := form.search(folded))]
    return min(places, key=lambda place: place[0])[1] if places else "other"


def candidates(text: str, sort: Expected, question: str) -> list[Span]:
    """Return where in `text` such a thing stands that the question does not hold itself."""
    known = {word.casefold() for word in re.findall(r"\w+", question)}
    if sort == "number":
        found = _amounts(text) or [
            match
            for match in _SPELLED.finditer(text)
            if not (other := _NO_NUMERALS.get(match.group().casefold())) or not other.search(text)
        ]
    elif sort == "date":
        found = list(_WHEN.finditer(text))
    elif sort == "person":
        found = [
            match for match in _NAME.finditer(text) if match.start() > 0 or " " in match.group()
        ]
    else:
        return []
    return [
        Span(start=match.start(), end=match.end())
        for match in found
        if not {word.casefold() for word in re.findall(r"\w+", match.group())} <= known
    ]


def _amounts(text: str) -> list[re.Match[str]]:
    """Return the numerals that are neither dates nor the numbers of list items."""
    no_amounts = [match.span() for form in (_WHEN, _ITEM_NUMBER) for match in form.finditer(text)]
    return [
        match
        for match in _NUMERAL.finditer(text)
        # `2000` is a year, but `2000 EUR` is not.
        if not match.group()[-1].isdigit()
        or not any(start <= match.start() < end for start, end in no_amounts)
    ]
