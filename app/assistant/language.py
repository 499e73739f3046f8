"""The language of a question: bokmål, nynorsk or English, also when it is three words long."""

from __future__ import annotations

import re
from typing import Literal

from ingest.languages import detect

AnswerLanguage = Literal["nb", "nn", "en"]

# Words that speak for one of the three and are common in short questions. Those that two of them
# share ("for", "her", "men", "over") are left out; so are names and technical terms.
_TELLING: dict[AnswerLanguage, frozenset[str]] = {
    "nb": frozenset(
        "hva hvem hvor hvordan hvorfor hvilke hvilken hvilket hvis når ikke jeg meg deg seg "
        "de dem hun en et ei fra noe noen være er var blir ble gjør gjøre kommer mye mange "
        "hvert hver disse siden bare og i på til av med som det den om har kan skal vil må "
        "kunne skulle norge norske ansatte innsatte fengsler fengslene kriminalomsorgen "
        "straff gi fortell forklar finnes finst eller mellom land landene deres dens hos også "
        "etter før ved får fikk hadde mottar mottok sier står skjer skjedde gjelder koster "
        "varer heter jobber samarbeider".split()
    ),
    "nn": frozenset(
        "kva kven kor korleis kvifor kvar kvart ikkje eg meg deg seg dei dykk ho ein eit ei "
        "frå noko nokon nokre vere er var blir vart vert gjer gjere kjem mykje mange desse "
        "sidan berre og i på til av med som det den om har kan skal vil må kunne skulle noreg "
        "norske tilsette innsette fengsel fengsla kriminalomsorga straff gje fortel forklar "
        "finst eller mellom land landa deira hjå også òg etter før ved får fekk hadde mottek "
        "seier står skjer skjedde gjeld kostar varer heiter jobbar samarbeider når".split()
    ),
    "en": frozenset(
        "what who whom whose how why where when which is are was were be been does did do has "
        "have had can could should would will may the a an of and or to in on at by from with "
        "about into many much not there this that these those it its they their he she his "
        "her we you your i tell explain list give name show between during after before "
        "norwegian norway prison prisons countries country people staff".split()
    ),
}
# In these a word or an ending gives nynorsk away whatever else stands there.
_PLAIN_NYNORSK = re.compile(
    r"\b(?:ikkje|kva|kven|korleis|kvifor|eg|frå|noko|nokon|nokre|dei|ein|eit|vart|vert|kjem|gjer|"
    r"mykje|noreg|tilsette|innsette|kriminalomsorga|deira|desse|sidan|berre|seier|finst|gjeld|"
    r"heiter|kor\s+(?:mange|mykje|lenge|stor|stort|mang))\b"
)
_PLAIN_BOKMAL = re.compile(
    r"\b(?:ikke|hva|hvem|hvor|hvordan|hvorfor|hvilke[nt]?|jeg|fra|noe|noen|ble|være|gjør|kommer|"
    r"mye|norge|ansatte|innsatte|kriminalomsorgen|deres|disse|siden|bare|en|et|de)\b"
)


def question_language(question: str, *, default: AnswerLanguage = "nb") -> AnswerLanguage:
    """Return the language to answer in.

    langdetect alone takes short Norwegian for Danish and is at a loss with a pair of words, so the
    commonest words decide first. A question in a neighbouring language (Danish, Swedish) is
    answered in bokmål, one in any other language in English.

    Parameters
    ----------
    default
        For a question that is all names and figures.
    """
    folded = question.casefold()
    words = re.findall(r"[^\W\d_]+", folded)
    counts = {
        language: sum(word in telling for word in words) for language, telling in _TELLING.items()
    }
    norwegian = max(counts["nb"], counts["nn"])
    if counts["en"] != norwegian:
        if counts["en"] > norwegian:
            return "en"
        return _norwegian(folded, counts)
    if norwegian == 0:
        guess = detect(question) if len(words) >= 3 else ""
        if guess == "en":
            return "en"
        if guess in ("nb", "nn"):
            return "nn" if guess == "nn" else "nb"
        return "nb" if guess in ("da", "sv") else default if guess in ("", "und") else "en"
    return "en" if detect(question) == "en" else _norwegian(folded, counts)


def _norwegian(folded: str, counts: dict[AnswerLanguage, int]) -> AnswerLanguage:
    nynorsk = len(_PLAIN_NYNORSK.findall(folded))
    bokmal = len(_PLAIN_BOKMAL.findall(folded))
    if nynorsk != bokmal:
        return "nn" if nynorsk > bokmal else "nb"
    return "nn" if counts["nn"] > counts["nb"] else "nb"
