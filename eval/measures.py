"""What is measured: the names of the measures, what they mean, and how they are written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from eval.bootstrap import Estimate
from eval.ranking import DEPTHS

NO_VALUE = "–"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One measure; `better` says which way is up, and `unit` what it is a number of."""

    name: str
    title: str
    meaning: str
    group: Literal["answers", "refusals", "citations", "calibration", "retrieval", "latency"]
    better: Literal["high", "low"] = "high"
    unit: Literal["share", "ms"] = "share"

    def shown(self, estimate: Estimate) -> str:
        """Return the value, as text."""
        return self.number(estimate.value)

    def interval(self, estimate: Estimate) -> str:
        """Return the 95 % interval, as text."""
        if estimate.value is None:
            return NO_VALUE
        return f"{self.number(estimate.low)} to {self.number(estimate.high)}"

    def number(self, value: float | None, *, signed: bool = False) -> str:
        """Return a number of this measure's, as text."""
        if value is None:
            return NO_VALUE
        sign = "+" if signed and value else ""
        # The minus sign is the one that is as wide as the plus.
        text = f"{value:{sign}.0f}" if self.unit == "ms" else f"{value:{sign}.3f}"
        return text.replace("-", "−")


_ANSWERS = (
    Measure(
        name="right",
        title="Right in the end",
        meaning="everything asked for is quoted, or what nothing answers is refused",
        group="answers",
    ),
    Measure(
        name="answer_hit",
        title="Accepted words quoted",
        meaning="an accepted string stands in a quote from a document that holds the answer",
        group="answers",
    ),
    Measure(
        name="answer_complete",
        title="Everything asked for quoted",
        meaning="the same, and of a question for several things every one",
        group="answers",
    ),
    Measure(
        name="items_quoted",
        title="Items quoted",
        meaning="of questions for several things, the share of them that is quoted",
        group="answers",
    ),
    Measure(
        name="quotes_with_answer",
        title="Quotes that answer",
        meaning="where an answer was given, the share of its quotes that hold an accepted string",
        group="answers",
    ),
    Measure(
        name="span_f1",
        title="F1 of the emphasised words",
        meaning="words in common with the accepted string that fits best (SQuAD); a refusal is 0",
        group="answers",
    ),
    Measure(
        name="span_exact_match",
        title="Emphasised words exact",
        meaning="they are an accepted string, punctuation and articles aside (SQuAD)",
        group="answers",
    ),
    Measure(
        name="answer_language",
        title="Language right",
        meaning="the answer says it is in the question's language, and its phrases are",
        group="answers",
    ),
)
_REFUSALS = (
    Measure(
        name="refusal_precision",
        title="Refusals that are right",
        meaning="of the questions refused, the share that nothing answers (precision)",
        group="refusals",
    ),
    Measure(
        name="refusal_recall",
        title="Unanswerable refused",
        meaning="of the questions that nothing answers, the share refused (recall)",
        group="refusals",
    ),
    Measure(
        name="wrongly_refused",
        title="Answerable refused",
        meaning="of the questions with an answer, the share refused all the same",
        group="refusals",
        better="low",
    ),
)
_CITATIONS = (
    Measure(
        name="citation_recall",
        title="Claims supported",
        meaning="by what they cite, by the words alone (citation recall, ALCE)",
        group="citations",
    ),
    Measure(
        name="citation_precision",
        title="Citations needed",
        meaning="for the claim that makes them (citation precision, ALCE)",
        group="citations",
    ),
    Measure(
        name="offset_law",
        title="Quotes where they say",
        meaning="document.text[start:end] is the quote, sign for sign",
        group="citations",
    ),
)
_CALIBRATION = (
    Measure(
        name="calibration_error",
        title="Expected calibration error",
        meaning="how far the probability shown is from the share that is right",
        group="calibration",
        better="low",
    ),
    Measure(
        name="area_under_risk",
        title="Area under risk and coverage",
        meaning="the mean share of wrong answers, whatever share is answered",
        group="calibration",
        better="low",
    ),
)
_LATENCY = tuple(
    Measure(
        name=f"latency_p{percentile}",
        title=f"Time to answer, p{percentile} (ms)",
        meaning="warm, in one process",
        group="latency",
        better="low",
        unit="ms",
    )
    for percentile in (50, 95)
)


def _retrieval(level: Literal["passage", "document"]) -> tuple[Measure, ...]:
    noun = level.capitalize()
    needed = "passage that holds the answer" if level == "passage" else "document that answers"
    recall = tuple(
        Measure(
            name=f"{level}_recall@{depth}",
            title=f"{noun} R@{depth}",
            meaning=f"a {needed} is the first" if depth == 1 else f"one is among the first {depth}",
            group="retrieval",
        )
        for depth in DEPTHS
    )
    return (
        *recall,
        Measure(
            name=f"{level}_mrr@10",
            title=f"{noun} MRR@10",
            meaning=f"1 / rank of the first {needed}",
            group="retrieval",
        ),
        Measure(
            name=f"{level}_ndcg@10",
            title=f"{noun} nDCG@10",
            meaning="how early all of them come",
            group="retrieval",
        ),
    )


RETRIEVAL = (*_retrieval("passage"), *_retrieval("document"))
# Those that are means over questions; the others need all questions at once.
AVERAGED = (*_ANSWERS, *_REFUSALS, *_CITATIONS, *RETRIEVAL)
MEASURES = (*_ANSWERS, *_REFUSALS, *_CITATIONS, *_CALIBRATION, *RETRIEVAL, *_LATENCY)
BY_NAME = {measure.name: measure for measure in MEASURES}
# What the tables of groups show, in this order.
OF_GROUPS = tuple(
    BY_NAME[name]
    for name in (
        "right",
        "answer_hit",
        "answer_complete",
        "wrongly_refused",
        "refusal_recall",
        "passage_recall@1",
        "passage_recall@5",
        "passage_mrr@10",
        "span_f1",
        "answer_language",
    )
)
