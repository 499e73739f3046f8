"""The bar over a conversation: its name, the visitor's other chats, and a new one."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import streamlit as st

from app.chats.live import LiveChats
from app.chats.store import chat_name
from app.ui.ask.conversation import Conversation
from app.ui.labels import plain_label
from app.ui.texts import Texts

MOST_SHOWN = 20
_MENU = "chats"


class ChatBar:
    """Draws the bar for one visitor's conversation."""

    def __init__(
        self, chats: LiveChats, visitor: str, conversation: Conversation, texts: Texts
    ) -> None:
        self._chats = chats
        self._visitor = visitor
        self._chat = conversation.chat
        self._asked = conversation.state.asked
        self._first = conversation.first_question
        self._texts = texts.ask

    def draw(self) -> None:
        """Draw the bar; nothing while there is no chat."""
        own = self._texts
        mine = self._chats.listed(self._visitor)
        if not mine and not self._asked:
            return
        name = next((chat.name for chat in mine if chat.id == self._chat.id), "")
        with st.container(key="chat-bar", horizontal=True, gap="small"):
            # Until it is given another name it would only repeat the question below.
            shown = name if name != chat_name(self._first) or self._asked > 1 else ""
            st.html(f'<p class="sv-chat-name">{escape(shown)}</p>')
            popover = st.popover(
                own.chats,
                icon=":material/history:",
                type="tertiary",
                key=_MENU,
                on_change="rerun",
            )
            # What nobody sees need not be drawn in every run.
            if popover.open:
                with popover:
                    self._draw_menu(name)
            if self._asked:
                st.button(
                    own.new_chat,
                    key="new-chat",
                    icon=":material/add:",
                    type="tertiary",
                    on_click=self._open,
                    args=(None,),
                )

    def _draw_menu(self, name: str) -> None:
        own = self._texts
        if not self._chats.store.keeps:
            st.html(f'<p class="sv-hint">{own.not_kept}</p>')
        self._draw_list()
        if self._asked:
            self._draw_this(name)
        self._draw_deleting("all", own.delete_all, own.delete_all_sure, self._delete_all)

    def _draw_list(self) -> None:
        own = self._texts
        words = st.text_input(
            own.search_chats,
            key="search-chats",
            type="search",
            max_chars=200,
            placeholder=own.search_chats,
            label_visibility="collapsed",
        )
        found = self._chats.listed(self._visitor, words or "")
        with st.container(key="chat-list", gap=None):
            for chat in found[:MOST_SHOWN]:
                st.button(
                    plain_label(chat.name),
                    key=f"chat-{chat.id}",
                    type="secondary" if chat.id == self._chat.id else "tertiary",
                    width="stretch",
                    on_click=self._open,
                    args=(chat.id,),
                )
        if words and not found:
            st.html(f'<p class="sv-hint" role="status">{own.no_chats_found}</p>')
        if len(found) > MOST_SHOWN:
            st.html(f'<p class="sv-hint">{own.more_chats}</p>')

    def _draw_this(self, name: str) -> None:
        own = self._texts
        key = f"name-{self._chat.id}"

        def rename() -> None:
            self._chats.rename(self._visitor, self._chat.id, st.session_state[key] or "")

        st.html(f'<h3 class="sv-menu-heading">{own.this_chat}</h3>')
        st.session_state[key] = name
        st.text_input(own.chat_name, key=key, max_chars=80, on_change=rename)
        self._draw_deleting("this", own.delete_chat, own.delete_chat_sure, self._delete_this)

    def _draw_deleting(self, which: str, label: str, sure: str, delete: Callable[[], None]) -> None:
        own = self._texts
        key = f"sure-{which}"

        def ask_first(asked: bool) -> None:
            st.session_state[key] = asked

        def go_on() -> None:
            st.session_state[key] = False
            delete()

        with st.container(key=f"deleting-{which}", gap="small"):
            if not st.session_state.get(key):
                st.button(
                    label,
                    key=f"delete-{which}",
                    type="tertiary",
                    icon=":material/delete:",
                    on_click=ask_first,
                    args=(True,),
                )
                return
            st.html(f'<p class="sv-sure" role="alert">{sure}</p>')
            with st.container(horizontal=True, gap="small"):
                st.button(own.delete_yes, key=f"yes-{which}", type="primary", on_click=go_on)
                st.button(own.delete_no, key=f"no-{which}", on_click=ask_first, args=(False,))

    def _open(self, chat: str | None) -> None:
        opened = Conversation(self._chats.open(self._visitor, chat))
        opened.filters = opened.last_filters
        st.session_state["conversation"] = opened
        st.session_state[_MENU] = False

    def _delete_this(self) -> None:
        self._chats.delete(self._visitor, self._chat.id)
        self._open(None)

    def _delete_all(self) -> None:
        self._chats.delete(self._visitor)
        self._open(None)
