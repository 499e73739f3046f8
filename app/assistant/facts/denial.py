"""The words that deny, in the languages whose texts we quote or translate."""

from __future__ import annotations

import re
from functools import cache

from app.assistant.facts.family import family

_NOT: dict[str, str] = {
    "nordic": r"ikke|ikkje|inte|ingen|inga|inget|inkje|ingenting|intet|aldri|aldrig|uten|"
    r"utan|uden(?! for)|verken|"
    r"hverken|varken|mangl\w+|sakn\w+|neppe|slett|"
    r"(?:stå[rt]?|stod|hold(?:er|t)) (?:seg |sig )?(?:utenfor|utanfor|utanför)",
    "en": r"not|no|never|without|neither|nor|none|nobody|nothing|cannot|lacks?|lacked|lacking|"
    r"\w+n['’]t|unable|hardly|(?:is|are|was|has|have|had) yet(?= to\b)|"
    r"(?:stays?|stayed|stands?|stood|remains?|remained) outside",
    "cs": r"není|nejsou|nemá|nemají|nelze|nikdy|žádn\w+|bez(?! ohledu)|ani|aniž|nikdo|nic|"
    r"ne|postrád\w+|"
    r"nebyl\w*|nebud\w+|nesm\w+|nemoh\w+|nemůž\w+|nemus\w+|ne\w{3,}(?:l|la|lo|li|ly|uje|"
    r"ují|ají|ejí)",
    "de": r"nicht|kein\w*|nie|niemals|nirgends|niemand\w*|nichts|ohne|weder",
    "lv": r"nav|ne|nebija|nebūs|nevar\w*|nedrīkst\w*|nespēj\w*|netiek|netika|nekad|nevien\w*|nekas|"
    r"nekur|nevis|bez",
    "ru": r"не|нет|ни|нельзя|никогда|никто|никого|ничего|ничто|никак\w*|без",
    "uk": r"не|ні|нема|немає|неможливо|ніколи|ніхто|нікого|нічого|ніщо|жод\w+|без",
}
# `not only A but B` denies nothing.
_ALSO = re.compile(
    r"(?i)\b(?:not (?:only|just|merely|simply)|ikke (?:bare|kun|berre|minst)|ikkje berre|"
    r"inte (?:bara|endast|minst)|nejen|nejenom|ikkje minst|whether or not|no\.|nr\.)|"
    r"\brather than (?:only|purely|merely|just|solely)\b|"
    # Bounds of a figure.
    r"\b(?:not|no) (?:more|less|fewer|later|earlier|longer|higher|lower|older|younger) than\b|"
    r"\bikk(?:j)?e (?:mer|meir|mindre|flere|fleire|færre|senere|seinare|tidligere|lenger|lengre) "
    r"enn\b|\binte (?:mer|mindre|fler|färre|senare|längre) än\b|"
    # Whoever does not forget or wait, does it.
    r"\b(?:ikk(?:j)?e|inte|aldri|never|do not|don['’]t) (?:glem\w*|gløym\w*|glöm\w*|forget\w*|"
    r"vent(?:e|ar)?|vänta?|wait|nøl\w*|hesitat\w*|delay)\b|\bglem (?:ikke|verken|aldri)\b|"
    # What nothing exceeds is the most.
    r"\b(?:no|ingen|inga|inget|žádn\w+)\b[^.;|,]{0,40}\b(?:more|mer|meir|flere|fleire|fler|víc\w*|"
    r"\w{3,}ere|oftare|greater|larger|bigger|higher)\b[^.;|,]{0,30}"
    r"\b(?:than|enn|än|než)\b|"
    # What nothing speaks against is allowed.
    r"\b(?:ikke noe|ikkje noko) i ve[gi]en for|\bingenting i ve[gi]en for|"
    r"\b(?:nothing wrong with|no harm in|nothing against|no objection to|nothing to stop)\b"
)
# They may carry a denial, but make none by themselves.
_MAY_DENY_HERE = re.compile(
    r"(?i)\b(?:un(?!it|iv|der|io|iq|if|til)\w{4,}|non-?\w{3,}|rather than|"
    r"dis(?:abl|advant|agree|allow|appear|approv|band|connect|continu|courag|lik|miss|obey|order|"
    r"own|pens|pute|qualif|regard|rupt|satisf|trust)\w*|"
    r"instead|unlike|other than|except|refus\w+|"
    r"i staden|i stedet|snarere|framfor|heller|"
    r"ont om|\w*brist\w*|short(?:age)?s?(?: of)?|scarc\w+|mangelvare|knapphet\w*|nedostat\w*|"
    r"gjenst[åo]\w*|attst[åo]\w*|återst[åo]\w*|remain\w*|zbýv\w*|exclu\w+|barred|denied|illiter\w+|"
    r"no longer|avslutt\w*|avslut\w*|ophørt|mladší\w*|"
    r"ended|close[ds]?|steng\w+|stäng\w+|lukk\w+|differ\w*|forskjell\w*|"
    r"skilnad\w*|skillnad\w*|rozdíl\w*|vary|varies|varier\w*|secret\w*|anal[fp]\w+|"
    r"under (?=\d)|below (?=\d)|less than|mindre enn|mindre än|pod (?=\d)|last resort|siste utvei|"
    r"for (?:lit\w+|små|få|dårl\w+|kort\w*|lav\w*|sein\w*|sen|mange|stor\w*|trang\w*|svak\w*)|för "
    r"(?:lit\w+|små|få|kort\w*|låg\w*|mån\w+)|příliš|slipp\w*|slapp|spare[ds]?|stopp\w*|ceas\w*|"
    r"vann?t til|atskilt|åtskil\w+|apart|separat\w*|odděl\w+|ledig\w*|vacant|tom[mt]?e?|empty|"
    r"postrád\w+|chyb[íě]\w*|im(?:balanc|matur|mun|part|patien|perfect|possib|pract|proper)\w*|"
    r"in(?:sufficient|capab)\w*|mis(?!jon|sion|ter)\w{4,}|"
    r"mindreforbruk\w*|underspen\w*|regardless|uansett|ohledu|umulig\w*|místo|kromě|"
    r"free of|outside|utenfor|utanfor|alene|lack\w*|avoid\w*|"
    r"slutt[ae]\w*|sluta\w*|přesta\w*|silent|taus\w*|tie[rt]?|tyst\w*|mlč\w*|"
    r"off limits|forb[uy]\w*|forbidden|förbj\w*|zakáz\w*|prohibit\w*|"
    r"med en gang|med ein gong|straks|immediately|at once|without delay|genast|ihned|"
    r"langt (?:til|fra|frå|unna)|far (?:from|away)|långt (?:till|från)|daleko|"
    r"if any|where there is any|at all|overhodet|i det hele tatt|"
    r"(?:bli\w*|vert|vart) sit[jt]\w*|forbli\w*|stay\w*|stå\w* stille|står stilt|"
    r"mist(?:er|a|e|et)|lose[sd]?|lost|tap(?:er|e|t|te)|förlora\w*|ztrat\w*|ztrác\w*|"
    r"svikt\w*|svik\w*|selh\w*|break\w* down|"
    r"(?:lot|lar|late?|latt?) (?:være|vere)|unnl[ao]t\w*|försumm\w*|fail\w*|refrain\w*|"
    r"unngå\w*|few|få|too|for mye)\b"
)
_MAY_DENY: dict[str, re.Pattern[str]] = {
    "nordic": re.compile(
        # `uanmeldt`, `ubrukt`, `oanmäld`; not `under`, `ute`, `ukentlig`, `union`.
        r"(?i)\b(?:u(?!n[dgi]|t|k[er]|pp|sa|rbana?)[^\W\d_]{4,}|\w*ubestem\w+|\w*obestäm\w+|"
        r"o(?=anm|ber|beh|bek|bero|bet|fri|för|giltig|lag|lik|läs|lös|möj|säk|till|tryg|upp|utr|"
        r"använ)\w+)\b"
    ),
    "cs": re.compile(r"(?i)\b(?:ne(?!jv|bo|ž|mocn|děl)\w{4,})\b"),
    "de": re.compile(r"(?i)\b(?:un\w{4,}|\w+los\w{0,2}|außer\w*|statt|miss\w+|wenig\w*)\b"),
    "lv": re.compile(r"(?i)\b(?:ne\w{3,}|bez\w+|izņemot|maz\w*)\b"),
    "ru": re.compile(r"(?i)\b(?:не\w{3,}|бе[зс]\w{3,}|кроме|вместо|мало)\b"),
    "uk": re.compile(r"(?i)\b(?:не\w{3,}|без\w{3,}|крім|замість|мало)\b"),
}
_OWN_WORDS = frozenset({"de", "lv", "ru", "uk"})
_KNOWN = frozenset({"nb", "nn", "no", "da", "sv", "en", "cs", "sk"}) | _OWN_WORDS


def knows_denials(language: str) -> bool:
    """Tell whether the words that deny in a language are known."""
    return language in _KNOWN


def denials(text: str, language: str) -> list[str]:
    """Return the words of `text` that deny, as they are written, in their order."""
    return _pattern(_group(language)).findall(without_also(text))


def may_deny(text: str, language: str) -> bool:
    """Tell whether a word of `text` may carry a denial in itself: `unknown`, `rather than`."""
    group = _group(language)
    if group not in _OWN_WORDS and _MAY_DENY_HERE.search(text):
        return True
    return group in _MAY_DENY and _MAY_DENY[group].search(text) is not None


def without_also(text: str) -> str:
    """Return `text` without what looks like a denial and is none: `not only`, `no later than`."""
    return _ALSO.sub(" ", text)


def _group(language: str) -> str:
    return language if language in _OWN_WORDS else family(language)


@cache
def _pattern(group: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_NOT[group]})\b", re.IGNORECASE)
