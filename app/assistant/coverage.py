"""How far the words of a sentence stand in its source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.word_vectors import WordVectors
from ingest.document import Span

# Words the vocabulary has more often than this are function words, which match anything.
_COMMON = 6.0
_RAREST = 10.0
# About as many words as the shortest clause that a quote must cover.
_WINDOW, _NARROWEST = 5, 3
_SAME_NAME = 0.7
# What the title or a heading says counts a little less than what the quote says.
_BESIDE = 0.05
_TELLING = 6.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Cosines of words with their best match, rare words weighing more.

    `whole` is the mean over the sentence, `weakest` the mean over those few words in a row that are
    matched least: what was added is a clause.
    """

    whole: float
    weakest: float


NOTHING = Coverage(whole=0.0, weakest=0.0)


def coverage(
    mine: WordVectors,
    theirs: WordVectors,
    beside: WordVectors,
    compared: Sequence[Span] = (),
) -> Coverage:
    """Return how far the words of a sentence stand in a quote, or in what is known beside it.

    Parameters
    ----------
    mine, theirs, beside
        The words of the sentence, of the quote, and of its title and headings.
    compared
        Names that are known to stand there, whatever they are called.
    """
    if not len(mine.vectors) or not len(theirs.vectors):
        return NOTHING
    best = (mine.vectors @ theirs.vectors.T).max(axis=1)
    if len(beside.vectors):
        best = np.maximum(best, (mine.vectors @ beside.vectors.T).max(axis=1) - _BESIDE)
    for i, (start, end) in enumerate(mine.spans):
        if any(name.start < end and start < name.end for name in compared):
            best[i] = max(best[i], _SAME_NAME)
    weight = _weight(mine)
    whole = _mean(best, weight)
    # In a short sentence, too, what was added is less than the whole.
    window = min(_WINDOW, max(_NARROWEST, len(best) - 1))
    windows = [
        _mean(best[i : i + window], part)
        for i in range(max(1, len(best) - window + 1))
        if (part := weight[i : i + window]).sum() > _TELLING
    ]
    return Coverage(whole=whole, weakest=min(windows, default=whole))


def _weight(words: WordVectors) -> NDArray[np.float32]:
    weight: NDArray[np.float32] = np.clip(words.rarity - _COMMON, 0.0, _RAREST)
    return weight


def _mean(values: NDArray[np.float32], weight: NDArray[np.float32]) -> float:
    return float((weight * values).sum() / max(float(weight.sum()), 1e-9))
