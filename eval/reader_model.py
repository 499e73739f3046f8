"""The reader while it is trained: adapters on the packaged encoder, heads, and the loss."""

from __future__ import annotations

import math
from collections.abc import Sequence
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eval.reader_pairs import Pair, TrainSettings
from index.bert_folder import LINEAR
from index.embedder import SentenceTransformerEmbedder
from index.reader_input import Encoded, PairEncoder

if TYPE_CHECKING:
    import torch


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

    def load(self, path: Path) -> None:
        """Go on from weights that were saved."""
        import torch
        from safetensors.torch import load_file

        with torch.no_grad():
            for name, tensor in load_file(path).items():
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
    """Return a module that computes `linear` plus the low-rank product."""
    import torch
    from torch.nn.functional import linear as times

    class Adapted(torch.nn.Module):
        def forward(self, x: torch.Tensor) -> torch.Tensor:
            own = times(x, linear.weight, linear.bias)
            return own + times(times(x, down.to(x.dtype)), up.to(x.dtype))

    return Adapted()


def loss(
    model: Model, encoder: PairEncoder, groups: Sequence[list[Pair]], settings: TrainSettings
) -> torch.Tensor:
    """Return the sum of the three losses, a scalar, for one group of pairs a question."""
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
    places = [answer_tokens(one, pair.answer) for one, pair in zip(encoded, flat, strict=True)]
    masked = spans.masked_fill(~readable_tokens(encoded, spans.shape[1]).unsqueeze(-1), -1e4)
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


def answer_tokens(one: Encoded, answer: tuple[int, int] | None) -> tuple[int, int]:
    """Return the first and last token of the answer, or the null token twice."""
    if answer is None:
        return 0, 0
    inside = [
        number
        for number, (start, end) in enumerate(one.offsets)
        if start < answer[1] and answer[0] < end
    ]
    return (one.first + inside[0], one.first + inside[-1]) if inside else (0, 0)


def readable_tokens(encoded: Sequence[Encoded], longest: int) -> torch.Tensor:
    """Return which tokens may begin or end an answer: the passage's, and the null token."""
    import torch

    readable = torch.zeros(len(encoded), longest, dtype=torch.bool)
    readable[:, 0] = True
    for row, one in enumerate(encoded):
        readable[row, one.first : one.first + len(one.offsets)] = True
    return readable
