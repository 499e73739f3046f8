"""The banner over sources that say different things."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from app.assistant.conflicts import ConflictSide
from app.locales import format_published
from app.ui.markup import language_attribute
from app.ui.texts import Texts


def conflict_html(about: str, sides: Sequence[ConflictSide], texts: Texts) -> str:
    """Return the banner: what it is about, then each side's figures, date and source."""
    about_text = texts.conflict_about.format(about=about.rstrip("."))
    about_text += "" if about_text.endswith(("?", "!")) else "."
    rows = "".join(_side_html(side, texts) for side in sides)
    return (
        '<div class="sv-banner" role="note">'
        f"<h3>{texts.conflict_heading}</h3><p>{escape(about_text)}</p>"
        f'<ul class="sv-sides">{rows}</ul></div>'
    )


def _side_html(side: ConflictSide, texts: Texts) -> str:
    citation = side.citation
    source = citation.source
    spoken = language_attribute(citation.language)
    figures = " / ".join(f"<strong{spoken}>{escape(figure)}</strong>" for figure in side.figures)
    published = source.published
    date = format_published(published, texts.language) if published else texts.ask.conflict_undated
    return (
        f'<li><span class="sv-figures">{figures}</span>'
        f"<span>{escape(date)}</span>"
        f'<span class="sv-side-source">{escape(source.title)}</span>'
        f'<sup><span class="sv-chip">{citation.number}</span></sup></li>'
    )
