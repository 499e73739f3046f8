"""The hits of a search, and the facets that narrow them."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import get_args

import streamlit as st

from app.desk import Desk
from app.references.reference import Reference
from app.research.narrowing import Order, document_count, facet_values, narrowed, ordered
from app.research.research import Found
from app.research.sought import Sought
from app.ui import markup
from app.ui.frame import Frame
from app.ui.search import hit_markup
from app.ui.search.address import bound, go
from app.ui.search.downloads import draw_downloads
from app.ui.search.facets_view import draw_facets
from app.ui.search.saved_view import draw_saved
from app.ui.search.views import draw_views
from app.ui.texts import Texts
from index.query import Hit

PAGE = 10


def draw_hits(desk: Desk, frame: Frame, sought: Sought, found: Found, owner: str) -> None:
    """Draw what was found, as the search's address narrows and orders it."""
    texts = frame.texts
    hits = ordered(narrowed(found.hits, sought.selection), sought.order)
    with st.container(key="search-tools", horizontal=True, gap="small"):
        st.html(hit_markup.count_html(_counted(found, hits, texts)))
        with st.container(key="search-choices", horizontal=True, gap="small"):
            draw_views(sought, texts)
            _draw_order(sought, texts)
            if hits:
                told = hit_markup.hits_counted(len(hits), texts)
                draw_downloads(partial(_references, desk, hits), told, texts)
            draw_saved(desk, frame, owner, sought)
    demands = hit_markup.demands_html(found.wording, texts)
    if demands:
        st.html(demands)
    if not found.hits:
        _draw_none(found, sought, texts)
        return
    with st.container(key="search-columns", horizontal=True, gap="large"):
        with st.container(key="search-facets"):
            draw_facets(sought, facet_values(found.hits, sought.selection), texts)
        with st.container(key="search-hits", gap=None):
            if hits:
                _draw_list(desk, frame, sought, found, hits)
            else:
                _draw_none(found, sought, texts)


def draw_way(frame: Frame, path: str, start: int, end: int) -> None:
    """Draw the link to where words stand in their document."""
    label = frame.texts.search.open_document
    frame.link("documents", label, document=path, start=str(start), end=str(end))


def _draw_list(desk: Desk, frame: Frame, sought: Sought, found: Found, hits: list[Hit]) -> None:
    texts = frame.texts
    shown = hits[: _shown(sought)]
    waiting = st.empty()
    waiting.html(markup.status_html(texts.search.searching))
    best = desk.research.best_sentences(sought.text, shown)
    waiting.empty()
    for number, hit in enumerate(shown):
        passage, sentence = hit.passage, best.get(hit.passage.id)
        with st.container(key=f"hit-{number}", gap=None):
            st.html(hit_markup.hit_html(hit, sentence, found.wording, texts))
            place = sentence or passage
            draw_way(frame, passage.source.path, place.start, place.end)
    if len(hits) > len(shown):
        st.button(texts.search.more, key="more-hits", on_click=_show_more, args=(sought,))


def _shown(sought: Sought) -> int:
    """Return how many hits are shown; another search begins with the first few."""
    of, count = st.session_state.get("search-shown", (None, PAGE))
    return int(count) if of == sought else PAGE


def _show_more(sought: Sought) -> None:
    st.session_state["search-shown"] = (sought, _shown(sought) + PAGE)


def _counted(found: Found, hits: list[Hit], texts: Texts) -> str:
    search = texts.search
    form = search.found_at_least if found.cut else search.found
    told = form.format(
        hits=hit_markup.hits_counted(len(hits), texts),
        documents=hit_markup.documents_counted(document_count(hits), texts),
    )
    if len(hits) == len(found.hits):
        return told
    everything = hit_markup.hits_counted(len(found.hits), texts)
    return f"{told} ({search.narrowed_from.format(hits=everything)})"


def _draw_order(sought: Sought, texts: Texts) -> None:
    st.segmented_control(
        texts.search.order,
        get_args(Order),
        required=True,
        format_func=lambda order: texts.search.orders[order],
        label_visibility="collapsed",
        **bound("search-order", sought.order, lambda order: replace(sought, order=order)),
    )


def _draw_none(found: Found, sought: Sought, texts: Texts) -> None:
    search = texts.search
    if found.hits:
        st.html(markup.notice_html(search.none_heading, (search.none_narrowed,)))
        cleared = Sought(text=sought.text, mode=sought.mode, order=sought.order)
        st.button(search.clear, key="clear-none", on_click=go, args=(cleared,))
        return
    told = search.none_constrained if found.wording.constrains else search.none
    st.html(markup.notice_html(search.none_heading, (told,)))


def _references(desk: Desk, hits: list[Hit]) -> list[Reference]:
    return [
        Reference.to(desk.document(hit.passage.source.path), hit.passage.start, hit.passage.end)
        for hit in hits
    ]
