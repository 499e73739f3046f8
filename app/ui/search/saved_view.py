"""The visitor's saved searches: opened, renamed, removed, and the one at hand saved."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from app.desk import Desk
from app.research.sought import Sought
from app.saved_searches import LONGEST_NAME, SavedSearch
from app.ui import markup
from app.ui.frame import Frame
from app.ui.labels import plain_label
from app.ui.search.address import go
from ingest.errors import SamsvarError


def draw_saved_links(desk: Desk, frame: Frame, owner: str) -> None:
    """Draw the saved searches of a visitor, if there are any, each a button that opens it."""
    try:
        saved = desk.saved_searches.of(owner)
    except SamsvarError as error:
        _draw_failed(error, frame)
        return
    if saved:
        with st.container(key="saved-list", gap=None):
            st.html(f'<h3 class="sv-facet">{frame.texts.search.saved_heading}</h3>')
            for one in saved:
                _draw_one(desk, frame, owner, one)
            st.html(f'<p class="sv-quiet">{frame.texts.search.saved_note}</p>')


def draw_saved(desk: Desk, frame: Frame, owner: str, sought: Sought) -> None:
    """Draw the popover in which the search at hand is saved and others are opened."""
    search = frame.texts.search

    def save() -> None:
        name = st.session_state.get("save-name", "")
        _try(lambda: desk.saved_searches.save(owner, name, sought))
        st.session_state["save-name"] = ""

    with st.popover(search.save, key="saved"):
        st.text_input(
            search.save_name, key="save-name", max_chars=LONGEST_NAME, placeholder=sought.text
        )
        st.button(search.save_this, key="save-search", on_click=save)
        failed = st.session_state.pop("saved-failed", None)
        if failed is not None:
            _draw_failed(failed, frame)
        else:
            draw_saved_links(desk, frame, owner)


def _draw_one(desk: Desk, frame: Frame, owner: str, one: SavedSearch) -> None:
    search = frame.texts.search
    naming = f"naming-{one.number}"

    def rename() -> None:
        _try(lambda: desk.saved_searches.rename(owner, one.number, st.session_state[naming]))

    with st.container(key=f"saved-search-{one.number}", horizontal=True, gap="small"):
        st.button(
            plain_label(one.name),
            key=f"open-{one.number}",
            type="tertiary",
            on_click=go,
            args=(one.sought,),
        )
        with st.popover(search.rename, key=f"rename-{one.number}"):
            st.text_input(search.save_name, value=one.name, key=naming, max_chars=LONGEST_NAME)
            st.button(search.rename_save, key=f"rename-save-{one.number}", on_click=rename)
        st.button(
            search.remove,
            key=f"remove-{one.number}",
            type="tertiary",
            on_click=lambda: _try(lambda: desk.saved_searches.remove(owner, one.number)),
        )


def _try(change: Callable[[], None]) -> None:
    """Make a change; why it failed is kept until it is drawn."""
    try:
        change()
    except SamsvarError as error:
        st.session_state["saved-failed"] = error


def _draw_failed(error: SamsvarError, frame: Frame) -> None:
    st.html(markup.failure_html(error, frame.texts, heading=frame.texts.search.saved_failed))
