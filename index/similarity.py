"""How near in meaning texts come to a question, whatever languages they are in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.embedder import Embedder
from index.projection import LanguageProjection, language_projection


class Similarity:
    """Cosine between a question and texts, with the language taken out of both."""

    def __init__(self, embedder: Embedder, models: Path) -> None:
        self._embedder = embedder
        self._models = models
        self._projection: LanguageProjection | None = None

    def __call__(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one cosine a text, shape (n,)."""
        if not texts:
            return np.empty(0, np.float32)
        if self._projection is None:
            self._projection = language_projection(self._embedder, self._models)
        asked = self._projection.apply(self._embedder.queries([question]))
        given = self._projection.apply(self._embedder.documents(texts))
        return np.asarray(given @ asked[0], np.float32)
