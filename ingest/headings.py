"""Headings and list marks, recognised by their looks where the format does not mark them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.dates import MONTH_NUMBERS
from ingest.document import Heading, Span


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ITEM_MARK = re.compile(
    r"[ \t]*(?:[•◦▪●‣·*]|[-–—](?=[ \tA-ZÆØÅÄÖ])|\(?(?:\d{1,2}|[a-z])[.)](?=[ \t]))[ \t]*"
)

_LONGEST = 110
_LONGEST_RUN = 3
_UNWRAPPED = 150  # no page is so wide: a line this long was never wrapped
_WORD = re.compile(r"[^\W\d_]+")
# A line that ends so breaks off in the middle of a sentence.
_OPEN_ENDS = _words(
    """
    a an and are as at by for from in is of on or that the to with av de den det eller en er et fra
    frå i med og om på som til ved vil att ein ei från för och till vid efter mellem mellom under v
    na s z do ve za pro je od po
    """
)
# A line that holds such a word states something; headings name things.
_FINITE = _words(
    """
    we you they have has had is are was were will would should can could must jeg eg vi de du har
    hadde er var ble blir blei vart skal skulle kan kunne må vil ville jag ni är blev ska skall
    måste kommer jsem jsme jsou je byl byla bylo byly má mají může
    """
)
_SIGN_OFF = re.compile(
    r"(?i)\b(?:foto|photo|fotograf|bilde|bild)\s*:|https?://|www\.|@|\d{3}[ \d]{4,}"
)


def looks_like_heading(line: str, following: str = "") -> bool:
    """Tell whether `line` by itself reads as a heading over the text line `following`."""
    line = line.strip()
    words = _WORD.findall(line.casefold()) if len(line) <= _LONGEST else []
    if not words or len(words) > 16:
        return False
    if line[0].islower() or (ITEM_MARK.match(line) and not line[0].isdigit()):
        return False
    if line[-1] in ".,:;!…" or " | " in line or "\t" in line or _SIGN_OFF.search(line):
        return False
    if re.search(r"\w{2}[.!?] \S", line):
        return False
    if sum(map(len, words)) < 0.5 * len(line.replace(" ", "")):
        return False
    if line[-1].isdigit() and _begins_with_month(following):
        return False  # `... on 25-27` over `November 1981. ...` is a date cut in two
    if line[-1] == "?":
        return len(line) <= 90
    if line.split()[-1].casefold() in _OPEN_ENDS or line.endswith(("-", "–", "(")):
        return False
    if following[:1].islower():
        return False
    return not _FINITE.intersection(words)


def _begins_with_month(line: str) -> bool:
    first = _WORD.match(line.strip())
    return first is not None and first.group().casefold() in MONTH_NUMBERS


def infer_headings(text: str, furniture: Sequence[Span] = ()) -> tuple[Heading, ...]:
    """Find the headings of a plain text.

    A heading is a short line without end punctuation, alone between blank lines or at the head of
    a paragraph, with text somewhere below it. The headings before any matter are title and
    subtitles, levels 1, 2, ...; the ones after share one level, and one directly below another
    lies a level deeper.
    """
    lines = _content_lines(text, furniture)
    headings: list[Heading] = []
    run: list[tuple[int, int]] = []  # lines that may be headings, with nothing else between
    base = 0  # the level of section headings, 0 until matter has been seen
    for position, line in enumerate(lines):
        following = lines[position + 1] if position + 1 < len(lines) else None
        if (line.opens_block or run) and line.may_head(text, following):
            run.append((line.start, line.end))
            continue
        if len(run) > _LONGEST_RUN:  # a listing: its last line alone can head what follows
            base, run = base or 2, run[-1:]
        for depth, (start, end) in enumerate(run):
            level = base + depth if base else 1 + depth
            headings.append(Heading(start=start, end=end, level=min(level, 6)))
        base = base or max(2, len(run))
        run = []
    return tuple(headings)


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    opens_block: bool

    def may_head(self, text: str, following: _Line | None) -> bool:
        below = text[following.start : following.end] if following else ""
        # Across a blank line a lower-case beginning says nothing about this line.
        touching = "" if following is None or following.opens_block else below
        return looks_like_heading(text[self.start : self.end], touching)


def _content_lines(text: str, furniture: Sequence[Span]) -> list[_Line]:
    lines: list[_Line] = []
    skipped = sorted((span.start, span.end) for span in furniture)
    # Some exports give each paragraph one long line and no blank lines between.
    unspaced = "\n\n" not in text and any(len(line) > _UNWRAPPED for line in text.split("\n"))
    blank_before = True
    for match in re.finditer(r"[^\n]*\n?", text):
        stripped = match.group().strip()
        if not stripped:
            blank_before = True
            continue
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        while skipped and skipped[0][1] <= start:
            skipped.pop(0)
        if skipped and skipped[0][0] <= start:
            blank_before = True
            continue
        lines.append(_Line(start, start + len(stripped), blank_before))
        blank_before = unspaced
    return lines
