"""Pronouns that point back: `når ble den stiftet?`, `hva gjør de der?`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.assistant.asked import Asked
from app.assistant.language import AnswerLanguage
from app.assistant.mentions import mentions
from app.assistant.message import (
    Followup,
    joined,
)
from app.assistant.question_parts import parts
from app.assistant.question_words import (
    AUXILIARIES,
    BE,
    MODALS,
    PREPOSITIONS,
    WORD,
    is_definite,
    is_question_word,
    is_verb,
)


@dataclass(frozen=True)
class _Word:
    """A word of the message with its neighbours, folded; `before` and `after` may be empty."""

    match: re.Match[str]
    said: str
    before: str
    after: str
    following: str


def with_referents(followup: Followup, asked: Asked) -> str | None:
    """`when was it founded?`, `hva gjør de der?`: put in what the pronouns stand for."""
    text = followup.text[followup.start :]
    edits: list[tuple[int, int, str]] = []
    for word in _words(text):
        wanted = _stands_for(word, followup, text)
        if wanted is None:
            continue
        said = wanted(asked, word)
        if said is None:
            return joined(followup, asked)
        edits.append((word.match.start(), word.match.end(), said))
    if not edits:
        return None
    for start, end, said in reversed(edits):
        text = f"{text[:start]}{said}{text[end:]}"
    return text


def _words(text: str) -> Iterator[_Word]:
    found = list(WORD.finditer(text))
    folded = ["", *(match.group().casefold() for match in found), "", ""]
    for i, match in enumerate(found[:_REACH]):
        # A capital inside a message marks a name: `IT`, `Den norske kirke`.
        if (i == 0 or match.group()[0].islower()) and not _inside_name(found, i):
            yield _Word(match, folded[i + 1], folded[i], folded[i + 2], folded[i + 3])


def _inside_name(found: list[re.Match[str]], i: int) -> bool:
    """Tell whether a word is the `de` of `Palais de Tokyo`."""
    return 0 < i < len(found) - 1 and all(found[n].group()[0].isupper() for n in (i - 1, i + 1))


_Referent = Callable[[Asked, _Word], str | None]


def _thing(asked: Asked, _: _Word) -> str | None:
    return asked.thing


def _place(asked: Asked, _: _Word) -> str | None:
    return asked.place


def _person(asked: Asked, word: _Word) -> str | None:
    # In nynorsk a thing too is `han` or `ho`.
    return asked.person or (asked.thing if word.said in ("han", "ho") else None)


def _people(asked: Asked, _: _Word) -> str | None:
    return asked.people(elsewhere=False)


def _people_there(asked: Asked, _: _Word) -> str | None:
    return asked.people(elsewhere=True)


def _counted(asked: Asked, _: _Word) -> str | None:
    return asked.described or asked.people(elsewhere=False)


def _matter(_: Asked, __: _Word) -> None:
    """Stand for what was said as a whole; only the question itself can say it."""


def _owned(owner: _Referent) -> _Referent:
    def said(asked: Asked, word: _Word) -> str | None:
        name = owner(asked, word)
        if not name or len(name.split()) > 6:
            return None
        if word.said in _ENGLISH_OWNERS:
            return f"{name}'" if name.endswith("s") else f"{name}'s"
        if not word.after or is_verb(word.after) or word.after in PREPOSITIONS:
            return f"til {name}"
        sitt = word.after.endswith(_NEUTERS)
        return (
            f"{name} {'sine' if word.after.endswith(('er', 'ar')) else 'sitt' if sitt else 'sin'}"
        )

    return said


def _stands_for(word: _Word, followup: Followup, text: str) -> _Referent | None:
    """Return what fills a pronoun's place, None where the word is no pronoun of the kind."""
    said, after = word.said, word.after
    named = any(
        m.kind in ("country", "name") and m.end <= followup.start + word.match.start()
        for m in followup.mentions
    )
    if followup.language == "en":
        elsewhere = re.search(r"(?i)\bthere\b", text)
    else:
        elsewhere = re.search(r"(?i)\bder\b", text)
    people = _people_there if elsewhere else _people
    ahead = text[: word.match.start()]
    distance = len(ahead.split())
    # `Are they paid? If so, who pays them?`, `when KDI says that it ...`: the message says who.
    if not word.before or after in _RELATIVE or _BREAK.search(ahead):
        return None
    if distance > 5 and after:
        return None
    if word.before in _SUBORDINATING and (named or distance > 4):
        return None
    # `Toyota said it will`, `hvordan tenker Trump han kan`
    if named and (after in AUXILIARIES or after in MODALS):
        return None
    if said in (_ENGLISH_OWNERS if followup.english else _NORWEGIAN_OWNERS):
        if said == "her" and (not after or is_verb(after) or after in PREPOSITIONS):
            return _person
        kind = (_ENGLISH_OWNERS if followup.english else _NORWEGIAN_OWNERS)[said]
        owner = {"thing": _thing, "people": people, "person": _person}[kind]
        return None if named or word.before in _SUBORDINATING else _owned(owner)
    if said in (_ENGLISH_PERSONS if followup.english else _NORWEGIAN_PERSONS):
        return _person
    if said in ("them", "dem", "dei") and word.before in ("of", "av", "among", "blant"):
        return _counted
    if followup.english:
        return _english(word, text, people, bool(elsewhere))
    return _norwegian(word, text, people, followup.language)


