"""What there is to do where no document has been read in yet."""

from __future__ import annotations

import streamlit as st

from app.library import Built, Library
from app.locales import format_count
from app.ui import markup
from app.ui.labels import plain_label
from app.ui.texts import Texts
from app.ui.working import Working, draw_failure, follow
from ingest.errors import SamsvarError

INGEST_COMMAND = "samsvar ingest"


def draw_no_index(texts: Texts, library: Library | None) -> None:
    """Draw that nothing was read in yet, and the ways to.

    Parameters
    ----------
    library
        None where documents can be read in from the command line only.
    """
    upkeep = texts.upkeep
    if library is None:
        paragraphs = (texts.no_index, texts.no_index_after)
        st.html(markup.notice_html(texts.no_index_heading, paragraphs, command=INGEST_COMMAND))
        return
    working: Working[Built] | None = st.session_state.get("building")
    if working is not None and not working.done:
        _draw_under_way(texts)
        follow(working, texts)
        return
    if library.busy:
        _draw_under_way(texts)
        # A visitor who does nothing should see the page come alive all the same.
        _look_again(library, upkeep.look_again)
        return
    if working is not None and isinstance(working.outcome, SamsvarError):
        draw_failure(working.outcome, texts)
    st.html(markup.notice_html(texts.no_index_heading, (upkeep.build_lead,)))
    st.button(
        plain_label(upkeep.build_starter),
        key="build-starter",
        type="primary",
        on_click=_begin,
        args=(library,),
    )
    st.html(markup.command_html(upkeep.build_command, INGEST_COMMAND))


def draw_built(texts: Texts) -> None:
    """Draw once what reading in the starter documents came to, if this visitor asked for it."""
    working: Working[Built] | None = st.session_state.pop("building", None)
    if working is None or not isinstance(working.outcome, Built):
        return
    built, language = working.outcome, texts.language
    documents = format_count(built.documents, texts.document, texts.documents, language)
    passages = format_count(built.passages, texts.passage, texts.passages, language)
    done = texts.upkeep.built.format(documents=documents, passages=passages)
    failed = texts.upkeep.built_failed.format(names=", ".join(built.failed)) if built.failed else ""
    with st.container(key="built"):
        st.html(markup.remark_html(" ".join(filter(None, (done, failed))), language))


def _begin(library: Library) -> None:
    st.session_state["building"] = Working(library.build)


def _draw_under_way(texts: Texts) -> None:
    upkeep = texts.upkeep
    st.html(markup.notice_html(upkeep.building_elsewhere_heading, (upkeep.building_elsewhere,)))


@st.fragment(run_every=2.0)
def _look_again(library: Library, label: str) -> None:
    if st.button(plain_label(label), key="look-again") or not library.busy:
        st.rerun()
