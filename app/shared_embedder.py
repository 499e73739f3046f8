"""One embedder for a whole server, opened by whoever needs it first."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from index.packaged_model import Progress

Model = TypeVar("Model")


class SharedEmbedder(Generic[Model]):
    """Opens the embedder once, and hands it to everyone.

    Parameters
    ----------
    open_model
        Opens it; told what to call while the model is unpacked.
    """

    def __init__(self, open_model: Callable[[Progress], Model]) -> None:
        self._open = open_model
        self._model: Model | None = None
        self._lock = threading.Lock()

    def __call__(self, progress: Progress = lambda done, total: None) -> Model:
        """Return the embedder; `progress` is told only by the call that opens it."""
        with self._lock:
            if self._model is None:
                self._model = self._open(progress)
            return self._model
