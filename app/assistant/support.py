"""What the models say for a sentence and a quote: matched words, nearness, and entailment.

A logistic regression over a handful of signals, trained by `eval.train_support`; `eval.claims`
measures what it does.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.assistant.coverage import Coverage, coverage
from app.assistant.facts.statement import Facts
from app.assistant.grounding import Grounds
from app.assistant.places import exchanged
from app.assistant.verification import Reason
from index.entailment import Entailment
from index.reader_input import Read
from index.word_vectors import WordReader, WordVectors

Similar = Callable[[str, Sequence[str]], NDArray[np.float32]]

NAMES = ("weakest", "similarity", "entailed")
WORDS = 2  # the first of them come of words
# Names that are one by a list (`grounding`), however little alike they look to a model.
_COMPARED = frozenset({"country", "agency", "city", "region"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Supported:
    """How surely a quote says what a sentence states; `reason` is empty if surely enough."""

    probability: float
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Regression:
    """A logistic regression over the first of `NAMES`; below `threshold` nothing stands."""

    weights: NDArray[np.float64]
    bias: float
    threshold: float

    def probability(self, signals: NDArray[np.float64]) -> float:
        """Return the probability that signals, shape (len(NAMES),), are those of support."""
        own = signals[: len(self.weights)]
        return float(1.0 / (1.0 + np.exp(-(own @ self.weights + self.bias))))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SupportWeights:
    """What signals must come to: the words' own by themselves, and all together.

    The words keep out what is about another matter, however it is put: entailment alone was seen
    to believe short lies. `layer` is the one of the packaged model whose words it was trained on.
    `covered` is how well words are matched that the quote has, too: where the weakest are, only
    roles can be wrong, and where all are on the whole, something was added.
    """

    words: Regression
    together: Regression
    covered: float
    layer: int

    def stands(self, signals: NDArray[np.float64]) -> bool:
        """Tell whether both are sure enough."""
        return all(one.probability(signals) >= one.threshold for one in (self.words, self.together))

    def probability(self, signals: NDArray[np.float64]) -> float:
        """Return the probability that the less sure of both gives."""
        return min(one.probability(signals) for one in (self.words, self.together))


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
        words=_regression(facts["words"]),
        together=_regression(facts["together"]),
        covered=facts["covered"],
        layer=facts["layer"],
    )


def _regression(facts: Mapping[str, Any]) -> Regression:
    weights = facts["weights"]
    return Regression(
        weights=np.array([weights[name] for name in NAMES if name in weights]),
        bias=facts["bias"],
        threshold=facts["threshold"],
    )


class ModelSupport:
    """Reads by the words of both texts in context, by their nearness, and by both texts at once.

    Parameters
    ----------
    similar, words, entailment
        What reads each of these.
    weights
        How they are weighed; as they come with the package by default.
    """

    def __init__(
        self,
        similar: Similar,
        words: WordReader,
        entailment: Entailment,
        weights: SupportWeights | None = None,
    ) -> None:
        self._similar = similar
        self._words = words
        self._entailment = entailment
        self._weights = weights or trained_support()

    def read(self, stated: Facts, grounds: Grounds) -> Supported:
        """Return how surely the quotes together say what is stated."""
        seen = self.see(stated, grounds)
        probability = self._weights.probability(seen.signals)
        if not self._weights.stands(seen.signals):
            return Supported(probability=probability, reason=self._reason(seen.covered))
        if exchanged(stated, grounds.quote, seen.mine, seen.theirs):
            return Supported(probability=probability, reason="roles")
        return Supported(probability=probability, reason="")

    def _reason(self, covered: Coverage) -> Reason:
        """Return what a sentence that is not supported is called, by how its words are matched."""
        if covered.weakest >= self._weights.covered:
            return "roles"
        return "addition" if covered.whole >= self._weights.covered else "relevance"

    def see(self, stated: Facts, grounds: Grounds) -> Seen:
        """Return what the models see in the two texts, before any of it is weighed."""
        quote = grounds.quote.text
        mine, theirs, beside = self._words.words([stated.text, quote, grounds.known.text])
        compared = [name for name in stated.names if name.kind in _COMPARED]
        covered = coverage(mine, theirs, beside, compared)
        similarity = float(self._similar(stated.text, [quote])[0])
        above = " · ".join(dict.fromkeys(grounds.known.text.splitlines()))
        entailed = self._entailment.log_odds(stated.text, Read(context=above, text=quote))
        signals = np.array([covered.weakest, similarity, entailed])
        return Seen(mine=mine, theirs=theirs, covered=covered, signals=signals)
