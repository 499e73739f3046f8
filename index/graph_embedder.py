"""Texts become unit vectors by the packaged model, without torch."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import cached_property

import numpy as np

from index.embedder import Vectors
from index.graph_model import GraphModel, batches, padded
from index.once import Once

# Tokens that are no reason to prepare the graph for many texts, which takes most of a second.
_FEW = 512


class GraphEmbedder:
    """A sentence-transformers folder with a BERT encoder and mean pooling, as `unpack` writes it.

    Its vectors are those of sentence-transformers (cosine over 0.9999): the folder's own prompts,
    tokenizer, longest sequence and pooling.
    """

    def __init__(self, model: GraphModel) -> None:
        self.model = model
        self._for_one = Once(model.graph)
        self._for_many = Once(lambda: model.graph(many=True))

    @property
    def fingerprint(self) -> str:
        """Name exactly this model."""
        return self.model.fingerprint

    @property
    def precision(self) -> str:
        """The number format the model runs in on this processor."""
        return self.model.precision

    @property
    def dimension(self) -> int:
        """How many numbers a vector has."""
        return self.model.weights.shape.width

    def documents(
        self, texts: Sequence[str], progress: Callable[[int], None] = lambda new: None
    ) -> Vectors:
        """Return one unit vector a text, shape (n, d), whatever the order of the lengths."""
        return self._encode(texts, self._prompts["document"], progress)

    def queries(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a query, shape (n, d)."""
        return self._encode(texts, self._prompts["query"], lambda new: None)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return how many tokens each text takes; loads the tokenizer only, not the model."""
        tokenizer = self.model.tokenizer
        encodings = tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
        return [len(encoding.ids) for encoding in encodings]

    @cached_property
    def _prompts(self) -> dict[str, str]:
        path = self.model.folder / "config_sentence_transformers.json"
        prompts: dict[str, str] = json.loads(path.read_text("utf-8"))["prompts"]
        return prompts

    def _encode(
        self, texts: Sequence[str], prompt: str, progress: Callable[[int], None]
    ) -> Vectors:
        tokenizer, longest = self.model.tokenizer, self.model.weights.shape.positions
        encoded = tokenizer.encode_batch_fast([f"{prompt}{text}" for text in texts])
        # What is too long loses its end, but not the token that ends it.
        sequences = [
            one.ids if len(one.ids) <= longest else [*one.ids[: longest - 1], one.ids[-1]]
            for one in encoded
        ]
        graph = self._for_one if sum(map(len, sequences)) <= _FEW else self._for_many
        out = np.empty((len(texts), self.dimension), np.float32)
        for batch in batches(sequences):
            ids, mask = padded([sequences[number] for number in batch], pad=0)
            summed = np.einsum("ntd,nt->nd", graph()(ids, mask), mask.astype(np.float32))
            out[batch] = summed / np.linalg.norm(summed, axis=1, keepdims=True)
            progress(len(batch))
        return out
