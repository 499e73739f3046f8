"""How near in meaning texts come to a question, whatever languages they are in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.embedder import Embedder
from index.projection import LanguageProjection, language_projection

# 20,000 sentences: 30 MB, and more than one sitting's questions touch.
_MOST_KEPT = 20_000


class Similarity:
    """Cosine between a question and texts, with the language taken out of both.

    Texts are remembered with their vectors: questions of one sitting come back to the same
    passages.
    """

    def __init__(self, embedder: Embedder, models: Path) -> None:
        self._embedder = embedder
        self._models = models
        self._projection: LanguageProjection | None = None
        self._kept: dict[str, NDArray[np.float32]] = {}

    def __call__(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one cosine a text, shape (n,)."""
        if not texts:
            return np.empty(0, np.float32)
        if self._projection is None:
            self._projection = language_projection(self._embedder, self._models)
        asked = self._projection.apply(self._embedder.queries([question]))
        kept = self._kept if len(self._kept) < _MOST_KEPT else {}
        new = [text for text in dict.fromkeys(texts) if text not in kept]
        if new:
            vectors = self._projection.apply(self._embedder.documents(new))
            # A new dictionary, so that another thread's lookups never see one half filled.
            kept = kept | dict(zip(new, vectors, strict=True))
            self._kept = kept
        return np.asarray(np.stack([kept[text] for text in texts]) @ asked[0], np.float32)
