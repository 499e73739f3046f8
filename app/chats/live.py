"""The chats that are open now: what was said in each, and the answers under way.

They live on the server, not in a visitor's window: a reload, a second window and a lost connection
find the same chat, and an answer under way goes on without anybody looking.
"""

from __future__ import annotations

import logging
import secrets
import sqlite3
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from weakref import WeakValueDictionary

from app.assistant.answer import Answer
from app.assistant.steps import Turn as Said
from app.chats.asking import Asking
from app.chats.exchange import ChatSummary, Ending, Exchange, Outcome, Rating
from app.chats.store import ChatStore, chat_name
from app.chats.turns import Turns
from app.desk import Desk
from index.query import Filters

_LOG = logging.getLogger(__name__)
_ID_BYTES = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatState:
    """What there is of a chat at one moment; `waiting` come after the question under way."""

    exchanges: tuple[Exchange, ...]
    asking: Asking | None
    waiting: tuple[Exchange, ...]

    @property
    def asked(self) -> int:
        """How many questions there are, answered or not."""
        return len(self._all)

    @property
    def first_question(self) -> str:
        """The question it began with, empty if none was asked."""
        return self._all[0].question if self._all else ""

    @property
    def last_filters(self) -> Filters:
        """What the last question was restricted to."""
        return self._all[-1].filters if self._all else Filters()

    @property
    def _all(self) -> tuple[Exchange | Asking, ...]:
        under_way = () if self.asking is None else (self.asking,)
        return (*self.exchanges, *under_way, *self.waiting)


class LiveChat:
    """One visitor's chat; opened by `LiveChats.open`, and safe to share between threads."""

    def __init__(self, chats: LiveChats, visitor: str, chat_id: str) -> None:
        self.id = chat_id
        self._chats = chats
        self._visitor = visitor
        self._lock = threading.RLock()
        self._exchanges = chats.store.exchanges(visitor, chat_id)
        self._asking: Asking | None = None
        self._answering: Exchange | None = None
        self._waiting: tuple[Exchange, ...] = ()

    @property
    def state(self) -> ChatState:
        """What there is of it now, all of the same moment."""
        with self._lock:
            return ChatState(exchanges=self._exchanges, asking=self._asking, waiting=self._waiting)

    def ask(self, question: str, filters: Filters = Filters()) -> None:
        """Begin to answer `question`, or let it wait for the one under way."""
        question = question.strip()
        if not question:
            return
        # Until it has an outcome it counts as lost, for that is what it is if the server ends now.
        asked = Exchange(
            id=secrets.token_hex(_ID_BYTES),
            question=question,
            filters=filters,
            outcome=Ending.LOST,
        )
        with self._lock:
            self._keep(lambda store: store.begin(self._visitor, self.id, asked))
            self._waiting = (*self._waiting, asked)
            self._begin_next()

    def stop(self) -> None:
        """End the answer under way; a question of whose answer nothing is there yet is given up."""
        with self._lock:
            if self._asking is None:
                return
            if self._asking.has_said:
                self._asking.stop()
            else:
                self._asking.cancel()
                self._settle(self._asking, Ending.STOPPED)

    def rate(self, exchange: str, rating: Rating | None) -> None:
        """Keep what the visitor thinks of an answer; None takes it back."""
        with self._lock:
            self._exchanges = tuple(
                replace(one, rating=rating) if one.id == exchange else one
                for one in self._exchanges
            )
            self._keep(lambda store: store.rate(exchange, rating))

    def clear(self) -> None:
        """Give up whatever is under way, and forget what was said."""
        with self._lock:
            self._waiting = self._exchanges = ()
            if self._asking is not None:
                self._asking.cancel()
            self._asking = self._answering = None
            self._chats.rest(self)

    def _begin_next(self) -> None:
        if self._asking is None and self._waiting:
            self._answering, *later = self._waiting
            self._waiting = tuple(later)
            question, filters = self._answering.question, self._answering.filters
            history = self._history()
            self._asking = Asking(
                question,
                lambda stop: self._chats.desk.ask(
                    question, history=history, filters=filters, stop=stop
                ),
                filters=filters,
                turn=self._chats.turns.line_up(self._visitor),
                settle=self._settle,
            )
            self._chats.work(self)
            self._asking.start()

    def _settle(self, asking: Asking, outcome: Outcome) -> None:
        """Keep what came of the question under way; `asking` may have been given up meanwhile."""
        with self._lock:
            if self._asking is not asking or self._answering is None:
                return
            settled = replace(self._answering, outcome=outcome)
            self._exchanges = (*self._exchanges, settled)
            self._asking = self._answering = None
            self._keep(lambda store: store.settle(settled.id, outcome))
            self._chats.rest(self)
            self._begin_next()

    def _history(self) -> tuple[Said, ...]:
        return tuple(
            said
            for exchange in self._exchanges
            if isinstance(exchange.outcome, Answer)
            for said in (
                Said(role="user", content=exchange.question),
                Said(role="assistant", content=exchange.outcome.text),
            )
        )

    def _keep(self, write: Callable[[ChatStore], None]) -> None:
        try:
            write(self._chats.store)
        except sqlite3.Error:
            # A full disk costs the history, but not the answer.
            _LOG.exception("a chat could not be kept")


class LiveChats:
    """Every chat that is open in some window, or has an answer under way.

    Parameters
    ----------
    desk
        Whoever answers.
    store
        Where chats are kept.
    at_once
        How many questions are answered at the same time; the others wait their turn.
    """

    def __init__(self, desk: Desk, store: ChatStore, *, at_once: int = 4) -> None:
        self.desk = desk
        self.store = store
        self.turns = Turns(at_once)
        self._lock = threading.Lock()
        self._open: WeakValueDictionary[tuple[str, str], LiveChat] = WeakValueDictionary()
        self._at_work: set[LiveChat] = set()

    def open(self, visitor: str, chat: str | None = None) -> LiveChat:
        """Return a visitor's chat, the same to everybody who asks for it; a new one without `chat`.

        A chat that is not there, or another's, is an empty one of that visitor's own.
        """
        with self._lock:
            if chat is None or not self._is_theirs(visitor, chat):
                chat = secrets.token_hex(_ID_BYTES)
            opened = self._open.get((visitor, chat))
            if opened is None:
                opened = LiveChat(self, visitor, chat)
                self._open[visitor, chat] = opened
            return opened

    def listed(self, visitor: str, words: str = "") -> tuple[ChatSummary, ...]:
        """Return a visitor's chats, the last changed first; with `words`, those that have them."""
        return self.store.chats(visitor, words)

    def rename(self, visitor: str, chat: str, name: str) -> None:
        """Give a chat another name; an empty one changes nothing."""
        self.store.rename(visitor, chat, chat_name(name))

    def delete(self, visitor: str, chat: str | None = None) -> None:
        """Delete a chat, or all of the visitor's, wherever it is open and whatever is under way."""
        with self._lock:
            gone = [
                opened
                for (owner, name), opened in self._open.items()
                if owner == visitor and chat in (None, name)
            ]
        for opened in gone:
            opened.clear()
        self.store.delete(visitor, chat)

    def work(self, chat: LiveChat) -> None:
        """Hold on to a chat while an answer is under way, though no window shows it."""
        with self._lock:
            self._at_work.add(chat)

    def rest(self, chat: LiveChat) -> None:
        """Let go of a chat once its answer is there."""
        with self._lock:
            self._at_work.discard(chat)

    def _is_theirs(self, visitor: str, chat: str) -> bool:
        return (visitor, chat) in self._open or self.store.has(visitor, chat)
