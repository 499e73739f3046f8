"""A language model of no endpoint, which writes what it is told to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from scripted_endpoint import MODEL

from app.assistant.llm import Message, ModelUnavailable, Stop, Trouble


@dataclass
class ScriptedModel:
    """Writes `text` in small pieces, then raises `trouble`; keeps what it was asked."""

    text: str = ""
    trouble: Trouble | None = None
    name: str = MODEL
    asked: list[Sequence[Message]] = field(default_factory=list)

    def stream(self, messages: Sequence[Message], *, stop: Stop) -> Iterator[str]:
        self.asked.append(messages)
        for at in range(0, len(self.text), 5):
            if stop():
                return
            yield self.text[at : at + 5]
        if self.trouble is not None:
            raise ModelUnavailable(self.trouble)
