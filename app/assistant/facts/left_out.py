"""What a quote still says without the clauses that deny."""

from __future__ import annotations

import re

from app.assistant.facts.denial import denials
from app.assistant.facts.spelling import alike, folded

_CLAUSES = re.compile(
    r"(?<=[.;:!?|\n,])\s+|\s+(?=(?:men|mens|og|but|and|while|whereas|och|medan|ale|a|zatímco|"
    r"uten|uden|without|bez|which)\b)"
)
_WORD = re.compile(r"[^\W\d_]{5,}")
# Of its own words, as many as a sentence has in the clauses that deny and nowhere else.
_FROM_THERE = 2
_ENOUGH = 0.8


def may_leave_denials_out(sentence: str, quote: str, language: str) -> bool:
    """Tell whether a sentence may be about those clauses of a quote that deny nothing.

    It may if these alone are long enough to have said it, and it takes no words from the others.
    """
    kept: list[str] = []
    denying: list[str] = []
    for clause in _CLAUSES.split(quote):
        (denying if denials(clause, language) else kept).append(clause)
    rest = " ".join(kept)
    if len(rest) < _ENOUGH * len(sentence):
        return False
    known = [folded(word) for word in _WORD.findall(rest)]
    denied = [folded(word) for word in _WORD.findall(" ".join(denying))]
    taken = {
        word
        for word in map(folded, _WORD.findall(sentence))
        if any(alike(word, other) for other in denied)
        and not any(alike(word, other) for other in known)
    }
    return len(taken) < _FROM_THERE
