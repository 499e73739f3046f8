"""What the models say for a sentence and a piece of evidence: matched words, and nearness.

A logistic regression over a handful of signals, trained by `eval.train_support`; `eval.claims`
measures what it does.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from app.assistant.coverage import Coverage, coverage
from app.assistant.facts.statement import Facts
from app.assistant.grounding import Grounds
from app.assistant.places import exchanged
from app.assistant.verification import Reason
from index.word_vectors import WordReader, WordVectors

Similar = Callable[[str, Sequence[str]], NDArray[np.float32]]

NAMES = ("weakest", "similarity")
# Names that are one by a list (`grounding`), however little alike they look to a model.
_COMPARED = frozenset({"country", "agency", "city", "region"})


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


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Seen:
    """The words of a sentence and of its quote, how far they match, and the signals of `NAMES`."""

    mine: WordVectors
    theirs: WordVectors
    covered: Coverage
    signals: NDArray[np.float64]


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
        seen = self.see(stated, grounds)
        probability = self._weights.probability(seen.signals)
        if probability < self._weights.threshold:
            added = seen.covered.whole >= self._weights.covered
            return Supported(probability=probability, reason="addition" if added else "relevance")
        if exchanged(stated, grounds.quote, seen.mine, seen.theirs):
            return Supported(probability=probability, reason="roles")
        return Supported(probability=probability, reason="")

    def see(self, stated: Facts, grounds: Grounds) -> Seen:
        """Return what the models see in the two texts, before any of it is weighed."""
        quote = grounds.quote.text
        mine, theirs, beside = self._words.words([stated.text, quote, grounds.known.text])
        compared = [name for name in stated.names if name.kind in _COMPARED]
        covered = coverage(mine, theirs, beside, compared)
        similarity = float(self._similar(stated.text, [quote])[0])
        signals = np.array([covered.weakest, similarity])
        return Seen(mine=mine, theirs=theirs, covered=covered, signals=signals)
