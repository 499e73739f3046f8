"""Low-rank adapters and heads over the packaged encoder, as one safetensors file.

The products of the adapters (Hu et al. 2021, "LoRA", arXiv:2106.09685) are added to the weights
when the graph is drawn, so that what was trained costs what embedding costs.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property
from importlib.resources import as_file
from importlib.resources.abc import Traversable

import numpy as np
from numpy.typing import NDArray

from index.bert_folder import LINEAR
from index.bert_graph import BertGraph
from index.errors import ModelError
from index.graph_model import GraphModel


class Adapters:
    """The weights of one file, read at first use.

    Parameters
    ----------
    model
        The packaged model.
    file
        A safetensors file with `layer.N.SHORT.a` and `.b` of every linear layer, and the heads.
    heads
        The names of the heads' weights.
    name
        What the weights are called in an error: `the reader's weights`.
    """

    def __init__(
        self, model: GraphModel, file: Traversable, heads: Collection[str], name: str
    ) -> None:
        self._model = model
        self._file = file
        self._head_names = tuple(heads)
        self._name = name

    @cached_property
    def heads(self) -> dict[str, NDArray[np.float32]]:
        """The heads by their names.

        Raises
        ------
        ModelError
            If the weights cannot be read or do not fit the model.
        """
        return {name: self._weights[name] for name in self._head_names}

    def graph(self, *, kept: Sequence[int] = (), many: bool = False) -> BertGraph:
        """Return the packaged encoder with the adapters added, compiled anew.

        Its arguments are those of `BertGraph`.

        Raises
        ------
        ModelError
            If the weights cannot be read or do not fit the model.
        """
        adapters = {
            (number, short): self._weights[f"layer.{number}.{short}.b"]
            @ self._weights[f"layer.{number}.{short}.a"]
            for number in range(self._model.weights.shape.layers)
            for short in LINEAR
        }
        return self._model.graph(kept=kept, adapters=adapters, many=many)

    @cached_property
    def _weights(self) -> dict[str, NDArray[np.float32]]:
        from safetensors.numpy import load_file

        try:
            with as_file(self._file) as path:
                weights = {
                    name: array.astype(np.float32) for name, array in load_file(path).items()
                }
        # safetensors, numpy and the file system each fail in their own ways on a damaged file.
        except Exception as error:
            raise self._unfit(f"cannot be read ({type(error).__name__}: {error})") from error
        shape = self._model.weights.shape
        wanted = {
            f"layer.{number}.{short}.{half}"
            for number in range(shape.layers)
            for short in LINEAR
            for half in "ab"
        }
        fits = wanted.union(self._head_names) == set(weights)
        if not fits or weights["layer.0.q.a"].shape[1] != shape.width:
            raise self._unfit("do not fit the embedding model")
        return weights

    def _unfit(self, why: str) -> ModelError:
        return ModelError(
            f"{self._name} {why}", where=str(self._file), remedy="Install Samsvar again"
        )
