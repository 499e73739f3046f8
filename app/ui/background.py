"""Work in a thread of its own, which outlives the runs of the page's script."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from ingest.errors import SamsvarError

_LOG = logging.getLogger(__name__)
Outcome = TypeVar("Outcome")


class Background(Generic[Outcome]):
    """One piece of work; it ends even where the visitor has left.

    `outcome` is what came of it, or the error that ended it, and None until then.
    """

    def __init__(self, work: Callable[[], Outcome]) -> None:
        self.outcome: Outcome | SamsvarError | None = None
        self._work = work
        self._done = threading.Event()
        threading.Thread(target=self._run, name="samsvar-background", daemon=True).start()

    @property
    def done(self) -> bool:
        """Whether there is nothing more to wait for."""
        return self._done.is_set()

    def wait(self, patience: float = 0.25) -> bool:
        """Wait at most `patience` seconds, and tell whether it is done."""
        return self._done.wait(patience)

    def _run(self) -> None:
        try:
            self.outcome = self._work()
        except SamsvarError as error:
            self.outcome = error
        except Exception:
            # The log is for whoever runs the server; the visitor is told in the page's language.
            _LOG.exception("work in the background failed")
            self.outcome = UnexpectedError()
        finally:
            self._done.set()


class UnexpectedError(SamsvarError):
    """What nobody foresaw; what was raised stands in the log."""

    def __init__(self) -> None:
        super().__init__("something unexpected went wrong")
