"""Read the passages that were found: which sentences answer, and how surely."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from app.assistant.answer import Evidence
from app.assistant.expectation import candidates
from app.assistant.signals import ECHO, NAMES, Asked, signal_matrix, unit_span
from app.assistant.units import Unit, units
from index.query import Hit
from index.reader import PassageReader
from index.reader_input import Read
from index.reading import AnswerSpan
from ingest.document import Span
from ingest.errors import SamsvarError

Similar = Callable[[str, Sequence[str]], NDArray[np.float32]]
_CLAUSE = re.compile(r"[,;:]\s|\s(?:og|and|och|a|samt)\s|\n")
_LONGEST_QUOTE = 400
_SHARE_TO_EMPHASISE = 0.6
_SAME_PARAGRAPH = 1  # a space or a line end between two sentences, not a blank line


class Reader(Protocol):
    """Anything that finds the evidence in passages: the surest first."""

    def read(self, question: str, hits: Sequence[Hit]) -> list[Evidence]:
        """Return the sentences that speak to the question, each with a score in [0, 1]."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """A logistic regression over `signals.NAMES`, trained by `eval.calibrate`.

    `threshold` is the probability below which a sentence is not an answer. `absence` is taken off
    the log odds when a country or a number that the question names stands nowhere in the passage
    or its headings: the open question sets have no such near misses to learn that from.
    """

    weights: NDArray[np.float64]
    bias: float
    threshold: float
    absence: float

    def probabilities(self, matrix: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the probability that each row answers, shape (n,)."""
        probabilities: NDArray[np.float64] = 1.0 / (1.0 + np.exp(-self.log_odds(matrix)))
        return probabilities

    def log_odds(self, matrix: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the logarithm of the odds that each row answers, shape (n,); n is not 0.

        How well the surest row echoes the question counts for all: it tells whether any of them
        answers, not which.
        """
        absent = matrix[:, [NAMES.index("missing_countries"), NAMES.index("missing_numbers")]]
        echoed = self.weights[ECHO] * matrix[:, ECHO]
        apart: NDArray[np.float64] = (
            matrix @ self.weights - echoed + self.bias - self.absence * absent.sum(axis=1)
        )
        surest: float = echoed[apart.argmax()]
        return apart + surest


@cache
def trained_weights() -> Weights:
    """Return the weights that come with the package."""
    return read_weights(files("app.assistant") / "evidence_weights.json")


def read_weights(file: Traversable) -> Weights:
    """Read weights as `eval.calibrate` writes them.

    Raises
    ------
    SamsvarError
        If they are not over the signals that this version computes.
    """
    facts = json.loads(file.read_text("utf-8"))
    trained, expected = set(facts.get("weights", {})), set(NAMES)
    missing = {"weights", "bias", "threshold", "absence"} - set(facts)
    if trained != expected or missing:
        differing = ", ".join(sorted((trained ^ expected) | missing))
        raise SamsvarError(
            f"the weights of the sentence reader do not fit its signals ({differing})",
            where=str(file),
            remedy="Train them anew: `python -m eval.calibrate DATA`",
        )
    return Weights(
        weights=np.array([facts["weights"][name] for name in NAMES]),
        bias=facts["bias"],
        threshold=facts["threshold"],
        absence=facts["absence"],
    )


class SentenceReader:
    """Scores every sentence of the passages by the trained reader and plain signals."""

    def __init__(
        self, similar: Similar, passages: PassageReader, weights: Weights | None = None
    ) -> None:
        self._similar = similar
        self._passages = passages
        self._weights = weights or trained_weights()

    def read(self, question: str, hits: Sequence[Hit]) -> list[Evidence]:
        """Return the sentences of `hits`, the surest first."""
        found = [unit for hit in hits for unit in units(hit.passage)]
        if not found:
            return []
        asked = Asked.of(question)
        readings = self._passages.read(question, [Read.of(hit.passage) for hit in hits])
        scores = self._weights.probabilities(signal_matrix(asked, hits, found, readings))
        by_passage = {hit.passage.id: reading for hit, reading in zip(hits, readings, strict=True)}
        order = sorted(range(len(found)), key=lambda i: (-scores[i], found[i].start))
        evidence = []
        for i in order:
            unit = _with_companion(asked, found, i)
            span = unit_span(unit, by_passage[unit.passage.id])
            evidence.append(_evidence(unit, float(scores[i]), span))
        return evidence

    def locate(self, question: str, evidence: Evidence) -> Span | None:
        """Return where in the document the figure, date or name asked for stands, if it is plain.

        Of several, the one that the trained reader's answer touches, else the one whose clause
        comes nearest to the question. What is no figure, date or name is where that answer is.
        """
        asked = Asked.of(question)
        text = evidence.text
        read = evidence.answer
        places = candidates(text, asked.sort, question)
        # A person may be answered by a role, which no pattern of names finds. What is most of the
        # sentence stands out from nothing.
        short = read and read.end - read.start <= _SHARE_TO_EMPHASISE * len(text)
        if short and asked.sort in ("other", "person"):
            return read
        if not places:
            return None
        if read:
            start, end = read.start - evidence.start, read.end - evidence.start
            places = [
                place for place in places if place.start < end and start < place.end
            ] or places
        if len(places) > 1:
            clauses = [_clause(text, place) for place in places]
            place = places[int(np.argmax(self._similar(question, clauses)))]
        else:
            place = places[0]
        return Span(start=evidence.start + place.start, end=evidence.start + place.end)


def _with_companion(asked: Asked, found: Sequence[Unit], number: int) -> Unit:
    """Return the unit, or it and the one after it if only that holds the figure asked for.

    A sentence that names the matter is often followed by the one that gives the figure; quoted
    together they answer, apart neither does.
    """
    unit = found[number]
    if asked.sort == "other" or number + 1 == len(found):
        return unit
    after = found[number + 1]
    gap = after.start - unit.end
    if (
        after.passage.id != unit.passage.id
        or not 0 <= gap <= _SAME_PARAGRAPH
        or len(unit.text) + len(after.text) > _LONGEST_QUOTE
        or candidates(unit.text, asked.sort, asked.text)
        or not candidates(after.text, asked.sort, asked.text)
    ):
        return unit
    inside = slice(unit.start - unit.passage.start, after.end - unit.passage.start)
    return replace(unit, end=after.end, text=unit.passage.text[inside])


def _evidence(unit: Unit, score: float, span: AnswerSpan | None) -> Evidence:
    passage = unit.passage
    return Evidence(
        passage=passage,
        start=unit.start,
        end=unit.end,
        text=unit.text,
        score=score,
        # An answer that is likelier than none.
        answer=Span(start=passage.start + span.start, end=passage.start + span.end)
        if span and span.score > 0
        else None,
        columns=unit.columns,
        is_list=unit.is_list,
    )


def _clause(text: str, place: Span) -> str:
    start = max((match.end() for match in _CLAUSE.finditer(text, 0, place.start)), default=0)
    end = min((match.start() for match in _CLAUSE.finditer(text, place.end)), default=len(text))
    return text[start:end].strip() or text
