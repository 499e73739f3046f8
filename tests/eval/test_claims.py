"""Planted errors: how claims are read, matched with their quotes, and counted."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from app.assistant.answer import Evidence
from app.assistant.verification import Drafted, Verdict
from eval.claims import (
    CorpusPassages,
    Judged,
    PlantedClaim,
    Row,
    by_error,
    by_languages,
    evidence_for,
    judge,
    read_claims,
    table,
)


class Doubter:
    """Supports whatever is not said to be false."""

    def verify(self, sentence: Drafted, evidence: Sequence[Evidence]) -> Verdict:
        assert sentence.cited == (1,)
        stands = "false" not in sentence.text
        return Verdict(
            supported=stands,
            citations=(1,) if stands else (),
            support=0.5,
            reason="" if stands else "number",
        )


def claim(number: int, statement: str, error: str = "", language: str = "nb") -> PlantedClaim:
    return PlantedClaim(
        id=f"c-{number}",
        language=language,
        document="a.md",
        quote="Det er to land.",
        statement=statement,
        error=error,
    )


@pytest.fixture
def passages(tmp_path: Path) -> CorpusPassages:
    (tmp_path / "a.md").write_text("# Tittel\n\nDet er\nto land. Der er ingen.\n", "utf-8")
    return CorpusPassages(tmp_path, lambda texts: [len(text.split()) for text in texts])


def judged(passages: CorpusPassages) -> list[Judged]:
    return judge(
        [
            claim(1, "There are two.", language="en"),
            claim(2, "This is false.", "figure", language="en"),
            claim(3, "Det er tre.", "figure"),
            claim(4, "A false alarm."),
        ],
        Doubter(),
        passages,
    )


def test_lines_become_claims():
    line = {"id": "d-1", "lang": "nb", "doc": "a.md", "quote": "q", "statement": "s"}
    text = "\n".join(
        json.dumps({**line, **rest})
        for rest in ({"supported": True, "error": None}, {"supported": False, "error": "swap"})
    )

    assert [one.error for one in read_claims(f"{text}\n\n")] == ["", "swap"]


def test_a_quote_is_found_whatever_its_line_breaks(passages):
    found = evidence_for("Det er\n  to land.", passages("a.md"))

    assert found is not None
    assert found.text == "Det er to land."
    assert evidence_for("Det er tre land.", passages("a.md")) is None


def test_a_claim_whose_quote_is_not_there_is_left_out(passages):
    nowhere = PlantedClaim(
        id="x", language="nb", document="a.md", quote="nowhere", statement="s", error=""
    )

    assert judge([nowhere], Doubter(), passages) == []


def test_caught_and_lost_are_counted_by_error_and_by_languages(passages):
    found = judged(passages)

    assert by_error(found) == [
        Row(name="figure", false=2, caught=1, true=0, lost=0),
        Row(name="all", false=2, caught=1, true=2, lost=1),
    ]
    assert [(row.name, row.caught, row.lost) for row in by_languages(found)] == [
        ("en of nb", 1, 0),
        ("nb of nb", 0, 1),
    ]


def test_the_table_leaves_out_shares_of_nothing(passages):
    assert "| figure | 2 | 0.500 | 0 | – |" in table(by_error(judged(passages)))
