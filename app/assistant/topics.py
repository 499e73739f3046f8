"""What a question names (countries, bodies, years) and which parts it is built of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from ingest.agencies import AGENCIES
from ingest.countries import countries_named, country_code

Kind = Literal["country", "name", "year", "ordinal"]
Form = Literal["noun", "people", "adjective"]
Asks = Literal["which", "who", "what", "adverb"]

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
_QUESTION = re.compile(
    rf"(?i)(?:(?P<which>{_DETERMINER})|(?P<adverb>{_ADVERB})|(?P<who>hvem|kven|whom?)|"
    r"(?P<what>hva|kva|what))(?!\w)"
)
# Of people only the forms that are no adjective (`svenske`) and no verb (`finner`).
_PEOPLE = re.compile(
    r"(?:nordmann|nordmenn(?:ene)?|norwegians|swedes?|danes?|finnene|finnane|finns|brits?|britons|"
    r"engelskmenn(?:ene)?|franskmenn(?:ene)?|spaniards|poles|czechs|slovaks|croats|hungarians|"
    r"(?:icel|estl|nederl|isl)(?:and|end)(?:ers?|ing(?:er|ene|ane)|er(?:e|ne)|ar(?:ar|ane))|"
    r"(?:latv|lithuan|eston|roman|bulgar|german|russ|ukrain|americ|georg|moldov|ital|serb|liber)"
    r"i?ans|germans|"
    r"(?:svensk|dansk|tysk|russ|latvi|litau|tsjekk|rumen|ungar|bulgar|ukrain|amerikan|georgi|"
    r"moldov|italien|portugis|belgi|østerrik|sveits|irlend|grek|tyrk|sloven|serb|kypriot|malteser|"
    r"kines|liberi|est|lett)(?:er(?:e|ne)?|ar(?:ar|ane)|ene|ane)|"
    r"(?:polakk|slovak|kroat|brit|spanjol)(?:er|ene|ar|ane))"
)
_NO_COUNTRY = frozenset({"man"})  # the isle, in bokmål
_REGIONS = frozenset(
    "norden europa europe afrika africa asia balkan baltikum scandinavia skandinavia".split()
)
_YEAR = r"(?:19|20)\d\d"
_YEARS = re.compile(
    rf"(?i)(?<!\w)(?:(?:fra|frå|from|mellom|between) )?{_YEAR} ?(?:[-–]| til | to | og | and ) ?"
    rf"{_YEAR}(?!\w)|(?<!\w){_YEAR}(?!\w)"
)
_ORDINAL = re.compile(
    r"(?i)(?<!\w)(?:første|fyrste|andre|tredje|fjerde|femte|siste|first|second|third|fourth|last)"
    r"(?!\w)"
)
_ACRONYM = re.compile(r"(?<!\w)(?=\w*[A-ZÆØÅ]\w*[A-ZÆØÅ])[A-ZÆØÅ]\w*(?:[-/]\w+)*")
_CAPITAL = re.compile(
    # `Internasjonal stab`
    r"(?<![\w.])[A-ZÆØÅÄÖČŘŠŽŁŚ](?:\w*(?:[ns]jonal|nordisk|europeisk) [a-zæøå]+|\w*(?:[-’]\w+)*)"
)
_TITLE = re.compile(
    rf"{_CAPITAL.pattern}(?: (?:(?:of|for|and) )?(?:the )?[A-ZÆØÅÄÖČŘŠŽŁŚ]\w*(?:-\w+)*)+"
)
# Names that hold a country's.
_PROGRAMMES = ("EEA and Norway Grants", "Norway Grants")


@dataclass(frozen=True, slots=True)
class Mention:
    """A named thing in a text; `phrase` is where it begins with its preposition and article."""

    kind: Kind
    form: Form
    start: int
    end: int
    phrase: int
    preposition: str


@dataclass(frozen=True, slots=True)
class Parts:
    """A question that opens with a question word: `Hvor mange | land | har | KDI avtaler med`."""

    asks: Asks
    word: str
    noun: str
    verb: str
    rest: str


@lru_cache(maxsize=256)
def mentions(text: str) -> tuple[Mention, ...]:
    """Return the countries, peoples, bodies, names, years and ordinals of a question, in order."""
    found: list[Mention] = []
    taken = [False] * len(text)
    for kind, form, start, end in _named(text):
        if start < end and not any(taken[start:end]):
            taken[start:end] = [True] * (end - start)
            found.append(_mention(text, kind, form, start, end))
    return tuple(sorted(found, key=lambda mention: mention.start))


def parts(question: str) -> Parts | None:
    """Take a question apart, None if it opens with no question word."""
    match = _QUESTION.match(question)
    if match is None:
        return None
    asks = match.lastgroup or "what"
    word, tail = match.group(), question[match.end() :].rstrip(" ?!.")
    words = list(WORD.finditer(tail))
    # `kva land` and `what countries` ask as `hvilke land` does.
    if asks == "what" and words and not is_verb(words[0].group()) and _is_bare_noun(words, tail):
        asks = "which"
    # `how much did Latvia get` counts nothing by name.
    first = 1 if asks == "which" and words and not is_verb(words[0].group()) else 0
    at = next((i for i, w in enumerate(words) if i >= first and is_verb(w.group())), None)
    if asks == "which" and at is None and len(words) > 1:
        at = 1
        while at < len(words) - 1 and _is_adjective(words[at - 1].group()):
            at += 1
    if at is None:
        return Parts(_ASKS[asks], word, tail.strip(), "", "")
    noun, verb = tail[: words[at].start()].strip(), words[at].group()
    return Parts(_ASKS[asks], word, noun, verb, tail[words[at].end() :].strip())


_ASKS: dict[str, Asks] = {"which": "which", "who": "who", "what": "what", "adverb": "adverb"}


def is_verb(word: str) -> bool:
    """Tell whether a word is one of the verbs that questions are commonly asked with."""
    return word.casefold() in VERBS


def is_question_word(text: str) -> bool:
    """Tell whether a text opens with a question word."""
    return _QUESTION.match(text) is not None


def _is_bare_noun(words: list[re.Match[str]], tail: str) -> bool:
    return (
        words[0].group().casefold() not in PREPOSITIONS | ARTICLES
        and any(is_verb(word.group()) for word in words[1:])
        and not any(mark in tail[: words[0].end()] for mark in ",;:")
    )


def _is_adjective(word: str) -> bool:
    folded = word.casefold()
    return bool(_adjective(folded)) or folded.endswith(("ske", "lige", "lege", "ne", "nye", "te"))


def _named(text: str) -> Iterator[tuple[Kind, Form, int, int]]:
    for match in _YEARS.finditer(text):
        yield "year", "noun", match.start(), match.end()
    for match in _ORDINAL.finditer(text):
        yield "ordinal", "noun", match.start(), match.end()
    for match in _agencies().finditer(text):
        yield "name", "noun", match.start(), match.end()
    words = [(match.start(), match.group()) for match in WORD.finditer(text)]
    for i, (start, word) in enumerate(words):
        for size in (4, 3, 2, 1):
            window = words[i : i + size]
            last_start, last = window[-1]
            name = text[start : last_start + len(last)]
            if len(window) == size and (end := _country_end(name)):
                yield "country", "noun", start, start + end
                break
        else:
            if _PEOPLE.fullmatch(word.casefold()):
                yield "country", "people", start, start + len(word)
            elif _adjective(word.casefold()):
                yield "country", "adjective", start, start + len(word)
    # Whoever shouts marks no names.
    for form in () if text.isupper() else (_TITLE, _ACRONYM, _CAPITAL):
        for match in form.finditer(text):
            start = match.start()
            # The first word of a message has a capital whatever it is.
            if form is not _ACRONYM and words and start == words[0][0]:
                rest = text[start + len(words[0][1]) : match.end()]
                start = match.end() - len(rest.lstrip())
            if match.end() - start > 1 and not is_question_word(text[start : match.end()]):
                yield "name", "noun", start, match.end()


@lru_cache(maxsize=4096)
def _country_end(name: str) -> int:
    """Return how many characters of `name` are a country's name without its genitive, or 0."""
    for ending in ("", "'s", "’s", "s", "'", "’"):
        bare = name.removesuffix(ending) if ending else name
        folded = bare.casefold()
        if (len(bare) > 3 or bare in ("UK", "USA", "usa")) and folded not in _NO_COUNTRY:
            if folded.startswith(("the ", "den ")) and " " not in folded[4:]:
                continue
            if folded in _REGIONS or country_code(bare):
                return len(bare)
    return 0


