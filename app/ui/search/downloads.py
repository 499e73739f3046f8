"""What was found as files: made only when somebody downloads one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from app.references.apa import apa_list
from app.references.managers import bibtex, csl_json, ris
from app.references.reference import Reference
from app.references.tables import csv_table
from app.ui.texts import Texts

# By the name of the format: ending, media type and writer.
_WRITERS: Mapping[str, tuple[str, str, Callable[[Sequence[Reference]], str]]] = {
    "csv": (".csv", "text/csv", csv_table),
    "ris": (".ris", "application/x-research-info-systems", ris),
    "bibtex": (".bib", "application/x-bibtex", bibtex),
    "csl": (".json", "application/vnd.citationstyles.csl+json", csl_json),
    "apa-nb": ("-apa-nb.txt", "text/plain", lambda found: _lines(apa_list(found, "nb"))),
    "apa-en": ("-apa-en.txt", "text/plain", lambda found: _lines(apa_list(found, "en"))),
}


def draw_downloads(
    references: Callable[[], Sequence[Reference]], counted: str, texts: Texts
) -> None:
    """Draw a popover with one button a format.

    Parameters
    ----------
    references
        Called when a file is downloaded.
    counted
        How much the file holds, in words.
    """
    search = texts.search
    with st.popover(search.download, key="downloads"):
        st.html(f'<p class="sv-quiet">{search.download_note.format(count=counted)}</p>')
        for name, (ending, media_type, write) in _WRITERS.items():
            st.download_button(
                search.formats[name],
                data=_deferred(write, references),
                file_name=f"{search.file_name}{ending}",
                mime=media_type,
                key=f"download-{name}",
                type="tertiary",
                on_click="ignore",
            )


def _deferred(
    write: Callable[[Sequence[Reference]], str], references: Callable[[], Sequence[Reference]]
) -> Callable[[], bytes]:
    return lambda: write(references()).encode("utf-8", "replace")


def _lines(entries: Sequence[str]) -> str:
    return "".join(f"{entry}\n" for entry in entries)
