"""Nobody waits for one who asks much, and nobody waits for ever."""

from __future__ import annotations

import threading

from hypothesis import given
from hypothesis import strategies as st

from app.chats.turns import Turn, Turns


def came(turns: list[Turn]) -> list[int]:
    return [number for number, turn in enumerate(turns) if turn.has_come]


def served(at_once: int, owners: list[str]) -> list[int]:
    """Return in which order questions that are asked all at once are answered."""
    turns = Turns(at_once)
    line = [turns.line_up(owner) for owner in owners]
    order: list[int] = []
    while len(order) < len(line):
        now = [number for number in came(line) if number not in order]
        assert 0 < len(now) <= at_once
        order.append(now[0])
        line[now[0]].leave()
    return order


def test_no_more_come_at_once_than_may() -> None:
    turns = Turns(2)
    line = [turns.line_up(owner) for owner in "abc"]
    assert came(line) == [0, 1]
    assert [turn.ahead for turn in line] == [0, 0, 0]
    line.append(turns.line_up("d"))
    assert line[3].ahead == 1
    line[1].leave()
    line[1].leave()
    assert came(line) == [0, 2]


def test_who_asks_much_lets_the_others_come_first() -> None:
    assert served(1, list("aaaabc")) == [0, 4, 5, 1, 2, 3]


def test_who_came_later_is_not_kept_waiting_by_what_was_asked_before() -> None:
    turns = Turns(1)
    first = [turns.line_up("a") for _ in range(3)]
    first[0].leave()
    late = turns.line_up("b")
    first[1].leave()
    assert (late.has_come, first[2].has_come) == (True, False)


@given(st.integers(1, 4), st.lists(st.sampled_from("abcd"), min_size=1, max_size=20))
def test_everybody_is_answered_and_each_in_their_own_order(at_once: int, owners: list[str]) -> None:
    order = served(at_once, owners)
    assert sorted(order) == list(range(len(owners)))
    for owner in set(owners):
        own = [number for number in order if owners[number] == owner]
        assert own == sorted(own)


@given(st.lists(st.sampled_from("abcd"), min_size=1, max_size=20))
def test_nobody_who_waits_is_ever_two_answers_behind_another_who_waits(owners: list[str]) -> None:
    order = [owners[number] for number in served(1, owners)]
    for done in range(len(order)):
        waiting = set(order[done:])
        had = [order[:done].count(owner) for owner in waiting]
        assert max(had) - min(had) <= 1


def test_who_gives_up_leaves_the_line() -> None:
    turns = Turns(1)
    first, second, third = (turns.line_up(owner) for owner in "abc")
    gone = threading.Event()
    gone.set()
    assert not second.await_it(gone.is_set)
    second.leave()
    first.leave()
    assert third.await_it(lambda: False)


def test_a_turn_that_comes_to_who_gave_up_is_not_used() -> None:
    turn = Turns(1).line_up("a")
    assert not turn.await_it(lambda: True)
