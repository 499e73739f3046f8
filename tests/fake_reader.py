"""A passage reader of no model, for every test of what is built on one."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from index.grams import words
from index.reader_input import Read, question_words
from index.reading import PassageReading

_SURE = 5.0
_UNLIKE = 0.3


@dataclass
class FakePassageReader:
    """Finds a passage as relevant as the share of the question's words that it holds.

    The answer in it is what `span` says, characters of the text; without one, none is likely.
    """

    span: Callable[[str, str], tuple[int, int] | None] = lambda question, text: None
    asked: list[tuple[str, list[Read]]] = field(default_factory=list)

    def read(self, question: str, reads: Sequence[Read]) -> list[PassageReading]:
        self.asked.append((question, list(reads)))
        return [self._reading(question, read.text) for read in reads]

    def _reading(self, question: str, text: str) -> PassageReading:
        asked = set(words(question))
        share = len(asked & set(words(text))) / max(1, len(asked))
        span = self.span(question, text)
        offsets = np.array([m.span() for m in re.finditer(r"\w+|[^\w\s]", text)], dtype=np.int64)
        offsets = offsets.reshape(-1, 2)
        starts = np.full(len(offsets), -_SURE, np.float32)
        ends = starts.copy()
        if span:
            inside = np.flatnonzero((offsets[:, 1] > span[0]) & (offsets[:, 0] < span[1]))
            starts[inside[0]] = ends[inside[-1]] = _SURE
        return PassageReading(
            relevance=share,
            answerable=_SURE if span else share - _SURE,
            offsets=offsets,
            starts=starts,
            ends=ends,
            null=0.0,
            cosines=_same_words(question, [text[start:end] for start, end in offsets]),
            context=np.zeros(len(question_words(question)), np.float32),
        )


def _same_words(question: str, tokens: Sequence[str]) -> np.ndarray:
    """Return 1 where a token is a word of the question, else little."""
    there = [token.casefold() for token in tokens]
    rows = [
        [1.0 if token == word.casefold() else _UNLIKE for token in there]
        for word in question_words(question)
    ]
    return np.array(rows, np.float32).reshape(-1, len(there))


def unheard(tokens: int) -> dict[str, np.ndarray]:
    """Return what a reading of a question without words tells of them."""
    return {
        "cosines": np.empty((0, tokens), np.float32),
        "context": np.empty(0, np.float32),
    }


def saying(answer: str) -> Callable[[str, str], tuple[int, int] | None]:
    """Return a `span` that is where `answer` first stands in a text."""

    def span(question: str, text: str) -> tuple[int, int] | None:
        start = text.find(answer)
        return (start, start + len(answer)) if start >= 0 else None

    return span
