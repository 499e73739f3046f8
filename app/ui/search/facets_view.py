"""The facets: what the hits can be narrowed by, with the number of documents of each value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from app.kinds import kind_name
from app.locales import country_name, format_number, language_name
from app.research.narrowing import Facet, FacetValue, Selection
from app.research.sought import Sought
from app.ui.labels import plain_label
from app.ui.search.address import bound, go
from app.ui.texts import Texts

_FEW = 5


def draw_facets(
    sought: Sought, facets: Mapping[Facet, tuple[FacetValue, ...]], texts: Texts
) -> None:
    """Draw a group of checkboxes for each facet that has anything to choose."""
    search = texts.search
    opened = bool(st.session_state.get("facets-opened"))
    # On a narrow window the groups would push the hits off the screen: there a button shows them.
    st.button(
        search.narrow_hide if opened else search.narrow,
        key="facets-toggle",
        on_click=_toggle,
        args=("facets-opened",),
    )
    with st.container(key=f"facets-{'open' if opened else 'closed'}", gap="medium"):
        if sought.selection:
            st.button(
                search.clear,
                key="clear-facets",
                type="tertiary",
                on_click=go,
                args=(replace(sought, selection=Selection()),),
            )
        for facet, values in facets.items():
            if values:
                _draw_facet(sought, facet, values, texts)


def _draw_facet(sought: Sought, facet: Facet, values: tuple[FacetValue, ...], texts: Texts) -> None:
    whole = f"facet-whole-{facet}"
    chosen = sought.selection.chosen(facet)
    few = tuple(one for at, one in enumerate(values) if at < _FEW or one.value in chosen)
    shown = values if st.session_state.get(whole) else few
    with st.container(key=f"facet-{facet}", gap=None):
        st.html(f'<h3 class="sv-facet">{texts.search.facets[facet]}</h3>')
        for one in shown:
            _draw_value(sought, facet, one, texts)
        if len(few) < len(values):
            every = texts.search.narrow_all.format(count=len(values))
            st.button(
                texts.search.narrow_fewer if st.session_state.get(whole) else every,
                key=f"facet-more-{facet}",
                type="tertiary",
                on_click=_toggle,
                args=(whole,),
            )


def _draw_value(sought: Sought, facet: Facet, one: FacetValue, texts: Texts) -> None:
    def went(checked: bool) -> Sought:
        others = tuple(value for value in sought.selection.chosen(facet) if value != one.value)
        chosen = (*others, one.value) if checked else others
        return replace(sought, selection=replace(sought.selection, **{facet: chosen}))

    count = format_number(one.documents, texts.language)
    st.checkbox(
        plain_label(f"{_named(facet, one.value, texts)} ({count})"),
        **bound(f"facet-{facet}-{one.value}", one.value in sought.selection.chosen(facet), went),
    )


def _named(facet: Facet, value: str, texts: Texts) -> str:
    match facet:
        case "countries":
            return country_name(value, texts.language)
        case "languages":
            return language_name(value, texts.language)
        case "kinds":
            return kind_name(value, texts.language)
        case _:
            return value


def _toggle(key: str) -> None:
    st.session_state[key] = not st.session_state.get(key)
