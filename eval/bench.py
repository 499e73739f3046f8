"""`samsvar bench`: how fast and how good, measured here, in one run.

Nothing of the user's index is touched: everything is built in a temporary folder, from the starter
corpus, with the model the settings name. Comparisons are made in one run on one machine, so that
their ratios mean something; the absolute figures belong to the machine they are printed with.
"""

from __future__ import annotations

import json as json_format
import os
import platform
import random
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from app.factory import open_desk, open_embedder, open_retriever, open_writer
from app.settings import Settings
from eval.answers import answer_quality
from eval.cases import CROSSLINGUAL, read_cases
from eval.questions import norquad, xquad
from eval.retrieval import Probe, Recall, by_pair, recall
from eval.speed import (
    ASKED,
    MANY_PASSAGES,
    cold_ask,
    embedding_speeds,
    fill_with_many,
    search_latency,
    seconds,
)
from index.embedder import SentenceTransformerEmbedder
from index.model_folder import model_folder
from index.open_index import OpenIndex
from index.paths import IndexPaths
from index.search import Mode

_QUESTIONS = 60
_ACROSS = 600


@dataclass(slots=True, kw_only=True)
class Report:
    """Everything measured; seconds, milliseconds and megabytes as the names say."""

    machine: str = ""
    embedding_passages_per_second: dict[str, float] = field(default_factory=dict)
    search_ms: dict[str, dict[str, float]] = field(default_factory=dict)
    cold_ask_seconds: float = 0.0
    cold_ask_peak_mb: float = 0.0
    ingest_seconds: float = 0.0
    reingest_unchanged_seconds: float = 0.0
    recall: dict[str, dict[str, dict[str, float]]] = field(default_factory=dict)
    answers: dict[str, dict[str, float]] = field(default_factory=dict)


def run(settings: Settings, *, json: bool) -> int:
    """Measure and print; the entry point of `samsvar bench`."""
    report = Report(machine=_machine())
    with tempfile.TemporaryDirectory(prefix="samsvar-bench-") as folder:
        measured = settings.model_copy(update={"data": Path(folder) / "data"})
        _measure(measured, settings.questions, Path(folder), report)
    if json:
        print(json_format.dumps(asdict(report), ensure_ascii=False, indent=1))
    else:
        _print(report)
    return 0


def _measure(settings: Settings, questions: Path | None, folder: Path, report: Report) -> None:
    with _stage("unpacking the model and reading the starter corpus"):
        embedder = open_embedder(settings)
        embedder.queries([ASKED])
        report.ingest_seconds = seconds(lambda: open_writer(settings).ingest([settings.corpus]))
        writer = open_writer(settings)
        report.reingest_unchanged_seconds = seconds(lambda: writer.ingest([settings.corpus]))
    index = OpenIndex(IndexPaths(settings.data))
    generation = index.generation()
    passages = generation.shelf.passages(range(1, generation.manifest.passages + 1))
    texts = [passage.text for passage in passages.values()]

    with _stage("asking from a cold process"):
        report.cold_ask_seconds, report.cold_ask_peak_mb = cold_ask(settings)
    with _stage("embedding"):
        report.embedding_passages_per_second = embedding_speeds(
            embedder, model_folder(settings.model, index.paths.models), texts
        )
    with _stage("searching the starter corpus"):
        asked = [case.question for case in read_cases(Path(str(CROSSLINGUAL)))][:_QUESTIONS]
        report.search_ms["starter corpus"] = search_latency(settings, embedder, index, asked)
    with _stage(f"searching {MANY_PASSAGES:,} passages"):
        many = settings.model_copy(update={"data": folder / "many"})
        fill_with_many(many, texts, embedder)
        large = OpenIndex(IndexPaths(many.data))
        report.search_ms[f"{large.generation().manifest.passages:,} passages"] = search_latency(
            many, embedder, large, asked
        )
    with _stage("own questions across languages"):
        cases = [case for case in read_cases(Path(str(CROSSLINGUAL))) if case.documents]
        probes = [Probe.of_case(case) for case in cases]
        report.recall["own questions"] = _recall(settings, embedder, index, probes)
    with _stage("answers to own questions"):
        every = read_cases(Path(str(CROSSLINGUAL)))
        report.answers = answer_quality(open_desk(settings), every)
    if questions is not None:
        with _stage("NorQuAD and XQuAD"):
            report.recall |= _open_sets(settings, embedder, questions, folder)


