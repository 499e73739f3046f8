"""The language of a question: bokmål, nynorsk or English, also when it is three words long."""

from __future__ import annotations

import re
from typing import Literal

from ingest.languages import detect

AnswerLanguage = Literal["nb", "nn", "en"]

_DETECTABLE = 3  # words below which langdetect only guesses

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
        "varer heter jobber samarbeider takk hei antall fanger fangene innsatt midler midlene "
        "forskjell forskjellen penger budsjett budsjettet prosjektene leder nevn".split()
    ),
    "nn": frozenset(
        "kva kven kor korleis kvifor kvar kvart ikkje eg meg deg seg dei dykk ho ein eit ei "
        "frå noko nokon nokre vere er var blir vart vert gjer gjere kjem mykje mange desse "
        "sidan berre og i på til av med som det den om har kan skal vil må kunne skulle noreg "
        "norske tilsette innsette fengsel fengsla kriminalomsorga straff gje fortel forklar "
        "finst eller mellom land landa deira hjå også òg etter før ved får fekk hadde mottek "
        "seier står skjer skjedde gjeld kostar varer heiter jobbar samarbeider når takk hei "
        "talet fangar fangane innsett midlar midla skilnad skilnaden pengar budsjett budsjettet "
        "prosjekta leier leiar nemn kome blei gjekk byrja heim heime høg høgt låg lågt "
        "vald veke".split()
    ),
    "en": frozenset(
        "what who whom whose how why where when which is are was were be been does did do has "
        "have had can could should would will may the a an of and or to in on at by from with "
        "about into many much not there this that these those it its they their he she his "
        "her we you your i tell explain list give name show between during after before "
        "norwegian norway prison prisons countries country people staff thanks thank hello "
        "please number money budget training prisoners inmates cooperation".split()
    ),
}
# In these a word or an ending gives nynorsk away whatever else stands there.
_PLAIN_NYNORSK = re.compile(
    r"\b(?:ikkje|kva|kven|korleis|kvifor|eg|frå|noko|nokon|nokre|dei|ein|eit|vart|vert|kjem|gjer|"
    r"mykje|noreg|tilsette|innsette|kriminalomsorga|deira|desse|sidan|berre|seier|finst|gjeld|"
    r"heiter|skilnad(?:en)?|gjekk|byrja|pengar|"
    r"kor\s+(?:mange|mykje|lenge|ofte|stor|stort|høg|høgt|gam{1,2}al|langt?)|kormange)\b"
)
_PLAIN_BOKMAL = re.compile(
    r"\b(?:ikke|hva|hvem|hvor|hvordan|hvorfor|hvilke[nt]?|jeg|fra|noe|noen|ble|være|gjør|kommer|"
    r"mye|norge|ansatte|innsatte|kriminalomsorgen|deres|disse|siden|bare|en|et|de)\b"
)
# Endings that one of the two has and the other has not; they decide where no word does.
_NYNORSK_ENDING = re.compile(
    r"\b[^\W\d_]{2,}(?:ttest|[^\W\d_](?:ane|ingar|leg|leik|aste|arar|[^\W\d_](?:gar|tar)))\b"
)
_BOKMAL_ENDING = re.compile(r"\b[^\W\d_]{3,}(?:ene|erne|lig|lige|ttes)\b")
# A question that opens with one of these is Norwegian, whatever English title it goes on to name.
_NORWEGIAN_OPENING = re.compile(r"[^\w]*(?:(?:i |på )?hv[aeio]\w*|kv[aei]\w*|kor|korleis|når)\b")


def question_language(question: str, *, default: AnswerLanguage = "nb") -> AnswerLanguage:
    """Return the language to answer in.

    langdetect alone takes short Norwegian for Danish and is at a loss with a pair of words, so the
    commonest words decide first. A question in a neighbouring language (Danish, Swedish) is
    answered in bokmål, one in any other language in English.

    Parameters
    ----------
    default
        For a question that is all names and figures, and, if it is nynorsk, for one in words
        that bokmål has too.
    """
    folded = question.casefold()
    words = re.findall(r"[^\W\d_]+", question)
    counts = _counts(words)
    norwegian = max(counts["nb"], counts["nn"])
    if _NORWEGIAN_OPENING.match(folded) or norwegian > counts["en"]:
        return _norwegian(folded, counts, default)
    if counts["en"] > norwegian:
        return "en"
    if norwegian > 0:
        return "en" if detect(question) == "en" else _norwegian(folded, counts, default)
    if len(words) < _DETECTABLE or all(word[0].isupper() for word in words):
        return default
    guess = detect(question)
    if guess in ("nb", "nn", "da", "sv"):
        return "nn" if guess == "nn" else "nb"
    return "en"


def _counts(words: list[str]) -> dict[AnswerLanguage, int]:
    """Return how many words speak for each language."""
    # Capitals inside a question mark a name, and many names here are English.
    shouted = not any(word.islower() for word in words)
    common = [word for i, word in enumerate(words) if i == 0 or shouted or not word[0].isupper()]
    return {
        language: sum(
            word.casefold() in telling for word in (common if language == "en" else words)
        )
        for language, telling in _TELLING.items()
    }


def _norwegian(
    folded: str, counts: dict[AnswerLanguage, int], default: AnswerLanguage
) -> AnswerLanguage:
    for nynorsk, bokmal in (
        (len(_PLAIN_NYNORSK.findall(folded)), len(_PLAIN_BOKMAL.findall(folded))),
        (counts["nn"], counts["nb"]),
        (len(_NYNORSK_ENDING.findall(folded)), len(_BOKMAL_ENDING.findall(folded))),
    ):
        if nynorsk != bokmal:
            return "nn" if nynorsk > bokmal else "nb"
    return "nn" if default == "nn" else "nb"
