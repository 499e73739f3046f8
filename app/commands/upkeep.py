"""The commands that serve the page, check the installation, and measure it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Literal

import typer

from app.commands.options import INTERRUPTED, AsJson, settings_of
from app.terminal.consoles import output, print_json, say

_PORT = 8501


def ui(
    context: typer.Context,
    port: Annotated[
        int, typer.Option(metavar="N", min=1, max=65535, help="The port to listen on.")
    ] = _PORT,
) -> None:
    """Serve the page on this machine.

    It can be reached from this machine only; Ctrl-C stops it.
    """
    from app.ui.launch import run_ui
    from index.errors import IndexMissingError
    from index.generation import current_folder
    from index.paths import IndexPaths

    settings = settings_of(context)
    # The page runs as a script of Streamlit's and reads its settings from the environment.
    os.environ["SAMSVAR_DATA"] = str(settings.data)
    try:
        current_folder(IndexPaths(settings.data).generations)
    except IndexMissingError as error:
        say(str(error))
    raise typer.Exit(run_ui(port, upload_megabytes=settings.max_file_mb))


def doctor(context: typer.Context, as_json: AsJson = False) -> None:
    """Show every setting, and check the installation.

    The exit code is 1 if something is wrong; what to do about it is the last thing shown.
    """
    from app.doctor import examine
    from app.terminal.checkup import print_checkup

    checkup = examine({"data": context.obj})
    if as_json:
        print_json(checkup.to_json())
    else:
        print_checkup(output(), checkup)
    if checkup.problems:
        raise typer.Exit(1)


def bench(context: typer.Context, as_json: AsJson = False) -> None:
    """Measure speed and quality on this machine."""
    from app.plugins import plugin_command

    raise typer.Exit(plugin_command("bench")(settings_of(context), json=as_json))


def evaluate(
    context: typer.Context,
    cases: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="CASES.jsonl", help="Files of cases; the project's own, if none is named."
        ),
    ] = None,
    report: Annotated[
        Path | None, typer.Option(metavar="OUT.html", help="Where a page with plots goes.")
    ] = None,
    against: Annotated[
        Path | None,
        typer.Option(metavar="OLD.json", help="An earlier run to compare with, as --out wrote it."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="NEW.json", help="Where the JSON of this run goes.")
    ] = None,
    baselines: Annotated[
        bool, typer.Option(help="Measure other retrievers over the same documents too.")
    ] = True,
    here: Annotated[
        bool,
        typer.Option("--here", help="Ask your own index, not one made of the starter documents."),
    ] = False,
    composer: Annotated[
        Literal["extractive", "generative"] | None,
        typer.Option(
            help="What composes the answers, before SAMSVAR_COMPOSER; `generative` also measures "
            "the check of a language model's sentences, for which none is needed."
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Measure how good the answers are.

    A case is one JSON object a line: id, lang, question, doc (the documents that answer; none if
    nothing does), answers (strings of which one must be quoted), kind, and perhaps history and all
    (several lists of strings, of each of which one must be quoted).
    """
    from app.plugins import EvalRequest, plugin_command

    request = EvalRequest(
        cases=tuple(cases or ()),
        report=report,
        against=against,
        out=out,
        baselines=baselines,
        here=here,
        composer=composer,
    )
    try:
        code = plugin_command("eval")(settings_of(context), request, json=as_json)
    except KeyboardInterrupt:
        say("Stopped. Nothing was written")
        raise typer.Exit(INTERRUPTED) from None
    raise typer.Exit(code)