@lru_cache(maxsize=4096)
def _adjective(folded: str) -> bool:
    return bool(countries_named(folded))


@cache
def _agencies() -> re.Pattern[str]:
    known = {name for agency in AGENCIES for name in agency.names}.union(_PROGRAMMES)
    names = sorted(known, key=len, reverse=True)
    # `rise` and `pri` are words; the longer abbreviations are often typed without capitals.
    forms = [
        re.escape(name) if len(name) < 5 and name not in ("KDI", "KRUS", "CEP", "ICPA") else
        rf"(?i:{re.escape(name)})"
        for name in names
    ]  # fmt: skip
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)")


def _mention(text: str, kind: Kind, form: Form, start: int, end: int) -> Mention:
    before = list(WORD.finditer(text, max(0, start - 40), start))
    phrase, preposition = start, ""
    if (
        before
        and before[-1].group().casefold() in ARTICLES
        and text[before[-1].end() : start] == " "
    ):
        article = before.pop()
        phrase = article.start()
    if before and text[before[-1].end() : phrase].isspace():
        word = before[-1].group()
        if word.casefold() in PREPOSITIONS:
            phrase, preposition = before[-1].start(), word
    return Mention(kind, form, start, end, phrase, preposition)


def subject_length(text: str) -> int:
    """Return how many characters at the head of `text` are plainly a subject, or 0.

    `nordmennene med` has one of 11, `partnere i Ungarn` none.
    """
    words = list(WORD.finditer(text))
    if not words or words[0].start() > 0:
        return 0
    folded = words[0].group().casefold()
    for mention in mentions(f"x {text}"):
        names = mention.kind in _NAMED_KINDS and mention.form != "adjective"
        if names and mention.phrase == 2 and not mention.preposition:
            genitive = text[mention.end - 2 :].startswith(("s ", "'s ", "’s "))
            return words[1].end() if genitive and len(words) > 1 else mention.end - 2
    if folded in _SUBJECTS:
        return words[0].end()
    if folded in _DEFINITE_ARTICLES:
        last = 1
        while last < len(words) - 1 and _adjective(words[last].group().casefold()):
            last += 1
        return words[min(last, len(words) - 1)].end()
    return words[0].end() if is_definite(folded) else 0


def is_definite(word: str) -> bool:
    """Tell whether a Norwegian noun has the article at its end: `budsjettet`, `partnarane`."""
    return len(word) > 4 and word.endswith(("en", "et", "ene", "ane", "a")) and not is_verb(word)


_NAMED_KINDS = ("country", "name")
_SUBJECTS = frozenset("jeg eg vi man du de dei han hun ho it they we you he she det there".split())
_DEFINITE_ARTICLES = frozenset("the den det de dei".split())
