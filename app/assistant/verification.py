"""What a drafted sentence and its verdict are; whoever checks sentences satisfies `Verifier`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from app.assistant.answer import Evidence

Reason = Literal[
    "",
    "citation",
    "number",
    "date",
    "name",
    "unit",
    "negation",
    "roles",
    "addition",
    "relevance",
    "language",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """One complete sentence that a model wrote.

    `text` is plain and without its citation marks; `cited` are the numbers of the evidence as the
    model gave them, of which any may not exist.
    """

    text: str
    cited: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the evidence says to a sentence.

    `citations` are the numbers of the evidence that supports it, which need not be those the model
    gave; a sentence without support has none. `support` is in [0, 1].
    """

    supported: bool
    citations: tuple[int, ...]
    support: float
    reason: Reason = ""

    def __post_init__(self) -> None:
        if self.supported != bool(self.citations):
            raise ValueError(f"supported is {self.supported} by the evidence {self.citations}")
        if min(self.citations, default=1) < 1:
            raise ValueError(f"evidence is numbered from 1: {self.citations}")


class Verifier(Protocol):
    """Anything that tells whether evidence supports a sentence."""

    def verify(self, sentence: Drafted, evidence: Sequence[Evidence]) -> Verdict:
        """Judge `sentence` by `evidence`, which is numbered from 1 in its order."""
        ...
