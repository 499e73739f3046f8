"""Under an answer: what the visitor thinks of it, and ways to take it along."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import streamlit as st

from app.assistant.answer import Answer
from app.chats.exchange import Exchange, Rating, Reason
from app.chats.live import LiveChat
from app.ui.ask.plain_answer import plain_answer
from app.ui.texts import Texts


def draw_reply_bar(
    chat: LiveChat,
    exchange: Exchange,
    answer: Answer,
    texts: Texts,
    *,
    draw_more: Callable[[], None],
) -> None:
    """Draw the thumbs, the copy button and `draw_more`; then why, once a thumb points down."""
    rating = exchange.rating
    with st.container(key=f"reply-{exchange.id}", horizontal=True, gap="small"):
        for good, label, icon in (
            (True, texts.ask.good, ":material/thumb_up:"),
            (False, texts.ask.bad, ":material/thumb_down:"),
        ):
            chosen = rating is not None and rating.good == good
            st.button(
                label,
                key=f"{'good' if good else 'bad'}-{exchange.id}",
                icon=icon,
                type="secondary" if chosen else "tertiary",
                on_click=chat.rate,
                # The same thumb again takes it back.
                args=(exchange.id, None if chosen else Rating(good=good)),
            )
        st.html(copy_html(plain_answer(answer, texts), texts))
        draw_more()
    if rating is not None:
        _draw_rated(chat, exchange, rating, texts)


def copy_html(text: str, texts: Texts) -> str:
    """Return a button that copies `text`; `scripts.copy_on_click` brings it to life."""
    own = texts.ask
    return (
        f'<div class="sv-copying"><button type="button" class="sv-copy"'
        f' data-copied="{escape(own.copied)}">{escape(own.copy)}</button>'
        f'<textarea hidden readonly rows="6" aria-label="{escape(own.copy)}">{escape(text)}'
        f'</textarea><p class="sv-by-hand" hidden>{escape(own.copy_by_hand)}</p>'
        f'<span role="status" class="sv-copied"></span></div>'
    )


def _draw_rated(chat: LiveChat, exchange: Exchange, rating: Rating, texts: Texts) -> None:
    key = f"reasons-{exchange.id}"

    def choose() -> None:
        reasons = tuple(Reason(reason) for reason in st.session_state[key])
        chat.rate(exchange.id, Rating(good=False, reasons=reasons))

    with st.container(key=f"rated-{exchange.id}", gap="small"):
        if not rating.good:
            st.session_state[key] = list(rating.reasons)
            st.pills(
                texts.ask.what_is_wrong,
                list(Reason),
                selection_mode="multi",
                format_func=lambda reason: texts.ask.reasons[reason],
                key=key,
                on_change=choose,
            )
        st.html(f'<p class="sv-hint" role="status">{texts.ask.thanks}</p>')
