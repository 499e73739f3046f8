"""The script that Streamlit runs for every visitor."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from app.chats.live import LiveChats
from app.desk import Desk
from app.library import Library
from app.ui.pages import run
from ingest.errors import SamsvarError

if TYPE_CHECKING:
    from app.factory import Shared


@st.cache_resource(show_spinner=False)
def _shared() -> Shared:
    # Imported here, so that the page is drawn before the models are loaded.
    from app.factory import share
    from app.settings import load_settings

    return share(load_settings())


@st.cache_resource(show_spinner=False)
def _library() -> Library:
    from app.factory import open_library
    from app.settings import load_settings

    return open_library(load_settings(), _shared())


@st.cache_resource(show_spinner=False)
def _desk() -> Desk:
    from app.factory import open_desk
    from app.settings import load_settings

    return open_desk(load_settings(), _shared())


@st.cache_resource(show_spinner=False)
def _chats() -> LiveChats:
    from app.factory import open_chats
    from app.settings import load_settings

    return open_chats(load_settings(), _desk())


st.set_page_config(
    page_title="Samsvar",
    page_icon=str(Path(__file__).with_name("icon.svg")),
    layout="wide",
    initial_sidebar_state="collapsed",
)
library: Library | None = None
try:
    library = _library()
    desk, chats = _desk(), _chats()
except SamsvarError as error:
    run(error, library)
else:
    run(desk, library, chats=chats)
