from __future__ import annotations

import json
from dataclasses import replace

import pytest
from eval_fakes import CZECH, FakeDesk, FakeRanker, make_case, quoting, unanswerable, unit

from eval.evaluation import Evaluation, evaluate
from eval.evaluation_json import evaluation_json
from eval.measures import BY_NAME, MEASURES, OF_GROUPS
from eval.run_cases import Subject, run_cases

QUOTE = "2 Czech prisons had\npartners in Hungary."


def evaluated(**more: object) -> Evaluation:
    """Four questions: quoted, refused rightly, refused wrongly, failed."""
    answer = replace(quoting(CZECH, QUOTE), timings_ms={"total": 100.0})
    desk = FakeDesk({"q1": answer, "q4": RuntimeError("broke")})
    cases = [
        make_case(id="nb-en-1", question="q1"),
        unanswerable(id="nb-none-1", question="q2"),
        make_case(id="nb-en-2", question="q3", kind="date"),
        make_case(id="nb-en-3", question="q4"),
    ]
    subject = Subject(
        desk=desk,
        ranker=FakeRanker([unit(CZECH)]),
        baselines={"other": FakeRanker([])},
        index={"fingerprint": "fake"},
    )
    return evaluate(
        run_cases(subject, cases),
        machine="a machine",
        when="2026-01-01",
        index=subject.index,
        files=["cases.jsonl"],
        **more,  # type: ignore[arg-type]
    )


@pytest.fixture(scope="module")
def evaluation() -> Evaluation:
    return evaluated()


def test_every_measure_is_there(evaluation):
    assert list(evaluation.metrics) >= [measure.name for measure in MEASURES]
    assert set(evaluation.metrics) == set(BY_NAME)
    assert {measure.name for measure in OF_GROUPS} <= set(BY_NAME)


@pytest.mark.parametrize(
    ("name", "value", "count"),
    [
        ("right", 2 / 4, 4),
        ("answer_hit", 1 / 3, 3),
        ("wrongly_refused", 1 / 2, 2),
        ("refusal_precision", 1 / 2, 2),
        ("refusal_recall", 1, 1),
        ("citation_recall", 1, 1),
        ("items_quoted", None, 0),
        ("passage_recall@1", 1, 3),
        ("calibration_error", (0.1 + 0) / 3, 3),
    ],
)
def test_measures_by_hand(evaluation, name, value, count):
    estimate = evaluation.metrics[name]

    assert estimate.value == (None if value is None else pytest.approx(value))
    assert estimate.n == count


def test_groups(evaluation):
    assert list(evaluation.by_pair) == ["nb-en", "nb-none"]
    assert evaluation.by_pair["nb-en"]["right"].value == pytest.approx(1 / 3)
    assert evaluation.by_kind["date"]["right"].n == 1
    assert evaluation.baselines["other"].metrics["passage_recall@10"].value == 0
    assert evaluation.baselines["other"].by_pair["nb-none"]["passage_recall@10"].value is None


def test_latency_is_that_of_the_answers(evaluation):
    assert evaluation.metrics["latency_p95"].n == 3
    assert evaluation.by_pair["nb-en"]["latency_p50"].n == 2


def test_as_json(evaluation):
    facts = json.loads(json.dumps(evaluation_json(evaluation), allow_nan=False))
    first, second, third, fourth = facts["questions"]

    assert facts["machine"] == "a machine"
    assert facts["index"] == {"fingerprint": "fake"}
    assert facts["cases"] == {"files": ["cases.jsonl"], "questions": 4}
    assert set(facts["metrics"]["right"]) == {"value", "low", "high", "n"}
    assert set(facts["baselines"]["other"]) == {"metrics", "by_pair"}
    assert (first["verdict"], first["right"], first["hit"], first["refused"]) == (
        "quoted", True, True, False,
    )  # fmt: skip
    assert first["answered"][0]["quote"] == QUOTE
    assert first["ms"] == 100.0
    assert (second["verdict"], second["status"], second["refused"]) == (
        "refused", "not_found", True,
    )  # fmt: skip
    assert third["expected"]["answers"] == ["2 Czech prisons"]
    assert (fourth["status"], fourth["error"], fourth["probability"]) == (
        "failed", "RuntimeError: broke", None,
    )  # fmt: skip
    assert facts["reliability"][-1]["count"] == 1


def test_no_questions_at_all():
    empty = evaluate([], machine="", when="", index={}, files=[])

    assert {estimate.n for estimate in empty.metrics.values()} == {0}
    assert empty.by_pair == empty.baselines == {}
