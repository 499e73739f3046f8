"""A follow-up such as `Og i Litauen?` made a question that stands alone, by rule, with no model."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from app.assistant.asked import Asked
from app.assistant.fragments import other_things, with_item
from app.assistant.language import language_by_words
from app.assistant.message import (
    END,
    Followup,
    bare_message,
    has_verb,
    joined,
    small,
    swapped,
    without,
)
from app.assistant.pronouns import with_referents
from app.assistant.question_parts import Asks, Parts, parts
from app.assistant.question_words import (
    ARTICLES,
    AUXILIARIES,
    MODALS,
    PREPOSITIONS,
    WORD,
    is_definite,
    is_question_word,
    is_verb,
)
from app.assistant.steps import Turn

_TURNS = 6
_READ = 2_000  # characters of a turn
_LONGEST = 250  # characters; a longer message stands alone
_LONGEST_ASKED = 250  # characters of an earlier question that are carried over

# The words that may join what the question and the history say; nothing else is ever added.
CONNECTING = frozenset(
    "og and i in til of som that den the one who hos do does is are was were has have sin sitt "
    "sine s".split()
)
# Not the point of `17. september` or `St. Petersburg`.
_SENTENCE_END = re.compile(r"(?<=[?!])\s+|(?<=[^\W\d_]{3}\.)\s+(?=[^\W\d_a-zæøå])")
_MORE = re.compile(
    r"(?i)(?:(?:kan du|can you|could you|vil du) )?(?:please )?(?:(?:si|seie|fortell|fortelle|"
    r"fortel|fortelje|tell|say|vite|skriv|give|gi|gje|vis|show)(?: me| meg)? )?"
    r"(?:(?:noe|noko|litt|a (?:bit|little)) )?(?:mer|meir|more|(?:flere|fleire) detal\w+|"
    r"more details?|(?:(?:noen|nokre|some|tre|three) )?(?:(?:flere|fleire|more) )?"
    r"(?:eksempl\w+|eksempel|døme|examples?))"
    r"(?: (?:om|about|on|av|of) (?:det|dette|den|that|this|it|them|those|dem|dei))?"
    r"(?: there| der)?|"
    r"det|dette|that|this|utdyp\w*|forklar (?:nærmere|nærare)|elaborate|go on|fortsett|"
    r"oppsummer|summari[sz]e|"
    # Who asks for the source wants the same passages again.
    r"(?:kilder?|kjelder?|sources?)|(?:hvor|kor|kvar) (?:står|stod|sto) (?:det|dette)|"
    r"where (?:does|did) it say (?:that|this|so)|"
    r"(?:hvilket|kva|which|what) (?:dokument|document) .{0,20}(?:fra|frå|from|in)"
)
_OF_THEM = re.compile(r"(?i)\s*(?:av|of|blant) (?:dem|de|dei|desse|disse|those|these|them)(?!\w)")
# `hvor mange er kvinner?` asks of those counted before.
_OF_THESE = re.compile(
    r"(?i)(?:er|var|is|are|were) (?!(?:det|there|that|it|dette|this|de|they)\b)\w+(?: \S+){0,2}"
)
_THERE_WERE = re.compile(r"(?i)^(?:er|var|blir|ble|are|were) (?:det|there) (?=\w)")
_NO_NOUNS = frozenset("else now next nå no så mer meir more ellers elles skjer".split())
_PRONOUNS = frozenset("jeg eg vi man du han hun ho vi it they we you he she det that this".split())
_ENDS_IN_DE = re.compile(r"(?i) dei?$")
_FILLER = re.compile(
    r"(?i)\s*(?:nøyaktig|exactly|akkurat|totalt|in total|i alt|til sammen|er det snakk om|er det|"
    r"var det|are there|were there|is it)$"
)
_DEFINES = re.compile(r"(?i)(?:hva|kva|what|hvem|kven|who) (?:er|is|are|var|was|betyr|means?) ")


def standalone_question(question: str, history: Sequence[Turn]) -> str:
    """Return `question` with what it leaves out put in from the user's earlier questions.

    A question that stands alone already comes back as it is. Nothing is added that neither the
    question nor the history says, but for `CONNECTING` words.

    Parameters
    ----------
    history
        The turns before, oldest first; the last six count.
    """
    asked, answer = "", ""
    for turn in history[-_TURNS:]:
        said = turn.content[:_READ]
        if turn.role == "assistant":
            answer = said
        elif turn.role == "user" and bare_message(said, "nb")[1]:
            asked, answer = _standalone(said, asked, answer), ""
    return _standalone(question, asked, answer)


def _standalone(question: str, before: str, answer: str) -> str:
    asked_text = _last_question(before)
    if not asked_text or len(question) > _LONGEST:
        return question
    text = " ".join(question.split())
    language = language_by_words(asked_text) or "nb"
    asked = Asked(asked_text, language == "en", answer)
    own = language_by_words(text, default=language) or language
    start, bare = bare_message(text, own)
    if not bare:
        return question
    if _MORE.fullmatch(bare):
        return asked.question
    followup = Followup(text, start, bare, own)
    ways: tuple[Callable[[Followup, Asked], str | None], ...] = (
        _some_of_them,
        _other_question_word,
        other_things,
        with_referents,
        _continued,
    )
    for way in ways:
        result = way(followup, asked)
        if result:
            # `Nemn tre av dei` stays no question.
            opens = is_question_word(bare) or has_verb(bare.partition(" ")[0])
            asks = way is not with_referents or opens or text.endswith("?")
            return _sentence(result, asks=asks)
    return question


def _last_question(text: str) -> str:
    """Return the last question of a message, or its last sentence, without the question mark."""
    sentences = _SENTENCE_END.split(" ".join(text.split()))
    asked = [sentence for sentence in sentences if sentence.endswith("?")] or sentences
    last = asked[-1].strip(END)
    return last if len(last) <= _LONGEST_ASKED else last[:_LONGEST_ASKED].rpartition(" ")[0]


def _sentence(text: str, *, asks: bool) -> str:
    """Return a text with single spaces, a capital first and, if it asks, one question mark."""
    text = " ".join(text.split()).rstrip(END)
    return f"{swapped(text, str.upper)}{'?' if asks else ''}"


def _question_word(text: str) -> tuple[Asks, str, str] | None:
    """Return what a text asks for, the question word and the rest."""
    found = parts(text)
    if found is None:
        return None
    return found.asks, found.word, text[len(found.word) :].strip()


def _some_of_them(followup: Followup, asked: Asked) -> str | None:
    """`hvor mange av dem er åpne?`, `how many of those?`."""
    opening = _question_word(followup.bare)
    match = _OF_THEM.match(opening[2]) if opening else None
    if not opening or not match:
        return None
    remaining = _FILLER.sub("", opening[2][match.end() :]).strip()
    following = remaining.partition(" ")[0]
    if following and not is_verb(following) and following.casefold() not in PREPOSITIONS:
        # `how many of these prisons`, but `hvor mange av de ansatte` says itself of whom.
        return None if _ENDS_IN_DE.search(match.group()) else joined(followup, asked)
    if not remaining:
        return _asked_anew(followup, asked, "which", opening[1], "")
    if asked.described is None:
        return joined(followup, asked)
    return f"{opening[1]} {asked.described} {remaining}"


def _other_question_word(followup: Followup, asked: Asked) -> str | None:
    """`hvorfor?`, `how many?`, `hvilket år?`, `how many in Latvia?`."""
    opening = _question_word(followup.bare)
    if not opening:
        return None
    asks, word, tail = opening
    if asks == "what" and _is_plain_noun(tail):
        asks = "which"  # `kva land?`
    if asks == "adverb" and tail.casefold() in ("not", "ikke", "ikkje"):
        return joined(followup, asked)
    if asks == "which":
        counts = word.casefold().endswith(("mange", "many")) and not followup.mentions
        if counts and _OF_THESE.fullmatch(tail) and asked.described:
            return f"{word} {asked.described} {tail}"
        tail = _THERE_WERE.sub("", tail)
    for _ in range(2):
        tail = _FILLER.sub("", tail)
    if asks == "adverb" and tail.casefold() in ("det", "that", "so"):  # `hvorfor det?`
        tail = ""
    items = [m for m in followup.mentions if m.form != "adjective"]
    noun = without(tail, [followup.text[m.phrase : m.end] for m in items])
    if noun and (asks != "which" or len(noun.split()) > 2 or items or has_verb(noun)):
        return None
    for item in items:
        changed = with_item(followup, asked, item)
        if changed is None:
            return None
        asked = Asked(changed.rstrip(END), asked.english, asked.answer)
    if asks == "what" and word.casefold() != "what" and not noun:
        return asked.question
    return _asked_anew(followup, asked, asks, word, noun)


def _is_plain_noun(text: str) -> bool:
    folded = text.casefold()
    no_noun = _NO_NOUNS | _PRONOUNS | PREPOSITIONS | ARTICLES
    return folded.isalpha() and not (has_verb(folded) or folded in no_noun or is_definite(folded))


def _asked_anew(followup: Followup, asked: Asked, asks: Asks, word: str, noun: str) -> str | None:
    """Return the question before with another question word."""
    old, yes_no = asked.parts, asked.yes_no
    if asks == "which" and old and old.asks == "which":
        return f"{word} {noun or old.noun} {old.verb} {old.rest}"
    if asks == "which" and yes_no and (noun or yes_no.thing):
        verb = small(yes_no.verb)
        thing = noun or yes_no.thing
        return f"{word} {thing} {verb} {yes_no.subject} {yes_no.main} {yes_no.tail}"
    if asks == "adverb":
        if old is None and has_verb(asked.text.partition(" ")[0]):
            return f"{word} {small(asked.text)}"
        if old and old.asks == "adverb" and old.verb:
            return f"{word} {old.verb} {old.rest}"
        if old and old.asks == "which" and old.verb:
            turned = _turned(asked, old, word)
            if turned:
                return turned
    if asks == "who" and old and old.asks == "which" and old.verb:
        dangling = old.rest.rpartition(" ")[2].casefold() in PREPOSITIONS
        if dangling or not asked.subject:
            return f"{word} {old.verb} {old.rest}"
    if asks == "what":
        return asked.question
    return joined(followup, asked, f"{word} {noun}".strip())


def _turned(asked: Asked, old: Parts, word: str) -> str | None:
    """Return a question for how many as one for why or when, the noun in its usual place.

    `Hvor mye støtte får Latvia i 2014` and `hvorfor` make `Hvorfor får Latvia støtte i 2014`.
    """
    cut, verb = asked.subject, old.verb.casefold()
    if not cut and verb not in ("do", "does", "did"):
        if asked.english and (verb == "have" or verb not in AUXILIARIES):
            if verb.endswith(("s", "ed")):
                return None
            return f"{word} do {old.noun} {old.verb} {old.rest}"
        return f"{word} {old.verb} {old.noun} {old.rest}"
    words = list(WORD.finditer(old.rest))
    # A preposition with nothing after it takes the noun: `samarbeider nordmennene med land`.
    at = next(
        (
            w.start()
            for w in words[:-1]
            if w.start() >= cut and w.group().casefold() in PREPOSITIONS
        ),
        len(old.rest),
    )
    return f"{word} {old.verb} {old.rest[:at]} {old.noun} {old.rest[at:]}"


def _continued(followup: Followup, asked: Asked) -> str | None:
    """`og hvem betaler?`, `hvem signerte?`: a question that is no sentence without the other."""
    bare = followup.bare
    opening = parts(bare)
    words = WORD.findall(bare.casefold())
    if opening is None or _DEFINES.match(bare):
        return None
    content = [w for w in words if not is_verb(w) and w not in PREPOSITIONS | ARTICLES | MODALS]
    own = len(content) - len(opening.word.split())
    named = any(m.kind != "ordinal" for m in followup.mentions)
    if followup.marked and not named and own <= 2:
        return joined(followup, asked)
    is_stump = len(words) == 2 and opening.asks == "who"
    return joined(followup, asked) if is_stump and not named else None
