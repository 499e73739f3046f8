"""Commands that a higher floor adds to the command line.

`app` may not import what lies above it, so such a command announces itself as an entry point of
the group `samsvar.commands`, under the command's name:

    [project.entry-points."samsvar.commands"]
    bench = "eval.bench:run"
    eval = "eval.evaluate:run"

What the command line offers is declared in `app.commands.upkeep`; what a command is handed, by the
protocols here. The entry point is imported when the command is run and not before.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any, Literal, Protocol, overload

from app.settings import Settings
from ingest.errors import SamsvarError

GROUP = "samsvar.commands"


@dataclass(frozen=True, slots=True, kw_only=True)
class EvalRequest:
    """What `samsvar eval` shall measure, and what it shall leave behind.

    Without `cases` it takes the project's own. `here` asks for the user's index in place of one of
    the starter documents; `against` is the JSON of an earlier run, `out` where that of this one
    goes. `composer` wins over the settings; with `generative` the verifier is measured too, and
    where no language model is named it alone.
    """

    cases: tuple[Path, ...] = ()
    report: Path | None = None
    against: Path | None = None
    out: Path | None = None
    baselines: bool = True
    here: bool = False
    composer: Literal["extractive", "generative"] | None = None


class BenchCommand(Protocol):
    """Runs `samsvar bench`; a `SamsvarError` becomes one line and exit 1."""

    def __call__(self, settings: Settings, *, json: bool) -> int:
        """Return the exit code; with `json`, print one JSON object on stdout and nothing else."""
        ...


class EvalCommand(Protocol):
    """Runs `samsvar eval`; a `SamsvarError` becomes one line and exit 1."""

    def __call__(self, settings: Settings, request: EvalRequest, *, json: bool) -> int:
        """Return the exit code; with `json`, print one JSON object on stdout and nothing else."""
        ...


@overload
def plugin_command(name: Literal["bench"]) -> BenchCommand: ...
@overload
def plugin_command(name: Literal["eval"]) -> EvalCommand: ...
def plugin_command(name: str) -> Any:
    """Return the command of that name.

    Raises
    ------
    SamsvarError
        If no installed package announces it.
    """
    for point in entry_points(group=GROUP, name=name):
        return point.load()
    raise SamsvarError(
        f"this installation has no `{name}`",
        where=f"entry point {GROUP}",
        remedy="Run: pip install -e . in the project's folder",
    )
