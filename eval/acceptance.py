"""When a text holds the words that a case accepts: the one place where that is decided."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache


def one_spaced(text: str) -> str:
    """Return `text` with one space wherever there are any, line ends included."""
    return " ".join(text.split())


def holds(text: str, accepted: Sequence[str]) -> bool:
    """Tell whether one of `accepted` stands in `text`, letter for letter, however lines break.

    A figure does not stand inside a longer one: `12` is not in `2012`. Where no words are
    demanded, any text will do.
    """
    spaced = one_spaced(text)
    return not accepted or any(_pattern(words).search(spaced) for words in accepted)


@lru_cache(maxsize=4096)
def _pattern(words: str) -> re.Pattern[str]:
    spaced = one_spaced(words)
    before = r"(?<!\d)" if spaced[:1].isdigit() else ""
    after = r"(?!\d)" if spaced[-1:].isdigit() else ""
    return re.compile(before + re.escape(spaced) + after)
