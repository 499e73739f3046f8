"""A BERT model folder, run by OpenVINO: what the embedder, the reader and word vectors share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from index.bert_folder import BertFolder
from index.bert_graph import BertGraph, Precision, multiplies_bfloat16
from index.model_folder import model_fingerprint
from index.model_tokenizer import open_tokenizer
from index.once import Once

if TYPE_CHECKING:
    from tokenizers import Tokenizer

# Tokens of one batch, padding included: enough for all streams, and for progress every second.
_TOKENS = 6144


class GraphModel:
    """A folder with a BERT encoder and its tokenizer, loaded at first use.

    Parameters
    ----------
    folder
        A model folder; nothing is fetched.
    precision
        `auto` takes bfloat16 where the processor multiplies it natively, else float32.
    """

    def __init__(self, folder: Path, precision: Precision = "auto") -> None:
        self.folder = folder
        self.weights = BertFolder(folder)
        self._precision = precision
        self._tokenizer = Once(lambda: open_tokenizer(folder))

    @cached_property
    def fingerprint(self) -> str:
        """Name exactly this model."""
        return model_fingerprint(self.folder)

    @cached_property
    def precision(self) -> Literal["bfloat16", "float32"]:
        """The number format the model runs in on this processor."""
        if self._precision == "auto":
            return "bfloat16" if multiplies_bfloat16() else "float32"
        return self._precision

    @property
    def tokenizer(self) -> Tokenizer:
        """The model's tokenizer, neither cutting nor padding."""
        return self._tokenizer()

    def graph(
        self,
        *,
        layers: int | None = None,
        kept: Sequence[int] = (),
        adapters: Mapping[tuple[int, str], NDArray[np.float32]] | None = None,
        many: bool = False,
    ) -> BertGraph:
        """Return the encoder, compiled anew: its first `layers`, `adapters` added to its weights.

        Its arguments are those of `BertGraph`.

        Raises
        ------
        ModelError
            If the weights cannot be read.
        """
        return BertGraph(
            self.weights, self.precision, layers=layers, kept=kept, adapters=adapters, many=many
        )


def batches(sequences: Sequence[Sequence[int]], tokens: int = _TOKENS) -> Iterator[list[int]]:
    """Yield the numbers of sequences in batches of at most `tokens`, the longest first.

    Sequences of like length share a batch, so that little of it is padding.
    """
    order = sorted(range(len(sequences)), key=lambda number: -len(sequences[number]))
    first = 0
    while first < len(order):
        longest = max(1, len(sequences[order[first]]))
        count = max(1, tokens // longest)
        yield order[first : first + count]
        first += count


def padded(
    sequences: Sequence[Sequence[int]], pad: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return token ids and attention mask, both of shape (n, longest)."""
    longest = max(len(one) for one in sequences)
    ids = np.full((len(sequences), longest), pad, dtype=np.int64)
    mask = np.zeros_like(ids)
    for row, one in enumerate(sequences):
        ids[row, : len(one)] = one
        mask[row, : len(one)] = 1
    return ids, mask
