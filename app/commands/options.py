"""What several commands share: their options, and the settings they run with."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from app.settings import Settings

# What a shell expects of a command that was stopped with Ctrl-C.
INTERRUPTED = 130

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
BatchFile = Annotated[
    Path | None,
    typer.Option("--batch", metavar="FILE", help="Take a file of JSON lines instead; see above."),
]
OutFile = Annotated[
    Path | None,
    typer.Option("--out", metavar="FILE", help="Where the lines that answer a batch go."),
]


def settings_of(context: typer.Context) -> Settings:
    """Return the settings, `--data` before the environment."""
    from app.settings import load_settings

    return load_settings(data=context.obj)


def require_one(
    context: typer.Context, name: str, text: str | None, batch: Path | None, out: Path | None
) -> None:
    """Raise a usage error unless there is either a text, or a batch with its output."""
    if (text is None) == (batch is None):
        raise typer.BadParameter("give either this or --batch", ctx=context, param_hint=name)
    if (batch is None) != (out is None):
        raise typer.BadParameter("it goes with --batch", ctx=context, param_hint="--out")
