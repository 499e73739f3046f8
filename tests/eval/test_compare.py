from __future__ import annotations

import json

import pytest

from eval.compare import compare, read_run, sign_test
from ingest.errors import SamsvarError


def question(identity: str, *, right: bool, **more: object) -> dict[str, object]:
    return {
        "id": identity,
        "pair": "nb-en",
        "kind": "number",
        "question": f"Question {identity}?",
        "right": right,
        "verdict": "quoted" if right else "missed",
        **more,
    }


def run(*questions: dict[str, object], **metrics: float | None) -> dict[str, object]:
    return {
        "metrics": {
            name: {"value": value, "low": value, "high": value, "n": 1}
            for name, value in metrics.items()
        },
        "questions": list(questions),
    }


OLD = run(
    question("1", right=True),
    question("2", right=True),
    question("3", right=False),
    question("4", right=False, verdict="wrongly refused", pair="en-nb"),
    question("gone", right=True),
    question("reworded", right=True),
    right=0.5,
    latency_p50=80.0,
    items_quoted=None,
)
NEW = run(
    question("1", right=True),
    question("2", right=False),
    question("3", right=True),
    question("4", right=True, pair="en-nb"),
    question("new", right=False),
    question("reworded", right=False, question="Something else?"),
    right=0.6,
    latency_p50=90.0,
    items_quoted=0.4,
    unheard_of=1.0,
)


def test_which_questions_turned():
    comparison = compare(OLD, NEW, "old.json")

    assert [flip.id for flip in comparison.lost] == ["2"]
    # In groups: by languages, then by kind.
    assert [(flip.id, flip.old, flip.new) for flip in comparison.gained] == [
        ("4", "wrongly refused", "quoted"),
        ("3", "missed", "quoted"),
    ]
    assert (comparison.common, comparison.only_old, comparison.only_new) == (4, 2, 2)


def test_what_moved_and_whether_for_the_better():
    deltas = {delta.measure.name: delta for delta in compare(OLD, NEW, "old.json").deltas}

    assert set(deltas) == {"right", "latency_p50", "items_quoted"}
    assert deltas["right"].change == pytest.approx(0.1)
    assert deltas["right"].is_better is True
    assert deltas["latency_p50"].is_better is False
    assert deltas["items_quoted"].change is deltas["items_quoted"].is_better is None


def test_the_same_run_has_not_moved():
    comparison = compare(OLD, OLD, "old.json")

    assert comparison.gained == comparison.lost == ()
    assert {delta.is_better for delta in comparison.deltas} == {None}
    assert comparison.chance == 1


@pytest.mark.parametrize(
    ("better", "worse", "chance"),
    [
        (0, 0, 1.0),
        (1, 1, 1.0),
        (0, 1, 1.0),
        # All of five one way: twice one in 32.
        (5, 0, 2 / 32),
        # One or none of six, either way: twice 7 of 64.
        (1, 5, 14 / 64),
    ],
)
def test_the_sign_test_by_hand(better, worse, chance):
    assert sign_test(better, worse) == pytest.approx(chance)


def test_as_json():
    facts = compare(OLD, NEW, "old.json").to_json()

    assert facts["right_to_wrong"] == ["2"]
    assert facts["wrong_to_right"] == ["4", "3"]
    assert facts["metrics"]["right"] == {"old": 0.5, "new": 0.6, "change": 0.1}
    assert facts["sign_test_p"] == 1.0
    json.dumps(facts, allow_nan=False)


def test_reading_an_earlier_run(tmp_path):
    file = tmp_path / "run.json"
    file.write_text(json.dumps(OLD), encoding="utf-8")

    assert read_run(file) == OLD


@pytest.mark.parametrize(
    "text",
    ["{", "[]", "3", "{}", '{"metrics": {}, "questions": [{"id": 1}]}', '{"metrics": {"a": 1}}'],
)
def test_what_is_no_run_is_told(tmp_path, text):
    file = tmp_path / "run.json"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(SamsvarError, match="no run") as error:
        read_run(file)
    assert str(file) in str(error.value)


def test_a_run_that_is_not_there(tmp_path):
    with pytest.raises(SamsvarError, match="cannot be read"):
        read_run(tmp_path / "nowhere.json")
