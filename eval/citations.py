"""Whether what an answer says is supported by what it cites.

Citation recall and precision as ALCE defines them (Gao et al. 2023, "Enabling Large Language Models
to Generate Text with Citations", EMNLP), with a test of the words themselves in the place of a
language model: nothing is supported that does not stand in the cited stretch of the document.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import get_args

from app.assistant.answer import Answer, Citation, Claim
from app.assistant.frames import language_name, published_date
from app.assistant.language import AnswerLanguage
from eval.acceptance import one_spaced
from eval.frame_words import frame_words, quote_and_frame
from eval.metrics import NOT_COUNTED, Score
from index.grams import words

Supports = Callable[[Claim, Sequence[Citation]], bool]
_WORD = re.compile(r"\w+")
_OPENING = re.compile(r"(?:^|[.!?:]\s+)\W*(\w+)")


def citation_recall(answer: Answer, supports: Supports) -> Score:
    """Return the share of claims that all their citations together support (Gao et al. 2023)."""
    if not answer.claims:
        return NOT_COUNTED
    supported = [supports(claim, _cited(answer, claim)) for claim in answer.claims]
    return Score(value=sum(supported) / len(supported))


def citation_precision(answer: Answer, supports: Supports) -> Score:
    """Return the share of citations that their claims need (Gao et al. 2023).

    A citation is not needed if it does not support its claim alone and the others do without it.
    None of the citations of an unsupported claim counts.
    """
    needed = [
        supports(claim, cited)
        and (supports(claim, [one]) or not supports(claim, [c for c in cited if c is not one]))
        for claim in answer.claims
        for cited in [_cited(answer, claim)]
        for one in cited
    ]
    return Score(value=sum(needed) / len(needed)) if needed else NOT_COUNTED


def offset_law(answer: Answer, cited_text: Callable[[Citation], str]) -> Score:
    """Return the share of citations whose quote is what the document holds at their offsets."""
    if not answer.citations:
        return NOT_COUNTED
    kept = [cited_text(citation) == citation.quote for citation in answer.citations]
    return Score(value=sum(kept) / len(kept))


def is_supported(
    claim: Claim,
    citations: Sequence[Citation],
    language: str,
    cited_text: Callable[[Citation], str],
) -> bool:
    """Tell whether citations support a claim, by the words alone.

    The words that it quotes stand in a cited stretch, line breaks aside. Every figure and name in
    the rest stands in what is known of the sources (agency, title, date, language) or belongs to
    the phrases of the language; of a claim that quotes nothing, in the cited words too.

    Parameters
    ----------
    cited_text
        `document.text[start:end]` of a citation, or nothing where there is no such stretch.
    """
    quote, frame = quote_and_frame(claim)
    texts = [cited_text(citation) for citation in citations]
    if quote and not any(one_spaced(quote) in one_spaced(text) for text in texts):
        return False
    known = {word for citation in citations for word in _facts(citation, language)}
    if language in get_args(AnswerLanguage):
        known |= frame_words(language)
    if not quote:
        known |= {word for text in texts for word in words(text)}
        known |= {word.casefold() for word in _OPENING.findall(frame)}
    return bool(citations) and _figures_and_names(frame) <= known


def _cited(answer: Answer, claim: Claim) -> list[Citation]:
    return [citation for citation in answer.citations if citation.number in claim.citations]


def _figures_and_names(text: str) -> set[str]:
    return {
        word.casefold()
        for word in _WORD.findall(unicodedata.normalize("NFKC", text))
        if word[0].isupper() or any(sign.isdigit() for sign in word)
    }


def _facts(citation: Citation, language: str) -> list[str]:
    source = citation.source
    told = [source.title, source.agency or "", source.published or ""]
    for spoken in get_args(AnswerLanguage):
        if spoken == language:
            told.append(language_name(citation.language, spoken))
            told.append(published_date(source.published, spoken) if source.published else "")
    return words(" ".join(told))
