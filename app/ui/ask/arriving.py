"""The address of the page to ask on: which chat, what it is restricted to, and a question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from app.chats.live import LiveChats
from app.ui.ask.conversation import Conversation
from app.ui.ask.restrictions import from_address, to_address
from index.query import Filters

_CHAT, _QUESTION = "chat", "q"
LONGEST_QUESTION = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """What the address asks for."""

    chat: str = ""
    question: str = ""
    filters: Filters = Filters()

    @classmethod
    def parse(cls, parameters: Mapping[str, Sequence[str]]) -> Address:
        """Read the parameters of an address; what makes no sense is passed over."""
        return cls(
            chat=next(iter(parameters.get(_CHAT, ())), ""),
            question=next(iter(parameters.get(_QUESTION, ())), "")[:LONGEST_QUESTION].strip(),
            filters=from_address(parameters),
        )

    @property
    def parameters(self) -> dict[str, list[str]]:
        """The address as parameters."""
        named = {_CHAT: self.chat, _QUESTION: self.question}
        return {name: [value] for name, value in named.items() if value} | to_address(self.filters)


def arrive(chats: LiveChats, visitor: str) -> Conversation:
    """Return the conversation that the address asks for, else the one this window had."""
    here = Address.parse({name: st.query_params.get_all(name) for name in st.query_params})
    had: Conversation | None = st.session_state.get("conversation")
    # Every later run of the script finds the address that this page wrote itself.
    came = had is None or here != st.session_state.get("ask-address")
    conversation = _arrived(here, had, chats, visitor) if came or had is None else had
    if came and here.question:
        conversation.ask(here.question)
    st.session_state["conversation"] = conversation
    return conversation


def keep_address(conversation: Conversation) -> None:
    """Let the address name the chat and its restrictions, so that a reload finds both."""
    chat = conversation.chat.id if conversation.state.asked else ""
    here = Address(chat=chat, filters=conversation.filters)
    st.session_state["ask-address"] = here
    shown = {name: st.query_params.get_all(name) for name in st.query_params}
    if shown != here.parameters:
        st.query_params.from_dict(here.parameters)


def _arrived(
    here: Address, had: Conversation | None, chats: LiveChats, visitor: str
) -> Conversation:
    if here.chat and (had is None or had.chat.id != here.chat):
        opened = Conversation(chats.open(visitor, here.chat))
        opened.filters = here.filters if here.filters != Filters() else opened.last_filters
        return opened
    asks = bool(here.question) or here.filters != Filters()
    # A link from another page begins anew; the way back to this one does not.
    if had is None or (asks and not here.chat and had.state.asked):
        had = Conversation(chats.open(visitor))
    if asks or here.chat:
        had.filters = here.filters
    return had
