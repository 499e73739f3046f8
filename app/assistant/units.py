"""What can be quoted from a passage: its sentences, and its lists and tables with their lead-in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from ingest.document import Passage
from ingest.sentences import sentence_spans

_ITEM = re.compile(r"(?:[•*–-]|\d{1,2}[.)]|[a-z]\))\s+")
_CELLS = " | "
_LONGEST_WHOLE = 900
_FIGURE = re.compile(r"[\W\d]*\d[\W\d]*")
_YEAR = re.compile(r"(?:19|20)\d\d")

_Kind = Literal["heading", "item", "row", "sentence"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A quotable stretch of a passage; offsets into the document's text.

    `context` is what a reader must know to understand it: the line that leads in to a list item or
    the heading above it, and for a row of a table its column names, which are `columns` too.
    `is_list` is a whole list or table.
    """

    passage: Passage
    start: int
    end: int
    text: str
    context: str = ""
    columns: str = ""
    is_list: bool = False


@dataclass(frozen=True, slots=True)
class _Line:
    """A sentence of the passage, offsets into it; `runs_on` in the line of the one before."""

    start: int
    end: int
    kind: _Kind
    runs_on: bool


def units(passage: Passage) -> list[Unit]:
    """Return the sentences of a passage, and each list or table as one unit more.

    Headings are no matter to quote, unless there is nothing else.
    """
    lines = list(_lines(passage))
    if all(line.kind == "heading" for line in lines):
        return [_unit(passage, line.start, line.end) for line in lines]
    found: list[Unit] = []
    position = 0
    while position < len(lines):
        line = lines[position]
        block = _block(passage, lines, position)
        if block:
            found += _of_block(passage, lines, position, block)
            position = block.stop
        else:
            if line.kind != "heading":
                found.append(_unit(passage, line.start, line.end))
            position += 1
    return found


def _lines(passage: Passage) -> Iterator[_Line]:
    """Yield the sentences without the white space around them."""
    headings = [
        (span.start - passage.start, span.end - passage.start) for span in passage.inner_headings
    ]
    before = 0
    for start, end in sentence_spans(passage.text):
        text = passage.text[start:end]
        inner = text.strip()
        if not inner:
            continue
        first = start + text.index(inner[0])
        last = first + len(inner)
        kind: _Kind = "sentence"
        if any(begin <= first and last <= stop for begin, stop in headings):
            kind = "heading"
        elif _ITEM.match(inner):
            kind = "item"
        elif _CELLS in inner:
            kind = "row"
        yield _Line(first, last, kind, runs_on=first > 0 and "\n" not in passage.text[before:first])
        before = last


def _block(passage: Passage, lines: Sequence[_Line], position: int) -> range | None:
    """Return which lines are the items or rows of the list or table that begins at `position`.

    It may begin with the sentence that leads in to it, which is none of them.
    """
    first = position
    leads_in = lines[position].kind == "sentence" and passage.text[lines[position].end - 1] == ":"
    if leads_in:
        first += 1
    if first == len(lines) or lines[first].kind not in ("item", "row"):
        return None
    kind = lines[first].kind
    stop = first
    # What follows an item in its own line belongs to it.
    while stop < len(lines) and (
        lines[stop].kind == kind or (stop > first and lines[stop].runs_on)
    ):
        stop += 1
    return range(first, stop) if leads_in or stop - first > 1 else None


def _of_block(
    passage: Passage, lines: Sequence[_Line], position: int, block: range
) -> Iterator[Unit]:
    start, last = lines[position].start, lines[block.stop - 1].end
    lead = ""
    if position < block.start:
        lead = passage.text[start : lines[position].end]
    elif position and lines[position - 1].kind == "heading":
        lead = passage.text[lines[position - 1].start : lines[position - 1].end]
    elif not position and passage.headings:
        lead = passage.headings[-1]
    columns = _columns(passage, lines, block)
    quotable = last - start <= _LONGEST_WHOLE
    if quotable:
        heading = "" if position < block.start else lead
        yield _unit(passage, start, last, context=heading, is_list=True)
    for number in block:
        line = lines[number]
        names_columns = bool(columns) and number == block.start
        # Column names by themselves answer nothing; they are quoted with the whole.
        if not (names_columns and quotable):
            yield _unit(
                passage,
                line.start,
                line.end,
                context=lead if names_columns else f"{lead} {columns}".strip(),
                columns="" if names_columns else columns,
            )


def _columns(passage: Passage, lines: Sequence[_Line], block: range) -> str:
    """Return the first row of a table, or nothing where it is a row like the others.

    A table that the beginning of the passage cuts goes on without its column names, and what holds
    figures other than years names no columns.
    """
    first = lines[block.start]
    cut = block.start == 0 and not passage.opens_block
    if first.kind != "row" or len(block) == 1 or cut:
        return ""
    row = passage.text[first.start : first.end]
    figures = (cell for cell in row.split(_CELLS) if _FIGURE.fullmatch(cell))
    return row if all(map(_YEAR.fullmatch, figures)) else ""


def _unit(
    passage: Passage,
    start: int,
    end: int,
    *,
    context: str = "",
    columns: str = "",
    is_list: bool = False,
) -> Unit:
    return Unit(
        passage=passage,
        start=passage.start + start,
        end=passage.start + end,
        text=passage.text[start:end],
        context=context,
        columns=columns,
        is_list=is_list,
    )
