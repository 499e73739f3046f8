"""The packaged encoder with low-rank adapters and heads, while these are trained."""

from __future__ import annotations

import math
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.bert_folder import LINEAR
from index.embedder import SentenceTransformerEmbedder

if TYPE_CHECKING:
    import torch

    Heads = Callable[[int], dict[str, torch.Tensor]]


class AdaptedEncoder:
    """The encoder, adapters on all its linear layers, and heads; `parameters` are trained.

    Parameters
    ----------
    rank
        Of the adapters (Hu et al. 2021, "LoRA", arXiv:2106.09685).
    heads
        Makes the heads' first weights, by name, of the encoder's width.
    seed
        For what is drawn by chance.
    """

    def __init__(
        self, embedder: SentenceTransformerEmbedder, rank: int, heads: Heads, seed: int
    ) -> None:
        import torch

        torch.manual_seed(seed)
        self.encoder = copied(embedder.model[0].auto_model)
        self.encoder.set_attn_implementation("eager")
        self.encoder.requires_grad_(False)
        self.parameters: dict[str, torch.Tensor] = heads(self.encoder.config.hidden_size)
        for number, layer in enumerate(self.encoder.encoder.layer):
            for short, name in LINEAR.items():
                parent, _, attribute = name.rpartition(".")
                linear = layer.get_submodule(name)
                down = torch.randn(rank, linear.in_features) / math.sqrt(linear.in_features)
                up = torch.zeros(linear.out_features, rank)
                self.parameters[f"layer.{number}.{short}.a"] = down
                self.parameters[f"layer.{number}.{short}.b"] = up
                setattr(layer.get_submodule(parent), attribute, _adapted(linear, down, up))
        for tensor in self.parameters.values():
            tensor.requires_grad_(True)

    def hidden(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Return the last hidden states, shape (n, t, d), as float32."""
        states: torch.Tensor = self.encoder(input_ids=ids, attention_mask=mask)[0].float()
        return states

    def load(self, path: Path, only: str = "") -> None:
        """Go on from weights that were saved, or from those whose names begin with `only`."""
        import torch
        from safetensors.torch import load_file

        with torch.no_grad():
            for name, tensor in load_file(path).items():
                if name.startswith(only):
                    self.parameters[name].copy_(tensor)

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


def copied(encoder: Any) -> Any:
    """Return a copy of a BERT encoder that shares its word embeddings and copies its layers."""
    # What is in the memo is taken as it is: the word embeddings, nine tenths of the model.
    return deepcopy(encoder, {id(encoder.embeddings): encoder.embeddings}).eval()


def pool(hidden: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """Return first token and mean side by side, shape (n, 2 d), as `index.reader.pooled` does."""
    import torch

    weights = mask.unsqueeze(-1).to(hidden.dtype)
    mean = (hidden * weights).sum(dim=1) / weights.sum(dim=1)
    return torch.cat([hidden[:, 0], mean], dim=-1)


def _adapted(linear: Any, down: torch.Tensor, up: torch.Tensor) -> Any:
    """Return a module that computes `linear` with the low-rank product added to its weights.

    Added first: products with thin matrices cost a processor more than the whole layer does.
    """
    import torch
    from torch.nn.functional import linear as times

    class Adapted(torch.nn.Module):
        def forward(self, x: torch.Tensor) -> torch.Tensor:
            weight = torch.addmm(linear.weight.float(), up, down)
            return times(x, weight.to(x.dtype), linear.bias)

    return Adapted()
