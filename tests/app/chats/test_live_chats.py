"""Chats outlive their windows, stay apart, and lose no answer."""

from __future__ import annotations

import gc
import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from fake_desk import BROKEN, CRASH, HUNGARY, STAFF, FakeDesk, make_desk, refused

from app.assistant.answer import Answer
from app.assistant.llm import Stop
from app.assistant.steps import Step
from app.chats.chat_file import IN_MEMORY
from app.chats.exchange import Ending, Rating
from app.chats.live import LiveChat, LiveChats
from app.chats.store import ChatStore
from app.desk import Desk
from index.query import Filters
from ingest.errors import SamsvarError

ANNE, BO = "a" * 32, "b" * 32
PATIENCE = 20


class GatedDesk(FakeDesk):
    """Answers no question before its gate is opened; says what it said before that."""

    def __init__(self) -> None:
        super().__init__()
        self.gates: dict[str, threading.Event] = {}
        self.begun: dict[str, threading.Event] = {}
        self.order: list[str] = []

    def gate(self, question: str) -> threading.Event:
        return self.gates.setdefault(question, threading.Event())

    def ask(  # type: ignore[override]
        self, question: str, *, stop: Stop, filters: Filters, **more: object
    ) -> Iterator[Step]:
        self.order.append(question)
        self.restricted.append(filters)
        yield refused(question)[0]
        self.begun.setdefault(question, threading.Event()).set()
        if question in self.gates:
            assert self.gates[question].wait(PATIENCE)
        yield from refused(question)[1:]

    def await_begun(self, question: str) -> None:
        assert self.begun.setdefault(question, threading.Event()).wait(PATIENCE)


@pytest.fixture
def store() -> Iterator[ChatStore]:
    store = ChatStore(IN_MEMORY)
    yield store
    store.close()


@pytest.fixture
def open_chats(store: ChatStore) -> Callable[..., LiveChats]:
    return lambda desk, at_once=4: LiveChats(desk, store, at_once=at_once)


def finish(chat: LiveChat) -> None:
    """Wait until nothing is under way in a chat."""
    while (asking := chat.state.asking) is not None:
        for _ in asking.follow():
            pass


def questions(chat: LiveChat) -> list[str]:
    return [exchange.question for exchange in chat.state.exchanges]


def test_an_answer_is_finished_and_kept_though_nobody_looks(
    open_chats: Callable[[Desk], LiveChats], store: ChatStore
) -> None:
    desk = GatedDesk()
    gate = desk.gate("?")
    chats = open_chats(desk)
    chat = chats.open(ANNE)
    name = chat.id
    chat.ask("?")
    desk.await_begun("?")
    asking = chat.state.asking
    del chat
    gc.collect()
    again = chats.open(ANNE, name)
    assert again.state.asking is asking
    del again
    gate.set()
    assert asking is not None
    for _ in asking.follow():
        pass
    del asking
    gc.collect()
    (exchange,) = store.exchanges(ANNE, name)
    assert isinstance(exchange.outcome, Answer)
    assert chats.open(ANNE, name).state.exchanges == (exchange,)


def test_two_windows_share_one_chat_and_another_visitor_has_none_of_it(
    open_chats: Callable[[Desk], LiveChats],
) -> None:
    chats = open_chats(make_desk())
    chat = chats.open(ANNE)
    chat.ask(HUNGARY)
    finish(chat)
    assert chats.open(ANNE, chat.id) is chat
    strange = chats.open(BO, chat.id)
    assert strange.id != chat.id
    assert strange.state.exchanges == ()
    assert chats.listed(BO) == ()


def test_an_empty_question_is_none(open_chats: Callable[[Desk], LiveChats]) -> None:
    chat = open_chats(make_desk()).open(ANNE)
    chat.ask("  ")
    assert chat.state.asked == 0


def test_a_chat_asks_one_question_at_a_time_and_loses_none(
    open_chats: Callable[[Desk], LiveChats], store: ChatStore
) -> None:
    desk = GatedDesk()
    gate = desk.gate("first")
    chat = open_chats(desk).open(ANNE)
    chat.ask("first", Filters(countries=("CZ",)))
    chat.ask("second")
    state = chat.state
    assert [one.question for one in state.waiting] == ["second"]
    assert (state.asked, state.first_question, state.last_filters) == (2, "first", Filters())
    assert [one.question for one in store.exchanges(ANNE, chat.id)] == ["first", "second"]
    gate.set()
    finish(chat)
    assert questions(chat) == desk.order == ["first", "second"]
    assert desk.restricted == [Filters(countries=("CZ",)), Filters()]


def test_a_question_of_which_nothing_is_shown_is_given_up(
    open_chats: Callable[[Desk], LiveChats], store: ChatStore
) -> None:
    desk = GatedDesk()
    gate = desk.gate("?")
    chat = open_chats(desk).open(ANNE)
    chat.ask("?")
    desk.await_begun("?")
    asking = chat.state.asking
    chat.stop()
    assert [one.outcome for one in chat.state.exchanges] == [Ending.STOPPED]
    gate.set()
    assert asking is not None
    for _ in asking.follow():
        pass
    # What came of it later changes nothing.
    assert [one.outcome for one in store.exchanges(ANNE, chat.id)] == [Ending.STOPPED]


