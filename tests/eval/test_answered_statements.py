"""Questions with an answer after them, as statements about the text they ask of."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from eval.answered_statements import answered_statements
from eval.support_pairs import SupportPair

TEXT = (
    "The order was founded in the north. Anna Berg led it from 1901, and Nils Dahl kept its books. "
    "Later the books were burnt by a careless printer of another town."
)


def answered(folder: Path, question: str, answer: str) -> list[SupportPair]:
    """Return what is made of one question; the texts differ until one is not held out."""
    (folder / "norquad").mkdir(parents=True)
    (folder / "xquad").mkdir()
    for name in ("train", "questions_en"):
        (folder / "norquad" / f"{name}.jsonl").write_text("", "utf-8")
    rows = [
        {
            "title": "Order",
            "context": f"{TEXT} {number}.",
            "qas": [{"question": question, "answer": answer, "answer_start": TEXT.index(answer)}],
        }
        for number in range(3)
    ]
    (folder / "xquad" / "train.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    return answered_statements(folder, random.Random(0))


@pytest.mark.parametrize(
    ("question", "answer", "wrong"),
    [("Who led the order?", "Anna Berg", "Nils Dahl"), ("From which year?", "1901", None)],
)
def test_the_wrong_answer_is_of_the_same_kind_and_stands_beside_the_right_one(
    tmp_path, question, answer, wrong
):
    made = answered(tmp_path, question, answer)
    true = {one.statement for one in made if one.supported}
    false = {(one.statement, answer in one.quote.text) for one in made if not one.supported}

    assert true == {f"{question} {answer}."}
    # Where nothing else could be the answer, a sentence is quoted that lacks it.
    for statement, quotes_the_answer in false:
        assert statement == f"{question} {wrong if quotes_the_answer else answer}."
    assert all(answer in one.quote.text for one in made if one.supported)
