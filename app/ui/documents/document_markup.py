"""The parts of a document's page as HTML in which every word of theirs is plain text."""

from __future__ import annotations

from html import escape

from app.library import Volume
from app.locales import format_share, language_name
from app.ui.document_text import text_html
from app.ui.documents.bars import bars_html
from app.ui.markup import language_attribute
from app.ui.texts import Texts
from ingest.document import Document, Source, Span

QUOTE_ID = "quote"
"""The id of the stretch that the address marks."""

HEADING_IDS = "heading-"
"""What the ids of the headings begin with."""


def title_html(source: Source) -> str:
    """Return a document's title as the heading of its page."""
    lang = language_attribute(source.language)
    return f'<h2 class="sv-title sv-document-title"{lang}>{escape(source.title)}</h2>'


def whole_text_html(document: Document, quote: Span | None, texts: Texts) -> str:
    """Return the whole text, with the quotation marked if there is one."""
    body = text_html(document, texts, marked=quote, marked_id=QUOTE_ID, heading_ids=HEADING_IDS)
    lang = language_attribute(document.source.language)
    return f'<div class="sv-document sv-words sv-page-text"{lang}>{body}</div>'


def outline_html(document: Document, texts: Texts) -> str:
    """Return the headings as links to where they stand."""
    shelf = texts.shelf
    # Documents may begin at any level; what counts is how deep a heading lies below the others.
    levels = sorted({heading.level for heading in document.headings})
    items = "".join(
        f'<li class="sv-level-{min(levels.index(heading.level), 3)}">'
        f'<a href="#{HEADING_IDS}{number}"{language_attribute(document.source.language)}>'
        f"{escape(document.text[heading.start : heading.end])}</a></li>"
        for number, heading in enumerate(document.headings)
    )
    body = f"<ol>{items}</ol>" if items else f"<p>{escape(shelf.no_outline)}</p>"
    return (
        f'<nav class="sv-aside sv-outline" aria-label="{escape(shelf.outline)}">'
        f"<h3>{escape(shelf.outline)}</h3>{body}</nav>"
    )


def languages_html(volume: Volume, texts: Texts) -> str:
    """Return how much of the text is in which language."""
    shares = volume.languages()
    if not shares:
        return ""
    language, heading = texts.language, texts.shelf.language_share
    rows = [
        (
            language_name(code, language),
            share,
            format_share(share, language),
        )
        for code, share in shares
    ]
    bars = bars_html(rows, heading)
    return f'<section class="sv-aside"><h3>{escape(heading)}</h3>{bars}</section>'


def passages_html(volume: Volume, texts: Texts) -> str:
    """Return the passages one by one: the units that search finds."""
    return f'<ol class="sv-passages">{"".join(_passages(volume, texts))}</ol>'


def _passages(volume: Volume, texts: Texts) -> list[str]:
    shelf, language = texts.shelf, texts.language
    items = []
    for number, passage in enumerate(volume.passages, start=1):
        place = shelf.passage_place.format(
            start=format_share(passage.start, language), end=format_share(passage.end, language)
        )
        page = texts.page.format(page=passage.page) if passage.page is not None else ""
        facts = (page, language_name(passage.language, language), place)
        trail = " › ".join(passage.headings)
        items.append(
            f'<li><p class="sv-passage-head"><strong>'
            f"{escape(shelf.passage_number.format(number=number))}</strong> "
            f"{escape(' · '.join(fact for fact in facts if fact))}</p>"
            + (f'<p class="sv-trail">{escape(trail)}</p>' if trail else "")
            + f'<div class="sv-words sv-document"{language_attribute(passage.language)}>'
            f"{escape(passage.text)}</div></li>"
        )
    return items
