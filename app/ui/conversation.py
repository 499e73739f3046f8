"""What one visitor has asked and been told, and which source lies open."""

from __future__ import annotations

from dataclasses import dataclass

from app.assistant.answer import Answer, Citation, Nearest
from app.assistant.steps import Turn
from app.desk import Desk
from app.ui.asking import Asking
from ingest.errors import SamsvarError

Place = Citation | Nearest


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A question and what came of it; None when the visitor cancelled it."""

    question: str
    outcome: Answer | SamsvarError | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """The place in a source that lies open, and the exchange it was opened from."""

    exchange: int
    place: Place


class Conversation:
    """The state of one visitor's page; Streamlit keeps it from run to run."""

    def __init__(self) -> None:
        self.exchanges: tuple[Exchange, ...] = ()
        self.asking: Asking | None = None
        self.opened: Opened | None = None
        self._waiting: tuple[tuple[Desk, str], ...] = ()

    @property
    def asked(self) -> int:
        """How many questions stand on the page, answered or not."""
        return len(self.exchanges) + (self.asking is not None) + len(self._waiting)

    @property
    def waiting(self) -> tuple[str, ...]:
        """The questions that wait for the one under way."""
        return tuple(question for _, question in self._waiting)

    def ask(self, desk: Desk, question: str) -> None:
        """Begin to answer `question`, or let it wait for the one under way."""
        question = question.strip()
        if question:
            self._waiting = (*self._waiting, (desk, question))
            self.opened = None
            self._begin_next()

    def finish(self, outcome: Answer | SamsvarError | None) -> None:
        """Keep what came of the question under way."""
        if self.asking is not None:
            exchange = Exchange(question=self.asking.question, outcome=outcome)
            self.exchanges = (*self.exchanges, exchange)
            self.asking = None
            self._begin_next()

    def cancel(self) -> None:
        """Give up the question under way."""
        if self.asking is not None:
            self.asking.cancel()
            self.finish(None)

    def open(self, exchange: int, place: Place) -> None:
        """Open the source of `place`; the same place again closes it."""
        chosen = Opened(exchange=exchange, place=place)
        self.opened = None if self.opened == chosen else chosen

    def close(self) -> None:
        """Close the source that lies open."""
        self.opened = None

    def _begin_next(self) -> None:
        if self.asking is None and self._waiting:
            (desk, question), *later = self._waiting
            self._waiting = tuple(later)
            history = self._history()
            self.asking = Asking(question, lambda: desk.ask(question, history=history))

    def _history(self) -> tuple[Turn, ...]:
        return tuple(
            turn
            for exchange in self.exchanges
            if isinstance(exchange.outcome, Answer)
            for turn in (
                Turn(role="user", content=exchange.question),
                Turn(role="assistant", content=exchange.outcome.text),
            )
        )
