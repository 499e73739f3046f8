"""Sentences and the numbers they cite, out of the text that a model is still writing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from app.assistant.markdown import is_open, is_usable, plain, printable
from app.assistant.marks import MARKS_ONLY, marked, without_marks
from app.assistant.thinking import JUST_BEGUN, JUST_ENDED, LONGEST_TAG
from app.assistant.verification import Drafted
from ingest.sentences import sentence_spans

_NOT_FOUND = re.compile(r"NOT[_ ]FOUND")
# Nothing that can be checked, and what goes on and on must not take ever longer.
_LONGEST = 1000
_SPACE = re.compile(r"\s+")
# Lines that are no sentences: headings, tables, the fences around code.
_NO_SENTENCE = re.compile(r"\s*(?:#{1,6}\s|\||```|~~~)")
_QUOTED = re.compile(r"\A\s*(?:>\s*)+")
_BULLET = re.compile(r"\A\s*(?:[-–•◦▪‣+]|\d{1,2}[.)](?=\s+[^\W\d_a-zæøåäöé])|\(\d{1,2}\))\s+")
_ENDED = re.compile(r"(?:[.!?…][\"'»”’)]*|\]|\(\d{1,3}\))\s*\Z")
_STOP = re.compile(r"[.!?…][\"'»”’)]*\Z")


class Drafting:
    """Reads what a model writes, and gives each sentence as soon as it is complete.

    The text is read character by character, so that nothing depends on the pieces it comes in. A
    sentence is complete with its marks, and once the first word of the next is: only that tells a
    full stop from the point of an abbreviation. A line break ends a sentence too.

    `not_found` tells whether the model said that the evidence does not answer.
    """

    def __init__(self) -> None:
        self.not_found = False
        self._thinking = False
        self._raw = ""  # what may still turn out to be markup
        self._line = ""  # what is left of the line, as plain text
        self._fresh = True  # no sentence of the line is given yet
        self._skipped = False  # the line is none that has sentences
        self._held: Drafted | None = None  # ended by a line break; its marks may follow

    def add(self, text: str) -> Iterator[Drafted]:
        """Read on, and yield the sentences that are now complete."""
        for character in text:
            yield from self._read(printable(character))

    def finish(self, *, whole: bool = True) -> Iterator[Drafted]:
        """Yield what is complete at the end of the text; `whole` if the model ended it itself."""
        if not self._thinking:
            self._settle()
            yield from self._completed()
            if whole and (_ENDED.search(self._line) or _NOT_FOUND.search(self._line)):
                yield from self._end_line()
        if self._held is not None:
            yield self._held
            self._held = None

    def _read(self, character: str) -> Iterator[Drafted]:
        self._raw += character
        if self._thinking:
            self._raw = self._raw[-LONGEST_TAG:]
        if character == ">":
            self._turn()
        elif self._thinking:
            return
        elif character == "\n":
            yield from self._end_line()
        elif character.isspace() and not is_open(self._raw):
            self._settle()
            yield from self._completed()

    def _turn(self) -> None:
        """Begin or end a stretch in which the model thinks aloud."""
        if JUST_ENDED.search(self._raw):
            # Some models end such a stretch without ever beginning it.
            self._thinking, self._raw, self._line, self._held = False, "", "", None
        elif not self._thinking and (tag := JUST_BEGUN.search(self._raw)):
            self._thinking, self._raw = True, self._raw[: tag.start()]
            self._settle()

    def _settle(self) -> None:
        """Take up what was read into the line, as plain text."""
        if not self._line.strip() and self._fresh:
            self._skipped = self._skipped or _NO_SENTENCE.match(self._raw) is not None
        line = _SPACE.sub(" ", self._line + plain(self._raw))
        self._skipped = self._skipped or len(line) > _LONGEST
        self._line = "" if self._skipped else marked(line)
        self._raw = ""

    def _completed(self) -> Iterator[Drafted]:
        """Yield every sentence of the line but the last."""
        if self._line.strip() and not MARKS_ONLY.fullmatch(self._line) and self._held is not None:
            yield self._held
            self._held = None
        spans = sentence_spans(self._line)
        for start, end in spans[:-1]:
            sentence = self._drafted(self._line[start:end])
            if sentence is not None:
                yield sentence
        self._line = self._line[spans[-1][0] :] if spans else ""

    def _end_line(self) -> Iterator[Drafted]:
        self._settle()
        yield from self._completed()
        if MARKS_ONLY.fullmatch(self._line):
            if self._held is not None:
                _, numbers = without_marks(self._line)
                cited = dict.fromkeys((*self._held.cited, *numbers))
                self._held = replace(self._held, cited=tuple(cited))
        elif self._line.strip():
            self._held = self._drafted(self._line)
        self._line, self._fresh, self._skipped = "", True, False

    def _drafted(self, text: str) -> Drafted | None:
        """Return a sentence and what it cites; None for what states nothing, or must be quoted."""
        first, self._fresh = self._fresh, False
        if _NOT_FOUND.search(text):
            self.not_found = True
            return None
        if first:
            text = _BULLET.sub("", _QUOTED.sub("", text)).strip()
        said, numbers = without_marks(text)
        listed_source = first and text.startswith("[") and not _STOP.search(said)
        lead_in = said.endswith(":") and not numbers
        if listed_source or lead_in or not any(character.isalpha() for character in said):
            return None
        if is_usable(said):
            return None
        return Drafted(text=said, cited=numbers)
