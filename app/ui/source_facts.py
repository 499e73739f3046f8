"""What is known of a source, in one line or as a list."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from app.locales import country_name, format_published, language_name
from app.ui.texts import Texts
from ingest.document import Source


def facts_html(facts: Iterable[tuple[str, str]]) -> str:
    """Return terms and their values as a list; a term without a value is left out."""
    rows = "".join(
        f"<div><dt>{escape(term)}</dt><dd>{escape(value)}</dd></div>"
        for term, value in facts
        if value
    )
    return f'<dl class="sv-facts">{rows}</dl>'


def _facts_of(source: Source, page: int | None, texts: Texts) -> list[tuple[str, str]]:
    """Return what is known of a source, in the order in which it is shown."""
    language = texts.language
    countries = ", ".join(country_name(code, language) for code in source.countries)
    published = format_published(source.published, language) if source.published else ""
    return [
        (texts.agency, source.agency or ""),
        (texts.countries if len(source.countries) > 1 else texts.country, countries),
        (texts.source_language, language_name(source.language, language)),
        (texts.published, published),
        (texts.page_label, str(page) if page is not None else ""),
        (texts.file, source.path),
    ]


def source_line(source: Source, page: int | None, texts: Texts) -> str:
    """Return a source in one line of plain text: title, agency, page and date."""
    published = format_published(source.published, texts.language) if source.published else ""
    paged = texts.page.format(page=page) if page is not None else ""
    return ", ".join(part for part in (source.title, source.agency, paged, published) if part)


def source_html(source: Source, page: int | None, texts: Texts) -> str:
    """Return the facts of a source, with a link to where it was published."""
    return facts_html(_facts_of(source, page, texts)) + _link(source, page, texts)


def _link(source: Source, page: int | None, texts: Texts) -> str:
    address = source.source_url or ""
    # Sidecar files name the address: nothing but a web address becomes a link.
    if not address.startswith(("https://", "http://")):
        return ""
    document = address.partition("#")[0]
    if page is not None and document.partition("?")[0].lower().endswith(".pdf"):
        # What browsers understand: the document opens where the quotation stands.
        address = f"{document}#page={page}"
    return (
        f'<p class="sv-original"><a href="{escape(address)}" target="_blank" rel="noopener">'
        f"{texts.original}</a></p>"
    )
