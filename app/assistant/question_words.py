"""The small words that questions are built with, in bokmål, nynorsk and English."""

from __future__ import annotations

import re

WORD = re.compile(r"[^\W_]+(?:[-’'./&][^\W_]+)*")
PREPOSITIONS = frozenset(
    "i på til av med for fra frå om hos ved mot blant mellom etter før under over siden sidan "
    "gjennom in on at to from with by of about for among between after before during since until "
    "into within".split()
)
ARTICLES = frozenset("the den det de dei a an en ei et ein eit".split())
PLACES = frozenset("i på in at hos".split())
MODALS = frozenset(
    "kan kunne skal skulle vil ville må måtte bør burde can could will would shall".split()
)
BE = frozenset("er var blir ble blei vart vert finnes fins finst is are was were".split())
AUXILIARIES = frozenset(
    "is are was were has have had do does did can could will would shall should may might "
    "must".split()
)
VERBS = (
    BE
    | AUXILIARIES
    | frozenset(
        "har hadde får fikk fekk kan kunne skal skulle vil ville må bør gjør gjorde gjer går gikk "
        "gjekk kommer kom kjem tar tok tek gir ga gav gjev står stod sto ligger ligg leder ledet "
        "leier leia ledes styrer driver driv deltar deltok deltek samarbeider samarbeidet "
        "samarbeidde støtter støttet støtta betaler betalte koster kostet kostar kosta varer varar "
        "varte heter het heiter heitte betyr tyder mener meiner sier sa seier arbeider arbeidet "
        "jobber jobbet jobbar jobba sender sendte signerer signerte starter startet startar starta "
        "begynner begynte byrjar byrja slutter sluttet sluttar slutta mottar mottok mottek bruker "
        "brukte brukar bor bur sitter sit soner sonar skjer skjedde eier eig søker søkjer gjelder "
        "gjeld bestemmer avgjør finansierer finansierte trenger treng vet veit tilbyr besøkte "
        "besøker etablerte skrev skreiv møtes møttes kalles brukes ønsker "
        "lead leads led work works worked take takes took get gets got receive receives received "
        "pay pays paid cost costs send sends sent run runs ran sign signed start started end ended "
        "join joined mean means meant say says said give gives gave support supports supported "
        "fund funds funded belong make makes made come comes came go goes went happen happened "
        "live lives cooperate cooperates cooperated participate participates participated own owns "
        "decide decides decided visit visited attend attended host hosts hosted use uses used "
        "serve serves served chair chairs chaired".split()
    )
)
_DETERMINER = (
    r"hvor (?:mange|mye)|kor (?:mange|mykje)|hvormange|kormange|hvilke[nt]?|"
    r"kva (?:for (?:ei[nt]?|nokre))|h(?:va|vilke) slags|kva slags|how (?:many|much)|which"
)
_ADVERB = (
    r"(?:(?:siden|sidan|fra|frå|since|from|til|until) )?(?:når|when)|"
    r"(?:(?:siden|sidan|fra|frå|since|from|i|in) )?(?:hvilket år|kva år|which year|what year)|"
    r"(?:av|med|for|til|fra|frå|by|with|to|from) (?:hvem|kven|whom|who)|"
    r"(?:hvor|kor) (?:lenge|ofte|langt)|how (?:long|often|far)|"
    r"hvordan|korleis|hvorfor|kvifor|hvor|kvar|kor|how come|how|why|where"
)
QUESTION = re.compile(
    rf"(?i)(?:(?P<which>{_DETERMINER})|(?P<adverb>{_ADVERB})|(?P<who>hvem|kven|whom?)|"
    r"(?P<what>hva|kva|what))(?!\w)"
)


def is_verb(word: str) -> bool:
    """Tell whether a word is one of the verbs that questions are commonly asked with."""
    return word.casefold() in VERBS


def is_definite(word: str) -> bool:
    """Tell whether a Norwegian noun has the article at its end: `budsjettet`, `partnarane`."""
    return len(word) > 4 and word.endswith(("en", "et", "ene", "ane", "a")) and not is_verb(word)


def is_question_word(text: str) -> bool:
    """Tell whether a text opens with a question word."""
    return QUESTION.match(text) is not None
