"""One question judged: what was asked, what came, and what that is worth."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from app.assistant.answer import Answer, Citation, Claim
from eval.acceptance import holds
from eval.cases import Case, language_pair
from eval.citations import citation_precision, citation_recall, is_supported, offset_law
from eval.frame_words import is_phrased_in
from eval.metrics import (
    NOT_COUNTED,
    Score,
    exact_match,
    refusal_precision,
    refusal_recall,
    span_f1,
    wrongly_refused,
)
from ingest.document import Document, Source
from ingest.errors import SamsvarError

Verdict = Literal[
    "quoted",
    "refused",
    "incomplete",
    "missed",
    "wrongly refused",
    "wrongly answered",
    "failed",
]
RIGHT: tuple[Verdict, ...] = ("quoted", "refused")


class Library(Protocol):
    """The documents that citations point into; a desk is one."""

    def sources(self) -> tuple[Source, ...]:
        """Return every source."""
        ...

    def document(self, path: str) -> Document:
        """Return the document of that name; a `SamsvarError` if there is none."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What the desk gave: an answer, or the reason why there is none; and how long it took."""

    answer: Answer | None
    milliseconds: float
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The best piece that was shown: how sure the desk is that it answers, and whether it does."""

    probability: float
    right: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A case with its reply and what that adds to each measure.

    `rank` is that of the first passage that answers; `baselines` holds, for each other retriever,
    what its ranking adds.
    """

    case: Case
    pair: str
    reply: Reply
    verdict: Verdict
    scores: Mapping[str, Score]
    shown: Shown | None = None
    rank: int | None = None
    baselines: Mapping[str, Mapping[str, Score]] = field(default_factory=dict)

    @property
    def right(self) -> bool:
        """Whether everything asked for was quoted, or a question without an answer refused."""
        return self.verdict in RIGHT


def judge(
    case: Case,
    reply: Reply,
    library: Library,
    *,
    ranking: Mapping[str, Score] | None = None,
    rank: int | None = None,
    baselines: Mapping[str, Mapping[str, Score]] | None = None,
) -> Judged:
    """Judge one reply; the scores of its rankings, if any, are put beside its own."""
    languages = {source.path: source.language for source in library.sources()}
    verdict = _verdict(case, reply.answer)
    return Judged(
        case=case,
        pair=language_pair(case, languages),
        reply=reply,
        verdict=verdict,
        scores={**_scores(case, reply.answer, verdict, library), **(ranking or {})},
        shown=_shown(case, reply.answer),
        rank=rank,
        baselines=baselines or {},
    )


def _verdict(case: Case, answer: Answer | None) -> Verdict:
    if answer is None:
        return "failed"
    if answer.status != "answered":
        return "wrongly refused" if case.answerable else "refused"
    if not case.answerable:
        return "wrongly answered"
    if all(_is_quoted(case, answer, need) for need in case.needs):
        return "quoted"
    return "incomplete" if _is_quoted(case, answer, case.accepted) else "missed"


def _scores(
    case: Case, answer: Answer | None, verdict: Verdict, library: Library
) -> dict[str, Score]:
    """Return what a reply adds to every measure of answers; one that failed is wrong in all."""
    hit = verdict in ("quoted", "incomplete")
    scores = {
        "right": Score(value=float(verdict in RIGHT)),
        "answer_hit": _if(case.answerable, float(hit)),
        "answer_complete": _if(case.answerable, float(verdict == "quoted")),
        "items_quoted": _if(bool(case.items), _items_quoted(case, answer)),
        "span_f1": _if(case.answerable, _best_span(case, answer, span_f1)),
        "span_exact_match": _if(case.answerable, _best_span(case, answer, exact_match)),
    }
    if answer is None:
        return scores | {"answer_language": Score(value=0.0)}

    def cited_text(citation: Citation) -> str:
        try:
            return library.document(citation.source.path).text[citation.start : citation.end]
        except SamsvarError:
            return ""

    def supports(claim: Claim, citations: Sequence[Citation]) -> bool:
        return is_supported(claim, citations, answer.language, cited_text)

    refused = answer.status != "answered"
    answerable = case.answerable
    return scores | {
        "quotes_with_answer": _if(hit or verdict == "missed", _quotes_with_answer(case, answer)),
        "refusal_precision": refusal_precision(refused=refused, answerable=answerable),
        "refusal_recall": refusal_recall(refused=refused, answerable=answerable),
        "wrongly_refused": wrongly_refused(refused=refused, answerable=answerable),
        "citation_recall": citation_recall(answer, supports),
        "citation_precision": citation_precision(answer, supports),
        "offset_law": offset_law(answer, cited_text),
        "answer_language": Score(value=float(is_phrased_in(answer, case.language))),
    }


def _shown(case: Case, answer: Answer | None) -> Shown | None:
    """Return the surest claim, or the nearest passage of a refusal; nothing if the desk failed."""
    if answer is None:
        return None
    if answer.claims:
        best = max(answer.claims, key=lambda claim: claim.support)
        cited = [one for one in answer.citations if one.number in best.citations]
        right = any(_answers(case, one.source.path, one.quote) for one in cited)
        return Shown(probability=best.support, right=right)
    if not answer.nearest:
        return Shown(probability=0.0, right=False)
    near = max(answer.nearest, key=lambda one: one.score)
    return Shown(probability=near.score, right=_answers(case, near.source.path, near.quote))


def _is_quoted(case: Case, answer: Answer, need: Sequence[str]) -> bool:
    return any(
        one.source.path in case.documents and holds(one.quote, need) for one in answer.citations
    )


def _answers(case: Case, path: str, quote: str) -> bool:
    return path in case.documents and holds(quote, case.accepted)


def _items_quoted(case: Case, answer: Answer | None) -> float:
    if answer is None or not case.items:
        return 0.0
    return sum(_is_quoted(case, answer, item) for item in case.items) / len(case.items)


def _quotes_with_answer(case: Case, answer: Answer) -> float:
    quotes = [_answers(case, one.source.path, one.quote) for one in answer.citations]
    return sum(quotes) / max(1, len(quotes))


def _best_span(
    case: Case, answer: Answer | None, measure: Callable[[str, Sequence[str]], float]
) -> float:
    """Measure the emphasised words of the surest claim that has any, against what is accepted."""
    emphasised = [claim for claim in answer.claims if claim.emphasis] if answer else []
    if not emphasised:
        return 0.0
    best = max(emphasised, key=lambda claim: claim.support)
    predicted = " ".join(best.text[span.start : span.end] for span in best.emphasis)
    return measure(predicted, case.accepted)


def _if(counted: bool, value: float) -> Score:
    return Score(value=value) if counted else NOT_COUNTED
