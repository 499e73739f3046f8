"""What one visitor has asked and been told, and which source lies open."""

from __future__ import annotations

from dataclasses import dataclass

from app.assistant.answer import Answer, Citation, Nearest
from app.assistant.frames import is_foreign
from app.assistant.language import AnswerLanguage, answer_language
from app.assistant.steps import Turn
from app.desk import Desk
from app.ui.ask.asking import Asking
from app.ui.ask.translating import Translating
from ingest.errors import SamsvarError

Place = Citation | Nearest


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A question and what came of it; None when the visitor stopped it before it had one."""

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
        self._translations: dict[tuple[str, str, AnswerLanguage], Translating] = {}

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

    def stop(self) -> None:
        """End the answer under way; a question of whose answer nothing is there yet is given up."""
        if self.asking is None:
            return
        if self.asking.has_said:
            self.asking.stop()
        else:
            self.asking.cancel()
            self.finish(None)

    def open(self, exchange: int, place: Place) -> None:
        """Open the source of `place`; the same place again closes it."""
        chosen = Opened(exchange=exchange, place=place)
        self.opened = None if self.opened == chosen else chosen

    def close(self) -> None:
        """Close the source that lies open."""
        self.opened = None

    @property
    def translated_into(self) -> AnswerLanguage | None:
        """The language that the open quotation can be translated into: its answer's, if another."""
        if self.opened is None:
            return None
        into = self._language_of(self.opened.exchange)
        return into if into and is_foreign(self.opened.place.language, into) else None

    @property
    def translating(self) -> Translating | None:
        """The translation of the open quotation, under way or done; None if none was asked for."""
        into = self.translated_into
        if self.opened is None or into is None:
            return None
        return self._translations.get(_translated(self.opened.place, into))

    @property
    def pending(self) -> Translating | None:
        """The translation of the open quotation while it is under way."""
        translating = self.translating
        return None if translating is None or translating.done else translating

    def translate(self, desk: Desk) -> None:
        """Begin to translate the open quotation."""
        into = self.translated_into
        if self.opened is not None and into is not None:
            place = self.opened.place
            begun = Translating(lambda: desk.translate(place, into))
            self._translations[_translated(place, into)] = begun

    def _language_of(self, exchange: int) -> AnswerLanguage | None:
        if exchange < len(self.exchanges):
            outcome = self.exchanges[exchange].outcome
            return answer_language(outcome.language) if isinstance(outcome, Answer) else None
        spoken = self.asking.language if self.asking is not None else ""
        return answer_language(spoken) if spoken else None

    def _begin_next(self) -> None:
        if self.asking is None and self._waiting:
            (desk, question), *later = self._waiting
            self._waiting = tuple(later)
            history = self._history()
            self.asking = Asking(
                question, lambda stop: desk.ask(question, history=history, stop=stop)
            )

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


def _translated(place: Place, into: AnswerLanguage) -> tuple[str, str, AnswerLanguage]:
    """Return what a translation is found again by."""
    return place.source.path, place.quote, into
