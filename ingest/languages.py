"""Which language a text is written in."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

UNDETERMINED = "und"

# langdetect's own profiles; `no` is split into nb and nn afterwards.
_PROFILES = (
    *("no", "en", "sv", "da", "cs", "sk", "pl", "fi", "de", "fr", "es", "nl"),
    *("lv", "lt", "et", "ro", "hu", "hr", "bg", "ru", "uk"),
)
_SHORT = 60  # letters below which a hint is believed unless the words contradict it plainly
_SAMPLE = 8000

# Function words and the commonest verbs; a word in two lists helps neither against the other.
_WORDS = {
    "nb": """
        han hun ham henne dem tyske sammen begge annet andre hver hvert meget lige man der her meg
        deg seg mange få innen dansk danske svensk sier inn mens siden og i er av til som med på
        det en et for at den de om fra har ikke jeg vi kan skal være var ble blir etter ved mellom
        hvor hva hvem hvilke hvilken hvordan eller noen noe bare også mot samt under sin sine
        deres vårt våre kunne skulle må mer flere både selv år gjennom blant dette disse hvis når
        så uten hos nå opp ut norsk norske øverste arbeidet uke sak
    """,
    "nn": """
        han ham tyske saman begge anna andre man der her meg deg seg mange få dansk danske svensk
        mens sidan nokre fleste tilsette innsette vert og i er av til som med på det ein
        eit ei for at den dei om frå har ikkje eg vi me kan skal vere var vart blir blei etter ved
        mellom kor kva kven korleis eller nokon noko berre også òg mot samt under sin sine deira
        vårt våre kunne skulle må meir fleire både sjølv år gjennom blant dette desse viss når så
        utan hjå no opp ut inn kjem gjer veit seier innan kvar kvart eigne eige norsk norske dykk
        ho heile mykje verte vore gjere same tenesta tenester veke arbeidet skuleverket
    """,
    "da": """
        han hun ham hende dem tyske sammen begge andet andre hvert man der her mange få inden
        svensk siger ind mens siden når år og i er af til som med på det en et for at den de om
        fra har ikke jeg vi kan skal være var blev bliver efter ved mellem hvor hvad hvem hvilke
        hvilken hvordan eller nogen noget kun også mod samt under sin sine deres vores kunne
        skulle må mere flere både selv gennem blandt dette disse hvis så uden hos nu op dansk
        danske mig dig sig arbejdet uge sag øge fængsel kriminalforsorgen hver meget lige ligesom
        dog thi især
    """,
    "sv": """
        han hon honom dem begge der mange få och i är av till som med på det en ett för att den de
        om från har inte jag vi kan ska skall vara var blev blir efter vid mellan vad vem vilka
        vilken hur eller någon något bara också mot samt under sin sina deras vårt våra kunde
        skulle måste mer flera både själv år genom bland detta dessa när så utan hos nu upp ut in
        inom svensk svenska man sig
    """,
    "en": """
        the of and to in is for that with on as by are was were be been from this which at an or
        it not has have had their its will can who they we our you if should may also between
        under than these those there other into such more all any must when what how would about
        during each he she
    """,
    "cs": """
        a v se na je že do s z o i k ve pro jsou byl byla bylo byly jako po od za nebo jeho její
        který která které také ale podle při ze mezi však tak už jen již až jsme být může by aby
        své svých si co dne roku této tento tato během před což
    """,
}
_SETS = {language: frozenset(words.split()) for language, words in _WORDS.items()}
_NORDIC = ("nb", "nn", "da", "sv")
_NORWEGIAN = ("nb", "nn")
_TELLING = {
    language: words - frozenset().union(*(w for other, w in _SETS.items() if other != language))
    for language, words in _SETS.items()
}
_NORDIC_WORDS = frozenset().union(*(_SETS[language] for language in _NORDIC))
# What is a word in a Nordic language and none in English, and the other way.
_APART = (_NORDIC_WORDS - _SETS["en"], _SETS["en"] - _NORDIC_WORDS)
# Spellings that set one Nordic language off from its neighbours.
_SPELLINGS = {
    "nb": r"\w{2,}sjon\w*|\w{3,}(?:heten|heter|ingene|ende)\b|\w{2,}skap\w*|\bfengsel\w*",
    "nn": r"\w{2,}sjonar\w*|\w{3,}(?:ane|leik|legare|ingar|heit|aste)\b|\b(?:ikkj|kv)\w+",
    "da": r"\w{3,}(?:tion|tioner|tionen|tionerne|hed|heder|heden)\b|\w*(?:ægt|øjn|øje|æng|skab)\w*",
    "sv": r"[äö]|\w{3,}(?:tion|tioner|ningar|heter|arna|orna|iska)\b|\bfäng\w*",
}
_SPELLING_PATTERNS = {language: re.compile(pattern) for language, pattern in _SPELLINGS.items()}


def detect(text: str, *, hint: str | None = None) -> str:
    """Return the language of `text`: nb, nn, en, sv, da, cs, ..., or `und` if it has no letters.

    Deterministic. Function words decide where they are plain; langdetect, which is weak on short
    texts and mixes up Danish with bokmål, where they are not.

    Parameters
    ----------
    hint
        The language to expect, the document's for a passage: it decides for texts too short to
        tell and between languages that lie close.
    """
    sample = text[:_SAMPLE].casefold()
    letters = sum(map(str.isalpha, sample))
    hint = None if hint == UNDETERMINED else hint
    if letters == 0:
        return UNDETERMINED
    words = re.findall(r"[^\W\d_]+", sample)
    scores = _scores(words)
    ranked = sorted(scores, key=lambda language: (scores[language], language == hint), reverse=True)
    first, second = scores[ranked[0]], scores[_rival(ranked)]
    if letters < _SHORT and hint:
        return _among(ranked[0], words, sample, hint) if first >= second + 4 else hint
    if first >= 4 and first >= 0.12 * len(words) and first >= 2.5 * second:
        return _among(ranked[0], words, sample, hint)
    guess = _statistical(sample)
    if guess is None:
        return hint or (_among(ranked[0], words, sample, hint) if first else UNDETERMINED)
    if (
        guess in _SETS
        and letters < 4 * _SHORT
        and hint in scores
        and scores[hint] > scores[guess] + 2
    ):
        return hint
    if guess in ("no", "da", "sv"):
        return _among("nb", words, sample, hint)
    if letters < 2 * _SHORT and hint and scores.get(guess, 0) < 2:
        return hint
    return guess


def detect_query(text: str) -> str:
    """Return the language of a few words to search for, as `detect` does, but sooner.

    Which of the Nordic languages it is matters little to a search; langdetect is asked only where
    the function words leave open whether it is one of them or English.
    """
    sample = text[:_SAMPLE].casefold()
    # A single letter is a word in half of Europe.
    words = re.findall(r"[^\W\d_]{2,}", sample)
    nordic, english = (sum(word in known for word in words) for known in _APART)
    if bool(nordic) != bool(english):
        return _among("nb", words, sample, None) if nordic else "en"
    return detect(text)


def _scores(words: list[str]) -> dict[str, float]:
    return {language: sum(word in known for word in words) for language, known in _SETS.items()}


def _rival(ranked: list[str]) -> str:
    """Return the best language outside the family of the first."""
    if ranked[0] in _NORDIC:
        return next(language for language in ranked if language not in _NORDIC)
    return ranked[1]


def _among(language: str, words: list[str], sample: str, hint: str | None) -> str:
    """Choose between the Nordic languages by the words and spellings that only one of them has."""
    if language not in _NORDIC:
        return language
    telling = {
        nordic: 2.0 * sum(word in _TELLING[nordic] for word in words)
        + sum(word in _SETS[nordic] for word in words)
        + 0.5 * len(_SPELLING_PATTERNS[nordic].findall(sample))
        for nordic in _NORDIC
    }
    foreign = len(re.findall("[äö]", sample)), len(re.findall("[æø]", sample))
    telling["sv"] += 0.5 * (foreign[0] - foreign[1])
    if hint in telling:
        # What a document is written in, most of its passages are too; and the longer a passage of
        # bokmål, the more of its words are Danish words as well.
        telling[hint] += 2.5 + 0.05 * len(words)
    return max(_NORDIC, key=telling.__getitem__)


@cache
def _factory() -> Any:
    """Load the profiles of our languages only, into a factory of our own."""
    from pathlib import Path

    import langdetect
    from langdetect.detector_factory import DetectorFactory

    folder = Path(langdetect.__file__).parent / "profiles"
    factory = DetectorFactory()
    factory.load_json_profile(
        [(folder / language).read_text(encoding="utf-8") for language in _PROFILES]
    )
    factory.set_seed(0)
    return factory


def _statistical(sample: str) -> str | None:
    from langdetect.lang_detect_exception import LangDetectException

    detector = _factory().create()
    detector.append(sample)
    try:
        guess = str(detector.detect())
    except LangDetectException:  # no letter sequence that any profile knows
        return None
    return guess if guess in _PROFILES else None
