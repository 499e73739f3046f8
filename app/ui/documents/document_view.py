"""One document: its text with an outline, its passages, and what is known of it."""

from __future__ import annotations

import streamlit as st

from app.kinds import kind_name
from app.library import Library, Volume
from app.locales import format_number
from app.ui import markup, scripts
from app.ui.documents import document_markup
from app.ui.documents.removing import ask_to_remove, draw_removing, removal_of
from app.ui.frame import Frame
from app.ui.labels import plain_label
from app.ui.source_facts import facts_html, source_html
from app.ui.texts import Texts
from index.errors import UnknownDocumentError
from ingest.document import Document, Span
from ingest.errors import SamsvarError


def draw_document(library: Library, path: str, frame: Frame) -> None:
    """Draw the document of that name, or that there is none."""
    texts, shelf, upkeep = frame.texts, frame.texts.shelf, frame.texts.upkeep
    if removal_of(path):
        # Its receipt is drawn on the shelf it was taken from.
        st.query_params.clear()
        st.rerun()
    try:
        volume = library.volume(path)
    except UnknownDocumentError:
        _draw_back(frame)
        st.html(markup.notice_html(shelf.gone_heading, (shelf.gone,)))
        return
    except SamsvarError as error:
        st.html(markup.failure_html(error, texts, heading=shelf.closed_heading))
        return
    document = volume.document
    _draw_back(frame)
    st.html(document_markup.title_html(document.source))
    with st.container(key="document-actions", horizontal=True, gap="small"):
        with st.container(key="ask-document"):
            frame.link("ask", plain_label(shelf.ask_document), document=path)
        st.button(
            plain_label(upkeep.remove),
            key="remove",
            type="tertiary",
            on_click=ask_to_remove,
            args=(path,),
        )
    # The place is kept while it is empty, or the text below would be drawn anew.
    question = st.container()
    beside, aside = st.columns([3, 1], gap="large")
    with aside, st.container(key="document-facts", gap="medium"):
        _draw_facts(volume, texts)
    with beside, st.container(key="document-text", gap="small"):
        _draw_text(volume, texts)
    with question:
        draw_removing(library, volume, texts)


def quoted_span(document: Document, query: dict[str, str]) -> Span | None:
    """Return the stretch that an address marks, None if it marks none that lies in the text."""
    try:
        start, end = int(query["start"]), int(query["end"])
    except (KeyError, ValueError):
        return None
    return Span(start=start, end=end) if 0 <= start < end <= len(document.text) else None


def _draw_back(frame: Frame) -> None:
    with st.container(key="back"):
        frame.link("documents", f"← {plain_label(frame.texts.shelf.back)}")


def _draw_text(volume: Volume, texts: Texts) -> None:
    shelf, document = texts.shelf, volume.document
    quote = quoted_span(document, st.query_params.to_dict())
    labels = {"text": shelf.text_view, "passages": shelf.passages_view}
    view = st.segmented_control(
        shelf.view,
        list(labels),
        required=True,
        default="text",
        format_func=labels.__getitem__,
        key=f"document-view-{document.source.id}",
        label_visibility="collapsed",
    )
    if view == "passages":
        st.html(document_markup.passages_html(volume, texts))
        return
    if quote is None and "start" in st.query_params:
        st.html(markup.remark_html(shelf.quote_moved, texts.language))
    st.html(document_markup.whole_text_html(document, quote, texts))
    if quote is not None:
        scripts.scroll_to_element(document_markup.QUOTE_ID)


def _draw_facts(volume: Volume, texts: Texts) -> None:
    shelf, document = texts.shelf, volume.document
    language = texts.language
    sizes = [
        (shelf.columns["kind"], kind_name(document.source.kind, language)),
        (
            shelf.columns["pages"],
            format_number(len(document.pages), language) if document.pages else "",
        ),
        (shelf.columns["passages"], format_number(len(volume.passages), language)),
        (shelf.characters, format_number(len(document.text), language)),
    ]
    st.html(
        f'<section class="sv-aside"><h3>{shelf.about_document}</h3>'
        f"{source_html(document.source, None, texts)}{facts_html(sizes)}</section>"
    )
    st.html(document_markup.languages_html(volume, texts))
    st.html(document_markup.outline_html(document, texts))
