"""What the commands that take a file of lines have in common."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from app.commands.options import INTERRUPTED
from app.terminal.consoles import say

if TYPE_CHECKING:
    pass


def answer_batch(
    batch: Path,
    out: Path,
    opened: Callable[[], Callable[[Mapping[str, Any]], Mapping[str, Any]]],
    doing: str,
) -> None:
    """Answer every line of the file `batch` into `out`, telling on a terminal how far it is.

    `opened` is called once the lines can be read, for what answers one of them.
    """
    from app.batch import read_lines, run_batch
    from app.terminal.progress import Bar

    lines = read_lines(batch, out)
    respond = opened()
    try:
        with Bar() as bar:
            report = run_batch(lines, out, respond, lambda *far: bar.show(doing, *far))
    except KeyboardInterrupt:
        say(f"Stopped. The lines that were done are in {out}")
        raise typer.Exit(INTERRUPTED) from None
    if report.failed:
        say(f'{report.failed} of {report.lines} lines have an "error" instead of an answer: {out}')
        raise typer.Exit(1)
