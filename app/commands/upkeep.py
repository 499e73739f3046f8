"""The commands that serve the page, check the installation, and measure it."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from app.commands.options import AsJson, settings_of
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
    raise typer.Exit(run_ui(port))


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
