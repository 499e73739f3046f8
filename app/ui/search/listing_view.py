"""The complete listing: every document, judged by its best passage."""

from __future__ import annotations

from functools import partial

import streamlit as st

from app.desk import Desk
from app.locales import format_number
from app.references.reference import Reference
from app.research.listing import Listing, Verdict
from app.research.sought import Sought
from app.ui.frame import Frame
from app.ui.search import hit_markup
from app.ui.search.downloads import draw_downloads
from app.ui.search.hits_view import draw_way
from app.ui.search.saved_view import draw_saved
from app.ui.search.views import draw_views
from app.ui.texts import Texts
from index.wording import Wording

_SPEAKING: tuple[Verdict, ...] = ("clear", "perhaps")


def draw_listing(desk: Desk, frame: Frame, sought: Sought, owner: str) -> None:
    """Draw every document with a verdict, those that speak to the search first."""
    texts = frame.texts
    tools = st.container(key="search-tools", horizontal=True, gap="small")
    listing = _listed(desk, sought, texts)
    with tools:
        counted = hit_markup.documents_counted(len(listing.documents), texts)
        st.html(hit_markup.count_html(counted))
        with st.container(key="search-choices", horizontal=True, gap="small"):
            draw_views(sought, texts)
            draw_downloads(partial(_references, desk, listing, texts), counted, texts)
            draw_saved(desk, frame, owner, sought)
    wording = Wording.of(sought.text)
    with st.container(key="search-listing", gap="small"):
        st.html(_summary_html(listing, texts) + hit_markup.demands_html(wording, texts))
        for verdict in _SPEAKING:
            _draw_verdict(frame, listing, verdict, wording)
        silent = [one.source for one in listing.of("nothing")]
        if silent:
            count = format_number(len(silent), texts.language)
            with st.expander(texts.search.show_nothing.format(count=count), key="nothing"):
                st.html(hit_markup.silent_html(silent, texts))


def _listed(desk: Desk, sought: Sought, texts: Texts) -> Listing:
    waiting = st.empty()

    def progress(done: int, total: int) -> None:
        waiting.progress(done / max(1, total), text=texts.search.listing_reading)

    try:
        return desk.research.list_documents(sought.text, progress)
    finally:
        waiting.empty()


def _draw_verdict(frame: Frame, listing: Listing, verdict: Verdict, wording: Wording) -> None:
    texts, listed = frame.texts, listing.of(verdict)
    if not listed:
        return
    count = format_number(len(listed), texts.language)
    with st.container(key=f"verdict-{verdict}", gap=None):
        st.html(f'<h2 class="sv-verdict">{texts.search.verdicts[verdict]} ({count})</h2>')
        for number, one in enumerate(listed):
            if one.hit is None:
                continue
            with st.container(key=f"listed-{verdict}-{number}", gap=None):
                st.html(hit_markup.listed_html(one.hit, one.sentence, wording, texts))
                place = one.sentence or one.hit.passage
                draw_way(frame, one.source.path, place.start, place.end)


def _summary_html(listing: Listing, texts: Texts) -> str:
    counts = listing.counts
    said = texts.search.listing_summary.format(
        **{
            verdict: format_number(counts[verdict], texts.language)
            for verdict in ("clear", "perhaps", "nothing")
        }
    )
    return (
        f'<p class="sv-summary" role="status">{said}</p>'
        f'<p class="sv-quiet">{texts.search.listing_note}</p>'
    )


def _references(desk: Desk, listing: Listing, texts: Texts) -> list[Reference]:
    made = []
    for one in listing.documents:
        verdict = texts.search.verdict_words[one.verdict]
        place = one.sentence or (one.hit.passage if one.hit else None)
        if place is None:
            made.append(Reference(source=one.source, verdict=verdict))
        else:
            document = desk.document(one.source.path)
            made.append(Reference.to(document, place.start, place.end, verdict=verdict))
    return made
