"""A language model as this project needs it: messages in, pieces of text out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from ingest.errors import SamsvarError

Stop = Callable[[], bool]
Trouble = Literal[
    "unreachable",
    "timeout",
    "unauthorised",
    "rate-limited",
    "failed",
    "garbled",
    "cut-off",
    "empty",
]

_WHAT: dict[Trouble, str] = {
    "unreachable": "the language model cannot be reached",
    "timeout": "the language model took too long",
    "unauthorised": "the language model does not accept the key",
    "rate-limited": "the language model takes no more questions for now",
    "failed": "the language model answers with an error",
    "garbled": "what answers is no language model that speaks the protocol of OpenAI",
    "cut-off": "the language model broke off in the middle of its answer",
    "empty": "the language model answered nothing",
}
_REMEDY: dict[Trouble, str] = {
    "unreachable": "Start it, or correct SAMSVAR_LLM_BASE_URL",
    "timeout": "Raise SAMSVAR_LLM_FIRST_TOKEN and SAMSVAR_LLM_TIMEOUT, or use a faster model",
    "unauthorised": "Correct SAMSVAR_LLM_API_KEY",
    "rate-limited": "Wait a little, or ask its provider for a higher limit",
    "failed": "Check SAMSVAR_LLM_MODEL and SAMSVAR_LLM_BASE_URL, which often ends in /v1",
    "garbled": "Check SAMSVAR_LLM_BASE_URL, which often ends in /v1",
    "cut-off": "Try again, or look at its own log",
    "empty": "Try another SAMSVAR_LLM_MODEL",
}


class ModelUnavailable(SamsvarError):
    """A language model that gives no answer, or no whole one; `kind` is the machine word why.

    Nothing that the endpoint said is repeated: it may hold the key.
    """

    def __init__(self, kind: Trouble, *, where: str = "", status: int | None = None) -> None:
        what = _WHAT[kind] if status is None else f"{_WHAT[kind]} (status {status})"
        super().__init__(what, where=where, remedy=_REMEDY[kind])
        self.kind = kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message to a model."""

    role: Literal["system", "user"]
    content: str


class LanguageModel(Protocol):
    """Anything that goes on from messages."""

    @property
    def name(self) -> str:
        """The name of the model."""
        ...

    def stream(self, messages: Sequence[Message], *, stop: Stop) -> Iterator[str]:
        """Yield the answer piece by piece as it is written; end early once `stop` says so.

        Raises
        ------
        ModelUnavailable
            If no answer comes, or, after the pieces that came, if it is not whole.
        """
        ...


def never() -> bool:
    """Return False: the `stop` of whoever lets a model finish."""
    return False
