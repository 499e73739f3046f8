"""A hit as HTML: its source, and its words with what was searched for marked."""

from __future__ import annotations

from html import escape

from app.assistant.answer import Evidence
from app.locales import country_name, format_count, format_published, language_name
from app.research.matched import matched_spans
from app.ui.layers import Layer, layered_html
from app.ui.markup import language_attribute
from app.ui.texts import Texts
from index.query import Hit
from index.wording import Term, Wording
from ingest.document import Passage, Source

_BEFORE = 160
_AFTER = 320
_SHORTEST = 480


def hit_html(hit: Hit, sentence: Evidence | None, wording: Wording, texts: Texts) -> str:
    """Return a passage that was found, its best sentence and the words searched for marked."""
    passage = hit.passage
    also = ""
    if hit.duplicates:
        titles = ", ".join(
            texts.search.quoted.format(words=same.source.title) for same in hit.duplicates
        )
        told = texts.search.also_in.format(documents=titles)
        also = f'<p class="sv-also">{escape(told)}</p>'
    return (
        f'<article class="sv-hit">{_source_html(passage.source, passage.page, texts, passage)}'
        f"{_excerpt_html(passage, sentence, wording)}{also}</article>"
    )


def listed_html(hit: Hit, sentence: Evidence | None, wording: Wording, texts: Texts) -> str:
    """Return a document of the complete listing: its source and its best sentence."""
    passage = hit.passage
    return (
        f'<article class="sv-hit">{_source_html(passage.source, passage.page, texts, passage)}'
        f"{_excerpt_html(passage, sentence, wording, around=0)}</article>"
    )


def silent_html(sources: list[Source], texts: Texts) -> str:
    """Return documents in which nothing was found, one a line."""
    lines = "".join(
        f"<li><span{language_attribute(source.language)}>{escape(source.title)}</span>"
        f'<span class="sv-quiet"> {escape(_facts(source, None, texts))}</span></li>'
        for source in sources
    )
    return f'<ul class="sv-silent">{lines}</ul>'


def demands_html(wording: Wording, texts: Texts) -> str:
    """Return how a search was understood, empty if it demands nothing."""
    search = texts.search

    def quoted(term: Term) -> str:
        return search.quoted.format(words=term.written or term)

    lines = []
    if wording.required:
        clauses = [search.required_choice.join(map(quoted, one)) for one in wording.required]
        if len(clauses) > 1:
            clauses = [
                f"({told})" if len(one) > 1 else told
                for told, one in zip(clauses, wording.required, strict=True)
            ]
        lines.append(search.required.format(terms=search.required_joint.join(clauses)))
    if wording.excluded:
        lines.append(search.excluded.format(terms=", ".join(map(quoted, wording.excluded))))
    said = "".join(f"<span>{escape(line)}</span>" for line in lines)
    return f'<p class="sv-demands">{said}</p>' if lines else ""


def count_html(text: str) -> str:
    """Return how much was found, announced to screen readers."""
    return f'<p class="sv-count" role="status">{escape(text)}</p>'


def documents_counted(number: int, texts: Texts) -> str:
    """Return a number of documents in words."""
    return format_count(number, texts.document, texts.documents, texts.language)


def hits_counted(number: int, texts: Texts) -> str:
    """Return a number of hits in words."""
    return format_count(number, texts.search.hit, texts.search.hits, texts.language)


def _source_html(source: Source, page: int | None, texts: Texts, passage: Passage) -> str:
    lang = language_attribute(source.language)
    return (
        f'<h3 class="sv-hit-title"{lang}>{escape(source.title)}</h3>'
        f'<p class="sv-hit-facts">{escape(_facts(source, page, texts, passage.language))}</p>'
    )


def _facts(source: Source, page: int | None, texts: Texts, language: str = "") -> str:
    page_language = texts.language
    countries = [country_name(code, page_language) for code in source.countries]
    # A programme may have a dozen countries; the facets name them all.
    named = ", ".join(countries[:3]) + (" …" if len(countries) > 3 else "")
    known = (
        source.agency or "",
        named,
        format_published(source.published, page_language) if source.published else "",
        language_name(language or source.language, page_language),
        texts.page.format(page=page) if page is not None else "",
    )
    return " · ".join(part for part in known if part)


def _excerpt_html(
    passage: Passage, sentence: Evidence | None, wording: Wording, around: int = _BEFORE
) -> str:
    text = passage.text
    marked = [
        Layer(start=span.start, end=span.end, tag="mark") for span in matched_spans(text, wording)
    ]
    start, end = 0, min(len(text), _SHORTEST)
    layers: list[Layer] = []
    if sentence is not None:
        first, last = sentence.start - passage.start, sentence.end - passage.start
        start, end = _window(text, first, last, around)
        layers.append(Layer(start=first, end=last, tag="span", attributes=(("class", "sv-best"),)))
    else:
        end = _word_end(text, end)
    before = (
        '<span class="sv-cut" data-label="…\N{NO-BREAK SPACE}"></span>'
        if around and text[:start].strip()
        else ""
    )
    after = (
        '<span class="sv-cut" data-label="\N{NO-BREAK SPACE}…"></span>'
        if around and text[end:].strip()
        else ""
    )
    body = layered_html(text, [*layers, *marked], start=start, end=end)
    lang = language_attribute(passage.language)
    return f'<p class="sv-hit-words sv-words"{lang}>{before}{body}{after}</p>'


def _window(text: str, first: int, last: int, around: int) -> tuple[int, int]:
    """Return the stretch of `text` to show around its best sentence, at the edges of words."""
    if not around:
        return first, last
    start = max(0, first - around)
    if start:
        start = text.find(" ", start, first) + 1 or first
    end = min(len(text), max(last + around, start + _BEFORE + _AFTER))
    start = first - len(text[start:first].lstrip())
    end = _word_end(text, end, last)
    return start, last + len(text[last:end].rstrip())


def _word_end(text: str, end: int, least: int = 0) -> int:
    if end == len(text):
        return end
    space = text.rfind(" ", least, end)
    return space if space >= 0 else end
