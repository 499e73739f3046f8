"""What the models say for a sentence and a piece of evidence: matched words, and nearness.

A logistic regression over a handful of signals. `eval.claims` measures what it does; how the
weights were found is in `support_weights.json`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from app.assistant.facts.statement import Facts
from app.assistant.grounding import Grounds
from app.assistant.verification import Reason
from index.word_vectors import WordReader, WordVectors
from ingest.document import Span

Similar = Callable[[str, Sequence[str]], NDArray[np.float32]]

NAMES = ("weakest", "similarity")
# Words the vocabulary has more often than this are function words, which match anything.
_COMMON = 6.0
_RAREST = 10.0
# About as many words as the shortest clause that a quote must cover.
_WINDOW, _NARROWEST = 5, 3
# Names that are one by a list (`grounding`), however little alike they look to a model.
_COMPARED = frozenset({"country", "agency", "city", "region"})
_SAME_NAME = 0.7
# What the title or a heading says counts a little less than what the quote says.
_BESIDE = 0.05
_TELLING = 6.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Supported:
    """How surely a quote says what a sentence states; `reason` is empty if surely enough."""

    probability: float
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SupportWeights:
    """A logistic regression over `NAMES`, and the probability below which nothing stands.

    `layer` is the one of the packaged model whose words it was trained on.
    `covered` is how well words are matched on the whole where only an addition is not: below it a
    sentence is off the matter, above it something was added.
    """

    weights: NDArray[np.float64]
    bias: float
    threshold: float
    covered: float
    layer: int

    def probability(self, signals: NDArray[np.float64]) -> float:
        """Return the probability that signals, shape (len(NAMES),), are those of support."""
        return float(1.0 / (1.0 + np.exp(-(signals @ self.weights + self.bias))))


@cache
def trained_support() -> SupportWeights:
    """Return the weights that come with the package."""
    facts = json.loads((files("app.assistant") / "support_weights.json").read_text("utf-8"))
    return SupportWeights(
        weights=np.array([facts["weights"][name] for name in NAMES]),
        bias=facts["bias"],
        threshold=facts["threshold"],
        covered=facts["covered"],
        layer=facts["layer"],
    )


class ModelSupport:
    """Reads by the words of both texts in context, and by the nearness of the whole."""

    def __init__(
        self, similar: Similar, words: WordReader, weights: SupportWeights | None = None
    ) -> None:
        self._similar = similar
        self._words = words
        self._weights = weights or trained_support()

    def read(self, stated: Facts, grounds: Grounds) -> Supported:
        """Return how surely the quotes together say what is stated."""
        matched, weakest, similarity = self._signals(stated, grounds)
        probability = self._weights.probability(np.array([weakest, similarity]))
        if probability >= self._weights.threshold:
            return Supported(probability=probability, reason="")
        added = matched >= self._weights.covered
        return Supported(probability=probability, reason="addition" if added else "relevance")

    def _signals(self, stated: Facts, grounds: Grounds) -> tuple[float, float, float]:
        quote = grounds.quote.text
        mine, theirs, beside = self._words.words([stated.text, quote, grounds.known.text])
        compared = [name for name in stated.names if name.kind in _COMPARED]
        matched, weakest = coverage(mine, theirs, beside, compared)
        similarity = float(self._similar(stated.text, [quote])[0])
        return matched, weakest, similarity


def coverage(
    mine: WordVectors,
    theirs: WordVectors,
    beside: WordVectors,
    compared: Sequence[Span] = (),
) -> tuple[float, float]:
    """Return how well words are matched on the whole, and where they are matched least.

    A word's match is its best cosine with a word of `theirs` or, a little less, of `beside`; rare
    words weigh more. Least is the mean over some words in a row: what was added is a clause.

    Parameters
    ----------
    compared
        Names that are known to stand there, whatever they are called.
    """
    if not len(mine.vectors) or not len(theirs.vectors):
        return 0.0, 0.0
    best = (mine.vectors @ theirs.vectors.T).max(axis=1)
    if len(beside.vectors):
        best = np.maximum(best, (mine.vectors @ beside.vectors.T).max(axis=1) - _BESIDE)
    for i, (start, end) in enumerate(mine.spans):
        if any(name.start < end and start < name.end for name in compared):
            best[i] = max(best[i], _SAME_NAME)
    weight = np.clip(mine.rarity - _COMMON, 0.0, _RAREST)
    whole = float((weight * best).sum() / max(float(weight.sum()), 1e-9))
    # In a short sentence, too, what was added is less than the whole.
    window = min(_WINDOW, max(_NARROWEST, len(best) - 1))
    windows = [
        float((part * best[i : i + window]).sum() / part.sum())
        for i in range(max(1, len(best) - window + 1))
        if (part := weight[i : i + window]).sum() > _TELLING
    ]
    return whole, min(windows, default=whole)
