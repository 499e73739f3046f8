"""Draw the page."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from app.desk import Desk
from app.quality import last_measured
from app.ui.about import about_markup
from app.ui.frame import Frame, draw_closed
from ingest.errors import SamsvarError

_STYLE = Path(__file__).with_name("about.css")


def render(desk: Desk, frame: Frame) -> None:
    """Draw the page below the frame's header."""
    texts = frame.texts
    st.html(_STYLE)
    try:
        sources, installed = desk.sources(), desk.installation.facts()
    except SamsvarError as error:
        draw_closed(error, frame)
        return
    with st.container(key="about", gap="medium"):
        st.html(about_markup.lead_html(texts))
        st.html(about_markup.collection_html(sources, installed, texts))
        st.html(about_markup.quality_html(last_measured(), installed.model, texts))
        st.html(about_markup.limits_html(texts))
        st.html(about_markup.privacy_html(installed, texts))
        st.html(about_markup.versions_html(installed, texts))
        st.html(about_markup.licences_html(installed.libraries, texts))
