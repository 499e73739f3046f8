"""What an ingest or a removal did, for people."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from app.terminal.consoles import one_line, show
from index.report import IngestReport


def print_ingest(console: Console, report: IngestReport, data: Path) -> None:
    """Print the counts of a run, the files that failed, and what else is worth knowing."""
    counts, failures = _counts(report), _failures(report)
    if not _touched(report):
        console.print("Nothing has changed." if report.unchanged else "There was nothing to read.")
    show(console, counts)
    if report.failed:
        if counts.row_count:
            console.print()
        console.print(Text(f"Could not be read ({len(report.failed)})", style="bold red"))
        show(console, failures)
    for note in report.notes:
        console.print()
        show(console, Text(one_line(note)))
    console.print()
    held = f"{_number(report.documents, 'document')}, {_number(report.passages, 'passage')}"
    # The folder stays in one piece, so that it can be copied.
    console.print(Text(f"The index holds {held}: {one_line(str(data))}"), soft_wrap=True)


def print_removal(console: Console, report: IngestReport) -> None:
    """Print which documents are gone, and from where."""
    for name in report.removed:
        console.print(Text(f"Removed {one_line(name)}"), soft_wrap=True)
    they, files, folders = _ONE if len(report.removed) == 1 else _MANY
    show(
        console,
        Text(
            f"{they} gone from the catalog, the vectors, the word index and the caches. "
            f"{files} on disk stayed: ingesting {folders} again brings the text back."
        ),
    )


_ONE = ("It is", "The file", "its folder")
_MANY = ("They are", "The files", "their folders")


def _touched(report: IngestReport) -> bool:
    return bool(report.added or report.changed or report.renamed or report.removed or report.failed)


def _counts(report: IngestReport) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(justify="right", style="bold")
    grid.add_column(overflow="fold")
    for number, what in (
        (len(report.added), "added"),
        (len(report.changed), "changed"),
        (len(report.renamed), "renamed"),
        (report.unchanged, "unchanged"),
        (len(report.removed), "removed"),
    ):
        if number:
            grid.add_row(str(number), what)
    if report.left_out:
        names = ", ".join(map(one_line, report.left_out))
        grid.add_row(str(len(report.left_out)), f"left out, as their metadata asks: {names}")
    if report.other_formats:
        kinds = ", ".join(
            f"{number} {one_line(suffix) or 'without a suffix'}"
            for suffix, number in sorted(report.other_formats.items())
        )
        grid.add_row(str(sum(report.other_formats.values())), f"in other formats: {kinds}")
    return grid


def _failures(report: IngestReport) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(overflow="fold", ratio=2)
    grid.add_column(overflow="fold", ratio=3)
    for failure in report.failed:
        grid.add_row(Text(one_line(failure.file)), Text(one_line(failure.reason), style="dim"))
    return grid


def _number(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
