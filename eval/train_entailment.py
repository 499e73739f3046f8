"""Train the reader of statements: `python -m eval.train_entailment DATA WORK`.

It starts from the adapters of the reader (`eval.train_reader`), which has learned to compare a
question with a passage across languages, and learns from statements about our own parallel
sentences, from changes to both by rule (`eval.support_pairs`), and from answered questions of the
open sets (`eval.answered_statements`). Every pass draws anew. Two stages, the second for the upper
layers alone, which takes two thirds of the time. Without dropout, as the reader.

Every twelfth of the parallel sentences is held out, with all that was written about it; each pass
is measured on these.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import fmean
from typing import Any

import numpy as np

from app.assistant.support import trained_support
from app.settings import load_settings
from eval.answered_statements import answered_statements
from eval.descent import Descent
from eval.entailment_model import EntailmentModel, EntailmentSettings, batches
from eval.support_pairs import PairMaker, SupportPair, worded
from eval.written_claims import parallel_claims, parallel_quotes
from index.embedder import SentenceTransformerEmbedder
from index.entailment import WEIGHTS, Entailment, TrainedEntailment
from index.graph_model import GraphModel
from index.model_folder import PACKAGED, model_folder
from index.paths import IndexPaths
from index.reader import WEIGHTS as READER
from index.word_vectors import ContextWords

_LOG = Path(__file__).parents[1] / "docs" / "entailment-training.jsonl"
ALL_LAYERS = EntailmentSettings(planned=3)
UPPER_LAYERS = EntailmentSettings(passes=2, trained_from=4, answered=1500, seed=1)
_NEAREST = 6
_HEADING = 60


def train(
    drawn: Callable[[random.Random], Sequence[SupportPair]],
    held_out: Sequence[SupportPair],
    embedder: SentenceTransformerEmbedder,
    settings: EntailmentSettings,
    out: Path,
    log: Callable[[dict[str, Any]], None],
    start: Path | None = None,
    only: str = "layer.",
) -> None:
    """Train on what is drawn for each pass; write the weights to `out` after each.

    Parameters
    ----------
    start
        Weights that are gone on from, of those whose names begin with `only`.
    """
    model = EntailmentModel(embedder, settings)
    if start:
        model.load(start, only)
    chance = random.Random(settings.seed)
    passes = [
        list(batches(drawn(chance), settings.pairs_a_step, chance)) for _ in range(settings.passes)
    ]
    steps = sum(map(len, passes))
    planned = steps * max(settings.planned, settings.passes) // settings.passes
    descent = Descent(model, rate=settings.rate, steps=planned, warm_up=settings.warm_up)
    log({"pairs": sum(len(batch) for one in passes for batch in one), "steps": steps})
    begun, done = time.monotonic(), 0
    for every in passes:
        losses = []
        for batch in every:
            losses.append(descent.step(model.loss(batch)))
            done += 1
            if done % 20 == 0:
                minutes = (time.monotonic() - begun) / 60
                print(
                    f"step {done}/{steps}, {minutes:.1f} min, loss {fmean(losses[-20:]):.3f}",
                    file=sys.stderr,
                    flush=True,
                )
        model.save(out)
        scores = measure(TrainedEntailment(GraphModel(embedder.folder), out), held_out)
        log({"step": done, "loss": round(fmean(losses), 4), "held out": scores})


def measure(reader: Entailment, pairs: Sequence[SupportPair]) -> dict[str, float]:
    """Return the area under the curve of each kind of what is not supported against what is."""
    odds: dict[tuple[bool, str], list[float]] = {}
    for one in pairs:
        found = odds.setdefault((one.supported, one.made), [])
        found.append(reader.log_odds(one.statement, one.quote))
    true = np.array(
        [value for (supported, _), values in odds.items() if supported for value in values]
    )
    return {
        made: round(float(np.mean([(true > one).mean() for one in values])), 3)
        for (supported, made), values in sorted(odds.items())
        if not supported
    }


def pair_maker(embedder: SentenceTransformerEmbedder) -> PairMaker:
    """Return what draws pairs from our parallel sentences and what was written about them."""
    quoted, written = parallel_quotes(), parallel_claims()
    texts = [(language, text) for one in quoted for language, text in one.texts.items()]
    texts += [(one.language, one.text) for one in written]
    words = worded(ContextWords(GraphModel(embedder.folder), trained_support().layer), texts)
    vectors = embedder.documents([next(iter(one.texts.values())) for one in quoted])
    headings = [text for _, text in texts if len(text) < _HEADING and text[-1].isalnum()]
    near = np.argsort(-(vectors @ vectors.T), axis=1)[:, 1 : _NEAREST + 1]
    return PairMaker(quoted, written, words, headings, near.tolist())


def main(data: Path, work: Path) -> None:
    """Draw the pairs, train both stages, and write weights and log.

    Weights of the first stage that lie in `work` from an earlier run are used.
    """
    work.mkdir(parents=True, exist_ok=True)
    models = IndexPaths(load_settings(data=work / "data").data).models
    embedder = SentenceTransformerEmbedder(model_folder(PACKAGED, models))
    maker = pair_maker(embedder)
    answered = answered_statements(data, random.Random(0))
    held_out = list(maker.draw(random.Random(1), held_out=True))
    lines: list[str] = []

    def log(facts: dict[str, Any]) -> None:
        lines.append(json.dumps(facts))
        print(lines[-1], flush=True)
        (work / "log.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")

    def stage(settings: EntailmentSettings, out: Path, start: Path, only: str) -> None:
        def drawn(chance: random.Random) -> list[SupportPair]:
            asked = chance.sample(answered, min(settings.answered, len(answered)))
            return [*maker.draw(chance), *asked]

        train(drawn, held_out, embedder, settings, out, log, start=start, only=only)

    first = work / "first.safetensors"
    if not first.exists():
        stage(ALL_LAYERS, work / "unfinished.safetensors", Path(str(READER)), "layer.")
        (work / "unfinished.safetensors").rename(first)
    stage(UPPER_LAYERS, Path(str(WEIGHTS)), first, "")
    _LOG.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
