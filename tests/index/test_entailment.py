"""The reader of statements over a tiny model: what its file holds is what it computes."""

from __future__ import annotations

import pytest
import torch
from tiny_model import TinyEmbedder, random_weights, tiny_embedder, write_weights

from index.adapters import Adapters
from index.entailment import LONGEST_STATEMENT, TrainedEntailment
from index.errors import ModelError
from index.reader_input import Read

STATEMENT = "innsatte leser bøker i Norge"
QUOTE = Read(context="Norway", text="KDI leder arbeidet")


def entailment_weights(tiny: TinyEmbedder) -> dict[str, torch.Tensor]:
    weights = random_weights(tiny.encoder)
    return {
        **{name: tensor for name, tensor in weights.items() if name.startswith("layer.")},
        "pair.w": weights["pair.w"][:1].clone(),
        "pair.b": weights["pair.b"][:1].clone(),
    }


@pytest.fixture(scope="module")
def tiny() -> TinyEmbedder:
    return tiny_embedder()


@pytest.fixture(scope="module")
def entailment(tiny, tmp_path_factory) -> TrainedEntailment:
    path = tmp_path_factory.mktemp("weights") / "entailment.safetensors"
    return TrainedEntailment(tiny.graph_model(), write_weights(path, entailment_weights(tiny)))


def test_the_same_texts_have_the_same_odds(entailment):
    assert entailment.log_odds(STATEMENT, QUOTE) == entailment.log_odds(STATEMENT, QUOTE)


@pytest.mark.parametrize(
    ("statement", "quote"),
    [
        ("bøker leser innsatte i Norge", QUOTE),
        (STATEMENT, Read(context="Norway", text="arbeidet leder KDI")),
        (STATEMENT, Read(context="Latvia", text=QUOTE.text)),
    ],
)
def test_the_order_of_words_and_what_stands_above_count(entailment, statement, quote):
    plain = entailment.log_odds(STATEMENT, QUOTE)

    assert entailment.log_odds(statement, quote) != pytest.approx(plain, abs=1e-3)


def test_the_end_of_a_long_statement_is_read(entailment):
    long = " ".join(["bøker"] * (LONGEST_STATEMENT - 1))
    odds = [entailment.log_odds(f"{long} {last}", QUOTE) for last in ("Norge", "KDI")]

    assert odds[0] != pytest.approx(odds[1], abs=1e-5)


def test_weights_that_lack_the_head_are_told_with_the_remedy(tiny, tmp_path):
    weights = entailment_weights(tiny)
    del weights["pair.w"]
    path = write_weights(tmp_path / "entailment.safetensors", weights)

    with pytest.raises(ModelError, match="the weights of entailment do not fit") as error:
        TrainedEntailment(tiny.graph_model(), path).log_odds(STATEMENT, QUOTE)
    assert error.value.remedy == "Install Samsvar again"
    assert str(path) in str(error.value)


def test_heads_are_read_without_drawing_the_encoder(tiny, tmp_path):
    path = write_weights(tmp_path / "entailment.safetensors", entailment_weights(tiny))
    heads = Adapters(tiny.graph_model(), path, ("pair.w", "pair.b"), "the weights").heads

    assert {name: array.shape for name, array in heads.items()} == {
        "pair.w": (1, 32),
        "pair.b": (1,),
    }
