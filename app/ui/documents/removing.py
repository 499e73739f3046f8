"""Removing a document: a question first, a receipt afterwards."""

from __future__ import annotations

from html import escape

import streamlit as st

from app.library import Library, Receipt, Volume
from app.locales import format_number
from app.ui import markup
from app.ui.labels import plain_label
from app.ui.source_facts import facts_html
from app.ui.texts import Texts
from app.ui.working import Working, draw_failure, follow
from ingest.errors import SamsvarError


def draw_removing(library: Library, volume: Volume, texts: Texts) -> bool:
    """Draw the question, or the removal under way; tell whether there is either."""
    upkeep, path = texts.upkeep, volume.document.source.path
    working: Working[Receipt] | None = st.session_state.get("removing")
    if working is not None and not working.done:
        follow(working, texts)
        return True
    if working is not None and isinstance(working.outcome, SamsvarError):
        draw_failure(working.outcome, texts)
        del st.session_state["removing"]
    if st.session_state.get("removal-asked") != path:
        return False
    consequence = upkeep.remove_upload if volume.uploaded else upkeep.remove_file
    with st.container(key="removal", gap="small"):
        st.html(markup.notice_html(upkeep.remove_heading, (consequence,)))
        with st.container(horizontal=True, gap="small"):
            st.button(
                plain_label(upkeep.remove_yes),
                key="remove-yes",
                type="primary",
                on_click=_begin,
                args=(library, path),
            )
            st.button(plain_label(upkeep.remove_no), key="remove-no", on_click=ask_to_remove)
    return True


def ask_to_remove(path: str | None = None) -> None:
    """Have the page ask whether to remove the document of that name; None takes it back."""
    st.session_state["removal-asked"] = path


def removal_of(path: str) -> bool:
    """Tell whether this visitor has just removed that document; opening another ends that."""
    receipt = _receipt()
    if receipt is not None and receipt.document != path:
        del st.session_state["removing"]
        return False
    return receipt is not None


def draw_receipt(texts: Texts) -> None:
    """Draw the receipt of the last removal."""
    receipt = _receipt()
    if receipt is None:
        return
    upkeep, language = texts.upkeep, texts.language
    words = format_number(receipt.characters, language)
    file = upkeep.receipt_file_deleted if receipt.file_deleted else upkeep.receipt_file_kept
    facts = [
        (texts.file, receipt.document),
        (upkeep.receipt_passages, format_number(receipt.passages, language)),
        (upkeep.receipt_vectors, format_number(receipt.vectors, language)),
        (upkeep.receipt_words, upkeep.receipt_words_value.format(characters=words)),
        (upkeep.receipt_file, file),
        (upkeep.receipt_index, receipt.fingerprint),
    ]
    with st.container(key="receipt", gap="small"):
        st.html(
            f'<div class="sv-notice" role="status"><h3>{escape(upkeep.receipt_heading)}</h3>'
            f"<p><strong>{escape(receipt.title)}</strong></p><p>{escape(upkeep.receipt_lead)}</p>"
            f"{facts_html(facts)}</div>"
        )


def _receipt() -> Receipt | None:
    working: Working[Receipt] | None = st.session_state.get("removing")
    outcome = working.outcome if working is not None else None
    return outcome if isinstance(outcome, Receipt) else None


def _begin(library: Library, path: str) -> None:
    st.session_state["removal-asked"] = None
    # The links of an earlier upload may lead to what is about to be gone.
    st.session_state.pop("adding", None)
    st.session_state["removing"] = Working(lambda told: library.remove(path, told))
