"""The tags between which some models think aloud before they answer."""

from __future__ import annotations

import re

_NAMES = "think|thinking|thought|reasoning"
_BEGINS, _ENDS = rf"<(?:{_NAMES})>", rf"</(?:{_NAMES})>"

# At the end of what has been read so far.
JUST_BEGUN = re.compile(rf"{_BEGINS}\Z", re.IGNORECASE)
JUST_ENDED = re.compile(rf"{_ENDS}\Z", re.IGNORECASE)
LONGEST_TAG = 12
# Some models end such a stretch without ever beginning it, others never end it.
_THOUGHT = re.compile(rf"\A.*{_ENDS}|{_BEGINS}.*\Z", re.IGNORECASE | re.DOTALL)


def without_thoughts(text: str) -> str:
    """Return a whole text without what its model thought aloud."""
    return _THOUGHT.sub("", text)
