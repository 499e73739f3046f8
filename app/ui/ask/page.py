"""The page to ask on: a question, its answer as it is made, and the sources beside it."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from app.assistant.answer import Citation, Struck
from app.assistant.steps import Finished, Reading, Searching, Stated
from app.chats.asking import Asking
from app.chats.live import ChatState, LiveChats
from app.desk import Desk
from app.locales import format_count, format_number
from app.ui import markup, scripts
from app.ui.ask.answer_view import ExchangeView
from app.ui.ask.arriving import LONGEST_QUESTION, arrive, keep_address
from app.ui.ask.chat_bar import ChatBar
from app.ui.ask.conversation import Conversation
from app.ui.ask.filter_bar import draw_filter_bar
from app.ui.ask.source_view import draw_collection, draw_source
from app.ui.ask.translating import Translating
from app.ui.building import draw_built, draw_no_index
from app.ui.frame import Frame, draw_closed
from app.ui.texts import Texts
from app.ui.visitor import visitor
from ingest.document import Source
from ingest.errors import SamsvarError

_STYLES = ("ask.css", "downloads.css")


def render(desk: Desk, frame: Frame, chats: LiveChats) -> None:
    """Draw the page below the frame's header for one visitor."""
    texts = frame.texts
    try:
        sources = desk.sources()
    except SamsvarError as error:
        draw_closed(error, frame)
        return
    if not sources:
        draw_no_index(texts, frame.library)
        return
    for style in _STYLES:
        st.html(Path(__file__).with_name(style))
    with st.container():
        draw_built(texts)
    # Hidden, and drawn at the same places in every run: Streamlit knows elements by their position,
    # and the input must not be drawn anew under the fingers of whoever is typing.
    with st.container(key="script-ask"):
        known = visitor()
        scripts.copy_on_click()
        scrolling, focusing = st.container(), st.container()
    conversation = arrive(chats, known)
    keep_address(conversation)
    # Everything below is drawn from what there is at this one moment: an answer that is finished
    # meanwhile is found by the next run.
    state = conversation.state
    if state.asked > 1:
        with scrolling:
            scripts.scroll_to_question(state.asked)
    if state.exchanges:
        with focusing:
            scripts.focus_question(len(state.exchanges))
    beside, aside = st.columns([3, 2], gap="large")
    # The input and the source come first, for answering holds up everything that is drawn after it.
    # Known before the source is drawn, so that no end of it goes unseen.
    pending = conversation.pending
    with beside:
        over = st.container()
        talk = st.container(key="conversation", gap="medium")
        with st.container(key="ask", gap="small"):
            draw_filter_bar(conversation, sources, texts)
            _draw_input(conversation, texts)
    with aside:
        if conversation.opened is not None:
            draw_source(desk, conversation.opened.place, conversation, frame)
        else:
            with st.container(key="resting" if state.exchanges else "welcoming"):
                draw_collection(sources, texts)
    with over:
        ChatBar(chats, known, conversation, texts).draw()
    with talk:
        welcome = st.empty()
        if state.asked:
            # Said outright: what a run does not draw stays on the screen until the run is over.
            welcome.empty()
        else:
            with welcome.container(gap="medium"):
                _draw_welcome(conversation, texts)
        for index, exchange in enumerate(state.exchanges):
            with st.container(key=f"exchange-{index}", gap="small"):
                _view(conversation, index, sources, texts).draw(exchange)
        if state.asking is not None:
            with st.container(key=f"exchange-{len(state.exchanges)}", gap="small"):
                answering = st.container(gap="small")
                # Else "waiting" would stay below a question whose turn has come.
                st.empty()
            _draw_waiting(conversation, state, sources, texts)
            with answering:
                view = _view(conversation, len(state.exchanges), sources, texts)
                _follow(view, state.asking, pending)
        if pending is not None:
            _await(pending)


def _view(
    conversation: Conversation, index: int, sources: tuple[Source, ...], texts: Texts
) -> ExchangeView:
    return ExchangeView(conversation=conversation, index=index, sources=sources, texts=texts)


def _draw_input(conversation: Conversation, texts: Texts) -> None:
    def submit() -> None:
        conversation.ask(st.session_state["question"] or "")

    st.chat_input(
        texts.ask_placeholder,
        key="question",
        max_chars=LONGEST_QUESTION,
        on_submit=submit,
    )


def _draw_welcome(conversation: Conversation, texts: Texts) -> None:
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
                args=(sample,),
            )


def _draw_waiting(
    conversation: Conversation, state: ChatState, sources: tuple[Source, ...], texts: Texts
) -> None:
    first = len(state.exchanges) + 1
    for index, exchange in enumerate(state.waiting, start=first):
        with st.container(key=f"exchange-{index}", gap="small"):
            view = _view(conversation, index, sources, texts)
            view.draw_question(exchange.question, filters=exchange.filters)
            st.html(markup.status_html(texts.waiting))


def _follow(view: ExchangeView, asking: Asking, pending: Translating | None) -> None:
    """Draw the answer under way step by step; when it is finished, draw anew."""
    texts = view.texts
    question, lead = st.container(), st.container()
    claims = st.container(gap="small")
    progress = st.container(key="progress", horizontal=True, gap="small")
    status = progress.empty()
    progress.button(
        texts.stop,
        key="stop",
        type="tertiary",
        disabled=asking.stopping,
        on_click=view.conversation.chat.stop,
    )
    with question:
        view.draw_question(asking.question, filters=asking.filters)
    language, said, stated = "", "", 0
    citations: list[Citation] = []
    status.html(markup.status_html(_told(asking, said, texts)))
    for step in asking.follow():
        match step:
            case Searching():
                language, said = step.language, texts.searching
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
                continue
        status.html(markup.status_html(_told(asking, said, texts)))
        if pending is not None and pending.done:
            # The source was drawn before: the next run shows it, and loses no step.
            break
    st.rerun()


def _await(translating: Translating) -> None:
    """Wait for the translation of the open quotation, and draw anew."""
    # Streamlit can only end a run of the script when the script draws something.
    turn = st.empty()
    while not translating.wait():
        turn.empty()
    st.rerun()


def _told(asking: Asking, said: str, texts: Texts) -> str:
    """Return what is being done right now."""
    if asking.stopping:
        return texts.stopping
    match asking.ahead:
        case 0:
            return said or texts.searching
        case 1:
            return texts.ask.in_line_one
        case ahead:
            return texts.ask.in_line.format(count=format_number(ahead, texts.language))


def _reading(step: Reading, texts: Texts) -> str:
    language = texts.language
    return texts.reading.format(
        passages=format_count(step.passages, texts.passage, texts.passages, language),
        documents=format_count(step.documents, texts.document, texts.documents, language),
    )
