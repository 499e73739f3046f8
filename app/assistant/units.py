"""What can be quoted from a passage: its sentences, and its lists with their lead-in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.document import Passage
from ingest.sentences import sentence_spans

_ITEM = re.compile(r"(?:[•*–-]|\d{1,2}[.)]|[a-z]\))\s+")
_LONGEST_LIST = 900


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A quotable stretch of a passage; offsets into the document's text.

    `context` is what a reader must know to understand it: the line that leads in to a list item.
    """

    passage: Passage
    start: int
    end: int
    text: str
    context: str = ""
    is_list: bool = False


def units(passage: Passage) -> list[Unit]:
    """Return the sentences of a passage, and each list with its lead-in as one unit more."""
    sentences = list(_sentences(passage))
    found: list[Unit] = []
    position = 0
    while position < len(sentences):
        start, end = sentences[position]
        items = _items_after(passage, sentences, position)
        if items:
            last = sentences[position + items][1]
            if last - start <= _LONGEST_LIST:
                found.append(_unit(passage, start, last, is_list=True))
            lead = passage.text[start:end]
            found.extend(
                _unit(passage, *sentences[position + number], context=lead)
                for number in range(1, items + 1)
            )
            position += items + 1
        else:
            found.append(_unit(passage, start, end))
            position += 1
    return found


def _sentences(passage: Passage) -> Iterator[tuple[int, int]]:
    """Yield the sentences without the white space around them; offsets into the passage."""
    for start, end in sentence_spans(passage.text):
        text = passage.text[start:end]
        inner = text.strip()
        if inner:
            first = start + text.index(inner[0])
            yield first, first + len(inner)


def _items_after(passage: Passage, sentences: list[tuple[int, int]], position: int) -> int:
    """Return how many list items follow the line at `position`, 0 if it leads in to none."""
    start, end = sentences[position]
    if _ITEM.match(passage.text, start) or not passage.text[start:end].endswith(":"):
        return 0
    items = 0
    for following, _ in sentences[position + 1 :]:
        if not _ITEM.match(passage.text, following):
            break
        items += 1
    return items


def _unit(
    passage: Passage, start: int, end: int, *, context: str = "", is_list: bool = False
) -> Unit:
    return Unit(
        passage=passage,
        start=passage.start + start,
        end=passage.start + end,
        text=passage.text[start:end],
        context=context,
        is_list=is_list,
    )
