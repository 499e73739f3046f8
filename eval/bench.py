"""`samsvar bench`: how fast and how good, measured here, in one run.

Nothing of the user's index is touched: everything is built in a temporary folder, from the starter
corpus, with the model the settings name. Comparisons are made in one run on one machine, so that
their ratios mean something; the absolute figures belong to the machine they are printed with.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from app.factory import open_retriever, open_search, open_writer
from app.models import open_embedder, open_reader
from app.settings import Settings
from app.terminal.consoles import output, print_json, say
from eval.bench_report import Report, Rows, figures, print_report
from eval.cases import own_cases
from eval.machine import machine
from eval.questions import norquad, xquad
from eval.retrieval import Probe, Recall, by_pair, recall
from eval.speed import (
    ASKED,
    MANY_PASSAGES,
    cold_ask,
    embedding_speeds,
    fill_with_many,
    search_latencies,
    seconds,
)
from index.embedder import Embedder
from index.model_folder import model_folder
from index.open_index import OpenIndex
from index.paths import IndexPaths
from index.query import Retriever
from index.search import Mode

_QUESTIONS = 60
_ACROSS = 600


def run(settings: Settings, *, json: bool) -> int:
    """Measure and print; the entry point of `samsvar bench`."""
    report = Report(machine=machine())
    with tempfile.TemporaryDirectory(prefix="samsvar-bench-") as folder:
        measured = settings.model_copy(update={"data": Path(folder) / "data"})
        _measure(measured, settings.questions, Path(folder), report)
    if json:
        print_json(asdict(report))
    else:
        print_report(output(), report)
    return 0


def _measure(settings: Settings, questions: Path | None, folder: Path, report: Report) -> None:
    with _stage("unpacking the model and reading the starter corpus") as told:
        embedder = open_embedder(settings)
        embedder.queries([ASKED])
        report.ingest_seconds = seconds(lambda: open_writer(settings).ingest([settings.corpus]))
        writer = open_writer(settings)
        report.reingest_unchanged_seconds = seconds(lambda: writer.ingest([settings.corpus]))
        told({"ingest": {"s": report.ingest_seconds, "s again": report.reingest_unchanged_seconds}})
    index = OpenIndex(IndexPaths(settings.data))
    generation = index.generation()
    passages = generation.shelf.passages(range(1, generation.manifest.passages + 1))
    texts = [passage.text for passage in passages.values()]

    with _stage("asking from a cold process") as told:
        report.cold_ask_seconds, report.cold_ask_peak_mb = cold_ask(settings)
        told({"cold ask": {"s": report.cold_ask_seconds, "MB": report.cold_ask_peak_mb}})
    with _stage("embedding") as told:
        report.embedding_passages_per_second = embedding_speeds(
            embedder, model_folder(settings.model, index.paths.models), texts
        )
        told({"passages/s": report.embedding_passages_per_second})
    cases = [case for case in own_cases() if not case.history]
    with _stage(f"searching the starter corpus and {MANY_PASSAGES:,} passages") as told:
        many = settings.model_copy(update={"data": folder / "many"})
        fill_with_many(many, texts, embedder)
        large = OpenIndex(IndexPaths(many.data))
        report.search_ms, report.gigaflops = search_latencies(
            {
                "starter corpus": open_retriever(settings, embedder, index, "hybrid"),
                f"{large.generation().manifest.passages:,} passages": open_retriever(
                    many, embedder, large, "hybrid"
                ),
            },
            [case.question for case in cases][:_QUESTIONS],
        )
        paces = {"slowest": min(report.gigaflops), "fastest": max(report.gigaflops)}
        told({**report.search_ms, "gigaflops meanwhile": paces})
    with _stage("own questions across languages") as told:
        probes = [Probe.of_case(case) for case in cases if case.documents]
        report.recall["own questions"] = _recall(settings, embedder, index, probes)
        told(report.recall["own questions"])
    if questions is not None:
        with _stage("NorQuAD and XQuAD") as told:
            for name, rows in _open_sets(settings, embedder, questions, folder):
                report.recall[name] = rows
                told(rows)


def _recall(
    settings: Settings,
    embedder: Embedder,
    index: OpenIndex,
    probes: Sequence[Probe],
    modes: Sequence[Mode] = ("dense", "lexical", "hybrid"),
) -> dict[str, dict[str, float]]:
    retrievers: dict[str, Retriever] = {
        mode: open_retriever(settings, embedder, index, mode) for mode in modes
    }
    retrievers["read"] = open_search(settings, embedder, index, open_reader(settings, embedder))
    return {
        f"{pair} {name}": _row(recall(retriever, group))
        for pair, group in by_pair(probes).items()
        for name, retriever in retrievers.items()
    }


def _open_sets(
    settings: Settings, embedder: Embedder, questions: Path, folder: Path
) -> Iterator[tuple[str, dict[str, dict[str, float]]]]:
    """Yield NorQuAD validation by itself, then all of both sets in one index, across languages."""
    validation, training, english = (
        norquad(questions, "validation"),
        norquad(questions, "train"),
        xquad(questions),
    )
    alone = settings.model_copy(update={"data": folder / "alone"})
    validation.write(folder / "alone-texts")
    open_writer(alone).ingest([folder / "alone-texts"])
    probes = [Probe.of_question(question) for question in validation.questions]
    index = OpenIndex(IndexPaths(alone.data))
    yield "NorQuAD validation", _recall(alone, embedder, index, probes)
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
    index = OpenIndex(IndexPaths(mixed.data))
    probes = [Probe.of_question(question) for question in chosen]
    yield (
        "NorQuAD and XQuAD in one index",
        _recall(mixed, embedder, index, probes, modes=("hybrid",)),
    )


def _row(result: Recall) -> dict[str, float]:
    return {
        "questions": result.questions,
        **{f"R@{k}": round(share, 3) for k, share in result.at.items()},
    }


@contextmanager
def _stage(name: str) -> Iterator[Callable[[Rows], None]]:
    """Say what is being measured; the figures are told as soon as they are there."""
    say(f"{name} ...")

    def told(rows: Rows) -> None:
        for line in figures(rows):
            say(f"- {line}")

    yield told
