"""The search page: what to search for, what was found, and what can be done with it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import get_args

import streamlit as st

from app.desk import Desk
from app.research.research import Found
from app.research.sought import Sought
from app.ui import markup
from app.ui.building import draw_no_index
from app.ui.frame import Frame, draw_closed
from app.ui.labels import plain_label
from app.ui.search.address import bound, go, sought_here
from app.ui.search.hits_view import draw_hits
from app.ui.search.listing_view import draw_listing
from app.ui.search.saved_view import draw_saved_links
from app.ui.texts import Texts
from app.ui.visitor import visitor
from index.errors import IndexDamagedError, IndexMissingError, ModelError
from index.search import LONGEST_QUERY, Mode, QueryError
from ingest.errors import SamsvarError

_STYLE = Path(__file__).with_name("search.css")


def render(desk: Desk, frame: Frame) -> None:
    """Draw the page below the frame's header."""
    texts = frame.texts
    st.html(_STYLE)
    try:
        if not desk.sources():
            draw_no_index(texts, frame.library)
            return
    except SamsvarError as error:
        draw_closed(error, frame)
        return
    owner, sought = visitor(), sought_here()
    st.html(f'<h2 class="sv-title">{texts.search.heading}</h2>')
    _draw_box(sought, texts)
    if not sought.text:
        _draw_welcome(desk, frame, owner)
        return
    found = _find(desk, sought, frame)
    if found is None:
        return
    with st.container(key="search-results"):
        if sought.view == "documents":
            draw_listing(desk, frame, sought, owner)
        else:
            draw_hits(desk, frame, sought, found, owner)


def _draw_box(sought: Sought, texts: Texts) -> None:
    search = texts.search
    with st.container(key="search-box", gap="small"):
        with st.container(key="search-line", horizontal=True, gap="small"):
            st.text_input(
                search.field,
                placeholder=search.placeholder,
                max_chars=LONGEST_QUERY,
                label_visibility="collapsed",
                **bound("search-text", sought.text, lambda text: _asked(sought, text)),
            )
            # Leaving the field is what submits it; the button is there to be seen, and tapped.
            st.button(search.search, key="search-button", type="primary")
        st.segmented_control(
            search.mode,
            get_args(Mode),
            required=True,
            format_func=lambda mode: search.modes[mode],
            label_visibility="collapsed",
            **bound("search-mode", sought.mode, lambda mode: replace(sought, mode=mode)),
        )


def _asked(before: Sought, text: str) -> Sought:
    # What narrowed another search may leave nothing of this one.
    asked = text.strip()
    return before if asked == before.text else Sought(text=asked, mode=before.mode)


def _find(desk: Desk, sought: Sought, frame: Frame) -> Found | None:
    """Return what was found; None, with the reason drawn, if it cannot be searched for."""
    texts, waiting = frame.texts, st.empty()
    waiting.html(markup.status_html(texts.search.searching))
    try:
        return desk.research.find(sought.text, sought.mode)
    except IndexMissingError:
        draw_no_index(texts, frame.library)
    except QueryError as error:
        st.html(markup.failure_html(error, texts, heading=texts.search.cannot_search))
    except (IndexDamagedError, ModelError) as error:
        draw_closed(error, frame)
    finally:
        waiting.empty()
    return None


def _draw_welcome(desk: Desk, frame: Frame, owner: str) -> None:
    search = frame.texts.search
    with st.container(key="search-welcome", gap="small"):
        st.html(
            f'<div class="sv-search-welcome"><p>{search.welcome}</p>'
            f"<h3>{search.language_heading}</h3></div>"
        )
        with st.container(key="search-examples", gap=None):
            for number, (example, meaning) in enumerate(search.examples):
                with st.container(key=f"search-example-{number}", horizontal=True, gap="small"):
                    st.button(
                        plain_label(example),
                        key=f"example-{frame.texts.language}-{number}",
                        type="tertiary",
                        on_click=go,
                        args=(Sought(text=example),),
                    )
                    st.html(f'<p class="sv-example">{meaning}</p>')
        st.html(f'<p class="sv-quiet">{search.from_address}</p>')
        draw_saved_links(desk, frame, owner)
