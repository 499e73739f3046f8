"""Long work on the index, which outlives the runs of the page's script."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Generic, TypeVar

import streamlit as st

from app.library import Progress, Step, Told
from app.ui import markup
from app.ui.texts import Texts
from ingest.errors import SamsvarError

_LOG = logging.getLogger(__name__)
Outcome = TypeVar("Outcome")


class Working(Generic[Outcome]):
    """One piece of work in a thread of its own; it ends even where the visitor has left.

    `outcome` is what came of it, or the error that ended it, and None until then.
    """

    def __init__(self, work: Callable[[Told], Outcome]) -> None:
        self.outcome: Outcome | SamsvarError | None = None
        self.progress: Progress | None = None
        self._work = work
        self._done = threading.Event()
        threading.Thread(target=self._run, name="samsvar-working", daemon=True).start()

    @property
    def done(self) -> bool:
        """Whether there is nothing more to wait for."""
        return self._done.is_set()

    def wait(self, patience: float = 0.25) -> bool:
        """Wait at most `patience` seconds, and tell whether it is done."""
        return self._done.wait(patience)

    def _run(self) -> None:
        try:
            self.outcome = self._work(self._tell)
        except SamsvarError as error:
            self.outcome = error
        except Exception:
            # The log is for whoever runs the server; the visitor is told in the page's language.
            _LOG.exception("work on the index failed")
            self.outcome = UnexpectedError()
        finally:
            self._done.set()

    def _tell(self, progress: Progress) -> None:
        self.progress = progress


class UnexpectedError(SamsvarError):
    """What nobody foresaw; what was raised stands in the log."""

    def __init__(self) -> None:
        super().__init__("something unexpected went wrong")


def follow(working: Working[Outcome], texts: Texts) -> None:
    """Draw how far the work is until it is done, and draw the page anew.

    Everything that is to be seen meanwhile must be drawn before.
    """
    with st.container(key="working"):
        bar = st.empty()
    while True:
        progress = working.progress or Progress(step="checking")
        bar.progress(min(1.0, max(0.0, progress.share)), text=_step_text(progress.step, texts))
        if working.wait():
            break
    st.rerun()


def _step_text(step: Step, texts: Texts) -> str:
    shelf = texts.shelf
    return {
        "waiting": shelf.step_waiting,
        "unpacking": shelf.step_unpacking,
        "checking": shelf.step_checking,
        "embedding": shelf.step_embedding,
        "building": shelf.step_building,
    }[step]


def draw_failure(error: SamsvarError, texts: Texts) -> None:
    """Draw why the work came to nothing."""
    if isinstance(error, UnexpectedError):
        shown = (texts.unexpected, texts.unexpected_remedy)
        st.html(markup.notice_html(texts.shelf.failed_heading, shown))
    else:
        st.html(markup.failure_html(error, texts, heading=texts.shelf.failed_heading))
