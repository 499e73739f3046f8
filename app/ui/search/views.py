"""The choice between the hits and the complete listing."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import streamlit as st

from app.research.sought import Sought, View
from app.ui.search.address import bound
from app.ui.texts import Texts


def draw_views(sought: Sought, texts: Texts) -> None:
    """Draw the choice."""
    st.segmented_control(
        texts.search.view,
        get_args(View),
        required=True,
        format_func=lambda view: texts.search.views[view],
        label_visibility="collapsed",
        **bound("search-view", sought.view, lambda view: replace(sought, view=view)),
    )
