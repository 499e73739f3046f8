"""Whoever runs Samsvar reads what visitors think of their answers."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from fake_desk import HUNGARY, make_desk

from app.assistant.steps import Finished
from app.chats.exchange import Ending, Exchange, Rating, Reason
from app.chats.store import ChatStore
from index.query import Filters

VISITOR = "a" * 32
STEERING = "\x1b[31mrød"


def rate(data: Path) -> None:
    (finished,) = [step for step in make_desk().ask(HUNGARY) if isinstance(step, Finished)]
    with closing(ChatStore(data / "chats.sqlite")) as store:
        for name, question in (("1", HUNGARY), ("2", STEERING)):
            asked = Exchange(
                id=name,
                question=question,
                filters=Filters(countries=("CZ",)),
                outcome=Ending.LOST,
            )
            store.begin(VISITOR, "c", asked)
            store.settle(name, finished.answer)
        store.rate("1", Rating(good=False, reasons=(Reason.WRONG, Reason.OUTDATED)))
        store.rate("2", Rating(good=True))


def test_feedback_is_listed_with_its_question_and_answer(data: Path, run: Callable[..., object]):
    rate(data)
    ran = run("feedback")
    assert ran.code == 0
    assert HUNGARY in ran.out
    assert "not helpful (wrong, outdated)" in ran.out
    assert "2 have partners in Hungary" in " ".join(ran.out.split())
    assert ran.out.endswith("1 helpful, 1 not helpful\n")
    assert "\x1b" not in ran.out


def test_feedback_is_there_for_programs_and_names_nobody(data: Path, run: Callable[..., object]):
    rate(data)
    ran = run("feedback", "--json")
    told = json.loads(ran.out)
    by_question = {one["question"]: one for one in told}
    rated = by_question[HUNGARY]
    assert (rated["good"], rated["reasons"]) == (False, ["wrong", "outdated"])
    assert rated["filters"] == {"countries": ["CZ"]}
    assert rated["answer"]["status"] == "answered"
    assert set(rated) == {"rated", "good", "reasons", "question", "filters", "answer"}
    assert VISITOR not in ran.out


def test_where_nobody_has_asked_there_is_no_feedback_and_no_file(
    data: Path, run: Callable[..., object]
):
    assert run("feedback").out == "Nobody has rated an answer.\n"
    assert json.loads(run("feedback", "--json").out) == []
    assert not (data / "chats.sqlite").exists()
