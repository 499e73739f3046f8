"""What `samsvar bench` measured, and how it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from rich.console import Console
from rich.table import Table

Rows = Mapping[str, Mapping[str, float]]


@dataclass(slots=True, kw_only=True)
class Report:
    """Everything measured; seconds, milliseconds and megabytes as the names say.

    `gigaflops` is the machine's pace while it searched, a figure a round.
    """

    machine: str = ""
    embedding_passages_per_second: dict[str, float] = field(default_factory=dict)
    search_ms: dict[str, dict[str, float]] = field(default_factory=dict)
    gigaflops: list[float] = field(default_factory=list)
    cold_ask_seconds: float = 0.0
    cold_ask_peak_mb: float = 0.0
    ingest_seconds: float = 0.0
    reingest_unchanged_seconds: float = 0.0
    recall: dict[str, dict[str, dict[str, float]]] = field(default_factory=dict)


def figures(rows: Rows) -> list[str]:
    """Return rows of figures as lines: what a stage tells as soon as it is done."""
    return [
        f"{name}: {', '.join(f'{what} {value:g}' for what, value in row.items())}"
        for name, row in rows.items()
    ]


def print_report(console: Console, report: Report) -> None:
    """Print everything as tables."""
    console.print(report.machine, style="bold")
    console.print()
    console.print(_speeds(report))
    console.print(_times(report))
    for title, rows in report.recall.items():
        table = _table(f"Recall: {title}", "question-document, search", "questions", *_depths())
        for name, row in rows.items():
            table.add_row(
                name, f"{row['questions']:.0f}", *(f"{row[depth]:.3f}" for depth in _depths())
            )
        console.print(table)


def _speeds(report: Report) -> Table:
    table = _table("Embedding, passages of 190 tokens", "way", "passages/s", "ratio")
    for name, speed in report.embedding_passages_per_second.items():
        base = report.embedding_passages_per_second["sentence-transformers float32"]
        table.add_row(name, f"{speed:.1f}", f"{speed / base:.2f}")
    return table


def _times(report: Report) -> Table:
    table = _table("Time and memory", "what", "measured")
    for name, taken in report.search_ms.items():
        table.add_row(
            f"warm hybrid search, {name}", f"p50 {taken['p50']} ms, p95 {taken['p95']} ms"
        )
    slowest, fastest = min(report.gigaflops), max(report.gigaflops)
    table.add_row("  the machine meanwhile", f"{slowest:.0f} to {fastest:.0f} gigaflops")
    table.add_row("samsvar ask, cold process", f"{report.cold_ask_seconds} s")
    table.add_row("  its peak memory", f"{report.cold_ask_peak_mb:.0f} MB")
    table.add_row("ingest of the starter corpus", f"{report.ingest_seconds:.1f} s")
    table.add_row("again, unchanged", f"{report.reingest_unchanged_seconds:.2f} s")
    return table


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left")
    for position, column in enumerate(columns):
        table.add_column(column, justify="right" if position else "left")
    return table


def _depths() -> tuple[str, ...]:
    return ("R@1", "R@5", "R@10")
