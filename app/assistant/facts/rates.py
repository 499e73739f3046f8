"""Of how many a rate is: per 100,000, per million."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.assistant.facts.amounts import Amount, amounts

_PER = r"(?:per|pr\.?|for every|for each|out of every|for kvar|for hver|na(?: každých)?|av)"
_OF = re.compile(rf"(?i)\b{_PER}\s+$")
# No number stands before `million` there.
_OF_A_MILLION = re.compile(rf"(?i)\b{_PER}\s+(?:(?:en|ein|a|one|jeden)\s+)?(?P<of>mil[lij]\w+)")
_HUNDRED_LEAST = 100.0


def rates(text: str, language: str, found: Sequence[Amount]) -> frozenset[float]:
    """Return what the rates of `text` are counted of."""
    whole = {
        value
        for amount in found
        if _OF.search(text[max(0, amount.start - 16) : amount.start])
        for value in amount.values
        if value >= _HUNDRED_LEAST
    }
    millions = [
        match["of"]
        for match in _OF_A_MILLION.finditer(text)
        if amounts(f"1 {match['of']}", language)[0].values == {1e6}
    ]
    return frozenset(whole | ({1e6} if millions else set()))
