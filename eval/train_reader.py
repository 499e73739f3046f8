"""Train the reader: `python -m eval.train_reader DATA WORK`, or `make train-reader`.

Low-rank adapters on all linear layers of the packaged encoder and three heads (`index.reader`).
A step is four questions with four passages each: one that answers, the rest hard negatives; where
a question could be twisted, one pair is the answering passage with the twisted question. Three
losses are added: a softmax over the question's passages (relevance), a logistic loss on every pair
(answerability), and the cross-entropy of the answer's first and last token, or of the null token
where the passage does not answer.

No dropout, whose random numbers cost a CPU more than the matrices do; eager attention, whose
backward pass is three times as fast as the fused one in bfloat16. Every half of a pass is
measured, language pair by language pair, on documents that are held out.
"""

from __future__ import annotations

import json
import math
import pickle
import random
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING, Any, overload

from app.factory import open_embedder
from app.settings import load_settings
from eval.reader_examples import Example, examples
from index.embedder import SentenceTransformerEmbedder
from index.reader import LINEAR, WEIGHTS, TrainedReader, copied, pool
from index.reader_input import Encoded, PairEncoder, Read
from ingest.sentences import sentence_spans

if TYPE_CHECKING:
    import torch

_LOG = Path(__file__).parents[1] / "docs" / "reader-training.jsonl"
_MEASURED = 60
_CHECKPOINTS_A_PASS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainSettings:
    """How the reader is trained; `typing_errors` and `careless` are shares of the questions.

    Passages are cut to windows of whole sentences of about `window` characters, but for the share
    `whole` of the steps: a step takes half the time, and no place of answers in a passage is
    learned.
    """

    rank: int = 16
    passes: float = 1.0
    questions_a_step: int = 4
    passages_a_question: int = 4
    rate: float = 1e-3
    warm_up: float = 0.05
    typing_errors: float = 0.1
    careless: float = 0.15
    headed: float = 0.3
    null_weight: float = 0.15
    window: int = 450
    whole: float = 0.2
    seed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A question and a passage; `answer` are its characters, None where it does not answer."""

    question: str
    read: Read
    answer: tuple[int, int] | None


class Model:
    """The encoder with adapters and heads, all that is trained."""

    def __init__(self, embedder: SentenceTransformerEmbedder, settings: TrainSettings) -> None:
        import torch

        torch.manual_seed(settings.seed)
        self.encoder = copied(embedder.model[0].auto_model)
        self.encoder.set_attn_implementation("eager")
        self.encoder.requires_grad_(False)
        width = self.encoder.config.hidden_size
        self.parameters: dict[str, torch.Tensor] = {
            "pair.w": torch.zeros(2, 2 * width),
            "pair.b": torch.zeros(2),
            "span.w": torch.randn(2, width) * 0.02,
            "span.b": torch.zeros(2),
        }
        for number, layer in enumerate(self.encoder.encoder.layer):
            for short, name in LINEAR.items():
                parent, _, attribute = name.rpartition(".")
                linear = layer.get_submodule(name)
                down = torch.randn(settings.rank, linear.in_features) / math.sqrt(
                    linear.in_features
                )
                up = torch.zeros(linear.out_features, settings.rank)
                self.parameters[f"layer.{number}.{short}.a"] = down
                self.parameters[f"layer.{number}.{short}.b"] = up
                setattr(layer.get_submodule(parent), attribute, _adapted(linear, down, up))
        for tensor in self.parameters.values():
            tensor.requires_grad_(True)

    def __call__(self, ids: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Return pair logits (n, 2) and span logits (n, t, 2)."""
        hidden = self.encoder(input_ids=ids, attention_mask=mask)[0].float()
        pair = pool(hidden, mask) @ self.parameters["pair.w"].T + self.parameters["pair.b"]
        span = hidden @ self.parameters["span.w"].T + self.parameters["span.b"]
        return pair, span

    def save(self, path: Path) -> None:
        """Write the weights as float16."""
        import torch
        from safetensors.torch import save_file

        weights = {
            name: tensor.detach().to(torch.float16).contiguous()
            for name, tensor in self.parameters.items()
        }
        path.parent.mkdir(parents=True, exist_ok=True)
        save_file(weights, path)


def _adapted(linear: Any, down: torch.Tensor, up: torch.Tensor) -> Any:
    """Return a module that computes `linear` plus the low-rank product."""
    import torch
    from torch.nn.functional import linear as times

    class Adapted(torch.nn.Module):
        def forward(self, x: torch.Tensor) -> torch.Tensor:
            own = times(x, linear.weight, linear.bias)
            return own + times(times(x, down.to(x.dtype)), up.to(x.dtype))

    return Adapted()


