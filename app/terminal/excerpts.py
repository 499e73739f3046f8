"""The part of a passage that lets a reader judge a hit at a glance."""

from __future__ import annotations

import re

from rich.text import Text

from app.terminal.consoles import one_line
from index.grams import words

_LENGTH = 300
_BEFORE = 60
# Words that begin alike are taken for forms of one: `fengsel`, `fengslene` share their first four.
_STEM = 4


def excerpt(text: str, query: str) -> Text:
    """Return some lines of `text` from where most of the query's words stand, those words bold."""
    line = one_line(text)
    stems = {word[:_STEM] for word in words(query) if len(word) >= _STEM}
    found = [
        match for match in re.finditer(r"\w+", line) if match.group().casefold()[:_STEM] in stems
    ]
    places = [match.start() for match in found]
    densest = max(
        places,
        key=lambda place: (sum(place <= other < place + _LENGTH for other in places), -place),
        default=0,
    )
    start = _word_start(line, max(0, densest - _BEFORE))
    end = _word_end(line, start, min(len(line), start + _LENGTH))
    shown = Text("… " if start else "")
    offset = len(shown) - start
    shown.append(line[start:end])
    for match in found:
        if start <= match.start() and match.end() <= end:
            shown.stylize("bold", match.start() + offset, match.end() + offset)
    return shown.append(" …" if end < len(line) else "")


def _word_start(line: str, place: int) -> int:
    return line.rfind(" ", 0, place) + 1


def _word_end(line: str, start: int, place: int) -> int:
    if place == len(line):
        return place
    space = line.rfind(" ", start, place)
    return space if space > start else place
