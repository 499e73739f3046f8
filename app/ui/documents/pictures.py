"""Pictures of the collection: a map, a line of time, and bars; all of them text as well."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape

import streamlit as st

from app.collection_counts import count_collection
from app.locales import country_name, format_number, format_published, language_name
from app.timeline import Milestone, milestones
from app.ui import markup
from app.ui.documents.bars import bars_html
from app.ui.documents.country_map import maps_html
from app.ui.frame import Frame
from app.ui.labels import plain_label
from app.ui.texts import Texts
from ingest.document import Source

_SHOWN = 10


def draw_pictures(sources: Sequence[Source], frame: Frame) -> None:
    """Draw what the documents are about, from where and when."""
    texts, shelf = frame.texts, frame.texts.shelf
    counts = count_collection(sources)
    with st.container(key="pictures", gap="large"):
        if counts.countries:
            st.html(
                f'<section class="sv-picture">{markup.section_html(shelf.map_heading)}'
                f"<p>{escape(shelf.map_lead)}</p>{maps_html(dict(counts.countries), texts)}"
                "</section>"
            )
        _draw_timeline(milestones(sources), frame)
        language = texts.language
        tables = [
            (
                shelf.by_country,
                [(country_name(code, language), n) for code, n in counts.countries],
                shelf.by_country_note,
            ),
            (shelf.by_agency, list(counts.agencies), ""),
            (
                shelf.by_language,
                [(language_name(code, language), n) for code, n in counts.languages],
                "",
            ),
            (
                shelf.by_year,
                [*counts.years, *([(shelf.undated, counts.undated)] if counts.undated else [])],
                "",
            ),
        ]
        st.html(
            '<div class="sv-tables">'
            + "".join(_table_html(heading, rows, note, texts) for heading, rows, note in tables)
            + "</div>"
        )


def _table_html(heading: str, rows: Sequence[tuple[str, int]], note: str, texts: Texts) -> str:
    if not rows:
        return ""
    most = max(number for _, number in rows)
    drawn = [(name, n / most, format_number(n, texts.language)) for name, n in rows]
    # Years are a line without gaps; of the others the first few tell most.
    short = heading != texts.shelf.by_year and len(drawn) > _SHOWN + 2
    body = bars_html(drawn[:_SHOWN] if short else drawn, heading)
    if short:
        rest = bars_html(drawn[_SHOWN:], heading)
        more = format_number(len(drawn) - _SHOWN, texts.language)
        summary = texts.shelf.show_rest.format(number=more)
        body += f"<details><summary>{escape(summary)}</summary>{rest}</details>"
    said = f'<p class="sv-limits">{escape(note)}</p>' if note else ""
    return f'<section class="sv-picture">{markup.section_html(heading)}{said}{body}</section>'


def _draw_timeline(found: Sequence[Milestone], frame: Frame) -> None:
    texts, shelf = frame.texts, frame.texts.shelf
    with st.container(key="timeline", gap=None):
        lead = shelf.timeline_lead if found else shelf.timeline_none
        st.html(
            f'<div class="sv-picture">{markup.section_html(shelf.timeline_heading)}'
            f"<p>{escape(lead)}</p></div>"
        )
        if not found:
            return
        first = min(one.first for one in found)
        last = max(one.last for one in found) + 1
        with st.container(key="timeline-axis", gap=None):
            st.html(_axis_html(first, last))
        for number, one in enumerate(found):
            with st.container(key=f"milestone-{number}", gap=None):
                with st.container(key=f"milestone-of-{number}", gap=None):
                    source = one.source
                    frame.link("documents", plain_label(source.title), document=source.path)
                    st.html(f'<p class="sv-limits">{escape(_told(one, texts))}</p>')
                st.html(_track_html(one, first, last))


def _told(one: Milestone, texts: Texts) -> str:
    shelf, source = texts.shelf, one.source
    sort = shelf.timeline_agreement if one.sort == "agreement" else shelf.timeline_programme
    if one.stated:
        when = shelf.timeline_period.format(first=one.first, last=one.last)
    else:
        date = format_published(source.published or "", texts.language)
        when = shelf.timeline_dated.format(date=date)
    countries = ", ".join(country_name(code, texts.language) for code in source.countries)
    return " · ".join(part for part in (sort, when, countries) if part)


def _axis_html(first: int, last: int) -> str:
    """Return the years along the line, as many as have room."""
    step = max(1, math.ceil((last - first) / 8))
    ticks = "".join(
        f'<span style="left:{100 * (year - first) / (last - first):.2f}%">{year}</span>'
        for year in range(first, last, step)
    )
    return f'<div class="sv-axis" aria-hidden="true">{ticks}</div>'


def _track_html(one: Milestone, first: int, last: int) -> str:
    whole = last - first
    left, width = 100 * (one.first - first) / whole, 100 * (one.last + 1 - one.first) / whole
    return (
        f'<div class="sv-line" aria-hidden="true"><span class="sv-span sv-span-{one.sort}"'
        f' style="left:{left:.2f}%;width:{width:.2f}%"></span></div>'
    )
