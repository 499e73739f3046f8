"""What an amount is counted in: money, shares, stretches of time, people and places."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from app.assistant.facts.family import Family, family

_EVERYWHERE = {
    "EUR": "eur euro euros eura eurá eur. €",
    "USD": "usd dollar dollars dollari dolarů dolary us$ $",
    "NOK": "nok",
    "SEK": "sek",
    "DKK": "dkk",
    "CZK": "czk kč",
    "GBP": "gbp pund pounds pound £",
    "CHF": "chf francs",
    "crowns": "kr kroner krone krona kronor kronar kronene koruna korun koruny korunách crowns "
    "crown",
    "%": "% prosent percent procent procenta procentech procenty procentům",
    "points": "prosentpoeng procentenheter prosenteiningar percentage",
}
_BY_FAMILY: dict[Family, dict[str, str]] = {
    "nordic": {
        "year": "året årlig årleg årlige årlege årligen år års årene åra åren årig årige "
        "årigt åriga åring åringer",
        "month": "måneden månaden månedlig månedlege månatlig månadleg månedlige måned "
        "måneder måneders månedene månad månader månaders månadane månaderna",
        "week": "uken uka veka vekene ukentlig ukentlige vekentleg ukene uke uker ukers "
        "ukene veke veker vekers vecka veckor veckors",
        "day": "dagen daglig daglige dagleg kveld kvelden natt natten natta dag dager "
        "dagers dagene dagar dagars dagane dygn døgn dagarna",
        "hour": "timmars time timer timers timene timar timars timme timmar timmarna",
        "minute": "minutt minutter minuttar minuter minuters",
        "quarter": "kvartal kvartalet kvartalene",
        "decade": "tiår tiåret årti årtier årtiende decennium decennier årtionde årtionden",
        "century": "århundre århundrer hundreår århundrade sekel sekler",
        "person": "person personer personar personers mennesker menneske människor menn kvinner "
        "kvinnor män deltakere deltakarar deltagare representanter delegater delegerte delegerade "
        "utsendinger",
        "staff": "ansatte tilsatte tilsette anställda medarbeidere medarbeidarar medarbetare "
        "betjenter fengselsbetjenter tjenestemenn",
        "prisoner": "innsatte innsette fanger fangar fångar intagna domfelte dømte dömda",
        "prison": "fengsel fengsler fengsel fengslene fengsla fängelser anstalter anstaltar "
        "anstalt anstalten kvinnefengsler",
        "country": "land landene länder länderna stater statar",
        "place": "plasser plassar platser fengselsplasser soningsplasser",
        "project": "prosjekter prosjekt projekt prosjektene",
        "visit": "besøk besök",
        "trip": "reiser reisar resor",
        "unit": "enheter einingar enheter",
        "organisation": "organisasjoner organisasjonar organisationer",
    },
    "en": {
        "year": "annual annually year years year's years' yearly yr yrs",
        "month": "monthly month months months' month's",
        "week": "weekly week weeks weeks' week's",
        "day": "daily evening night day days days' day's",
        "hour": "hour hours hours' hour's",
        "minute": "minute minutes",
        "quarter": "quarter quarterly quarters",
        "decade": "decade decades",
        "century": "century centuries",
        "person": "person persons people men women participants representatives delegates members",
        "staff": "staff employees officers officials secondees",
        "prisoner": "prisoners prisoner inmates inmate detainees convicts",
        "prison": "prison prisons",
        "country": "country countries states nations",
        "place": "places beds",
        "project": "project projects",
        "visit": "visit visits",
        "trip": "trips journeys",
        "unit": "units",
        "organisation": "organisations organizations",
    },
    "cs": {
        "year": "ročně každoročně roční rok roku roky rocích rokem rokům letům letech "
        "let letý letá leté letého letou lety",
        "month": "měsíčně měsíc měsíce měsíců měsících měsícem měsíční",
        "week": "týden týdny týdnech týdnu týdnů týdne týdenní",
        "day": "den dny dní dnů dne dnech dnům denní",
        "hour": "hodinový hodinová hodin hodina hodiny hodinu",
        "minute": "minut minuty minuta",
        "quarter": "čtvrtletí čtvrtletně",
        "decade": "desetiletí dekáda dekády dekádě",
        "century": "století",
        "person": "osob osoby osoba lidí lidé účastníků účastníci zástupců zástupci členů "
        "delegátů delegáti",
        "staff": "zaměstnanců zaměstnanci pracovníků pracovníci příslušníků",
        "prisoner": "vězňů vězni vězně odsouzených odsouzení obviněných",
        "prison": "věznic věznice věznicí",
        "country": "zemí země států státy",
        "place": "míst místa",
        "project": "projektů projekty projekt",
        "visit": "návštěv návštěvy návštěva",
        "trip": "cest cesty",
        "unit": "jednotek jednotky",
        "organisation": "organizací organizace",
    },
}
_CROWNS_OF = {
    "norsk": "NOK", "norwegian": "NOK", "norský": "NOK", "norských": "NOK", "svensk": "SEK",
    "swedish": "SEK", "tsjekkisk": "CZK", "czech": "CZK", "českých": "CZK", "dansk": "DKK",
    "danish": "DKK", "norske": "NOK", "svenske": "SEK", "svenska": "SEK", "norska": "NOK",
    "tsjekkiske": "CZK", "tjeckiska": "CZK", "danske": "DKK", "danska": "DKK",
}  # fmt: skip
_AT_HOME = {"nb": "NOK", "nn": "NOK", "no": "NOK", "sv": "SEK", "da": "DKK", "cs": "CZK"}
# Norwegians call their neighbours' money `kroner` too, and English whatever is called that at home.
_TELLS_WHOSE = frozenset({"sv", "da", "cs"})
_KRONER = frozenset({"crowns", "NOK", "SEK", "DKK", "CZK"})
_PEOPLE = frozenset({"person", "staff", "prisoner"})
# Units that must be written; an amount without them is counted in something else.
STRICT = frozenset(
    {"EUR", "USD", "GBP", "CHF", "%", "points", "year", "month", "week", "day", "hour", "minute"}
    | _KRONER
)
_WORD = re.compile(r"[^\W\d_]+(?:['’]s?)?|[%€$£]")
# What ends the search for the thing counted.
_STOP = frozenset(
    "i in of av for til to på on at og and och a ve v na z ze o och med with from fra frå från som "
    "that which who er is are was were var har have ved by om do od mellom between the "
    "mens while".split()
)
_LOOKED_AT = 3


def unit_after(text: str, place: int, language: str) -> str:
    """Return the unit of the amount that ends at `place`, empty if none is written."""
    own = family(language)
    adjective = ""
    before = place
    for number, match in enumerate(_WORD.finditer(text, place, place + 60)):
        between = text[before : match.start()]
        before = match.end()
        word = match.group().casefold()
        if number == _LOOKED_AT or re.search(r"[^\s\u00a0\u202f\-–.]|\.\s", between):
            return ""
        if word == "per" and text[match.end() :].lstrip().casefold().startswith("cent"):
            return "%"
        unit = unit_of(word, own)
        if unit == "crowns":
            return _whose_crowns(adjective, language)
        if unit:
            return unit
        if word in _STOP:
            return ""
        adjective = word
    return ""


def unit_before(text: str, place: int) -> str:
    """Return the currency written before the amount that begins at `place`, empty if none is."""
    match = re.search(r"(?:([^\W\d_]+)\.?|([€$£]))\s?$", text[max(0, place - 8) : place])
    word = (match.group(1) or match.group(2)).casefold() if match else ""
    unit = _everywhere().get(word, "")
    return unit if unit in STRICT else ""


@cache
def unit_of(word: str, own: Family) -> str:
    """Return the unit that a word in small letters names, empty if none."""
    return _table(own).get(word.rstrip("'’"), "") or _everywhere().get(word, "")


def units_named(text: str, language: str) -> frozenset[str]:
    """Return all units that `text` names anywhere."""
    own = family(language)
    words = [match.group().casefold() for match in _WORD.finditer(text)]
    named = {unit_of(word, own) for word in words}
    if "crowns" in named:
        named.remove("crowns")
        named |= {
            _whose_crowns(adjective, language)
            for adjective, word in pairwise(["", *words])
            if unit_of(word, own) == "crowns"
        }
    if "per cent" in text.casefold():
        named.add("%")
    return frozenset(named - {""})


def crowns(language: str, text: str = "") -> str:
    """Return the currency that is called `kroner` in a language, unless `text` says whose."""
    named = (_CROWNS_OF.get(match.group()) for match in _WORD.finditer(text.casefold()))
    return next(filter(None, named), _AT_HOME.get(language, "crowns"))


def same_unit(one: str, other: str) -> bool:
    """Tell whether two units may be the same: kroner are NOK, staff are people."""
    if one == other:
        return True
    pair = {one, other}
    return (pair <= _KRONER and "crowns" in pair) or (pair <= _PEOPLE and "person" in pair)


def _whose_crowns(adjective: str, language: str) -> str:
    known = _AT_HOME[language] if language in _TELLS_WHOSE else "crowns"
    return _CROWNS_OF.get(adjective, known)


@cache
def _everywhere() -> dict[str, str]:
    return {word: unit for unit, words in _EVERYWHERE.items() for word in words.split()}


@cache
def _table(own: Family) -> dict[str, str]:
    return {word: unit for unit, words in _BY_FAMILY[own].items() for word in words.split()}
