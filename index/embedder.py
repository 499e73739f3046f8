"""Texts become unit vectors, by any sentence-transformers model."""

from __future__ import annotations

import threading
import warnings
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from index.bert_graph import Precision
from index.errors import ModelError
from index.light_import import sentence_transformer_class
from index.model_folder import model_fingerprint
from index.model_tokenizer import open_tokenizer

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from tokenizers import Tokenizer

Vectors = NDArray[np.float32]
_BATCH = 32


class Embedder(Protocol):
    """What the index needs of an embedding model."""

    @property
    def fingerprint(self) -> str:
        """Name exactly this model; vectors of different fingerprints do not mix."""
        ...

    def documents(self, texts: Sequence[str], progress: Callable[[int], None] = ...) -> Vectors:
        """Return one unit vector a text, shape (n, d); `progress` is told how many are new."""
        ...

    def queries(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a query, shape (n, d)."""
        ...

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return how many tokens each text takes, special tokens not counted."""
        ...


def native_bfloat16() -> bool:
    """Tell whether this processor multiplies bfloat16 itself, by the flags torch read."""
    import torch

    flags = torch.cpu.get_capabilities()
    return any(flags.get(flag, False) for flag in ("amx_bf16", "avx512_bf16", "bf16", "sve_bf16"))


class SentenceTransformerEmbedder:
    """A sentence-transformers model folder, loaded once and at first use.

    Safe to share between threads, which take turns: two at a time are no faster on the cores of
    one machine, and `transformers` does not promise that its tokenizers can be shared.

    Parameters
    ----------
    folder
        A model folder; nothing is fetched.
    precision
        `auto` takes bfloat16 where the processor multiplies it natively (3 to 4 times as many
        passages a second, cosine 0.9998 to float32), else float32.
    """

    def __init__(self, folder: Path, precision: Precision = "auto") -> None:
        self.folder = folder
        self._precision = precision
        self._lock = threading.RLock()

    @cached_property
    def fingerprint(self) -> str:
        """Name exactly this model."""
        return model_fingerprint(self.folder)

    @cached_property
    def precision(self) -> str:
        """The number format the model runs in on this processor."""
        if self._precision == "auto":
            return "bfloat16" if native_bfloat16() else "float32"
        return self._precision

    def documents(
        self, texts: Sequence[str], progress: Callable[[int], None] = lambda new: None
    ) -> Vectors:
        """Return one unit vector a text, shape (n, d), whatever the order of the lengths."""
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]), reverse=True)
        out = np.empty((len(texts), self.dimension), np.float32)
        for first in range(0, len(order), _BATCH):
            batch = order[first : first + _BATCH]
            out[batch] = self._encode([texts[i] for i in batch], "document")
            progress(len(batch))
        return out

    def queries(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a query, shape (n, d)."""
        return self._encode(list(texts), "query")

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return how many tokens each text takes; loads the tokenizer only, not the model."""
        encodings = self.tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
        return [len(encoding.ids) for encoding in encodings]

    @property
    def dimension(self) -> int:
        """How many numbers a vector has."""
        model = self.model
        return int(model.get_embedding_dimension() or 0)

    @property
    def model(self) -> SentenceTransformer:
        """The loaded model."""
        with self._lock:
            return self._loaded

    @cached_property
    def _loaded(self) -> SentenceTransformer:
        import torch

        sentence_transformer = sentence_transformer_class()
        from transformers.utils import logging as transformers_logging

        transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        dtype = torch.bfloat16 if self.precision == "bfloat16" else torch.float32
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return sentence_transformer(
                    str(self.folder),
                    device="cpu",
                    local_files_only=True,
                    model_kwargs={"dtype": dtype},
                )
        # Whatever a folder holds that is no model, the library fails in its own way on it.
        except Exception as error:
            raise ModelError(
                f"the embedding model cannot be loaded ({type(error).__name__}: {error})",
                where=str(self.folder),
                remedy="Check SAMSVAR_MODEL; `samsvar doctor` tells what is wrong",
            ) from error

    @cached_property
    def tokenizer(self) -> Tokenizer:
        """The model's tokenizer, neither cutting nor padding."""
        return open_tokenizer(self.folder)

    def _encode(self, texts: list[str], prompt: Literal["query", "document"]) -> Vectors:
        if not texts:
            return np.empty((0, self.dimension), np.float32)
        import torch

        model = self.model
        # The steps of `encode`, which walks through every module of the model each time it is
        # called: 5 to 8 ms, a third of what a query costs. A model without prompts takes none.
        with self._lock, torch.inference_mode():
            features = model.preprocess(texts, prompt=model.prompts.get(prompt) or None)
            embedded = model.forward(features)["sentence_embedding"]
        vectors = embedded.float().numpy()
        # bfloat16 leaves lengths off by up to 0.3 %.
        unit: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return unit
