"""How often an answer quotes the words that answer, and how often the desk rightly says nothing."""

from __future__ import annotations

from collections.abc import Sequence

from app.assistant.answer import Answer
from app.assistant.steps import Finished
from app.desk import Desk
from eval.cases import Case


def answer_quality(desk: Desk, cases: Sequence[Case]) -> dict[str, dict[str, float]]:
    """Ask every case; return shares by the languages of question and document.

    `answered`: something was quoted (for a case without an answer, wrongly). `quoted`: one of the
    case's answers stands in a quote from one of its documents. `language`: the answer is in the
    language of the question.
    """
    groups: dict[str, list[tuple[Case, Answer]]] = {}
    for case in cases:
        groups.setdefault(case.pair, []).append((case, _answer(desk, case.question)))
    return {
        pair: {
            "questions": len(group),
            "answered": _share([answer.status == "answered" for _, answer in group]),
            "quoted": _share([_is_quoted(case, answer) for case, answer in group]),
            "language": _share([answer.language == case.language for case, answer in group]),
        }
        for pair, group in sorted(groups.items())
    }


def _answer(desk: Desk, question: str) -> Answer:
    for step in desk.ask(question):
        if isinstance(step, Finished):
            return step.answer
    raise RuntimeError("the desk stopped before the answer was finished")


def _is_quoted(case: Case, answer: Answer) -> bool:
    return any(
        accepted in citation.quote
        for citation in answer.citations
        if citation.source.path in case.documents
        for accepted in case.answers
    )


def _share(values: Sequence[bool]) -> float:
    return round(sum(values) / len(values), 3)
