"""Train the reader: `python -m eval.train_reader DATA CORPUS WORK`, or `make train-reader`.

Two stages: the open question sets, and then three tenths of them once more together with questions
of our own (`eval.own_examples`), each of them twice.

Low-rank adapters on all linear layers of the packaged encoder and three heads (`index.reader`).
A step is four questions with four passages each: one that answers, the rest hard negatives; where
a question could be twisted, one pair is the answering passage with the twisted question. In the
second stage a quarter of the steps shows single sentences, those beside the answer among them.
Three losses are added: a softmax over the question's passages (relevance), a logistic loss on every
pair (answerability), and the cross-entropy of the answer's first and last token, or of the null
token where the passage does not answer.

No dropout, whose random numbers cost a CPU more than the matrices do; eager attention, whose
backward pass is three times as fast as the fused one in bfloat16. Every half of a pass is
measured, language pair by language pair, on documents that are held out.
"""

from __future__ import annotations

import json
import math
import pickle
import random
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import fmean
from typing import Any

from app.settings import load_settings
from eval.descent import Descent
from eval.own_examples import own_examples
from eval.reader_examples import Example, examples
from eval.reader_model import Model, loss
from eval.reader_pairs import TrainSettings, batches, pairs_of, shown
from index.embedder import SentenceTransformerEmbedder
from index.graph_model import GraphModel
from index.model_folder import PACKAGED, model_folder
from index.paths import IndexPaths
from index.reader import WEIGHTS, TrainedReader
from index.reader_input import PairEncoder

OPEN_SETS = TrainSettings(sentences=0.0)
WITH_OWN = TrainSettings(rate=5e-4, seed=1)
_REPEATS = 2
_SHOWN_AGAIN = 0.3
_LOG = Path(__file__).parents[1] / "docs" / "reader-training.jsonl"
_MEASURED = 60
_CHECKPOINTS_A_PASS = 2


def train(
    every: Sequence[Example],
    embedder: SentenceTransformerEmbedder,
    settings: TrainSettings,
    out: Path,
    log: Callable[[dict[str, Any]], None],
    start: Path | None = None,
) -> None:
    """Train on the examples that are not held out, from `start` on; write the weights to `out`."""
    training = [one for one in every if not one.held_out]
    model, pairs = Model(embedder, settings), PairEncoder(embedder.tokenizer)
    if start:
        model.load(start)
    chance = random.Random(settings.seed)
    steps = int(settings.passes * len(training)) // settings.questions_a_step
    descent = Descent(model, rate=settings.rate, steps=steps, warm_up=settings.warm_up)
    log({"examples": len(training), "steps": steps, "weights": _count(model)})
    begun = time.monotonic()
    losses: list[float] = []
    every_steps = math.ceil(steps / (settings.passes * _CHECKPOINTS_A_PASS))
    for step, batch in enumerate(batches(training, settings, chance, steps), start=1):
        how = shown(settings, chance)
        groups = [pairs_of(one, settings, chance, how) for one in batch]
        losses.append(descent.step(loss(model, pairs, groups, settings)))
        if step % 20 == 0:
            minutes = (time.monotonic() - begun) / 60
            print(f"\rstep {step}/{steps}, {minutes:.0f} min", end="", file=sys.stderr, flush=True)
        if step % every_steps == 0 or step == steps:
            model.save(out)
            scores = measure(TrainedReader(GraphModel(embedder.folder), out), every)
            log({"step": step, "loss": round(fmean(losses), 4), "held out": scores})
            losses.clear()


def measure(reader: TrainedReader, every: Sequence[Example]) -> dict[str, dict[str, float]]:
    """Return, for each language pair, how held-out questions are read.

    `R@1` is the share whose own passage is the most relevant among its hard negatives, `span` the
    share whose best span there overlaps the answer, `answerable` the area under the curve of the
    answerability of own passages against negatives and twisted questions.
    """
    groups: dict[str, list[Example]] = {}
    for one in every:
        if one.held_out:
            groups.setdefault(one.pair, []).append(one)
    found = {}
    for pair, group in sorted(groups.items()):
        chosen = random.Random(0).sample(group, min(_MEASURED, len(group)))
        first = overlapping = 0
        positive: list[float] = []
        negative: list[float] = []
        for one in chosen:
            readings = reader.read(one.question, [one.positive, *one.negatives])
            first += readings[0].relevance >= max(other.relevance for other in readings)
            best = readings[0].best()
            overlapping += bool(best and best.start < one.answer[1] and one.answer[0] < best.end)
            positive.append(readings[0].answerable)
            negative += [other.answerable for other in readings[1:]]
            if one.twisted:
                negative.append(reader.read(one.twisted, [one.positive])[0].answerable)
        above = sum((p > n) + 0.5 * (p == n) for p in positive for n in negative)
        found[pair] = {
            "questions": len(chosen),
            "R@1": round(first / len(chosen), 3),
            "span": round(overlapping / len(chosen), 3),
            "answerable": round(above / max(1, len(positive) * len(negative)), 3),
        }
    return found


def _count(model: Model) -> int:
    return sum(tensor.numel() for tensor in model.parameters.values())


def main(data: Path, corpus: Path, work: Path) -> None:
    """Make the examples, train both stages, and write weights and log.

    What lies in `work` from an earlier run is used: the examples, and the weights of the first
    stage.
    """
    work.mkdir(parents=True, exist_ok=True)
    models = IndexPaths(load_settings(data=work / "data").data).models
    embedder = SentenceTransformerEmbedder(model_folder(PACKAGED, models))
    logs = [work / "open-sets.jsonl", work / "with-own.jsonl"]
    of_open_sets = _kept(work / "examples.pickle", lambda: examples(data, work))
    first = work / "open-sets.safetensors"
    if not first.exists():
        unfinished = work / "unfinished.safetensors"
        train(of_open_sets, embedder, OPEN_SETS, unfinished, _logging(logs[0]))
        unfinished.rename(first)
    own = _kept(work / "own.pickle", lambda: own_examples(corpus, work, _REPEATS))
    again = random.Random(WITH_OWN.seed)
    shown_again = [one for one in of_open_sets if one.held_out or again.random() < _SHOWN_AGAIN]
    train([*shown_again, *own], embedder, WITH_OWN, Path(str(WEIGHTS)), _logging(logs[1]), first)
    _LOG.write_text("".join(log.read_text("utf-8") for log in logs), encoding="utf-8")


def _logging(path: Path) -> Callable[[dict[str, Any]], None]:
    """Return what prints facts and writes them into a new file, a line each."""
    path.write_text("", encoding="utf-8")

    def log(facts: dict[str, Any]) -> None:
        line = json.dumps(facts)
        print(f"\n{line}", flush=True)
        with path.open("a", encoding="utf-8") as lines:
            lines.write(f"{line}\n")

    return log


def _kept(path: Path, make: Callable[[], list[Example]]) -> list[Example]:
    if not path.exists():
        path.write_bytes(pickle.dumps(make()))
    kept: list[Example] = pickle.loads(path.read_bytes())
    return kept


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
