"""Uploading documents: choose, read in with progress, and what came of each file."""

from __future__ import annotations

from functools import partial
from html import escape
from typing import Any

import streamlit as st

from app.library import Added, Library, Upload
from app.locales import format_count, format_number
from app.ui import markup
from app.ui.frame import Frame
from app.ui.labels import plain_label
from app.ui.texts import Texts
from app.ui.working import Working, draw_failure, follow
from ingest.errors import SamsvarError

_SECOND_NAMES = (".htm", ".markdown")
_GOOD = ("read", "replaced", "unchanged")


def draw_adding(library: Library, frame: Frame) -> None:
    """Draw the form, the work under way, or the result of the last one."""
    texts, upkeep = frame.texts, frame.texts.upkeep
    working: Working[tuple[Added, ...]] | None = st.session_state.get("adding")
    with st.container(key="adding", gap="small"):
        above, form = st.container(gap="small"), st.empty()
        if working is not None and not working.done:
            # Said outright: what a run does not draw stays on the screen until the run is over.
            form.empty()
            with above:
                st.html(markup.section_html(upkeep.add_heading))
                follow(working, texts)
            return
        with above:
            if working is not None:
                _draw_results(working, frame)
        with form.container(gap="small"):
            _draw_form(library, texts)


def _draw_form(library: Library, texts: Texts) -> None:
    upkeep, limits = texts.upkeep, library.limits
    suffixes = ", ".join(suffix for suffix in limits.suffixes if suffix not in _SECOND_NAMES)
    told = upkeep.add_limits.format(
        suffixes=suffixes,
        files=format_number(limits.files, texts.language),
        size=format_number(limits.megabytes, texts.language),
    )
    st.html(
        f'<div class="sv-add"><p>{escape(upkeep.add_lead)}</p>'
        f'<p class="sv-limits">{escape(told)}</p></div>'
    )
    # A new key empties the uploader once its files have been read in.
    batch = st.session_state.setdefault("adding-batch", 0)
    files: list[Any] = st.file_uploader(
        plain_label(upkeep.choose_files),
        type=[suffix.removeprefix(".") for suffix in limits.suffixes],
        accept_multiple_files=True,
        key=f"uploads-{batch}",
        label_visibility="collapsed",
        max_upload_size=limits.megabytes,
    )
    # What Streamlit writes into the uploader is English: the style sheet shows this instead.
    st.html(f"<style>:root {{ --sv-choose-files: {_css_string(upkeep.choose_files)}; }}</style>")
    if not files:
        return
    replaced = [file.name for file in files if library.replaces(file.name)]
    if replaced:
        said = upkeep.add_replaces.format(names=", ".join(replaced))
        st.html(markup.remark_html(said, texts.language))
    count = partial(
        format_count, singular=upkeep.one_file, plural=upkeep.many_files, language=texts.language
    )
    if len(files) > limits.files:
        most = format_number(limits.files, texts.language)
        said = upkeep.add_too_many.format(files=count(len(files)), most=most)
        st.html(markup.remark_html(said, texts.language))
    st.button(
        plain_label(upkeep.add_button.format(files=count(min(len(files), limits.files)))),
        key="add",
        type="primary",
        on_click=_begin,
        args=(library, files),
    )


def _begin(library: Library, files: list[Any]) -> None:
    uploads = [Upload(name=file.name, content=file.getvalue()) for file in files]
    st.session_state["adding"] = Working(lambda told: library.add(uploads, told))
    st.session_state["adding-batch"] += 1


def _draw_results(working: Working[tuple[Added, ...]], frame: Frame) -> None:
    texts, upkeep = frame.texts, frame.texts.upkeep
    if isinstance(working.outcome, SamsvarError):
        draw_failure(working.outcome, texts)
        return
    results = working.outcome or ()
    st.html(markup.section_html(upkeep.results_heading))
    with st.container(key="results", gap=None):
        for number, result in enumerate(results):
            with st.container(key=f"result-{number}", gap=None):
                st.html(result_html(result, texts))
                if result.document and result.verdict in _GOOD:
                    frame.link(
                        "documents", plain_label(upkeep.open_document), document=result.document
                    )


def result_html(result: Added, texts: Texts) -> str:
    """Return what came of one file: its name, the verdict, and the reason if there is one."""
    verdict = texts.upkeep.verdicts[result.verdict]
    if result.refusal:
        verdict = f"{verdict}: {texts.upkeep.refusals[result.refusal]}"
    reason = _reason_html(result.reason, texts)
    sort = "good" if result.verdict in _GOOD else "bad"
    return (
        f'<p class="sv-result sv-result-{sort}" role="status"><span class="sv-file">'
        f"{escape(result.name)}</span> <span>{escape(verdict)}{reason}</span></p>"
    )


def _reason_html(reason: str, texts: Texts) -> str:
    if not reason:
        return ""
    for beginning, said in texts.upkeep.reasons.items():
        if reason.startswith(beginning):
            return f": {escape(said)}"
    # The reasons that hold details of the file are English only.
    return f': <span lang="en">{escape(reason)}</span>'


def _css_string(text: str) -> str:
    return '"' + "".join(f"\\{ord(sign):x} " for sign in text) + '"'
