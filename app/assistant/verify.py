"""Judge a drafted sentence by the evidence: exact facts first, then what the models read in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Protocol

from app.assistant.answer import Evidence
from app.assistant.facts.names import NameFinder
from app.assistant.facts.statement import Facts
from app.assistant.grounding import Grounds, objections
from app.assistant.language import language_by_words, question_language
from app.assistant.support import Supported
from app.assistant.verification import Drafted, Reason, Verdict
from index.glossary import Glossary
from ingest.languages import detect

_MOST_TOGETHER = 4  # cited pieces that are tried two at a time
# What no piece supports that the model cited must be read more surely elsewhere: the more there is
# to try, the likelier is one that comes near by chance.
_SURE = 0.5
# Languages whose figures, names and denials we know how to compare.
_KNOWN = frozenset({"nb", "nn", "en", "sv", "da", "cs", "und"})
# Words from which a foreign language is no guess: where ours have no word in it, and where they do.
_ENOUGH, _ENOUGH_FOR_BOTH = 5, 8
_CAPITALISED = re.compile(r"\b[A-ZÀ-ÝČĎĚŇŘŠŤŮŽ][\w’-]*")
_LETTERS = re.compile(r"[^\W\d_]")
_LATIN = re.compile(r"[A-Za-zÀ-ž]")


class Support(Protocol):
    """Anything that reads whether a text says what a sentence states."""

    def read(self, stated: Facts, grounds: Grounds) -> Supported:
        """Return how surely the quotes together say what is stated."""
        ...


class FactVerifier:
    """Lets a sentence stand if its facts are in the evidence and the models read them there.

    Cited pieces are tried first, alone and two together; then every other piece alone.
    """

    def __init__(self, support: Support, glossary: Glossary | None = None) -> None:
        self._support = support
        self._finder = NameFinder(glossary)

    def verify(self, sentence: Drafted, evidence: Sequence[Evidence]) -> Verdict:
        """Judge `sentence` by `evidence`, which is numbered from 1 in its order."""
        language = _language(sentence.text)
        if language is None:
            return _unsupported("language")
        stated = Facts.of(sentence.text, language, self._finder)
        cited = [number for number in dict.fromkeys(sentence.cited) if 1 <= number <= len(evidence)]
        alone = [self._judge(stated, (number,), evidence) for number in cited]
        standing = [verdict for verdict in alone if verdict.supported]
        if standing:
            return Verdict(
                supported=True,
                citations=tuple(number for verdict in standing for number in verdict.citations),
                support=max(verdict.support for verdict in standing),
                reason="",
            )
        others = [n for n in range(1, len(evidence) + 1) if n not in cited]
        for group in (
            [self._judge(stated, pair, evidence) for pair in _pairs(cited)],
            [self._judge(stated, (number,), evidence) for number in others],
        ):
            best = max(
                group, key=lambda verdict: (verdict.supported, verdict.support), default=None
            )
            if best and best.supported and best.support >= _SURE:
                return best
        if not cited:
            return _unsupported("citation")
        return max(alone, key=lambda verdict: verdict.support)

    def _judge(
        self, stated: Facts, numbers: tuple[int, ...], evidence: Sequence[Evidence]
    ) -> Verdict:
        pieces = tuple(evidence[number - 1] for number in numbers)
        grounds = Grounds.of(pieces, self._finder)
        for reason in objections(stated, grounds):
            return _unsupported(reason)
        read = self._support.read(stated, grounds)
        if read.reason:
            return _unsupported(read.reason, read.probability)
        return Verdict(supported=True, citations=numbers, support=read.probability, reason="")


def _pairs(cited: Sequence[int]) -> Iterator[tuple[int, int]]:
    return combinations(cited[:_MOST_TOGETHER], 2)


def _unsupported(reason: Reason, support: float = 0.0) -> Verdict:
    return Verdict(supported=False, citations=(), support=support, reason=reason)


def _language(text: str) -> str | None:
    """Return the language of a sentence, None if we cannot compare what it says."""
    letters = _LETTERS.findall(text)
    if letters and sum(map(bool, map(_LATIN.match, letters))) < len(letters) / 2:
        return None
    detected = detect(text)
    if detected == "cs":
        return detected
    # Of short sentences, words tell more than letter sequences do.
    by_words = language_by_words(text)
    if detected in _KNOWN:
        return "en" if by_words == "en" else detected if detected != "en" else by_words or "en"
    # Names are of any language: what is left without them must be foreign too.
    own = _CAPITALISED.sub(" ", text)
    enough = len(own.split()) >= (_ENOUGH_FOR_BOTH if by_words else _ENOUGH)
    if not enough or detect(own) in _KNOWN:
        return by_words or question_language(text)
    return None
