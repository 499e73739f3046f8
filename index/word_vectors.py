"""The words of a text as the embedding model sees them where they stand, in any language.

The hidden states of a middle layer, a word's tokens averaged, match words across languages without
a dictionary (Jalili Sabet et al. 2020, "SimAlign", Findings of EMNLP, arXiv:2004.08728).
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.graph_model import GraphModel, padded
from index.once import Once

_WORD = re.compile(r"\w+(?:[-’'.]\w+)*")
_PROMPT = "passage: "
_BATCH = 16
_LONGEST = 400  # tokens; what comes after is not matched


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class WordVectors:
    """The words of one text: characters `spans[i]`, unit vectors (n, d), and how rare they are.

    `rarity` is minus the logarithm of a word's probability in the model's vocabulary, shape (n,).
    """

    spans: tuple[tuple[int, int], ...]
    vectors: NDArray[np.float32]
    rarity: NDArray[np.float32]


class WordReader(Protocol):
    """Anything that gives the words of texts as vectors."""

    def words(self, texts: Sequence[str]) -> list[WordVectors]:
        """Return the words of each text."""
        ...


class ContextWords:
    """Words by a middle layer of the packaged model."""

    def __init__(self, model: GraphModel, layer: int) -> None:
        self._model = model
        self._graph = Once(lambda: model.graph(layers=layer))

    def words(self, texts: Sequence[str]) -> list[WordVectors]:
        """Return the words of each text, in its order."""
        return [
            found
            for first in range(0, len(texts), _BATCH)
            for found in self._batch(texts[first : first + _BATCH])
        ]

    def _batch(self, texts: Sequence[str]) -> list[WordVectors]:
        encoded = self._model.tokenizer.encode_batch([f"{_PROMPT}{text}" for text in texts])
        ids, mask = padded([one.ids[:_LONGEST] for one in encoded], pad=0)
        states, longest = self._graph()(ids, mask), ids.shape[1]
        return [
            self._of(text, states[row], one.offsets[:longest], one.ids[:longest])
            for row, (text, one) in enumerate(zip(texts, encoded, strict=True))
        ]

    def _of(
        self,
        text: str,
        states: NDArray[np.float32],
        offsets: Sequence[tuple[int, int]],
        ids: Sequence[int],
    ) -> WordVectors:
        spans, vectors, rarity = [], [], []
        shift = len(_PROMPT)
        for match in _WORD.finditer(text):
            own = [
                place
                for place, (start, end) in enumerate(offsets)
                if end > start and start - shift < match.end() and match.start() < end - shift
            ]
            if own:
                vector = states[own].mean(axis=0)
                spans.append(match.span())
                vectors.append(vector / max(float(np.linalg.norm(vector)), 1e-9))
                rarity.append(-sum(self._scores[ids[place]] for place in own))
        return WordVectors(
            spans=tuple(spans),
            vectors=np.array(vectors, np.float32).reshape(len(vectors), states.shape[1]),
            rarity=np.array(rarity, np.float32),
        )

    @cached_property
    def _scores(self) -> list[float]:
        """The logarithm of each token's probability, as the tokenizer's model has it."""
        facts = json.loads(self._model.tokenizer.to_str())
        return [float(score) for _, score in facts["model"]["vocab"]]
