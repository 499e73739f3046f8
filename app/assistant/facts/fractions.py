"""Shares in words: two thirds, tre fjerdedeler, čtvrtina; and dozens."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.assistant.facts.family import Family, family
from app.assistant.facts.number_words import article_words, number_words
from ingest.document import Span

_PARTS: dict[Family, dict[int, str]] = {
    "nordic": {
        3: r"tre(?:dje)?del\w*",
        4: r"(?:fjerde|fire|fjärde)del\w*|kvart",
        5: r"fem(?:te)?del\w*",
        6: r"(?:sjette|sjätte)del\w*",
        8: r"(?:åttende|åttande|åttonde)del\w*",
        10: r"ti(?:end|ond)?e?del\w*",
    },
    "en": {
        3: r"thirds?",
        4: r"quarters?|fourths?",
        5: r"fifths?",
        6: r"sixths?",
        8: r"eighths?",
        10: r"tenths?",
    },
    "cs": {
        3: r"třetin\w*",
        4: r"čtvrtin\w*",
        5: r"pětin\w*",
        6: r"šestin\w*",
        8: r"osmin\w*",
        10: r"desetin\w*",
    },
}
_DOZENS = {
    12: r"dozens?|dusin|dussin|tuct\w+|tucet\w*",
    20: r"score|snes|tjog",
}


def shares(text: str, language: str) -> Iterator[tuple[Span, float]]:
    """Yield the shares of `text` in per cent: `two thirds` is 66.67."""
    own = family(language)
    counts = {**article_words(own), **number_words(own)}
    counted = "|".join(word for word, value in counts.items() if value < 10)
    for whole, form in _PARTS[own].items():
        # `the third of May` and `a third project` are ordinals: a share has a count before it, and
        # something it is of; Nordic and Czech words cannot be mistaken.
        after = r"(?=\s+of\b)" if own == "en" else ""
        for match in re.finditer(rf"(?i)\b(?:({counted})[\s-]+)?(?:{form})\b{after}", text):
            count = counts[match[1].casefold()] if match[1] else 1.0
            if own == "en" and not match[1]:
                continue
            if count < whole:
                yield Span(start=match.start(), end=match.end()), 100 * count / whole


def dozen_after(text: str, place: int) -> tuple[int, int] | None:
    """Return what a number that ends at `place` is counted in, dozens or scores, and its end."""
    for size, form in _DOZENS.items():
        match = re.compile(rf"(?i)[\s-](?:{form})\b").match(text, place)
        if match:
            return size, match.end()
    return None
