"""Time limits over a stream that may stall, dawdle, or never begin."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

_Item = TypeVar("_Item")
# Seconds between two looks at whether to stop.
_PATIENCE = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How long to wait for a connection, the first item, and all of them, in seconds."""

    connect: float = 5.0
    first: float = 20.0
    total: float = 60.0


def within(
    limits: Limits, read: Callable[[], Iterator[_Item]], stop: Callable[[], bool]
) -> Iterator[_Item]:
    """Yield what `read` yields, read by a thread of its own; end early once `stop` says so.

    The thread is told nothing when the end comes early: whoever gave `read` must cut off what it
    waits for.

    Raises
    ------
    TimeoutError
        If the first item, or the last, has not come in time.
    Exception
        What `read` raised, after the items that came before it.
    """
    items: queue.SimpleQueue[_Item | _End] = queue.SimpleQueue()
    begun = time.monotonic()
    threading.Thread(target=_fill, args=(items, read), name="samsvar-stream", daemon=True).start()
    limit = min(limits.first, limits.total)
    while not stop():
        left = begun + limit - time.monotonic()
        if left <= 0:
            raise TimeoutError
        try:
            item = items.get(timeout=min(left, _PATIENCE))
        except queue.Empty:
            continue
        if isinstance(item, _End):
            if item.error is not None:
                raise item.error
            return
        limit = limits.total
        yield item


@dataclass(frozen=True, slots=True)
class _End:
    error: Exception | None = None


def _fill(items: queue.SimpleQueue[_Item | _End], read: Callable[[], Iterator[_Item]]) -> None:
    try:
        for item in read():
            items.put(item)
    except Exception as error:
        # Raised again in the thread that waits.
        items.put(_End(error))
    else:
        items.put(_End())
