"""One progress bar on stderr, and nothing at all where stderr is no terminal."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from app.terminal.consoles import messages
from index.report import Stage

_STAGES = {
    "check": "Checking files",
    "embed": "Reading and embedding",
    "build": "Building the index",
}
_WIDEST = max(map(len, (*_STAGES.values(), "Unpacking the model")))


class Bar:
    """A bar that shows one thing after the other, and is gone when the work is done."""

    def __init__(self) -> None:
        console = messages()
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(bar_width=30, complete_style="cyan", finished_style="cyan"),
            TextColumn("{task.fields[count]}", style="dim"),
            TimeRemainingColumn(compact=True),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self._task: TaskID | None = None
        self._label = ""

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._progress.stop()

    def show(self, label: str, done: float, total: float) -> None:
        """Show that `done` of `total` is done of what `label` names."""
        # One step that takes a while has no middle: the bar only moves to and fro.
        whole = total if total > 1 else None
        count = f"{int(done)} of {int(total)}" if total > 1 else ""
        if self._task is None:
            self._task = self._progress.add_task(label.ljust(_WIDEST), total=whole, count=count)
        elif label != self._label:
            self._progress.reset(
                self._task, description=label.ljust(_WIDEST), total=whole, count=count
            )
        self._label = label
        self._progress.update(self._task, completed=done, count=count)

    def show_stage(self, stage: Stage) -> None:
        """Show how far an ingest run is."""
        self.show(_STAGES.get(stage.name, stage.name), stage.done, stage.total)

    def show_unpacking(self, done: int, total: int) -> None:
        """Show how much of the model is unpacked."""
        self.show("Unpacking the model", done, total)
