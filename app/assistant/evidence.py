"""Read the passages that were found: which sentences answer, and how surely."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from app.assistant.answer import Evidence
from app.assistant.expectation import candidates
from app.assistant.signals import NAMES, Asked, signal_matrix
from app.assistant.units import Unit, units
from index.query import Hit
from ingest.document import Span

Similar = Callable[[str, Sequence[str]], NDArray[np.float32]]
_CLAUSE = re.compile(r"[,;:]\s|\s(?:og|and|och|a|samt)\s|\n")
# Sentences longer than this are tables or broken text; embedding all of it adds nothing.
_LONGEST_EMBEDDED = 600


class Reader(Protocol):
    """Anything that finds the evidence in passages: the surest first."""

    def read(self, question: str, hits: Sequence[Hit]) -> list[Evidence]:
        """Return the sentences that speak to the question, each with a score in [0, 1]."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """A logistic regression over `signals.NAMES`, trained by `eval.calibrate`.

    `threshold` is the probability below which a sentence is not an answer.
    """

    weights: NDArray[np.float64]
    bias: float
    threshold: float

    def probabilities(self, matrix: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the probability that each row answers, shape (n,)."""
        odds: NDArray[np.float64] = 1.0 / (1.0 + np.exp(-(matrix @ self.weights + self.bias)))
        return odds


@cache
def trained_weights() -> Weights:
    """Return the weights that come with the package."""
    facts = json.loads((files("app.assistant") / "evidence_weights.json").read_text("utf-8"))
    return Weights(
        weights=np.array([facts["weights"][name] for name in NAMES]),
        bias=facts["bias"],
        threshold=facts["threshold"],
    )


class SentenceReader:
    """Scores every sentence of the passages by its similarity and by plain signals."""

    def __init__(self, similar: Similar, weights: Weights | None = None) -> None:
        self._similar = similar
        self._weights = weights or trained_weights()

    def read(self, question: str, hits: Sequence[Hit]) -> list[Evidence]:
        """Return the sentences of `hits`, the surest first."""
        found = [unit for hit in hits for unit in units(hit.passage)]
        if not found:
            return []
        asked = Asked.of(question)
        similarity = self._similar(question, [embedded(unit) for unit in found])
        scores = self._weights.probabilities(signal_matrix(asked, hits, found, similarity))
        ranked = sorted(
            zip(found, scores.tolist(), strict=True), key=lambda pair: (-pair[1], pair[0].start)
        )
        return [_evidence(unit, score) for unit, score in ranked]

    def locate(self, question: str, evidence: Evidence) -> Span | None:
        """Return where in the document the figure, date or name asked for stands, if it is plain.

        Of several, the one whose clause comes nearest to the question.
        """
        asked = Asked.of(question)
        text = evidence.text
        places = candidates(text, asked.sort, question)
        if not places:
            return None
        if len(places) > 1:
            clauses = [_clause(text, place) for place in places]
            place = places[int(np.argmax(self._similar(question, clauses)))]
        else:
            place = places[0]
        return Span(start=evidence.start + place.start, end=evidence.start + place.end)


def embedded(unit: Unit) -> str:
    """Return what is embedded for a unit: a list item with the line that leads in to it."""
    return f"{unit.context} {unit.text}".strip()[:_LONGEST_EMBEDDED]


def _evidence(unit: Unit, score: float) -> Evidence:
    return Evidence(
        passage=unit.passage, start=unit.start, end=unit.end, text=unit.text, score=score
    )


def _clause(text: str, place: Span) -> str:
    start = max((match.end() for match in _CLAUSE.finditer(text, 0, place.start)), default=0)
    end = min((match.start() for match in _CLAUSE.finditer(text, place.end)), default=len(text))
    return text[start:end].strip() or text
