"""A quotation in its document as HTML, its translation, and what stands around them."""

from __future__ import annotations

from html import escape

from app.assistant.translate import Translation
from app.ui.document_text import text_html
from app.ui.markup import language_attribute
from app.ui.texts import Texts
from ingest.document import Document, Span

QUOTE_ID = "quote"
"""The id of the marked quotation in its excerpt."""

TRANSLATION_ID = "translation"
"""The id of the translation of the quotation."""

WHOLE_QUOTE_ID = "quote-in-document"
"""The id of the marked quotation in the whole document."""


def excerpt_html(document: Document, quote: Span, texts: Texts, *, around: int = 320) -> str:
    """Return the quotation in its text, with about `around` code points on either side."""
    start = _step_back(document.text, quote.start, around)
    end = _step_on(document.text, quote.end, around)
    # Blank lines at the cuts would only show as holes.
    start = quote.start - len(document.text[start : quote.start].lstrip())
    end = quote.end + len(document.text[quote.end : end].rstrip())
    body = text_html(
        document, texts, marked=quote, marked_id=QUOTE_ID, window=Span(start=start, end=end)
    )
    before = '<span class="sv-cut" data-label="…"></span>' if document.text[:start].strip() else ""
    after = '<span class="sv-cut" data-label="…"></span>' if document.text[end:].strip() else ""
    lang = language_attribute(document.source.language)
    return f'<div class="sv-excerpt sv-words"{lang}>{before}{body}{after}</div>'


def document_html(document: Document, quote: Span, texts: Texts) -> str:
    """Return the whole text with the quotation marked and a link that leads to it."""
    body = text_html(document, texts, marked=quote, marked_id=WHOLE_QUOTE_ID)
    lang = language_attribute(document.source.language)
    return (
        f'<p class="sv-jump"><a href="#{WHOLE_QUOTE_ID}">{texts.to_quote}</a></p>'
        f'<div class="sv-document sv-words" role="region" tabindex="0"'
        f' aria-label="{texts.whole_document_region}"{lang}>{body}</div>'
    )


def title_html(title: str, language: str) -> str:
    """Return the title of the open source."""
    return f'<h3 class="sv-source-title"{language_attribute(language)}>{escape(title)}</h3>'


def panel_heading_html(number: int | None, texts: Texts) -> str:
    """Return the heading over an open source, with its citation number if it has one."""
    heading = texts.source_heading if number is None else texts.source_number.format(number=number)
    return f'<h2 class="sv-panel-heading">{heading}</h2>'


def lost_quote_html(quote: str, texts: Texts) -> str:
    """Return a quotation whose document is gone or no longer holds these words there."""
    return (
        f'<p class="sv-lost">{texts.document_missing}</p>'
        f'<blockquote class="sv-near sv-words">{escape(quote)}</blockquote>'
    )


def translation_html(translation: Translation, texts: Texts) -> str:
    """Return a machine translation, labelled as one, and what it differs from the original in."""
    parts = [
        (texts.translation_missing, translation.missing),
        (texts.translation_added, translation.added),
    ]
    named = "".join(
        f"<li>{escape(form.format(facts=', '.join(facts)))}</li>" for form, facts in parts if facts
    )
    warning = (
        f'<div class="sv-differs" role="note"><p>{texts.translation_differs}</p>'
        f"<ul>{named}</ul></div>"
    )
    return (
        f'<section class="sv-translation" id="{TRANSLATION_ID}">'
        f"<h3>{texts.translation_heading}</h3>"
        f"{'' if translation.faithful else warning}"
        f'<p class="sv-translated"{language_attribute(translation.language)}>'
        f"{escape(translation.text)}</p>"
        f'<p class="sv-translator">{texts.translation_note}</p></section>'
    )


def not_translated_html(why: str, texts: Texts) -> str:
    """Return that a quotation was not translated, and why."""
    return f'<p class="sv-remark" role="alert">{texts.not_translated} {escape(why)}</p>'


def _step_back(text: str, start: int, around: int) -> int:
    """Return where the excerpt begins: after a line break if one is near, else after a space."""
    floor = max(0, start - around)
    if floor == 0:
        return 0
    window = text[floor:start]
    line = window.find("\n")
    if 0 <= line < around // 2:
        return floor + line + 1
    space = window.find(" ")
    return floor + space + 1 if space >= 0 else floor


def _step_on(text: str, end: int, around: int) -> int:
    """Return where the excerpt ends: before a line break if one is near, else before a space."""
    ceiling = min(len(text), end + around)
    if ceiling == len(text):
        return ceiling
    window = text[end:ceiling]
    line = window.rfind("\n")
    if line > around // 2:
        return end + line
    space = window.rfind(" ")
    return end + space if space >= 0 else ceiling
