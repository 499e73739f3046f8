"""Answers are taken along from the page, one by one or the whole conversation."""

from __future__ import annotations

import pytest
from fake_desk import BROKEN, DISAGREE, HUNGARY, STRANGE, UNKNOWN, make_desk
from streamlit.testing.v1 import AppTest

from app.chats.exchange import Ending, Exchange
from app.export.formats import FORMATS, MARKDOWN
from app.ui.ask import downloads
from app.ui.texts import BOKMAL, ENGLISH
from ingest.errors import SamsvarError


def page_of(desk):
    # Streamlit runs the source of this function alone: it sees no name of this module.
    from app.ui.pages import run

    run(desk)


def offered(page: AppTest) -> list[str]:
    return [button.proto.id.rpartition("-download-")[2] for button in page.get("download_button")]


def asked(*questions: str) -> AppTest:
    page = AppTest.from_function(page_of, args=(make_desk(),), default_timeout=20).run()
    for question in questions:
        page.chat_input(key="question").set_value(question).run()
        assert not page.exception
    return page


def test_an_answer_is_offered_in_every_format() -> None:
    page = asked(HUNGARY)
    assert offered(page) == [f"answer-0{kind.suffix}" for kind in FORMATS]


def test_the_conversation_is_offered_with_its_last_answer() -> None:
    page = asked(HUNGARY, UNKNOWN)
    assert [name for name in offered(page) if name.startswith("conversation")] == [
        f"conversation-1{kind.suffix}" for kind in FORMATS
    ]
    assert BOKMAL.downloads.conversation in "".join(one.value for one in page.get("html"))


def test_the_conversation_is_offered_though_its_last_question_failed() -> None:
    page = asked(HUNGARY, BROKEN)
    assert offered(page)[-1] == f"conversation-0{FORMATS[-1].suffix}"


def test_a_question_without_an_answer_is_not_offered() -> None:
    assert offered(asked(BROKEN)) == []


def test_nothing_is_written_before_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(downloads, "gather", lambda *given, **named: pytest.fail("written"))
    assert len(offered(asked(STRANGE, DISAGREE))) == 9


@pytest.mark.parametrize("texts", [BOKMAL, ENGLISH], ids=lambda texts: texts.language)
def test_what_is_offered_is_the_conversation_in_the_language_of_the_page(texts) -> None:
    steps = make_desk().scripts
    exchanges = [
        Exchange(question=HUNGARY, outcome=list(steps[HUNGARY])[-1].answer),
        Exchange(question="Stoppet?", outcome=Ending.STOPPED),
        Exchange(question="Feil?", outcome=SamsvarError("no index")),
    ]
    made = downloads.made(exchanges, MARKDOWN, texts, conversation=True)().decode()
    assert "2 have partners in Hungary" in made
    assert "## Stoppet?" in made
    assert ("# Samtale med" if texts is BOKMAL else "# Conversation with") in made
