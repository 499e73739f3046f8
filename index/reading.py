"""What the reader makes of one passage: how likely it answers, with which words, of what."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.reader_input import Encoded

_LONGEST_ANSWER = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSpan:
    """Characters `start` to `end` of a passage, and the log odds of their being the answer.

    `score` is that of the span minus that of no answer at all.
    """

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PassageReading:
    """What the reader makes of one passage; `relevance` and `answerable` are log odds.

    Token i of the passage covers the characters `offsets[i]`; `starts[i]` and `ends[i]` are its
    logits of being the answer's first and last, and `null` the sum of both for no answer.

    `cosines[w, i]` tells how like the question's word w the token is as the two are read together,
    `context[w]` how like it the most like one of the context is.
    """

    relevance: float
    answerable: float
    offsets: NDArray[np.int64]
    starts: NDArray[np.float32]
    ends: NDArray[np.float32]
    null: float
    cosines: NDArray[np.float32]
    context: NDArray[np.float32]

    def echoed(self, start: int, end: int) -> NDArray[np.float32]:
        """Return how well each word of the question is echoed, shape (words,).

        By the characters `start` to `end` of the passage, or by its context; at most 1.
        """
        inside = (self.offsets[:, 1] > start) & (self.offsets[:, 0] < end)
        best: NDArray[np.float32] = self.cosines[:, inside].max(axis=1, initial=-1.0)
        return np.maximum(self.context, best)

    def best(self, start: int = 0, end: int | None = None) -> AnswerSpan | None:
        """Return the likeliest answer within the characters `start` to `end`, if a token is."""
        stop = np.inf if end is None else end
        inside = np.flatnonzero((self.offsets[:, 1] > start) & (self.offsets[:, 0] < stop))
        if not len(inside):
            return None
        table = self.starts[inside][:, None] + self.ends[inside][None, :]
        length = inside[None, :] - inside[:, None]
        table = np.where((length >= 0) & (length < _LONGEST_ANSWER), table, -np.inf)
        first, last = np.unravel_index(int(table.argmax()), table.shape)
        return AnswerSpan(
            start=max(start, int(self.offsets[inside[first], 0])),
            end=int(min(stop, self.offsets[inside[last], 1])),
            score=float(table[first, last]) - self.null,
        )


def echoes(
    states: NDArray[np.float32], encoded: Encoded
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return what `PassageReading.cosines` and `.context` are, of a layer's states (t, d)."""
    passage = slice(encoded.first, encoded.first + len(encoded.offsets))
    if not encoded.asked:
        return np.empty((0, len(encoded.offsets)), np.float32), np.empty(0, np.float32)
    asked = _unit(np.stack([states[own].mean(axis=0) for own in encoded.asked]))
    context = asked @ _unit(states[encoded.context.start : encoded.context.stop]).T
    return asked @ _unit(states[passage]).T, context.max(axis=1, initial=-1.0)


def _unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    lengths = np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    unit: NDArray[np.float32] = (vectors / lengths).astype(np.float32)
    return unit
