"""The weights of a BERT encoder in a model folder, read from the disk as they are needed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.errors import ModelError

# The linear layers of a BERT layer, by the short names that adapters go by.
LINEAR = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "fi": "intermediate.dense",
    "fo": "output.dense",
}
_WEIGHTS = "model.safetensors"
_FORMATS = {"F32": np.float32, "F16": np.float16}


@dataclass(frozen=True, slots=True, kw_only=True)
class BertShape:
    """How large an encoder is; `epsilon` keeps its normalisation from dividing by nothing."""

    layers: int
    heads: int
    width: int
    positions: int
    epsilon: float


class BertFolder:
    """A folder with the `config.json` and `model.safetensors` of a BERT encoder.

    The file is mapped, not read: of the word embeddings, nine tenths of it, only the rows of the
    words that occur ever come into memory, and processes share them.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def shape(self) -> BertShape:
        """The encoder's measures.

        Raises
        ------
        ModelError
            If the configuration cannot be read.
        """
        try:
            config = json.loads((self.folder / "config.json").read_text("utf-8"))
            return BertShape(
                layers=config["num_hidden_layers"],
                heads=config["num_attention_heads"],
                width=config["hidden_size"],
                positions=config["max_position_embeddings"],
                epsilon=config["layer_norm_eps"],
            )
        except (OSError, ValueError, KeyError) as error:
            raise self._damaged(error) from error

    def tensor(self, name: str) -> NDArray[np.float32]:
        """Return a tensor by its name in a `BertModel`.

        Raises
        ------
        ModelError
            If the weights cannot be read.
        """
        tensor: NDArray[np.float32] = self._mapped(name).astype(np.float32)
        return tensor

    def embed(self, ids: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the sums of word, position and type embeddings of token ids (n, t): (n, t, d)."""
        words: NDArray[np.float32] = self._words[ids].astype(np.float32)
        words += self._places[: ids.shape[1]]
        return words

    @cached_property
    def _words(self) -> NDArray[Any]:
        return self._mapped("embeddings.word_embeddings.weight")

    @cached_property
    def _places(self) -> NDArray[np.float32]:
        kind = self.tensor("embeddings.token_type_embeddings.weight")[0]
        places: NDArray[np.float32] = self.tensor("embeddings.position_embeddings.weight") + kind
        return places

    def _mapped(self, name: str) -> NDArray[Any]:
        begin, header = self._header
        try:
            fact = header[name]
            mapped: NDArray[Any] = np.memmap(
                self.folder / _WEIGHTS,
                dtype=_FORMATS[fact["dtype"]],
                mode="r",
                offset=begin + fact["data_offsets"][0],
                shape=tuple(fact["shape"]),
            )
            return mapped
        except (OSError, ValueError, KeyError) as error:
            raise self._damaged(error) from error

    @cached_property
    def _header(self) -> tuple[int, dict[str, Any]]:
        """Where the tensors begin, and what is where: the safetensors format's own header."""
        try:
            with (self.folder / _WEIGHTS).open("rb") as file:
                size = int.from_bytes(file.read(8), "little")
                return 8 + size, json.loads(file.read(size))
        except (OSError, ValueError, OverflowError, MemoryError) as error:
            raise self._damaged(error) from error

    def _damaged(self, error: Exception) -> ModelError:
        return ModelError(
            f"the model cannot be read ({type(error).__name__}: {error})",
            where=str(self.folder),
            remedy="Remove that folder; it is unpacked again at the next start",
        )
