"""A question under way can be followed more than once, and given up."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from fake_desk import HUNGARY, make_desk, refused

from app.assistant.answer import Answer
from app.assistant.llm import Stop
from app.assistant.steps import Finished, Step
from app.chats.asking import Asking
from app.chats.exchange import Ending, Outcome
from app.chats.turns import Turns
from ingest.errors import SamsvarError


def begun(steps: Callable[[Stop], Iterator[Step]], outcomes: list[Outcome] | None = None) -> Asking:
    kept = [] if outcomes is None else outcomes
    turn = Turns(1).line_up("visitor")
    asking = Asking("?", steps, turn=turn, settle=lambda _, outcome: kept.append(outcome))
    asking.start()
    return asking


def test_the_steps_are_read_again_without_asking_again() -> None:
    desk = make_desk()
    asking = begun(lambda stop: desk.ask(HUNGARY))
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

    steps = begun(slow).follow(patience=0.01)
    assert next(steps) is not None
    assert next(steps) is None
    going.set()
    assert isinstance([step for step in steps if step is not None][-1], Finished)


def test_what_came_of_it_is_settled_before_whoever_follows_learns_of_it() -> None:
    outcomes: list[Outcome] = []
    for _ in begun(lambda stop: iter(refused("?")), outcomes).follow():
        pass
    (outcome,) = outcomes
    assert isinstance(outcome, Answer)


ERROR = SamsvarError("no index", where="data", remedy="Run: samsvar ingest")


@pytest.mark.parametrize(
    ("ends", "outcome"),
    [(ERROR, ERROR), (KeyError("lost"), Ending.CRASHED), (None, Ending.CRASHED)],
    ids=["told", "untold", "short"],
)
def test_a_desk_that_fails_or_stops_short_ends_the_following(
    ends: Exception | None, outcome: Outcome
) -> None:
    def broken(stop: Stop) -> Iterator[Step]:
        yield from refused("?")[:1]
        if ends is not None:
            raise ends

    outcomes: list[Outcome] = []
    steps = [step for step in begun(broken, outcomes).follow() if step is not None]
    assert len(steps) == 1
    assert outcomes == [outcome]


def test_what_was_given_up_in_the_line_is_never_asked() -> None:
    turns, outcomes = Turns(1), []
    first = turns.line_up("a")
    asking = Asking(
        "?",
        lambda stop: pytest.fail("it was asked"),
        turn=turns.line_up("b"),
        settle=lambda _, outcome: outcomes.append(outcome),
    )
    asking.start()
    assert asking.ahead == 0
    asking.cancel()
    assert [step for step in asking.follow() if step is not None] == []
    assert outcomes == [Ending.STOPPED]
    first.leave()
    assert turns.line_up("c").has_come
