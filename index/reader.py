"""The trained reader: tell whether a passage answers a question, and with which words.

A cross-encoder over the layers of the packaged embedding model, with adapters on all of them
(`index.adapters`). Three heads: relevance (for ranking passages against each other), answerability
(does this passage answer?) and the span of the answer, whose null is the first token (Devlin et al.
2019, "BERT", section 4.3, arXiv:1810.04805).

Trained by `eval.train_reader`; `docs/reader.md` is the model card.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.adapters import Adapters
from index.bert_graph import BertGraph
from index.graph_model import GraphModel, batches
from index.once import Once
from index.reader_input import Encoded, PairEncoder, Read
from index.reading import PassageReading, echoes

WEIGHTS = files("index") / "data" / "reader.safetensors"
_HEADS = ("pair.w", "pair.b", "span.w", "span.b")
# How far up the layers a word of the question is most like what says it in the passage, whatever
# its language; docs/design.md has the measurements.
_ECHOING = 11 / 12


class PassageReader(Protocol):
    """Anything that reads passages for a question."""

    def read(self, question: str, reads: Sequence[Read]) -> list[PassageReading]:
        """Return one reading a passage, in their order."""
        ...


class TrainedReader:
    """The reader that comes with the package, over the layers of the packaged model.

    Parameters
    ----------
    model
        The packaged model.
    weights
        A safetensors file as `eval.train_reader` writes it.
    """

    def __init__(self, model: GraphModel, weights: Traversable = WEIGHTS) -> None:
        self._model = model
        self._adapters = Adapters(model, weights, _HEADS, "the reader's weights")
        self._graph = Once(self._opened)

    def read(self, question: str, reads: Sequence[Read]) -> list[PassageReading]:
        """Return one reading a passage, in their order.

        Raises
        ------
        ModelError
            If the weights cannot be read or do not fit the model.
        """
        encoded = self._pairs.encode(question, reads)
        readings: dict[int, PassageReading] = {}
        for batch in batches([one.ids for one in encoded]):
            made = self._batch([encoded[number] for number in batch])
            readings |= dict(zip(batch, made, strict=True))
        return [readings[number] for number in range(len(reads))]

    def _batch(self, encoded: list[Encoded]) -> list[PassageReading]:
        ids, mask = self._pairs.pad(encoded)
        middle, hidden = self._graph().states(ids, mask)
        echoed = [echoes(states, one) for states, one in zip(middle, encoded, strict=True)]
        heads = self._adapters.heads
        pair = pooled(hidden, mask) @ heads["pair.w"].T + heads["pair.b"]
        span = hidden @ heads["span.w"].T + heads["span.b"]
        return [
            PassageReading(
                relevance=float(pair[row, 0]),
                answerable=float(pair[row, 1]),
                offsets=np.array(one.offsets, dtype=np.int64).reshape(-1, 2),
                starts=span[row, one.first : one.first + len(one.offsets), 0],
                ends=span[row, one.first : one.first + len(one.offsets), 1],
                null=float(span[row, 0].sum()),
                cosines=echoed[row][0],
                context=echoed[row][1],
            )
            for row, one in enumerate(encoded)
        ]

    @cached_property
    def _pairs(self) -> PairEncoder:
        return PairEncoder(self._model.tokenizer)

    def _opened(self) -> BertGraph:
        layers = self._model.weights.shape.layers
        return self._adapters.graph(kept=(round(_ECHOING * layers), layers), many=True)


class RememberingReader:
    """A reader that remembers the passages of the questions asked last.

    Ranking passages and finding sentences in the best of them need the same readings.
    """

    def __init__(self, reader: PassageReader, kept: int = 4096) -> None:
        self._reader = reader
        self._most = kept
        self._kept: dict[tuple[str, Read], PassageReading] = {}

    def read(self, question: str, reads: Sequence[Read]) -> list[PassageReading]:
        """Return one reading a passage, in their order."""
        kept = self._kept if len(self._kept) < self._most else {}
        new = [read for read in dict.fromkeys(reads) if (question, read) not in kept]
        if new:
            readings = self._reader.read(question, new)
            # A new dictionary, so that another thread never sees one half filled.
            kept = kept | {
                (question, read): reading for read, reading in zip(new, readings, strict=True)
            }
            self._kept = kept
        return [kept[question, read] for read in reads]


def pooled(hidden: NDArray[np.float32], mask: NDArray[np.int64]) -> NDArray[np.float32]:
    """Return first token and mean side by side, shape (n, 2 d), of hidden states (n, t, d)."""
    weights = mask.astype(np.float32)
    mean = np.einsum("ntd,nt->nd", hidden, weights) / weights.sum(axis=1, keepdims=True)
    return np.concatenate([hidden[:, 0], mean], axis=1)
