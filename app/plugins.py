"""Commands that a higher floor adds to the command line.

`app` may not import what lies above it, so such a command announces itself as an entry point of
the group `samsvar.commands`, under the command's name:

    [project.entry-points."samsvar.commands"]
    bench = "eval.bench:run"

The entry point is a function with the signature of `PluginCommand`. It is imported when the command
is run and not before.
"""

from __future__ import annotations

from importlib.metadata import entry_points
from typing import Protocol, cast

from app.settings import Settings
from ingest.errors import SamsvarError

GROUP = "samsvar.commands"


class PluginCommand(Protocol):
    """Runs a command and returns its exit code; a `SamsvarError` becomes one line and exit 1."""

    def __call__(self, settings: Settings, *, json: bool) -> int:
        """Run with `settings`; with `json`, print one JSON object on stdout and nothing else."""
        ...


def plugin_command(name: str) -> PluginCommand:
    """Return the command of that name.

    Raises
    ------
    SamsvarError
        If no installed package announces it.
    """
    for point in entry_points(group=GROUP, name=name):
        return cast(PluginCommand, point.load())
    raise SamsvarError(
        f"this installation has no `{name}`",
        where=f"entry point {GROUP}",
        remedy="Run: pip install -e . in the project's folder",
    )
