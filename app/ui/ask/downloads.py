"""Answers to take along: one, or the whole conversation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import streamlit as st

from app.assistant.answer import Answer
from app.chats.exchange import Exchange
from app.export.formats import MARKDOWN, PDF, WORD, ReportFormat
from app.export.gather import Asked, gather
from app.ui.texts import Texts
from ingest.errors import SamsvarError


def draw_downloads(exchanges: Sequence[Exchange], index: int, texts: Texts) -> None:
    """Draw the menu that offers the answer at `index`, and with the last one all of them."""
    words = texts.downloads
    with st.popover(words.open, type="tertiary", key=f"download-menu-{index}"):
        _draw_offers(f"answer-{index}", [exchanges[index]], texts, conversation=False)
        answered = [n for n, one in enumerate(exchanges) if isinstance(one.outcome, Answer)]
        if len(exchanges) > 1 and index == answered[-1]:
            _draw_offers(f"conversation-{index}", exchanges, texts, conversation=True)


def _draw_offers(
    name: str, exchanges: Sequence[Exchange], texts: Texts, *, conversation: bool
) -> None:
    words = texts.downloads
    heading = words.conversation if conversation else words.this_answer
    file = words.conversation_file if conversation else words.answer_file
    with st.container(key=f"offers-{name}", gap="small"):
        st.html(f'<h3 class="sv-offers">{heading}</h3>')
        with st.container(horizontal=True, gap="small"):
            for kind, label in ((PDF, words.pdf), (WORD, words.word), (MARKDOWN, words.markdown)):
                st.download_button(
                    label,
                    data=made(exchanges, kind, texts, conversation=conversation),
                    file_name=f"{file}-{date.today().isoformat()}{kind.suffix}",
                    mime=kind.media_type,
                    on_click="ignore",
                    key=f"download-{name}{kind.suffix}",
                )


def made(
    exchanges: Sequence[Exchange], kind: ReportFormat, texts: Texts, *, conversation: bool
) -> Callable[[], bytes]:
    """Return what writes the file once it is asked for: a page is drawn again at every click."""

    def write() -> bytes:
        asked = [_asked(one) for one in exchanges]
        report = gather(
            asked, language=texts.language, made_on=date.today(), conversation=conversation
        )
        return kind.write(report)

    return write


def _asked(exchange: Exchange) -> Asked:
    outcome = exchange.outcome
    told = outcome if isinstance(outcome, Answer | SamsvarError) else None
    return Asked(question=exchange.question, outcome=told, filters=exchange.filters)
