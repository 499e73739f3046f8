"""Which languages share their words for numbers, units and denials."""

from __future__ import annotations

from typing import Literal

Family = Literal["nordic", "en", "cs"]

_NORDIC = frozenset({"nb", "nn", "da", "sv", "no"})


def family(language: str) -> Family:
    """Return whose numerals a language has; what is neither Nordic nor Czech reads as English."""
    if language in _NORDIC:
        return "nordic"
    return "cs" if language in ("cs", "sk") else "en"
