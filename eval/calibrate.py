"""Train the sentence reader's weights: `python -m eval.calibrate DATA CORPUS`.

A logistic regression over `app.assistant.signals.NAMES`. One row a sentence of the passages that
the search returns for a question; positive if the sentence holds the answer. Each question is
also asked with the document that answers it taken away, and, where it can be twisted, about
another year, number, name or matter, so that more than half of them have no answer to find and the
probability means what a refusal needs it to mean. Some of the open sets' questions are asked of our
own documents too, which have nothing to do with them.

Questions of the open sets are many and plain; our own (`eval.posed`) are few, hard, and asked as
our users ask. Each of our own is judged by weights that were fitted without its document.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.assistant.evidence import Weights
from app.assistant.signals import ECHO, NAMES, Asked, signal_matrix
from app.assistant.units import Unit, units
from eval.posed import OWN_FOLDS, Posed, asking, open_sets, pose_astray, pose_open, pose_own
from index.reader import PassageReader
from index.reader_input import Read

_PASSAGES = 8
# Chosen on the development cases: 5 % of those with an answer are refused; docs/design.md has the
# table.
_THRESHOLD = 0.092
_OWN_WEIGHT = 3.0
# Chosen on the development cases: the open sets hold no questions that are right but for the
# country or the year.
_ABSENCE = 6.0
# What an echo of every word adds to the odds; the fit would let almost everything off topic pass
# that the other signals do. Chosen on questions off topic; docs/design.md has the table.
_ECHOED = 14.0
_OUT = Path(__file__).parents[1] / "app" / "assistant" / "evidence_weights.json"


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """The signals of one question's sentences, and which of them answer it."""

    posed: Posed
    matrix: NDArray[np.float64]
    answers: NDArray[np.bool_]


def collect(data: Path, corpus: Path) -> list[Reading]:
    """Ask every question; return the signals."""
    with tempfile.TemporaryDirectory() as folder:
        texts = Path(folder)
        questions = open_sets(data, texts)
        with asking([texts]) as ask:
            readings = _read(list(pose_open(questions, data, ask)), ask.reader)
    with asking([corpus]) as ask:
        readings += _read(list(pose_own(ask)), ask.reader)
        return [*readings, *_read(list(pose_astray(questions, ask)), ask.reader)]


def _read(every: Sequence[Posed], reader: PassageReader) -> list[Reading]:
    readings = []
    for posed in every:
        hits = posed.hits[:_PASSAGES]
        found = [unit for hit in hits for unit in units(hit.passage)]
        read = reader.read(posed.text, [Read.of(hit.passage) for hit in hits])
        readings.append(
            Reading(
                posed=posed,
                matrix=signal_matrix(Asked.of(posed.text), hits, found, read),
                answers=np.array([_answers(unit, posed) for unit in found], dtype=np.bool_),
            )
        )
    return readings


def _answers(unit: Unit, posed: Posed) -> bool:
    return (
        posed.answer is not None
        and unit.passage.source.path in posed.documents
        and posed.answer in unit.text
    )


def fit(readings: Sequence[Reading]) -> Weights:
    """Return the weights that fit the readings best; our own questions count for more.

    In two steps, for what tells the right sentence from its neighbours is not what tells an answer
    from none. The first fits all sentences by everything but how well they echo the question. The
    second makes a probability of the odds of the surest sentence of each question, its echo
    counted: right where something answers, wrong where nothing does.
    """
    rows = np.concatenate([_but_echo(one.matrix) for one in readings])
    labels = np.concatenate([one.answers for one in readings])
    counts = np.concatenate(
        [np.full(len(one.answers), _weight(one), dtype=np.float64) for one in readings]
    )
    weights, bias = _regression(rows, labels, counts)
    weights[ECHO] = _ECHOED
    first = Weights(weights=weights, bias=bias, absence=_ABSENCE, threshold=0.0)
    surest = []
    for one in readings:
        odds = first.log_odds(one.matrix)
        at = int(odds.argmax())
        # The answer was there and was not taken for one: that says nothing of refusals.
        if one.answers[at] or not one.answers.any():
            surest.append((odds[at], one.answers[at], _weight(one)))
    odds, right, count = map(np.array, zip(*surest, strict=True))
    (share,), bias = _regression(odds[:, None], right, count)
    return Weights(
        weights=share * weights,
        bias=share * first.bias + bias,
        absence=share * _ABSENCE,
        threshold=0.0,
    )


