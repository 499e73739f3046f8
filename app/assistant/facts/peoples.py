"""Countries by what is made from their names: `lotyšských`, `tsjekkerne`, `Hungarians`.

`ingest.countries` has the names themselves; in running text most countries stand as adjectives, as
peoples or as languages.
"""

from __future__ import annotations

import re
from functools import cache

from ingest.countries import countries_named, country_code

# Stems, with what may follow; Norwegian, Swedish, English, Czech.
_STEMS = {
    "NO": r"norsk\w{0,3}|norwegian\w?|nordm[ae]nn\w*|norrm[aä]n\w*|norš\w+|noř\w+|norů|norové",
    "SE": r"svensk\w{0,4}|swed(?:en|es?|ish)|švéd\w+|sver?ig\w*",
    "DK": r"dansk\w{0,4}|danes?|danish|dánsk\w*|dánš\w+|dáni|dánů",
    "FI": r"finsk\w{0,3}|finnish|finns?|finnene|finnland\w*|finsk\w*|finšt\w+|finové|finů",
    "IS": r"islandsk\w{0,3}|iceland\w*|islän\w+|islanď\w+|island\w{0,3}",
    "EE": r"est(?:isk|nisk|on)\w*|estere|estlender\w*|ester\b",
    "LV": r"latvi\w+|lettisk\w*|lettland\w*|letter\b|lotyš\w+",
    "LT": r"litau\w+|lithuania\w*|litv\w{1,3}|litev\w+",
    "PL": r"polsk\w{0,3}|polish|polakk\w*|polack\w*|polen|poland\w*|polsk\w+|polš\w+|polá[kc]\w*",
    "CZ": r"tsjekk\w+|czech\w*|tjeck\w+|česk\w+|češ[ikt]\w*|čech\w*|čr",
    "SK": r"slovak\w+|slovensk(?:o|a|u|em|ými|ých|ým|ou|á|é|ý)|slovenš\w+|slovác\w+|slovák\w*",
    "SI": r"sloven(?:ia\w*|es?|ere|erne|ien|sk|ske|ska)|slovin\w+",
    "HU": r"ungar\w+|ungern|hungar\w+|maďar\w+",
    "AT": r"østerri\w+|austerri\w+|österri\w+|austria\w*|rakous\w+|rakušan\w*",
    "DE": r"tysk\w{0,4}|tyskland\w*|german\w{0,2}|germans|němec\w*|němc\w+|němč\w+|německ\w+",
    "CH": r"sveits\w*|schweiz\w*|swiss|switzerland\w*|švýcar\w+",
    "RO": r"rum(?:ensk|en|än)\w*|romania\w*|rumun\w+",
    "BG": r"bulgar\w+|bulhar\w+",
    "HR": r"kroat\w+|croat\w+|chorvat\w+",
    "RS": r"serb\w+|srb(?:sk|ov|y|ů|š)\w*",
    "RU": r"russ(?:isk|er|land|ia)\w*|ryss\w+|rysk\w*|rusk\w*|rušt\w+|rusů|rusové",
    "UA": r"ukrain\w+|ukrajin\w+",
    "BY": r"belarus\w*|hviteruss\w+|kviteruss\w+|vitryss\w+|bělorus\w+",
    "MD": r"moldov\w+|moldav\w+",
    "GE": r"georg(?:isk|ia|ier)\w*|gruz\w+",
    "AM": r"armen\w+|armén\w+",
    "TR": r"tyrk\w+|turk(?:ey|ish|iet|isk)\w*|tureck?\w+",
    "FR": r"fransk\w{0,3}|frankrike\w*|french|france|francie|francii|francouz\w+",
    "ES": r"spansk\w{0,3}|spania\w*|spain|spanish|spaniards?|španěl\w+",
    "IT": r"italien\w*|italia\w*|italy|itáli\w+|italsk\w+",
    "NL": r"nederl\w+|nederländ\w+|dutch|netherlands|nizozem\w+|holand\w+|holland\w*",
    "BE": r"belgi\w+",
    "IE": r"irsk\w{0,3}|irland\w*|irish|ireland\w*|irländ\w+",
    "GB": r"brit(?:isk|ish|er|ain|tisk|án|sk)\w*|storbritannia\w*|engelskm\w+|briti\b",
    "US": r"amerikan\w+|americans?|američ\w+|americk\w+|u\.s\.|usa\w?",
    "MT": r"malta|maltes\w+|malty|maltě|maltu|maltské\w*",
    "LR": r"liberi\w+|libéri\w+",
    "XK": r"kosov\w+",
    "PS": r"palestin\w+",
    "SO": r"somali\w*|somál\w+",
}  # fmt: skip
# `finner` finds, and `nor` is a conjunction.
_NOT = frozenset("finner nor poles us estere letter ester".split())


@cache
def country_of(phrase: str) -> str:
    """Return the ISO code of the country that a phrase is a name of, in any form; empty if none."""
    words = phrase.casefold().split()
    if len(words) > 1:
        named = countries_named(phrase)
        return named[0] if len(named) == 1 and country_code(phrase) == named[0] else ""
    if phrase == "US":
        return "US"
    word = re.sub(r"['’]s?$", "", words[0]) if words else ""
    if word in _NOT:
        return ""
    for one in (word, word.removesuffix("s")):
        match = _pattern().fullmatch(one)
        if match and match.lastgroup:
            return match.lastgroup
    named = countries_named(phrase)
    return named[0] if len(named) == 1 else ""


def is_place(phrase: str) -> bool:
    """Tell whether a country is named itself, and not its people, language or manner."""
    return phrase[:1].isupper() and not re.search(
        r"(?i)(?:(?<!n)sk|ske|ska(?<!ška)|ish|ian|ians|ech|can|dutch|rench|swiss|ký|ká|ké|ští|ých|ými|ému|"
        r"kou|ého|ene|erne|kere)$|^(?:german|germans|danes?|finns?|swedes?|poles?)$",
        phrase,
    )


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{code}>{stems})" for code, stems in _STEMS.items()))
