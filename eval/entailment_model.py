"""The reader of statements while it is trained: adapters on the packaged encoder, and one head."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eval.adapted_encoder import AdaptedEncoder, pool
from eval.descent import batches_of_like_length
from eval.support_pairs import SupportPair
from index.embedder import SentenceTransformerEmbedder
from index.entailment import LONGEST_STATEMENT
from index.reader_input import PairEncoder

if TYPE_CHECKING:
    import torch

_POOL = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class EntailmentSettings:
    """How it is trained; `answered` is how many answered questions each pass shows.

    The rate falls as if there were `planned` passes. Adapters of layers before `trained_from` stay
    as they are, which saves their part of every step.
    """

    rank: int = 16
    passes: int = 1
    planned: int = 1
    trained_from: int = 0
    answered: int = 4000
    pairs_a_step: int = 32
    rate: float = 7e-4
    warm_up: float = 0.05
    seed: int = 0


class EntailmentModel(AdaptedEncoder):
    """The encoder with adapters and the head, all that is trained."""

    def __init__(self, embedder: SentenceTransformerEmbedder, settings: EntailmentSettings) -> None:
        super().__init__(embedder, settings.rank, _head, settings.seed)
        self.pairs = PairEncoder(embedder.tokenizer, LONGEST_STATEMENT)
        for name, tensor in self.parameters.items():
            kind, _, rest = name.partition(".")
            if kind == "layer" and int(rest.partition(".")[0]) < settings.trained_from:
                tensor.requires_grad_(False)

    def __call__(self, batch: Sequence[SupportPair]) -> torch.Tensor:
        """Return the log odds that each quote says its statement, shape (n,)."""
        import torch

        encoded = [self.pairs.encode(one.statement, [one.quote])[0] for one in batch]
        ids, mask = (torch.from_numpy(array) for array in self.pairs.pad(encoded))
        pooled = pool(self.hidden(ids, mask), mask)
        return (pooled @ self.parameters["pair.w"].T + self.parameters["pair.b"])[:, 0]

    def loss(self, batch: Sequence[SupportPair]) -> torch.Tensor:
        """Return the mean logistic loss of a batch."""
        import torch
        from torch.nn.functional import binary_cross_entropy_with_logits

        supported = torch.tensor([float(one.supported) for one in batch])
        return binary_cross_entropy_with_logits(self(batch), supported)


def batches(
    pairs: Sequence[SupportPair], size: int, chance: random.Random
) -> list[list[SupportPair]]:
    """Return every pair once, in batches of like length and in an order drawn by chance."""
    return batches_of_like_length(
        pairs,
        size,
        pool=_POOL,
        length=lambda one: len(one.statement) + len(one.quote.text) + len(one.quote.context),
        chance=chance,
    )


def _head(width: int) -> dict[str, torch.Tensor]:
    import torch

    return {"pair.w": torch.zeros(1, 2 * width), "pair.b": torch.zeros(1)}
