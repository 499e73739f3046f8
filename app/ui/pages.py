"""The pages, their addresses, and what each is drawn from."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from app.chats.chat_file import IN_MEMORY
from app.chats.live import LiveChats
from app.chats.store import ChatStore
from app.desk import Desk
from app.library import Library
from app.ui.about import page as about
from app.ui.ask import page as ask
from app.ui.documents import page as documents
from app.ui.frame import Frame, PageName, draw_closed, draw_frame
from app.ui.search import page as search
from ingest.errors import SamsvarError

_NAMES: tuple[PageName, ...] = ("ask", "search", "documents", "about")
_DRAWN: dict[PageName, Callable[[Desk, Frame], None]] = {
    "search": search.render,
    "about": about.render,
}


def run(
    desk: Desk | SamsvarError,
    library: Library | None = None,
    *,
    chats: LiveChats | None = None,
    first: PageName = "ask",
) -> None:
    """Draw the page that the visitor's address names.

    Parameters
    ----------
    desk
        What the pages are drawn from, or why there is none.
    library
        The documents and the ways to change them; None where there is neither.
    chats
        The chats of all visitors; without them each window has its own, and keeps it no longer
        than it is open.
    first
        The page at the address without a path.
    """

    def drawn(name: PageName) -> Callable[[], None]:
        def draw() -> None:
            frame = draw_frame(name, pages, library)
            # The shelf can be filled before there is anything to ask.
            if name == "documents" and library is not None:
                documents.render(library, frame)
            elif isinstance(desk, SamsvarError):
                draw_closed(desk, frame)
            elif name == "ask":
                ask.render(desk, frame, chats or _chats_of_window(desk))
            elif name in _DRAWN:
                _DRAWN[name](desk, frame)

        return draw

    pages = {name: st.Page(drawn(name), title="Samsvar", url_path=name) for name in _NAMES}
    # Streamlit's first page has no path of its own; links to it by name should lead there too.
    front = st.Page(drawn(first), title="Samsvar", url_path="front", default=True)
    st.navigation([front, *pages.values()], position="hidden").run()


def _chats_of_window(desk: Desk) -> LiveChats:
    if "chats-of-window" not in st.session_state:
        st.session_state["chats-of-window"] = LiveChats(desk, ChatStore(IN_MEMORY))
    kept: LiveChats = st.session_state["chats-of-window"]
    return kept
