"""The command line, put together.

Whatever is heavy is imported inside the commands, so that `samsvar --help` is there at once.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from app.commands import asking, collection, searching, upkeep
from app.commands.feedback import feedback
from app.terminal.consoles import never_fail_on_encoding, output, say
from ingest.errors import SamsvarError

app = typer.Typer(
    name="samsvar",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)

_EXAMPLES: dict[Callable[..., None], str] = {
    collection.ingest: "samsvar ingest ~/documents",
    asking.ask: 'samsvar ask "Hvor mange tsjekkiske fengsler har partnere i Ungarn?"',
    searching.search: 'samsvar search "prison partners" --country Hungary --from 2014',
    collection.documents: "samsvar documents",
    collection.text: "samsvar text kdi/portefolje.md",
    collection.remove: "samsvar remove kdi/portefolje.md",
    upkeep.ui: "samsvar ui --port 8501",
    feedback: "samsvar feedback --json",
    upkeep.doctor: "samsvar doctor",
    upkeep.bench: "samsvar bench --json",
    upkeep.evaluate: "samsvar eval --report report.html --out run.json",
}
for _command, _example in _EXAMPLES.items():
    _name = _example.split()[1]
    app.command(_name, epilog=f"Example: {_example}")(_command)


def main() -> None:
    """Run the command line: the entry point `samsvar`."""
    never_fail_on_encoding()
    try:
        app(args=_data_first(sys.argv[1:]))
    except SamsvarError as error:
        say(str(error))
    except (OSError, sqlite3.Error) as error:
        where = f": {error.filename}" if isinstance(error, OSError) and error.filename else ""
        what = (error.strerror if isinstance(error, OSError) else None) or str(error)
        say(f"{what}{where}. `samsvar doctor` checks the folders and the space on the disk")
    sys.exit(1)


def _data_first(arguments: list[str]) -> list[str]:
    """Let `--data DIR` stand behind the command too, where people write it as often."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    for at, argument in enumerate(arguments[:end]):
        if argument == "--data" or argument.startswith("--data="):
            size = 2 if argument == "--data" else 1
            return [*arguments[at : at + size], *arguments[:at], *arguments[at + size :]]
    return arguments


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        output().print(f"samsvar {version('samsvar')}")
        raise typer.Exit


@app.callback()
def _everywhere(
    context: typer.Context,
    data: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR", help="Where the index and the models live; goes before SAMSVAR_DATA."
        ),
    ] = None,
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Ask questions of correctional cooperation documents; answers cite their exact words."""
    context.obj = data
