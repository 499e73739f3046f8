"""Training the reader of statements, on a tiny model: what it learns and what is kept of it."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
import torch
from tiny_model import TinyEmbedder, random_weights, tiny_embedder, write_weights

from eval.entailment_model import EntailmentModel, EntailmentSettings, batches
from eval.support_pairs import SupportPair
from eval.train_entailment import measure, train
from index.entailment import TrainedEntailment
from index.reader_input import Read

QUICK = EntailmentSettings(rank=2, passes=4, pairs_a_step=4, rate=1e-2)


def pair(statement: str, quote: str, *, supported: bool, made: str = "said") -> SupportPair:
    return SupportPair(
        statement=statement, quote=Read(context="", text=quote), supported=supported, made=made
    )


def pairs(count: int = 40) -> list[SupportPair]:
    """Return pairs whose quote says the statement if it is about the same thing."""
    chance = random.Random(0)
    made = []
    for number in range(count):
        quote = chance.choice(["katten sover", "innsatte leser bøker", "KDI leder arbeidet"])
        supported = number % 2 == 0
        statement = quote if supported else "været er fint det"
        made.append(pair(statement, quote, supported=supported))
    return made


class ByLength:
    """Takes the longer quotes for the surer ones."""

    def log_odds(self, statement: str, quote: Read) -> float:
        return float(len(quote.text))


@pytest.fixture
def tiny() -> TinyEmbedder:
    return tiny_embedder()


def trained(tiny, path, shown: Sequence[SupportPair], held_out=(), start=None) -> list[Any]:
    lines: list[Any] = []
    train(lambda chance: shown, held_out, tiny, QUICK, path, lines.append, start=start)
    return lines


def test_a_whole_training_learns_what_the_pairs_have_in_common(tiny, tmp_path):
    path = tmp_path / "entailment.safetensors"
    lines = trained(tiny, path, pairs(), held_out=pairs(10))

    assert lines[0] == {"pairs": 160, "steps": 40}
    assert [line["step"] for line in lines[1:]] == [10, 20, 30, 40]
    assert lines[-1]["loss"] < lines[1]["loss"] / 2
    assert lines[-1]["held out"] == {"said": 1.0}


def test_what_is_trained_is_what_is_read_from_the_file(tiny, tmp_path):
    model = EntailmentModel(tiny, QUICK)
    with torch.no_grad():
        for name, tensor in model.parameters.items():
            tensor.copy_(
                torch.randn(tensor.shape, generator=torch.Generator().manual_seed(len(name))) * 0.1
            )
    model.save(tmp_path / "entailment.safetensors")
    reader = TrainedEntailment(tiny.graph_model(), tmp_path / "entailment.safetensors")
    shown = pairs(6)

    read = [reader.log_odds(one.statement, one.quote) for one in shown]
    np.testing.assert_allclose(read, model(shown).detach(), atol=0.02)


def test_training_starts_from_the_adapters_of_another_file_without_its_heads(tiny, tmp_path):
    weights = random_weights(tiny.encoder, rank=2)
    start = write_weights(tmp_path / "reader.safetensors", weights)
    model = EntailmentModel(tiny, QUICK)
    model.load(start, only="layer.")

    for name, tensor in model.parameters.items():
        if name.startswith("layer."):
            torch.testing.assert_close(tensor.detach(), weights[name])
    assert not model.parameters["pair.w"].any()


def test_the_same_seed_writes_the_same_weights(tmp_path):
    written = []
    for name in ("one", "other"):
        path = tmp_path / f"{name}.safetensors"
        trained(tiny_embedder(), path, pairs(8))
        written.append(path.read_bytes())

    assert written[0] == written[1]


def test_each_pair_is_in_one_batch_beside_others_of_its_length():
    shown = [pair("a" * length, "b", supported=True) for length in range(50)]
    made = list(batches(shown, 8, random.Random(0)))

    assert sorted(len(one.statement) for batch in made for one in batch) == list(range(50))
    assert all(
        max(len(one.statement) for one in batch) - min(len(one.statement) for one in batch) < 8
        for batch in made
    )


def test_each_kind_of_what_is_not_said_is_measured_against_all_that_is():
    measured = [
        pair("", "aaa", supported=True),
        pair("", "aaaaa", supported=True, made="shortened"),
        pair("", "aaaa", supported=False, made="swap"),
        pair("", "a", supported=False, made="addition"),
    ]

    assert measure(ByLength(), measured) == {"addition": 1.0, "swap": 0.5}
