"""Answers as files, from the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from app.terminal.consoles import say

if TYPE_CHECKING:
    from app.assistant.answer import Answer


def answer_writer(
    context: typer.Context, target: Path, question: str | None
) -> Callable[[Answer], None]:
    """Return what writes an answer to `target`, having made sure beforehand that it can."""
    from datetime import date

    from app.export.formats import format_of, require_room, write_file
    from app.export.gather import Asked, gather

    if question is None:
        raise typer.BadParameter(
            "it goes with a QUESTION, not with --batch", ctx=context, param_hint="--export"
        )
    kind = format_of(target)
    require_room(target)

    def write(answer: Answer) -> None:
        report = gather(
            [Asked(question=question, outcome=answer)],
            language="en" if answer.language == "en" else "nb",
            made_on=date.today(),
        )
        write_file(target, kind.write(report))
        say(f"Written: {target}")

    return write
