"""Text into sentences, losing nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.abbreviations import (
    BEFORE_NUMBERS,
    MEASURES,
    NEVER_LAST,
    OFTEN_LAST,
    STARTERS,
    UNITS_AFTER_MEASURES,
)
from ingest.dates import MONTH_NUMBERS
from ingest.headings import ITEM_MARK, looks_like_heading
from ingest.page_words import CREDIT

_CLOSERS = r"(?:[\"'»«”“’)\]]|\[\d{1,3}\])*"
_STOP = re.compile(rf"(?<![.!?])(?:\.{{2,}}|…|[.!?]+){_CLOSERS}(?=\s)")
_OPENERS = "\"'«»„“”‘([¿¡–—-•*"
_BEFORE_STOP = re.compile(r"[^\s\"'«»„“”‘(\[/]*\Z")
_NEXT_WORD = re.compile(r"[^\s.,;:!?\"'»«”“’)\]]+")
_INITIAL = re.compile(r"(?:[^\W\d_]\.[- ]?)*[^\W\d_]")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,3}\.)+[^\W\d_]{1,3}")


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Split `text` into sentences.

    The spans tile the text: ``"".join(text[a:b] for a, b in spans) == text``. Each holds one
    sentence and the white space after it. List items, headings, table rows and whatever a blank
    line sets off begin a span of their own; the line breaks of a wrapped paragraph do not.
    """
    if not text:
        return []
    starts = sorted({0, *_line_starts(text), *_sentence_starts(text)})
    return list(zip(starts, [*starts[1:], len(text)], strict=True))


def _line_starts(text: str) -> Iterator[int]:
    """Yield where a line begins something new."""
    previous = ""
    blank = False
    for match in re.finditer(r"[^\n]*(?:\n|\Z)", text):
        line = match.group().strip()
        if not line:
            blank = True
            continue
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        if previous and (blank or _begins_anew(previous, line)):
            yield start
        previous, blank = line, False


def _begins_anew(previous: str, line: str) -> bool:
    if " | " in line or " | " in previous or "\t" in previous:
        return True
    mark = ITEM_MARK.match(line)
    if mark:
        rest = line[mark.end() :]
        if mark.group().strip() in {"•", "◦", "▪", "●", "‣", "*"}:
            return True
        if mark.group().strip()[-1:] == "." and _is_date_rest(rest):
            return previous[-1] in ".:;!?" or bool(ITEM_MARK.match(previous))
        return bool(previous[-1] in ".:;!?" or ITEM_MARK.match(previous) or not rest[:1].islower())
    return looks_like_heading(previous, line) or bool(
        CREDIT.search(previous) and previous[-1] not in ",-–" and not line[0].islower()
    )


def _is_date_rest(rest: str) -> bool:
    word = _NEXT_WORD.match(rest)
    return word is not None and (
        word.group().casefold() in MONTH_NUMBERS
        or re.match(r"\d{1,2}\.|(?:19|20)\d\d\b", rest) is not None
    )


def _sentence_starts(text: str) -> Iterator[int]:
    for match in _STOP.finditer(text):
        following = re.compile(r"\s*").match(text, match.end())
        start = following.end() if following else len(text)
        if start < len(text) and _ends_sentence(text, match, start):
            yield start


def _ends_sentence(text: str, stop: re.Match[str], start: int) -> bool:
    if text[start].islower():
        return False
    if not (text[start].isalnum() or text[start] in _OPENERS or not text[start].isascii()):
        # An ASCII sign that opens no sentence (`&`, `/`, `%`, `|`).
        return text[start] in "§#<{_~+$@"
    if stop.group()[0] != "." or stop.group().startswith(".."):
        return True
    head = _BEFORE_STOP.search(text[max(0, stop.start() - 40) : stop.start()])
    word = head.group() if head else ""
    if stop.group() != "." and word.casefold() not in OFTEN_LAST | NEVER_LAST:
        return True  # a quotation mark or bracket closes: the stop before it is a real one
    following = _NEXT_WORD.match(text, start)
    return _stop_is_final(text, stop, word, following.group() if following else "", start)


def _stop_is_final(text: str, stop: re.Match[str], word: str, following: str, start: int) -> bool:
    """Decide whether the full stop after `word` ends a sentence that `following` would begin."""
    folded = word.casefold()
    if folded.isdigit():
        return not _is_ordinal(text, stop.start() - len(word), folded, following, start)
    if folded in BEFORE_NUMBERS or (folded in MONTH_NUMBERS and following[:1].isdigit()):
        return not (following[:1].isdigit() or folded in NEVER_LAST)
    if folded in MEASURES:
        return (
            not (following.isupper() or following.casefold() in UNITS_AFTER_MEASURES)
            and not following[:1].isdigit()
        )
    if folded in OFTEN_LAST:
        return True
    if folded in NEVER_LAST:
        return False
    if (_INITIAL.fullmatch(word) and word[-1].isupper()) or _DOTTED.fullmatch(word):
        return following in STARTERS
    return True


def _is_ordinal(text: str, begin: int, number: str, following: str, start: int) -> bool:
    if len(number) > 2:
        return False
    before = text[max(0, begin - 80) : begin]
    if not before[before.rfind("\n") + 1 :].strip() and ("\n" in before or begin == len(before)):
        return True  # the number of a list item, or a date at the head of a line
    return following.casefold() in MONTH_NUMBERS or (
        re.compile(r"\d{1,2}\.|(?:19|20)\d\d\b").match(text, start) is not None
    )
