"""The page that a quotation stands on, as a picture."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from app.page_pictures import Cited, PagePictures
from app.ui.texts import Texts

_STYLE = Path(__file__).with_name("page_view.css")
_LARGER = 1000  # pixels


def draw_page(pages: PagePictures, place: Cited, texts: Texts) -> None:
    """Draw the switch that shows the page, and the page once it is on."""
    if not pages.offered(place):
        return
    st.html(_STYLE)
    words = texts.page_picture
    # Another quotation begins with its page closed.
    name = f"{place.source.id}-{place.start}-{place.end}"
    with st.container(key="page-picture", gap="small"):
        if not st.toggle(words.show, key=f"show-page-{name}"):
            return
        with st.spinner(words.drawing):
            picture = pages.picture(place)
        if picture is None:
            st.html(f'<p class="sv-lost" role="status">{words.missing}</p>')
            return
        if not picture.marked:
            st.html(f'<p class="sv-lost" role="status">{words.not_marked}</p>')
        larger = st.toggle(words.enlarge, key=f"enlarge-page-{name}")
        with st.container(key="page-picture-larger" if larger else "page-picture-fitting"):
            described = words.described if picture.marked else words.described_without
            st.image(
                picture.png,
                width=_LARGER if larger else "stretch",
                alt=described.format(page=place.page, title=place.source.title),
            )
