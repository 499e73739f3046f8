"""A question under way can be followed more than once, and given up."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from fake_desk import HUNGARY, FakeDesk, make_desk, refused

from app.assistant.llm import Stop
from app.assistant.steps import Finished, Step
from app.ui.ask.asking import Asking
from app.ui.ask.conversation import Conversation


def test_the_steps_are_read_again_without_asking_again() -> None:
    desk = make_desk()
    asking = Asking(HUNGARY, lambda stop: desk.ask(HUNGARY))
    first = [step for step in asking.follow() if step is not None]
    again = [step for step in asking.follow() if step is not None]
    assert isinstance(first[-1], Finished)
    assert first == again
    assert len(desk.histories) == 1


def test_a_slow_step_gives_the_page_its_turn() -> None:
    going = threading.Event()

    def slow(stop: Stop) -> Iterator[Step]:
        yield from refused("?")[:1]
        going.wait(10)
        yield from refused("?")[1:]

    steps = Asking("?", slow).follow(patience=0.01)
    assert next(steps) is not None
    assert next(steps) is None
    going.set()
    assert isinstance([step for step in steps if step is not None][-1], Finished)


def test_what_the_desk_raises_reaches_whoever_follows() -> None:
    def broken(stop: Stop) -> Iterator[Step]:
        yield from refused("?")[:1]
        raise KeyError("lost")

    steps = Asking("?", broken).follow()
    assert next(steps) is not None
    with pytest.raises(KeyError):
        list(steps)


def test_a_desk_that_stops_short_is_an_error() -> None:
    with pytest.raises(RuntimeError, match="before the answer was finished"):
        list(Asking("?", lambda stop: iter(refused("?")[:1])).follow())


def test_a_conversation_asks_one_question_at_a_time_and_loses_none() -> None:
    desk, conversation = make_desk(), Conversation()
    conversation.ask(desk, "  ")
    assert conversation.asking is None
    conversation.ask(desk, "first")
    conversation.ask(desk, "second")
    assert conversation.waiting == ("second",)
    conversation.stop()
    (exchange,) = conversation.exchanges
    assert (exchange.question, exchange.outcome) == ("first", None)
    assert conversation.asking is not None
    assert conversation.asking.question == "second"
    assert (conversation.waiting, conversation.asked) == ((), 2)


def test_what_is_shown_stays_when_an_answer_is_stopped() -> None:
    said, stopped = threading.Event(), threading.Event()

    class Writing(FakeDesk):
        def ask(self, question: str, *, stop: Stop, **more: object) -> Iterator[Step]:
            steps = make_desk().scripts[HUNGARY]
            yield from list(steps)[:3]
            said.set()
            assert stopped.wait(10)
            assert stop()
            yield list(steps)[-1]

    conversation = Conversation()
    conversation.ask(Writing(), HUNGARY)
    asking = conversation.asking
    assert asking is not None
    assert said.wait(10)
    assert (asking.has_said, asking.language, asking.stopping) == (True, "nb", False)
    conversation.stop()
    assert conversation.asking is asking
    assert asking.stopping
    stopped.set()
    assert isinstance([step for step in asking.follow() if step is not None][-1], Finished)


def test_a_question_of_which_nothing_is_shown_is_given_up() -> None:
    begun, stops = threading.Event(), []

    class Searching(FakeDesk):
        def ask(self, question: str, *, stop: Stop, **more: object) -> Iterator[Step]:
            yield from refused("?")[:1]
            stops.append(stop)
            begun.set()
            yield from refused("?")[1:]

    conversation = Conversation()
    conversation.ask(Searching(), "?")
    assert begun.wait(10)
    conversation.stop()
    assert conversation.asking is None
    assert conversation.exchanges[0].outcome is None
    assert stops[0]()
