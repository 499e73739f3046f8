"""The search that the browser's address holds, and the way to another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from app.research.sought import Sought


def sought_here() -> Sought:
    """Return the search that the address holds."""
    return Sought.at({name: st.query_params.get_all(name) for name in st.query_params})


def go(sought: Sought) -> None:
    """Make the address hold another search; the run that follows draws it."""
    st.query_params.from_dict(sought.address)


def bound(key: str, value: Any, went: Callable[[Any], Sought]) -> dict[str, Any]:
    """Return the arguments of a widget that shows `value` and, changed, goes where `went` says.

    The address is what counts: a widget shows what it says in every run, also after going back.
    """
    st.session_state[key] = value
    return {"key": key, "on_change": lambda: go(went(st.session_state[key]))}