def _english(word: _Word, text: str, people: _Referent, elsewhere: bool) -> _Referent | None:
    said, before, after = word.said, word.before, word.after
    tail = text[word.match.end() :]
    attached = is_verb(before) or before in PREPOSITIONS or is_question_word(before)
    if said in ("it", "they") and after and not attached and before not in _SUBORDINATING:
        return None  # `the measure they use`
    if said == "it":
        announces = re.match(r"(?i)(?: \w+){1,2} (?:to|that|for)\b", tail)
        heralds = bool(announces and not after.endswith("ed")) or bool(_ENGLISH_CLAUSE.search(tail))
        expletive = (heralds and (before in BE or after in ("take", "mean", "cost"))) or (
            before in BE and (elsewhere or re.search(r"(?i)\b(?:in|on|at) [A-Z]", tail))
        )
        return None if expletive else _thing
    if said in ("they", "them"):
        return people
    if said in ("those", "these"):
        if not after or is_verb(after):
            return people
        return _matter
    if said in ("that", "this"):
        if before in ("", "after", "before", "since") or (not after and before in BE):
            return _matter if before else None
        if not after:
            return _thing
        if after in _TIMES or before not in PREPOSITIONS | AUXILIARIES:
            return None
        return _thing if before in AUXILIARIES and after.endswith("ed") else _matter
    if said == "there":
        who = bool(re.match(r"(?i)who\b", text))
        expletive = before in BE and not who
        return None if expletive or is_verb(after) else _place
    return _matter if said in ("one", "ones") and before == "which" else None


def _norwegian(
    word: _Word, text: str, people: _Referent, language: AnswerLanguage
) -> _Referent | None:
    said, before, after = word.said, word.before, word.after
    loose = not after or after in _ADVERBS or after in PREPOSITIONS
    if said == "der":
        hvem = bool(re.match(r"(?i)(?:hvem|kven)\b", text))
        # `et land der det finnes`, `er der noen`
        return None if not loose or (before in BE and after and not hvem) else _place
    if said in ("dem", "dei", "de"):
        if said == "de" and language == "nn":  # `you`
            return None
        return None if _is_article(word) else people
    if said in ("denne", "dette", "disse", "desse"):
        if after in _TIMES:
            return None
        if (after and not loose and not is_verb(after)) or before in ("etter", "før"):
            return _matter
        return people if said in ("disse", "desse") else _thing
    if said not in ("den", "det") or _is_article(word) or before in ("vært", "vore"):
        return None
    participle = bool(_PARTICIPLE.search(after))
    final = not word.following or word.following in PREPOSITIONS
    cleft = said == "det" and before in BE  # `hva er det politiet sier`
    if is_definite(after) and not (participle and final) and not loose and not cleft:
        return _matter
    if said == "den":
        adverb = after.endswith(("lig", "leg"))
        return _thing if loose or participle or adverb or is_verb(after) else None
    return _thing if _is_anaphoric_det(word, text, final=final, loose=loose) else None


