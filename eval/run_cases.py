"""Ask every case, once, and judge what comes."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from app.assistant.answer import Answer
from app.assistant.steps import Finished
from app.desk import Desk
from eval.cases import Case
from eval.judge import Judged, Reply, judge
from eval.metrics import Score
from eval.ranking import FOUND, Ranker, Unit, first_answer, ranking_scores
from index.search import QueryError
from ingest.errors import SamsvarError

_WARM_UP = Case(
    id="warm-up",
    language="nb",
    question="Hvem samarbeider med hvem om hva?",
    documents=(),
    answers=(),
    kind="",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What is measured: a desk, the search under it, and other retrievers over the same documents.

    `index` is what is told of the index in the report.
    """

    desk: Desk
    ranker: Ranker
    baselines: Mapping[str, Ranker] = field(default_factory=dict)
    index: Mapping[str, str | int] = field(default_factory=dict)


def run_cases(
    subject: Subject,
    cases: Sequence[Case],
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> list[Judged]:
    """Ask and judge every case, in their order; `progress` is told (done, in all)."""
    progress(0, len(cases))
    # The first question of a process waits for the model; that is no latency of an answer. Nor is
    # one that was asked before, of which a reader may remember something.
    ask(subject.desk, _WARM_UP)
    judged = []
    for done, case in enumerate(cases, start=1):
        judged.append(_run(subject, case))
        progress(done, len(cases))
    return judged


def ask(desk: Desk, case: Case) -> Reply:
    """Ask one case; whatever one question brings to light must not cost the others their answers.

    Raises
    ------
    SamsvarError
        If it is the index or the model that fails, and not the question.
    """
    begun = time.perf_counter()
    try:
        answer = _answer(desk, case)
    except QueryError as error:
        return Reply(answer=None, milliseconds=_since(begun), error=str(error))
    except SamsvarError:
        raise
    # Whatever one question brings to light, it counts as a failure and the others are still asked.
    except Exception as error:
        reason = " ".join(f"{type(error).__name__}: {error}".split())
        return Reply(answer=None, milliseconds=_since(begun), error=reason)
    return Reply(answer=answer, milliseconds=answer.timings_ms.get("total", _since(begun)))


def _run(subject: Subject, case: Case) -> Judged:
    reply = ask(subject.desk, case)
    # A follow-up is searched for as the question of its own that the desk made of it.
    question = reply.answer.standalone if reply.answer else case.question
    language = reply.answer.language if reply.answer else case.language

    def text_of(path: str) -> str:
        return subject.desk.document(path).text

    def rank(ranker: Ranker) -> list[Unit]:
        try:
            return ranker.rank(question, language, FOUND)
        except QueryError:
            return []

    def scores(ranker: Ranker) -> dict[str, Score]:
        return ranking_scores(case, ranker, rank(ranker), text_of)

    found = rank(subject.ranker)
    return judge(
        case,
        reply,
        subject.desk,
        ranking=ranking_scores(case, subject.ranker, found, text_of),
        rank=first_answer(case, found),
        baselines={name: scores(ranker) for name, ranker in subject.baselines.items()},
    )


def _answer(desk: Desk, case: Case) -> Answer:
    for step in desk.ask(case.question, history=case.history):
        if isinstance(step, Finished):
            return step.answer
    raise RuntimeError("the desk stopped before the answer was finished")


def _since(begun: float) -> float:
    return (time.perf_counter() - begun) * 1000
