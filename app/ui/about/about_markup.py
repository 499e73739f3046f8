"""The page about Samsvar, part by part, as HTML in which all that is foreign is plain text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape

from app.installation import InstallationFacts, Library
from app.locales import (
    format_count,
    format_number,
    format_published,
    format_share,
    language_name,
)
from app.quality import Measured, Quality
from app.ui.source_facts import facts_html
from app.ui.texts import Texts
from app.ui.texts.about import MeasureTexts
from ingest.document import Source

_AGENCIES = 10  # more are counted together


def lead_html(texts: Texts) -> str:
    """Return the heading of the page and what Samsvar is."""
    said = "".join(f"<p>{paragraph}</p>" for paragraph in texts.about.lead)
    return f'<div class="sv-about-lead"><h2 class="sv-title">{texts.about.heading}</h2>{said}</div>'


def collection_html(sources: Sequence[Source], installed: InstallationFacts, texts: Texts) -> str:
    """Return what is indexed: how much, in which languages, by whom, and from when to when."""
    words, language = texts.about, texts.language
    if not sources:
        return _section(words.collection, f"<p>{words.empty}</p>")
    # Dates of reduced precision sort by what is known of them.
    dates = sorted(source.published for source in sources if source.published)
    spoken = Counter(language_name(source.language, language) for source in sources)
    agencies = Counter(source.agency or words.no_agency for source in sources)
    rows = [
        (words.documents, format_number(len(sources), language)),
        (words.by_language, _counted(spoken.most_common(), texts)),
        (words.by_agency, _counted(agencies.most_common(_AGENCIES), texts, left=len(agencies))),
        (words.oldest, format_published(dates[0], language) if dates else ""),
        (words.newest, format_published(dates[-1], language) if dates else ""),
        (words.indexed_on, format_published(installed.indexed_on.isoformat(), language)),
    ]
    return _section(words.collection, facts_html(rows))


def quality_html(quality: Quality | None, model: str, texts: Texts) -> str:
    """Return how good the answers were when they were measured, figure by figure."""
    words, language = texts.about, texts.language
    if quality is None:
        return _section(words.quality, f"<p>{words.no_quality}</p>")
    lead = words.quality_lead.format(
        date=format_published(quality.when[:10], language),
        questions=words.questions.format(questions=format_number(quality.questions, language)),
        documents=format_count(quality.documents, texts.document, texts.documents, language),
    )
    figures = "".join(
        _measure_html(told, quality.measures[name], texts) for name, told in words.measures.items()
    )
    after = [words.quality_own]
    if quality.model != model:
        after.insert(0, words.quality_other_model.format(model=quality.model))
    return _section(
        words.quality,
        f'<p>{escape(lead)}</p><ul class="sv-measures">{figures}</ul>' + _paragraphs(after),
    )


def limits_html(texts: Texts) -> str:
    """Return what Samsvar cannot do."""
    items = "".join(f"<li>{limit}</li>" for limit in texts.about.limits_listed)
    return _section(texts.about.limits, f"<ul>{items}</ul>")


def privacy_html(installed: InstallationFacts, texts: Texts) -> str:
    """Return what leaves the machine, where it goes, and that nothing else does."""
    words, endpoint = texts.about, installed.endpoint
    said = [words.stays]
    if endpoint is None and installed.fetched_model is None:
        said.append(words.no_network)
    if endpoint is not None:
        form = {
            "conversations": words.sends_conversations,
            "quotations": words.sends_quotations,
        }[endpoint.receives]
        said += [
            form.format(model=endpoint.model, address=endpoint.address),
            words.sends_nothing_else,
        ]
    if installed.fetched_model is not None:
        said.append(words.fetched_model.format(model=installed.fetched_model))
    return _section(words.privacy, _paragraphs(said))


def versions_html(installed: InstallationFacts, texts: Texts) -> str:
    """Return the fingerprints that tell one installation from another."""
    words = texts.about
    rows = [
        (words.samsvar, installed.version),
        (words.index, installed.index),
        (words.model, installed.model),
        (words.reader, installed.reader),
    ]
    return _section(words.versions, facts_html(rows))


def licences_html(libraries: Iterable[Library], texts: Texts) -> str:
    """Return under which licences Samsvar and all it is made of may be used."""
    words = texts.about
    rows = "".join(
        f'<tr><th scope="row">{escape(one.name)}</th><td>{escape(one.version)}</td>'
        f"<td>{escape(one.licence)}</td></tr>"
        for one in libraries
    )
    heads = "".join(
        f'<th scope="col">{head}</th>' for head in (words.library, words.version, words.licence)
    )
    table = (
        f'<details class="sv-libraries"><summary>{words.libraries}</summary>'
        f'<div role="region" tabindex="0" aria-label="{words.libraries}"><table>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div></details>"
    )
    return _section(words.licences, _paragraphs(words.licences_lead) + (table if rows else ""))


def _measure_html(told: MeasureTexts, measured: Measured, texts: Texts) -> str:
    words, language = texts.about, texts.language
    low, high = (format_share(share, language) for share in (measured.low, measured.high))
    questions = words.questions.format(questions=format_number(measured.questions, language))
    spread = f"{words.interval.format(low=low, high=high)} " if low != high else ""
    return (
        f'<li><p class="sv-figure">{format_share(measured.value, language)}</p>'
        f"<div><h4>{told.name}</h4><p>{told.meaning}</p>"
        f'<p class="sv-spread">{spread}{questions}.</p></div></li>'
    )


def _counted(counts: Sequence[tuple[str, int]], texts: Texts, *, left: int | None = None) -> str:
    """Return names with how many documents each has, and how many names are left out."""
    listed = [f"{name} ({format_number(number, texts.language)})" for name, number in counts]
    if left is not None and left > len(counts):
        more = format_number(left - len(counts), texts.language)
        listed.append(texts.about.more_agencies.format(number=more))
    return ", ".join(listed)


def _section(heading: str, body: str) -> str:
    return f'<section class="sv-about"><h3>{heading}</h3>{body}</section>'


def _paragraphs(said: Iterable[str]) -> str:
    return "".join(f"<p>{escape(paragraph)}</p>" for paragraph in said)