def _is_anaphoric_det(word: _Word, text: str, *, final: bool, loose: bool) -> bool:
    """Tell `når ble det vedtatt` from `er det farlig`, `hvor mange er det`."""
    before, after, tail = word.before, word.after, text[word.match.end() :]
    # What stands for nothing stands before what it heralds.
    if len(tail.split()) > 2 or mentions(tail) or _CLAUSE.search(tail):
        return False
    if after in ("vært", "vore", "blitt", "vorte") and word.following:
        return False
    if before in BE:
        return (
            bool(final and (_PARTICIPLE.search(after) or _ADJECTIVE.search(after)))
            if after
            else not _asks_which(text)
        )
    return not after or loose or not _asks_which(text)


def _asks_which(text: str) -> bool:
    found = parts(text)
    return found is not None and found.asks == "which"


def _is_article(word: _Word) -> bool:
    """Tell `de ansatte` from `hva kan de gjøre`."""
    after, following = word.after, word.following
    if after in _ADVERBS:
        return following.endswith("e") and not is_verb(following)
    if after in _NUMERALS or after.isdigit():
        return True
    if after.endswith(("lig", "leg", "små")) and word.following and not is_verb(word.following):
        return True
    if after.endswith("es") and not is_verb(after):  # `de alliertes styrker`
        return True
    if not after.endswith("e") or is_verb(after):
        return False
    return word.before not in MODALS or is_definite(following)


_REACH = 8  # words of a message among which a pronoun points back
_ENGLISH_OWNERS = {"its": "thing", "their": "people", "his": "person", "her": "person"}
_NORWEGIAN_OWNERS = {
    "dens": "thing", "dets": "thing", "deres": "people", "deira": "people", "hans": "person",
    "hennes": "person", "hennar": "person",
}  # fmt: skip
_ENGLISH_PERSONS = frozenset({"he", "she", "him"})
_NORWEGIAN_PERSONS = frozenset({"han", "hun", "ho", "ham", "henne"})
_ADVERBS = frozenset(
    "ikke ikkje også òg egentlig noensinne nå no mest minst i dag før da då".split()
)
_NUMERALS = frozenset("to tre fire fem seks sju syv åtte ni ti andre".split())
_TIMES = frozenset(
    "uka uken ukens veka året årets måneden månaden sesongen gangen week month year time "
    "season".split()
)
_ENGLISH_CLAUSE = re.compile(r"(?i)\b(?:how|what|who|whether|if)\b")
_CLAUSE = re.compile(r"(?i)\b(?:å|at|som|når|før)\b")
_SUBORDINATING = frozenset(
    "som at når da hvis fordi mens før etter om that when if because while before and og".split()
)
_RELATIVE = frozenset(
    "som who that which jeg eg du vi we you de dei han hun ho selv sjølv själv own".split()
)
_BREAK = re.compile(r"\w\s+\w.*(?:[,;:.?!–—]| - )")
_NEUTERS = (
    "budsjett", "navn", "namn", "ansvar", "mandat", "oppdrag", "mål", "kontor", "program",
    "prosjekt", "samarbeid", "arbeid", "bidrag",
)  # fmt: skip
_PARTICIPLE = re.compile(r"(?:et|ert|rt|dd|tt|lt|nt|kt|ta|na|a)$")
_ADJECTIVE = re.compile(r"(?:lig|leg|sk|t|ig)$")
