"""The trained reader of statements: tell whether a quote says all that a statement says.

A cross-encoder over the layers of the packaged embedding model, with adapters on all of them
(`index.adapters`) and one head, over the first token and the mean of all: the log odds of
entailment (Dagan et al. 2006, "The PASCAL Recognising Textual Entailment Challenge",
doi:10.1007/11736790_9), across languages.

Trained by `eval.train_entailment`; `docs/entailment.md` is the model card.
"""

from __future__ import annotations

from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Protocol

from index.adapters import Adapters
from index.graph_model import GraphModel
from index.once import Once
from index.reader import pooled
from index.reader_input import PairEncoder, Read

WEIGHTS = files("index") / "data" / "entailment.safetensors"
# Tokens of a statement: what is cut off would be believed unread.
LONGEST_STATEMENT = 200
_HEADS = ("pair.w", "pair.b")


class Entailment(Protocol):
    """Anything that reads whether a quote says a statement."""

    def log_odds(self, statement: str, quote: Read) -> float:
        """Return the logarithm of the odds that `quote` says all of `statement`."""
        ...


class TrainedEntailment:
    """The reader of statements that comes with the package.

    Parameters
    ----------
    model
        The packaged model.
    weights
        A safetensors file as `eval.train_entailment` writes it.
    """

    def __init__(self, model: GraphModel, weights: Traversable = WEIGHTS) -> None:
        self._model = model
        self._adapters = Adapters(model, weights, _HEADS, "the weights of entailment")
        self._graph = Once(self._adapters.graph)

    def log_odds(self, statement: str, quote: Read) -> float:
        """Return the logarithm of the odds that `quote` says all of `statement`.

        Raises
        ------
        ModelError
            If the weights cannot be read or do not fit the model.
        """
        ids, mask = self._pairs.pad(self._pairs.encode(statement, [quote]))
        heads = self._adapters.heads
        logit = pooled(self._graph()(ids, mask), mask) @ heads["pair.w"].T + heads["pair.b"]
        return float(logit[0, 0])

    @cached_property
    def _pairs(self) -> PairEncoder:
        return PairEncoder(self._model.tokenizer, LONGEST_STATEMENT)
