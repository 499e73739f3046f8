"""An embedder of no model: vectors are hashed bags of character grams, the same in every run."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np

from index.embedder import Vectors

DIMENSION = 96
_GRAM = 4
_BATCH = 32


class FakeEmbedder:
    """Satisfies `index.embedder.Embedder`; texts that share words are near each other.

    `embedded` lists every text that was embedded as a document, so that a test can tell what a
    run cost.
    """

    def __init__(self, fingerprint: str = "fake@1") -> None:
        self.fingerprint = fingerprint
        self.embedded: list[str] = []

    def documents(
        self, texts: Sequence[str], progress: Callable[[int], None] = lambda new: None
    ) -> Vectors:
        self.embedded += texts
        for first in range(0, len(texts), _BATCH):
            progress(len(texts[first : first + _BATCH]))
        return self.queries(texts)

    def queries(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.empty((0, DIMENSION), np.float32)
        return np.stack([_vector(text, self.fingerprint) for text in texts])

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(text.split()) for text in texts]


@lru_cache(maxsize=8192)
def _vector(text: str, seed: str) -> Vectors:
    vector = np.zeros(DIMENSION, np.float32)
    start = zlib.crc32(seed.encode())
    for word in text.casefold().split():
        marked = f"^{word}$"
        for i in range(max(1, len(marked) - _GRAM + 1)):
            vector[zlib.crc32(marked[i : i + _GRAM].encode(), start) % DIMENSION] += 1
    vector[0] += 1e-3  # the empty text has a direction too
    unit: Vectors = vector / np.linalg.norm(vector)
    return unit