def train(
    every: Sequence[Example],
    embedder: SentenceTransformerEmbedder,
    settings: TrainSettings,
    out: Path,
    log: Callable[[dict[str, Any]], None],
) -> None:
    """Train on the examples that are not held out; write the weights to `out`."""
    import torch

    training = [one for one in every if not one.held_out]
    model, pairs = Model(embedder, settings), PairEncoder(embedder.tokenizer)
    optimizer = torch.optim.AdamW(model.parameters.values(), lr=settings.rate, weight_decay=0.01)
    chance = random.Random(settings.seed)
    steps = int(settings.passes * len(training)) // settings.questions_a_step
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: _rate(step, steps, settings.warm_up)
    )
    log({"examples": len(training), "steps": steps, "weights": _count(model)})
    begun = time.monotonic()
    losses: list[float] = []
    every_steps = max(1, int(steps / (settings.passes * _CHECKPOINTS_A_PASS)))
    for step, batch in enumerate(_batches(training, settings, chance, steps), start=1):
        # One long passage would make the whole step long.
        cut = chance.random() >= settings.whole
        groups = [_pairs_of(one, settings, chance, cut=cut) for one in batch]
        loss = _loss(model, pairs, groups, settings)
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(model.parameters.values(), 1.0)
        optimizer.step()
        schedule.step()
        losses.append(float(loss.detach()))
        if step % 20 == 0:
            minutes = (time.monotonic() - begun) / 60
            print(f"\rstep {step}/{steps}, {minutes:.0f} min", end="", file=sys.stderr, flush=True)
        if step % every_steps == 0 or step == steps:
            model.save(out)
            scores = measure(TrainedReader(embedder, out), every)
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


def _rate(step: int, steps: int, warm_up: float) -> float:
    rise = max(1, int(steps * warm_up))
    return min(1.0, (step + 1) / rise) * max(0.0, (steps - step) / steps)


def _batches(
    training: Sequence[Example], settings: TrainSettings, chance: random.Random, steps: int
) -> Iterator[list[Example]]:
    """Yield `steps` batches of questions; those of one batch have passages of like length."""
    size = settings.questions_a_step
    made = 0
    while made < steps:
        shuffled = chance.sample(training, len(training))
        pools = [
            shuffled[first : first + 16 * size] for first in range(0, len(shuffled), 16 * size)
        ]
        batches = []
        for part in pools:
            part.sort(
                key=lambda one: max(len(read.text) for read in (one.positive, *one.negatives))
            )
            batches += [part[first : first + size] for first in range(0, len(part), size)]
        chance.shuffle(batches)
        for batch in batches[: steps - made]:
            yield batch
            made += 1


def _pairs_of(
    one: Example, settings: TrainSettings, chance: random.Random, *, cut: bool
) -> list[Pair]:
    """Return the pairs of one question: first the passage that answers."""
    question = _as_typed(one.question, settings, chance)
    wanted = settings.passages_a_question - 1 - (one.twisted is not None)
    chosen = chance.sample(one.negatives, min(wanted, len(one.negatives)))
    positive, answer = one.positive, one.answer
    if cut:
        positive, answer = window(one.positive, one.answer, settings.window, chance)
    if chance.random() < settings.headed:
        # The own documents have titles and headings; the sets' Norwegian texts have none.
        first = " ".join(one.positive.text.split()[:6])
        positive = replace(positive, context=positive.context or first)
    pairs = [Pair(question=question, read=positive, answer=answer)]
    for read in chosen:
        shown = window(read, None, settings.window, chance)[0] if cut else read
        pairs.append(Pair(question=question, read=shown, answer=None))
    if one.twisted:
        asked = _as_typed(one.twisted, settings, chance)
        pairs.append(Pair(question=asked, read=positive, answer=None))
    return pairs


@overload
def window(
    read: Read, answer: tuple[int, int], size: int, chance: random.Random
) -> tuple[Read, tuple[int, int]]: ...


@overload
def window(read: Read, answer: None, size: int, chance: random.Random) -> tuple[Read, None]: ...


