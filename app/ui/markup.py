"""An answer's parts as HTML in which every word of theirs is plain text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape

from app.assistant.answer import Citation, Claim, Nearest, Struck
from app.assistant.language import answer_language
from app.assistant.notices import struck_because
from app.ui.layers import Layer, layered_html
from app.ui.texts import Texts
from ingest.errors import SamsvarError


def title_html(texts: Texts) -> str:
    """Return the page's name and its promise."""
    return f'<h1 class="sv-name">Samsvar</h1><p class="sv-promise">{texts.promise}</p>'


def language_attribute(code: str) -> str:
    """Return ` lang="code"` for a language that is known, else nothing."""
    known = re.fullmatch(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", code) and code != "und"
    return f' lang="{code}"' if known else ""


def question_html(question: str, texts: Texts, *, standalone: str = "", language: str = "") -> str:
    """Return a question, and how it was understood where that differs."""
    lang = language_attribute(language)
    heading = f'<h2 class="sv-question"{lang}>{escape(question)}</h2>'
    if not standalone or standalone.strip() == question.strip():
        return heading
    understood = escape(texts.understood_as.format(question=standalone))
    return f'{heading}<p class="sv-understood">{understood}</p>'


def prose_html(text: str, language: str, *, name: str = "sv-prose") -> str:
    """Return a sentence of the answer around its claims as one paragraph."""
    return f'<p class="{name}"{language_attribute(language)}>{escape(text)}</p>'


def claim_html(claim: Claim, citations: Sequence[Citation], language: str) -> str:
    """Return a claim: its quotation set apart, what was asked for strong, its numbers raised."""
    layers: list[Layer] = []
    if claim.quote is not None:
        quoted = {cited.language for cited in citations if cited.number in claim.citations}
        # Two sources in two languages leave the quotation's own language untold.
        spoken = quoted.pop() if len(quoted) == 1 else ""
        attributes: tuple[tuple[str, str], ...] = (("class", "sv-quote"),)
        if language_attribute(spoken):
            attributes += (("lang", spoken),)
        layers.append(
            Layer(
                start=claim.quote.start,
                end=claim.quote.end,
                tag="span",
                attributes=attributes,
            )
        )
    layers += [Layer(start=span.start, end=span.end, tag="strong") for span in claim.emphasis]
    chips = "".join(f'<span class="sv-chip">{number}</span>' for number in claim.citations)
    return (
        f'<p class="sv-claim"{language_attribute(language)}>'
        f"{layered_html(claim.text, layers)}<sup>{chips}</sup></p>"
    )


def struck_html(struck: Struck, language: str) -> str:
    """Return a sentence that no source supports, struck out, with the reason after it."""
    because = struck_because(struck.reason, answer_language(language))
    return (
        f'<p class="sv-struck"{language_attribute(language)}><s>{escape(struck.text)}</s> '
        f'<span class="sv-because">({escape(because)})</span></p>'
    )


def remark_html(text: str, language: str) -> str:
    """Return what a reader must know about how the answer was made, as a calm line."""
    return f'<p class="sv-remark" role="note"{language_attribute(language)}>{escape(text)}</p>'


def status_html(text: str) -> str:
    """Return what is being done right now, announced to screen readers."""
    return f'<p class="sv-status" role="status">{escape(text)}</p>'


def nearest_html(near: Nearest) -> str:
    """Return a passage that came near, as a quotation."""
    lang = language_attribute(near.source.language)
    return f'<blockquote class="sv-near sv-words"{lang}>{escape(near.quote.strip())}</blockquote>'


def failure_html(
    error: SamsvarError, texts: Texts, *, heading: str = "", language: str = "en"
) -> str:
    """Return an error, which speaks `language`, as what went wrong, where, and what to do."""
    spoken = language_attribute(language)
    rows = [(texts.failed_where, error.where), (texts.failed_remedy, error.remedy)]
    listed = "".join(
        f"<dt>{escape(term)}</dt><dd{spoken}>{escape(value)}</dd>" for term, value in rows if value
    )
    return (
        f'<div class="sv-failure" role="alert"><h3>{heading or texts.failed_heading}</h3>'
        f"<p{spoken}>{escape(error.what)}</p>" + (f"<dl>{listed}</dl>" if listed else "") + "</div>"
    )


def notice_html(
    heading: str, paragraphs: Iterable[str] = (), *, language: str = "", command: str = ""
) -> str:
    """Return a calm box with a heading; a command to run stands after the first paragraph."""
    spoken = language_attribute(language)
    before, *after = [f"<p{spoken}>{escape(paragraph)}</p>" for paragraph in paragraphs] or [""]
    code = f'<pre class="sv-command" tabindex="0"><code>{escape(command)}</code></pre>'
    middle = code if command else ""
    return (
        f'<div class="sv-notice"><h3>{escape(heading)}</h3>{before}{middle}{"".join(after)}</div>'
    )


def page_heading_html(heading: str) -> str:
    """Return the heading of a page."""
    return f'<h2 class="sv-title">{escape(heading)}</h2>'


def section_html(heading: str) -> str:
    """Return the heading of a part of a page."""
    return f'<h3 class="sv-section">{escape(heading)}</h3>'


def command_html(lead: str, command: str) -> str:
    """Return a command to run, with a line that leads to it."""
    return (
        f'<p class="sv-lead-in">{escape(lead)}</p>'
        f'<pre class="sv-command" tabindex="0"><code>{escape(command)}</code></pre>'
    )
