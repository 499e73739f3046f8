"""A BERT encoder (Devlin et al. 2019, arXiv:1810.04805) as a graph that OpenVINO runs.

It answers a query in less than half of torch's time, reads a fifth to a half more passages a
second, and starts in a second instead of five (docs/design.md has the measurements).
"""

from __future__ import annotations

import math
import os
import threading
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from index.bert_folder import LINEAR, BertFolder
from index.openvino_import import openvino

Precision = Literal["auto", "bfloat16", "float32"]

_HINTS = {"bfloat16": "bf16", "float32": "f32"}
# Added to the scores of padding: nothing is left of it after the softmax, and bfloat16 can hold it.
_NEVER = -1e4
# Texts are padded to multiples of this: one by itself, and many together. In bfloat16 the
# processor's tiles are filled. In float32 each token costs; but OpenVINO prepares for a new shape
# in a third of the time that it then takes, so of those there should be few.
_STEPS = {"bfloat16": (32, 32), "float32": (2, 8)}
# Tokens that one stream takes at a time: what lies between two layers fits a core's cache.
_PIECE = 768
_MOST_STREAMS = 4


def multiplies_bfloat16() -> bool:
    """Tell whether this processor multiplies bfloat16 itself, as OpenVINO sees it."""
    return "BF16" in openvino().Core().get_property("CPU", "OPTIMIZATION_CAPABILITIES")