def window(
    read: Read, answer: tuple[int, int] | None, size: int, chance: random.Random
) -> tuple[Read, tuple[int, int] | None]:
    """Return whole sentences of about `size` characters that hold the answer, and its place."""
    spans = list(sentence_spans(read.text))
    inside = [
        number
        for number, (start, end) in enumerate(spans)
        if answer is None or (start < answer[1] and answer[0] < end)
    ]
    first = last = chance.choice(inside)
    if answer:
        first, last = inside[0], inside[-1]
    while spans[last][1] - spans[first][0] < size and (first or last + 1 < len(spans)):
        if first and (last + 1 == len(spans) or chance.random() < 0.5):
            first -= 1
        else:
            last += 1
    start, end = spans[first][0], spans[last][1]
    moved = (answer[0] - start, answer[1] - start) if answer else None
    return replace(read, text=read.text[start:end]), moved


def _as_typed(question: str, settings: TrainSettings, chance: random.Random) -> str:
    """Return the question as people type: now and then in haste."""
    if chance.random() < settings.careless:
        question = question.rstrip(" ?").lower()
    if chance.random() < settings.typing_errors:
        words = list(re.finditer(r"\w{5,}", question))
        if words:
            match = chance.choice(words)
            at = chance.randrange(match.start() + 1, match.end() - 1)
            kind = chance.choice(("drop", "swap", "double"))
            replacement = {
                "drop": "",
                "swap": question[at + 1] + question[at],
                "double": question[at] * 2,
            }[kind]
            question = question[:at] + replacement + question[at + 1 + (kind == "swap") :]
    return question


def _loss(
    model: Model, encoder: PairEncoder, groups: Sequence[list[Pair]], settings: TrainSettings
) -> torch.Tensor:
    import torch
    from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy

    flat = [pair for group in groups for pair in group]
    encoded = [encoder.encode(pair.question, [pair.read])[0] for pair in flat]
    ids, mask = (torch.from_numpy(array) for array in encoder.pad(encoded))
    logits, spans = model(ids, mask)
    ranked = []
    at = 0
    for group in groups:
        own = [n for n, pair in enumerate(group) if pair.question == group[0].question]
        relevance = logits[[at + n for n in own], 0]
        ranked.append(cross_entropy(relevance.unsqueeze(0), torch.tensor([0])))
        at += len(group)
    answered = torch.tensor([float(pair.answer is not None) for pair in flat])
    balance = torch.where(answered > 0, 2.0, 1.0)
    answerable = binary_cross_entropy_with_logits(logits[:, 1], answered, balance)
    places = [_tokens(one, pair.answer) for one, pair in zip(encoded, flat, strict=True)]
    masked = spans.masked_fill(~_readable(encoded, spans.shape[1]).unsqueeze(-1), -1e4)
    weight = torch.tensor([1.0 if pair.answer else settings.null_weight for pair in flat])
    span = sum(
        (
            cross_entropy(
                masked[:, :, end], torch.tensor([place[end] for place in places]), reduction="none"
            )
            * weight
        ).sum()
        / weight.sum()
        for end in (0, 1)
    )
    return torch.stack(ranked).mean() + answerable + 0.5 * span


def _tokens(one: Encoded, answer: tuple[int, int] | None) -> tuple[int, int]:
    """Return the first and last token of the answer, or the null token twice."""
    if answer is None:
        return 0, 0
    inside = [
        number
        for number, (start, end) in enumerate(one.offsets)
        if start < answer[1] and answer[0] < end
    ]
    return (one.first + inside[0], one.first + inside[-1]) if inside else (0, 0)


def _readable(encoded: Sequence[Encoded], longest: int) -> torch.Tensor:
    """Return which tokens may begin or end an answer: the passage's, and the null token."""
    import torch

    readable = torch.zeros(len(encoded), longest, dtype=torch.bool)
    readable[:, 0] = True
    for row, one in enumerate(encoded):
        readable[row, one.first : one.first + len(one.offsets)] = True
    return readable


def _count(model: Model) -> int:
    return sum(tensor.numel() for tensor in model.parameters.values())


def main(data: Path, work: Path) -> None:
    """Make the examples, train, and write weights and log."""
    work.mkdir(parents=True, exist_ok=True)
    kept = work / "examples.pickle"
    if not kept.exists():
        kept.write_bytes(pickle.dumps(examples(data, work)))
    every: list[Example] = pickle.loads(kept.read_bytes())
    embedder = open_embedder(load_settings(data=work / "data"))
    lines: list[str] = []

    def log(facts: dict[str, Any]) -> None:
        lines.append(json.dumps(facts))
        print(f"\n{lines[-1]}", flush=True)
        _LOG.write_text("\n".join(lines) + "\n", encoding="utf-8")

    train(every, embedder, TrainSettings(), Path(str(WEIGHTS)), log)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
