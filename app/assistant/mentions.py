"""What a question names: countries, peoples, bodies, years and ordinals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from app.assistant.question_words import ARTICLES, PREPOSITIONS, WORD, is_question_word
from ingest.agencies import AGENCIES
from ingest.countries import countries_named, country_code

Kind = Literal["country", "name", "year", "ordinal"]
Form = Literal["noun", "people", "adjective"]

# Of people only the forms that are no adjective (`svenske`) and no verb (`finner`).
_PEOPLE = re.compile(
    r"(?:nordmann|nordmenn(?:ene)?|norwegians|swedes?|danes?|finnene|finnane|finns|brits?|britons|"
    r"engelskmenn(?:ene)?|franskmenn(?:ene)?|spaniards|poles|czechs|slovaks|croats|hungarians|"
    r"(?:icel|estl|nederl|isl)(?:and|end)(?:ers?|ing(?:er|ene|ane)|er(?:e|ne)|ar(?:ar|ane))|"
    r"(?:latv|lithuan|eston|roman|bulgar|german|russ|ukrain|americ|georg|moldov|ital|serb|liber)"
    r"i?ans|germans|"
    r"(?:svensk|dansk|tysk|russ|latvi|litau|tsjekk|rumen|ungar|bulgar|ukrain|amerikan|georgi|"
    r"moldov|italien|portugis|belgi|østerrik|sveits|irlend|grek|tyrk|sloven|serb|kypriot|malteser|"
    r"kines|liberi|est|lett)(?:er(?:e|ne)?|ar(?:ar|ane)|ene|ane)|"
    r"(?:polakk|slovak|kroat|brit|spanjol)(?:er|ene|ar|ane))"
)
_NO_COUNTRY = frozenset({"man"})  # the isle, in bokmål
_REGIONS = frozenset(
    "norden europa europe afrika africa asia balkan baltikum scandinavia skandinavia".split()
)
_YEAR = r"(?:19|20)\d\d"
_YEARS = re.compile(
    rf"(?i)(?<!\w)(?:(?:fra|frå|from|mellom|between) )?{_YEAR} ?(?:[-–]| til | to | og | and ) ?"
    rf"{_YEAR}(?!\w)|(?<!\w){_YEAR}(?!\w)"
)
_ORDINAL = re.compile(
    r"(?i)(?<!\w)(?:første|fyrste|andre|tredje|fjerde|femte|siste|first|second|third|fourth|last)"
    r"(?!\w)"
)
_ACRONYM = re.compile(r"(?<!\w)(?=\w*[A-ZÆØÅ]\w*[A-ZÆØÅ])[A-ZÆØÅ]\w*(?:[-/]\w+)*")
_CAPITAL = re.compile(
    # `Internasjonal stab`
    r"(?<![\w.])[A-ZÆØÅÄÖČŘŠŽŁŚ](?:\w*(?:[ns]jonal|nordisk|europeisk) [a-zæøå]+|\w*(?:[-’]\w+)*)"
)
_TITLE = re.compile(
    rf"{_CAPITAL.pattern}(?: (?:(?:of|for|and) )?(?:the )?[A-ZÆØÅÄÖČŘŠŽŁŚ]\w*(?:-\w+)*)+"
)
# Names that hold a country's.
_PROGRAMMES = ("EEA and Norway Grants", "Norway Grants")


@dataclass(frozen=True, slots=True)
class Mention:
    """A named thing in a text; `phrase` is where it begins with its preposition and article."""

    kind: Kind
    form: Form
    start: int
    end: int
    phrase: int
    preposition: str


@lru_cache(maxsize=256)
def mentions(text: str) -> tuple[Mention, ...]:
    """Return the countries, peoples, bodies, names, years and ordinals of a question, in order."""
    found: list[Mention] = []
    taken = [False] * len(text)
    for kind, form, start, end in _named(text):
        if start < end and not any(taken[start:end]):
            taken[start:end] = [True] * (end - start)
            found.append(_mention(text, kind, form, start, end))
    return tuple(sorted(found, key=lambda mention: mention.start))


def _named(text: str) -> Iterator[tuple[Kind, Form, int, int]]:
    for match in _YEARS.finditer(text):
        yield "year", "noun", match.start(), match.end()
    for match in _ORDINAL.finditer(text):
        yield "ordinal", "noun", match.start(), match.end()
    for match in _agencies().finditer(text):
        yield "name", "noun", match.start(), match.end()
    words = [(match.start(), match.group()) for match in WORD.finditer(text)]
    for i, (start, word) in enumerate(words):
        for size in (4, 3, 2, 1):
            window = words[i : i + size]
            last_start, last = window[-1]
            name = text[start : last_start + len(last)]
            if len(window) == size and (end := _country_end(name)):
                yield "country", "noun", start, start + end
                break
        else:
            if _PEOPLE.fullmatch(word.casefold()):
                yield "country", "people", start, start + len(word)
            elif is_country_adjective(word.casefold()):
                yield "country", "adjective", start, start + len(word)
    # Whoever shouts marks no names.
    for form in () if text.isupper() else (_TITLE, _ACRONYM, _CAPITAL):
        for match in form.finditer(text):
            start = match.start()
            # The first word of a message has a capital whatever it is.
            if form is not _ACRONYM and words and start == words[0][0]:
                rest = text[start + len(words[0][1]) : match.end()]
                start = match.end() - len(rest.lstrip())
            if match.end() - start > 1 and not is_question_word(text[start : match.end()]):
                yield "name", "noun", start, match.end()


@lru_cache(maxsize=4096)
def _country_end(name: str) -> int:
    """Return how many characters of `name` are a country's name without its genitive, or 0."""
    for ending in ("", "'s", "’s", "s", "'", "’"):
        bare = name.removesuffix(ending) if ending else name
        folded = bare.casefold()
        if (len(bare) > 3 or bare in ("UK", "USA", "usa")) and folded not in _NO_COUNTRY:
            if folded.startswith(("the ", "den ")) and " " not in folded[4:]:
                continue
            if folded in _REGIONS or country_code(bare):
                return len(bare)
    return 0


@lru_cache(maxsize=4096)
def is_country_adjective(folded: str) -> bool:
    """Tell whether a word in lower case is a country's adjective: `svensk`, `Latvian`."""
    return bool(countries_named(folded))


@cache
def _agencies() -> re.Pattern[str]:
    known = {name for agency in AGENCIES for name in agency.names}.union(_PROGRAMMES)
    names = sorted(known, key=len, reverse=True)
    # `rise` and `pri` are words; the longer abbreviations are often typed without capitals.
    forms = [
        re.escape(name) if len(name) < 5 and name not in ("KDI", "KRUS", "CEP", "ICPA") else
        rf"(?i:{re.escape(name)})"
        for name in names
    ]  # fmt: skip
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)")


def _mention(text: str, kind: Kind, form: Form, start: int, end: int) -> Mention:
    before = list(WORD.finditer(text, max(0, start - 40), start))
    phrase, preposition = start, ""
    if (
        before
        and before[-1].group().casefold() in ARTICLES
        and text[before[-1].end() : start] == " "
    ):
        article = before.pop()
        phrase = article.start()
    if before and text[before[-1].end() : phrase].isspace():
        word = before[-1].group()
        if word.casefold() in PREPOSITIONS:
            phrase, preposition = before[-1].start(), word
    return Mention(kind, form, start, end, phrase, preposition)
