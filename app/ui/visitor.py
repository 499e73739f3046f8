"""Who is visiting: a random number that only the visitor's browser and the server know."""

from __future__ import annotations

import re
import secrets

import streamlit as st

from app.ui import scripts

COOKIE = "samsvar-visitor"
_VALID = re.compile(r"[0-9a-f]{32}", re.ASCII)


def visitor() -> str:
    """Return the visitor, the same in every window of their browser and after a reload."""
    known: str | None = st.session_state.get("visitor")
    if known is None:
        sent = str(st.context.cookies.get(COOKIE, ""))
        # Who sends anything but a number of ours begins anew.
        known = sent if _VALID.fullmatch(sent) else secrets.token_hex(16)
        st.session_state["visitor"] = known
    scripts.keep_cookie(COOKIE, known)
    return known
