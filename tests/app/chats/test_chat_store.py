"""Chats on disk: each visitor's own, found again, and gone without a trace."""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from fake_desk import HUNGARY, make_desk

from app.assistant.answer import Answer
from app.assistant.steps import Finished
from app.chats.exchange import Ending, Exchange, Rating, Reason
from app.chats.store import LONGEST_NAME, ChatStore, chat_name
from index.query import Filters
from ingest.errors import SamsvarError

ANNE, BO = "a" * 32, "b" * 32
SECRET = "Hvor mange ansatte i Ærfugløya fengsel?"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "chats.sqlite"


@pytest.fixture
def store(file: Path) -> Iterator[ChatStore]:
    seconds = count()
    start = datetime(2026, 1, 1, tzinfo=UTC)
    store = ChatStore(file, now=lambda: start + timedelta(seconds=next(seconds)))
    yield store
    store.close()


def asked(question: str, name: str, **known: object) -> Exchange:
    return Exchange(id=name, question=question, outcome=Ending.LOST, **known)  # type: ignore[arg-type]


def answer() -> Answer:
    (finished,) = [step for step in make_desk().ask(HUNGARY) if isinstance(step, Finished)]
    return finished.answer


def names(store: ChatStore, visitor: str = ANNE, words: str = "") -> list[str]:
    return [chat.name for chat in store.chats(visitor, words)]


def test_a_chat_is_found_again_by_whoever_opens_the_file_next(file: Path, store: ChatStore) -> None:
    filters = Filters(countries=("CZ",), published_from="2014")
    store.begin(ANNE, "c", asked(HUNGARY, "1", filters=filters))
    store.begin(ANNE, "c", asked("Og i Polen?", "2"))
    store.settle("1", answer())
    store.rate("1", Rating(good=False, reasons=(Reason.TOO_LONG, Reason.OUTDATED)))
    store.close()
    again = ChatStore(file)
    first, second = again.exchanges(ANNE, "c")
    again.close()
    assert first.outcome == answer()
    assert (first.question, first.filters) == (HUNGARY, filters)
    assert first.rating == Rating(good=False, reasons=(Reason.TOO_LONG, Reason.OUTDATED))
    # The server ended before this one was answered.
    assert (second.question, second.outcome, second.rating) == ("Og i Polen?", Ending.LOST, None)


def test_no_visitor_sees_or_touches_the_chats_of_another(store: ChatStore) -> None:
    store.begin(ANNE, "c", asked(HUNGARY, "1"))
    store.begin(BO, "c", asked("Hva skriver Anne?", "2"))
    store.rename(BO, "c", "Bo sin")
    store.delete(BO, "c")
    store.delete(BO)
    assert not store.has(BO, "c")
    assert store.exchanges(BO, "c") == ()
    assert names(store, BO) == []
    assert names(store) == [HUNGARY]
    assert [one.question for one in store.exchanges(ANNE, "c")] == [HUNGARY]


def test_the_file_does_not_hold_what_a_visitor_is_known_by(file: Path, store: ChatStore) -> None:
    store.begin(ANNE, "c", asked(HUNGARY, "1"))
    assert all(ANNE.encode() not in path.read_bytes() for path in file.parent.iterdir())


def test_nobody_else_on_the_machine_may_read_the_file(file: Path, store: ChatStore) -> None:
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_chats_are_listed_by_when_they_were_last_asked(store: ChatStore) -> None:
    store.begin(ANNE, "c1", asked("Først?", "1"))
    store.begin(ANNE, "c2", asked("Så?", "2"))
    assert names(store) == ["Så?", "Først?"]
    store.begin(ANNE, "c1", asked("Igjen?", "3"))
    assert names(store) == ["Først?", "Så?"]


def test_chats_are_found_by_their_name_their_questions_and_their_answers(store: ChatStore) -> None:
    store.begin(ANNE, "c1", asked(HUNGARY, "1"))
    store.settle("1", answer())
    store.begin(ANNE, "c2", asked("Hva koster ØL?", "2"))
    store.rename(ANNE, "c2", "Årsmøtet")
    assert names(store, words="øl") == ["Årsmøtet"]
    assert names(store, words="ÅRSM") == ["Årsmøtet"]
    assert names(store, words="lithuania TSJEKKISKE") == [HUNGARY]
    assert names(store, words="lithuania øl") == []
    assert names(store, words="100 %") == []


def test_a_name_is_one_line_and_never_empty(store: ChatStore) -> None:
    store.begin(ANNE, "c", asked("ord " * 60, "1"))
    (name,) = names(store)
    assert len(name) <= LONGEST_NAME
    assert name.endswith("ord …")
    store.rename(ANNE, "c", "  Mitt\nnavn ")
    store.rename(ANNE, "c", " \n ")
    assert names(store) == ["Mitt navn"]
    assert len(chat_name("x" * 500)) <= LONGEST_NAME


@pytest.mark.parametrize("chat", ["c", None])
def test_nothing_is_left_of_a_deleted_chat(file: Path, store: ChatStore, chat: str | None) -> None:
    store.begin(ANNE, "c", asked(SECRET, "1"))
    store.settle("1", replace(answer(), lead=SECRET))
    store.rate("1", Rating(good=True))
    store.begin(BO, "d", asked("Bo spør.", "2"))
    store.delete(ANNE, chat)
    store.settle("1", answer())
    store.rate("1", Rating(good=True))
    assert store.exchanges(ANNE, "c") == ()
    assert store.feedback() == ()
    assert names(store, BO) == ["Bo spør."]
    for path in file.parent.iterdir():
        assert b"rfugl" not in path.read_bytes(), path.name
    # While it was there it was there to be found: the search above can fail.
    store.begin(ANNE, "e", asked(SECRET, "3"))
    assert any(b"rfugl" in path.read_bytes() for path in file.parent.iterdir())


def test_a_rating_is_changed_and_taken_back(store: ChatStore) -> None:
    store.begin(ANNE, "c", asked(HUNGARY, "1"))
    store.settle("1", answer())
    store.rate("1", Rating(good=True))
    store.rate("1", Rating(good=False, reasons=(Reason.WRONG,)))
    (given,) = store.feedback()
    assert (given.rating.good, given.rating.reasons) == (False, (Reason.WRONG,))
    assert (given.question, given.answer) == (HUNGARY, answer())
    store.rate("1", None)
    assert store.feedback() == ()


@pytest.mark.parametrize("kind", ["no database", "another version", "a folder"])
def test_a_file_that_cannot_be_used_is_told(file: Path, kind: str) -> None:
    file.parent.mkdir()
    match kind:
        case "no database":
            file.write_bytes(b"x" * 5000)
        case "another version":
            connection = sqlite3.connect(file)
            connection.execute("PRAGMA user_version = 99")
            connection.close()
        case _:
            file.mkdir()
    with pytest.raises(SamsvarError) as error:
        ChatStore(file)
    assert str(file) in str(error.value)
    assert error.value.remedy
