"""The shelf as a list that can be narrowed and sorted, each title a link."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from html import escape

import streamlit as st

from app.kinds import kind_name
from app.library import Holding
from app.locales import (
    country_name,
    format_count,
    format_number,
    format_published,
    language_name,
)
from app.shelf_choice import COLUMNS, Column, ShelfChoice, chosen, options, sorted_as
from app.ui import markup
from app.ui.frame import Frame
from app.ui.labels import plain_label
from app.ui.texts import Texts

_AT_A_TIME = 50
_FILTERS: tuple[Column, ...] = ("agency", "country", "language", "kind")
_FEW_COUNTRIES = 3


def draw_shelf(holdings: Sequence[Holding], frame: Frame) -> None:
    """Draw the documents that the visitor's filters admit."""
    texts, shelf = frame.texts, frame.texts.shelf
    choice = _draw_filters(holdings, texts)
    listed = chosen(
        holdings,
        choice,
        country_name=partial(country_name, language=texts.language),
        language_name=partial(language_name, language=texts.language),
    )
    _draw_count(len(listed), len(holdings), choice, texts)
    if not listed:
        st.html(markup.notice_html(shelf.no_match_heading, (shelf.no_match,)))
        st.button(plain_label(shelf.clear_filters), key="shelf-clear", on_click=_clear)
        return
    with st.container(key="shelf", gap=None):
        _draw_columns(choice, texts)
        shown = st.session_state.setdefault("shelf-shown", _AT_A_TIME)
        for number, holding in enumerate(listed[:shown]):
            with st.container(key=f"shelf-row-{number}", gap=None):
                source = holding.source
                frame.link("documents", plain_label(source.title), document=source.path)
                st.html(_facts_html(holding, texts))
    if len(listed) > shown:
        st.button(plain_label(shelf.more), key="shelf-more", on_click=_show_more)


def _draw_filters(holdings: Sequence[Holding], texts: Texts) -> ShelfChoice:
    shelf, language = texts.shelf, texts.language
    names: dict[Column, Callable[[str], str]] = {
        "agency": str,
        "country": partial(country_name, language=language),
        "language": partial(language_name, language=language),
        "kind": partial(kind_name, language=language),
    }
    anything = {
        "agency": shelf.any_agency,
        "country": shelf.any_country,
        "language": shelf.any_language,
        "kind": shelf.any_kind,
    }
    picked: dict[str, str | None] = {}
    with st.container(key="shelf-filters", horizontal=True, gap="small"):
        words = st.text_input(
            shelf.find,
            key="shelf-words",
            placeholder=shelf.find_placeholder,
            live=True,
            max_chars=200,
            label_visibility="collapsed",
            persist_state="session",
        )
        for column in _FILTERS:
            name = names[column]
            values = sorted(options(holdings, column), key=lambda value: sorted_as(name(value)))
            if st.session_state.get(f"shelf-{column}") not in values:
                # What was filtered by may have left the shelf in the meantime.
                st.session_state[f"shelf-{column}"] = None
            picked[column] = st.selectbox(
                shelf.columns[column],
                values,
                index=None,
                format_func=name,
                key=f"shelf-{column}",
                placeholder=anything[column],
                label_visibility="collapsed",
                persist_state="session",
            )
    order: Column = st.session_state.setdefault("shelf-order", "title")
    return ShelfChoice(
        words=words or "",
        agency=picked["agency"],
        country=picked["country"],
        language=picked["language"],
        kind=picked["kind"],
        order=order,
        descending=st.session_state.setdefault("shelf-descending", False),
    )


def _draw_count(listed: int, there: int, choice: ShelfChoice, texts: Texts) -> None:
    shelf = texts.shelf
    documents = format_count(there, texts.document, texts.documents, texts.language)
    form = shelf.shown_all if listed == there else shelf.shown_some
    said = form.format(
        shown=format_number(listed, texts.language),
        documents=documents,
        column=shelf.columns[choice.order].lower(),
        direction=shelf.descending if choice.descending else shelf.ascending,
    )
    st.html(f'<p class="sv-count" role="status">{escape(said)}</p>')


def _draw_columns(choice: ShelfChoice, texts: Texts) -> None:
    shelf = texts.shelf
    with st.container(key="shelf-columns", horizontal=True, gap="small"):
        for column in COLUMNS:
            here = choice.order == column
            arrow = (" ↓" if choice.descending else " ↑") if here else ""
            st.button(
                plain_label(shelf.columns[column]) + arrow,
                key=f"sort-{column}",
                type="tertiary",
                on_click=_sort,
                args=(column,),
            )


def _facts_html(holding: Holding, texts: Texts) -> str:
    """Return what is known of a document as cells that carry their terms along."""
    source, language, shelf = holding.source, texts.language, texts.shelf
    named = [country_name(code, language) for code in source.countries]
    countries = ", ".join(named[:_FEW_COUNTRIES])
    if len(named) > _FEW_COUNTRIES:
        countries += f" +{len(named) - _FEW_COUNTRIES}"
    cells = {
        "agency": source.agency or "",
        "country": countries,
        "language": language_name(source.language, language),
        "kind": kind_name(source.kind, language),
        "date": format_published(source.published, language) if source.published else "",
        "passages": format_number(holding.passages, language),
        "pages": format_number(holding.pages, language) if holding.pages else "",
    }
    whole = {"country": ", ".join(named)} if len(named) > _FEW_COUNTRIES else {}
    return '<dl class="sv-row">' + "".join(
        f'<div class="sv-cell-{name}{"" if value else " sv-cell-empty"}">'
        f"<dt>{escape(shelf.columns[name])}</dt>"
        f'<dd{_titled(whole.get(name, ""))}>{escape(value)}</dd></div>'
        for name, value in cells.items()
    ) + "</dl>"  # fmt: skip


def _titled(words: str) -> str:
    return f' title="{escape(words)}"' if words else ""


def _sort(column: Column) -> None:
    same = st.session_state.get("shelf-order") == column
    st.session_state["shelf-order"] = column
    # Of dates and sizes the newest and largest are looked for first.
    first = column in ("date", "passages", "pages")
    st.session_state["shelf-descending"] = (
        not st.session_state["shelf-descending"] if same else first
    )


def _clear() -> None:
    st.session_state["shelf-words"] = ""
    for column in _FILTERS:
        st.session_state[f"shelf-{column}"] = None


def _show_more() -> None:
    st.session_state["shelf-shown"] += _AT_A_TIME