def _but_echo(matrix: NDArray[np.float64]) -> NDArray[np.float64]:
    without = matrix.copy()
    without[:, ECHO] = 0.0
    return without


def _regression(
    rows: NDArray[np.float64], labels: NDArray[np.bool_], counts: NDArray[np.float64]
) -> tuple[NDArray[np.float64], float]:
    """Return weights and bias of a logistic regression; each row counts `counts` times."""
    # It comes with sentence-transformers, and has no types.
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

    scale = rows.std(axis=0) + 1e-9
    model = LogisticRegression(C=1.0, max_iter=2000).fit(rows / scale, labels, counts)
    return model.coef_[0] / scale, float(model.intercept_[0])


def _weight(one: Reading) -> float:
    return 1.0 if one.posed.fold is None else _OWN_WEIGHT


@dataclass(frozen=True, slots=True, kw_only=True)
class Best:
    """The surest sentence for a question: how sure, whether it answers, whether anything does."""

    probability: float
    right: bool
    answerable: bool


def best(one: Reading, weights: Weights) -> Best:
    """Return what the weights take for the answer."""
    probabilities = weights.probabilities(one.matrix)
    first = int(probabilities.argmax())
    return Best(
        probability=float(probabilities[first]),
        right=bool(one.answers[first]),
        answerable=bool(one.answers.any()),
    )


def own_by_folds(readings: Sequence[Reading]) -> list[Best]:
    """Return what is taken for the answers of our own questions, by weights without their fold."""
    found = []
    for fold in range(len(OWN_FOLDS)):
        weights = fit(
            [one for one in readings if one.posed.fold != fold and not one.posed.held_out]
        )
        found += [best(one, weights) for one in readings if one.posed.fold == fold]
    return found


def describe(name: str, found: Sequence[Best], threshold: float) -> str:
    """Return one line: how often the first sentence is right, and what the threshold does."""
    answerable = [one for one in found if one.answerable]
    others = [one.probability < threshold for one in found if not one.answerable]
    return (
        f"{name}: first sentence right {np.mean([one.right for one in answerable]):.3f} of"
        f" {len(answerable)}; at {threshold:.3f} refuses"
        f" {np.mean(others) if others else float('nan'):.3f} of {len(others)} unanswerable,"
        f" {np.mean([one.probability < threshold for one in answerable]):.3f} of the rest"
    )


def main(data: Path, corpus: Path) -> None:
    """Train, print what it reaches on held-out documents, and write it."""
    readings = [one for one in collect(data, corpus) if len(one.answers)]
    own = own_by_folds(readings)
    weights = fit([one for one in readings if not one.posed.held_out])
    held_out = [one for one in readings if one.posed.held_out]
    print(f"{len(readings)} readings")
    for pair in sorted({one.posed.pair for one in held_out}):
        group = [best(one, weights) for one in held_out if one.posed.pair == pair]
        print(describe(pair, group, _THRESHOLD))
    print(describe("open sets, held out", [best(one, weights) for one in held_out], _THRESHOLD))
    for level in (_THRESHOLD / 3, _THRESHOLD / 2, _THRESHOLD, _THRESHOLD * 2):
        print(describe("own, by folds", own, level))
    facts = {
        "weights": {
            name: round(float(w), 5) for name, w in zip(NAMES, weights.weights, strict=True)
        },
        "bias": round(weights.bias, 5),
        "absence": round(weights.absence, 5),
        "threshold": _THRESHOLD,
    }
    _OUT.write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(facts, indent=1))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
