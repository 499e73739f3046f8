"""The bar above the input: what the next question is restricted to."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from app.locales import country_name, language_name
from app.ui.ask.conversation import Conversation
from app.ui.ask.restrictions import (
    Field,
    Restriction,
    restricting,
    restrictions,
    values_of,
    without,
)
from app.ui.labels import plain_label
from app.ui.texts import Texts
from index.query import Filters
from ingest.document import Source


def draw_filter_bar(conversation: Conversation, sources: Sequence[Source], texts: Texts) -> None:
    """Draw what the next question is restricted to, each thing to be removed with one click."""
    chosen = restrictions(conversation.filters, sources, texts)
    own = texts.ask
    label = own.restrict_count.format(count=len(chosen)) if chosen else own.restrict
    with st.container(key="restrict", horizontal=True, gap="small"):
        # Drawn also while it is closed: the browser places it by what is in it when it opens.
        with st.popover(label, icon=":material/filter_list:", type="tertiary", key="restricting"):
            st.html(f'<p class="sv-hint">{own.restrict_lead}</p>')
            _draw_choices(conversation, sources, texts)
            if chosen:
                st.button(
                    own.clear_filters, key="clear-filters", on_click=_clear, args=(conversation,)
                )
        for number, restriction in enumerate(chosen):
            st.button(
                plain_label(restriction.label),
                key=f"restriction-{number}",
                icon=":material/close:",
                icon_position="right",
                on_click=_remove,
                args=(conversation, restriction),
            )


def _clear(conversation: Conversation) -> None:
    conversation.filters = Filters()


def _remove(conversation: Conversation, restriction: Restriction) -> None:
    conversation.filters = without(conversation.filters, restriction)


def _draw_choices(conversation: Conversation, sources: Sequence[Source], texts: Texts) -> None:
    own, language, filters = texts.ask, texts.language, conversation.filters
    agencies = {source.agency for source in sources if source.agency}
    countries = {code for source in sources for code in source.countries}
    spoken = {source.language for source in sources if source.language != "und"}
    _draw_several(own.agencies, "agencies", agencies, str, conversation, own.any_value)
    _draw_several(
        own.countries,
        "countries",
        countries,
        lambda code: country_name(code, language),
        conversation,
        own.any_value,
    )
    _draw_several(
        own.languages,
        "languages",
        spoken,
        lambda code: language_name(code, language),
        conversation,
        own.any_value,
    )
    dated = [source.published[:4] for source in sources if source.published]
    years = {year for year in (filters.published_from, filters.published_to) if year} | set(dated)
    first, last = st.columns(2)
    with first:
        _draw_year(own.year_from, "published_from", years, conversation, own.any_value)
    with last:
        _draw_year(own.year_to, "published_to", years, conversation, own.any_value)


def _draw_several(
    label: str,
    field: Field,
    values: set[str],
    named: Callable[[str], str],
    conversation: Conversation,
    placeholder: str,
) -> None:
    key = f"only-{field}"
    chosen = values_of(conversation.filters, field)

    def choose() -> None:
        conversation.filters = restricting(conversation.filters, field, st.session_state[key])

    # The conversation has the truth: a restriction also comes from the address, or is removed.
    st.session_state[key] = list(chosen)
    st.multiselect(
        label,
        sorted(values.union(chosen), key=lambda value: named(value).casefold()),
        format_func=named,
        key=key,
        placeholder=placeholder,
        # It would say so in English, and to choose everything is to choose nothing.
        select_all=False,
        on_change=choose,
    )


def _draw_year(
    label: str, field: Field, years: set[str], conversation: Conversation, placeholder: str
) -> None:
    key = f"only-{field}"

    def choose() -> None:
        picked = st.session_state[key]
        conversation.filters = restricting(conversation.filters, field, [picked] if picked else [])

    st.session_state[key] = next(iter(values_of(conversation.filters, field)), None)
    st.selectbox(
        label,
        sorted(years, reverse=True),
        # Without a first choice of its own it can be emptied again.
        index=None,
        key=key,
        placeholder=placeholder,
        on_change=choose,
    )
