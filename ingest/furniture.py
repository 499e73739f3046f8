"""What belongs to the page a text was published on, rather than to its matter."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.agencies import is_agency_name
from ingest.dates import is_date_line
from ingest.document import Span
from ingest.page_words import (
    BUTTONS,
    CONTACT,
    COOKIES,
    CREDIT,
    MENU_WORDS,
    POINTER,
    PROMOTION,
    SECTION,
    STRAP,
)

_SUBSTANTIVE = 110  # a line at least this long, without page signals, is matter
_MENU_LINE = 32
_MENU_RUN = 5


def find_furniture(text: str, kept: Sequence[Span] = ()) -> tuple[Span, ...]:
    """Find the furniture in text exported from web pages and press releases.

    The signals are general: buttons and straps by their words, pointers to a menu, photo captions
    given twice, dates alone on a line at the top, runs of menu words, and a tail that opens with a
    section word (`Kontakter`, `Keywords`) and holds no matter to the end. What is not clearly
    furniture is kept.

    Parameters
    ----------
    kept
        Spans that the format itself marks as matter (headings of a Markdown file): no single line
        of theirs is furniture, though a tail may take them in.
    """
    lines = _lines(text)
    if not any(line.substantive for line in lines):
        return ()  # a form, a list, a glossary: no telling page from matter
    protected = {span.start for span in kept}
    top = next(position for position, line in enumerate(lines) if line.substantive)
    marked = {
        position
        for position in range(len(lines))
        if _stands_alone(lines, position, top) and lines[position].start not in protected
    }
    marked |= {p for p in _menus(lines) if lines[p].start not in protected}
    tail = _tail(lines)
    marked |= set(range(tail, len(lines)))
    return _spans(lines, marked)


def looks_like_press_release(text: str, furniture: Sequence[Span]) -> bool:
    """Tell whether the furniture of a text is that of a press release: contacts at its end."""
    if not furniture:
        return False
    tail = text[furniture[-1].start :]
    boxed = any(SECTION.fullmatch(line.strip()) for line in tail.split("\n"))
    return boxed and furniture[-1].end >= len(text.rstrip()) and bool(CONTACT.search(tail))


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str
    repeated: bool

    @property
    def signals(self) -> bool:
        """Whether the line speaks of the page: contacts, subscriptions, credits, sections."""
        text = self.text
        return bool(
            SECTION.fullmatch(text)
            or PROMOTION.search(text)
            or BUTTONS.fullmatch(text)
            or CREDIT.search(text)
            or (len(text) < _SUBSTANTIVE and CONTACT.search(text))
            or (COOKIES.search(text) and len(text) < 300)
            or self.repeated
        )

    @property
    def substantive(self) -> bool:
        """Whether the line is matter beyond doubt."""
        return not self.signals and (
            len(self.text) >= _SUBSTANTIVE
            or bool(re.search(r"[.!?]\s+[A-ZÆØÅÄÖ]", self.text) and len(self.text) > 60)
            or bool(re.search(r"\w{2}[.!?][\"»”)]*$", self.text) and len(self.text) > 50)
        )


def _lines(text: str) -> list[_Line]:
    matches = [m for m in re.finditer(r"[^\n]+", text) if m.group().strip()]
    counts = Counter(m.group().strip() for m in matches)
    return [
        _Line(
            m.start(),
            m.end(),
            m.group().strip(),
            len(m.group()) > 20 and counts[m.group().strip()] > 1,
        )
        for m in matches
    ]


def _stands_alone(lines: list[_Line], position: int, top: int) -> bool:
    """Tell whether this one line is furniture wherever it stands."""
    line = lines[position]
    if BUTTONS.fullmatch(line.text) or STRAP.fullmatch(line.text) or POINTER.search(line.text):
        return True
    if COOKIES.search(line.text) and len(line.text) < 300:
        return (
            re.search(r"(?i)accept|godta|samtyk|godkänn|souhlas|bruk|use|anv[äe]nd", line.text)
            is not None
        )
    if line.repeated and position and lines[position - 1].text == line.text:
        return True  # the caption and its text for screen readers
    if re.fullmatch(rf"(?:{CREDIT.pattern}).{{0,40}}", line.text) and len(line.text) < 50:
        return True
    if position < top and len(line.text) < _SUBSTANTIVE and is_date_line(line.text):
        return True
    following = lines[position + 1 : position + 2]
    return (
        position == 0
        and is_agency_name(line.text)
        and bool(following)
        and not following[0].substantive
    )


def _menus(lines: list[_Line]) -> set[int]:
    """Return the positions in runs of menu entries, above the matter or below it."""
    matter = [position for position, line in enumerate(lines) if line.substantive]
    found: set[int] = set()
    for begin, end in ((0, matter[0]), (matter[-1] + 1, len(lines))):
        run: list[int] = []
        for position in range(begin, end + 1):
            text = lines[position].text if position < end else ""
            if (
                0 < len(text) <= _MENU_LINE
                and text[-1] not in ".:;?!"
                and not re.search(r"[|\d•]", text)
            ):
                run.append(position)
                continue
            words = sum(lines[p].text.casefold() in MENU_WORDS for p in run)
            if len(run) >= _MENU_RUN and words >= 2:
                # The title often stands right below the menu, and may be as short.
                last = max(p for p in run if lines[p].text.casefold() in MENU_WORDS)
                found.update(p for p in run if p <= last)
            run = []
    return found


def _tail(lines: list[_Line]) -> int:
    """Return the position where the page's tail begins, `len(lines)` when it has none."""
    openings = [
        position
        for position, line in enumerate(lines)
        if SECTION.fullmatch(line.text) or (PROMOTION.search(line.text) and len(line.text) < 90)
    ]
    best = len(lines)
    for opening in reversed(openings):
        if any(line.substantive for line in lines[opening:best]):
            break
        best = opening
    if best == len(lines):
        return best
    tail = lines[best:]
    sections = sum(bool(SECTION.fullmatch(line.text)) for line in tail)
    contacts = sum(bool(CONTACT.search(line.text) or PROMOTION.search(line.text)) for line in tail)
    # A single section of contacts may be matter: whom to call is what a handbook is for.
    return best if sections >= 2 and contacts and sections + contacts >= 3 else len(lines)


def merge_spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the spans in order, those that touch or overlap made one."""
    merged: list[Span] = []
    for span in sorted(spans, key=lambda span: span.start):
        if merged and span.start <= merged[-1].end:
            span = Span(start=merged[-1].start, end=max(merged.pop().end, span.end))
        merged.append(span)
    return tuple(merged)


def _spans(lines: list[_Line], marked: set[int]) -> tuple[Span, ...]:
    """Join marked lines that lie side by side."""
    spans: list[Span] = []
    previous = -2
    for position in sorted(marked):
        line = lines[position]
        if position == previous + 1:
            spans[-1] = Span(start=spans[-1].start, end=line.end)
        else:
            spans.append(Span(start=line.start, end=line.end))
        previous = position
    return tuple(spans)
