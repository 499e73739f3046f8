"""Recall of a retriever over questions whose answers are known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from eval.acceptance import holds
from eval.cases import Case
from eval.questions import Question
from index.query import Hit, Query, Retriever
from ingest.document import Access

DEPTHS = (1, 5, 10)
_QUOTATION_MARKS = str.maketrans(dict.fromkeys('"«»“”„', " "))


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """A question, and when a passage counts as found: right document, and an answer in it."""

    text: str
    language: str
    pair: str
    documents: tuple[str, ...]
    answers: tuple[str, ...]

    @classmethod
    def of_question(cls, question: Question) -> Probe:
        """Probe with a question of the open sets."""
        return cls(
            text=question.text,
            language=question.language,
            pair=question.pair,
            documents=(question.document,),
            answers=(question.answer,),
        )

    @classmethod
    def of_case(cls, case: Case) -> Probe:
        """Probe with an answerable case of our own."""
        return cls(
            text=case.question,
            language=case.language,
            pair=case.pair,
            documents=case.documents,
            answers=case.answers,
        )

    def is_answered_by(self, hit: Hit) -> bool:
        """Tell whether a passage holds an answer."""
        return hit.passage.source.path in self.documents and holds(hit.passage.text, self.answers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recall:
    """The share of questions answered by one of the first 1, 5 and 10 passages (recall@k)."""

    questions: int
    at: dict[int, float]


def recall(retriever: Retriever, probes: Sequence[Probe]) -> Recall:
    """Search for each probe and count; a quotation mark in a question demands no exact words."""
    ranks = [_rank(retriever, probe) for probe in probes]
    return Recall(
        questions=len(ranks),
        at={
            k: sum(rank is not None and rank <= k for rank in ranks) / max(1, len(ranks))
            for k in DEPTHS
        },
    )


def by_pair(probes: Iterable[Probe]) -> dict[str, list[Probe]]:
    """Group probes by the languages of question and document."""
    groups: dict[str, list[Probe]] = {}
    for probe in probes:
        groups.setdefault(probe.pair, []).append(probe)
    return dict(sorted(groups.items()))


def _rank(retriever: Retriever, probe: Probe) -> int | None:
    query = Query(
        text=probe.text.translate(_QUOTATION_MARKS),
        clearance=Access.RESTRICTED,
        language=probe.language,
    )
    for rank, hit in enumerate(retriever.search(query, max(DEPTHS)), start=1):
        if probe.is_answered_by(hit):
            return rank
    return None
