"""Countries by the names people give them."""

from __future__ import annotations

import re
from functools import cache, lru_cache

_LOCALES = ("en", "nb", "nn", "sv", "da", "cs")
_OTHER_NAMES = {
    "usa": "US", "u.s.": "US", "united states of america": "US", "amerikas forente stater": "US",
    "uk": "GB", "great britain": "GB", "storbritannia": "GB", "england": "GB", "scotland": "GB",
    "skottland": "GB", "wales": "GB", "northern ireland": "GB", "nord-irland": "GB",
    "czech republic": "CZ", "the czech republic": "CZ", "den tsjekkiske republikk": "CZ",
    "česká republika": "CZ", "čr": "CZ", "slovak republic": "SK", "russian federation": "RU",
    "den russiske føderasjon": "RU", "republic of moldova": "MD", "moldavia": "MD",
    "the netherlands": "NL", "holland": "NL", "republic of latvia": "LV", "palestine": "PS",
    "palestina": "PS", "kosovo": "XK", "bosnia and herzegovina": "BA", "burma": "MM",
    "kvitrussland": "BY", "hviterussland": "BY", "ivory coast": "CI", "drc": "CD", "dr congo": "CD",
    "democratic republic of the congo": "CD", "south sudan": "SS", "macedonia": "MK",
}  # fmt: skip
# Stems of adjectives: `russisk`, `Russian`, `ryska`, `ruský`.
_ADJECTIVES = {
    "NO": "norsk norweg norská norský norské", "SE": "svensk swed švédsk",
    "DK": "dansk danish dánsk",
    "FI": "finsk finnish finska", "IS": "islandsk icelandic isländsk",
    "RU": "russisk russian rysk rusk",
    "UA": "ukrain", "LV": "latvisk latvian lettisk lotyš", "LT": "litauisk lithuanian litevsk",
    "EE": "estisk eston estnisk", "PL": "polsk polish", "CZ": "tsjekkisk czech tjeckisk český česk",
    "SK": "slovakisk slovak slovensk", "RO": "rumensk romanian rumänsk rumunsk",
    "BG": "bulgarsk bulgarian", "HR": "kroatisk croatian chorvatsk", "HU": "ungarsk hungarian",
    "DE": "tysk german", "NL": "nederlandsk dutch", "GB": "britisk british brittisk",
    "US": "amerikansk american", "GE": "georgisk georgian", "MD": "moldovsk moldovan",
}  # fmt: skip
_ENDINGS = r"(?:e|t|a|er|en|an|ian|ish|i|é|á|ý|ého|ým|ě)?"


@cache
def _names() -> dict[str, str]:
    from babel import Locale

    names = {
        name.casefold(): code
        for locale in _LOCALES
        for code, name in Locale.parse(locale).territories.items()
        if len(code) == 2
        and code.isalpha()
        and code not in {"EU", "EZ", "UN", "QO", "ZZ", "XA", "XB"}
    }
    return names | _OTHER_NAMES


@cache
def _codes() -> frozenset[str]:
    return frozenset(_names().values())


@cache
def _adjectives() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (code, re.compile(rf"(?i)\b(?:{'|'.join(stems.split())}){_ENDINGS}\b"))
        for code, stems in _ADJECTIVES.items()
    )


def country_code(name: str) -> str | None:
    """Return the ISO 3166-1 alpha-2 code of a country named in one of our languages, or None."""
    name = " ".join(name.split())
    if len(name) == 2 and name.upper() in _codes():
        return name.upper()
    return _names().get(name.casefold()) or _names().get(name.casefold().removeprefix("the "))


# Searching asks for the same passages again and again.
@lru_cache(maxsize=4096)
def countries_named(text: str) -> tuple[str, ...]:
    """Return the codes of the countries that `text` names, by noun or adjective, in order.

    Meant for titles: in running text a name such as `Jordan` may well be a person's.
    """
    found: dict[str, int] = {}
    words = [(m.group(), m.start()) for m in re.finditer(r"[^\W\d_]+(?:[-.][^\W\d_]+)*", text)]
    position = 0
    while position < len(words):
        taken = 1
        capital = words[position][0][0].isupper()
        for size in (4, 3, 2, 1) if capital else ():
            window = words[position : position + size]
            name = " ".join(word for word, _ in window)
            # Two-letter words are pronouns far more often than codes.
            code = None if len(name) < 3 and name != "UK" else _named(name)
            if code:
                found.setdefault(code, window[0][1])
                taken = len(window)
                break
        position += taken
    for code, pattern in _adjectives():
        match = pattern.search(text)
        if match:
            found[code] = min(found.get(code, match.start()), match.start())
    return tuple(sorted(found, key=found.__getitem__))


def _named(name: str) -> str | None:
    name = name.casefold()
    return _names().get(name) or _names().get(name.removesuffix("s").removesuffix("'"))
