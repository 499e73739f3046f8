"""A translation under way, which outlives the runs of the page's script."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from app.assistant.translate import Translation
from ingest.errors import SamsvarError

_LOG = logging.getLogger(__name__)


class Translating:
    """One translation, made in a thread of its own, as `Asking` makes an answer.

    `outcome` is None until it is there, and where there is no language model; `shown` tells
    whether the visitor has been brought to it.
    """

    def __init__(self, translate: Callable[[], Translation | None]) -> None:
        self.outcome: Translation | Exception | None = None
        self.shown = False
        self._translate = translate
        self._done = threading.Event()
        threading.Thread(target=self._run, name="samsvar-translating", daemon=True).start()

    @property
    def done(self) -> bool:
        """Whether there is nothing more to wait for."""
        return self._done.is_set()

    def wait(self, patience: float = 0.25) -> bool:
        """Wait at most `patience` seconds, and tell whether it is done."""
        return self._done.wait(patience)

    def _run(self) -> None:
        try:
            self.outcome = self._translate()
        except SamsvarError as error:
            self.outcome = error
        except Exception as error:
            # Told to the visitor by whichever run of the script comes next.
            _LOG.exception("the desk failed on a translation")
            self.outcome = error
        finally:
            self._done.set()
