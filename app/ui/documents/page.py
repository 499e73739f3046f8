"""Draw the page."""

from __future__ import annotations

import streamlit as st

from app.desk import Desk
from app.ui.frame import Frame


def render(desk: Desk, frame: Frame) -> None:  # noqa: ARG001
    """Draw the page below the frame's header."""
    st.html(f'<h2 class="sv-title">{frame.texts.shelf.heading}</h2>')
