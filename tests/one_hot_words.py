"""A reader of words without a model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from index.word_vectors import WordVectors


class OneHotWords:
    """Words as vectors that are alike only if the words are."""

    def __init__(self, rarities: Mapping[str, float] | None = None) -> None:
        self._known: dict[str, int] = {}
        self._rarities = rarities or {}

    def words(self, texts: Sequence[str]) -> list[WordVectors]:
        return [self._of(text) for text in texts]

    def _of(self, text: str) -> WordVectors:
        spans, vectors, rarity, start = [], [], [], 0
        for word in text.split():
            start = text.index(word, start)
            bare = word.rstrip(".,").casefold()
            spans.append((start, start + len(bare)))
            place = self._known.setdefault(bare, len(self._known))
            vectors.append(np.eye(64, dtype=np.float32)[place])
            rarity.append(self._rarities.get(bare, 12.0))
            start += len(word)
        return WordVectors(
            spans=tuple(spans),
            vectors=np.array(vectors, np.float32).reshape(-1, 64),
            rarity=np.array(rarity, np.float32),
        )
