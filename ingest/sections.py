"""The stretches of a document that passages are cut from, each under its headings."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.document import Document, Heading, Span
from ingest.furniture import merge_spans
from ingest.headings import ITEM_MARK
from ingest.sentences import sentence_spans


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence without the white space around it.

    `opens_block` says that a blank line comes before it, `is_item` that it begins a list item,
    `in_list` that it lies in one, `introduces` that it ends in a colon.
    """

    start: int
    end: int
    opens_block: bool
    is_item: bool
    in_list: bool
    introduces: bool


@dataclass(frozen=True, slots=True)
class Region:
    """A run of sentences that no heading and no furniture interrupts.

    `level` is that of the heading above (0 for none); `number` counts sections, `furniture` the
    furniture spans before it: two regions with furniture between them never share a passage.
    """

    sentences: tuple[Sentence, ...]
    trail: tuple[str, ...]
    level: int
    number: int
    furniture: int

    def continues_into(self, other: Region, text: str) -> bool:
        """Tell whether a passage may reach from here into `other`."""
        return (
            other.furniture == self.furniture
            and other.number == self.number + 1
            and other.level >= self.level
            and bool(text[self.sentences[-1].end : other.sentences[0].start])
        )


def regions(document: Document) -> list[Region]:
    """Return the stretches of matter in reading order.

    A heading with nothing under it, not even a deeper heading, is matter itself.
    """
    found: list[Region] = []
    trail: list[Heading] = []
    furniture = merge_spans(document.furniture)
    ends = [span.end for span in furniture]
    headings = sorted(
        (h for h in document.headings if not _is_covered(h, furniture, ends)),
        key=lambda heading: heading.start,
    )
    edges: list[Heading | None] = [None, *headings]
    for number, heading in enumerate(edges):
        end = headings[number].start if number < len(headings) else len(document.text)
        if heading is not None:
            trail = [above for above in trail if above.level < heading.level]
            trail.append(heading)
        start = heading.end if heading else 0
        titles = tuple(" ".join(document.text[h.start : h.end].split()) for h in trail)
        titles = tuple(title for title in titles if title)
        level = heading.level if heading else 0
        section = [
            Region(sentences, titles, level, number, before)
            for part, before in _without_furniture(
                Span(start=start, end=max(start, end)), furniture, ends
            )
            if (sentences := _sentences(document.text, part))
        ]
        following = headings[number] if number < len(headings) else None
        if not section and heading and not (following and following.level > heading.level):
            alone = _sentences(document.text, heading)
            before = bisect_right(ends, heading.start)
            section = [Region(alone, titles[:-1], level, number, before)] if alone else []
        found += section
    return found


def _is_covered(span: Span, furniture: Sequence[Span], ends: Sequence[int]) -> bool:
    index = bisect_right(ends, span.start)
    return index < len(ends) and furniture[index].start < span.end


def _without_furniture(
    section: Span, furniture: Sequence[Span], ends: Sequence[int]
) -> list[tuple[Span, int]]:
    """Return a section's parts outside furniture, and how many furniture spans lie before each."""
    parts: list[tuple[Span, int]] = []
    start, index = section.start, bisect_right(ends, section.start)
    while index < len(ends) and furniture[index].start < section.end:
        if furniture[index].start > start:
            parts.append((Span(start=start, end=furniture[index].start), index))
        start, index = max(start, ends[index]), index + 1
    if start < section.end:
        parts.append((Span(start=start, end=section.end), index))
    return parts


def _sentences(text: str, part: Span) -> tuple[Sentence, ...]:
    found: list[Sentence] = []
    stretch = text[part.start : part.end]
    for begin, stop in sentence_spans(stretch):
        sentence = stretch[begin:stop]
        if not sentence.strip():
            continue
        start = part.start + begin + len(sentence) - len(sentence.lstrip())
        end = part.start + begin + len(sentence.rstrip())
        gap = text[found[-1].end : start] if found else "\n\n"
        is_item = "\n" in gap and ITEM_MARK.match(text, start, end) is not None
        opens_block = "\n\n" in gap
        found.append(
            Sentence(
                start,
                end,
                opens_block=opens_block,
                is_item=is_item,
                in_list=is_item or (bool(found) and found[-1].in_list and not opens_block),
                introduces=text[end - 1] == ":",
            )
        )
    return tuple(found)