def _recall(
    settings: Settings,
    embedder: SentenceTransformerEmbedder,
    index: OpenIndex,
    probes: Sequence[Probe],
    modes: Sequence[Mode] = ("dense", "lexical", "hybrid"),
) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for pair, group in by_pair(probes).items():
        for mode in modes:
            retriever = open_retriever(settings, embedder, index, mode)
            found[f"{pair} {mode}"] = _row(recall(retriever, group))
    return found


def _open_sets(
    settings: Settings, embedder: SentenceTransformerEmbedder, questions: Path, folder: Path
) -> dict[str, dict[str, dict[str, float]]]:
    """NorQuAD validation by itself, then all of both sets in one index, across languages."""
    validation, training, english = (
        norquad(questions, "validation"),
        norquad(questions, "train"),
        xquad(questions),
    )
    found = {}
    alone = settings.model_copy(update={"data": folder / "alone"})
    validation.write(folder / "alone-texts")
    open_writer(alone).ingest([folder / "alone-texts"])
    probes = [Probe.of_question(question) for question in validation.questions]
    found["NorQuAD validation"] = _recall(
        alone, embedder, OpenIndex(IndexPaths(alone.data)), probes
    )
    mixed = settings.model_copy(update={"data": folder / "mixed"})
    for one in (validation, training, english):
        one.write(folder / "mixed-texts")
    open_writer(mixed).ingest([folder / "mixed-texts"])
    across = [
        question
        for one in (training, english)
        for question in one.questions
        if question.pair != "nb-nb"
    ]
    chosen = random.Random(0).sample(across, _ACROSS)
    found["NorQuAD and XQuAD in one index"] = _recall(
        mixed,
        embedder,
        OpenIndex(IndexPaths(mixed.data)),
        [Probe.of_question(question) for question in chosen],
        modes=("hybrid",),
    )
    return found


def _row(result: Recall) -> dict[str, float]:
    return {
        "questions": result.questions,
        **{f"R@{k}": round(share, 3) for k, share in result.at.items()},
    }


def _machine() -> str:
    import torch

    name = torch.cpu.get_capabilities().get("cpu_name", platform.processor())
    return f"{name}, {os.cpu_count()} cores, Python {platform.python_version()}"


@contextmanager
def _stage(name: str) -> Iterator[None]:
    print(f"{name} ...", file=sys.stderr, flush=True)
    yield


def _print(report: Report) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console()
    console.print(report.machine, style="bold", markup=False)
    console.print()
    speeds = Table(title="Embedding, passages of 190 tokens", title_justify="left")
    speeds.add_column("way")
    speeds.add_column("passages/s", justify="right")
    speeds.add_column("ratio", justify="right")
    for name, speed in report.embedding_passages_per_second.items():
        base = report.embedding_passages_per_second["sentence-transformers float32"]
        speeds.add_row(name, f"{speed:.1f}", f"{speed / base:.2f}")
    console.print(speeds)
    times = Table(title="Time and memory", title_justify="left")
    times.add_column("what")
    times.add_column("measured", justify="right")
    for name, taken in report.search_ms.items():
        times.add_row(
            f"warm hybrid search, {name}", f"p50 {taken['p50']} ms, p95 {taken['p95']} ms"
        )
    times.add_row("samsvar ask, cold process", f"{report.cold_ask_seconds} s")
    times.add_row("  its peak memory", f"{report.cold_ask_peak_mb:.0f} MB")
    times.add_row("ingest of the starter corpus", f"{report.ingest_seconds:.1f} s")
    times.add_row("again, unchanged", f"{report.reingest_unchanged_seconds:.2f} s")
    console.print(times)
    answers = Table(title="Answers to own questions", title_justify="left")
    for column in ("question-document", "questions", "answered", "answer quoted", "language right"):
        answers.add_column(column, justify="left" if column == "question-document" else "right")
    for pair, row in report.answers.items():
        answers.add_row(
            pair,
            f"{row['questions']:.0f}",
            *(f"{row[name]:.2f}" for name in ("answered", "quoted", "language")),
        )
    console.print(answers)
    for title, rows in report.recall.items():
        table = Table(title=f"Recall: {title}", title_justify="left")
        for column in ("question-document, search", "questions", "R@1", "R@5", "R@10"):
            table.add_column(column, justify="left" if column.startswith("q") else "right")
        for name, row in rows.items():
            table.add_row(
                name, f"{row['questions']:.0f}", *(f"{row[f'R@{k}']:.3f}" for k in (1, 5, 10))
            )
        console.print(table)
