"""Twenty visitors at once, answered by the real model: each what they would be told alone."""

from __future__ import annotations

import shutil
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

from app.assistant.answer import Answer
from app.assistant.steps import Finished
from app.chats.live import LiveChat, LiveChats
from app.chats.store import ChatStore
from app.desk import Desk
from app.factory import open_desk
from app.settings import load_settings
from index.query import Filters

QUESTIONS = (
    ("Hvor mange tsjekkiske fengsler har partnere i Ungarn?", Filters()),
    ("Who does the head of KDI's International Staff report to?", Filters()),
    ("Hvilke land er med i EØS-samarbeidet til KDI?", Filters()),
    ("Hva koster en togbillett til Paris?", Filters()),
    ("Hvor mange tsjekkiske fengsler har partnere i Ungarn?", Filters(countries=("LT",))),
)
VISITORS = 20


def told(desk: Desk, question: str, filters: Filters) -> str:
    (answer,) = [
        step.answer for step in desk.ask(question, filters=filters) if isinstance(step, Finished)
    ]
    return answer.text or answer.lead


def test_each_of_twenty_visitors_is_told_what_they_would_be_told_alone(
    corpus_data: Path, tmp_path: Path
) -> None:
    # A copy, as whoever asks writes; and two desks, so that the second one's model is loaded by
    # whichever of its visitors comes first.
    data = shutil.copytree(corpus_data, tmp_path / "data", symlinks=True)
    settings = load_settings(data=data)
    alone = open_desk(settings)
    expected = [told(alone, question, filters) for question, filters in QUESTIONS]
    assert len(set(expected)) == len(QUESTIONS)
    together = threading.Barrier(VISITORS)

    def visit(number: int) -> LiveChat:
        chat = chats.open(f"{number:032x}")
        together.wait(60)
        question, filters = QUESTIONS[number % len(QUESTIONS)]
        chat.ask(question, filters)
        while (asking := chat.state.asking) is not None:
            for _ in asking.follow():
                pass
        return chat

    with closing(ChatStore(data / "chats.sqlite")) as store:
        chats = LiveChats(open_desk(settings), store)
        with ThreadPoolExecutor(VISITORS) as pool:
            visited = list(pool.map(visit, range(VISITORS)))
    for number, chat in enumerate(visited):
        (exchange,) = chat.state.exchanges
        assert isinstance(exchange.outcome, Answer)
        said = exchange.outcome.text or exchange.outcome.lead
        assert said == expected[number % len(QUESTIONS)]
