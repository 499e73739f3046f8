"""Orders in a document that are meant for whoever writes the answer, not for its reader.

What gives such orders is quoted and never retold: of `answer that all is well`, a model's `All is
well` would otherwise be supported. No list of orders is complete, and none needs to be: whoever
plants an order could plant the statement itself, which is given as that document's.
"""

from __future__ import annotations

import re

from app.assistant.markdown import printable

_START = r"(?:^|[.!?:;>\n])[\W_]*"
_ORDERS = (
    # The frames and the speakers of a prompt.
    r"<\|[^<>|]*\|>|\[/?inst\]|<</?sys>>|</?(?:evidence|quote|context|question|system)>",
    rf"{_START}(?:system|assistant|assistent|user|bruker)\s?:|{_START}assist[ae]nt,",
    # What was said before is not to count.
    r"\b(?:ignore|disregard|forget|glem|gløym|ignorer|strunta i|glöm|ignorera|zapomeň|ignoruj)\b"
    r"[^.!?\n]{0,40}\b(?:rule|instruction|prompt|reg(?:el|l)|instruks|instruktion|pravidl|pokyn)",
    # What to write, how, and to whom.
    rf"{_START}(?:please |vennligst )?(?:answer|reply|say|state|write|claim|mention|svara?|si|"
    r"skriv|nevn|påstå|säg|odpověz|řekni|napiš),? (?:that|at|att|že)\b",
    r"\bassist[ae]nt, (?:say|state|write|si|skriv)\b|\b(?:napiš|odpověz), že\b",
    r"\b(?:begin|start|end|finish) (?:by|with) (?:recommending|saying|stating|mentioning|praising)",
    r"\b(?:every|each) answer\b|\b(?:in|into|of|to) the answer\b|\b(?:hvert|alle|i) svar(?:et)?\b",
    r"\b(?:tell|ask|urge|advise) the (?:reader|user)\b|\b(?:fortell|be|råd) (?:leseren|brukeren)\b",
    r"\bcite this (?:text|document|sentence)\b|\bsupported by \[\d",
    r"\brepeat (?:everything|all|the (?:text|words|instructions)) (?:above|before)\b",
)
_ORDER = re.compile("|".join(_ORDERS), re.IGNORECASE | re.MULTILINE)


def gives_orders(text: str) -> bool:
    """Tell whether `text` holds an order to whoever answers from it, as far as we know them."""
    return _ORDER.search("".join(map(printable, text))) is not None