def test_what_is_shown_stays_when_an_answer_is_stopped(
    open_chats: Callable[[Desk], LiveChats],
) -> None:
    said, stopped = threading.Event(), threading.Event()

    class Writing(FakeDesk):
        def ask(self, question: str, *, stop: Stop, **more: object) -> Iterator[Step]:
            steps = list(make_desk().scripts[HUNGARY])
            yield from steps[:3]
            said.set()
            assert stopped.wait(PATIENCE)
            assert stop()
            yield steps[-1]  # type: ignore[misc]

    chat = open_chats(Writing()).open(ANNE)
    chat.ask(HUNGARY)
    assert said.wait(PATIENCE)
    asking = chat.state.asking
    assert asking is not None
    assert (asking.has_said, asking.language, asking.stopping) == (True, "nb", False)
    chat.stop()
    assert chat.state.asking is asking
    assert asking.stopping
    stopped.set()
    finish(chat)
    assert isinstance(chat.state.exchanges[0].outcome, Answer)


def test_what_went_wrong_is_kept_and_the_next_question_is_asked(
    open_chats: Callable[[Desk], LiveChats],
) -> None:
    desk = make_desk()
    chat = open_chats(desk).open(ANNE)
    for question in (STAFF, BROKEN, CRASH, HUNGARY):
        chat.ask(question)
    finish(chat)
    first, broken, crashed, last = (one.outcome for one in chat.state.exchanges)
    assert isinstance(first, Answer)
    assert isinstance(broken, SamsvarError)
    assert crashed is Ending.CRASHED
    assert isinstance(last, Answer)
    assert [turn.content for turn in desk.histories[3]] == [STAFF, first.text]


def test_a_chat_is_deleted_while_it_is_answered(
    open_chats: Callable[[Desk], LiveChats], store: ChatStore
) -> None:
    desk = GatedDesk()
    gate = desk.gate("?")
    chats = open_chats(desk)
    chat = chats.open(ANNE)
    chat.ask("?")
    desk.await_begun("?")
    asking = chat.state.asking
    chats.delete(ANNE, chat.id)
    gate.set()
    assert asking is not None
    for _ in asking.follow():
        pass
    assert chat.state.asked == 0
    assert chats.listed(ANNE) == ()
    assert store.exchanges(ANNE, chat.id) == ()


def test_a_rating_is_shown_and_kept(
    open_chats: Callable[[Desk], LiveChats], store: ChatStore
) -> None:
    chat = open_chats(make_desk()).open(ANNE)
    chat.ask(HUNGARY)
    finish(chat)
    (exchange,) = chat.state.exchanges
    chat.rate(exchange.id, Rating(good=True))
    assert chat.state.exchanges[0].rating == Rating(good=True)
    assert store.exchanges(ANNE, chat.id)[0].rating == Rating(good=True)
    chat.rate(exchange.id, None)
    assert store.feedback() == ()


def test_a_full_disk_costs_no_answer() -> None:
    class Full(ChatStore):
        def begin(self, *what: object) -> None:  # type: ignore[override]
            raise sqlite3.OperationalError("database or disk is full")

        settle = begin  # type: ignore[assignment]

    store = Full(IN_MEMORY)
    chat = LiveChats(make_desk(), store).open(ANNE)
    chat.ask(HUNGARY)
    finish(chat)
    assert isinstance(chat.state.exchanges[0].outcome, Answer)
    store.close()


def test_twenty_visitors_at_once_are_all_answered_and_none_sees_another(
    open_chats: Callable[..., LiveChats],
) -> None:
    most, now, lock = [0], [0], threading.Lock()

    class Busy(FakeDesk):
        def ask(self, question: str, **more: object) -> Iterator[Step]:
            with lock:
                now[0] += 1
                most[0] = max(most[0], now[0])
            try:
                yield from refused(question, lead=f"Svar til {question}")
            finally:
                with lock:
                    now[0] -= 1

    chats = open_chats(Busy(), 2)
    together = threading.Barrier(20)

    def visit(number: int) -> LiveChat:
        chat = chats.open(f"{number:032x}")
        together.wait(PATIENCE)
        for question in range(5):
            chat.ask(f"{number}-{question}")
        finish(chat)
        return chat

    with ThreadPoolExecutor(20) as pool:
        visited = list(pool.map(visit, range(20)))
    for number, chat in enumerate(visited):
        assert questions(chat) == [f"{number}-{question}" for question in range(5)]
        said = [one.outcome.lead for one in chat.state.exchanges if isinstance(one.outcome, Answer)]
        assert said == [f"Svar til {number}-{question}" for question in range(5)]
        assert [mine.id for mine in chats.listed(f"{number:032x}")] == [chat.id]
    assert 1 <= most[0] <= 2


def test_who_asks_in_many_chats_lets_another_visitor_come_first(
    open_chats: Callable[..., LiveChats],
) -> None:
    desk = GatedDesk()
    gate = desk.gate("a1")
    chats = open_chats(desk, 1)
    hers = [chats.open(ANNE) for _ in range(3)]
    for number, chat in enumerate(hers, start=1):
        chat.ask(f"a{number}")
    desk.await_begun("a1")
    his = chats.open(BO)
    his.ask("b1")
    asking = his.state.asking
    assert asking is not None
    assert asking.ahead <= 1
    gate.set()
    for chat in (*hers, his):
        finish(chat)
    assert desk.order == ["a1", "b1", "a2", "a3"]
