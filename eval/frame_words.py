"""The assistant's own words in an answer, apart from what it quotes, and the language they are in.

An answer may name the right language and still be phrased in another; its phrases tell.
"""

from __future__ import annotations

import re
from dataclasses import fields
from functools import cache
from typing import get_args

from app.assistant.answer import Answer, Claim
from app.assistant.frames import frames
from app.assistant.language import AnswerLanguage, question_language
from index.grams import words

_PLACE_TO_FILL = re.compile(r"\{\w*\}")


def quote_and_frame(claim: Claim) -> tuple[str, str]:
    """Return the words that a claim quotes, none if it quotes nothing, and the rest of it."""
    if claim.quote is None:
        return "", claim.text
    start, end = claim.quote.start, claim.quote.end
    return claim.text[start:end], f"{claim.text[:start]} {claim.text[end:]}"


@cache
def frame_words(language: AnswerLanguage) -> frozenset[str]:
    """Return the words of all phrases of a language."""
    own = frames(language)
    phrases = " ".join(str(getattr(own, field.name)) for field in fields(own))
    return frozenset(words(_PLACE_TO_FILL.sub(" ", phrases)))


def is_phrased_in(answer: Answer, language: str) -> bool:
    """Tell whether an answer says that it is in `language`, and is.

    Its phrases are in the language that knows most of their words. A claim that quotes nothing is
    all words of its own, and is recognised like a question.
    """
    spoken = next((one for one in get_args(AnswerLanguage) if one == language), None)
    if spoken is None or answer.language != language:
        return False
    quoting = [claim for claim in answer.claims if claim.quote]
    told = [answer.lead, answer.closing, *(quote_and_frame(claim)[1] for claim in quoting)]
    own = words(" ".join(told))
    known = {one: sum(word in frame_words(one) for word in own) for one in get_args(AnswerLanguage)}
    free = " ".join(claim.text for claim in answer.claims if not claim.quote)
    return known[spoken] == max(known.values()) and (
        not free or question_language(free, default=spoken) == spoken
    )
