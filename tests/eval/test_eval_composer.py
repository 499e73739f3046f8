"""`samsvar eval --composer`: the planted errors, and the cases if there is a model to ask."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from eval_fakes import CZECH, FakeDesk, FakeRanker, quoting, unit

from app.assistant.verification import Verdict
from app.plugins import EvalRequest
from app.settings import Settings, load_settings
from eval.claims import Judged, MeasuredClaims, PlantedClaim
from eval.evaluate import run
from eval.run_cases import Subject

QUOTE = "2 Czech prisons had\npartners in Hungary."
CASE = {
    "id": "nb-en-1",
    "lang": "nb",
    "question": "Hvor mange?",
    "doc": ["czech/2014.md"],
    "answers": ["2 Czech prisons"],
    "kind": "number",
}
MODEL = {"llm_base_url": "http://127.0.0.1:9/v1", "llm_model": "none"}


def planted(number: int, error: str, *, supported: bool) -> Judged:
    claim = PlantedClaim(
        id=f"t-{number}",
        language="nb",
        document="czech/2014.md",
        quote=QUOTE,
        statement="<b>To</b> [/red] fengsler.",
        error=error,
    )
    verdict = Verdict(
        supported=supported,
        citations=(1,) if supported else (),
        support=0.5,
        reason="" if supported else "number",
    )
    return Judged(claim=claim, quoted_in="en", verdict=verdict)


CLAIMS = MeasuredClaims(
    file="claims.jsonl",
    judged=(
        planted(1, "swap", supported=True),
        planted(2, "swap", supported=False),
        planted(3, "", supported=False),
        planted(4, "", supported=True),
    ),
    left_out=("t-5",),
)


@dataclass
class Bench:
    """Stands for what is measured, and keeps with which settings."""

    opened_with: list[Settings] = field(default_factory=list)
    judged_with: list[Settings] = field(default_factory=list)

    @contextmanager
    def opened(self, settings, *, here, compare, unpacking, progress) -> Iterator[Subject]:
        self.opened_with.append(settings)
        desk = FakeDesk({"Hvor mange?": quoting(CZECH, QUOTE)})
        yield Subject(desk=desk, ranker=FakeRanker([unit(CZECH)]), index={"documents": 2})

    def claimed(self, settings, *, progress) -> list[MeasuredClaims]:
        self.judged_with.append(settings)
        progress(1, 1)
        return [CLAIMS]

    def run(self, settings: Settings, *, as_json: bool = True, **facts) -> int:
        request = EvalRequest(**facts)
        return run(settings, request, json=as_json, opened=self.opened, claimed=self.claimed)


@pytest.fixture
def bench() -> Bench:
    return Bench()


@pytest.fixture
def cases(tmp_path: Path) -> tuple[Path, ...]:
    file = tmp_path / "cases.jsonl"
    file.write_text(json.dumps(CASE), encoding="utf-8")
    return (file,)


def test_without_a_model_the_check_alone_is_measured_and_that_is_said(bench, cases, capsys):
    assert bench.run(load_settings(), composer="generative", cases=cases) == 0
    facts = json.loads(capsys.readouterr().out)

    assert bench.opened_with == []
    assert facts["cases"] == {"files": [], "questions": 0}
    assert facts["notes"] == [
        "No language model is named (SAMSVAR_LLM_BASE_URL, SAMSVAR_LLM_MODEL): the verifier was "
        "measured on a fixed set of sentences, and no question was asked."
    ]
    found = facts["claims"]["claims.jsonl"]
    assert found["by_error"] == {
        "swap": {"false": 2, "caught": 0.5, "true": 0, "lost": None},
        "all": {"false": 2, "caught": 0.5, "true": 2, "lost": 0.5},
    }
    assert list(found["by_languages"]) == ["nb of en"]
    assert found["left_out"] == ["t-5"]
    assert [(one["id"], one["kind"], one["reason"]) for one in found["wrong"]] == [
        ("t-1", "swap", ""),
        ("t-3", "true", "number"),
    ]


def test_with_a_model_the_cases_are_asked_through_it(bench, cases, capsys):
    bench.run(load_settings(**MODEL), composer="generative", cases=cases)
    facts = json.loads(capsys.readouterr().out)

    assert [settings.composer for settings in bench.opened_with] == ["generative"]
    assert facts["cases"]["questions"] == 1
    assert facts["claims"]
    assert facts["notes"] == []


def test_the_composer_that_is_asked_for_wins_over_the_settings(bench, cases, capsys):
    bench.run(load_settings(composer="generative", **MODEL), composer="extractive", cases=cases)

    assert [settings.composer for settings in bench.opened_with] == ["extractive"]
    assert bench.judged_with == []
    assert json.loads(capsys.readouterr().out)["claims"] == {}


def test_the_tables_are_on_the_terminal_and_in_the_report(
    bench, cases, tmp_path, capsys, monkeypatch
):
    monkeypatch.setenv("COLUMNS", "80")
    report = tmp_path / "report.html"
    bench.run(load_settings(), as_json=False, composer="generative", cases=cases, report=report)
    out = capsys.readouterr().out
    page = report.read_text("utf-8")

    assert "Planted errors, claims.jsonl" in out
    assert "0.500" in out
    assert "No language model is named" in out
    assert "Over all questions" not in out
    assert "<caption>claims.jsonl: sentences with one error, and true ones</caption>" in page
    assert "&lt;b&gt;To&lt;/b&gt; [/red] fengsler." in page
    assert "<b>To</b>" not in page
