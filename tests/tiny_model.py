"""A BERT of two thin layers with random weights, and what stands for the embedder around it."""

from __future__ import annotations

import atexit
import json
import tempfile
import warnings
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Metaspace

from index.bert_folder import LINEAR
from index.bert_graph import Precision
from index.graph_model import GraphModel

with warnings.catch_warnings():
    # Importing torch and transformers warns of their own deprecations.
    warnings.simplefilter("ignore")
    import torch
    from safetensors.torch import save_file
    from transformers import BertConfig, BertModel

WORDS = (
    "fengsel prison innsatte inmates leser read bøker books i Norge Norway Latvia 42 12 2014 og "
    "and mange many hvor how KDI leder leads arbeidet katten sover været er fint det "
    "kom gjester . , ?"
).split()
WIDTH = 16
LAYERS = 2


@cache
def tiny_tokenizer() -> Tokenizer:
    """A tokenizer whose tokens are words with the space before them, as the packaged one's are."""
    tokens = ["<s>", "<pad>", "</s>", "<unk>", *(f"▁{word}" for word in WORDS)]
    vocabulary = {token: number for number, token in enumerate(tokens)}
    tokenizer = Tokenizer(WordLevel(vocabulary, unk_token="<unk>"))
    tokenizer.pre_tokenizer = Metaspace()
    return tokenizer


@dataclass(frozen=True)
class TinyEmbedder:
    """What training takes of an embedder, and the same model as a folder."""

    model: list[Any]
    tokenizer: Tokenizer
    folder: Path

    @property
    def encoder(self) -> Any:
        return self.model[0].auto_model

    def graph_model(self, precision: Precision = "float32") -> GraphModel:
        return GraphModel(self.folder, precision)


def tiny_embedder(width: int = WIDTH, tokenizer: Tokenizer | None = None) -> TinyEmbedder:
    """Return a new one; all of the same width have the same weights."""
    torch.manual_seed(0)
    tokenizer = tokenizer or tiny_tokenizer()
    config = BertConfig(
        vocab_size=max(tokenizer.get_vocab_size(), 40),
        hidden_size=width,
        num_hidden_layers=LAYERS,
        num_attention_heads=2,
        intermediate_size=2 * width,
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
        initializer_range=0.5,
    )
    encoder = BertModel(config, add_pooling_layer=False).eval()
    folder = Path(tempfile.mkdtemp(dir=_folder().name))
    (folder / "config.json").write_text(json.dumps(config.to_dict()), encoding="utf-8")
    save_file(encoder.state_dict(), folder / "model.safetensors")
    tokenizer.save(str(folder / "tokenizer.json"))
    return TinyEmbedder([SimpleNamespace(auto_model=encoder)], tokenizer, folder)


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    folder = tempfile.TemporaryDirectory(prefix="samsvar-tiny-")
    atexit.register(folder.cleanup)
    return folder


def random_weights(encoder: Any, rank: int = 3, seed: int = 0) -> dict[str, torch.Tensor]:
    """Return weights of a reader over `encoder`, of the names and shapes that its file has."""
    generator = torch.Generator().manual_seed(seed)

    def some(*shape: int) -> torch.Tensor:
        return torch.randn(*shape, generator=generator) * 0.3

    width = encoder.config.hidden_size
    weights = {
        "pair.w": some(2, 2 * width),
        "pair.b": some(2),
        "span.w": some(2, width),
        "span.b": some(2),
    }
    for number, layer in enumerate(encoder.encoder.layer):
        for short, name in LINEAR.items():
            linear = layer.get_submodule(name)
            weights[f"layer.{number}.{short}.a"] = some(rank, linear.in_features)
            weights[f"layer.{number}.{short}.b"] = some(linear.out_features, rank)
    return weights


def write_weights(path: Path, weights: dict[str, torch.Tensor]) -> Path:
    """Write them as the file that a reader is loaded from."""
    save_file(weights, path)
    return path
