"""What the page tells of a run is what the run found."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.quality import MEASURES, quality_from
from eval.measures import MEASURES as KNOWN
from eval.quality import keep_quality
from ingest.errors import SamsvarError

RUN = {
    "machine": "somebody's",
    "when": "2026-11-22T06:18:24+00:00",
    "index": {"fingerprint": "f", "documents": 34, "passages": 210, "model": "words@1"},
    "cases": {"files": ["test.jsonl"], "questions": 222},
    "metrics": {
        name: {"value": 0.5, "low": 0.4, "high": 0.6, "n": 187} for name in (*MEASURES, "span_f1")
    },
    "questions": [{"id": "long"}],
}


def test_a_run_is_kept_as_the_page_tells_it(tmp_path: Path) -> None:
    run, target = tmp_path / "run.json", tmp_path / "quality.json"
    run.write_text(json.dumps(RUN))
    keep_quality(run, target)
    kept = json.loads(target.read_text())
    assert quality_from(kept) == quality_from(RUN)
    assert set(kept["metrics"]) == set(MEASURES)
    assert "machine" not in kept


def test_the_measures_that_are_told_are_measures() -> None:
    assert set(MEASURES) <= {measure.name for measure in KNOWN}


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"when": "2026"}'])
def test_what_is_no_run_is_not_kept(tmp_path: Path, text: str) -> None:
    run, target = tmp_path / "run.json", tmp_path / "quality.json"
    run.write_text(text)
    with pytest.raises(SamsvarError, match="the run cannot be read"):
        keep_quality(run, target)
    assert not target.exists()
