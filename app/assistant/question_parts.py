"""Take a question apart: what it asks with, of what, by which verb."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from app.assistant.mentions import is_country_adjective, mentions
from app.assistant.question_words import (
    ARTICLES,
    PREPOSITIONS,
    QUESTION,
    WORD,
    is_definite,
    is_verb,
)

Asks = Literal["which", "who", "what", "adverb"]

_NAMED_KINDS = ("country", "name")
_SUBJECTS = frozenset("jeg eg vi man du de dei han hun ho it they we you he she det there".split())
_DEFINITE_ARTICLES = frozenset("the den det de dei".split())
_ASKS: dict[str, Asks] = {"which": "which", "who": "who", "what": "what", "adverb": "adverb"}


@dataclass(frozen=True, slots=True)
class Parts:
    """A question that opens with a question word: `Hvor mange | land | har | KDI avtaler med`."""

    asks: Asks
    word: str
    noun: str
    verb: str
    rest: str


def parts(question: str) -> Parts | None:
    """Take a question apart, None if it opens with no question word."""
    match = QUESTION.match(question)
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
        while last < len(words) - 1 and is_country_adjective(words[last].group().casefold()):
            last += 1
        return words[min(last, len(words) - 1)].end()
    return words[0].end() if is_definite(folded) else 0


def _is_bare_noun(words: list[re.Match[str]], tail: str) -> bool:
    return (
        words[0].group().casefold() not in PREPOSITIONS | ARTICLES
        and any(is_verb(word.group()) for word in words[1:])
        and not any(mark in tail[: words[0].end()] for mark in ",;:")
    )


def _is_adjective(word: str) -> bool:
    folded = word.casefold()
    return is_country_adjective(folded) or folded.endswith(
        ("ske", "lige", "lege", "ne", "nye", "te")
    )
