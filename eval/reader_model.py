"""The reader while it is trained: adapters on the packaged encoder, heads, and the loss."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from eval.adapted_encoder import AdaptedEncoder, pool
from eval.reader_pairs import Pair, TrainSettings
from index.embedder import SentenceTransformerEmbedder
from index.reader_input import Encoded, PairEncoder

if TYPE_CHECKING:
    import torch


class Model(AdaptedEncoder):
    """The encoder with adapters and heads, all that is trained."""

    def __init__(self, embedder: SentenceTransformerEmbedder, settings: TrainSettings) -> None:
        super().__init__(embedder, settings.rank, _heads, settings.seed)

    def __call__(self, ids: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Return pair logits (n, 2) and span logits (n, t, 2)."""
        hidden = self.hidden(ids, mask)
        pair = pool(hidden, mask) @ self.parameters["pair.w"].T + self.parameters["pair.b"]
        span = hidden @ self.parameters["span.w"].T + self.parameters["span.b"]
        return pair, span


def _heads(width: int) -> dict[str, torch.Tensor]:
    import torch

    return {
        "pair.w": torch.zeros(2, 2 * width),
        "pair.b": torch.zeros(2),
        "span.w": torch.randn(2, width) * 0.02,
        "span.b": torch.zeros(2),
    }


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