class BertGraph:
    """The layers of an encoder, compiled for this processor; safe to call from several threads.

    Parameters
    ----------
    weights
        Where they are read from.
    precision
        The number format to compute in: `bfloat16` or `float32`.
    layers
        How many of the layers, from the first; all of them by default.
    kept
        The layers, counted from 1, whose states `states` returns; the last one by default.
    adapters
        What is added to the weights of linear layers, by (layer, short name).
    many
        Whether many texts are to come at once: each stream, one to a processor, then takes some of
        them, and none waits for another at every layer. Else all processors take one text.
    """

    def __init__(
        self,
        weights: BertFolder,
        precision: Literal["bfloat16", "float32"],
        *,
        layers: int | None = None,
        kept: Sequence[int] = (),
        adapters: Mapping[tuple[int, str], NDArray[np.float32]] | None = None,
        many: bool = False,
    ) -> None:
        self._weights = weights
        self._step_of_one, self._step_of_many = _STEPS[precision]
        last = layers or weights.shape.layers
        self._kept = tuple(kept) or (last,)
        model = _Drawing(weights, adapters or {}).model(last, self._kept)
        streams = min(_processors(), _MOST_STREAMS) if many else 1
        properties = {
            "INFERENCE_PRECISION_HINT": _HINTS[precision],
            "NUM_STREAMS": str(streams),
            # Bound to a processor that another process is using, a thread waits for that one and
            # all others for it: a query then takes two to three times as long.
            "ENABLE_CPU_PINNING": False,
        }
        compiled = openvino().Core().compile_model(model, "CPU", properties)
        self._requests = [compiled.create_infer_request() for _ in range(streams)]
        # One at a time: one run of the graph takes all the processors there are.
        self._turn = threading.Lock()

    def __call__(self, ids: NDArray[np.int64], mask: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the hidden states of the last layer kept, shape (n, t, d), as `states` does."""
        last: NDArray[np.float32] = self.states(ids, mask)[-1]
        return last

    def states(self, ids: NDArray[np.int64], mask: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the hidden states of each layer kept, shape (kept, n, t, d).

        What stands behind the end of a text means nothing.

        Parameters
        ----------
        ids, mask
            Token ids, and 1 where there is a token, both of shape (n, t).
        """
        states = np.zeros((len(self._kept), *ids.shape, self._weights.shape.width), np.float32)
        under_way: deque[tuple[Any, slice]] = deque()
        with self._turn:
            free = deque(self._requests)
            try:
                for rows in _pieces(mask.sum(axis=1)):
                    if not free:
                        free.append(_finish(*under_way.popleft(), states))
                    request = free.popleft()
                    request.start_async(self._inputs(ids[rows], mask[rows]), share_inputs=True)
                    under_way.append((request, rows))
            finally:
                # Whatever went wrong: who comes next must find all of them at rest.
                while under_way:
                    _finish(*under_way.popleft(), states)
        return states

    def _inputs(self, ids: NDArray[np.int64], mask: NDArray[np.int64]) -> list[NDArray[np.float32]]:
        """Return the embedded tokens (n, t, d), padded, and what hides the padding (n, 1, 1, t)."""
        longest = int(mask.sum(axis=1).max())
        step = self._step_of_one if len(ids) == 1 else self._step_of_many
        room = -(-longest // step) * step
        embedded = np.zeros((len(ids), room, self._weights.shape.width), np.float32)
        embedded[:, :longest] = self._weights.embed(ids[:, :longest])
        unseen = np.full((len(ids), room), _NEVER, np.float32)
        unseen[:, :longest] = (1 - mask[:, :longest]) * _NEVER
        return [embedded, unseen[:, None, None, :]]


def _processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _pieces(lengths: NDArray[np.int64]) -> Iterator[slice]:
    """Yield runs of texts of at most `_PIECE` tokens, padding included, or of one."""
    first = 0
    while first < len(lengths):
        last, longest = first + 1, lengths[first]
        while last < len(lengths):
            longest = max(longest, lengths[last])
            if longest * (last + 1 - first) > _PIECE:
                break
            last += 1
        yield slice(first, last)
        first = last


def _finish(request: Any, rows: slice, states: NDArray[np.float32]) -> Any:
    """Wait for a piece, and put its states where they belong."""
    request.wait()
    for number, layer in enumerate(states):
        made = request.get_output_tensor(number).data
        length = min(made.shape[1], layer.shape[1])
        layer[rows, :length] = made[:, :length]
    return request


class _Drawing:
    """Draws the graph, layer by layer."""

    def __init__(
        self, weights: BertFolder, adapters: Mapping[tuple[int, str], NDArray[np.float32]]
    ) -> None:
        self._weights = weights
        self._adapters = adapters
        self._ov = openvino()
        self._op = self._ov.opset13

    def model(self, layers: int, kept: Sequence[int]) -> Any:
        """Return the graph: `embedded` (n, t, d) and `unseen` (n, 1, 1, t) to states (n, t, d)."""
        op, shape = self._op, self._weights.shape
        embedded = op.parameter([-1, -1, shape.width], np.float32, "embedded")
        unseen = op.parameter([-1, 1, 1, -1], np.float32, "unseen")
        states = self._normalised(embedded, "embeddings.LayerNorm")
        after = {}
        for number in range(layers):
            after[number + 1] = states = self._layer(states, unseen, number)
        return self._ov.Model([after[number] for number in kept], [embedded, unseen], "bert")

    def _layer(self, states: Any, unseen: Any, number: int) -> Any:
        op, name = self._op, f"encoder.layer.{number}"
        query, key, value = (self._heads(self._linear(states, number, part)) for part in "qkv")
        # OpenVINO's own operator for this takes a tenth longer here.
        scale = op.constant(
            np.float32(1 / math.sqrt(self._weights.shape.width // self._weights.shape.heads))
        )
        scores = op.add(op.multiply(op.matmul(query, key, False, True), scale), unseen)
        seen = op.matmul(op.softmax(scores, 3), value, False, False)
        together = op.transpose(seen, self._whole(0, 2, 1, 3))
        flat = op.reshape(together, self._whole(0, 0, self._weights.shape.width), True)
        attended = op.add(self._linear(flat, number, "ao"), states)
        attended = self._normalised(attended, f"{name}.attention.output.LayerNorm")
        inner = op.gelu(self._linear(attended, number, "fi"), "erf")
        out = op.add(self._linear(inner, number, "fo"), attended)
        return self._normalised(out, f"{name}.output.LayerNorm")

    def _heads(self, states: Any) -> Any:
        """Split (n, t, d) into (n, heads, t, d / heads)."""
        op, shape = self._op, self._weights.shape
        split = self._whole(0, 0, shape.heads, shape.width // shape.heads)
        return op.transpose(op.reshape(states, split, True), self._whole(0, 2, 1, 3))

    def _linear(self, states: Any, number: int, short: str) -> Any:
        op, name = self._op, f"encoder.layer.{number}.{LINEAR[short]}"
        weight = self._weights.tensor(f"{name}.weight")
        if (number, short) in self._adapters:
            weight = weight + self._adapters[number, short]
        bias = self._weights.tensor(f"{name}.bias")
        product = op.matmul(states, op.constant(weight), False, True)
        return op.add(product, op.constant(bias))

    def _normalised(self, states: Any, name: str) -> Any:
        op, epsilon = self._op, self._weights.shape.epsilon
        unit = op.mvn(states, self._whole(-1), True, epsilon, "inside_sqrt")
        scaled = op.multiply(unit, op.constant(self._weights.tensor(f"{name}.weight")))
        return op.add(scaled, op.constant(self._weights.tensor(f"{name}.bias")))

    def _whole(self, *numbers: int) -> Any:
        return self._op.constant(np.array(numbers, np.int64))
