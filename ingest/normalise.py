"""One form for all text, fixed before any offset into it is taken."""

from __future__ import annotations

import re
import unicodedata

from ingest.headings import ITEM_MARK, looks_like_heading


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_LINE_ENDS = re.compile(r"\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_LONE_SURROGATES = re.compile(r"[\ud800-\udfff]")
# Directional marks and zero-width characters are invisible: a quote that holds one is not found
# by a reader who types what is seen.
_INVISIBLE = (
    "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb"
)
_REMOVED = re.compile(rf"[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f{_INVISIBLE}]")
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_TRAILING = re.compile(r"(?<![ \t])[ \t]+$", re.MULTILINE)
_BLANK_LINES = re.compile(r"\n{3,}")

_BROKEN_WORD = re.compile(
    r"(?<![^\W\d_])([^\W\d_]{2,})[-\u2010]\n[ \t]*([a-zæøåäöéüěščřžýáíůúťďň]+)"
)
_CONJUNCTIONS = _words(
    """
    og eller samt og/eller och and or und oder a nebo i lub
    """
)
_WRAPPED_LINE = 45  # a line shorter than this was broken on purpose, not by the margin


def normalise(text: str) -> str:
    r"""Return `text` in the one form that documents keep.

    NFC; lines end in ``\n``; no control, zero-width or bidirectional characters; every kind of
    space is a space; no spaces before a line end; at most one blank line; no newline at either
    end. Idempotent: ``normalise(normalise(text)) == normalise(text)``.
    """
    text = _LINE_ENDS.sub("\n", text)
    text = _LONE_SURROGATES.sub("\ufffd", text)
    text = _REMOVED.sub("", text)
    text = _SPACES.sub(" ", text)
    text = unicodedata.normalize("NFC", text)
    text = _TRAILING.sub("", text)
    return _BLANK_LINES.sub("\n\n", text).strip("\n")


def join_hyphenated(text: str) -> str:
    r"""Undo the line breaks that a typeset page forced on words and paragraphs.

    ``straffe-\ngjennomføring`` becomes one word; a hyphen stays after capitals (``EU-\nland``)
    and before a conjunction (``fengsels-\nog friomsorgsplasser``). Lines are joined only where
    they clearly wrap: bullets, headings, table rows and short lines keep their own line.
    """
    lines = _BROKEN_WORD.sub(_mend_word, text).split("\n")
    joined = [lines[0]]
    last = lines[0]  # the line as it stood on the page: its own length tells whether it wrapped
    for line in lines[1:]:
        if _wraps(last, line):
            gap = "" if joined[-1].endswith("-") and line[:1].islower() else " "
            if _ends_in_open_hyphen(joined[-1], line):
                gap = " "
            joined[-1] = f"{joined[-1].rstrip()}{gap}{line.strip()}"
        else:
            joined.append(line)
        last = line
    return "\n".join(joined)


def _mend_word(match: re.Match[str]) -> str:
    head, tail = match.groups()
    if head.isupper():
        return f"{head}-{tail}"
    if tail in _CONJUNCTIONS:
        return f"{head}-\n{tail}"
    return f"{head}{tail}"


def _ends_in_open_hyphen(line: str, following: str) -> bool:
    first = following.split(maxsplit=1)[0] if following.strip() else ""
    return line.endswith("-") and first in _CONJUNCTIONS


def _wraps(line: str, following: str) -> bool:
    if not line.strip() or not following.strip():
        return False
    if " | " in line or " | " in following or ITEM_MARK.match(following):
        return False
    if following.lstrip()[0].islower():
        return len(line) >= _WRAPPED_LINE // 2
    if len(line) < _WRAPPED_LINE or looks_like_heading(line, following):
        return False
    return line.rstrip()[-1] not in ".!?:;"
