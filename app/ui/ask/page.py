"""The page to ask on: a question, its answer as it is made, and the sources beside it."""

from __future__ import annotations

import logging
from pathlib import Path

import streamlit as st

from app.assistant.answer import Citation, Struck
from app.assistant.steps import Finished, Reading, Searching, Stated
from app.desk import Desk
from app.ui import markup, scripts
from app.ui.ask.answer_view import ExchangeView
from app.ui.ask.conversation import Conversation
from app.ui.ask.source_view import draw_collection, draw_source
from app.ui.ask.translating import Translating
from app.ui.frame import Frame, draw_closed, draw_no_index
from app.ui.locales import format_count
from app.ui.texts import Texts
from ingest.errors import SamsvarError

_LOG = logging.getLogger(__name__)
_STYLE = Path(__file__).with_name("downloads.css")


def render(desk: Desk, frame: Frame) -> None:
    """Draw the page below the frame's header for one visitor."""
    texts = frame.texts
    st.html(_STYLE)
    conversation: Conversation = st.session_state.setdefault("conversation", Conversation())
    try:
        sources = desk.sources()
    except SamsvarError as error:
        draw_closed(error, texts)
        return
    if not sources:
        draw_no_index(texts)
        return
    # The place is kept even while it is empty: Streamlit knows elements by their position, and the
    # input must not be drawn anew under the fingers of whoever is typing.
    with st.container():
        if conversation.asked > 1:
            scripts.scroll_to_question(conversation.asked)
    beside, aside = st.columns([3, 2], gap="large")
    # The input and the source come first, for answering holds up everything that is drawn after it.
    # Known before the source is drawn, so that no end of it goes unseen.
    pending = conversation.pending
    with beside:
        talk = st.container(key="conversation", gap="medium")
        with st.container(key="ask"):
            _draw_input(desk, conversation, texts)
    with aside:
        if conversation.opened is not None:
            draw_source(desk, conversation.opened.place, conversation, texts)
        else:
            with st.container(key="resting" if conversation.exchanges else "welcoming"):
                draw_collection(sources, texts)
    with talk:
        welcome = st.empty()
        if conversation.asked:
            # Said outright: what a run does not draw stays on the screen until the run is over.
            welcome.empty()
        else:
            with welcome.container(gap="medium"):
                _draw_welcome(desk, conversation, texts)
        for index, exchange in enumerate(conversation.exchanges):
            with st.container(key=f"exchange-{index}", gap="small"):
                ExchangeView(conversation=conversation, index=index, texts=texts).draw(exchange)
        if conversation.asking is not None:
            with st.container(key=f"exchange-{len(conversation.exchanges)}", gap="small"):
                answering = st.container(gap="small")
                # Else "waiting" would stay below a question whose turn has come.
                st.empty()
            _draw_waiting(conversation, texts)
            with answering:
                _follow(conversation, texts, pending)
        if pending is not None:
            _await(pending)


def _draw_input(desk: Desk, conversation: Conversation, texts: Texts) -> None:
    def submit() -> None:
        conversation.ask(desk, st.session_state["question"] or "")

    st.chat_input(
        texts.ask_placeholder,
        key="question",
        max_chars=1000,
        on_submit=submit,
    )


def _draw_welcome(desk: Desk, conversation: Conversation, texts: Texts) -> None:
    st.html(
        f'<div class="sv-welcome"><h2>{texts.welcome}</h2><p>{texts.welcome_lead}</p>'
        f"<h3>{texts.samples_heading}</h3></div>"
    )
    with st.container(key="samples", gap=None):
        for number, sample in enumerate(texts.samples):
            st.button(
                sample,
                key=f"sample-{texts.language}-{number}",
                type="tertiary",
                width="stretch",
                on_click=conversation.ask,
                args=(desk, sample),
            )


def _draw_waiting(conversation: Conversation, texts: Texts) -> None:
    first = len(conversation.exchanges) + 1
    for index, question in enumerate(conversation.waiting, start=first):
        with st.container(key=f"exchange-{index}", gap="small"):
            view = ExchangeView(conversation=conversation, index=index, texts=texts)
            view.draw_question(question)
            st.html(markup.status_html(texts.waiting))


def _follow(conversation: Conversation, texts: Texts, pending: Translating | None) -> None:
    """Draw the answer under way step by step; when it is finished, keep it and draw anew."""
    asking = conversation.asking
    assert asking is not None
    view = ExchangeView(conversation=conversation, index=len(conversation.exchanges), texts=texts)
    question, lead = st.container(), st.container()
    claims = st.container(gap="small")
    progress = st.container(key="progress", horizontal=True, gap="small")
    status = progress.empty()
    progress.button(
        texts.stop,
        key="stop",
        type="tertiary",
        disabled=asking.stopping,
        on_click=conversation.stop,
    )
    with question:
        view.draw_question(asking.question)
    language, said, stated = "", texts.searching, 0
    citations: list[Citation] = []
    status.html(markup.status_html(texts.stopping if asking.stopping else said))
    try:
        for step in asking.follow():
            match step:
                case Searching():
                    language = step.language
                case Reading():
                    said = _reading(step, texts)
                case Stated():
                    said = texts.writing
                    if step.lead:
                        with lead:
                            view.draw_lead(step.lead, language)
                    citations += step.citations
                    with claims:
                        view.draw_claim(stated, step.claim, citations, language)
                    stated += 1
                case Struck():
                    with claims:
                        view.draw_struck(step, language)
                case Finished():
                    conversation.finish(step.answer)
            status.html(markup.status_html(texts.stopping if asking.stopping else said))
            if pending is not None and pending.done:
                # The source was drawn before: the next run shows it, and loses no step.
                break
    except SamsvarError as error:
        conversation.finish(error)
    except Exception:
        # The page is the last to catch anything, and no visitor should have to read a traceback.
        _LOG.exception("the desk failed on a question")
        conversation.finish(SamsvarError(texts.unexpected, remedy=texts.unexpected_remedy))
    st.rerun()


def _await(translating: Translating) -> None:
    """Wait for the translation of the open quotation, and draw anew."""
    # Streamlit can only end a run of the script when the script draws something.
    turn = st.empty()
    while not translating.wait():
        turn.empty()
    st.rerun()


def _reading(step: Reading, texts: Texts) -> str:
    language = texts.language
    return texts.reading.format(
        passages=format_count(step.passages, texts.passage, texts.passages, language),
        documents=format_count(step.documents, texts.document, texts.documents, language),
    )
