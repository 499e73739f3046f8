"""What one window shows of a chat: its restrictions, and which source lies open."""

from __future__ import annotations

from dataclasses import dataclass

from app.assistant.answer import Answer, Citation, Nearest
from app.assistant.frames import is_foreign
from app.assistant.language import AnswerLanguage, answer_language
from app.chats.exchange import Exchange
from app.chats.live import ChatState, LiveChat
from app.desk import Desk
from app.ui.ask.translating import Translating
from index.query import Filters

Place = Citation | Nearest


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """The place in a source that lies open, and the exchange it was opened from."""

    exchange: int
    place: Place


class Conversation:
    """The state of one visitor's page; Streamlit keeps it from run to run."""

    def __init__(self, chat: LiveChat) -> None:
        self.chat = chat
        self.filters = Filters()
        self.opened: Opened | None = None
        self._translations: dict[tuple[str, str, AnswerLanguage], Translating] = {}

    @property
    def state(self) -> ChatState:
        """What there is of the chat now."""
        return self.chat.state

    @property
    def exchanges(self) -> tuple[Exchange, ...]:
        """What was asked, and what came of it."""
        return self.state.exchanges

    @property
    def first_question(self) -> str:
        """The question the chat began with, empty if none was asked."""
        return self.state.first_question

    @property
    def last_filters(self) -> Filters:
        """What the last question was restricted to."""
        return self.state.last_filters

    def ask(self, question: str) -> None:
        """Begin to answer `question`, or let it wait for the one under way."""
        self.opened = None
        self.chat.ask(question, self.filters)

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
        state = self.state
        if exchange < len(state.exchanges):
            outcome = state.exchanges[exchange].outcome
            return answer_language(outcome.language) if isinstance(outcome, Answer) else None
        spoken = state.asking.language if state.asking is not None else ""
        return answer_language(spoken) if spoken else None


def _translated(place: Place, into: AnswerLanguage) -> tuple[str, str, AnswerLanguage]:
    """Return what a translation is found again by."""
    return place.source.path, place.quote, into
