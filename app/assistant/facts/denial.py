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
_MAY_DENY: dict[str, re.Pattern[str]] = {
    "nordic": re.compile(
        # `uanmeldt`, `ubrukt`, `oanmäld`; not `under`, `ute`, `ukentlig`, `union`.
        r"(?i)\b(?:u(?!n[dgi]|t|k[er]|pp|sa|rbana?)[^\W\d_]{4,}|\w*ubestem\w+|\w*obestäm\w+|"
        r"o(?=anm|ber|beh|bek|bero|bet|fri|för|giltig|lag|lik|läs|lös|möj|säk|till|tryg|upp|utr|"
        r"använ)\w+|und(?:g[åi]|vik|ant|tag)\w*|unnl[ao]t\w*|mis(?!jon|sion|ter)\w{4,}|"
        r"i staden|i stedet|snarere|snarare|framfor|heller|"
        r"ont om|\w*brist\w*|mangelvare|knapphet\w*|"
        r"gjenst[åo]\w*|attst[åo]\w*|återst[åo]\w*|"
        r"avslutt\w*|avslut\w*|ophørt|steng\w+|stäng\w+|lukk\w+|"
        r"differ\w*|forskjell\w*|skilnad\w*|skillnad\w*|varier\w*|analf\w+|dispens\w*|immun\w*|"
        r"under (?=\d)|mindre enn|mindre än|siste utvei|"
        r"for (?:lit\w+|små|få|dårl\w+|kort\w*|lav\w*|sein\w*|sen|mange|stor\w*|trang\w*|svak\w*|"
        r"mye)|för (?:lit\w+|små|få|kort\w*|låg\w*|mån\w+)|slipp\w*|slapp|spare[ds]?|stopp\w*|"
        r"vann?t til|atskilt|åtskil\w+|separat\w*|ledig\w*|tom[mt]?e?|"
        r"mindreforbruk\w*|uansett|umulig\w*|utenfor|utanfor|alene|"
        r"slutt[ae]\w*|sluta\w*|taus\w*|tie[rt]?|tyst\w*|forb[uy]\w*|förbj\w*|"
        r"med en gang|med ein gong|straks|genast|langt (?:til|fra|frå|unna)|långt (?:till|från)|"
        r"overhodet|i det hele tatt|"
        r"(?:bli\w*|vert|vart) sit[jt]\w*|forbli\w*|stå\w* stille|står stilt|"
        r"mist(?:er|a|e|et)|tap(?:er|e|t|te)|förlora\w*|svikt\w*|svik\w*|"
        r"(?:lot|lar|late?|latt?) (?:være|vere)|försumm\w*|få)\b"
    ),
    "en": re.compile(
        r"(?i)\b(?:un(?!it|iv|der|io|iq|if|til)\w{4,}|non-?\w{3,}|rather than|"
        r"dis(?:abl|advant|agree|allow|appear|approv|band|connect|continu|courag|lik|miss|obey|"
        r"order|own|pens|pute|qualif|regard|rupt|satisf|trust)\w*|"
        r"im(?:balanc|matur|mun|part|patien|perfect|possib|pract|proper)\w*|"
        r"in(?:sufficient|capab)\w*|mis(?!sion|ter)\w{4,}|"
        r"instead|unlike|other than|except|refus\w+|short(?:age)?s?(?: of)?|scarc\w+|remain\w*|"
        r"exclu\w+|barred|denied|illiter\w+|no longer|ended|close[ds]?|differ\w*|vary|varies|"
        r"secret\w*|analph\w+|under (?=\d)|below (?=\d)|less than|last resort|spare[ds]?|stop\w*|"
        r"ceas\w*|apart|separat\w*|vacant|empty|underspen\w*|regardless|free of|outside|lack\w*|"
        r"avoid\w*|silent|off limits|forbidden|prohibit\w*|immediately|at once|without delay|"
        r"far (?:from|away)|if any|where there is any|at all|stay\w*|lose[sd]?|lost|"
        r"break\w* down|fail\w*|refrain\w*|few|too)\b"
    ),
    "cs": re.compile(
        r"(?i)\b(?:ne(?!jv|bo|ž|mocn|děl)\w{4,}|nedostat\w*|zbýv\w*|mladší\w*|rozdíl\w*|"
        r"analf\w+|separat\w*|pod (?=\d)|příliš|odděl\w+|postrád\w+|chyb[íě]\w*|ohledu|místo|kromě|"
        r"přesta\w*|mlč\w*|zakáz\w*|ihned|daleko|ztrat\w*|ztrác\w*|selh\w*)\b"
    ),
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
    return _MAY_DENY[_group(language)].search(text) is not None


def without_also(text: str) -> str:
    """Return `text` without what looks like a denial and is none: `not only`, `no later than`."""
    return _ALSO.sub(" ", text)


def _group(language: str) -> str:
    return language if language in _OWN_WORDS else family(language)


@cache
def _pattern(group: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_NOT[group]})\b", re.IGNORECASE)
