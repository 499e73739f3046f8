"""The documents: the shelf, pictures of it, ways to add to it, and a page for each."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import streamlit as st

from app.library import Holding, Library
from app.ui import markup
from app.ui.building import draw_built, draw_no_index
from app.ui.documents.adding import draw_adding
from app.ui.documents.document_view import draw_document
from app.ui.documents.pictures import draw_pictures
from app.ui.documents.removing import draw_receipt
from app.ui.documents.shelf_view import draw_shelf
from app.ui.frame import Frame, draw_closed
from app.ui.texts import Texts
from index.errors import IndexMissingError
from ingest.errors import SamsvarError

View = Literal["list", "pictures", "add"]


def render(library: Library, frame: Frame) -> None:
    """Draw the page below the frame's header."""
    st.html(Path(__file__).with_name("documents.css"))
    texts = frame.texts
    _settle_address()
    path = st.query_params.get("document")
    try:
        holdings = library.holdings()
    except IndexMissingError:
        _draw_unbuilt(library, frame)
        return
    except SamsvarError as error:
        draw_closed(error, frame)
        return
    if path:
        draw_document(library, path, frame)
    else:
        _draw_collection(library, holdings, frame, texts)


def _settle_address() -> None:
    """Have the browser show the address that this run is drawn for.

    A link to the page one is on already brings the script its query, but not the browser: the next
    click would bring the former address back.
    """
    asked = st.query_params.to_dict()
    shown = st.session_state.setdefault("documents-address", asked)
    if asked != shown:
        st.query_params.from_dict(asked)
        st.session_state["documents-address"] = asked


def _draw_unbuilt(library: Library, frame: Frame) -> None:
    texts = frame.texts
    draw_no_index(texts, library)
    st.html(markup.section_html(texts.upkeep.build_own))
    draw_adding(library, frame)


def _draw_collection(
    library: Library, holdings: tuple[Holding, ...], frame: Frame, texts: Texts
) -> None:
    shelf = texts.shelf
    labels: dict[View, str] = {
        "list": shelf.view_list,
        "pictures": shelf.view_pictures,
        "add": shelf.view_add,
    }
    with st.container(key="shelf-head", horizontal=True, gap="medium"):
        st.html(markup.page_heading_html(shelf.heading))
        view: View = st.segmented_control(
            shelf.view,
            list(labels),
            required=True,
            default="list",
            format_func=labels.__getitem__,
            key="shelf-view",
            label_visibility="collapsed",
            persist_state="session",
        )
    draw_built(texts)
    draw_receipt(texts)
    if library.busy and view != "add":
        st.html(markup.remark_html(shelf.updating, texts.language))
    if view == "add":
        draw_adding(library, frame)
    elif not holdings:
        st.html(markup.notice_html(shelf.none_heading, (shelf.none,)))
        draw_adding(library, frame)
    elif view == "pictures":
        draw_pictures([holding.source for holding in holdings], frame)
    else:
        draw_shelf(holdings, frame)
