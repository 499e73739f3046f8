"""The words of numbers, by family of languages."""

from __future__ import annotations

from functools import cache

from app.assistant.facts.family import Family

_WORDS: dict[Family, dict[float, str]] = {
    "nordic": {
        1: "én éin éi eitt ett",
        2: "to två tvo",
        3: "tre",
        4: "fire fyra",
        5: "fem",
        6: "seks sex",
        7: "sju syv",
        8: "åtte åtta",
        9: "ni nio",
        10: "ti tio",
        11: "elleve elva",
        12: "tolv",
        13: "tretten tretton",
        14: "fjorten fjorton",
        15: "femten femton",
        16: "seksten sexton",
        17: "sytten sjutton",
        18: "atten arton",
        19: "nitten nitton",
        20: "tjue tjugo tyve",
        30: "tretti tredve trettio",
        40: "førti fyrtio",
        50: "femti femtio",
        60: "seksti sextio",
        70: "sytti sjuttio",
        80: "åtti åttio",
        90: "nitti nittio",
        100: "hundre hundra",
        1e3: "tusen",
        1e6: "million millioner millionar millionene millionane miljon miljoner miljonerna",
        1e9: "milliard milliarder milliardar milliardene milliardane miljard miljarder miljarderna",
    },
    "en": {
        1: "one",
        2: "two twice",
        3: "three thrice",
        4: "four",
        5: "five",
        6: "six",
        7: "seven",
        8: "eight",
        9: "nine",
        10: "ten",
        11: "eleven",
        12: "twelve",
        13: "thirteen",
        14: "fourteen",
        15: "fifteen",
        16: "sixteen",
        17: "seventeen",
        18: "eighteen",
        19: "nineteen",
        20: "twenty",
        30: "thirty",
        40: "forty",
        50: "fifty",
        60: "sixty",
        70: "seventy",
        80: "eighty",
        90: "ninety",
        100: "hundred",
        1e3: "thousand",
        1e6: "million",
        1e9: "billion",
    },
    "cs": {
        1: "jeden jedna jedno",
        2: "dva dvě dvou dvěma dvakrát",
        3: "tři tří třem třech třemi třikrát",
        4: "čtyři čtyř čtyřem čtyřech čtyřmi čtyřikrát",
        5: "pět pěti pětkrát",
        6: "šest šesti",
        7: "sedm sedmi",
        8: "osm osmi",
        9: "devět devíti",
        10: "deset deseti desíti",
        11: "jedenáct jedenácti",
        12: "dvanáct dvanácti",
        13: "třináct třinácti",
        14: "čtrnáct čtrnácti",
        15: "patnáct patnácti",
        16: "šestnáct šestnácti",
        17: "sedmnáct sedmnácti",
        18: "osmnáct osmnácti",
        19: "devatenáct devatenácti",
        20: "dvacet dvaceti",
        30: "třicet třiceti",
        40: "čtyřicet čtyřiceti",
        50: "padesát padesáti",
        60: "šedesát šedesáti",
        70: "sedmdesát sedmdesáti",
        80: "osmdesát osmdesáti",
        90: "devadesát devadesáti",
        100: "sto sta stě set",
        1e3: "tisíc tisíce tisíci",
        1e6: "milion miliony milionů milionu",
        1e9: "miliarda miliardy miliard miliardu",
    },
}
# Articles that may be the numeral, and `both`: they give a number, but claim none.
_WEAK: dict[Family, dict[float, str]] = {
    "nordic": {1: "en ei ein et ett eitt éngang", 2: "begge båda bägge par"},
    "en": {1: "a an once single", 2: "both pair couple"},
    "cs": {
        1: "jeden jedna jedno jednoho jedné jednu jednom jedním jednou",
        2: "oba obě obou oběma",
    },
}
JOINING: dict[Family, str] = {"nordic": "og och", "en": "and", "cs": "a"}


@cache
def number_words(own: Family) -> dict[str, float]:
    """Return what each word of a number amounts to."""
    return {word: value for value, words in _WORDS[own].items() for word in words.split()}


@cache
def article_words(own: Family) -> dict[str, float]:
    """Return the words that may be an article as well as a number, and what they give."""
    return {word: value for value, words in _WEAK[own].items() for word in words.split()}


@cache
def small_number_words() -> dict[str, float]:
    """Return the words of the numbers to twelve, of all languages together."""
    return {
        word: value
        for words in _WORDS.values()
        for value, forms in words.items()
        if value <= 12
        for word in forms.split()
    } | {"en": 1.0, "ein": 1.0}
