"""Shares in words: two thirds, tre fjerdedeler, čtvrtina; and dozens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

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
    12: re.compile(r"(?i)[\s-](?:dozens?|dusin|dussin|tuct\w+|tucet\w*)\b"),
    20: re.compile(r"(?i)[\s-](?:score|snes|tjog)\b"),
}


def shares(text: str, language: str) -> Iterator[tuple[Span, float]]:
    """Yield the shares of `text` in per cent: `two thirds` is 66.67."""
    own = family(language)
    counts = _counts(own)
    for whole, form in _forms(own):
        for match in form.finditer(text):
            count = counts[match[1].casefold()] if match[1] else 1.0
            if own == "en" and not match[1]:
                continue
            if count < whole:
                yield Span(start=match.start(), end=match.end()), 100 * count / whole


def dozen_after(text: str, place: int) -> tuple[int, int] | None:
    """Return what a number that ends at `place` is counted in, dozens or scores, and its end."""
    for size, form in _DOZENS.items():
        match = form.match(text, place)
        if match:
            return size, match.end()
    return None


@cache
def _counts(own: Family) -> dict[str, float]:
    return {**article_words(own), **number_words(own)}


@cache
def _forms(own: Family) -> tuple[tuple[int, re.Pattern[str]], ...]:
    """Return what a whole is divided by, and how such a part is written."""
    counted = "|".join(word for word, value in _counts(own).items() if value < 10)
    # `the third of May` and `a third project` are ordinals: a share has a count before it, and
    # something it is of; Nordic and Czech words cannot be mistaken.
    after = r"(?=\s+of\b)" if own == "en" else ""
    return tuple(
        (whole, re.compile(rf"(?i)\b(?:({counted})[\s-]+)?(?:{form})\b{after}"))
        for whole, form in _PARTS[own].items()
    )
