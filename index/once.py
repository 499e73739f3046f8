"""Load what is large once, however many threads ask for it first."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, ParamSpec, TypeVar

_Told = ParamSpec("_Told")
_Loaded = TypeVar("_Loaded")


class Once(Generic[_Told, _Loaded]):
    """Calls `load` when it is first asked, and keeps what it returned.

    What it is told is for that first call alone, such as where to show progress.

    Threads that ask meanwhile wait for the first. What `load` raises is raised, and the next one
    who asks has it tried again.
    """

    def __init__(self, load: Callable[_Told, _Loaded]) -> None:
        self._load = load
        self._lock = threading.Lock()
        self._kept: tuple[_Loaded] | None = None

    def __call__(self, *told: _Told.args, **named: _Told.kwargs) -> _Loaded:
        """Return what was loaded."""
        with self._lock:
            if self._kept is None:
                self._kept = (self._load(*told, **named),)
            return self._kept[0]
