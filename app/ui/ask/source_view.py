"""The source that lies open, or the collection when none does."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from app.assistant.answer import Citation
from app.assistant.llm import ModelUnavailable
from app.assistant.notices import told
from app.assistant.translate import Translation
from app.desk import Desk
from app.locales import format_number, format_years, language_name
from app.ui import markup, scripts, source_facts
from app.ui.ask import source_markup
from app.ui.ask.conversation import Conversation, Place
from app.ui.ask.page_view import draw_page
from app.ui.frame import Frame
from app.ui.texts import Texts
from ingest.document import Document, Source, Span
from ingest.errors import SamsvarError


def draw_source(desk: Desk, place: Place, conversation: Conversation, frame: Frame) -> None:
    """Draw where a quotation stands: its source, its surroundings, and the document on demand."""
    texts = frame.texts
    number = place.number if isinstance(place, Citation) else None
    with st.container(key="source-panel", gap="small"):
        with st.container(key="source-bar", horizontal=True, gap="small"):
            st.html(source_markup.panel_heading_html(number, texts))
            st.button(
                texts.close_source, key="close-source", type="tertiary", on_click=conversation.close
            )
        st.html(source_markup.title_html(place.source.title, place.source.language))
        document = _document_of(desk, place)
        quote = Span(start=place.start, end=place.end)
        if document is None:
            st.html(source_markup.lost_quote_html(place.quote, texts))
        else:
            st.html(source_markup.excerpt_html(document, quote, texts))
        _draw_translation(desk, conversation, texts)
        draw_page(desk.pages, place, texts)
        st.html(source_facts.source_html(place.source, place.page, texts))
        if document is not None:
            _draw_whole(document, quote, texts)
            with st.container(key="open-document"):
                # An address holds text alone.
                span = {"start": str(place.start), "end": str(place.end)}
                path = place.source.path
                frame.link("documents", texts.ask.open_document, document=path, **span)


def draw_collection(sources: tuple[Source, ...], texts: Texts) -> None:
    """Draw what can be asked about, and how answers are made."""
    language = texts.language
    spoken = Counter(source.language for source in sources if source.language != "und")
    agencies = Counter(source.agency for source in sources if source.agency)
    dates = [source.published for source in sources if source.published]
    facts = [
        (
            texts.documents.capitalize(),
            format_number(len(sources), language),
        ),
        (
            texts.collection_languages,
            ", ".join(language_name(code, language) for code, _ in spoken.most_common()),
        ),
        (texts.collection_agencies, ", ".join(name for name, _ in agencies.most_common(8))),
        (texts.collection_period, format_years(dates)),
    ]
    with st.container(key="collection", gap="small"):
        st.html(
            f'<section class="sv-collection"><h2>{texts.collection_heading}</h2>'
            f"{source_facts.facts_html(facts)}"
            f"<h2>{texts.how_heading}</h2><p>{texts.how}</p></section>"
        )


def _draw_translation(desk: Desk, conversation: Conversation, texts: Texts) -> None:
    """Draw the translation of the open quotation, or the button that asks for it."""
    if not desk.translates or conversation.translated_into is None:
        return
    translating = conversation.translating
    with st.container(key="translation", gap="small"):
        label = texts.translate
        if translating is not None and not translating.done:
            st.html(markup.status_html(texts.translating))
            return
        match translating and translating.outcome:
            case Translation() as translation:
                st.html(source_markup.translation_html(translation, texts))
                if translating is not None and not translating.shown:
                    # It may come below the fold of the panel, where nobody would look for it.
                    scripts.reveal_element(source_markup.TRANSLATION_ID)
                    translating.shown = True
                return
            case ModelUnavailable() as error:
                why = told(error.kind, texts.language)
                st.html(source_markup.not_translated_html(why, texts))
                label = texts.translate_again
            case Exception():
                st.html(source_markup.not_translated_html(texts.no_translation, texts))
                label = texts.translate_again
        st.button(
            label, key="translate", type="tertiary", on_click=conversation.translate, args=(desk,)
        )


def _document_of(desk: Desk, place: Place) -> Document | None:
    """Return the document if it still holds the quotation where it was cited."""
    try:
        document = desk.document(place.source.path)
    except SamsvarError:
        return None
    # The index may have been rebuilt from an edited file since the answer was made. To mark other
    # words than the cited ones would be worse than to mark none.
    return document if document.text[place.start : place.end] == place.quote else None


def _draw_whole(document: Document, quote: Span, texts: Texts) -> None:
    # A handbook may hold a million characters: they are sent only once somebody asks for them.
    key = f"whole-{document.source.id}"
    with st.expander(texts.whole_document, key=key, on_change="rerun") as whole:
        if whole.open:
            st.html(source_markup.document_html(document, quote, texts))
            scripts.scroll_to_element(source_markup.WHOLE_QUOTE_ID)
