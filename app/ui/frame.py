"""What stands around every page: name, navigation, language, and what to say when all is shut."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import streamlit as st

from app.library import Library
from app.ui import markup, scripts
from app.ui.building import draw_no_index
from app.ui.texts import TEXTS, PageLanguage, Texts, page_language
from index.errors import IndexMissingError
from ingest.errors import SamsvarError

PageName = Literal["ask", "search", "documents", "about"]

STYLES = Path(__file__).parent
# In both languages, for whoever looks for the switch may not read the language of the page.
LANGUAGE_SWITCH = "Språk / Language"


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The page that is drawn, its texts, and the way to the others."""

    name: PageName
    texts: Texts
    pages: Mapping[PageName, st.Page]
    library: Library | None = None

    def link(self, page: PageName, label: str, **query: str | list[str]) -> None:
        """Draw a link to another page, which finds `query` in its address."""
        st.page_link(self.pages[page], label=label, query_params=query or None)


def draw_frame(
    name: PageName, pages: Mapping[PageName, st.Page], library: Library | None = None
) -> Frame:
    """Draw the header of the page `name`."""
    st.html(STYLES / "style.css")
    st.session_state.setdefault("language", page_language(st.context.locale))
    language: PageLanguage = st.session_state["language"]
    frame = Frame(name=name, texts=TEXTS[language], pages=pages, library=library)
    with st.container(key="header", horizontal=True, gap="medium"):
        st.html(markup.title_html(frame.texts))
        with st.container(key="pages", horizontal=True, gap="small"):
            for page, label in _labels(frame.texts).items():
                with st.container(key=f"to-{page}{'-here' if page == name else ''}"):
                    frame.link(page, label)
        st.segmented_control(
            LANGUAGE_SWITCH,
            list(TEXTS),
            required=True,
            format_func=lambda language: TEXTS[language].language_label,
            key="language",
            label_visibility="collapsed",
        )
    scripts.set_page_language(language)
    return frame


def draw_closed(error: SamsvarError, frame: Frame) -> None:
    """Draw why there is nothing to ask, and what to do."""
    if isinstance(error, IndexMissingError):
        draw_no_index(frame.texts, frame.library)
    else:
        st.html(markup.failure_html(error, frame.texts, heading=frame.texts.closed_heading))


def _labels(texts: Texts) -> dict[PageName, str]:
    return {
        "ask": texts.to_ask,
        "search": texts.to_search,
        "documents": texts.to_documents,
        "about": texts.to_about,
    }
